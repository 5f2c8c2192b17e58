"""What is frozen, for people: a table of the cells of each IKI, one of the records, and what the words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from skpkit.messages import BRIEF, N_, Value, quoted, show, show_date, tell
from skpkit.model.paths import SKP_FILE
from skpkit.model.settings import WHOLE_IKI
from skpkit.reports._report import FrozenReport, state_in_words
from skpkit.reports._sheet import Sheet, SheetRow, laid_out
from skpkit.rules import keepers

if TYPE_CHECKING:
    from skpkit.judge.frozen import Condition, FrozenCell, FrozenPart, FrozenSkp, Held, Hold, Subject, Way

HEADING = N_("What may not be edited in {state} on {day}")
DRAFTED = N_(
    "{path} is still rancangan: a target is frozen once its realisation was reported; edit the rest until penetapan."
)
BINDING = N_("{path}, established on {day}: a target with a realisation is frozen, the others change by adendum.")
STRICT = N_(
    "{path}, established on {day}: with `pembekuan: iki` the first realisation of an IKI freezes all its targets; the "
    "others change by adendum."
)
CLOSING = N_("It is ditutup: it cannot be opened again and takes no adendum.")
OVER = N_("a target that is changed now gets a warning, since it would only describe what has happened")
EXPLAIN = N_("For more of a rule, say: skpkit explain {code}")
UNCOMMITTED = N_("not committed yet")
WAYS_HEADING = N_("What the words mean")
CELL_HEADER = (
    N_("Period"),
    N_("Target"),
    N_("Realisation"),
    N_("State"),
    N_("Rule"),
    N_("Since"),
    N_("Way to change"),
)
PART_HEADER = (N_("Record"), N_("State"), N_("Rule"), N_("Since"), N_("Way to change"))
UKURAN = N_("ukuran")
MORE = N_("By which rule and since when, and what else is frozen, says skpkit frozen.")
OF_TARGET = N_("target: {way}")
OF_REALISATION = N_("realisation: {way}")

CONDITIONS: dict[Condition, str] = {"frozen": N_("frozen"), "ended": N_("period over"), "open": N_("open")}
STYLES: dict[Condition, str] = {"frozen": "bold cyan", "ended": "yellow", "open": ""}
WAYS: dict[Way, str] = {
    "none": N_("cannot be changed"),
    "direct": N_("edit directly"),
    "adendum": N_("adendum"),
    "manual_change": N_("change of manual"),
    "ending": N_("ending the IKI"),
    "closing": N_("closing"),
    "koreksi": N_("koreksi"),
    "new_dialogue": N_("new DKI"),
    "new_entry": N_("new entry"),
    "keberatan": N_("keberatan"),
}
EXPLAINED: dict[Way, str] = {
    "none": N_("no procedure changes it"),
    "direct": N_("edit the file; nothing holds it yet"),
    "adendum": N_(
        "agree on it in a DKI that is reported, then: skpkit adendum, which writes the entry of `perubahan`, and the "
        "manual alike; the appraiser and a pengelola kinerja organisasi approve it: skpkit approve"
    ),
    "manual_change": N_("add an entry to `perubahan` of the manual; the appraiser approves it: skpkit approve"),
    "ending": N_("by adendum, give the IKI a `periode` of its own that ends after its last realised period"),
    "closing": N_(
        "set `status: ditutup` when a komplemen follows, as skpkit komplemen does, when the SKP is over, or by an "
        "adendum of its periode"
    ),
    "koreksi": N_("skpkit koreksi records the right value in a new DKI, with the old DKI and the reason"),
    "new_dialogue": N_("what was reported stays; record what is new in a new DKI: skpkit new dki"),
    "new_entry": N_("earlier entries of `perubahan` stay; add a new one after them"),
    "keberatan": N_("the period has been evaluated; add `keberatan` to its evaluasi"),
}
SUBJECTS: dict[Subject, str] = {
    "identity": N_("SKP: NIP, year, aturan"),
    "fixed": N_("SKP: kelompok, pendekatan, penetapan"),
    "components": N_("SKP: RHK, IKI, perilaku kerja, lampiran, pegawai, pejabat penilai, periode"),
    "log": N_("SKP: entries of perubahan"),
    "status": N_("SKP: status"),
    "indicator": N_("SKP: IKI {iki}, its kode and RHK"),
    "measure": N_("manual {iki}: polarisasi, konsolidasi, konversi, reporting period"),
    "manual": N_("manual {iki}: all else"),
    "dialogue": "{name}",
    "evaluation": "{name}",
}
LONGEST = 80


def as_text(report: FrozenReport) -> str:
    """The report as text: for a terminal of `width`, or plain."""
    state, day = state_in_words(report.table.state, report.lang), show_date(report.table.today, report.lang)
    origin = f" ({report.table.day_source})" if report.table.day_source else ""
    pieces: list[str | Sheet] = [tell(HEADING, {"state": state, "day": f"{day}{origin}"}, report.lang), ""]
    for plan in report.table.skps:
        pieces += [_sentence(report, plan), ""]
        pieces += [piece for sheet in _sheets(report, plan) for piece in (sheet, "")]
    pieces += _legend(report)
    return laid_out(pieces, report.width, color=report.color)


def as_brief(report: FrozenReport) -> str:
    """The targets alone, those of an IKI that stand alike in a line: what somebody needs who is about to change one."""
    pieces: list[str | Sheet] = []
    for plan in report.table.skps:
        pieces.append(_sentence(report, plan))
        for (kode, name), those in groupby(plan.cells, key=lambda each: (each.iki, each.name)):
            pieces.append(f"{kode} {shorten(name, LONGEST, placeholder='…')}".strip())
            cells = [each for each in those if each.target]
            for condition, words in CONDITIONS.items():
                alike = [each for each in cells if each.target and each.target.hold.condition == condition]
                if alike:
                    told = "; ".join(_target_in_brief(report, each) for each in alike)
                    pieces.append(f"  {tell(words, {}, report.lang)}: {told}")
    pieces.append(tell(MORE, {}, report.lang))
    return laid_out(pieces, report.width, color=report.color)


def _target_in_brief(report: FrozenReport, cell: FrozenCell) -> str:
    return f"{cell.period} {_value(cell.target, report.lang)}" if cell.period else tell(UKURAN, {}, report.lang)


def _sentence(report: FrozenReport, plan: FrozenSkp) -> str:
    skp = plan.skp
    if not skp.established:
        return tell(DRAFTED, {"path": skp.path}, report.lang)
    message = STRICT if report.table.dossier.settings.freeze == WHOLE_IKI else BINDING
    binding = tell(message, {"path": skp.path, "day": skp.established_on}, report.lang)
    return f"{binding} {tell(CLOSING, {}, report.lang)}" if skp.closed else binding


def _sheets(report: FrozenReport, plan: FrozenSkp) -> Iterator[Sheet]:
    home = plan.skp.path.removesuffix(SKP_FILE)
    titles = {"cells": CELL_HEADER, "parts": PART_HEADER}
    header = {key: tuple(tell(each, {}, report.lang) for each in words) for key, words in titles.items()}
    groups = tuple(
        (
            f"{kode} {shorten(name, LONGEST, placeholder='…')}".strip(),
            tuple(_cell(report, each, home) for each in cells),
        )
        for (kode, name), cells in groupby(plan.cells, key=lambda each: (each.iki, each.name))
    )
    if groups:
        yield Sheet(header["cells"], groups)
    if plan.parts:
        rows = tuple(_part(report, each, home) for each in _gathered(plan.parts))
        yield Sheet(header["parts"], (("", rows),))


def _cell(report: FrozenReport, cell: FrozenCell, home: str) -> SheetRow:
    holds = [each.hold for each in (cell.target, cell.realisation) if each]
    leading = holds[0]
    rules = ", ".join(sorted({rule for each in holds for rule in each.rules}))
    texts = (
        cell.period or tell(UKURAN, {}, report.lang),
        _value(cell.target, report.lang) if cell.period else "",
        _value(cell.realisation, report.lang),
        tell(CONDITIONS[leading.condition], {}, report.lang),
        rules,
        since_in_words(report, next((each for each in holds if each.since), leading), home),
        _ways_of_cell(cell, report.lang),
    )
    return SheetRow(texts, STYLES[leading.condition])


def _value(held: Held | None, lang: str) -> str:
    return show(quoted(held.value if held else None), lang)


def _ways_of_cell(cell: FrozenCell, lang: str) -> str:
    """The ways of target and realisation, where they have one; that a realisation is still to come goes without saying
    until the period is over."""
    told = []
    for held, message in ((cell.target, OF_TARGET), (cell.realisation, OF_REALISATION)):
        if held and _is_told(cell, held):
            told.append(tell(message, {"way": tell(WAYS[held.hold.way], {}, lang)}, lang))
    return "; ".join(told) or tell(WAYS["none"], {}, lang)


def _is_told(cell: FrozenCell, held: Held) -> bool:
    due = cell.target is None or cell.target.hold.condition == "ended"
    return held.hold.way != "none" and (held.hold.way != "new_dialogue" or due)


def _gathered(parts: Sequence[FrozenPart]) -> Iterator[FrozenPart]:
    """The parts, those of several IKI that stand alike as one; since when is told by the cells then."""
    alike: dict[tuple[Subject, Way], list[FrozenPart]] = {}
    for part in parts:
        alike.setdefault((part.subject, part.hold.way), []).append(part)
    for those in alike.values():
        if len(those) == 1 or not those[0].iki:
            yield from those
            continue
        first = those[0]
        yield first._replace(iki=", ".join(each.iki for each in those), hold=first.hold._replace(since=None))


def _part(report: FrozenReport, part: FrozenPart, home: str) -> SheetRow:
    hold = part.hold
    told = {"iki": part.iki, "name": part.at.path.removeprefix(home)}
    texts = (
        tell(SUBJECTS[part.subject], told, report.lang),
        tell(CONDITIONS[hold.condition], {}, report.lang),
        ", ".join(hold.rules),
        since_in_words(report, hold, home),
        tell(WAYS[hold.way], {}, report.lang),
    )
    return SheetRow(texts, STYLES[hold.condition])


def since_in_words(report: FrozenReport, hold: Hold, home: str) -> str:
    """Since when something is held, seen from a folder `home`: `dki/2026-04-07.yaml:15 (1a2b3c4d, 9 April 2026)`."""
    at = hold.since
    if at is None:
        return ""
    place = f"{at.path.removeprefix(home)}:{at.line}"
    if report.table.state.label == "folder":
        return place
    writer = report.table.writer(hold)
    if writer is None:
        return f"{place} ({tell(UNCOMMITTED, {}, report.lang)})"
    return f"{place} ({writer.commit[:BRIEF]}, {show_date(writer.when.date(), report.lang)})"


def _legend(report: FrozenReport) -> Iterator[str]:
    """What each way is that the tables name."""

    def say(message: str, **told: Value) -> str:
        return tell(message, told, report.lang)

    used = {each.way for plan in report.table.skps for each in _told_holds(plan)}
    if used:
        yield f"{say(WAYS_HEADING)}:"
        yield from (f"  {say(WAYS[way])}: {say(EXPLAINED[way])}." for way in WAYS if way in used)
    if any(each.condition == "ended" for plan in report.table.skps for each in _told_holds(plan)):
        yield f"  {say(CONDITIONS['ended'])}: {say(OVER)}."
    yield say(EXPLAIN, code=keepers("target")[0])


def _told_holds(plan: FrozenSkp) -> Iterator[Hold]:
    for cell in plan.cells:
        told = [each.hold for each in (cell.target, cell.realisation) if each and _is_told(cell, each)]
        yield from told or [each.hold for each in (cell.target,) if each]
    yield from (each.hold for each in plan.parts)
