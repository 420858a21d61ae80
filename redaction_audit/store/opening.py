"""Opening a store: connections, the journal, versions, and what has to be said about the file."""

import os
import secrets
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import msgspec

from redaction_audit.migrations import steps
from redaction_audit.regular import demand
from redaction_audit.store.errors import DamagedError, NewerStoreError, SaveError, StoreError

APPLICATION = 0x52415544  # "RAUD", in the file's header: this is a store and no other database
WAIT = 5.0
"""Seconds to wait for another program's lock."""

# Write-ahead logging needs memory that all its users share; over a network there is none (sqlite.org/wal.html).
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "9p", "afs", "ncpfs", "afpfs", "webdav", "fuse.sshfs", "davfs"}
)
_MAGIC = b"SQLite format 3\0"
_LARGEST_CHECKED = 64_000_000
"""Bytes up to which a store is checked whenever it is opened; larger ones only after a session that was cut off."""


class Opened:
    """A file that is known to be a store: how to connect to it, and what is to be said about it."""

    def __init__(self, path: Path, *, read_only: bool, wait: float) -> None:
        self.path = path
        self.read_only = read_only
        self.wait = wait
        self.notices: list[str] = []
        self._file: tuple[int, int] | None = None
        self._immutable = read_only and not os.access(path.parent, os.W_OK) and not _left_behind(path)
        if not read_only:
            self.filesystem = remote(path)

    def connect(self) -> sqlite3.Connection:
        """Return a connection with this program's settings; raises sqlite3.Error."""
        mode = "mode=ro" + ("&immutable=1" if self._immutable else "") if self.read_only else "mode=rwc"
        db = sqlite3.connect(
            f"file:{quote(os.fspath(self.path))}?{mode}",
            uri=True,
            timeout=self.wait,
            isolation_level=None,
            check_same_thread=False,
        )
        db.text_factory = _text
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("PRAGMA cell_size_check=ON")
        db.execute("PRAGMA cache_size=-32768")  # 32 MB: the lists of a large batch are read again and again
        if not self.read_only:
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA foreign_keys=OFF")
        return db

    def settle(self) -> None:
        """Note which file is open, but not over a network: there, numbers of files may change."""
        if not self.read_only and self.filesystem is None:
            self._file = _numbers(self.path)

    def is_there(self) -> bool:
        """Return whether the path still leads to the file that is open: what is written to another one is lost."""
        try:
            found = _numbers(self.path)
        except OSError:
            return False
        return self._file is None or self._file == found

    def journal(self, db: sqlite3.Connection) -> None:
        """Choose the journal: write-ahead on a local disk, so that readers never wait for the writer."""
        if self.filesystem is not None:
            db.execute("PRAGMA journal_mode=DELETE")
            self.notices.append(
                f"the store is on a network file system ({self.filesystem}): no write-ahead log,"
                " reviewers wait for each other's writes"
            )
        elif db.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
            self.notices.append("no write-ahead log on this file system: reviewers wait for each other's writes")


def open_store(path: Path, *, read_only: bool, wait: float) -> tuple[Opened, sqlite3.Connection]:
    """Open, create or migrate a store. Raises StoreError with words for people."""
    if read_only and not path.exists():
        raise StoreError(f"{path}: there is no such store")
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name a file for the store")
    if path.exists() and not _is_database(path):
        raise StoreError(f"{path}: is not a store of redaction-audit")
    if not read_only:
        _make_room(path)
        read_only = path.exists() and not os.access(path, os.W_OK)
    cut_off = _left_behind(path)
    opened = Opened(path, read_only=read_only, wait=wait)
    with speaking(path):
        db = opened.connect()
        try:
            _recognise(db, path, read_only=read_only)
            if not read_only:
                opened.journal(db)
                _migrate(db)
            opened.settle()
            if cut_off or path.stat().st_size <= _LARGEST_CHECKED:
                quick_check(db, path)
        except BaseException:
            db.close()
            raise
    return opened, db


def _numbers(path: Path) -> tuple[int, int]:
    """Return the device and the number of a file: no other file has both."""
    found = path.stat()
    return found.st_dev, found.st_ino


def quick_check(db: sqlite3.Connection, path: Path) -> None:
    """Raise DamagedError where the file's pages do not hold together."""
    found = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DamagedError(damaged(path, found))


@contextmanager
def speaking(path: Path) -> Iterator[None]:
    """Turn what SQLite says on opening and reading into StoreError."""
    try:
        yield
    except sqlite3.Error as error:
        code = primary(error)
        if code == sqlite3.SQLITE_NOTADB:
            raise StoreError(f"{path}: is not a store of redaction-audit") from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise DamagedError(damaged(path)) from error
        if code == sqlite3.SQLITE_FULL:
            raise SaveError(f"{path}: nothing was saved: the disk is full") from error
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise StoreError(f"{path}: another program holds the store; try again when it is done") from error
        raise StoreError(f"{path}: the store cannot be read ({error})") from error
    except (UnicodeDecodeError, msgspec.MsgspecError):  # the words of both may quote what is on a damaged page
        raise DamagedError(damaged(path)) from None


@contextmanager
def saving(path: Path) -> Iterator[None]:
    """Turn what SQLite says on writing into SaveError; whoever uses it has rolled back."""
    try:
        yield
    except sqlite3.Error as error:
        reasons = {
            sqlite3.SQLITE_FULL: "the disk is full",
            sqlite3.SQLITE_BUSY: "another program holds the store",
            sqlite3.SQLITE_LOCKED: "another program holds the store",
            sqlite3.SQLITE_READONLY: "the store is open read-only",
            sqlite3.SQLITE_IOERR: "the disk reports an error",
            sqlite3.SQLITE_CORRUPT: "the store is damaged",
            sqlite3.SQLITE_CANTOPEN: "the folder of the store cannot be written",
        }
        why = reasons.get(primary(error), str(error))
        raise SaveError(f"{path}: nothing was saved: {why}") from error


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """A transaction that writes: all of it, or nothing."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk may have rolled back by itself
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
        raise


def damaged(path: Path, found: str = "") -> str:
    """Return what is said of a store that is not whole, and what to do."""
    return f"{path}: the store is damaged{f' ({found})' if found else ''}\nRun: redaction-audit verify --store {path}"


def primary(error: sqlite3.Error) -> int:
    """Return SQLite's primary error code, 0 where the error is the module's own."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def remote(path: Path, mounts: str = "/proc/self/mounts") -> str | None:
    """Return the kind of network file system a path is on, None where it is local or cannot be told."""
    place = os.path.realpath(path)
    if sys.platform == "win32":
        return "share" if place.startswith("\\\\") else None
    best, kind = "", ""
    try:
        lines = Path(mounts).read_text("utf-8", "surrogateescape").split("\n")
    except OSError:
        return None
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        folder = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if len(folder) >= len(best) and (place == folder or place.startswith(folder.rstrip("/") + "/")):
            best, kind = folder, fields[2]
    return kind if kind in _REMOTE else None


def _text(data: bytes) -> str:
    """Decode text, damaged bytes included: what is wrong then shows as a wrong digest, not as a failed query."""
    return data.decode("utf-8", "backslashreplace")


def _left_behind(path: Path) -> bool:
    """Say whether a write-ahead log with something in it lies beside the store: in use, or cut off."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _is_database(path: Path) -> bool:
    """Say whether a file is empty or a database: SQLite would take a few bytes of anything for an empty one."""
    try:
        demand(path)
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) in {b"", _MAGIC}
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be read ({error.strerror or error})") from error


def _make_room(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():  # what reviewers say is nobody else's business
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError(f"{path}: the store cannot be made here ({error.strerror or error})") from error


def _recognise(db: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    """Raise StoreError for a file that is none of ours, or of a version that cannot be used as asked."""
    # In one statement, so of one moment: another program may be making the store.
    application, version, tables = db.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)"
        " FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if application != APPLICATION and (tables or application or read_only):
        raise StoreError(f"{path}: is not a store of redaction-audit")
    known = len(steps())
    if version > known:
        raise NewerStoreError(
            f"{path}: written by a later version of redaction-audit (store {version}, this one knows {known})\n"
            "Use that version; nothing was changed."
        )
    if read_only and version < known:
        raise StoreError(f"{path}: is of an earlier version; open it once without --read-only to bring it up to date")


def _migrate(db: sqlite3.Connection) -> None:
    known = steps()
    if db.execute("PRAGMA user_version").fetchone()[0] == len(known):
        return
    with writing(db):
        # Read again: two programs may have found the same old version and taken turns.
        version = db.execute("PRAGMA user_version").fetchone()[0]
        for sql in known[version:]:
            for statement in statements(sql):
                db.execute(statement)
        if version == 0:
            db.execute("INSERT INTO store VALUES ('key', ?)", (secrets.token_bytes(32),))
        db.execute("INSERT OR REPLACE INTO store VALUES ('version', ?)", (str(len(known)).encode(),))
        db.execute(f"PRAGMA application_id={APPLICATION}")
        db.execute(f"PRAGMA user_version={len(known)}")


def statements(sql: str) -> Iterator[str]:
    """Yield the statements of a script one by one; sqlite3's own `executescript` would end the transaction."""
    statement = ""
    for line in sql.split("\n"):
        statement += line + "\n"
        if line.rstrip().endswith(";") and sqlite3.complete_statement(statement):
            yield statement
            statement = ""
