"""What holds for every dossier: what people may do is silent, what is frozen stays, and an edit is told once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from random import Random
from typing import NamedTuple, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from skpkit.findings import Finding, Key, Severity
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Office as Records
from skpkit.judge.review import review, review_steps
from skpkit.messages import tell
from tests.support.memory import MemoryTree
from tests.support.office_basics import YEAR, Dice, NoOccasionError
from tests.support.office_changes import FREE, PARTS, Change, adendum_of, attempt
from tests.support.office_maker import Office, due_cells, value
from tests.support.office_offences import FORBIDDEN, reported_values, revise_realisation, revise_target
from tests.support.office_writer import tree_of
from tests.support.office_year import offices

Choice: TypeAlias = Mapping[str, Change]
Aim: TypeAlias = tuple[str, tuple[str, ...], Change]

ADENDUM: Choice = {f"adendum_{part}": adendum_of(part) for part in PARTS}
PERMITTED: Choice = {**ADENDUM, **FREE}
ANYTHING: Choice = {**PERMITTED, **FORBIDDEN}
REVISED: Choice = {name: FORBIDDEN[name] for name in ("any_target", "any_realisation", "measure_otherwise", "recode")}
LATER = offices(first=date(YEAR, 6, 1))  # when much has been recorded


def examples(most: int) -> settings:
    """So many examples, the same ones every time."""
    return settings(
        max_examples=most,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )


class Case(NamedTuple):
    """An office at first and after each of some deeds; `code` and `about` are of the finding that must come of it."""

    states: list[Office]
    deeds: list[str]
    code: str = ""
    about: tuple[str, ...] = ()

    def review(self) -> Verdict:
        """The review of all that was done."""
        return review(Records(tree_of(self.states[0])), Records(tree_of(self.states[-1])), self.states[-1].day)

    def review_steps(self) -> Verdict:
        """The review of each deed; the commit of the first one is "1"."""
        commits = [Records(Commit(tree_of(office), nth)) for nth, office in enumerate(self.states)]
        day = self.states[-1].day
        steps = [(before, after, day) for before, after in itertools.pairwise(commits)]
        return review_steps((commits[0], commits[-1]), steps, day)

    def told(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that must come of it."""
        return [each for each in findings if (each.code, each.problem.about) == (self.code, self.about)]


class Commit(MemoryTree):
    """A state of the history."""

    def __init__(self, tree: MemoryTree, nth: int) -> None:
        super().__init__(tree.files)
        self.commit = str(nth)


@st.composite
def cases(draw: st.DrawFn, *choices: Choice) -> Case:
    """An office in which one deed of each choice was done, as far as there was occasion for it."""
    case = Case([draw(LATER)], [])
    _do(Dice(draw), case, choices)
    assume(case.deeds)
    return case


@st.composite
def offences(draw: st.DrawFn, aim: Callable[[Dice, Office], Aim], among: Sequence[Choice], most: int) -> Case:
    """An office in which at last something was revised that is frozen, after up to so many other deeds."""
    dice, first = Dice(draw), draw(LATER)
    try:
        code, about, deed = aim(dice, first)
    except NoOccasionError:
        assume(False)
        raise
    case = Case([first], [], code, about)
    _do(dice, case, [dice.one_of(among) for _ in range(dice.number(0, most))])
    case.states.append(case.states[-1].copy())
    case.states[-1].home = first.home
    _do(dice, case, [{"revised": deed}])
    assume("revised" in case.deeds)
    return case


def _do(dice: Dice, case: Case, choices: Iterable[Choice]) -> None:
    for choice in choices:
        name = dice.one_of(choice)
        after = attempt(dice, case.states[-1], choice[name])
        if after:
            case.states.append(after)
            case.deeds.append(name)


def sentences(findings: Iterable[Finding]) -> list[str]:
    """Findings as they are told, for whoever reads a failure."""
    every = [(each, each.problem) for each in findings]
    return [f"{each.code} {what.at.path}:{what.at.line} {tell(what.message, what.told, 'en')}" for each, what in every]


def amiss(verdict: Verdict) -> list[str]:
    """What must not come of a permitted change: an error, anything of the rules between commits, a failure."""
    wrong = [each for each in verdict.findings if each.severity is Severity.ERROR or each.code.startswith("SKP3")]
    return sentences(wrong) + [str(each) for each in verdict.failures]


# --- what is as it should be -----------------------------------------------------------------------------------


@examples(100)
@given(offices())
def test_what_people_record_is_clean(office: Office) -> None:
    records = Records(tree_of(office))
    assert amiss(check(records, office.day, [office.folder])) == []
    verdict = review(records, records, office.day)
    assert (verdict.findings, verdict.changes, verdict.exit_code) == ((), (), 0)


@examples(60)
@given(offices(), st.data())
def test_a_first_manual_that_comes_late_is_permitted(office: Office, data: st.DataObject) -> None:
    before = office.copy()
    kode = data.draw(st.sampled_from([kode for kode, _ in before.manuals()]))
    del before.files[f"{before.home}iki/{kode}.yaml"]
    assert amiss(review(Records(tree_of(before)), Records(tree_of(office)), office.day)) == []


@examples(80)
@given(offices(), st.randoms(use_true_random=True))
def test_writing_it_otherwise_is_silent(office: Office, style: Random) -> None:
    plain, other = Records(tree_of(office)), Records(tree_of(office, style))
    verdict = review(plain, other, office.day)
    assert sentences(verdict.findings) == []
    assert verdict.changes == ()
    prints = [sorted(each.fingerprint for each in check(records, office.day).findings) for records in (plain, other)]
    assert prints[0] == prints[1]


# --- what is permitted -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PERMITTED)
@examples(25)
@given(data=st.data())
def test_a_permitted_change_is_silent(name: str, data: st.DataObject) -> None:
    assert amiss(data.draw(cases({name: PERMITTED[name]})).review()) == []


@st.composite
def wide_adendum(draw: st.DrawFn) -> Case:
    """One adendum of two or three komponen."""
    komponen = draw(st.lists(st.sampled_from(list(PARTS)), min_size=2, max_size=3, unique=True))
    return draw(cases({"+".join(komponen): adendum_of(*komponen)}))


@examples(80)
@given(wide_adendum())
def test_an_adendum_of_several_komponen_is_silent(case: Case) -> None:
    assert amiss(case.review()) == []


@st.composite
def two_alike(draw: st.DrawFn) -> Case:
    """Two adendum of the same komponen, of which the second may undo the first."""
    name = draw(st.sampled_from(list(ADENDUM)))
    return draw(cases(*[{name: ADENDUM[name]}] * 2))


@examples(80)
@given(two_alike())
def test_two_adendum_of_the_same_komponen_are_silent(case: Case) -> None:
    assert amiss(case.review()) == []


@examples(100)
@given(cases(PERMITTED, PERMITTED, PERMITTED))
def test_permitted_changes_are_silent_together_and_step_by_step(case: Case) -> None:
    assert amiss(case.review()) == []
    assert amiss(case.review_steps()) == []


@examples(40)
@given(LATER)
def test_an_approval_that_comes_later_is_silent(office: Office) -> None:
    earlier = office.copy()
    entries = [earlier.skp["penetapan"], *earlier.skp.get("perubahan", ())]
    del entries[-1]["persetujuan"][-1]
    assert amiss(Case([earlier, office], []).review()) == []


# --- what is frozen --------------------------------------------------------------------------------------------


def a_target(dice: Dice, office: Office) -> Aim:
    """The target of a frozen cell, or the ukuran of a frozen IKI."""
    cell = dice.one_of(office.frozen())
    return "SKP301", (f"{office.home}skp.yaml", *cell), lambda dice, later: revise_target(dice, later, cell, office)


def a_target_just_realised(dice: Dice, office: Office) -> Aim:
    """The target of a cell that is recorded at the same time."""
    iki, period = dice.one_of(due_cells(office, office.day))
    cell = (iki, "" if office.narrative else period)

    def revise(dice: Dice, later: Office) -> None:
        line = {"iki": iki, "periode": period, "realisasi": value(dice, office)}
        revise_target(dice, later, cell, office)
        later.add_dialogue(later.day, pemantauan={"hasil_kerja": [line]})

    return "SKP301", (f"{office.home}skp.yaml", *cell), revise


def a_realisation(dice: Dice, office: Office) -> Aim:
    """The realisasi of a reported dialogue."""
    name, cell = dice.one_of(reported_values(office))
    about = (office.home + name, *cell)
    return "SKP302", about, lambda dice, later: revise_realisation(dice, later, name, cell)


@pytest.mark.parametrize("aim", [a_target, a_target_just_realised, a_realisation])
@examples(150)
@given(data=st.data())
def test_what_is_frozen_is_told_whatever_else_changed(aim: Callable[[Dice, Office], Aim], data: st.DataObject) -> None:
    case = data.draw(offences(aim, (ADENDUM, FREE, FORBIDDEN), 3))
    findings = case.review().findings
    assert case.told(findings), sentences(findings)


@pytest.mark.parametrize("aim", [a_target, a_realisation])
@examples(50)
@given(data=st.data())
def test_a_step_is_told_even_if_it_is_taken_back(aim: Callable[[Dice, Office], Aim], data: st.DataObject) -> None:
    case = data.draw(offences(aim, [PERMITTED], 2))
    step = str(len(case.states) - 1)
    case.states.append(case.states[-2])
    findings = case.review_steps().findings
    assert [each for each in case.told(findings) if each.commit == step], sentences(findings)
    assert amiss(case.review()) == []


@examples(50)
@given(cases(ANYTHING, REVISED, ANYTHING))
def test_steps_tell_no_less_than_the_whole(case: Case) -> None:
    whole, steps = case.review(), case.review_steps()
    missing = {each.fingerprint for each in whole.findings} - {each.fingerprint for each in steps.findings}
    assert sentences(each for each in whole.findings if each.fingerprint in missing) == []


# --- each edit once --------------------------------------------------------------------------------------------


@examples(200)
@given(cases(ANYTHING, REVISED, FORBIDDEN, ANYTHING))
def test_no_edit_is_told_twice(case: Case) -> None:
    """No two rules tell of one edit, and no rule tells twice of one thing; an RHK that goes may take two IKI along."""
    findings = case.review().findings
    owner: dict[Key, str] = {}
    for finding in findings:
        assert finding.code not in finding.also
        twice = [edit for edit in finding.problem.edits if owner.setdefault(edit, finding.code) != finding.code]
        assert twice == [], sentences(findings)
    things = [(each.code, each.dossier, each.problem.about) for each in findings]
    assert len(things) == len(set(things)), sentences(findings)
    assert len(findings) == len(set(sentences(findings))), sentences(findings)
