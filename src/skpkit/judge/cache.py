"""What was judged once, kept beside other caches of the user: rows of bytes by key, in a file of sqlite.

A row is found by a digest of all that it follows from, so none is ever wrong, only unasked for. The file is a
convenience: where it cannot be read or written, is damaged, locked, full, of another format, or not the user's own,
everything is judged as if it were empty, and nothing is said. Each row bears a digest of its own, so one that a broken
disk changed is none. What is in it is read as data, and nothing of it is ever run.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST = 1 << 30  # bytes of the file
NO_CACHE = "SKPKIT_NO_CACHE"
Shelf: TypeAlias = Literal["small", "large"]
"""Two shelves, so that what is asked for always is read without what is asked for now and then."""

_FILE = "verdicts-1.sqlite3"
_OURS, _FORMAT = 0x534B50, 1
_CHECK = 8  # bytes of a row's own digest
_AT_ONCE = 500  # keys
_WAIT = 0.2  # seconds for another process
_DAY, _OLD = 86400, 7  # a row that was used within so many days is not marked again
_TABLES = f"""
    PRAGMA auto_vacuum = INCREMENTAL;
    BEGIN IMMEDIATE;
    PRAGMA application_id = {_OURS};
    PRAGMA user_version = {_FORMAT};
    CREATE TABLE IF NOT EXISTS small (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS large (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL);
    COMMIT;
"""


class CacheStanding(NamedTuple):
    """Where the cache lies, of how many judged dossiers it holds what was found, how many bytes it takes, and how many
    at most."""

    path: Path
    dossiers: int
    size: int
    most: int


def cache_folder() -> Path:
    """The folder of the cache: in XDG_CACHE_HOME, else where caches of a user are."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if named and Path(named).is_absolute():
        return Path(named) / "skpkit"
    if sys.platform == "win32" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "skpkit" / "cache"
    return Path.home() / ".cache" / "skpkit"


def usual_cache() -> Cache | None:
    """The cache of the user; None where there is no home for one, or SKPKIT_NO_CACHE says that none is wanted."""
    if os.environ.get(NO_CACHE):
        return None
    try:
        return Cache(cache_folder())
    except RuntimeError:  # nobody's home
        return None


def digest(*parts: bytes) -> bytes:
    """A digest of some parts, each told apart from the next."""
    made = blake2b(digest_size=20)
    for each in parts:
        made.update(len(each).to_bytes(8, "big"))
        made.update(each)
    return made.digest()


def of_files(files: Iterable[Path]) -> Iterator[bytes]:
    """The names of some files and what they hold, in order of their paths, for a digest."""
    for file in sorted(files):
        yield file.name.encode()
        yield file.read_bytes()


class Cache:
    """Rows of bytes by key. The file is opened for each call alone, so whoever holds one may fork."""

    def __init__(self, folder: Path, most: int = MOST) -> None:
        self.path = folder / _FILE
        self.most = most

    def get(self, keys: Sequence[bytes], part: Shelf = "small") -> dict[bytes, bytes]:
        """The rows of some keys, of those that are there."""
        found: dict[bytes, bytes] = {}
        stale: list[bytes] = []
        today = int(time()) // _DAY

        def read(file: Connection) -> None:
            for some in (keys[first : first + _AT_ONCE] for first in range(0, len(keys), _AT_ONCE)):
                asked = f"SELECT key, used, value FROM {part} WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
                for key, used, value in file.execute(asked, list(some)):
                    if isinstance(value, bytes) and value[:_CHECK] == _check(key, value[_CHECK:]):
                        found[key] = value[_CHECK:]
                        if used < today - _OLD:
                            stale.append(key)

        if keys and self.path.exists():
            self._safely(read)
        if stale:
            self._safely(lambda file: _mark(file, part, stale, today))
        return found

    def put(self, rows: Mapping[bytes, bytes], part: Shelf = "small") -> None:
        """Keep some rows, and of all no more than there is room for."""
        today = int(time()) // _DAY
        values = [(key, today, _check(key, value) + value) for key, value in rows.items()]

        def write(file: Connection) -> None:
            file.execute("BEGIN IMMEDIATE")
            file.executemany(f"INSERT OR REPLACE INTO {part} VALUES (?, ?, ?)", values)  # noqa: S608
            file.execute("COMMIT")
            self._make_room(file)

        if values:
            self._safely(write, make=True)

    def clear(self) -> None:
        """Forget everything. Raises OSError where the file cannot be taken away."""
        for end in ("", "-journal", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    @property
    def standing(self) -> CacheStanding:
        """How it stands."""
        counts: list[int] = []

        def count(file: Connection) -> None:
            counts.extend(*file.execute("SELECT COUNT(*) FROM small"))

        if self.path.exists():
            self._safely(count)
        size = self.path.stat().st_size if self.path.exists() else 0
        return CacheStanding(self.path, sum(counts), size, self.most)

    def _safely(self, work: Callable[[Connection], None], *, make: bool = False) -> None:
        """Do something with the file, if that can be done; one that is damaged is taken away."""
        try:
            import sqlite3
        except ImportError:  # a Python that was built without it
            return
        try:
            with self._opened(make) as file:
                if file is not None:
                    work(file)
        except sqlite3.OperationalError:  # locked, full, not to be written
            return
        except sqlite3.DatabaseError:
            with suppress(OSError):
                if _is_own(self.path, self.path.parent):
                    self.clear()
        except (OSError, sqlite3.Error, OverflowError, ValueError):
            return

    @contextmanager
    def _opened(self, make: bool) -> Iterator[Connection | None]:
        """The file, if it is the user's own and of this format; with `make` one is made where there is none."""
        import sqlite3

        if make:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        if not _is_own(self.path, self.path.parent):
            yield None
            return
        is_new = self.path.stat().st_size == 0
        with closing(sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)) as file:
            file.execute("PRAGMA trusted_schema = OFF")
            if is_new:
                file.executescript(_TABLES)
            (ours,), (kind,) = (next(file.execute(f"PRAGMA {each}")) for each in ("application_id", "user_version"))
            yield file if (ours, kind) == (_OURS, _FORMAT) else None

    def _make_room(self, file: Connection) -> None:
        """Take those away that were not used for longest, once there are too many."""
        (pages,), (size,), (free,) = (
            next(file.execute(f"PRAGMA {each}")) for each in ("page_count", "page_size", "freelist_count")
        )
        if (pages - free) * size <= self.most:
            return
        file.execute("BEGIN IMMEDIATE")
        for part in ("large", "small"):
            count = next(file.execute(f"SELECT COUNT(*) FROM {part}"))[0]  # noqa: S608
            oldest = f"SELECT key FROM {part} ORDER BY used, random() LIMIT ?"  # noqa: S608
            file.execute(f"DELETE FROM {part} WHERE key IN ({oldest})", (-(-count // 4),))  # noqa: S608
        file.execute("COMMIT")
        file.execute("PRAGMA incremental_vacuum").fetchall()


def _mark(file: Connection, part: Shelf, keys: Sequence[bytes], today: int) -> None:
    """Note that some rows were used."""
    file.execute("BEGIN IMMEDIATE")
    file.executemany(f"UPDATE {part} SET used = ? WHERE key = ?", [(today, each) for each in keys])  # noqa: S608
    file.execute("COMMIT")


def _check(key: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=_CHECK, key=key[:64]).digest()


def _is_own(file: Path, folder: Path) -> bool:
    """Whether a file, and the folder that it lies in, are the user's, and nobody else may write there. On Windows
    Python does not say whose they are."""
    try:
        lying, around = file.lstat(), folder.stat()
    except OSError:
        return False
    if not stat.S_ISREG(lying.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return all(each.st_uid == os.geteuid() and not each.st_mode & 0o022 for each in (lying, around))
