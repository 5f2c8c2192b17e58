"""What holds for every dossier: what people may do is silent, what is frozen stays, and an edit is told once."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from skpkit.findings import Finding, Key, Severity
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Memo, Office
from skpkit.judge.review import Step, review, review_steps, terms_of
from skpkit.messages import tell
from tests.support.draft import Draft
from tests.support.memory import MemoryTree
from tests.support.mutating import FORBIDDEN, PERMITTED
from tests.support.mutating.frozen import (
    agreed,
    measured_otherwise,
    reported_values,
    revise_realisation,
    revise_target,
)
from tests.support.mutating.kinds import PARTS, Kind, adendum_of
from tests.support.records import written
from tests.support.year import LAST, Aim, AimOf, Case, Kinds, Moment, cases, examples, offences, offices

WITHIN = Kinds(each for each in PERMITTED if each.day <= LAST)
ADENDUM = Kinds(Kind(komponen, (adendum_of(komponen),)) for komponen in PARTS)
FREE = Kinds(each for each in WITHIN if each.group not in PARTS)
OTHERWISE = Kind("SKP304", (measured_otherwise,))
OTHER_DOSSIER = {"dossier deleted", "dossier under another nip", "nip changed", "year changed"}
BESIDES = {"manual missing", "value left out"}
OFFENCES = Kinds([*(each for each in FORBIDDEN if each.group > "SKP3" or each.name in BESIDES), OTHERWISE])
ALONG = Kinds(each for each in OFFENCES if each.name not in OTHER_DOSSIER)
ANYTHING = Kinds([*WITHIN, *OFFENCES])
MEMO: Memo = {}
REVISED = Kinds(
    each
    for each in OFFENCES
    if each.name
    in ("frozen target revised", "reported value revised", "realised iki under another code", OTHERWISE.name)
)


def reviewed(case: Case) -> Verdict:
    """The review of all that was done."""
    return between(case.states[0], case.states[-1])


def between(before: Moment, after: Moment) -> Verdict:
    """The review of one state against another."""
    return review(Office(before.tree, memo=MEMO), Office(after.tree, memo=MEMO), date.fromisoformat(after.day))


def reviewed_by_steps(case: Case) -> Verdict:
    """The review of each deed; the commit of the first one is "1"."""
    commits = [MemoryTree(each.tree.files) for each in case.states]
    for nth, each in enumerate(commits):
        each.commit = str(nth)
    states = [Office(each, memo=MEMO) for each in commits]
    day = date.fromisoformat(case.states[-1].day)
    steps = [Step(before, after, day, after.tree) for before, after in itertools.pairwise(states)]
    terms = terms_of(states[0], states[-1])
    return review_steps(review(states[0], states[-1], day, terms=terms), steps, terms)


def told(case: Case, findings: Iterable[Finding]) -> list[Finding]:
    """The findings that must come of it."""
    return [each for each in findings if (each.code, each.problem.about) == (case.code, case.about)]


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Findings as they are told, for whoever reads a failure."""
    every = [(each, each.problem) for each in findings]
    return [f"{each.code} {what.at.path}:{what.at.line} {tell(what.message, what.told, 'en')}" for each, what in every]


def amiss(verdict: Verdict) -> list[str]:
    """What must not come of a permitted change: an error, anything of the rules between commits, a failure."""
    wrong = [each for each in verdict.findings if each.severity is Severity.ERROR or each.code.startswith("SKP3")]
    return sentences(wrong) + [str(each) for each in verdict.failures]


# --- what is as it should be -----------------------------------------------------------------------------------


@examples(50)
@given(offices())
def test_what_people_record_is_clean(office: Moment) -> None:
    assert amiss(check(Office(office.tree), date.fromisoformat(office.day), [office.path])) == []
    verdict = between(office, office)
    assert (verdict.findings, verdict.changes, verdict.exit_code) == ((), (), 0)


@examples(30)
@given(offices(), st.randoms(use_true_random=False))
def test_a_first_manual_that_comes_late_is_permitted(office: Moment, dice: Random) -> None:
    kode = dice.choice(office.draft().manuals())["kode"]
    office = office.after(lambda draft: draft.manual(kode).pop("perubahan", None))  # dated when it was there
    before = office.after(lambda draft: draft.remove(f"iki/{kode}.yaml"))
    assert amiss(between(before, office)) == []


@examples(40)
@given(offices(), st.randoms(use_true_random=True))
def test_writing_it_otherwise_is_silent(office: Moment, style: Random) -> None:
    files = {f"{office.path}/{name}": written(data, style) for name, data in office.draft().files.items()}
    other = office._replace(tree=office.tree.changed(files))
    verdict = between(office, other)
    assert sentences(verdict.findings) == []
    assert verdict.changes == ()
    day = date.fromisoformat(office.day)
    prints = [sorted(each.fingerprint for each in check(Office(each.tree), day).findings) for each in (office, other)]
    assert prints[0] == prints[1]


# --- what is permitted -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", WITHIN, ids=lambda each: each.name)
@examples(5)
@given(data=st.data())
def test_a_permitted_change_is_silent(kind: Kind, data: st.DataObject) -> None:
    assert amiss(reviewed(data.draw(cases(Kinds([kind]))))) == []


@st.composite
def wide_adendum(draw: st.DrawFn) -> Case:
    """One adendum of two or three komponen."""
    komponen = draw(st.lists(st.sampled_from(list(PARTS)), min_size=2, max_size=3, unique=True))
    return draw(cases(Kinds([Kind("several", (adendum_of(*komponen),))])))


@examples(40)
@given(wide_adendum())
def test_an_adendum_of_several_komponen_is_silent(case: Case) -> None:
    assert amiss(reviewed(case)) == []


@st.composite
def two_alike(draw: st.DrawFn) -> Case:
    """Two adendum of the same komponen, of which the second may undo the first."""
    return draw(cases(*[Kinds([draw(st.sampled_from(ADENDUM))])] * 2))


@examples(40)
@given(two_alike())
def test_two_adendum_of_the_same_komponen_are_silent(case: Case) -> None:
    assert amiss(reviewed(case)) == []


@examples(50)
@given(cases(WITHIN, WITHIN, WITHIN))
def test_permitted_changes_are_silent_together_and_step_by_step(case: Case) -> None:
    assert amiss(reviewed(case)) == []
    assert amiss(reviewed_by_steps(case)) == []


@examples(25)
@given(offices("2026-06-01"))
def test_an_approval_that_comes_later_is_silent(office: Moment) -> None:
    def unsign(draft: Draft) -> None:
        entries = [draft.skp["penetapan"], *draft.skp.get("perubahan", ())]
        assume(entries[-1]["persetujuan"])
        del entries[-1]["persetujuan"][-1]

    assert amiss(between(office.after(unsign), office)) == []


# --- what is frozen --------------------------------------------------------------------------------------------


def a_target(draft: Draft) -> Aim:
    """The target of a frozen cell, of a total as soon as any, or the ukuran of a frozen IKI."""
    totals = draft.frozen_totals()
    cell = draft.one_of(totals if totals and draft.chance(50) else draft.frozen())
    then = agreed(draft, cell)
    return Aim("SKP301", (f"{draft.home}skp.yaml", *cell), lambda later: revise_target(later, cell, then), draft.home)


def a_target_just_realised(draft: Draft) -> Aim:
    """The target of a cell that is recorded at the same time."""
    iki, period = draft.one_of(draft.due_cells())
    cell = (iki, "" if draft.narrative else period)
    then = agreed(draft, cell)

    def revise(later: Draft) -> None:
        revise_target(later, cell, then)
        later.record_value(later.day, iki=iki, periode=period, realisasi=then)

    return Aim("SKP301", (f"{draft.home}skp.yaml", *cell), revise, draft.home)


def a_realisation(draft: Draft) -> Aim:
    """The realisasi of a reported dialogue."""
    name, cell = draft.one_of(reported_values(draft))
    about = (draft.home + name, *cell)
    return Aim("SKP302", about, lambda later: revise_realisation(later, name, cell), draft.home)


@pytest.mark.parametrize("aim", [a_target, a_target_just_realised, a_realisation])
@examples(75)
@given(data=st.data())
def test_what_is_frozen_is_told_whatever_else_changed(aim: AimOf, data: st.DataObject) -> None:
    case = data.draw(offences(aim, (ADENDUM, FREE, ALONG), 3))
    findings = reviewed(case).findings
    assert told(case, findings), (case.deeds, sentences(findings))


@pytest.mark.parametrize("aim", [a_target, a_realisation])
@examples(30)
@given(data=st.data())
def test_a_step_is_told_even_if_it_is_taken_back(aim: AimOf, data: st.DataObject) -> None:
    case = data.draw(offences(aim, [WITHIN], 2))
    step = str(len(case.states) - 1)
    case.states.append(case.states[-2])
    findings = reviewed_by_steps(case).findings
    assert [each for each in told(case, findings) if each.commit == step], (case.deeds, sentences(findings))
    assert amiss(reviewed(case)) == []


@examples(30)
@given(cases(ANYTHING, REVISED, ANYTHING))
def test_steps_tell_no_less_than_the_whole(case: Case) -> None:
    whole, steps = reviewed(case), reviewed_by_steps(case)
    missing = {each.fingerprint for each in whole.findings} - {each.fingerprint for each in steps.findings}
    assert sentences(each for each in whole.findings if each.fingerprint in missing) == []


# --- each edit once --------------------------------------------------------------------------------------------


@examples(100)
@given(cases(ANYTHING, REVISED, OFFENCES, ANYTHING))
def test_no_edit_is_told_twice(case: Case) -> None:
    """No two rules tell of one edit, and no rule tells twice of one thing; an RHK that goes may take two IKI along."""
    findings = reviewed(case).findings
    owner: dict[Key, str] = {}
    for finding in findings:
        assert finding.code not in finding.also
        twice = [edit for edit in finding.problem.edits if owner.setdefault(edit, finding.code) != finding.code]
        assert twice == [], sentences(findings)
    things = [(each.code, each.dossier, each.problem.about) for each in findings]
    assert len(things) == len(set(things)), sentences(findings)
    assert len(findings) == len(set(sentences(findings))), sentences(findings)
