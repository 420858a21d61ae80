"""Options of the command that looks after a store: store."""

import argparse

from redaction_audit.arguments.parsing import actions, late

_STORE = """\
examples:
  redaction-audit store list batch.store               the runs it holds, and why each must stay
  redaction-audit store prune batch.store --keep 2 --dry-run
                                                       what would go
  redaction-audit store prune batch.store --keep 2     keep the last two runs, and whatever decisions rest on

Decisions, notes and the log they stand in are never touched, and verify tells as much afterwards. What is taken out is
gone: records and findings of these runs. Their seals stay, so that manifests of them can still be verified.
"""


def store(command: argparse.ArgumentParser) -> str:
    """Add the options of `store`; return its examples."""
    made = actions(command)
    help_ = "list the runs, and why each must stay"
    listing = made.add_parser("list", help=help_, description=help_[0].upper() + help_[1:] + ".")
    listing.add_argument("store", metavar="FILE", help="the store")
    listing.set_defaults(action=late("store_list"))
    help_ = "take out runs that nothing rests on"
    pruning = made.add_parser("prune", help=help_, description=help_[0].upper() + help_[1:] + ".")
    pruning.add_argument("store", metavar="FILE", help="the store")
    pruning.add_argument(
        "--keep", type=int, required=True, metavar="N", help="keep the last N runs that ended, 1 or more"
    )
    pruning.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
    pruning.set_defaults(action=late("store_prune"))
    return _STORE
