"""Where reports may be written: to no record, nothing that git keeps, nothing but files, and one report to each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from skpkit.cli._shared import NO_FILE, Wanted, reached
from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.model.settings import Settings

PRINTED = N_("- stands for the standard output, where the form goes that --format names; name a file")
TWICE = N_("{path} is named twice; give each report a file of its own")
AMONG_RECORDS = N_("{path} lies among the records; write the report somewhere else")
OF_GIT = N_("{path} lies in git's own folder; write the report somewhere else")
TRACKED = N_("git tracks {path}, and a report would take the place of what it holds; name another file")


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


def _target(file: Path) -> Path:
    """The file that a name stands for, where links lead."""
    if str(file) == "-":
        raise WrongUsage(PRINTED)
    with reached(file):
        target = file.resolve()
        if target.exists() and not target.is_file():
            raise WrongUsage(NO_FILE, path=str(file))
    return target
