"""Which rows of a printed SKP the last adendum changed: a thin bar stands beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from skpkit.change.edits import Edit, skp_edits
from skpkit.model.records import Result, Skp, same
from skpkit.paper import labels, words
from skpkit.paper.documents.skp import Items, Outcome, Section, SkpView


def with_bars(view: SkpView, before: Skp, after: Skp) -> SkpView:
    """The view of an SKP, `after`, with what differs from the state before its last adendum marked."""
    edits = list(skp_edits("", before, after))
    return replace(
        view,
        pegawai=replace(view.pegawai, berubah=_differing(before.employee, after.employee)),
        penilai=replace(view.penilai, berubah=_differing(before.appraiser, after.appraiser)),
        hasil_kerja=tuple(
            _section(section, [each for each in after.results if each.section == name], edits)
            for section, name in zip(view.hasil_kerja, labels.SECTION, strict=True)
        ),
        perilaku_kerja=tuple(
            replace(each, berubah=any(edit.part == "perilaku_kerja" and edit.field == value for edit in edits))
            for each, value in zip(view.perilaku_kerja, labels.VALUES, strict=True)
        ),
        lampiran=tuple(
            _items(each, before.data.get("lampiran", {}).get(key, ()))
            for each, key in zip(view.lampiran, labels.ATTACHMENTS, strict=False)
        ),
    )


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(each for each in after if not same(before.get(each), after[each]))


def _section(section: Section, results: list[Result], edits: list[Edit]) -> Section:
    # a section without an RHK has an empty one
    shown = zip(section.hasil, results, strict=True) if results else ()
    return replace(section, hasil=tuple(_outcome(*each, edits) for each in shown) or section.hasil)


def _outcome(outcome: Outcome, result: Result, edits: list[Edit]) -> Outcome:
    """An RHK marked where it changed itself, and each of its IKI where that or the RHK did."""
    whole = any(each.rhk == result.kode and not each.iki for each in edits)
    changed = {each.iki for each in edits}
    kodes = [each.kode for each in result.indicators] or [""]
    marked = tuple(
        replace(each, berubah=whole or bool(kode and kode in changed))
        for each, kode in zip(outcome.indikator, kodes, strict=True)
    )
    return replace(outcome, indikator=marked, berubah=whole)


def _items(items: Items, before: list[str]) -> Items:
    known = {words.text(each) for each in before}
    return replace(items, butir=tuple((nth, text, bool(text) and text not in known) for nth, text, _ in items.butir))
