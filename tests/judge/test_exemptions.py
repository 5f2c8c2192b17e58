"""What an exemption passes, and what it does not: bound to its code, its values, its days and its approver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.messages import tell
from skpkit.rules import ALL_RULES, GUARDED_RULES, REVISION_RULES, rule
from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree
from tests.support.records import written

DAY = date(2026, 6, 15)
FILE = "records/pengecualian.yaml"
BAGAS = PEOPLE["bagas"]
SKP, MANUAL, DKI = f"{BAGAS}/skp.yaml", f"{BAGAS}/iki/1b-N.yaml", f"{BAGAS}/dki/2026-04-07.yaml"
APPROVER, OTHER, EMPLOYEE = "197003151995031001", "198806212010122001", "199203172015021003"
OLD = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"
Entry = dict[str, Any]


def entry(**other: Any) -> Entry:
    """The exemption of target Q1 of 1b-N from 5 to 6, with other keys; None takes one away."""
    made = {
        "kode": "SKP301",
        "berkas": SKP,
        "tentang": {"iki": "1b-N", "periode": "Q1"},
        "nilai": {"semula": 5, "menjadi": 6},
        "alasan": "Target salah ketik",
        "disetujui": {"nip": APPROVER},
        "tanggal": "2026-06-01",
        "berlaku_sampai": "2026-08-30",
        **other,
    }
    return {key: value for key, value in made.items() if value is not None}


def base(*entries: Entry, settings: str | None = None) -> MemoryTree:
    """The examples with some exemptions."""
    text = written({"jenis": "pengecualian", "versi": 1, "pengecualian": [*entries]})
    return examples().changed({FILE: text, **({"skpkit.yaml": settings} if settings else {})})


def target(new: str, *, manual: str | None = None) -> list[Mapping[str, Any]]:
    """An adendum that moves the targets of 1b-N, in SKP and manual."""
    return [
        {"file": "bagas", "adendum": ["target"]},
        {"file": "bagas/skp.yaml", "replace": {OLD: new}},
        {"file": "bagas/iki/1b-N.yaml", "replace": {OLD: manual or new}},
    ]


SIX = target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}")
SEVEN = target("{Q1: 7, Q2: 10, Q3: 10, Q4: 5, Y: 32}")


def judged(tree: MemoryTree, edits: list[Mapping[str, Any]], day: date = DAY) -> Verdict:
    """The review of some edits of a state."""
    return review(Office(tree), Office(edited(tree, edits)), day)


def errors(verdict: Verdict) -> list[str]:
    """The codes of the errors that stand."""
    return [each.code for each in verdict.findings if each.severity == "error"]


def test_it_passes_the_change_that_it_was_made_for() -> None:
    verdict = judged(base(entry()), SIX)
    assert [each.code for each in verdict.exempted] == ["SKP301"]
    assert "SKP301" not in errors(verdict)


@pytest.mark.parametrize(
    "other",
    [
        {"nilai": {"semula": 5, "menjadi": 7}},
        {"nilai": {"semula": 4, "menjadi": 6}},
        {"nilai": {"semula": 6, "menjadi": 5}},
        {"nilai": {"semula": 5, "menjadi": None}},
        {"nilai": {"semula": "5", "menjadi": "6"}},
        {"nilai": None},
        {"berlaku_sampai": None},
        {"tentang": None},
        {"tentang": {"iki": "1b-N"}},
        {"tentang": {"periode": "Q1"}},
        {"tentang": {"iki": "1b-N", "periode": "Q2"}},
        {"tentang": {"iki": "1a-C", "periode": "Q1"}},
        {"berkas": f"{PEOPLE['yoga']}/skp.yaml"},
        {"kode": "SKP305"},
        {"tanggal": "2026-06-16"},
        {"berlaku_sampai": "2026-06-14"},
        {"disetujui": {"nip": EMPLOYEE}},
        {"disetujui": {"nip": "19920317 201502 1 003"}},
        {"disetujui": {"nip": "197003151995031000"}},
        {"disetujui": {"nip": "197003151995035001"}},
        {"disetujui": {"nip": "197013151995031001"}},
        {"disetujui": {"nip": "19700315199503100"}},
    ],
    ids=str,
)
def test_it_passes_nothing_else(other: Entry) -> None:
    verdict = judged(base(entry(**other)), SIX)
    assert not verdict.exempted
    assert "SKP301" in errors(verdict)


def test_numbers_are_compared_as_data_and_the_last_day_counts() -> None:
    assert judged(base(entry(nilai={"semula": 5.0, "menjadi": 6.0})), SIX).exempted
    assert judged(base(entry(tanggal="2026-06-15", berlaku_sampai="2026-06-15")), SIX).exempted


def test_one_that_passed_a_change_passes_no_second_one() -> None:
    assert "SKP301" in errors(judged(base(entry()), SEVEN))
    landed = edited(base(entry()), SIX)
    back = [{"file": file, "replace": {"{Q1: 6,": "{Q1: 3,"}} for file in (SKP, MANUAL)]
    assert "SKP301" in errors(review(Office(landed), Office(edited(landed, back)), DAY))


def test_a_cell_that_the_manual_moves_elsewhere_needs_both() -> None:
    apart = target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}", manual="{Q1: 7, Q2: 10, Q3: 10, Q4: 5, Y: 31}")
    assert "SKP301" in errors(judged(base(entry()), apart))
    both = base(entry(), entry(nilai={"semula": 5, "menjadi": 7}))
    assert [each.code for each in judged(both, apart).exempted] == ["SKP301"]


def fingerprint(edits: list[Mapping[str, Any]], code: str) -> tuple[str, tuple[object, object]]:
    """The fingerprint of a finding of a review, and the values that an exemption of it names."""
    (found,) = (each for each in judged(base(), edits).findings if each.code == code)
    ((old, new),) = found.problem.moved
    return found.fingerprint, (old, new)


def test_a_fingerprint_needs_the_values_beside_it() -> None:
    mark, _ = fingerprint(SIX, "SKP301")
    by_mark = {"berkas": None, "tentang": None, "sidik": mark}
    assert judged(base(entry(**by_mark)), SIX).exempted
    assert not judged(base(entry(**by_mark)), SEVEN).exempted
    assert not judged(base(entry(**by_mark, nilai=None)), SIX).exempted
    assert not judged(base(entry(**by_mark, berlaku_sampai=None)), SIX).exempted


REPORTED = [{"file": "bagas/dki/2026-04-07.yaml", "replace": {"realisasi: 6,": "realisasi: 7,"}}]
GONE = [{"file": "bagas/dki/2026-04-07.yaml", "delete": True}]
NOTE = [{"file": "bagas/dki/2026-04-07.yaml", "replace": {"media: konferensi_video": "media: telepon"}}]
UNDECLARED = [
    {"file": "bagas/skp.yaml", "replace": {OLD: "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"}},
    {"file": "bagas/iki/1b-N.yaml", "replace": {OLD: "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"}},
]


@pytest.mark.parametrize(
    ("code", "edits", "file", "about"),
    [
        ("SKP302", REPORTED, DKI, {"iki": "1b-N", "periode": "Q1"}),
        ("SKP310", GONE, DKI, None),
        ("SKP310", NOTE, DKI, None),
        ("SKP305", UNDECLARED, SKP, None),
        ("SKP311", [{"file": "bagas", "delete": True}], SKP, None),
    ],
)
def test_values_are_those_of_the_cell_else_the_contents_of_the_record(
    code: str, edits: list[Mapping[str, Any]], file: str, about: dict[str, str] | None
) -> None:
    before = base()
    after = edited(before, edits)
    ids = [next((each.oid for each in tree.entries(file)), None) for tree in (before, after)]
    values = [6, 7] if rule(code).binds == "cell" else ids
    _, found = fingerprint(edits, code)
    assert list(found) == values
    made = entry(kode=code, berkas=file, tentang=about, nilai={"semula": values[0], "menjadi": values[1]})
    assert code in [each.code for each in judged(base(made), edits).exempted]
    other = entry(kode=code, berkas=file, tentang=about, nilai={"semula": values[0], "menjadi": "0" * 40})
    assert code in errors(judged(base(other), edits))


def test_every_rule_on_changes_binds_its_exemptions_and_no_other_does() -> None:
    assert {code for code in ALL_RULES if rule(code).binds} == {*REVISION_RULES, *GUARDED_RULES}
    assert {code for code in ALL_RULES if rule(code).binds == "cell"} == {"SKP301", "SKP302", "SKP317"}


def test_a_rule_on_one_state_is_passed_whole_where_no_part_is_named() -> None:
    made = {"kode": "SKP201", "berkas": SKP, "nilai": None, "berlaku_sampai": None}
    without = [{"file": "bagas/iki/1b-N.yaml", "delete": True}]
    for about, passed in ((None, True), ({"iki": "1b-N"}, True), ({"iki": "1a-C"}, False), ({"periode": "Q1"}, False)):
        verdict = check(Office(edited(base(entry(**made, tentang=about)), without)), DAY)
        assert ([each.code for each in verdict.exempted] == ["SKP201"]) is passed


LISTED = 'pengelola:\n  - {{nip: "{nip}", nama: A, jabatan: B{unit}}}\n'


@pytest.mark.parametrize(
    ("settings", "passed"),
    [
        (LISTED.format(nip=APPROVER, unit=""), True),
        (LISTED.format(nip=OTHER, unit=""), False),
        (LISTED.format(nip=APPROVER, unit=", unit: umum"), False),
        (LISTED.format(nip=APPROVER, unit="").replace("pengelola", "penyetuju_pengecualian"), True),
        (LISTED.format(nip=OTHER, unit="").replace("pengelola", "penyetuju_pengecualian"), False),
        (
            LISTED.format(nip=OTHER, unit="")
            + LISTED.format(nip=APPROVER, unit="").replace("pengelola", "penyetuju_pengecualian"),
            True,
        ),
    ],
)
def test_the_approver_is_one_whom_the_settings_list(settings: str, passed: bool) -> None:
    verdict = judged(base(entry(), settings=settings), SIX)
    assert bool(verdict.exempted) is passed
    told = [each.problem for each in check(Office(base(entry(), settings=settings)), DAY).findings]
    unlisted = [each for each in told if "is not among those" in each.message]
    assert [each.at.path for each in unlisted] == ([] if passed else [FILE])


@pytest.mark.parametrize(("unit", "passed"), [("kanwil", True), ("kanwil/kppn", True), ("kanwil/lain", False)])
def test_an_approver_of_a_unit_approves_for_what_lies_in_it(unit: str, passed: bool) -> None:
    place = "records/2026/kanwil/kppn/199203172015021003"
    moved: list[Mapping[str, Any]] = [{"file": "bagas", "move": place}]
    made = entry(berkas=f"{place}/skp.yaml")
    tree = edited(base(made, settings=LISTED.format(nip=APPROVER, unit=f", unit: {unit}")), moved)
    lowered = edited(
        tree, [{"file": f"{place}/{name}", "replace": {"{Q1: 5,": "{Q1: 6,"}} for name in ("skp.yaml", "iki/1b-N.yaml")]
    )
    assert bool(review(Office(tree), Office(lowered), DAY).exempted) is passed


def stale(tree: MemoryTree, day: date = DAY) -> list[str]:
    """What is told of the exemptions of a state."""
    found = check(Office(tree), day).findings
    return [tell(each.problem.message, each.problem.told, "en") for each in found if each.problem.at.path == FILE]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({}, None),
        ({"nilai": None}, "passes nothing: one of a change needs `nilai`"),
        ({"berlaku_sampai": None}, "passes nothing: one of a change needs `nilai`"),
        ({"tanggal": "2026-06-16"}, "counts only from 16 June 2026 on"),
        ({"berlaku_sampai": "2026-06-14"}, "ended on 14 June 2026"),
        ({"disetujui": {"nip": "197003151995031000"}}, "the last three digits of this NIP are 000"),
        ({"disetujui": {"nip": "1970 0315 1995031001"}}, "an NIP is written as its 18 digits alone"),
        ({"disetujui": {"nip": EMPLOYEE}}, "approved by the employee whom it favours"),
    ],
    ids=str,
)
def test_why_one_passes_nothing_is_told_once(other: Entry, told: str | None) -> None:
    found = stale(base(entry(**other)))
    assert len(found) == (told is not None)
    assert told is None or told in found[0]


def used_up(tree: MemoryTree, day: date) -> list[str]:
    """What is noted of exemptions that were used."""
    told = [tell(each.message, each.told, "en") for each in check(Office(tree), day).notes]
    return [each for each in told if each.startswith("exemptions that let a change pass")]


def test_one_that_was_used_and_has_ended_is_a_note_and_no_finding() -> None:
    later = date(2026, 9, 1)
    tree = edited(base(entry(), entry(berkas=MANUAL)), SIX)
    assert stale(tree, later) == []
    (told,) = used_up(tree, later)
    assert told.endswith(f"{FILE}: SKP301 {MANUAL}, SKP301 {SKP}")
    assert [each.split(" ended on")[0] for each in stale(base(entry()), later)] == ["this exemption of SKP301"]
    assert used_up(tree, DAY) == []


def _deleted(tree: MemoryTree) -> MemoryTree:
    return edited(tree, GONE)


@pytest.mark.parametrize(
    ("made", "change"),
    [
        (lambda old: entry(kode="SKP310", berkas=DKI, tentang=None, nilai={"semula": old, "menjadi": None}), _deleted),
        (
            lambda old: entry(kode="SKP302", berkas=DKI, nilai={"semula": 6, "menjadi": 7}),
            lambda tree: edited(tree, REPORTED),
        ),
    ],
)
def test_what_landed_is_seen_in_cell_and_record(
    made: Callable[[str], Entry], change: Callable[[MemoryTree], MemoryTree]
) -> None:
    later = date(2026, 9, 1)
    (old,) = (each.oid for each in examples().entries(DKI))
    tree = base(made(old))
    assert len(stale(tree, later)) == 1
    assert stale(change(tree), later) == []


def test_an_exemption_of_an_edit_is_none_of_the_edit_beside_it() -> None:
    """Deleting the evaluation too is another finding, and so is what was not told for this one's sake."""
    more = [*SIX, {"file": "bagas/evaluasi/Q1.yaml", "delete": True}]
    assert "SKP315" in errors(judged(base(entry()), more))
