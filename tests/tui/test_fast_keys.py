"""Keys that arrive faster than they are painted: each decides the finding that stood behind the one before it."""

from pathlib import Path

from store import specimens

from redaction_audit.folders import Request
from redaction_audit.review.policy import Policy
from redaction_audit.review.session import ReviewSession
from redaction_audit.review.source import Source
from tests.review.desk import Clock
from tests.tui.seen import Driven, drive


def test_keys_typed_ahead_decide_one_finding_after_the_other(tmp_path: Path) -> None:
    with specimens.store(tmp_path / "a.store", *(specimens.audited(f"05PORTO{n}", 10) for n in range(6))) as store:
        session = ReviewSession(store, Source(Request(()), str(tmp_path), store.key), "ana", Clock(), Policy())

        async def act(driven: Driven) -> None:
            for _ in range(8):
                for _ in range(5):
                    driven.app.simulate_key("c")
                await driven.rest()

        drive(session, act)
        decided = store.items(store.ids("f.state <> 'open'"))
        assert [event.key for event in store.events()] == [item.key for item in decided]
        assert [item.row for item in decided] == list(store.ids()[:40])
