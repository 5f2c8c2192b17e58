"""How far an IKI has come: capaian so far, and what the next quarter needs is just what meets the target then."""

from __future__ import annotations

from datetime import date

import pytest

from skpkit.judge.office import Office
from skpkit.model.dossier import SkpFolder
from skpkit.model.paths import Identity
from skpkit.model.progress import Need, measured, needed, results_to_date, so_far
from skpkit.model.records import Indicator, Skp
from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree

YOGA_NEW = "komplemen-1"


def found(tree: MemoryTree, person: str, kode: str, folder: str = "") -> tuple[SkpFolder, Skp, Indicator]:
    """An IKI of an SKP."""
    dossier = Office(tree).dossier(Identity(2026, PEOPLE[person][-18:]))
    assert dossier
    place = dossier.folders[folder]
    assert place.skp
    indicator = place.skp.indicator(kode)
    assert indicator
    return place, place.skp, indicator


def with_value(value: float, kode: str, period: str) -> MemoryTree:
    """The examples with a further realisasi of Bagas."""
    line = {"iki": kode, "periode": period, "realisasi": value}
    return edited(examples(), [{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line]}])


@pytest.mark.parametrize(
    ("person", "kode", "folder", "need"),
    [
        ("bagas", "1b-N", "", Need(("Q2",), "sum", "maximize", 9, 15, "open")),
        ("bagas", "2a-N", "", Need(("Q2",), "take_last_known", "minimize", 2, 2, "open")),
        ("bagas", "T1a-N", "", Need(("Y",), "sum", "maximize", 1, 1, "open")),
        ("yoga", "1b-C", YOGA_NEW, Need(("Q2",), "average", "stabilize", 4, 4, "open")),
        ("yoga", "1a-N", "", None),  # closed
        ("sari", "1a-N", "", None),  # kualitatif
    ],
)
def test_what_the_next_quarter_needs(person: str, kode: str, folder: str, need: Need | None) -> None:
    assert needed(*found(examples(), person, kode, folder)) == need


def test_months_of_a_quarter_are_needed_together() -> None:
    opened = {"status: ditutup": "status: ditetapkan", "selesai: 2026-03-31}": "selesai: 2026-12-31}"}
    tree = edited(examples(), [{"file": "yoga/skp.yaml", "replace": opened}])
    need = needed(*found(tree, "yoga", "1a-N"))
    assert need == Need(("B04", "B05", "B06"), "sum", "maximize", 120 - (19 + 20 + 22), 120, "open")


@pytest.mark.parametrize("kode", ["1a-C", "1b-N", "2a-N"])
def test_just_what_is_needed_meets_the_target(kode: str) -> None:
    need = needed(*found(examples(), "bagas", kode))
    assert need
    reached = so_far(*found(with_value(need.value, kode, need.periods[-1]), "bagas", kode))
    assert reached
    assert reached.period == "Q2"
    assert reached.percent == pytest.approx(100)


def test_what_is_reached_already_needs_nothing_more() -> None:
    tree = edited(
        examples(),
        [
            {
                "file": "bagas/dki/2026-04-07.yaml",
                "replace": {"periode: Q1, realisasi: 6,": "periode: Q1, realisasi: 16,"},
            }
        ],
    )
    need = needed(*found(tree, "bagas", "1b-N"))
    assert need
    assert need.standing == "met"


def test_capaian_counts_up_to_a_day() -> None:
    tree = with_value(12, "1b-N", "Q2")
    place, skp, indicator = found(tree, "bagas", "1b-N")
    reached, before = so_far(place, skp, indicator), so_far(place, skp, indicator, date(2026, 3, 31))
    assert reached
    assert before
    assert reached.period == "Q2"
    assert reached.percent == pytest.approx(120)
    assert before.period == "Q1"
    assert before.percent == pytest.approx(120)


def test_a_period_is_told_with_what_counts_of_it() -> None:
    periods = {each.period: each for each in measured(*found(with_value(4, "1b-N", "Q2"), "bagas", "1b-N"))}
    assert [(each.target, each.value, each.state) for each in periods.values()] == [
        (5, 6, "tercapai"),
        (10, 4, "kurang"),
        (10, None, "kosong"),
        (5, None, "kosong"),
    ]
    assert periods["Q2"].end == date(2026, 6, 30)


def test_no_nhk_without_weights_that_were_seen() -> None:
    place, skp, _ = found(examples(), "bagas", "1b-N")
    assert (results_to_date(place, skp) is None) == (place.profile.scoring is None)
