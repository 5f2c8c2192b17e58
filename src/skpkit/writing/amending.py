"""Edits of an SKP that an adendum or a komplemen makes, each made in its text; totals and manuals follow."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

from skpkit.errors import WrongUsage
from skpkit.messages import N_
from skpkit.model.achievement import TOLERANCE, consolidate, legible
from skpkit.model.nip import digits
from skpkit.model.periods import FORM_ORDER, TOTALS, in_order, parts, period_meant, rhythm_of
from skpkit.source.schemas.dates import day_written
from skpkit.source.yamlfile import Path
from skpkit.source.yamlfile.numbers import number_in
from skpkit.writing.editing import RecordText

EditedPart: TypeAlias = Literal[
    "target",
    "iki",
    "new_iki",
    "drop_iki",
    "move_iki",
    "rhk",
    "new_rhk",
    "drop_rhk",
    "behaviour",
    "annex",
    "employee",
    "appraiser",
    "period",
    "away",
    "close",
    "manual",
]
SECTIONS = ("utama", "tambahan")

NO_IKI = N_("the SKP has no IKI {kode}; its IKI are {known}")
NO_RHK = N_("the SKP has no RHK {kode}; its RHK are {known}")
TAKEN = N_("the SKP has {kode} already; give the new one a code of its own")
NO_SECTION = N_("{given} is no part of hasil kerja; an RHK stands under utama or tambahan")
NO_PERIOD = N_("{given} is no period; periods are B01 to B12, Q1 to Q4, S1, S2 and Y")
NO_ASSIGNMENT = N_("{given} sets nothing; write it as {example}")
NO_VALUE = N_("{given} is none of the values of perilaku kerja that the SKP has: {known}")
NO_PART = N_("{given} is no part of lampiran; its parts are {known}")
NO_MANUAL = N_("{kode} has no manual yet, so nothing of it can be changed; make it: skpkit new manual")
MANUAL_FOLLOWS = N_(
    "{field} of the manual of {kode} stands in the SKP too, so change it there (--iki, --rhk or --target); the manual "
    "follows"
)
NAME_TOO = N_("another appraiser has another name; give it too: --penilai nama=NAME")
A_SUM = N_(
    "the target {period} of {kode} is computed from those of {parts}, so it is not changed by itself; change one of "
    "them, and it follows: --target {kode} {first}=VALUE"
)
UNKNOWN_TOTAL = N_(
    "{kode} has no manual that says how its periods are added up, so its total {period} is not known; give it too: "
    "--target {kode} {period}=VALUE"
)

ANNEX = ("dukungan_sumber_daya", "skema_pertanggungjawaban", "konsekuensi")
NUMBERS = frozenset({"nilai_terburuk"})
YES_NO = frozenset({"konversi_120", "target_ditetapkan"})
SHOWN_TOO = frozenset({"nama", "satuan", "aspek", "ukuran", "rhk", "perspektif", "target", "kode"})
_ASSIGNED = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)", re.DOTALL)
_CELL_MEANT = re.compile(r"([A-Za-z][^,;:=]*?)[\s,;:=]+([-+]?[0-9][0-9.,]*)")
_NEXT_CELL = re.compile(r"[,;]\s*(?=[A-Za-z][^=,;]*=)")


class SkpEdit(NamedTuple):
    """One edit: of what `part`, `of` which IKI, RHK or value, and what `field` gets which `value`."""

    part: EditedPart
    of: str = ""
    field: str = ""
    value: str = ""


def cells_of(kode: str, given: str) -> list[SkpEdit]:
    """The edits of targets such as `Q3=5,Q4=6`; an empty value takes one away."""
    found = []
    for each in _NEXT_CELL.split(given):
        name, sign, value = each.partition("=")
        if not sign:
            meant = cell_meant(kode, each) or f"{kode} Q3=5"
            raise WrongUsage(NO_ASSIGNMENT, given=f"{kode} {given}".strip(), example=meant)
        period = period_meant(name)
        if period not in FORM_ORDER:
            raise WrongUsage(NO_PERIOD, given=f"{kode} {name.strip()}")
        found.append(SkpEdit("target", kode, period, value.strip()))
    return found


def cell_meant(kode: str, given: str) -> str:
    """What a text such as `Q4 8` or `TW IV: 8` was meant to set; empty where nobody can tell."""
    found = _CELL_MEANT.fullmatch(given.strip())
    period = period_meant(found[1]) if found else ""
    return f"{kode} {period}={found[2]}" if found and period in FORM_ORDER else ""


def field_of(part: EditedPart, of: str, given: str, example: str) -> SkpEdit:
    """The edit of a field such as `nama=Jumlah berkas`."""
    found = _ASSIGNED.fullmatch(given)
    if not found:
        raise WrongUsage(NO_ASSIGNMENT, given=f"{of} {given}".strip() or '""', example=f"{of} {example}".strip())
    return SkpEdit(part, of, found[1], found[2].strip())


def apply(text: RecordText, edits: Iterable[SkpEdit], reason: str) -> None:
    """Make edits in the text of an SKP, in their order; those of manuals are others' matter. A rank is a person's, so
    it does not stay with the post where another appraiser follows."""
    edits = [*edits]
    now = text.data.get("pejabat_penilai_kinerja") or {}
    given = {each.field: each.value for each in edits if each.part == "appraiser"}
    if "nip" in given and digits(given["nip"]) != now.get("nip"):
        if "nama" not in given:
            raise WrongUsage(NAME_TOO)
        if "pangkat_golongan" in now:
            text.remove(("pejabat_penilai_kinerja", "pangkat_golongan"))
    for edit in edits:
        _EDITORS.get(edit.part, _nothing)(text, edit, reason)


def _nothing(_text: RecordText, _edit: SkpEdit, _reason: str) -> None:
    """What is not of the SKP."""


def indicators_in(data: Mapping[str, Any]) -> dict[str, Path]:
    """The paths of the IKI in the data of an SKP, by code."""
    return {
        str(iki.get("kode")): (*path, "indikator", nth)
        for path in results_in(data).values()
        for nth, iki in enumerate(_at(data, path).get("indikator") or ())
    }


def targets_in(data: Mapping[str, Any]) -> dict[str, Mapping[str, float]]:
    """The targets of the IKI in the data of an SKP, by code; none of what is told in words."""
    return {kode: _at(data, path).get("target") or {} for kode, path in indicators_in(data).items()}


def results_in(data: Mapping[str, Any]) -> dict[str, Path]:
    """The paths of the RHK in the data of an SKP, by code."""
    plan = data.get("hasil_kerja") or {}
    return {
        str(rhk.get("kode")): ("hasil_kerja", section, nth)
        for section in SECTIONS
        for nth, rhk in enumerate(plan.get(section) or ())
    }


def _indicator(text: RecordText, kode: str) -> Path:
    known = indicators_in(text.data)
    if kode not in known:
        raise WrongUsage(NO_IKI, kode=kode, known=tuple(known))
    return known[kode]


def _result(text: RecordText, kode: str) -> Path:
    known = results_in(text.data)
    if kode not in known:
        raise WrongUsage(NO_RHK, kode=kode, known=tuple(known))
    return known[kode]


def _target(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    path = (*_indicator(text, edit.of), "target")
    there = _at(text.data, path[:-1]).get("target") or {}
    if edit.value in ("", "-"):
        if edit.field in there:
            text.remove((*path, edit.field))
    elif there:
        text.set((*path, edit.field), number_in(edit.value))
    else:
        text.set(path, {edit.field: number_in(edit.value)})


def _iki(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    path = _indicator(text, edit.of)
    if edit.field in ("mulai", "selesai"):
        own = _at(text.data, path).get("periode") or text.data["periode"]
        text.set((*path, "periode"), {**own, edit.field: _day(edit.value)})
        return
    _set(text, (*path, edit.field), edit.value)


def _new_iki(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    path = _result(text, edit.of)
    if edit.value in indicators_in(text.data):
        raise WrongUsage(TAKEN, kode=edit.value)
    text.append((*path, "indikator"), {"kode": edit.value})


def _drop_iki(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    text.remove(_indicator(text, edit.of))


def _move_iki(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    data = _at(text.data, _indicator(text, edit.of))
    _result(text, edit.value)
    text.remove(_indicator(text, edit.of))
    text.append((*_result(text, edit.value), "indikator"), data)


def _rhk(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    path = _result(text, edit.of)
    if edit.field == "rhk_pimpinan" and edit.value:
        nip, _sep, kode = edit.value.replace("/", " ", 1).partition(" ")
        text.set((*path, edit.field), {"nip": digits(nip), "kode": kode.strip()})
        return
    _set(text, (*path, edit.field), edit.value)


def _new_rhk(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    if edit.of not in SECTIONS:
        raise WrongUsage(NO_SECTION, given=edit.of)
    if edit.value in results_in(text.data):
        raise WrongUsage(TAKEN, kode=edit.value)
    text.append(("hasil_kerja", edit.of), {"kode": edit.value, "indikator": []})


def _drop_rhk(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    text.remove(_result(text, edit.of))


def _behaviour(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    rows = text.data.get("perilaku_kerja") or []
    known = [str(each.get("nilai")) for each in rows]
    if edit.of not in known:
        raise WrongUsage(NO_VALUE, given=edit.of, known=tuple(known))
    _set(text, ("perilaku_kerja", known.index(edit.of), "ekspektasi"), edit.value)


def _annex(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    if edit.of not in ANNEX:
        raise WrongUsage(NO_PART, given=edit.of, known=ANNEX)
    if not text.data.get("lampiran"):
        text.set(("lampiran",), {edit.of: [edit.value]})
        return
    text.append(("lampiran", edit.of), edit.value)


def _employee(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    _set(text, ("instansi",) if edit.field == "instansi" else ("pegawai", edit.field), edit.value)


def _appraiser(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    value = digits(edit.value) if edit.field == "nip" else edit.value
    _set(text, ("pejabat_penilai_kinerja", edit.field), value)


def _period(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    """The period of the SKP, with that of each IKI that would outlast it, and the days not on duty."""
    text.set(("periode", edit.field), _day(edit.value))
    if edit.field == "selesai":
        end_within(text, _day(edit.value))


def end_within(text: RecordText, end: date) -> None:
    """Let no IKI and no days not on duty outlast a day."""
    for path in indicators_in(text.data).values():
        own = _at(text.data, path).get("periode")
        if own and own["selesai"] > end.isoformat():
            text.set((*path, "periode", "selesai"), end)
    spans = text.data.get("tidak_bertugas") or []
    for nth in reversed(range(len(spans))):
        if spans[nth]["mulai"] > end.isoformat():
            if len(text.data["tidak_bertugas"]) == 1:
                text.remove(("tidak_bertugas",))
            else:
                text.remove(("tidak_bertugas", nth))
        elif spans[nth]["selesai"] > end.isoformat():
            text.set(("tidak_bertugas", nth, "selesai"), end)


def _away(text: RecordText, edit: SkpEdit, reason: str) -> None:
    span = {"mulai": _day(edit.field), "selesai": _day(edit.value), "alasan": reason}
    text.append(("tidak_bertugas",), span)


def _close(text: RecordText, edit: SkpEdit, _reason: str) -> None:
    _period(text, SkpEdit("period", field="selesai", value=edit.value), "")
    text.set(("status",), "ditutup")


_EDITORS: Mapping[EditedPart, Any] = {
    "target": _target,
    "iki": _iki,
    "new_iki": _new_iki,
    "drop_iki": _drop_iki,
    "move_iki": _move_iki,
    "rhk": _rhk,
    "new_rhk": _new_rhk,
    "drop_rhk": _drop_rhk,
    "behaviour": _behaviour,
    "annex": _annex,
    "employee": _employee,
    "appraiser": _appraiser,
    "period": _period,
    "away": _away,
    "close": _close,
}


def edit_manual(text: RecordText, edits: Sequence[SkpEdit]) -> None:
    """Make edits in the text of a manual. Raises WrongUsage for what it shows of the SKP."""
    for edit in edits:
        if edit.field in SHOWN_TOO:
            raise WrongUsage(MANUAL_FOLLOWS, field=edit.field, kode=edit.of)
        value: Any = edit.value
        if edit.field in NUMBERS:
            value = number_in(edit.value) if edit.value else ""
        elif edit.field in YES_NO and edit.value in ("ya", "tidak", "true", "false"):
            value = edit.value in ("ya", "true")
        if edit.field in ("jenis", "metode"):
            text.set(("cascading", edit.field), value)
        else:
            _set(text, (edit.field,), value)


def add_up(
    text: RecordText, kode: str, manual: Mapping[str, Any] | None, given: Collection[str]
) -> list[tuple[str, float | None]]:
    """Write the totals of an IKI in the SKP anew, but for those that were `given` like other periods; those that
    changed, None where one went with its parts. Raises WrongUsage where nobody says how they are made."""
    path = (*_indicator(text, kode), "target")
    target: Mapping[str, float] = _at(text.data, path[:-1]).get("target") or {}
    rhythm = str(manual["periode_pelaporan"]) if manual else rhythm_of(target)
    changed: list[tuple[str, float | None]] = []
    for total in in_order(TOTALS.get(rhythm, ())):
        counted = [target[each] for each in parts(total, rhythm) if each in target]
        if manual and total in target and total in given:
            assure_parts_change(kode, total, manual, target, given)
        if total not in target or total in given:
            continue
        if not counted:
            text.remove((*path, total))
            changed.append((total, None))
            continue
        if not manual or "konsolidasi_periode" not in manual:
            if not {*parts(total, rhythm)}.isdisjoint(given):
                raise WrongUsage(UNKNOWN_TOTAL, kode=kode, period=total)
            continue
        value = consolidate(manual["konsolidasi_periode"], counted)
        if value is not None and abs(value - target[total]) > TOLERANCE:
            text.set((*path, total), legible(value))
            changed.append((total, legible(value)))
    return changed


def assure_parts_change(
    kode: str,
    total: str,
    manual: Mapping[str, Any],
    target: Mapping[str, float],
    given: Collection[str],
    known: Collection[str] = (),
) -> None:
    """Raises WrongUsage for a total that its parts do not make, `given` without them; `known` ones are named."""
    rhythm = str(manual["periode_pelaporan"])
    made_of = [each for each in parts(total, rhythm) if each in target]
    if not made_of or "konsolidasi_periode" not in manual or not {*made_of}.isdisjoint(given):
        return
    value = consolidate(manual["konsolidasi_periode"], [target[each] for each in made_of])
    if value is not None and abs(value - target[total]) > TOLERANCE:
        named = tuple(each for each in made_of if each in known) or tuple(made_of)
        raise WrongUsage(A_SUM, period=total, kode=kode, parts=named, first=named[-1])


def show_in_manual(text: RecordText, shown: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Let a manual show what the SKP now shows of its IKI, in what the SKP showed otherwise `before`."""
    data = dict(text.data)
    for field, value in shown.items():
        if value == before.get(field):
            continue
        if value is None:
            data.pop(field, None)
        else:
            data[field] = value
    text.become(data)


def _day(given: str) -> date:
    return day_written(given)


def _set(text: RecordText, path: Path, value: Any) -> None:
    """Set a value, or take it away where it is empty."""
    if value != "":
        text.set(path, value)
    elif path[-1] in _at(text.data, path[:-1]):
        text.remove(path)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
