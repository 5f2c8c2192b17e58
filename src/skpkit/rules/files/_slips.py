"""The slips of a text as problems: what the reader of the files found, told by two rules."""

from collections.abc import Iterator

from skpkit.findings import Cause, Evidence, Location, Problem
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.files import File
from skpkit.model.paths import within


def slips(dossier: Dossier, *, repeated: bool) -> Iterator[Problem]:
    """The slips in the files of a dossier: of repeated keys, with the other place as evidence, or all others."""
    for file in dossier.files:
        for slip in file.document.slips if file.document and file.kind else ():
            if (slip.other is not None) is repeated:
                other = (Evidence(Location(file.path, *slip.other)),) if slip.other else ()
                yield Problem(
                    Location(file.path, *slip.span),
                    slip.message,
                    slip.told,
                    evidence=other,
                    about=(dossier.below(file.path), str(slip.told.get("key", ""))),
                    tells=lost_by(file),
                )


def lost_by(file: File) -> tuple[Cause, ...]:
    """The records that are lost with a file, while something is wrong with it."""
    return tuple(causes.lost(within(file.folder, name)) for name in sorted(file.lost()))
