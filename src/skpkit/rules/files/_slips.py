"""The slips of a text as problems: what the reader of the files found, told by two rules."""

from collections.abc import Iterator

from skpkit.findings import Evidence, Location, Problem
from skpkit.model.dossier import Dossier


def slips(dossier: Dossier, code: str) -> Iterator[Problem]:
    """The slips of one code in the files of a dossier; a second place is their evidence."""
    for file in dossier.files:
        for slip in file.document.slips if file.document and file.kind else ():
            if slip.code == code:
                other = (Evidence(Location(file.path, *slip.other)),) if slip.other else ()
                yield Problem(
                    Location(file.path, *slip.span),
                    slip.message,
                    slip.told,
                    evidence=other,
                    about=(file.path.removeprefix(dossier.path), str(slip.told.get("key", ""))),
                )
