"""What an overview tells is what a check finds, and what is in time becomes late on the day after."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import Severity
from skpkit.judge import office, stages
from skpkit.judge.engine import check
from skpkit.judge.office import Office
from skpkit.judge.overview import Asked, Overview, overview_of
from skpkit.judge.tasks import Task
from skpkit.judge.workers import Workers
from skpkit.model import files
from skpkit.model.elapsed import COUNTED_SINCE, NOT_STARTED
from skpkit.model.files import File
from skpkit.reports._report import Report
from skpkit.reports._standing import StatusReport, head_lines
from skpkit.source.tree import Entry
from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT

TODAY = date(2026, 6, 15)
DAYS = tuple(date(2026, 1, 20) + timedelta(days=each) for each in range(0, 460, 23))
LATER = {"report", "feedback", "realisation", "evaluation", "action"}


@cache
def kept() -> Office:
    """The office that the project holds: a year without an error."""
    files = {f"records/{path}": text for path, text in MemoryTree.of_folder(PROJECT / "records").files.items()}
    return Office(MemoryTree({**files, "skpkit.yaml": (PROJECT / "skpkit.yaml").read_bytes()}))


def tasks(overview: Overview, *, late: bool) -> list[tuple[str, Task]]:
    """What is to be done, by whom."""
    return [(person.title, each) for person in overview.persons for each in person.tasks if each.late == late]


def as_found(task: Task) -> tuple[str, ...]:
    assert task.finding
    return task.finding.code, task.finding.fingerprint


@pytest.mark.parametrize("day", DAYS)
def test_what_is_late_is_what_a_check_finds(day: date) -> None:
    office = kept()
    overview = overview_of(office, day, Asked(2026))
    duties = rules.duties()
    found = [each for each in check(office, day).findings if each.code in duties]
    told = [as_found(task) for person in overview.persons for task in person.tasks if task.finding]
    assert sorted(told) == sorted((each.code, each.fingerprint) for each in found)


def test_a_clean_office_has_nothing_late() -> None:
    day = date(2026, 12, 1)
    assert not check(kept(), day).findings
    overview = overview_of(kept(), day)
    assert tasks(overview, late=True) == []
    assert overview.whole.in_order == overview.whole.people == 14


def test_what_is_in_time_is_late_on_the_day_after() -> None:
    """As long as nobody does anything."""
    for day in DAYS[::4]:
        for title, task in tasks(overview_of(kept(), day, Asked(2026)), late=False):
            if task.kind in LATER and task.day:
                after = tasks(overview_of(kept(), task.day + timedelta(days=1), Asked(2026)), late=True)
                key = (title, task.kind, task.period, task.iki)
                assert key in [(who, each.kind, each.period, each.iki) for who, each in after], (day, key)


@pytest.mark.parametrize("asked", [Asked(), Asked(unit="KPPN"), Asked(person="bagas")])
def test_records_are_read_once(asked: Asked, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Also where several processes share the work; a superior's SKP alone is read by each that asks for it."""
    seen = tmp_path / "read"
    load = files.load_file

    def loading(entry: Entry, content: bytes, folder: str) -> File:
        with seen.open("a") as opened:
            opened.write(f"{entry.path}\n")
        return load(entry, content, folder)

    monkeypatch.setattr(office, "load_file", loading)
    monkeypatch.setattr(stages, "ENOUGH", 1)
    found = overview_of(Office(examples()), TODAY, asked, Workers(2))
    read = [each for each in seen.read_text().split() if not each.endswith("/skp.yaml")]
    assert len(read) == len(set(read)) > 0
    assert {each.split("/")[-3] for each in read if "/komplemen-" not in each} == {each.nip for each in found.persons}


def test_the_same_day_and_state_give_the_same() -> None:
    assert overview_of(Office(examples()), TODAY) == overview_of(Office(examples()), TODAY)


def test_the_worst_comes_first() -> None:
    broken = edited(examples(), [{"file": "sari/skp.yaml", "write": "jenis: skp\n\tversi: 1\n"}])
    overview = overview_of(Office(broken), TODAY)
    assert overview.persons[0].title.endswith(PEOPLE["sari"][-18:])
    assert overview.persons[0].unread == ("skp.yaml",)
    assert not overview.persons[0].is_in_order


def test_what_settings_switch_off_or_say_of_a_beginning_is_not_late() -> None:
    late = {task.kind for _, task in tasks(overview_of(Office(examples()), date(2026, 12, 1)), late=True)}
    assert {"report", "realisation"} <= late
    off = examples().changed({"skpkit.yaml": "tingkat: {SKP207: mati}\nmulai: 2026-12-01\n"})
    assert tasks(overview_of(Office(off), date(2026, 12, 1)), late=True) == []


@pytest.mark.parametrize(
    ("start", "told"), [("2026-06-16", NOT_STARTED), ("2026-06-15", COUNTED_SINCE), ("2026-01-31", "")]
)
def test_a_start_that_is_still_to_come_or_leaves_days_out_is_told(start: str, told: str) -> None:
    office = Office(examples().changed({"skpkit.yaml": f"mulai: {start}\n"}))
    asked = overview_of(office, TODAY)
    for found in (check(office, TODAY), asked.verdict):
        notes = [each for each in found.notes if each.message in (NOT_STARTED, COUNTED_SINCE)]
        assert [(each.message, str(each.told["day"])) for each in notes] == ([(told, start)] if told else [])
    head = " ".join(head_lines(StatusReport(asked, Report(asked.verdict, "en"))))
    assert ("`mulai`" in head) is bool(told)


def test_approvals_that_lack_or_are_unsigned_are_awaited() -> None:
    overview = overview_of(Office(examples()), TODAY)
    assert [each for person in overview.persons for each in person.awaited] == []
    signing = "penandatangan: signers\ntanda_tangan: {sejak: 2026-01-01}\n"
    asked = examples().changed({"skpkit.yaml": signing, "signers": ""})
    awaited = [each for person in overview_of(Office(asked), TODAY).persons for each in person.awaited]
    assert {(each.thing, each.why) for each in awaited} == {
        ("penetapan", "unsigned"),
        ("adendum 1", "unsigned"),
        ("komplemen", "unsigned"),
        ("perubahan 1", "unsigned"),
        ("evaluasi", "missing"),  # which may be signed on paper alone, where nobody asks for signatures
    }
    assert {each.name for one in awaited if one.thing == "penetapan" for each in one.people} >= {"Bagas Pratama"}
    left = {'    - {sebagai: pegawai, nip: "199203172015021003", tanggal: 2026-01-27}\n': ""}
    tree = edited(examples(), [{"file": "bagas/skp.yaml", "replace": left}])
    (person,) = overview_of(Office(tree), TODAY, Asked(person="bagas")).persons
    assert [(each.thing, each.role, each.why) for each in person.awaited] == [("penetapan", "pegawai", "missing")]


def test_units_quarters_and_people_limit_it() -> None:
    office = kept()
    unit = overview_of(office, date(2026, 8, 1), Asked(unit="subbagian-umum"))
    assert {each.unit for each in unit.persons} == {"subbagian-umum"}
    one = overview_of(office, date(2026, 8, 1), Asked(person=unit.persons[0].nip))
    assert one.persons == (unit.persons[0],)
    assert overview_of(office, date(2026, 8, 1), Asked(person=unit.persons[0].name.upper())).persons == one.persons
    quarter = overview_of(Office(examples()), date(2026, 12, 1), Asked(quarter="Q2"))
    told = [each for person in quarter.persons for each in person.tasks]
    assert told
    assert {each.period for each in told if each.period} <= {"B04", "B05", "B06", "Q2", "S1"}
    shown = [each for person in quarter.persons for one in person.indicators for each in one.periods]
    assert {each.period for each in shown} <= {"B04", "B05", "B06", "Q2", "S1"}


@pytest.mark.parametrize("asked", [Asked(year=2024), Asked(unit="tidak-ada"), Asked(person="tidak ada")])
def test_what_nobody_is_of_is_told(asked: Asked) -> None:
    with pytest.raises(SkpkitError):
        overview_of(Office(examples()), TODAY, asked)


def test_the_year_before_is_told_of_while_its_evaluation_is_in_time() -> None:
    later = {path.replace("/2026/", "/2027/"): text for path, text in examples().files.items()}
    both = MemoryTree({**examples().files, **later})
    assert overview_of(Office(both), date(2027, 3, 1)).years == (2026, 2027)
    assert overview_of(Office(both), date(2027, 5, 1)).years == (2027,)
    assert overview_of(Office(examples()), date(2030, 1, 1)).years == (2026,)


def test_other_findings_are_counted() -> None:
    moved = {"konsolidasi_periode: average": "konsolidasi_periode: sum"}
    tree = edited(examples(), [{"file": "ratna/iki/1a-CP.yaml", "replace": moved}])
    person = overview_of(Office(tree), TODAY, Asked(person="ratna")).persons[0]
    assert person.counts[Severity.ERROR] > 0
    assert not person.is_in_order
