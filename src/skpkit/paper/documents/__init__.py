"""The documents: a module each, named as its template, that gathers what the document cites and shapes what it shows.

A document is made whole before it is printed, so it is known then whether one commit holds all that it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skpkit.paper.documents import (
    dek,
    dki,
    hek,
    ipr,
    kemajuan,
    manual,
    perubahan,
    rencana_aksi,
    skp,
)
from skpkit.paper.material import DocumentKind, Material

DOCUMENTS: Mapping[str, DocumentKind] = {
    "skp": skp.DOCUMENT,
    "manual": manual.DOCUMENT,
    "perubahan": perubahan.DOCUMENT,
    "dki": dki.DOCUMENT,
    "rencana-aksi": rencana_aksi.DOCUMENT,
    "ipr": ipr.DOCUMENT,
    "kemajuan": kemajuan.DOCUMENT,
    "hek": hek.DOCUMENT,
    "dek": dek.DOCUMENT,
}
"""What --document takes, up to a number or quarter behind it, and what that is; the usual one of a record first."""


def documents_of(material: Material) -> Iterator[tuple[str, str]]:
    """The documents of a record, the usual one first: what --document takes, and the kind of document that it is."""
    for kind, document in DOCUMENTS.items():
        if material.file.kind in document.titles:
            for name in document.names(material) if document.names else (kind,):
                yield name, kind


def template_of(kind: str) -> str:
    """The template of a kind of document."""
    return kind.replace("-", "_")
