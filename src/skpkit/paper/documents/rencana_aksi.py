"""The rencana aksi of all dialogues of an SKP, each as the latest dialogue says that names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from skpkit.messages import N_
from skpkit.model.duties import Named, latest_actions, wording_of
from skpkit.paper import labels, words
from skpkit.paper.frame import Printable, complement_title, frame, head, place_of
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.sections import Section, action, numbered, texts
from skpkit.source.schemas import DIALOGUE, SKP


@dataclass(frozen=True, slots=True)
class RencanaAksiBody:
    """The rencana aksi of an SKP, in one section."""

    bagian: tuple[Section, ...]


def make(material: Material, name: str) -> Printable:
    """The document. Raises SkpkitError where a dialogue of the dossier cannot be read, which may name later ones."""
    skp = material.skp()
    for folder in material.dossier.folders.values():
        material.need(folder, folder.lost_of(DIALOGUE), name)
        material.cite_all(DIALOGUE, folder=folder)
    actions = sorted(_actions(material), key=lambda each: each.data["tenggat"])
    last = max(each.dialogue.tanggal for each in actions)
    framed = frame(
        skp,
        f"Rencana Aksi {skp.tahun}",
        "Rencana Aksi",
        head(skp, "RENCANA AKSI", f"SAMPAI DENGAN DIALOG TANGGAL {words.day(last).upper()}", *complement_title(skp)),
        appraiser=skp.appraiser_on(last),
    )
    rows = numbered(
        (
            texts(each.data["uraian"]),
            *action(each.data, each.folder.skp or skp),
            texts(each.data.get("penanggung_jawab", framed.pegawai.nama)),
            (words.day(each.dialogue.tanggal),),
        )
        for each in actions
    )
    body = RencanaAksiBody((Section("semua_aksi", "", labels.HEADS["semua_aksi"], rows),))
    return Printable(framed.signed(place_of(skp), last), body)


def _names(material: Material) -> Iterator[str]:
    if _actions(material):
        yield "rencana-aksi"


def _actions(material: Material) -> Sequence[Named]:
    """The rencana aksi that a dialogue of this SKP names, as the latest one of any SKP of the dossier says."""
    own = {wording_of(each) for held in material.folder.dialogues for each in held.data.get("rencana_aksi", ())}
    return [each for key, each in latest_actions(material.dossier).items() if key in own]


DOCUMENT = DocumentKind(
    {SKP: N_("every rencana aksi of its dialogues, with its latest status")}, RencanaAksiBody, make, _names
)
