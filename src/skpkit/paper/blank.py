"""Forms to fill in by hand: the documents' own templates, with every option listed and room to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.model.records import APPRAISER, EMPLOYEE, HEADS_OF_UNIT
from skpkit.paper import labels
from skpkit.paper.change_rows import ChangeLine, ChangeRow
from skpkit.paper.documents import dek, dki, hek, ipr, manual, perubahan, rencana_aksi, skp
from skpkit.paper.evaluation import chosen, stars
from skpkit.paper.frame import Frame, Head, Person, Printable, Signatory, Signing, place_and_day
from skpkit.paper.results import Behaviour, Intervened
from skpkit.paper.sections import Cells, Section

NO_BLANK = N_("there is no blank form {name}; `--blank help` lists them")

_LINE = "\u00a0"  # a line of its own height, with nothing on it
_TWO = "\n".join([_LINE] * 2)
_ROOM = "\n".join([_LINE] * 3)
_NUMBER = "NIP " + "." * 40
_INSTANSI = "(NAMA INSTANSI)"
_PERIOD = "PERIODE PENILAIAN: .................... SD .................... TAHUN ........"
_OWNER = " ".join(f"{each} " + "." * 54 for each in ("Nama", "NIP", "Jabatan", "Unit Kerja"))
_PERIODS = "TRIWULAN I/II/III/IV-AKHIR"
_ANYBODY = Person("PEGAWAI YANG DINILAI", labels.NUMBER_OF["pns"], "", "", "", "", "")
_APPRAISER = Person("PEJABAT PENILAI KINERJA", labels.NUMBER_OF["pns"], "", "", "", "", "")
_ROWS = 3  # of a table that is filled in
# What is seldom has fewer, so that the dialogue is two pages.
_DIALOGUE_ROWS = {"pelaksanaan": 1, "pembinaan": 2, "pengembangan": 2, "usulan_pelatihan": 2, "tindak_lanjut": 2}
_REVIEW_ROWS = {"ipr_hasil_kerja": 6}


class Blank(NamedTuple):
    """A blank form: what it is, the template that prints it, and what makes it."""

    title: str
    template: str
    make: Callable[[], Printable]


def blank(name: str) -> Blank:
    """The blank form of that name. Raises WrongUsage where there is none."""
    if name not in BLANKS:
        raise WrongUsage(NO_BLANK, name=name)
    return BLANKS[name]


# --- what stands around --------------------------------------------------------------------------------------


def _frame(
    title: str,
    name: str,
    titles: tuple[str, ...],
    *,
    instansi: str = _INSTANSI,
    period: str = _PERIOD,
    notes: tuple[str, ...] = (),
) -> Frame:
    return Frame(
        judul=f"{title}: formulir kosong",
        nama_pendek=f"{name} · formulir kosong",
        tanda_air=(),
        kepala=Head(titles, instansi, period, notes),
        pegawai=_ANYBODY,
        penilai=_APPRAISER,
    )


def _signer(role: str) -> Signatory:
    return Signatory(labels.SIGNS_AS[role], labels.BLANK_NAME, _NUMBER, ())


def _signing(*, alone: bool = False, own: str = "") -> Signing:
    line = place_and_day(labels.NO_PLACE, None)
    return Signing(line, None if alone else _signer(EMPLOYEE), _signer(APPRAISER), own)


def _signed(framed: Frame, **how: Any) -> Frame:
    return replace(framed, tanda_tangan=_signing(**how))


# --- the forms -----------------------------------------------------------------------------------------------


def _kinds(approach: str, group: str) -> tuple[str, str]:
    return labels.APPROACH[approach], labels.GROUP[group]


def _skp(approach: str, group: str) -> Printable:
    cites = approach == "kuantitatif" and group == labels.STAFF
    titles = ("SASARAN KINERJA PEGAWAI", *_kinds(approach, group))
    measure = skp.Measure(aspek="", nama=_ROOM, masa="", target="")
    result = skp.PlannedResult(
        nomor="", pimpinan=Intervened(""), rencana=_ROOM, perspektif="", indikator=(measure, measure)
    )
    additional = replace(result, indikator=(measure,))  # fewer, so that they end the page of the others
    first = f"* {labels.INTERVENED_NOTE}"
    second = f"{'**' if cites else '*'} {labels.EXPECTATION_NOTE}"
    body = skp.SkpBody(
        kualitatif=approach == "kualitatif",
        pimpinan_unit=group == HEADS_OF_UNIT,
        pengantar_ukuran=labels.MEASURES[group],
        hasil_kerja=tuple(
            skp.PlannedSection(title, (result,) * _ROWS if nth == 0 else (additional,))
            for nth, title in enumerate(labels.SECTION.values())
        ),
        perilaku_kerja=tuple(_behaviours()),
        bintang_perilaku="**" if cites else "*",
        catatan_kaki=(first, second) if cites else (second,),
        lampiran=tuple(
            skp.AnnexList(title, tuple((str(nth), _TWO, False) for nth in range(1, _ROWS + 1)))
            for title in labels.ATTACHMENTS.values()
        ),
    )
    return Printable(_signed(_frame("Sasaran Kinerja Pegawai", "SKP", titles)), body)


def _behaviours() -> Iterator[Behaviour]:
    for nth, (name, behaviours) in enumerate(labels.VALUES.values(), 1):
        yield Behaviour(str(nth), name, behaviours, ())


def _hek(approach: str, group: str) -> Printable:
    titles = ("EVALUASI KINERJA PEGAWAI", *_kinds(approach, group), f"PERIODE: {_PERIODS}*")
    measure = hek.ReviewedMeasure(aspek="", nama=_ROOM, masa="", target="", sampai="", realisasi=(), bukti=())
    result = hek.ReviewedResult(
        nomor="",
        pimpinan=Intervened(""),
        asal="",
        rencana=_ROOM,
        perspektif="",
        indikator=(measure, measure),
        umpan_balik=(),
    )
    body = hek.HekBody(
        bintang=stars({}, "*"),
        kualitatif=approach == "kualitatif",
        pimpinan_unit=group == HEADS_OF_UNIT,
        capaian_organisasi=chosen(labels.ORGANISATION, None),
        kurva=(),
        hasil_kerja=tuple(
            hek.ReviewedSection(title, (result,) * (_ROWS if nth == 0 else 1))
            for nth, title in enumerate(labels.SECTION.values())
        ),
        rating_hasil_kerja=chosen(labels.RATING, None),
        perilaku_kerja=tuple(hek.ReviewedBehaviour(each, ()) for each in _behaviours()),
        rating_perilaku_kerja=chosen(labels.RATING, None),
        predikat=chosen(labels.PREDICATE, None),
        catatan_kaki=(labels.CHOOSE_NOTE,),
    )
    return Printable(_signed(_frame("Evaluasi Kinerja Pegawai", "HEK", titles), alone=True), body)


def _dek(*, objection: bool) -> Printable:
    titles = ("DOKUMEN EVALUASI KINERJA PEGAWAI", f"PERIODE*: {_PERIODS}**")
    framed = _signed(
        _frame("Dokumen Evaluasi Kinerja Pegawai", "DEK", titles), own=place_and_day(labels.NO_PLACE, None)
    )
    blocks = [dek.Block("5", "CATATAN/REKOMENDASI", ())]
    if objection:
        blocks += [
            dek.Block(str(nth), title, (f"{_TWO}\n{_TWO}",)) for nth, title in enumerate(labels.OBJECTION.values(), 6)
        ]
    body = dek.DekBody(
        bintang=stars({}, "**"),
        orang=(framed.pegawai, framed.penilai, dek.NOBODY),
        capaian_organisasi=chosen(labels.ORGANISATION, None),
        predikat=chosen(labels.PREDICATE, None),
        uraian=tuple(blocks),
        catatan_kaki=(labels.PERIOD_NOTE, labels.CHOOSE_ALSO_NOTE),
    )
    if not objection:
        return Printable(framed, body)
    decides = Signatory(labels.DECIDES_AS, labels.BLANK_NAME, _NUMBER, ())
    return dek.with_decision(Printable(framed, body), decides, place_and_day(labels.NO_PLACE, None))


def _manual(*, narrative: bool) -> Printable:
    titles = ("MANUAL INDIKATOR KINERJA INDIVIDU",)
    framed = _frame("Manual IKI", "Manual IKI", titles, period="TAHUN ........", notes=(_OWNER,))
    table = manual.TargetTable(
        ("Tabel Data", "Q1", "Q2", labels.UP_TO["Q2"], "Q3", labels.UP_TO["Q3"], "Q4", "Y", "Pol/KP"),
        ("Target", *[_TWO] * 8),
    )
    return Printable(
        framed, manual.ManualBody(tuple(manual.blank_rows(narrative=narrative)), () if narrative else (table,))
    )


def _perubahan() -> Printable:
    titles = ("LEMBAR PERUBAHAN SASARAN KINERJA PEGAWAI", "ADENDUM KE-.....")
    line = ChangeLine(periode="", semula=(), menjadi=(), keterangan="")
    rows = tuple(ChangeRow("", "", "", "", (line,) * 2) for _ in range(_ROWS))
    facts = tuple((each, "") for each in ("Tanggal", "Alasan", "Dialog", "Komponen"))
    reviewer = Signatory(labels.REVIEWS_AS, labels.BLANK_NAME, _NUMBER, ())
    body = perubahan.PerubahanBody(
        facts, rows, place_and_day(labels.NO_PLACE, None), (_signer(EMPLOYEE), _signer(APPRAISER), reviewer)
    )
    return Printable(_frame("Lembar Perubahan SKP", "Lembar Perubahan SKP", titles), body)


def _section(key: str, title: str, rows: int = _ROWS) -> Section:
    """A section with empty rows, one cell wide where it has no heads."""
    heads = labels.HEADS[key]
    cells: Cells = ((_TWO,),) * max(len(heads), 1)
    return Section(key, title, heads, (cells,) * (rows if heads else 1))


def _dki() -> Printable:
    titles = ("DIALOG KINERJA INDIVIDU", "TANGGAL ....................")
    keys = [key for key in labels.PARTS if not key.startswith("ipr_") and key != "hasil_kerja_kualitatif"]
    sections = tuple(
        _section(key, f"{letter}. {labels.PARTS[key]}", _DIALOGUE_ROWS.get(key, _ROWS))
        for letter, key in zip(labels.LETTERS, keys, strict=False)
    )
    return Printable(_signed(_frame("Dialog Kinerja Individu", "DKI", titles)), dki.DkiBody(sections))


def _rencana_aksi() -> Printable:
    titles = ("RENCANA AKSI", "SAMPAI DENGAN DIALOG TANGGAL ....................")
    body = rencana_aksi.RencanaAksiBody((_section("semua_aksi", "", 8),))
    return Printable(_signed(_frame("Rencana Aksi", "Rencana Aksi", titles)), body)


def _ipr() -> Printable:
    titles = ("INDIVIDUAL PERFORMANCE REVIEW", "TRIWULAN I/II/III/IV* TAHUN ........")
    framed = _signed(_frame("Individual Performance Review", "IPR", titles, instansi="", period=""))
    body = ipr.IprBody(
        identitas=(
            (("Nama", ""), (labels.NUMBER_OF["pns"], ""), ("Jabatan", "")),
            (("Unit Kerja", ""), ("Instansi", ""), ("Pejabat Penilai Kinerja", "")),
        ),
        bagian=tuple(_review_sections()),
        catatan_kaki=(labels.CHOOSE_NOTE,),
    )
    return Printable(framed, body)


def _review_sections() -> Iterator[Section]:
    """Those of an IPR: the seven values have a row each, and what is written in sentences has room."""
    for key in labels.PARTS:
        if not key.startswith("ipr_"):
            continue
        section = _section(key, labels.PARTS[key], _REVIEW_ROWS.get(key, _ROWS))
        if key == "ipr_perilaku_kerja":
            named = tuple(((name,), *section.baris[0][1:]) for name, _ in labels.VALUES.values())
            section = replace(section, baris=named)
        elif key == "ipr_kesimpulan":
            section = replace(section, baris=(((_ROOM, _ROOM),),))
        yield section


_KINDS = (
    ("", "kuantitatif", labels.STAFF),
    ("-pimpinan", "kuantitatif", HEADS_OF_UNIT),
    ("-kualitatif", "kualitatif", labels.STAFF),
    ("-kualitatif-pimpinan", "kualitatif", HEADS_OF_UNIT),
)
SKP_TITLES = {
    "": N_("the SKP, kuantitatif, of administrasi or fungsional"),
    "-pimpinan": N_("the SKP, kuantitatif, of a head of unit"),
    "-kualitatif": N_("the SKP, kualitatif, of administrasi or fungsional"),
    "-kualitatif-pimpinan": N_("the SKP, kualitatif, of a head of unit"),
}
HEK_TITLES = {
    "": N_("the evaluation (HEK), kuantitatif, of administrasi or fungsional"),
    "-pimpinan": N_("the evaluation (HEK), kuantitatif, of a head of unit"),
    "-kualitatif": N_("the evaluation (HEK), kualitatif, of administrasi or fungsional"),
    "-kualitatif-pimpinan": N_("the evaluation (HEK), kualitatif, of a head of unit"),
}
BLANKS: Mapping[str, Blank] = {
    **{f"skp{end}": Blank(SKP_TITLES[end], "skp", partial(_skp, *kind)) for end, *kind in _KINDS},
    "manual": Blank(N_("the Manual IKI"), "manual", partial(_manual, narrative=False)),
    "manual-kualitatif": Blank(N_("the Manual IKI, kualitatif"), "manual", partial(_manual, narrative=True)),
    "perubahan": Blank(N_("the change sheet of an adendum"), "perubahan", _perubahan),
    "dki": Blank(N_("the minutes of the dialogue (DKI)"), "dki", _dki),
    "rencana-aksi": Blank(N_("the rencana aksi of an SKP"), "rencana_aksi", _rencana_aksi),
    "ipr": Blank(N_("the Individual Performance Review of a quarter"), "ipr", _ipr),
    **{f"hek{end}": Blank(HEK_TITLES[end], "hek", partial(_hek, *kind)) for end, *kind in _KINDS},
    "dek": Blank(N_("the one-page document of the evaluation (DEK)"), "dek", partial(_dek, objection=False)),
    "dek-keberatan": Blank(N_("the DEK with an objection"), "dek", partial(_dek, objection=True)),
}
"""The blank forms; the progress sheet, which is drawn from numbers, has none."""
