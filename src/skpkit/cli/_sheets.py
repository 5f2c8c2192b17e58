"""Printed documents that lie beside a report, so that a page can lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from skpkit.model.paths import identity_of

MOST = 5_000  # files that are looked at


def sheets_beside(file: Path, dossiers: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The PDFs in the folder of a file and below it, by the dossier whose NIP and year folders of their path name, each
    by its address seen from there."""
    folder = file.absolute().parent
    by_identity = {(identity_of(each).nip, str(identity_of(each).year)): each for each in dossiers}
    found: dict[str, list[str]] = {}
    for path in sorted(islice(folder.rglob("*.pdf"), MOST)):
        parts = path.relative_to(folder).parts
        owner = next((each for (nip, year), each in by_identity.items() if {nip, year} <= set(parts)), None)
        if owner and path.is_file():
            found.setdefault(owner, []).append(quote(path.relative_to(folder).as_posix()))
    return {owner: tuple(paths) for owner, paths in found.items()}
