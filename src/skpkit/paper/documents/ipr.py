"""The Individual Performance Review of a quarter (IPR): what its dialogues say, by IKI and by value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from skpkit.messages import N_
from skpkit.model.achievement import MET, cell_achievement
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import base_periods
from skpkit.model.periods import QUARTERS, YEAR, parts
from skpkit.model.records import Data, Dialogue, Indicator, Line, Skp
from skpkit.paper import labels, words
from skpkit.paper.frame import Head, Printable, complement_title, frame, place_of
from skpkit.paper.held import folder_of, held_on
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import wording
from skpkit.paper.sections import Cells, Paragraphs, Section, party, realised, section, texts, training
from skpkit.source.schemas import DIALOGUE, MANUAL, SKP

_LONG_PERIODS: Mapping[str, Mapping[str, str]] = {"semesteran": {"Q2": "S1", "Q4": "S2"}, "tahunan": {"Q4": YEAR}}


class Quarter(NamedTuple):
    """A quarter of an SKP: its reported dialogues, oldest first, and their lines on its cells, by dialogue."""

    folder: SkpFolder
    skp: Skp
    name: str
    dialogues: tuple[Dialogue, ...]
    lines: tuple[tuple[Dialogue, Line], ...]


@dataclass(frozen=True, slots=True)
class IprBody:
    """An Individual Performance Review; only a blank form has footnotes, of what is to be chosen."""

    identitas: tuple[tuple[tuple[str, str], ...], ...]
    bagian: tuple[Section, ...]
    catatan_kaki: tuple[str, ...] = ()


def make(material: Material, name: str) -> Printable:
    """The review of a quarter. Raises SkpkitError where a dialogue or manual of the SKP cannot be read."""
    skp, folder = material.skp(), material.folder
    material.need(folder, [each for kind in (DIALOGUE, MANUAL) for each in folder.lost_of(kind)], name)
    material.cite_all(DIALOGUE, MANUAL)
    quarter = _quarter_of(folder, skp, name.rpartition("-")[2])
    title, last = labels.QUARTER[quarter.name], quarter.dialogues[-1].tanggal
    day, appraiser = folder.profile.term(quarter.name, skp.tahun).selesai, skp.appraiser_on(last)
    plan = held_on(material, material.dossier, folder, skp, day)
    skp = plan.skp
    quarter = quarter._replace(folder=folder_of(material, folder, plan, day), skp=skp)
    titles = ("INDIVIDUAL PERFORMANCE REVIEW", f"{title.upper()} TAHUN {skp.tahun}", *complement_title(skp))
    framed = frame(
        skp,
        f"Individual Performance Review {title} {skp.tahun}",
        f"IPR {quarter.name} {skp.tahun}",
        Head(titles, "", ""),
        appraiser=appraiser,
    )
    pegawai = framed.pegawai
    body = IprBody(
        identitas=(
            (("Nama", pegawai.nama), (pegawai.label_nip, pegawai.nip), ("Jabatan", pegawai.jabatan)),
            (
                ("Unit Kerja", pegawai.unit_kerja),
                ("Instansi", words.text(skp.data["instansi"])),
                ("Pejabat Penilai Kinerja", framed.penilai.nama),
            ),
        ),
        bagian=tuple(_sections(quarter)),
    )
    return Printable(replace(framed.signed(place_of(skp), last), keterangan_kaki=plan.remark), body)


def _names(material: Material) -> Iterator[str]:
    """The reviews that an SKP has: of each quarter with a reported dialogue."""
    skp = material.folder.skp
    for name in QUARTERS if skp else ():
        if skp and _quarter_of(material.folder, skp, name).dialogues:
            yield f"ipr-{name}"


def _quarter_of(folder: SkpFolder, skp: Skp, name: str) -> Quarter:
    """A quarter with the reported dialogues that belong to it.

    A line belongs to the quarter in which its period ends, or that of its dialogue where that is earlier, a dialogue
    to those of its lines; one without lines to the quarter in which it was held.
    """
    found = []
    lines = []
    for dialogue in folder.dialogues:
        if not dialogue.reported:
            continue
        own = [each for each in dialogue.lines if _belongs(folder, skp, dialogue, each) == name]
        lines += [(dialogue, each) for each in own]
        if own or (not dialogue.lines and _belongs(folder, skp, dialogue, None) == name):
            found.append(dialogue)
    return Quarter(folder, skp, name, tuple(found), tuple(lines))


def _belongs(folder: SkpFolder, skp: Skp, dialogue: Dialogue, line: Line | None) -> str:
    """The last quarter that had begun by the day on which the line's period ended, or the dialogue was held."""
    ends = [folder.profile.term(line.periode, skp.tahun).selesai] if line else []
    day = min([dialogue.tanggal, *ends])
    begun = [each for each in QUARTERS if folder.profile.term(each, skp.tahun).mulai <= day]
    return begun[-1] if begun else QUARTERS[0]


def _sections(quarter: Quarter) -> Iterator[Section]:
    for key, rows in (("ipr_hasil_kerja", _results(quarter)), ("ipr_perilaku_kerja", _behaviours(quarter))):
        first, reached, *rest = labels.HEADS[key]
        yield Section(key, labels.PARTS[key], (first, f"{reached} {labels.QUARTER[quarter.name]}", *rest), tuple(rows))
    wished = [training(each) for held in quarter.dialogues for each in held.data.get("usulan_pelatihan", ())]
    nothing: Cells = ((labels.NO_NUMBER,), (), (), ())
    yield section("ipr_pelatihan", wished or [nothing])
    concluded = [held.data["kesimpulan"] for held in quarter.dialogues if "kesimpulan" in held.data]
    box: Cells = (texts(*concluded[-1:]),)
    yield section("ipr_kesimpulan", [box])


def _results(quarter: Quarter) -> Iterator[Cells]:
    """A row for each IKI; then for what was said of others, and of hasil kerja at large."""
    lines = [(held, line, held.entry(line)) for held, line in quarter.lines]
    feedback = list(_feedback(quarter, "hasil_kerja", "iki"))
    for indicator in quarter.skp.indicators():
        own = [each for each in lines if each[1].iki == indicator.kode]
        name = f"{indicator.kode} {wording(indicator.data)}"
        said = [(held, data) for held, _, data in own]
        reached = (*_reached(quarter, indicator), *_column(quarter, said, "kemajuan"))
        yield _row(quarter, name, reached, feedback, indicator.kode, said)
    known = {each.kode for each in quarter.skp.indicators()}
    for kode in dict.fromkeys([*(line.iki for _, line, _ in lines), *(each[1] for each in feedback)]):
        if kode not in known:
            own = [each for each in lines if each[1].iki == kode]
            name = kode or labels.RESULTS_AT_LARGE
            yield _row(quarter, name, _others(own), feedback, kode, [(held, data) for held, _, data in own])


def _behaviours(quarter: Quarter) -> Iterator[Cells]:
    """A row for each value; then for what was said of perilaku kerja at large."""
    feedback = list(_feedback(quarter, "perilaku_kerja", "nilai"))
    noted = [
        (held, each) for held in quarter.dialogues for each in held.data.get("pemantauan", {}).get("perilaku_kerja", ())
    ]
    names = {key: name for key, (name, _) in labels.VALUES.items()}
    at_large = {"": labels.BEHAVIOUR_AT_LARGE} if any(not each[1] for each in feedback) else {}
    for key, name in {**names, **at_large}.items():
        own = [(held, each) for held, each in noted if each["nilai"] == key]
        yield _row(quarter, name, _column(quarter, own, "catatan"), feedback, key, own)


def _row(
    quarter: Quarter,
    name: str,
    reached: Paragraphs,
    feedback: Iterable[tuple[Dialogue, str, str]],
    key: str,
    said: Sequence[tuple[Dialogue, Data]],
) -> Cells:
    given = texts(*(_dated(quarter, held, told) for held, about, told in feedback if about == key))
    return (name,), reached, given, _column(quarter, said, "kendala"), _column(quarter, said, "usulan_strategi")


def _column(quarter: Quarter, said: Iterable[tuple[Dialogue, Data]], key: str) -> Paragraphs:
    """What the dialogues say under a key, a paragraph each."""
    return texts(*(_dated(quarter, held, data[key]) for held, data in said if key in data))


def _dated(quarter: Quarter, dialogue: Dialogue, text: str) -> str:
    """A text with the day of its dialogue, where the quarter has several."""
    return f"{words.day(dialogue.tanggal)}: {text}" if len(quarter.dialogues) > 1 else text


def _feedback(quarter: Quarter, subject: str, key: str) -> Iterator[tuple[Dialogue, str, str]]:
    """What is fed back on a subject: the dialogue, the IKI or value that it is about (empty: none), and the words."""
    for held in quarter.dialogues:
        for each in held.data.get("umpan_balik", ()):
            if each["atas"] == subject:
                adviser = each.get("rekomendasi_dari")
                advised = f", atas rekomendasi {party(adviser)}" if adviser else ""
                yield held, each.get(key, ""), f"{party(each['dari'])}{advised}: {each['isi']}"


def _others(own: Iterable[tuple[Dialogue, Line, Data]]) -> Paragraphs:
    """The values of an IKI that the SKP does not have."""
    return texts(
        *(f"{words.short_period(line.periode)}: {realised(line.value, '')}" for _, line, _ in own if line.realises)
    )


def _reached(quarter: Quarter, indicator: Indicator) -> Paragraphs:
    """Realisasi, target and capaian of the quarter's own cells."""
    manual = quarter.folder.manual_of(indicator)
    rhythm = indicator.rhythm(manual)
    period = _LONG_PERIODS.get(rhythm, {each: each for each in QUARTERS}).get(quarter.name)
    cells = parts(period, rhythm) or (period,) if period else ()
    cells = tuple(each for each in cells if each in base_periods(quarter.skp, indicator, manual))
    if period is None or not cells:
        return (labels.RUNNING,)
    known = replace(quarter.folder, dialogues=quarter.dialogues).effective
    excused = [
        each for each in cells if (indicator.kode, each) not in known and quarter.folder.excuses(indicator, each)
    ]
    cells = tuple(each for each in cells if each not in excused)
    if not cells:
        return (labels.AWAY,)
    values = {each: known[indicator.kode, each] for each in cells if (indicator.kode, each) in known}
    if quarter.skp.narrative:
        return texts(*(str(each) for each in values.values())) or (labels.NOT_REALISED,)
    numbers = {each: value for each, value in values.items() if not isinstance(value, str)}
    how = manual.data.get("konsolidasi_periode", "") if manual else ""
    unit = indicator.data["satuan"]
    agreed = words.consolidated(how, [indicator.target[each] for each in cells])
    if len(numbers) < len(cells):
        return tuple(_unfinished(quarter, indicator, numbers, words.amount(agreed, unit)))
    gained = words.consolidated(how, list(numbers.values()))
    target, value = words.amount(agreed, unit, gained), words.amount(gained, unit, agreed)
    capaian = ""
    if manual and not manual.narrative:
        bounds = quarter.folder.profile.achievement_bounds
        counted = {each: indicator.target[each] for each in cells}
        reached, _ = cell_achievement(period, counted, numbers, manual.data, bounds)
        capaian = f"; capaian {words.two_decimals(reached, *bounds, MET)}" if reached is not None else ""
    return (f"{value} dari {target}{capaian}",)


def _unfinished(quarter: Quarter, indicator: Indicator, numbers: Mapping[str, float], target: str) -> Iterator[str]:
    """What is known of a quarter whose cells are not all realised."""
    unit = indicator.data["satuan"]
    if numbers:
        told = ", ".join(f"{words.short_period(each)} {words.amount(value, unit)}" for each, value in numbers.items())
        yield f"{labels.INCOMPLETE}: {told}; target {target}"
        return
    expected = [line for _, line in quarter.lines if line.iki == indicator.kode and line.projected]
    values = [line.value for line in expected if isinstance(line.value, int | float)]
    if values:
        yield f"{words.amount(values[-1], unit)} {labels.PROJECTED} dari {target}"
    else:
        yield f"{labels.NOT_REALISED}; target {target}"


DOCUMENT = DocumentKind({SKP: N_("the Individual Performance Review of a quarter")}, IprBody, make, _names)
