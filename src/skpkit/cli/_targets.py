"""Where reports and other files may be written: to no record, nothing that git keeps, only to files, one to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from skpkit.cli._shared import NO_FILE, TakenError, Wanted, here, reached, write_whole
from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.model.settings import Settings

PRINTED = N_("- stands for the standard output, where the form goes that --format names; name a file")
TWICE = N_("{path} is named twice; give each report a file of its own")
AMONG_RECORDS = N_("{path} lies among the records; write the report somewhere else")
OF_GIT = N_("{path} lies in git's own folder; write the report somewhere else")
TRACKED = N_("git tracks {path}, and a report would take the place of what it holds; name another file")
THERE = N_("{path} is there already; name another file, or write over it with --force")
FILE_OF_GIT = N_("{path} lies in git's own folder; name another place")
FILE_AMONG_RECORDS = N_("{path} lies among the records; name another place")
A_LINK = N_("{path} is a link or lies behind one, and what that leads to would be written over; name another file")


def refuse(wanted: Sequence[Wanted], folder: Path, settings: Settings) -> None:
    """Raises WrongUsage for a report that may not be written where it is wanted, and for one that cannot be made here;
    SkpkitError where the system cannot even look at the place. `folder` is where the command runs."""
    if not wanted:
        return
    from skpkit.reports import FORMS
    from skpkit.source.history import open_records

    with open_records(folder) as records:
        seen: set[Path] = set()
        for style, file in wanted:
            FORMS[style].need()
            target = _target(file)
            if target in seen:
                raise WrongUsage(TWICE, path=str(file))
            seen.add(target)
            if records.is_own(target):
                raise WrongUsage(OF_GIT, path=str(file))
            if target.is_relative_to((records.root / settings.records).resolve()):
                raise WrongUsage(AMONG_RECORDS, path=str(file))
            if records.tracks(target):
                raise WrongUsage(TRACKED, path=str(file))
            if file.is_symlink() or link_below(records.root, file):
                raise WrongUsage(A_LINK, path=str(file))


def link_below(top: Path, file: Path) -> Path | None:
    """The link below a folder through which a file would be written there, which a request may have brought in."""
    whole = here() / file
    return next((each for each in (whole, *whole.parents) if top in each.parents and each.is_symlink()), None)


def _target(file: Path) -> Path:
    """The file that a name stands for, where links lead."""
    if str(file) == "-":
        raise WrongUsage(PRINTED)
    with reached(file):
        target = file.resolve()
        if target.exists() and not target.is_file():
            raise WrongUsage(NO_FILE, path=str(file))
    return target


def put_new(files: Mapping[Path, bytes], *, force: bool, ours: Callable[[Path], bool] | None = None) -> None:
    """Write files that are not there, or are `ours`, or with `force` any; none of them where one may not be. Raises
    WrongUsage for one that is there, or that would lie in git's own folder, among the records or behind a link."""
    from skpkit.source.history import open_records
    from skpkit.starting import records_of

    renewed = set()
    with open_records(here()) as records:
        home = (records.root / records_of(here())).resolve()
        for target in files:
            with reached(target):
                place = target.resolve()
                if records.is_own(place):
                    raise WrongUsage(FILE_OF_GIT, path=str(target))
                if home != records.root.resolve() and place.is_relative_to(home):
                    raise WrongUsage(FILE_AMONG_RECORDS, path=str(target))
                if target.is_symlink() or link_below(records.root, target):
                    raise WrongUsage(A_LINK, path=str(target))
                if target.exists():
                    renewed.add(target)
                    if not target.is_file() or not (force or (ours and ours(target))):
                        raise WrongUsage(THERE, path=str(target))
    for target, content in files.items():
        try:
            write_whole(target, content, new=not force and target not in renewed)
        except TakenError:
            raise WrongUsage(THERE, path=str(target)) from None
