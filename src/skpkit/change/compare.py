"""The structural difference of two records: edits, matched by code and never by position or text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from skpkit.change.edits import APPROVAL, ENTRY, IDENTITY, LOG, SIGNATURE, Edit
from skpkit.findings import Key
from skpkit.model.records import Amendment, Evaluation, Indicator, Manual, Record, Result, Skp, same
from skpkit.source.schemas import EVALUATION
from skpkit.source.yamlfile import Path

Item = TypeVar("Item")


def only_approvals_added(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Whether `new` is `old` with further entries in `persetujuan`, or signatures below those that had none."""
    rest = [{key: value for key, value in each.items() if key != "persetujuan"} for each in (old, new)]
    return same(*rest) and are_added(old.get("persetujuan", ()), new.get("persetujuan", ())) and not same(old, new)


def are_added(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> bool:
    """Whether approvals are those of before with further ones, or with signatures below those that had none."""
    return len(old) <= len(new) and all(_is_kept(*pair) for pair in zip(old, new, strict=False))


def _is_kept(was: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    unsigned = {key: value for key, value in now.items() if key != SIGNATURE}
    return same(was, now) or same(was, unsigned)


@dataclass(frozen=True, slots=True)
class Pair:
    """The same record in both states, as a source of edits."""

    folder: str
    before: Record
    after: Record

    def edit(self, *what: str, part: str, now: Path, was: Path | None = None, **given: Any) -> Edit:
        """An edit at a path of the record after, and of the one before where it was there."""
        key = Key(self.folder, self.before.name, what)
        old = None if was is None else self.before.at(*was)
        return Edit(key, self.before.kind, part, self.after.at(*now), old, **given)

    def fields(
        self,
        old: Mapping[str, Any],
        new: Mapping[str, Any],
        paths: tuple[Path, Path],
        part: str,
        *,
        skip: Sequence[str] = (),
        **given: Any,
    ) -> Iterator[Edit]:
        """An edit for each key of two mappings whose values differ."""
        prefix = tuple(word for word in (given.get("rhk", ""), given.get("iki", "")) if word)
        for field in dict.fromkeys((*old, *new)):
            if field in skip or (field in old and field in new and same(old[field], new[field])):
                continue
            yield self.edit(
                *prefix,
                part,
                field,
                part=part,
                was=(*paths[0], field),
                now=(*paths[1], field),
                old=old.get(field),
                new=new.get(field),
                field=field,
                **given,
            )


def by_kode(items: Iterable[Item]) -> dict[str, Item]:
    """Things by their `kode`; one whose code is taken already stands under `<kode> (2)` and so on."""
    found: dict[str, Item] = {}
    last: dict[str, int] = {}
    for item in items:
        kode = name = item.kode  # type: ignore[attr-defined]
        nth = last.get(kode, 1)
        while name in found:
            nth += 1
            name = f"{kode} ({nth})"
        last[kode] = nth
        found[name] = item
    return found


# --- SKP -----------------------------------------------------------------------------------------------------


_FIELDS = {
    "aturan": IDENTITY,
    "tahun": IDENTITY,
    **{field: field for field in ("versi", "pendekatan", "kelompok", "status")},
    "instansi": "pegawai",
    "periode": "periode",
    "tidak_bertugas": "periode",
}


def skp_edits(folder: str, before: Skp, after: Skp) -> Iterator[Edit]:
    """Every edit between two states of an SKP."""
    pair = Pair(folder, before, after)
    old, new = before.data, after.data
    for field, part in _FIELDS.items():
        yield from _single(pair, field, part)
    yield from _post(pair)
    for field in ("penetapan", "komplemen"):
        yield from _signed(pair, field)
    yield from _results(pair, before, after)
    yield from _behaviours(pair)
    annex = (("lampiran",), ("lampiran",))
    yield from pair.fields(old.get("lampiran") or {}, new.get("lampiran") or {}, annex, "lampiran")
    yield from change_log_edits(pair, before.changes, after.changes)


def post_edits(folder: str, before: Skp, after: Skp) -> Iterator[Edit]:
    """What differs in the post between an SKP and the komplemen in a folder that replaces it: employee, appraiser, and
    the days for which each was made."""
    pair = Pair(folder, before, after)
    yield from _post(pair)
    yield from _single(pair, "periode", "periode")


def _post(pair: Pair) -> Iterator[Edit]:
    old, new = (each.data["pegawai"] for each in (pair.before, pair.after))
    whole = pair.fields(old, new, (("pegawai",), ("pegawai",)), "pegawai")
    for edit in sorted(whole, key=lambda each: each.field == "nip"):
        yield replace(edit, part=IDENTITY) if edit.field == "nip" else edit
    yield from _single(pair, "pejabat_penilai_kinerja", "penilai")


def _single(pair: Pair, field: str, part: str) -> Iterator[Edit]:
    old, new = pair.before.data.get(field), pair.after.data.get(field)
    if not same(old, new):
        yield pair.edit(field, part=part, now=(field,), was=(field,), old=old, new=new, field=field)


def _signed(pair: Pair, field: str) -> Iterator[Edit]:
    """Edits of a block with approvals: an approval added is one of its own kind, and rewrites nothing."""
    for edit in _single(pair, field, field):
        added = edit.old and edit.new and only_approvals_added(edit.old, edit.new)
        yield replace(edit, part=APPROVAL) if added else edit


def _results(pair: Pair, before: Skp, after: Skp) -> Iterator[Edit]:
    old, new = by_kode(before.results), by_kode(after.results)
    for name in dict.fromkeys((*old, *new)):
        yield from _named(name, _result(pair, old.get(name), new.get(name)))
    old_ones, new_ones = by_kode(before.indicators()), by_kode(after.indicators())
    for name in dict.fromkeys((*old_ones, *new_ones)):
        was, now = old_ones.get(name), new_ones.get(name)
        if was and now:
            yield from _named(name, _kept_indicator(pair, was, now))
        elif was:
            place = (*new[was.rhk].path, "indikator") if was.rhk in new else ("hasil_kerja",)
            yield from _named(name, _dropped_indicator(pair, was, place, went_along=was.rhk not in new))
        elif now:
            yield from _named(name, _new_indicator(pair, now, came_along=now.rhk not in old))


def _named(name: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits, kept apart from those of another thing of the same code."""
    return (replace(each, key=each.key.below(name)) if " " in name else each for each in edits)


def _dropped_indicator(pair: Pair, old: Indicator, now: Path, *, went_along: bool) -> Iterator[Edit]:
    yield pair.edit(
        old.kode,
        part="iki",
        now=now,
        was=(*old.path, "kode"),
        old=old.data,
        rhk=old.rhk,
        iki=old.kode,
        rides="rencana_hasil_kerja" if went_along else "",
        within=went_along,
    )


def _result(pair: Pair, old: Result | None, new: Result | None) -> Iterator[Edit]:
    part = "rencana_hasil_kerja"
    kode = old.kode if old else new.kode if new else ""
    if old and new:
        was, now = ({**each.data, "bagian": each.section} for each in (old, new))
        yield from pair.fields(was, now, (old.path, new.path), part, skip=("kode", "indikator"), rhk=kode)
    elif old:
        place = ("hasil_kerja", old.section)
        yield pair.edit(kode, part=part, now=place, was=(*old.path, "kode"), old=old.data, rhk=kode)
    elif new:
        yield pair.edit(kode, part=part, now=(*new.path, "kode"), new=new.data, rhk=kode)


def _new_indicator(pair: Pair, new: Indicator, *, came_along: bool) -> Iterator[Edit]:
    yield pair.edit(
        new.kode,
        part="iki",
        now=(*new.path, "kode"),
        new=new.data,
        rhk=new.rhk,
        iki=new.kode,
        rides="rencana_hasil_kerja" if came_along else "",
        within=came_along,
    )
    for period, value in new.target.items():
        yield pair.edit(
            new.kode,
            "target",
            period,
            part="target",
            now=(*new.path, "target", period),
            new=value,
            iki=new.kode,
            field="target",
            period=period,
            rides="rencana_hasil_kerja" if came_along else "iki",
            within=True,
        )


def _kept_indicator(pair: Pair, old: Indicator, new: Indicator) -> Iterator[Edit]:
    kode, paths = old.kode, (old.path, new.path)
    fixed = ("kode", "target", "ukuran", "periode")
    yield from pair.fields(old.data, new.data, paths, "iki", skip=fixed, iki=kode)
    if old.rhk != new.rhk:
        yield pair.edit(
            kode,
            "rhk",
            part="iki",
            now=(*new.path, "kode"),
            was=(*old.path, "kode"),
            old=old.rhk,
            new=new.rhk,
            iki=kode,
            field="rhk",
        )
    yield from _own_period(pair, old, new)
    was, now = ({key: each.data[key] for key in ("ukuran",) if key in each.data} for each in (old, new))
    yield from pair.fields(was, now, paths, "target", iki=kode)
    yield from _cell_edits(pair, old, new)


def _own_period(pair: Pair, old: Indicator, new: Indicator) -> Iterator[Edit]:
    if old.term == new.term:
        return
    before, after = pair.before, pair.after
    assert isinstance(before, Skp)  # noqa: S101 - called for SKP pairs
    assert isinstance(after, Skp)  # noqa: S101 - called for SKP pairs
    was, now = old.term or before.term, new.term or after.term
    alike = before.term != after.term and now.mulai == max(was.mulai, after.term.mulai)
    alike = alike and now.selesai == min(was.selesai, after.term.selesai)
    yield pair.edit(
        old.kode,
        "periode",
        part="iki",
        now=(*new.path, "periode" if new.term else "kode"),
        was=(*old.path, "periode" if old.term else "kode"),
        old=old.data.get("periode"),
        new=new.data.get("periode"),
        iki=old.kode,
        field="periode",
        rides="periode" if alike else "",
    )


def _cell_edits(pair: Pair, old: Indicator | Manual, new: Indicator | Manual) -> Iterator[Edit]:
    """Edits of the target cells of an IKI, as the SKP or as its manual shows it."""
    paths: list[Path] = [each.path if isinstance(each, Indicator) else () for each in (old, new)]
    below = ((*paths[0], "target"), (*paths[1], "target"))
    for edit in pair.fields(old.target, new.target, below, "target", iki=old.kode):
        yield replace(edit, field="target", period=edit.field)


def _behaviours(pair: Pair) -> Iterator[Edit]:
    """Edits by value; a value that is listed twice is compared with all its lines."""
    before, after = (_by_value(each.data.get("perilaku_kerja", ())) for each in (pair.before, pair.after))
    for value in dict.fromkeys((*before, *after)):
        old, new = before.get(value, {}), after.get(value, {})
        if same([*old.values()], [*new.values()]):
            continue
        words = [
            " / ".join(row.get("ekspektasi", "") for row in rows.values()) if rows else None for rows in (old, new)
        ]
        yield pair.edit(
            "perilaku_kerja",
            value,
            part="perilaku_kerja",
            now=("perilaku_kerja", *[*new][:1]),
            was=("perilaku_kerja", *[*old][:1]),
            old=words[0],
            new=words[1],
            field=value,
        )


def _by_value(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[int, Mapping[str, Any]]]:
    found: dict[str, dict[int, Mapping[str, Any]]] = {}
    for nth, row in enumerate(rows):
        found.setdefault(row["nilai"], {})[nth] = row
    return found


def change_log_edits(pair: Pair, old: Sequence[Amendment], new: Sequence[Amendment]) -> Iterator[Edit]:
    """Edits of `perubahan`: entries added at its end, an approval added to its last entry, or a rewriting."""
    for nth, was in enumerate(old):
        now = new[nth] if nth < len(new) else None
        if now and same(was.data, now.data):
            continue
        signed = now is not None and nth == len(old) - 1 and only_approvals_added(was.data, now.data)
        yield pair.edit(
            LOG,
            str(nth),
            part=APPROVAL if signed else LOG,
            now=was.path,
            was=was.path,
            old=was.data,
            new=now.data if now else None,
            field=LOG,
        )
    for now in new[len(old) :]:
        yield pair.edit(LOG, str(now.path[-1]), part=ENTRY, now=now.path, new=now.data, field=LOG)


# --- the other records ---------------------------------------------------------------------------------------


def manual_edits(folder: str, before: Manual, after: Manual) -> Iterator[Edit]:
    """Every edit between two states of a manual; `part` is the field of the form."""
    pair = Pair(folder, before, after)
    skip = ("jenis", "kode", "target", "perubahan")
    for edit in pair.fields(before.data, after.data, ((), ()), "manual", skip=skip, iki=before.kode):
        yield replace(edit, part=edit.field)
    yield from _cell_edits(pair, before, after)
    yield from change_log_edits(pair, before.changes, after.changes)


def evaluation_edits(folder: str, before: Evaluation, after: Evaluation) -> Iterator[Edit]:
    """Every edit between two states of an evaluation, by its keys."""
    pair = Pair(folder, before, after)
    for edit in pair.fields(before.data, after.data, ((), ()), EVALUATION):
        yield replace(edit, period=before.periode)
