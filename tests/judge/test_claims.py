"""Nothing silent speaks for anything: what is off, lowered, exempted or known makes no other finding vanish."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpkit import rules
from skpkit.findings import Finding, Location, Severity
from skpkit.judge import review as reviewing
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Memo
from skpkit.model import exemptions
from skpkit.model.exemptions import Divided
from tests.support.edits import edited
from tests.support.edits import examples as example_records
from tests.support.memory import MemoryTree
from tests.support.mutating import FORBIDDEN, PERMITTED
from tests.support.story import DAY, every_story, load_story, opened
from tests.support.year import LAST, Case, Kinds, cases, examples

MEMO: Memo = {}
TODAY = date.fromisoformat(DAY)
LOWERED: tuple[Severity | None, ...] = (Severity.WARNING, Severity.INFO, None)
FREE = [code for code in rules.ALL_RULES if not rules.rule(code).locked]
STORIES = every_story()
BESIDES = {"manual missing", "value left out"}
OFFENCES = Kinds(FORBIDDEN)
ANYTHING = Kinds(
    [
        *(each for each in FORBIDDEN if each.group > "SKP3" or each.name in BESIDES),
        *(each for each in PERMITTED if each.day <= LAST),
    ]
)
Levels = Mapping[str, Severity | None]


@contextmanager
def exempted(prints: Collection[str]) -> Any:
    """As if exemptions passed the findings of some fingerprints."""

    def split(findings: Iterable[Finding], *_: object) -> Divided:
        every = list(findings)
        stand, passed = ([each for each in every if (each.fingerprint in prints) is out] for out in (False, True))
        return Divided(stand, passed, exemptions.Exemptions((), TODAY, opened(MemoryTree({})).settings))

    with mock.patch("skpkit.judge.review.divided", split), mock.patch("skpkit.judge.engine.divided", split):
        yield


def judged(
    before: MemoryTree | None, after: MemoryTree, day: date, levels: Levels, prints: Collection[str] = ()
) -> Verdict:
    """The verdict on a state, or on a change, by the settings of the base with some levels, and some exemptions."""
    base = opened(before or after, memo=MEMO)
    told_by = replace(base.settings, levels={code: (level, Location("")) for code, level in levels.items()})
    with exempted(prints):
        if before is None:
            office = opened(after, settings=told_by, memo=MEMO)
            return check(office, day) if office.listing.places else Verdict(())  # an empty one is another sentence
        terms = reviewing.Terms(told_by, (), base.signers)
        return reviewing.review(base, opened(after, memo=MEMO), day, terms=terms)


def codes(verdict: Verdict) -> set[str]:
    """The codes of the errors."""
    return {each.code for each in verdict.findings if each.severity is Severity.ERROR}


def all_told(verdict: Verdict) -> dict[str, Finding]:
    """Every finding, by its fingerprint."""
    return {each.fingerprint: each for each in verdict.findings}


# --- the kinds that were seen ----------------------------------------------------------------------------------

SKP = "bagas/skp.yaml"
BAGAS, RATNA, FALSE = '"199203172015021003"', '"197805142003121002"', '"197813142003121002"'
LAST_TARGET = "          target: {Q1: 2, Q2: 2, Q3: 1.5, Q4: 1.5, Y: 1.5}\n"
NEW_IKI = (
    "        - {kode: 2b-N, nama: Jumlah umpan balik, aspek: kuantitas, satuan: kali, target: {Q3: 2, Q4: 2, Y: 4}}\n"
)
TOLD: list[tuple[str, dict[str, Any], Levels, str]] = [
    # what one rule's remedy undoes, where that rule is lowered
    (
        "who appraises himself, where an undeclared change is a warning",
        {
            "after": [
                {
                    "file": SKP,
                    "replace": {
                        f"nama: Ratna Wulandari\n  nip: {RATNA}": f"nama: Bagas Pratama\n  nip: {BAGAS}",
                    },
                }
            ]
        },
        {"SKP305": Severity.WARNING},
        "SKP109",
    ),
    (
        "an IKI without manual, where a new one may be without",
        {
            "day": "2026-07-11",
            "after": [
                {"file": "bagas", "adendum": ["iki"]},
                {
                    "file": SKP,
                    "replace": {
                        LAST_TARGET: LAST_TARGET + NEW_IKI,
                    },
                },
            ],
        },
        {"SKP318": None},
        "SKP201",
    ),
    (
        "a manual that says something else, where it may touch the SKP",
        {
            "after": [
                {
                    "file": "bagas/iki/1b-N.yaml",
                    "replace": {"nama: Jumlah satuan kerja yang dibina": "nama: Jumlah satker"},
                }
            ]
        },
        {"SKP308": None},
        "SKP203",
    ),
    # what a rule leaves to another
    (
        "an approval by nobody, where an NIP may be false",
        {
            "check": [
                {
                    "file": SKP,
                    "replace": {
                        '{sebagai: pegawai, nip: "199203172015021003"': '{sebagai: pegawai, nip: "199213172015021003"'
                    },
                }
            ]
        },
        {"SKP101": None},
        "SKP110",
    ),
    (
        "a manual without IKI, where a code may stand twice",
        {"check": [{"file": SKP, "replace": {"kode: 2a-N": "kode: 1b-N"}}]},
        {"SKP102": Severity.WARNING},
        "SKP202",
    ),
    (
        "a realisation of no IKI, where a code may stand twice",
        {"check": [{"file": SKP, "replace": {"kode: 2a-N": "kode: 1b-N"}}]},
        {"SKP102": Severity.WARNING, "SKP202": None},
        "SKP204",
    ),
    (
        "a contradiction of a value that has no target, where it needs none",
        {
            "check": [
                {"file": "bagas/dki/2026-06-08.yaml", "realisasi": [{"iki": "1b-N", "periode": "Q1", "realisasi": 70}]},
                {"file": SKP, "replace": {"{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}": "{Q2: 10, Q3: 10, Q4: 5, Y: 25}"}},
                {
                    "file": "bagas/iki/1b-N.yaml",
                    "replace": {"Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30": "Q2: 10, Q3: 10, Q4: 5, Y: 25"},
                },
            ]
        },
        {"SKP204": None},
        "SKP205",
    ),
    (
        "an adendum approved by nobody, where an NIP may be false",
        {
            "check": [
                {
                    "file": SKP,
                    "replace": {
                        f"nip: {RATNA}, tanggal: 2026-05-11": f"nip: {FALSE}, tanggal: 2026-05-11",
                    },
                }
            ]
        },
        {"SKP101": Severity.INFO},
        "SKP213",
    ),
    (
        "a plan without dialogue, where approvals may be late",
        {
            "check": [
                {
                    "file": SKP,
                    "replace": {
                        "tanggal: 2026-01-27}": "tanggal: 2026-02-27}",
                        f"nip: {RATNA}, tanggal: 2026-01-28": f"nip: {RATNA}, tanggal: 2026-02-28",
                    },
                },
                {"file": "bagas/dki/2026-01-22.yaml", "replace": {"perihal: skp": "perihal: lainnya"}},
            ]
        },
        {"SKP110": Severity.WARNING},
        "SKP215",
    ),
    (
        "an evaluation of nothing, where a realisation may be of no IKI",
        {"check": [{"file": "bagas/dki/2026-04-07.yaml", "replace": {"iki: 1b-N": "iki: 1c-N"}}]},
        {"SKP204": None},
        "SKP223",
    ),
]


@pytest.mark.parametrize(("states", "levels", "code"), [each[1:] for each in TOLD], ids=[each[0] for each in TOLD])
def test_what_is_lowered_silences_no_error(states: dict[str, Any], levels: Levels, code: str) -> None:
    base = example_records()
    day = date.fromisoformat(states.get("day", DAY))
    before = None if "check" in states else base
    after = edited(base, states.get("check") or states["after"])
    assert code not in codes(judged(before, after, day, {}))
    found = judged(before, after, day, levels)
    assert code in codes(found)
    assert found.exit_code == 1


@pytest.mark.parametrize(("states", "levels", "code"), [each[1:] for each in TOLD], ids=[each[0] for each in TOLD])
def test_what_is_exempted_silences_no_error(states: dict[str, Any], levels: Levels, code: str) -> None:
    base = example_records()
    day = date.fromisoformat(states.get("day", DAY))
    before = None if "check" in states else base
    after = edited(base, states.get("check") or states["after"])
    passed = [each.fingerprint for each in judged(before, after, day, {}).findings if each.code in levels]
    for _ in levels:  # what is heard then may have to be passed too
        found = judged(before, after, day, {}, passed)
        passed += [each.fingerprint for each in found.findings if each.code in levels]
    assert code in codes(judged(before, after, day, {}, passed))


def test_an_undeclared_change_is_told_where_other_rules_are_exempted() -> None:
    """The rules of an SKP change to others that are known: SKP312, which speaks for SKP305."""
    base = example_records()
    after = edited(base, [{"file": SKP, "replace": {"aturan: kmk-300-2022": "aturan: kmk-127-2026"}}])
    (told,) = [each for each in judged(base, after, TODAY, {}).findings if each.code == "SKP312"]
    assert "SKP305" in told.also
    assert "SKP305" in codes(judged(base, after, TODAY, {}, [told.fingerprint]))


def test_what_is_known_silences_no_error() -> None:
    """A code stands twice on the base; a realisation of no IKI is new."""
    base = edited(example_records(), [{"file": SKP, "replace": {"kode: 2a-N": "kode: 1b-N"}}])
    line = {"iki": "9z-N", "periode": "Q1", "realisasi": 1}
    after = edited(base, [{"file": "bagas/dki/2026-06-08.yaml", "realisasi": [line]}])
    found = judged(base, after, TODAY, {})
    assert codes(found) == {"SKP204"}


# --- known before ----------------------------------------------------------------------------------------------


def second_value(value: int, period: str = "Q1") -> dict[str, Any]:
    """A draft that contradicts a value."""
    return {
        "file": "bagas/dki/2026-06-08.yaml",
        "status": "draf",
        "realisasi": [{"iki": "1b-N", "periode": period, "realisasi": value}],
    }


def test_another_contradiction_is_new() -> None:
    base = edited(example_records(), [second_value(7)])
    other = edited(example_records(), [second_value(70)])
    assert codes(judged(base, edited(base, [second_value(7)]), TODAY, {})) == set()
    assert "SKP205" in codes(judged(base, other, TODAY, {}))


@pytest.mark.parametrize(("given", "known"), [(33, True), (35, True), (36, False)])
def test_a_smaller_gap_is_known(given: int, known: bool) -> None:
    def total(number: int) -> list[dict[str, Any]]:
        return [
            {
                "file": SKP,
                "replace": {"status: ditetapkan": "status: rancangan", "Q4: 5, Y: 30": f"Q4: 5, Y: {number}"},
            },
            {"file": "bagas/iki/1b-N.yaml", "replace": {"Q4: 5, Y: 30": f"Q4: 5, Y: {number}"}},
        ]

    base = edited(example_records(), total(35))
    found = judged(base, edited(example_records(), total(given)), TODAY, {})
    assert ("SKP104" in codes(found)) is not known


def test_a_false_nip_at_a_new_place_is_new() -> None:
    def false_in(day: str) -> list[dict[str, Any]]:
        made = second_value(5, "Q2") | {"file": f"bagas/dki/{day}.yaml"}
        return [made, {"file": made["file"], "replace": {'nip: "199203172015021003"': 'nip: "199213172015021003"'}}]

    base = edited(example_records(), false_in("2026-06-08"))
    more = edited(base, false_in("2026-06-09"))
    assert "SKP101" in codes(judged(base, more, TODAY, {}))
    assert "SKP101" not in codes(judged(more, base, TODAY, {}))


# --- what cannot be read ---------------------------------------------------------------------------------------

UNREADABLE: dict[str, dict[str, Any]] = {
    "SKP001": {"append": "\tx: 1\n"},
    "SKP002": {"append": "status: ditetapkan\n"},
    "SKP003": {"append": "entah: 1\n"},
    "SKP005": {"replace": {"aturan: kmk-300-2022": "aturan: kmk-1-1999"}},
}


@pytest.mark.parametrize("code", UNREADABLE)
@pytest.mark.parametrize("how", ["lowered", "exempted"])
def test_no_edit_passes_behind_a_record_that_cannot_be_read(code: str, how: str) -> None:
    base = example_records()
    after = edited(base, [{"file": SKP, **UNREADABLE[code]}])
    plain = judged(base, after, TODAY, {})
    assert code in codes(plain)
    found = (
        judged(base, after, TODAY, {code: None})
        if how == "lowered"
        else judged(base, after, TODAY, {}, [each.fingerprint for each in plain.findings])
    )
    assert found.exit_code == 3
    assert [SKP.partition("/")[2] in str(each) for each in found.failures] == [True]


def test_a_record_hidden_in_a_wrong_place_is_no_way_out() -> None:
    base = example_records()
    moved = [{"file": "bagas/iki/2a-N.yaml", "copy": "bagas/iki/lama/2a-N.yaml"}]
    assert judged(base, edited(base, moved), TODAY, {"SKP004": None}).exit_code == 3
    known = edited(base, moved)
    edit = {"file": SKP, "append": "# catatan\n"}
    assert judged(known, edited(known, [edit]), TODAY, {"SKP004": None}).exit_code == 0


def test_an_unreadable_manual_that_stays_as_it_was_is_no_hindrance_but_what_binds_others_is() -> None:
    edit = {"file": "bagas/iki/1b-N.yaml", "replace": {"polarisasi: maximize": "polarisasi: minimize"}}
    base = edited(example_records(), [{"file": SKP, "append": "entah: 1\n"}])
    assert judged(base, edited(base, [edit]), TODAY, {}).exit_code == 3
    edit = {"file": "bagas/iki/1b-N.yaml", "append": "# catatan\n"}
    binding = ("bagas/skp.yaml", "bagas/evaluasi/Q1.yaml", "bagas/dki/2026-05-08.yaml")
    for file, code in (("bagas/iki/2a-N.yaml", 0), *((each, 3) for each in binding)):
        base = edited(example_records(), [{"file": file, "append": "entah: 1\n"}])
        assert judged(base, edited(base, [edit]), TODAY, {}).exit_code == code


# --- for every story and office --------------------------------------------------------------------------------


@st.composite
def some_levels(draw: st.DrawFn) -> Levels:
    """Levels of some rules."""
    named = draw(st.lists(st.sampled_from(FREE), max_size=6, unique=True))
    return {code: draw(st.sampled_from(LOWERED)) for code in named}


def heard_though(
    before: MemoryTree | None, after: MemoryTree, day: date, levels: Levels, dice: Random
) -> tuple[list[str], list[str]]:
    """What was told under some levels, and some exemptions, and is not told where one more finding is lowered, or
    exempted."""
    first = judged(before, after, day, levels)
    prints = {each.fingerprint for each in first.findings if dice.random() < 0.2}
    told = all_told(judged(before, after, day, levels, prints))
    if not told:
        return [], []
    one = dice.choice([*told.values()])
    more = all_told(judged(before, after, day, levels, prints | {one.fingerprint}))
    exempt = [each.code for mark, each in told.items() if mark not in more and mark != one.fingerprint]
    if one.code not in FREE:
        return exempt, []
    lower = {**levels, one.code: dice.choice(LOWERED[one.severity.rank :])}
    more = all_told(judged(before, after, day, lower, prints))
    return exempt, [each.code for mark, each in told.items() if mark not in more and each.code != one.code]


@examples(75)
@given(st.sampled_from(STORIES), some_levels(), st.randoms(use_true_random=False))
def test_no_finding_of_a_story_hides_another(folder: Any, levels: Levels, dice: Random) -> None:
    story = load_story(folder)
    assert heard_though(story.before, story.after, story.day, levels, dice) == ([], []), story.name


@examples(30)
@given(cases(ANYTHING, ANYTHING, OFFENCES), some_levels(), st.randoms(use_true_random=False))
def test_no_finding_hides_another(case: Case, levels: Levels, dice: Random) -> None:
    before, after = case.states[0], case.states[-1]
    day = date.fromisoformat(after.day)
    assert heard_though(before.tree, after.tree, day, levels, dice) == ([], []), case.deeds
    assert heard_though(None, after.tree, day, levels, dice) == ([], []), case.deeds


def new_errors(before: MemoryTree, after: MemoryTree, day: date, levels: Levels, prints: Collection[str]) -> list[str]:
    """The errors of the state after that the state before has not, whatever was told of it there."""
    earlier = {each.fingerprint for each in judged(None, before, day, {}).findings}
    found = judged(None, after, day, levels, prints)
    return [each.code for each in found.findings if each.severity is Severity.ERROR and each.fingerprint not in earlier]


@examples(50)
@given(cases(ANYTHING, ANYTHING, OFFENCES), some_levels(), st.randoms(use_true_random=False))
def test_what_would_land_with_a_new_error_is_not_accepted(case: Case, levels: Levels, dice: Random) -> None:
    before, after = case.states[0].tree, case.states[-1].tree
    day = date.fromisoformat(case.states[-1].day)
    first: Sequence[Finding] = judged(before, after, day, levels).findings
    prints = {each.fingerprint for each in first if dice.random() < 0.4}
    if new := new_errors(before, after, day, levels, prints):
        assert judged(before, after, day, levels, prints).exit_code != 0, (case.deeds, new)


@examples(50)
@given(st.sampled_from(STORIES), some_levels(), st.randoms(use_true_random=False))
def test_a_story_with_a_new_error_is_not_accepted(folder: Any, levels: Levels, dice: Random) -> None:
    story = load_story(folder)
    before = story.before or example_records()
    first = judged(before, story.after, story.day, levels).findings
    prints = {each.fingerprint for each in first if dice.random() < 0.4}
    if new := new_errors(before, story.after, story.day, levels, prints):
        assert judged(before, story.after, story.day, levels, prints).exit_code != 0, (story.name, new)
