"""Rules are selected by prefix, explained with their law and examples, and nothing planned is passed off as built."""

import json

import pytest

from redaction_audit import catalogue, outputs
from redaction_audit.arguments import parser
from redaction_audit.check import Check, Example, Hit, View, discover, record_check
from redaction_audit.errors import UsageError
from redaction_audit.model import Citation
from redaction_audit.outputs.style import Style
from redaction_audit.text.sanitise import width


def check(id_: str, name: str, **given: object) -> Check:
    def judge(view: View):
        """The word SALT stands on the page.

        ## Why it matters
        Salt tells of the sea,
        and of the table.

        A second paragraph.

        ## What to do
        Nothing.

        ## Known limits
        Pepper.
        """
        yield Hit(0, 1, view.text)

    values = {
        "severity": "warning",
        "cites": (Citation("A. Law § 1"), Citation("A manual", "summary")),
        "basis": ("EO-01",),
        "by_provenance": {"frus": "note"},
        "flags": (Example("Pass the ⟦SALT⟧ please", date="1995-01-02", provenance="foia"),),
        "passes": (Example("Pass the pepper\nplease"),),
    }
    return record_check(id_, name, **(values | given))(judge)


RULES = (
    check("AAA001", "salt-on-page"),
    check("AAA002", "salt-in-header"),
    check("AAA101", "pepper-on-page", severity="error"),
    check("BBB001", "sugar-on-page"),
)


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ([], [], "AAA001 AAA002 AAA101 BBB001"),
        (["ALL"], ["AAA"], "BBB001"),
        (["AAA"], [], "AAA001 AAA002 AAA101"),
        (["aaa0"], [], "AAA001 AAA002"),
        (["AAA", "BBB"], ["AAA0"], "AAA101 BBB001"),
        (["AAA001"], ["AAA"], "AAA001"),
        (["AAA", "AAA002"], ["AAA0"], "AAA002 AAA101"),
        (["AAA"], ["AAA"], ""),
        (["AAA,BBB"], ["AAA1, BBB"], "AAA001 AAA002"),
        (["salt-on-page"], ["AAA"], "AAA001"),
        ([], ["Sugar-On-Page", "A"], ""),
        (["AAA001"], ["salt-on-page"], ""),
    ],
)
def test_the_longest_prefix_decides(select: list[str], ignore: list[str], expected: str) -> None:
    assert " ".join(rule.id for rule in catalogue.select(RULES, select, ignore)) == expected


@pytest.mark.parametrize(
    ("select", "ignore", "words"),
    [
        (["AAB"], [], "--select AAB: there is no such rule; did you mean AAA"),
        ([], ["sallt-on-page"], "--ignore sallt-on-page: there is no such rule; did you mean salt-on-page?"),
        (["QQQQQQ"], [], "redaction-audit rules list shows all"),
        (["DOC001"], [], "planned, not built yet"),
    ],
)
def test_a_prefix_of_nothing_is_an_error(select: list[str], ignore: list[str], words: str) -> None:
    with pytest.raises(UsageError, match=words.replace("?", "\\?")) as raised:
        catalogue.select(RULES, select, ignore)

    assert raised.value.exit_code == 2


def test_explain() -> None:
    assert catalogue.explain("salt-on-page", checks=RULES) == PAGE
    assert catalogue.explain("aaa001", checks=RULES) == PAGE


def test_explain_a_family_lists_its_rules() -> None:
    written = catalogue.explain("AAA", checks=RULES)

    assert [line[:6] for line in written.splitlines()] == ["AAA001", "AAA002", "AAA101"]


def test_explain_names_the_nearest_rule() -> None:
    with pytest.raises(UsageError, match="did you mean salt-in-header"):
        catalogue.explain("salt-in-heder", checks=RULES)


@pytest.mark.parametrize("rule", discover(), ids=lambda rule: rule.id)
def test_every_rule_can_be_explained_in_a_narrow_terminal(rule: Check) -> None:
    written = catalogue.explain(rule.id, Style(width=60))

    assert "Why it matters" in written
    assert all(width(line) <= 60 for line in written.splitlines())


def test_the_table() -> None:
    assert catalogue.rules_table(RULES[:3], "text").splitlines() == [
        "AAA001  salt-on-page    warning  The word SALT stands on the page.",
        "AAA002  salt-in-header  warning  The word SALT stands on the page.",
        "AAA101  pepper-on-page  error    The word SALT stands on the page.",
    ]
    assert catalogue.rules_table((), "text") == ""


def test_the_table_as_json() -> None:
    document = json.loads(catalogue.rules_table(RULES, "json"))

    assert document["schema"] == "rules/1"
    assert document["rules"][0]["by_provenance"] == {"frus": "note"}
    assert document["rules"][0]["citations"][1] == {"text": "A manual", "status": "summary"}


def test_planned() -> None:
    assert catalogue.PLANNED[0].name in catalogue.planned("text", Style(width=60))
    assert len(json.loads(catalogue.planned("json"))["planned"]) == len(catalogue.PLANNED)


def test_nothing_planned_is_built_and_nothing_built_is_planned() -> None:
    planned = {(item.kind, item.name) for item in catalogue.PLANNED}
    families = {rule.family for rule in discover()}

    assert len(planned) == len(catalogue.PLANNED)
    assert not {name for kind, name in planned if kind == "rules"} & families
    assert not {name for kind, name in planned if kind == "format"} & set(outputs.formats())
    assert not {name for kind, name in planned if kind == "command"} & _commands()


def _commands() -> set[str]:
    actions = parser()._actions  # argparse has no public way to ask
    return {name for action in actions if isinstance(action.choices, dict) for name in action.choices}


PAGE = """\
AAA001 salt-on-page
The word SALT stands on the page.

  severity    warning; note for frus
  confidence  high
  law         A. Law § 1
              A manual (from a summary)
  basis       EO-01
  select      --select AAA001, --select AAA for its family
  ignore      --ignore AAA001

Why it matters
  Salt tells of the sea, and of the table.

  A second paragraph.

What to do
  Nothing.

Known limits
  Pepper.

Flagged, for example
  record of 1995-01-02, provenance foia
  │ Pass the SALT please
  │          ^^^^

Not flagged, for example
  │ Pass the pepper
  │ please
"""


def test_explain_says_of_a_locked_rule_that_nothing_silences_it() -> None:
    assert "locked" in catalogue.explain("FOI010")
    assert "--ignore FOI010" not in catalogue.explain("FOI010")
    assert "--ignore FOI001" in catalogue.explain("FOI001")
