"""What is frozen: what the table lists is what a review refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import Location
from skpkit.judge.frozen import FrozenCell, FrozenTable, Held
from skpkit.judge.office import Office
from skpkit.judge.review import review
from tests.support.edits import PEOPLE, edited, examples
from tests.support.frozen import APRIL, BAGAS, DAY, cells, table, text
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT


def records() -> MemoryTree:
    """The office of the demo."""
    office = MemoryTree.of_folder(PROJECT / "records")
    return MemoryTree({f"records/{path}": content for path, content in office.files.items()})


def dossiers() -> list[tuple[str, str]]:
    """Every dossier of the examples and of the demo office, by where it is from and its folder."""
    found = []
    for name, tree in (("examples", examples()), ("demo", records())):
        places = Office(tree).listing.places.values()
        found += [(name, place.path) for those in places for place in those]
    return found


def alone(name: str, folder: str, freeze: str) -> MemoryTree:
    """One dossier with settings of its own."""
    files = (examples() if name == "examples" else records()).files
    own: dict[str, str | bytes] = {path: text for path, text in files.items() if path.startswith(f"{folder}/")}
    return MemoryTree({**own, "skpkit.yaml": f"pembekuan: {freeze}\n"})


def cell(found: FrozenTable, iki: str, period: str) -> FrozenCell:
    """A cell of the first SKP."""
    return next(each for each in found.skps[0].cells if (each.iki, each.period) == (iki, period))


def moved(tree: MemoryTree, helds: list[Held]) -> MemoryTree:
    """The state with each of some values edited at the place that the table names."""
    texts = {path: content.decode().splitlines(keepends=True) for path, content in tree.files.items()}
    for held in sorted(helds, key=lambda each: each.at or Location(""), reverse=True):
        assert held.at is not None
        line = texts[held.at.path][held.at.line - 1]
        start, end = held.at.column - 1, held.at.end_column - 1
        new = "Lain" if isinstance(held.value, str) else str((held.value or 0) + 7)
        texts[held.at.path][held.at.line - 1] = line[:start] + new + line[end:]
    return MemoryTree({path: "".join(lines) for path, lines in texts.items()})


def found_by(code: str, before: MemoryTree, after: MemoryTree) -> set[tuple[str, str, str]]:
    """File, IKI and period of what a rule finds in a review."""
    findings = review(Office(before), Office(after), DAY).findings
    assert not any(each.code < "SKP100" for each in findings), "the edit is one that can be read"
    problems = [each.problem for each in findings if each.code == code]
    return {(each.at.path, each.about[1], each.about[2]) for each in problems}


def named(those: list[FrozenCell], of: Callable[[FrozenCell], Held | None]) -> set[tuple[str, str, str]]:
    """The same of cells in a table."""
    places = [(held.at, each) for each in those if (held := of(each)) and held.at]
    return {(at.path, each.iki, each.period) for at, each in places}


# --- the table and the review are one ------------------------------------------------------------------------


@pytest.mark.parametrize("freeze", ["periode", "iki"])
@pytest.mark.parametrize(("name", "folder"), dossiers())
def test_a_review_refuses_what_is_listed_as_frozen_and_nothing_else(name: str, folder: str, freeze: str) -> None:
    tree = alone(name, folder, freeze)
    every = [each for each in cells(table(tree, folder)) if each.target]
    assert every
    held = {state: [each for each in every if ("SKP301" in _rules(each.target)) is state] for state in (True, False)}
    for state, those in held.items():
        after = moved(tree, [each.target for each in those if each.target])
        assert found_by("SKP301", tree, after) == (named(those, lambda each: each.target) if state else set())


@pytest.mark.parametrize(("name", "folder"), dossiers())
def test_a_review_refuses_an_edit_of_a_realisation_listed_as_reported(name: str, folder: str) -> None:
    tree = alone(name, folder, "periode")
    those = [each for each in cells(table(tree, folder)) if "SKP302" in _rules(each.realisation)]
    after = moved(tree, [each.realisation for each in those if each.realisation])
    assert found_by("SKP302", tree, after) == named(those, lambda each: each.realisation)


def _rules(held: Held | None) -> tuple[str, ...]:
    return held.hold.rules if held else ()


def test_the_dossiers_have_cells_of_every_state() -> None:
    found = [each for name, path in dossiers() for each in cells(table(alone(name, path, "periode"), path))]
    assert {each.target.hold.condition for each in found if each.target} == {"frozen", "ended", "open"}


def test_an_adendum_for_a_period_that_is_over_gets_the_warning_that_is_listed() -> None:
    folder = PEOPLE["yoga"]
    opened = [{"file": "yoga/skp.yaml", "replace": {"status: ditutup": "status: ditetapkan"}}]
    tree = edited(alone("examples", folder, "periode"), opened)
    for period, condition in (("B04", "ended"), ("B08", "open")):
        target = cell(table(tree, folder), "1a-N", period).target
        assert target
        assert target.hold.condition == condition
        after = edited(moved(tree, [target]), [{"file": "yoga", "adendum": ["target"]}])
        assert bool(found_by("SKP317", tree, after)) == ("SKP317" in target.hold.rules) == (condition == "ended")


def test_a_closed_plan_takes_no_adendum_as_is_listed() -> None:
    folder = PEOPLE["yoga"]
    tree = alone("examples", folder, "periode")
    target = cell(table(tree, folder), "1a-N", "B08").target
    assert target
    assert (target.hold.condition, target.hold.rules, target.hold.way) == ("frozen", ("SKP311",), "none")
    after = edited(moved(tree, [target]), [{"file": "yoga", "adendum": ["target"]}])
    assert "SKP311" in {each.code for each in review(Office(tree), Office(after), DAY).findings}


def test_every_rule_that_is_named_is_in_the_rule_book() -> None:
    named_rules = {
        rule for each in cells(table(examples())) for rule in (*_rules(each.target), *_rules(each.realisation))
    }
    named_rules |= {rule for skp in table(examples()).skps for part in skp.parts for rule in part.hold.rules}
    assert named_rules <= set(rules.ALL_RULES)


# --- what holds what -----------------------------------------------------------------------------------------


def test_a_total_is_frozen_by_the_realisation_that_completes_its_parts() -> None:
    line = {"iki": "1b-N", "realisasi": 10}
    days = {"Q2": "2026-07-06", "Q3": "2026-10-06", "Q4": "2026-12-31"}
    edits: list[dict[str, Any]] = [
        {"file": f"bagas/dki/{day}.yaml", "realisasi": [{**line, "periode": period}]} for period, day in days.items()
    ]
    open_total = cell(table(edited(examples(), edits[:2])), "1b-N", "Y").target
    assert open_total
    assert open_total.hold.condition == "open"
    total = cell(table(edited(examples(), edits)), "1b-N", "Y")
    assert total.realisation is None
    assert total.target
    assert total.target.hold.rules == ("SKP301",)
    assert total.target.hold.since
    assert total.target.hold.since.path.endswith("dki/2026-12-31.yaml")


def test_a_correction_leaves_since_and_names_the_value_that_counts() -> None:
    koreksi = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    line = {"iki": "1b-N", "periode": "Q1", "realisasi": 7, "koreksi": koreksi}
    found = cell(table(edited(examples(), [{"file": "bagas/dki/2026-06-09.yaml", "realisasi": [line]}])), "1b-N", "Q1")
    assert found.target
    assert found.target.hold.since
    assert (found.target.hold.since.path, found.target.hold.since.line) == (APRIL, 15)
    assert found.realisation
    assert found.realisation.value == 7
    assert found.realisation.at
    assert found.realisation.at.path.endswith("dki/2026-06-09.yaml")


def test_with_iki_the_first_realisation_freezes_every_period() -> None:
    tree = examples().changed({"skpkit.yaml": "pembekuan: iki\n"})
    found = cell(table(tree), "1b-N", "Q4")
    assert found.target
    assert found.realisation
    assert (found.target.hold.rules, found.realisation.hold.way) == (("SKP301",), "new_dialogue")
    assert found.target.hold.since
    assert (found.target.hold.since.path, found.target.hold.since.line) == (APRIL, 15)


def test_a_draft_freezes_the_target_and_not_yet_the_realisation() -> None:
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 9}
    draft = {"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line], "status": "draf"}
    found = table(edited(examples(), [draft]), BAGAS)
    both = cell(found, "1b-N", "Q2")
    assert both.target
    assert both.realisation
    assert both.target.hold.rules == ("SKP301",)
    assert (both.realisation.hold.condition, both.realisation.hold.way) == ("open", "direct")
    part = next(each for each in found.skps[0].parts if each.at.path.endswith("2026-07-06.yaml"))
    assert (part.hold.condition, part.hold.way) == ("open", "direct")


def test_an_evaluation_holds_its_period_and_leaves_an_objection() -> None:
    found = cell(table(examples()), "1b-N", "Q1")
    assert found.realisation
    assert found.realisation.hold.rules == ("SKP302", "SKP315")
    assert found.realisation.hold.way == "keberatan"
    without = cell(table(edited(examples(), [{"file": "bagas/evaluasi/Q1.yaml", "delete": True}])), "1b-N", "Q1")
    assert without.realisation
    assert (without.realisation.hold.rules, without.realisation.hold.way) == (("SKP302",), "koreksi")


def test_a_draft_plan_has_nothing_frozen_but_what_was_reported() -> None:
    edits = [{"file": "bagas/skp.yaml", "replace": {"status: ditetapkan": "status: rancangan"}}]
    found = table(edited(examples(), edits))
    frozen = {(each.iki, each.period): _rules(each.target) for each in cells(found) if _rules(each.target)}
    assert frozen == dict.fromkeys([("1a-C", "Q1"), ("1b-N", "Q1"), ("2a-N", "Q1")], ("SKP301",))
    parts = {each.subject for each in found.skps[0].parts if each.hold.condition == "frozen"}
    assert parts == {"dialogue", "indicator"}
    draft = {"file": "bagas/dki/2026-04-07.yaml", "replace": {"dilaporkan\ndilaporkan: 2026-04-09": "draf"}}
    assert not any(_rules(each.target) for each in cells(table(edited(examples(), [*edits, draft]))))
    assert "masih rancangan" in text(found)


def test_a_closed_plan_says_so_and_has_no_realisation_after_its_end() -> None:
    found = table(examples(), f"{PEOPLE['yoga']}/skp.yaml")
    assert len(found.skps) == 1
    assert cell(found, "1a-N", "B08").realisation is None
    assert "tidak dapat dibuka kembali" in text(found)


# --- which records -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "periods", "subjects"),
    [
        ("iki/1b-N.yaml", {"Q1", "Q2", "Q3", "Q4", "Y"}, {"measure", "manual"}),
        ("dki/2026-04-07.yaml", {"Q1"}, {"dialogue"}),
        ("dki", {"Q1"}, {"dialogue"}),
        ("evaluasi/Q1.yaml", {"Q1"}, {"evaluation"}),
    ],
)
def test_a_record_shows_what_concerns_it(path: str, periods: set[str], subjects: set[str]) -> None:
    found = table(examples(), f"{BAGAS}/{path}")
    assert {each.period for each in cells(found)} == periods
    assert {each.subject for each in found.skps[0].parts} == subjects


@pytest.mark.parametrize("path", ["", "records", "records/2026", f"{BAGAS}/dki/2026-01-01.yaml", "skpkit.yaml"])
def test_a_path_of_no_record_is_refused(path: str) -> None:
    with pytest.raises(SkpkitError, match="there is no record at") as error:
        table(examples(), path)
    assert error.value.exit_code == 3


def test_a_record_that_cannot_be_read_may_freeze_anything() -> None:
    broken = examples().changed({APRIL: "jenis: dki\n\tversi: 1\n"})
    for path in (BAGAS, f"{BAGAS}/skp.yaml", APRIL):
        with pytest.raises(SkpkitError, match="nobody can tell what it freezes"):
            table(broken, path)
    assert cells(table(broken, PEOPLE["sari"]))


def test_a_folder_without_a_plan_is_refused() -> None:
    with pytest.raises(SkpkitError, match=r"has no skp\.yaml"):
        table(edited(examples(), [{"file": "bagas/skp.yaml", "delete": True}]), APRIL)
