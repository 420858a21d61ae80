"""The store: one SQLite file that holds runs, findings and the log of what reviewers said. The only room with SQL."""

from redaction_audit.store.errors import ConflictError, DamagedError, NewerStoreError, SaveError, StoreError
from redaction_audit.store.store import Store
from redaction_audit.store.values import Item, Lease, Orphan, Problem, Rest, StoredRecord, StoredRun

__all__ = [
    "ConflictError",
    "DamagedError",
    "Item",
    "Lease",
    "NewerStoreError",
    "Orphan",
    "Problem",
    "Rest",
    "SaveError",
    "Store",
    "StoreError",
    "StoredRecord",
    "StoredRun",
]
