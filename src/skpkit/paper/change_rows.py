"""The rows of a change sheet: what an adendum or a manual's change made of what was there, from the structural diff."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from skpkit.change.compare import manual_edits, skp_edits
from skpkit.change.edits import Edit
from skpkit.model.periods import Term, in_order
from skpkit.model.records import SHOWN, Indicator, Manual, Skp
from skpkit.paper import labels, words
from skpkit.paper.differing import LINES, WORDS, Text, compared, plain
from skpkit.paper.frame import appraiser_of
from skpkit.paper.results import reference, wording

Realised = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A line of a row: SEMULA and MENJADI of one period, or of the whole.

    `samar` where both are the same, `angka` where both are a number with its unit, or a dash for none.
    """

    periode: str
    semula: Text
    menjadi: Text
    keterangan: str
    samar: bool = False
    angka: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """What changed, with a line each; `hal` says which of its fields."""

    nomor: str
    komponen: str
    uraian: str
    hal: str
    baris: tuple[ChangeLine, ...]


class _Item(NamedTuple):
    """What lines are gathered under; `iki` where they are cells of one."""

    komponen: str
    uraian: str
    hal: str = ""
    iki: str = ""


_Lines = Iterator[tuple[_Item, ChangeLine]]
_Kept = Mapping[str, Mapping[str, str]]


def skp_rows(before: Skp, after: Skp, realised: Realised, shown: Callable[[Edit], bool]) -> tuple[ChangeRow, ...]:
    """The rows of an adendum, of the edits that `shown` lets through; `realised` are the cells with a realisasi."""
    lines = (
        line
        for edit in skp_edits("", before, after)
        if edit.part in _OF and shown(edit)
        for line in _OF[edit.part](edit, before, after)
    )
    kept = {each.kode: _realised(each, realised) for skp in (before, after) for each in skp.indicators()}
    return _rows(_gathered(lines), kept)


def _realised(indicator: Indicator, realised: Realised) -> dict[str, str]:
    """The targets of the realised cells of an IKI, as the form has them."""
    unit = _unit(indicator)
    return {period: _cell(indicator.target.get(period), unit) for iki, period in realised if iki == indicator.kode}


def manual_rows(before: Manual, after: Manual) -> tuple[ChangeRow, ...]:
    """The rows of a manual's change. What the SKP shows too is changed by its adendum and stands in that sheet; where
    nothing else changed, it was made to agree with the SKP, and stands here.
    """
    edits = [each for each in manual_edits("", before, after) if each.part in labels.MANUAL]
    own = [each for each in edits if each.part not in SHOWN]
    return _rows(_gathered(_of_manual(each, after) for each in own or edits), {})


def _gathered(lines: Iterable[tuple[_Item, ChangeLine]]) -> dict[_Item, list[ChangeLine]]:
    found: dict[_Item, list[ChangeLine]] = {}
    for item, line in lines:
        found.setdefault(item, []).append(line)
    return found


def _rows(gathered: Mapping[_Item, list[ChangeLine]], kept: _Kept) -> tuple[ChangeRow, ...]:
    """The rows, each IKI's cells in order, and among them those that are realised."""
    return tuple(
        ChangeRow(str(nth), item.komponen, item.uraian, item.hal, tuple(_cells(lines, kept.get(item.iki))))
        for nth, (item, lines) in enumerate(gathered.items(), 1)
    )


def _cells(lines: list[ChangeLine], realised: Mapping[str, str] | None) -> Iterator[ChangeLine]:
    if realised is None:
        yield from lines
        return
    yield from (each for each in lines if not each.periode)
    told = {each.periode: each for each in lines if each.periode}
    for period in in_order({**told, **realised}):
        line = told.get(period)
        if line and period in realised:
            line = replace(line, keterangan=labels.REALISED_TOO.format(line.keterangan))
        elif not line:
            same = plain(realised[period])
            line = ChangeLine(period, same, same, labels.HAS_REALISATION, samar=True, angka=True)
        yield replace(line, periode=words.short_period(period))


# --- an SKP ---------------------------------------------------------------------------------------------------


def _of_result(edit: Edit, before: Skp, after: Skp) -> _Lines:
    component = labels.COMPONENT[edit.part]
    if edit.field in ("", "rencana"):
        old, new = (each["rencana"] if isinstance(each, Mapping) else each for each in (edit.old, edit.new))
        yield _Item(component, edit.rhk), _texts(old, new)
        return
    result = after.result(edit.rhk) or before.result(edit.rhk)
    name = f"{edit.rhk} {words.text(result.data['rencana'])}" if result else edit.rhk
    yield _Item(component, name, labels.FIELD[edit.field]), _texts(*_written(edit))


def _of_indicator(edit: Edit, before: Skp, after: Skp) -> _Lines:
    component = labels.COMPONENT[edit.part]
    if edit.field:
        yield _Item(component, _name(after.indicator(edit.iki)), labels.FIELD[edit.field]), _texts(*_written(edit))
        return
    item = _Item(component, edit.iki, edit.rhk, edit.iki)
    old, new = (None if each is None else "\n".join(_described(each)) for each in (edit.old, edit.new))
    yield item, _texts(old, new)
    for period, value in (edit.old or {}).get("target", {}).items():
        yield item, _numbers(period, value, None, edit.old.get("satuan", ""))


def _described(data: Mapping[str, Any]) -> Iterator[str]:
    """An IKI that came or went, in lines."""
    if "ukuran" in data:
        yield words.text(data["ukuran"])
        return
    yield data["nama"]
    yield f"{labels.FIELD['aspek']}: {labels.ASPECT[data['aspek']]}"
    yield f"{labels.FIELD['satuan']}: {data['satuan']}"


def _of_target(edit: Edit, before: Skp, after: Skp) -> _Lines:
    indicator = after.indicator(edit.iki)
    if edit.rides:  # of an IKI that is new
        yield (
            _Item(labels.COMPONENT["iki"], edit.iki, indicator.rhk if indicator else "", edit.iki),
            _numbers(edit.period, None, edit.new, _unit(indicator)),
        )
    elif edit.field == "ukuran":
        yield _Item(labels.COMPONENT[edit.part], edit.iki, labels.FIELD["ukuran"]), _texts(edit.old, edit.new)
    else:
        earlier = before.indicator(edit.iki)
        item = _Item(labels.COMPONENT[edit.part], _name(indicator), "", edit.iki)
        yield item, _numbers(edit.period, edit.old, edit.new, _unit(earlier or indicator), _unit(indicator))


def _unit(indicator: Indicator | None) -> str:
    return str(indicator.data.get("satuan", "")) if indicator else ""


def _name(indicator: Indicator | None) -> str:
    return f"{indicator.kode} {words.text(wording(indicator.data))}" if indicator else ""


def _of_behaviour(edit: Edit, before: Skp, after: Skp) -> _Lines:
    name, _ = labels.VALUES[edit.field]
    yield _Item(labels.COMPONENT[edit.part], name, labels.EXPECTATION), _texts(edit.old, edit.new)


def _of_other(edit: Edit, before: Skp, after: Skp) -> _Lines:
    by = LINES if edit.part == "penilai" else WORDS
    yield _Item(labels.COMPONENT[edit.part], labels.FIELD[edit.field]), _texts(*_written(edit), by)


_OF: Mapping[str, Callable[[Edit, Skp, Skp], _Lines]] = {
    "rencana_hasil_kerja": _of_result,
    "iki": _of_indicator,
    "target": _of_target,
    "perilaku_kerja": _of_behaviour,
    "lampiran": _of_other,
    "pegawai": _of_other,
    "penilai": _of_other,
    "periode": _of_other,
}


def _written(edit: Edit) -> tuple[str | None, str | None]:
    """Both values of a field as the form has them."""
    write = _WRITE.get(edit.field, str)
    old, new = (None if each is None else write(each) for each in (edit.old, edit.new))
    return old, new


def _person(data: Mapping[str, Any]) -> str:
    who = appraiser_of(data)
    return "\n".join(each for each in (who.nama, who.number, who.pangkat_golongan, who.jabatan, who.unit_kerja) if each)


def _term(data: Mapping[str, Any]) -> str:
    return words.span(Term(*(date.fromisoformat(data[each]) for each in ("mulai", "selesai"))))


def _points(items: Iterable[str]) -> str:
    return "\n".join(f"{nth}. {words.text(each)}" for nth, each in enumerate(items, 1))


# --- a manual -------------------------------------------------------------------------------------------------


def _of_manual(edit: Edit, manual: Manual) -> tuple[_Item, ChangeLine]:
    item = _Item(labels.MANUAL[edit.part], f"{manual.kode} {words.text(wording(manual.data))}")
    if edit.part == "target":
        line = _numbers(edit.period, edit.old, edit.new, manual.data.get("satuan", ""))
        return item, replace(line, periode=words.short_period(edit.period))
    return item, _texts(*_written(edit))


def _cascading(data: Mapping[str, Any]) -> str:
    kind = labels.CASCADING[data["jenis"]]
    return f"{kind}, {labels.CASCADING_WAY[data['metode']]}" if "metode" in data else kind


def _last_year(data: Mapping[str, Any]) -> str:
    return " / ".join(words.number(data.get(each)) for each in ("target", "realisasi"))


_WRITE: Mapping[str, Callable[[Any], str]] = {
    **{field: known.__getitem__ for field, known in labels.CHOICES.items()},
    **dict.fromkeys(labels.ATTACHMENTS, _points),
    **dict.fromkeys(("mandat", "kelompok_jabatan", "bentuk_penugasan"), lambda word: word.replace("_", " ")),
    "rhk_pimpinan": lambda data: reference(data["nip"], data["kode"]),
    "periode": _term,
    "tidak_bertugas": lambda spans: "\n".join(f"{_term(each)} ({words.text(each['alasan'])})" for each in spans),
    "pejabat_penilai_kinerja": _person,
    "kepegawaian": str.upper,
    "nilai_terburuk": words.number,
    "cascading": _cascading,
    "skala_stabilize": lambda steps: "\n".join(words.scale(steps)),
    "tahun_lalu": _last_year,
}


# --- both sides of a line -------------------------------------------------------------------------------------


def _numbers(period: str, old: float | None, new: float | None, unit: str, unit_now: str = "") -> ChangeLine:
    sides = plain(_cell(old, unit)), plain(_cell(new, unit_now or unit))
    return ChangeLine(period, *sides, _remark(old is None, new is None), angka=True)


def _cell(value: float | None, unit: str) -> str:
    return words.amount(value, unit) or labels.NO_NUMBER


def _texts(old: str | None, new: str | None, by: str = WORDS) -> ChangeLine:
    was, now = (words.text(each or "") for each in (old, new))
    sides = compared(was, now, by) if was and now else (plain(was or labels.NO_NUMBER), plain(now or labels.NO_NUMBER))
    return ChangeLine("", *sides, _remark(not was, not now))


def _remark(is_new: bool, is_gone: bool) -> str:
    return labels.NEW if is_new else labels.GONE if is_gone else labels.CHANGED
