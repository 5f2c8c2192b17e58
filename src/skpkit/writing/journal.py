"""Several files written as one: after a process was killed they are the old ones, or the next command finishes them.

What is to be goes into a journal first, whole, beside git's own files (without git in a hidden folder beside the
records). Then each file is put beside its place and given its name, and then the journal goes. A journal that is found
tells what an ended command had begun: what is still as it was becomes what it was to be. Where somebody edited one of
its files since, nothing of his is written over: the others are given back what they were, and the journal stays aside.

A journal that is found is believed only where the user who runs the command wrote it, in a folder of his own, and it
lies where it was written: else whoever can put a file into a folder above would write with the rights of others.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from stat import S_IMODE, S_ISLNK, S_ISREG
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from skpkit.errors import SkpkitError, system_reason
from skpkit.messages import N_
from skpkit.writing.lock import LockedError, locked
from skpkit.writing.ownership import UNREADABLE_JOURNAL, is_inside, refuse_foreign

NOT_WRITTEN = N_("{path} could not be written ({why}); all files are as they were")
IN_THE_WAY = N_("{path} is a link or no plain file, so nothing is written there; put a file or folder in its place")
OUTSIDE_OF_RECORDS = N_("{path} lies outside of the folder of the records, so nothing is written there")
BUSY = N_("another command of skpkit writes here at this moment; wait until it is done, and run yours again")
CHANGED_MEANWHILE = N_(
    "{path} was changed by somebody else while this command ran, so nothing was written; run the command again"
)
BROKEN_JOURNAL = N_(
    "{path} is no journal of this skpkit, so it is not known what a command that was ended had begun; look at the "
    "records with git status, then take that file away"
)
CAME_ALONG = N_(
    "{path} tells what a command that was ended had begun, but it was not written here: it came with the files or was "
    "copied, so nothing of it is done; look at the records, then take that file away"
)

HIDDEN = ".skpkit"  # the place of the journal where there is no git folder
IN_GIT = "skpkit"  # and its name within that
_JOURNAL = "jurnal.json"
_LOCK = "kunci"
_VERSION = 1
_WHILE = 60 * 10**9  # nanoseconds in which a journal gets its contents and its name
_NAME = re.compile(r"\.skpkit-[0-9a-f]+-[0-9]+")

Files: TypeAlias = Mapping[str, bytes | None]
NOTHING_SEEN: Files = MappingProxyType({})


class Batch(NamedTuple):
    """Files that belong together: paths from the folder `root` with what each is to hold, None for one that goes.

    `place` is the folder of the journal, `command` what people call what writes them. Of the paths in `seen` each must
    still hold what it did when it was read, None where there was no file.
    """

    root: Path
    place: Path
    command: str
    files: Files
    seen: Files = NOTHING_SEEN

    def write(self) -> None:
        """Write all files, or none. Raises SkpkitError where that cannot be."""
        write_together(self.root, self.place, self.command, self.files, self.seen)


class Recovered(NamedTuple):
    """What became of what an ended `command` had begun: the files that were `finished`, or, because of those that
    somebody `edited` since, given back what they were (`undone`). `kept` is where its journal lies then."""

    command: str
    finished: tuple[str, ...]
    undone: tuple[str, ...]
    edited: tuple[str, ...]
    kept: str


class _Step(NamedTuple):
    """A file with what it held and what it is to hold, its mode, and the name under which it is written at first."""

    path: str
    before: bytes | None
    after: bytes | None
    mode: int | None
    name: str

    @property
    def beside(self) -> str:
        """The path of that name."""
        return str(PurePosixPath(self.path).with_name(self.name))


def write_together(root: Path, place: Path, command: str, files: Files, seen: Files = NOTHING_SEEN) -> None:
    """Write files below `root`, or remove those that are None, so that all are written or none; see Batch.

    Raises SkpkitError where that cannot be: all files are then as they were.
    """
    with _alone(root, place):
        _refuse_ended(root, place)
        for path, content in seen.items():
            if _content(root, path) != content:
                raise SkpkitError(CHANGED_MEANWHILE, path=path)
        mark = os.urandom(8).hex()
        steps = []
        for nth, (path, after) in enumerate(sorted(files.items())):
            before = _content(root, path)
            if before != after:
                steps.append(_Step(path, before, after, _mode(root, path), f".skpkit-{mark}-{nth}"))
        if steps:
            _write(root, place, command, steps)


def ended_in(root: Path, place: Path) -> bool:
    """Whether a command that was ended left a journal."""
    return os.path.lexists(place / _JOURNAL)


def recover(root: Path, place: Path) -> Recovered | None:
    """Finish what an ended command had begun, or take it back; None where there is nothing to do.

    Raises SkpkitError where that cannot be done, or another command is writing.
    """
    if not ended_in(root, place):
        return None
    refuse_foreign(place / _JOURNAL, root)
    try:
        with _alone(root, place):
            return _settled(root, place) if ended_in(root, place) else None
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=str(root), why=system_reason(error)) from None


def _settled(root: Path, place: Path) -> Recovered:
    command, steps = _read(place)
    now = {each.path: _content(root, each.path) for each in steps}  # all are looked at before one is touched
    _clear(root, steps)
    edited = tuple(each.path for each in steps if now[each.path] not in (each.before, each.after))
    written = [each for each in steps if now[each.path] == each.after]
    waiting = [each for each in steps if now[each.path] == each.before]
    if edited:
        _put(root, [each._replace(after=each.before) for each in written])
        kept = place / f"jurnal-{os.urandom(4).hex()}.json"
        (place / _JOURNAL).replace(kept)
        return Recovered(command, (), tuple(each.path for each in written), edited, str(kept))
    if written and waiting:
        _put(root, waiting)
    _close(place)
    finished = tuple(each.path for each in steps) if written else ()
    return Recovered(command, finished, () if written else tuple(now), (), "")


def place_of(start: Path) -> tuple[Path, Path] | None:
    """The top of the working tree around a folder, and the place of its journal; None where neither a repository nor a
    journal is. git is not asked, since every command does this. In a repository nothing counts that lies in its files.
    """
    folders = (start, *start.parents)
    for folder in folders:
        own = folder / ".git"
        if own.is_dir():
            return folder, own / IN_GIT
        if own.is_file():
            with suppress(OSError, UnicodeDecodeError):
                said = own.read_text(encoding="utf-8").strip()
                if said.startswith("gitdir:"):
                    return folder, folder / said.removeprefix("gitdir:").strip() / IN_GIT
            return None
    return next(((each, each / HIDDEN) for each in folders if (each / HIDDEN / _JOURNAL).exists()), None)


def _write(root: Path, place: Path, command: str, steps: list[_Step]) -> None:
    told: dict[str, Any] = {
        "versi": _VERSION,
        "perintah": command,
        "berkas": [
            {
                "jalur": each.path,
                "semula": _as_text(each.before),
                "menjadi": _as_text(each.after),
                "mode": each.mode,
                "nama": each.name,
            }
            for each in steps
        ],
    }
    at = str(place)
    new = place / f"{_JOURNAL}.baru"
    try:
        _put_journal(new, told)
        new.replace(place / _JOURNAL)
        _settle(place)
        try:
            for each in steps:
                at = each.path
                _prepare(root, each)
            for each in steps:
                at = each.path
                _commit(root, each)
        except BaseException:
            _clear(root, steps)
            _put(root, [each._replace(after=each.before) for each in steps])
            _close(place)
            raise
        _close(place)
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=at, why=system_reason(error)) from None


def _close(place: Path) -> None:
    """Take the journal away: what it says is done, or taken back."""
    (place / _JOURNAL).unlink()
    _settle(place)


def _put(root: Path, steps: Iterable[_Step]) -> None:
    """Give files what they are to hold, where they do not."""
    for each in steps:
        if _content(root, each.path) != each.after:
            _prepare(root, each)
            _commit(root, each)


def _prepare(root: Path, step: _Step) -> None:
    if step.after is not None:
        beside = root / step.beside
        beside.parent.mkdir(parents=True, exist_ok=True)
        _put_file(beside, step.after, step.mode)


def _commit(root: Path, step: _Step) -> None:
    file = root / step.path
    if step.after is not None:
        (root / step.beside).replace(file)
        _settle(file.parent)
        return
    file.unlink(missing_ok=True)
    _settle(file.parent)
    _prune(root, step)


def _prune(root: Path, step: _Step) -> None:
    """Take away the folders that are empty without a file, as git does."""
    for folder in PurePosixPath(step.path).parents:
        if not folder.name:
            break
        try:
            (root / folder).rmdir()
        except OSError:
            break


def _clear(root: Path, steps: Iterable[_Step]) -> None:
    """Take away what lies beside the files."""
    for each in steps:
        (root / each.beside).unlink(missing_ok=True)
        if each.before is None:
            _prune(root, each)


def _put_file(file: Path, content: bytes, mode: int | None) -> None:
    """A file on the disk, whatever happens next."""
    with file.open("xb") as opened:
        if mode is not None:
            file.chmod(mode)
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _put_journal(file: Path, told: dict[str, Any]) -> None:
    """A journal, with what the system says of its own file, which nobody knows who sends one along."""
    with file.open("xb") as opened:
        file.chmod(0o600)  # as nobody may read it who may not read the records
        mine = os.fstat(opened.fileno())
        opened.write(json.dumps(told | {"diri": [mine.st_ino, mine.st_mtime_ns]}).encode())
        opened.flush()
        os.fsync(opened.fileno())


def _settle(folder: Path) -> None:
    """Let the names in a folder be on the disk, where the system can do that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _content(root: Path, path: str) -> bytes | None:
    """What a file holds, None where there is none. Raises SkpkitError where a link or a folder is in its way."""
    at = root
    parts = PurePosixPath(path).parts
    if not is_inside(path):
        raise SkpkitError(OUTSIDE_OF_RECORDS, path=path)
    try:
        for nth, part in enumerate(parts, 1):
            at /= part
            mode = os.lstat(at).st_mode
            if S_ISLNK(mode) or (nth == len(parts) and not S_ISREG(mode)):
                raise SkpkitError(IN_THE_WAY, path=at.relative_to(root).as_posix())
        return at.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=path, why=system_reason(error)) from None


def _mode(root: Path, path: str) -> int | None:
    try:
        return S_IMODE((root / path).stat().st_mode) & 0o777
    except OSError:
        return None


def _as_text(content: bytes | None) -> str | None:
    return None if content is None else base64.b64encode(content).decode("ascii")


def _as_bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text, validate=True)


def _read(place: Path) -> tuple[str, list[_Step]]:
    """What a journal tells, nothing of which is done yet. Raises SkpkitError for one that is not to be believed."""
    file = place / _JOURNAL
    try:
        with os.fdopen(os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as opened:
            content, found = opened.read(), os.fstat(opened.fileno())
    except OSError as error:
        raise SkpkitError(UNREADABLE_JOURNAL, path=str(file), why=system_reason(error)) from None
    try:
        told: Any = json.loads(content)
        steps = [
            _Step(str(each["jalur"]), _as_bytes(each["semula"]), _as_bytes(each["menjadi"]), each["mode"], each["nama"])
            for each in told["berkas"]
        ]
        if told["versi"] != _VERSION or not all(map(_is_sound, steps)):
            raise ValueError(told["versi"])
        node, since = told.get("diri", (0, 0))
        command, meanwhile = str(told["perintah"]), abs(found.st_ctime_ns - since)
    except (ValueError, KeyError, TypeError):
        raise SkpkitError(BROKEN_JOURNAL, path=str(file)) from None
    if node != found.st_ino or (sys.platform != "win32" and meanwhile > _WHILE):
        raise SkpkitError(CAME_ALONG, path=str(file))
    return command, steps


def _is_sound(step: _Step) -> bool:
    """Whether skpkit itself could have meant this step."""
    mode = step.mode is None or (type(step.mode) is int and 0 <= step.mode <= 0o777)
    return mode and is_inside(step.path) and bool(_NAME.fullmatch(step.name))


def _refuse_ended(root: Path, place: Path) -> None:
    """What another command left is settled first."""
    with suppress(FileNotFoundError):
        (place / f"{_JOURNAL}.baru").unlink()
    if ended_in(root, place):
        raise SkpkitError(BUSY)


@contextmanager
def _alone(root: Path, place: Path) -> Iterator[None]:
    """Hold the lock of a place, which is made for that. Raises SkpkitError where another command holds it, or the
    place cannot be written."""
    try:
        place.mkdir(exist_ok=True)
        if place.is_symlink():
            raise SkpkitError(IN_THE_WAY, path=str(place))
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=str(place), why=system_reason(error)) from None
    try:
        with locked(place / _LOCK):
            yield
    except LockedError:
        raise SkpkitError(BUSY) from None
    except OSError as error:
        raise SkpkitError(NOT_WRITTEN, path=str(place), why=system_reason(error)) from None
    finally:
        with suppress(OSError):
            place.rmdir()  # where nothing is left in it
