"""A change leaves the targets of a period that had ended when it was made: none is moved, added or taken away.

A target is a plan. One that is set or moved after its period, even without a realisation, only describes what has
happened, and one that is taken away can no longer be missed. So it counts too when a new IKI brings the cell, when it
goes with its IKI or RHK, and when the IKI, its SKP or the SKP that a komplemen closes is made to end before the
period's last day, or to begin after it. A change was made on the date of its entry in `perubahan`, or of the komplemen;
a proposal not more than `batas_mundur` days before today, whatever its entry says.

Silent of a frozen target (SKP301, SKP303, SKP315), and of one that no adendum declares (SKP305, SKP306).

**Fix:** restore the target of that period; end an IKI or SKP on the period's last day or later; give a new IKI no
target for such a period.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from skpkit.change.edits import Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import OldNew, Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model.duties import base_periods
from skpkit.model.periods import RHYTHMS, Term, days_before, rhythm_of
from skpkit.model.records import Indicator, Skp
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "kmk-127-2026",
        N_("on the trajectory"),
        N_("the yearly target is split over months or quarters, so that deviations show early"),
        "latihan-2026",
    ),
    own(
        N_("a target is set before its period is over"),
    ),
)

MESSAGE = N_(
    "adendum {nth} of {day} changes target {period} of {iki} ({old} → {new}), but that period ended on {end}; leave it "
    "as it was"
)
LATER = N_(
    "adendum {nth} of {day}, which comes in on {today}, changes target {period} of {iki} ({old} → {new}), but that "
    "period ended on {end}; leave it as it was"
)
DROPPED = N_(
    "{iki} goes with its target of {period}, which ended on {end}, before this change was made; leave it, and end it "
    "by its own `periode` if need be"
)
OUTSIDE = N_(
    "the period of {iki} no longer reaches the end of {period}, which had passed when this change was made; let it run "
    "until {end} at least"
)
BEGUN = N_(
    "the period of {iki} now begins after {period}, which had passed when this change was made; let it begin as before"
)


@revision_rule(basis=BASIS, severity=Severity.WARNING, keeps="past target", binds="cell", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each cell of a past period with a new target, or that fell away; totals follow from their parts."""
    for folder, before, after in revision.bound():
        for edit in folder.skp_edits:
            made = _made(revision, folder, edit)
            if made is None:
                continue
            if edit.field == "target":
                yield from _moved(revision, folder, after, edit, made)
            elif edit.part == "iki" and not edit.field and not after.indicator(edit.iki):
                yield from _gone(folder, before, edit, made)
            elif edit.field == "periode":
                yield from _outside(folder, (before, after), edit, made)


def _made(revision: Revision, folder: FolderRevision, edit: Edit) -> date | None:
    """The day on which an edit was made: that of the first entry that declares it, or of the komplemen that closes the
    SKP; in a proposal not long before today. None where nothing declares it."""
    entry = next(iter(folder.declaring(edit)), None)
    complement = None if entry else revision.complement_of(folder, new=True)
    if complement and revision.part_of_closing(folder, edit):
        made = complement.complement.tanggal if complement.complement else None
    else:
        made = entry.tanggal if entry else None
    if made is None or not revision.landing.proposal:
        return made
    return max(made, days_before(revision.today, revision.settings.days_back))


def _end(folder: FolderRevision, period: str, year: int) -> date:
    return folder.before.profile.term(period, year).selesai


def _moved(revision: Revision, folder: FolderRevision, after: Skp, edit: Edit, made: date) -> Iterator[Problem]:
    change = next(iter(folder.declaring(edit)), None)
    end = _end(folder, edit.period, after.tahun) if edit.period in _direct(folder, after, edit) else made
    if change and end < made:
        told = {"nth": change.nomor, "day": change.tanggal, "end": end, "today": revision.today, **edit.told}
        problem = edit.problem(MESSAGE if end < change.tanggal else LATER, told, edit.iki, edit.period)
        yield replace(problem, moved=(edit.moved,))


def _direct(folder: FolderRevision, after: Skp, edit: Edit) -> tuple[str, ...]:
    manual = folder.after.manuals.get(edit.iki)
    indicator = after.indicator(edit.iki)
    rhythm = manual.rhythm if manual else rhythm_of(indicator.target if indicator else ())
    return RHYTHMS[rhythm]


def _gone(folder: FolderRevision, before: Skp, edit: Edit, made: date) -> Iterator[Problem]:
    """An IKI that was dropped with cells of its period that had ended."""
    indicator = before.indicator(edit.iki)
    if indicator:
        passed = [each for each in _cells(folder, before, indicator) if _end(folder, each, before.tahun) < made]
        if passed:
            end = max(_end(folder, each, before.tahun) for each in passed)
            told: dict[str, Value] = {"iki": edit.iki, "period": tuple(passed), "end": end}
            moved = tuple(OldNew(indicator.target.get(each), None) for each in passed)
            yield replace(edit.problem(DROPPED, told, edit.iki, *passed), moved=moved)


def _outside(folder: FolderRevision, skps: tuple[Skp, Skp], edit: Edit, made: date) -> Iterator[Problem]:
    """The cells that lie outside of a shortened period of an IKI, or of the SKP."""
    before, after = skps
    found: dict[str, dict[str, tuple[str, ...]]] = {OUTSIDE: {}, BEGUN: {}}
    for old, new in folder.kept_indicators():
        if edit.iki == old.kode or (not edit.iki and old.term == new.term):
            terms = before.term_of(old), after.term_of(new)
            cells = {each: _left(folder, before, each, terms) for each in _cells(folder, before, old)}
            for message, those in found.items():
                passed = [each for each, how in cells.items() if how == message]
                if passed := [each for each in passed if _end(folder, each, before.tahun) < made]:
                    those[old.kode] = tuple(passed)
    for message, those in found.items():
        if those:
            periods = tuple(dict.fromkeys(each for passed in those.values() for each in passed))
            end = max(_end(folder, each, before.tahun) for each in periods)
            told: dict[str, Value] = {"iki": tuple(those), "period": periods, "end": end}
            yield edit.problem(message, told, *those, *periods)


def _left(folder: FolderRevision, skp: Skp, period: str, terms: tuple[Term, Term]) -> str:
    """Whether a period's last day, or all of it, was within a term and no longer is."""
    was, now = terms
    term = folder.before.profile.term(period, skp.tahun)
    if term.days_shared(was) and term.selesai < now.mulai:
        return BEGUN
    cut = now.selesai < term.selesai <= was.selesai
    return OUTSIDE if term.days_shared(was) and (cut or now.selesai < min(term.mulai, was.selesai)) else ""


def _cells(folder: FolderRevision, skp: Skp, indicator: Indicator) -> tuple[str, ...]:
    """The periods of an IKI that it had to reach before."""
    term = skp.term_of(indicator)
    periods = base_periods(skp, indicator, folder.before.manuals.get(indicator.kode))
    return tuple(each for each in periods if folder.before.profile.term(each, skp.tahun).days_shared(term))
