"""From where a job installs skpkit, as pip takes it: the index of an office, a repository at a commit, or a wheel."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from shlex import quote
from typing import NamedTuple
from urllib.parse import urlsplit

from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.messages import N_

NO_PACKAGE = N_(
    "{given} does not tell from where skpkit is installed; give the address of a package index (https://...), a "
    "repository at a commit (git+https://...@COMMIT), or a wheel file: one in this repository, or its address"
)
ODD = N_("the address of the package has a space, quotes or the like, which the line of a job does not take")
SECRET = N_(
    "leave user and password out of the address, since whoever sees the job would read them; let git or pip know them "
    "on the runner"
)
NO_COMMIT = N_("a repository is named with the commit that you trust, its 40 digits: git+https://...@COMMIT")
NOT_OURS = N_("{given} is no wheel of skpkit; its name begins with skpkit- and ends with .whl")
ELSEWHERE = N_("{given} does not lie in the repository, where a job could find it; put it there, or give its address")
NO_WHEEL = N_("{given} is not there; put the wheel into the repository first")
NOT_READ = N_("{given} cannot be read ({why})")

_EXTRA = "skpkit[office]"
_PLAIN = re.compile(r"[A-Za-z0-9._~:/@+%=&?#,-]+")
_COMMIT = re.compile(r"git\+(?:https|ssh)://.+@[0-9a-f]{40}(?:[0-9a-f]{24})?(?:#.*)?")
_WHEEL = re.compile(r"skpkit-[A-Za-z0-9._+!]+-[A-Za-z0-9._-]+\.whl")


class Package(NamedTuple):
    """What pip is told in a job, and by who works in a clone; `file` is the wheel in the repository that it is. Nothing
    where nobody said it."""

    job: str = ""
    clone: str = ""
    file: str = ""


def package_of(given: str, root: Path, version: str) -> Package:
    """What pip is told for a package as somebody names it; `root` is the top of the repository. A wheel that lies there
    counts only as it is now, so that no request brings another.

    Raises WrongUsage for what cannot be installed so.
    """
    if not given:
        return Package()
    if not _PLAIN.fullmatch(given):
        raise WrongUsage(ODD)
    remote = "://" in given
    if remote and "@" in urlsplit(given.removeprefix("git+")).netloc.removeprefix("git@"):
        raise WrongUsage(SECRET)
    name = urlsplit(given).path.rpartition("/")[2]
    if given.startswith("git+"):
        if not _COMMIT.fullmatch(given):
            raise WrongUsage(NO_COMMIT)
        return _alike(f'"{_EXTRA} @ {given}"')
    if name.endswith(".whl") and not _WHEEL.fullmatch(name):
        raise WrongUsage(NOT_OURS, given=given)
    if remote and given.startswith("https://"):
        return _alike(
            f'"{_EXTRA} @ {given}"' if name.endswith(".whl") else f'--index-url {quote(given)} "{_EXTRA}=={version}"'
        )
    if remote or not name.endswith(".whl"):
        raise WrongUsage(NO_PACKAGE, given=given)
    return _wheel_in(given, root)


def _alike(words: str) -> Package:
    return Package(words, words)


def _wheel_in(given: str, root: Path) -> Package:
    file = Path(given)
    place = (root / file).resolve()
    if file.is_absolute() or not place.is_relative_to(root.resolve()):
        raise WrongUsage(ELSEWHERE, given=given)
    if not place.is_file():
        raise WrongUsage(NO_WHEEL, given=given)
    path = place.relative_to(root.resolve()).as_posix()
    try:
        seal = hashlib.sha256(place.read_bytes()).hexdigest()
    except OSError as error:
        raise SkpkitError(NOT_READ, given=given, why=system_reason(error)) from error
    return Package(f'"{_EXTRA} @ file://$PWD/{path}#sha256={seal}"', f'"{path}[office]"', path)
