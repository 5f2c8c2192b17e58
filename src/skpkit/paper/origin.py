"""Where a document comes from, so that paper leads back to git: foot, QR code, and the source that it carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from skpkit.messages import SHORT, cut
from skpkit.paper.code import code_text
from skpkit.paper.look import masked
from skpkit.paper.manifest import Manifest, manifest_text

_LONGEST_PATH = 150


@dataclass(frozen=True, slots=True)
class Source:
    """A record as it lies in the repository: its path there, its bytes, and the commit and blob that hold them.

    Without a path it is none: of a blank form. Without a commit it is not recorded yet. `when` dates the document: the
    commit's date, or a moment that the caller names. A `proposal` is of a commit that was not accepted when it was
    printed; `paper` is asked for in place of the setting.
    """

    path: str
    commit: str | None
    blob: str | None
    when: datetime
    content: bytes
    proposal: bool = False
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What the document shows and carries of its source; a record without a commit has only `kaki`, and on the last
    page `kaki_terakhir`, above `uraian` with the commit in full. `usulan`: its commit was not accepted yet. `kosong`:
    a blank form, which comes from nowhere.
    """

    kaki: str
    kaki_terakhir: str
    tercatat: bool
    usulan: bool = False
    kosong: bool = False
    qr: bytes = b""
    qr_alternatif: str = ""
    uraian: tuple[str, ...] = ()
    nama_rekaman: str = ""
    rekaman: bytes = b""
    manifes: bytes = b""


def origin_of(source: Source, document: str, made_with: Mapping[str, str], *, whole_nip: bool = True) -> Origin:
    """The origin of a document of one record, made with the tools of those versions. What of it is seen, or read from
    its QR code, has the NIP masked unless it is to be whole; record and manifest, which it carries, have it.
    """
    if not source.path:
        return Origin("", "", tercatat=False, kosong=True)
    seen = source.path if whole_nip else masked(source.path)
    path = cut(seen, _LONGEST_PATH, middle=True)
    if source.commit is None:
        unrecorded = f"{path} · belum tercatat"
        return Origin(unrecorded, unrecorded, tercatat=False)
    facts = (seen, f"commit {source.commit}", f"blob {source.blob}")
    manifest = Manifest(
        document, source.path, source.commit, source.blob or "", made_with, source.proposal, source.paper
    )
    return Origin(
        kaki=f"{path} · commit {source.commit[:SHORT]}",
        kaki_terakhir=path,
        tercatat=True,
        usulan=source.proposal,
        qr=_qr_code(code_text(document, seen, source.commit, source.blob or "")),
        qr_alternatif="Kode QR asal dokumen: " + ", ".join(facts),
        uraian=(" · ".join(facts[1:]),),
        nama_rekaman=source.path.rpartition("/")[2],
        rekaman=source.content,
        manifes=manifest_text(manifest, source.when),
    )


def _qr_code(text: str) -> bytes:
    """The code as an SVG picture of one path; the template leaves the quiet zone around it."""
    from segno import make_qr

    picture = BytesIO()
    # one mask for all: trying each for the best takes longer than setting the page
    make_qr(text, error="m", mask=4).save(picture, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return picture.getvalue()
