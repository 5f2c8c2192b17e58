"""What a new record proposes: codes, totals that hold, the way that gives them, and the next period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skpkit.judge.office import Office
from skpkit.model.achievement import unequal_totals
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import Identity
from skpkit.model.periods import RHYTHMS, YEAR, Term
from skpkit.model.profiles import profile
from skpkit.model.proposals import (
    HOWS,
    consolidation_of,
    covered,
    indicator_code,
    next_period,
    reached,
    result_code,
    with_total,
)
from skpkit.model.records import Skp
from tests.support.edits import examples

BAGAS = Identity(2026, "199203172015021003")


@pytest.fixture(scope="module")
def plan() -> tuple[SkpFolder, Skp]:
    dossier = Office(examples()).dossier(BAGAS)
    assert dossier is not None
    return next(iter(dossier.plans()))


def test_codes_are_those_of_the_forms() -> None:
    rules = profile("kmk-300-2022")
    assert rules is not None
    assert (result_code(2, extra=False), result_code(1, extra=True)) == ("RHK-2", "RHK-T1")
    taken: list[str] = []
    for _ in range(40):
        taken.append(indicator_code(3, taken, extra=False, kind="C"))
    assert taken[:3] == ["3a-C", "3b-C", "3c-C"]
    assert len(set(taken)) == 40
    assert all(map(rules.is_usual_code, taken[:26]))
    assert indicator_code(1, ["T1a-C"], extra=True, kind="N") == "T1b-N"


def _targets() -> Iterator[st.SearchStrategy[dict[str, float]]]:
    number = st.one_of(st.integers(1, 500), st.decimals(1, 200, places=2).map(float))
    for rhythm in ("bulanan", "triwulanan", "semesteran"):
        yield st.dictionaries(st.sampled_from(RHYTHMS[rhythm]), number, min_size=1)


@given(st.one_of(*_targets()), st.sampled_from(HOWS), st.sampled_from(("persen", "dokumen")))
def test_a_total_is_what_the_rule_asks_for(target: dict[str, float], how: str, unit: str) -> None:
    whole = with_total(target, how)
    assert {key: each for key, each in whole.items() if key != YEAR} == target
    assert [*whole][-1] == YEAR
    rhythm = next(each for each, periods in RHYTHMS.items() if {*target} <= {*periods})
    found = consolidation_of(whole, unit)
    for each in (how, found):
        assert not unequal_totals(whole, {"periode_pelaporan": rhythm, "konsolidasi_periode": each})


def test_the_periods_that_an_skp_covers() -> None:
    rules = profile("kmk-300-2022")
    assert rules is not None
    late = Term(date(2026, 7, 1), date(2026, 12, 31))
    assert covered(late, "triwulanan", rules, 2026) == ("Q3", "Q4")
    assert covered(late, "tahunan", rules, 2026) == (YEAR,)


@pytest.mark.parametrize(
    ("today", "period"), [("2026-02-01", "Q1"), ("2026-04-10", "Q2"), ("2026-07-01", "Q2"), ("2027-01-20", "Q2")]
)
def test_the_next_period_is_the_first_that_is_due(plan: tuple[SkpFolder, Skp], today: str, period: str) -> None:
    assert next_period(*plan, date.fromisoformat(today)) == period


def test_what_was_reached_is_told_with_its_capaian(plan: tuple[SkpFolder, Skp]) -> None:
    folder, skp = plan
    first = {each.indicator.kode: (each.target, each.realised) for each in reached(folder, skp, "Q1")}
    assert first == {"1a-C": (95, 96.2), "1b-N": (5, 6), "2a-N": (2, 1.8)}
    assert all(each.percent and 100 < each.percent <= 120 for each in reached(folder, skp, "Q1"))
    assert {each.missing for each in reached(folder, skp, "Q2")} == {("Q2",)}
    year = {each.indicator.kode: each.missing for each in reached(folder, skp, "Y")}
    assert year["1b-N"] == ("Q2", "Q3", "Q4")
    assert year["T1a-N"] == (YEAR,)
