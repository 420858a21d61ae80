"""The store: one SQLite file that holds runs, findings and the log of what reviewers said. The only room with SQL."""

from redaction_audit.store.errors import ConflictError, DamagedError, NewerStoreError, SaveError, StoreError
from redaction_audit.store.store import Store
from redaction_audit.store.values import Fate, Gone, Item, Lease, Orphan, Problem, Pruned, Rest, StoredRecord, StoredRun

__all__ = [
    "ConflictError",
    "DamagedError",
    "Fate",
    "Gone",
    "Item",
    "Lease",
    "NewerStoreError",
    "Orphan",
    "Problem",
    "Pruned",
    "Rest",
    "SaveError",
    "Store",
    "StoreError",
    "StoredRecord",
    "StoredRun",
]
