"""What the rencana aksi of all dialogues of an SKP show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from skpkit.model.duties import Named
from skpkit.model.records import DRAFT, Skp
from skpkit.paper import labels, words
from skpkit.paper.frame import Person, appraiser_of, employee_of, short_name
from skpkit.paper.origin import Provenance
from skpkit.paper.documents.dki import (
    DialogueView,
    Part,
    Row,
    head_of,
    numbered,
    result_of,
    signed,
    texts,
    unrecorded,
)


def actions_view(actions: Sequence[Named], skp: Skp, origin: Provenance) -> DialogueView:
    """The rencana aksi of an SKP, each as the latest dialogue says that names it."""
    pegawai, last = employee_of(skp.employee), max(each.dialogue.tanggal for each in actions)
    marks = (labels.DRAFT_MARK if skp.status == DRAFT else "", *unrecorded(origin))
    rows = [_whole_action(each, skp, pegawai) for each in sorted(actions, key=lambda each: each.data["tenggat"])]
    return DialogueView(
        judul=f"Rencana Aksi {skp.tahun}: {pegawai.nama}",
        nama_pendek=short_name("Rencana Aksi", pegawai),
        tanda_air=tuple(each for each in marks if each),
        kepala=head_of(skp, "RENCANA AKSI", f"SAMPAI DENGAN DIALOG TANGGAL {words.day(last).upper()}"),
        pegawai=pegawai,
        penilai=appraiser_of(skp.appraiser_on(last)),
        bagian=(Part("semua_aksi", "", labels.HEADS["semua_aksi"], numbered(rows)),),
        tanda_tangan=signed(skp, last),
        asal=origin,
    )


def _whole_action(action: Named, skp: Skp, pegawai: Person) -> Row:
    data = action.data
    return (
        texts(data["uraian"]),
        texts(result_of(data.get("rhk"), action.folder.skp or skp)),
        (words.day(date.fromisoformat(data["tenggat"])),),
        (labels.PROGRESS[data["status"]],),
        texts(data.get("penanggung_jawab", pegawai.nama)),
        (words.day(action.dialogue.tanggal),),
    )
