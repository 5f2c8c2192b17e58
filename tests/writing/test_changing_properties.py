"""Over drawn dossiers and edits: what a command would write is accepted but for approvals, or nothing is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

import skpkit
from skpkit import rules
from skpkit.changing import PlannedChange, ahead_of_recording
from skpkit.errors import SkpkitError
from skpkit.findings import Severity
from skpkit.writing.amending import SkpEdit
from skpkit.writing.recording import GivenValue
from tests.support.draft import Draft, Edit, NoOccasionError, dossiers
from tests.support.memory import MemoryTree
from tests.support.mutating import FORBIDDEN
from tests.support.mutating.kinds import PARTS, TODAY
from tests.support.places import PROJECT
from tests.support.records import data_of, same_data, written

DAY = date.fromisoformat(TODAY)
OFFICE = MemoryTree(
    {f"records/{name}": text for name, text in MemoryTree.of_folder(PROJECT / "records").files.items()}
    | {"skpkit.yaml": (PROJECT / "skpkit.yaml").read_bytes()}
)
PLACES = dossiers(OFFICE)
LOCKED = ("SKP301", "SKP303", "SKP305", "SKP311", "SKP312")
SOUND = ("SKP102", "SKP103", "SKP105", "SKP106", "SKP109")
# What an SKP alone shows, by an edit of it that no adendum lets pass.
OF_THE_SKP = [
    each
    for each in FORBIDDEN
    if not each.setup
    and each.day == TODAY
    and each.group in (*LOCKED, *SOUND)
    and not each.name.endswith("without adendum")
]


def put(folder: Path, tree: MemoryTree, path: str) -> dict[str, bytes]:
    """Write a dossier and the settings into a folder; what lies there."""
    chosen = {name: text for name, text in tree.files.items() if name == "skpkit.yaml" or name.startswith(f"{path}/")}
    for name, text in chosen.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    return lying(folder)


def lying(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def drawn(edit: Edit, seed: str) -> tuple[str, bytes, bytes] | None:
    """A dossier to whose SKP an edit applies, that SKP, and the text that it has with the edit; None where it is no
    edit of an SKP, or none of these has an occasion for it."""
    dice = Random(seed)  # noqa: S311 - no secret
    for path in dice.sample(PLACES, len(PLACES)):
        draft = Draft(OFFICE, path, TODAY, dice)
        name = f"{draft.home}skp.yaml"
        before = OFFICE.files[f"{path}/{name}"]
        try:
            edit(draft)
        except NoOccasionError:
            continue
        now = draft.files.get(name)
        if now is None:
            break
        if entries := data_of(before).get("perubahan"):
            now["perubahan"] = entries  # the command writes the new one
        else:
            now.pop("perubahan", None)
        if not same_data(before, now):
            return path, before, written(now).encode()
    return None


Drawn = tuple[str, bytes, bytes]
ALLOWED = {
    edit.__name__: (komponen, found)
    for komponen, edits in PARTS.items()
    for edit in edits
    if (found := drawn(edit, f"{edit.__name__}-1"))
}
BARRED = {
    kind.name.replace(" ", "-"): (kind.group, found)
    for kind in OF_THE_SKP
    if (found := drawn(kind.steps[0], f"{kind.name}-2"))
}


def graves(verdict: object) -> set[str]:
    """The errors of a verdict that nobody's approval mends."""
    found = verdict.findings  # type: ignore[attr-defined]
    return {
        each.fingerprint
        for each in found
        if each.severity is Severity.ERROR and each.code not in rules.approval_rules()
    }


def accepted(folder: Path, plan: PlannedChange) -> None:
    """A check of what would be there finds no error that was not there before."""
    before = graves(skpkit.check(folder, today=DAY))
    after = graves(skpkit.check(folder, planned=plan.batch.files, today=DAY))
    assert after <= before


def test_of_all_that_may_and_may_not_change_something_is_drawn() -> None:
    assert {komponen for komponen, _ in ALLOWED.values()} == {*PARTS}
    assert {group for group, _ in BARRED.values()} == {kind.group for kind in OF_THE_SKP}
    assert len(ALLOWED) + len(BARRED) > 50


@pytest.mark.parametrize(("komponen", "found"), ALLOWED.values(), ids=ALLOWED)
def test_what_an_adendum_may_change_becomes_one(tmp_path: Path, komponen: str, found: Drawn) -> None:
    path, before, content = found
    put(tmp_path, OFFICE, path)
    plan = skpkit.adendum(tmp_path, path, (), reason="Uji", content=content, write_dialogue=True, today=DAY)
    assert not plan.refused, [each.problem for each in plan.refused]
    name = next(each for each in plan.batch.files if each.endswith("skp.yaml"))
    made = data_of(plan.batch.files[name] or b"")
    entry = made["perubahan"].pop()
    assert komponen in entry["komponen"]
    assert made["perubahan"] == data_of(before).get("perubahan", [])
    accepted(tmp_path, plan)


@pytest.mark.parametrize(("group", "found"), BARRED.values(), ids=BARRED)
def test_what_is_forbidden_is_refused_with_a_way(tmp_path: Path, group: str, found: Drawn) -> None:
    path, _before, content = found
    lay = put(tmp_path, OFFICE, path)
    plan = skpkit.adendum(tmp_path, path, (), reason="Uji", content=content, write_dialogue=True, today=DAY)
    assert plan.refused
    assert not plan.batch.files
    assert plan.ways or group in SOUND
    assert lying(tmp_path) == lay


def test_drawn_targets_and_values_end_in_what_is_accepted_or_in_nothing(tmp_path: Path) -> None:
    dice = Random("4")  # noqa: S311 - no secret
    outcomes = {"written": 0, "refused": 0}
    for nth in range(12):
        path = dice.choice(PLACES)
        folder = tmp_path / str(nth)
        lay = put(folder, OFFICE, path)
        plan = planned(folder, path, dice)
        outcomes["written" if plan and plan.batch.files else "refused"] += 1
        if plan:
            assert bool(plan.refused) != bool(plan.batch.files)
            accepted(folder, plan)
        assert lying(folder) == lay
    assert min(outcomes.values()) > 1, outcomes


MEASURES = (
    ("polarisasi", ("maximize", "minimize")),
    ("konversi_120", ("ya", "tidak")),
    ("konsolidasi_periode", ("sum", "average", "take_last_known")),
)


def test_how_what_was_realised_is_measured_and_what_was_evaluated_stay(tmp_path: Path) -> None:
    """Of drawn dossiers; what changes neither is written all the same, and accepted."""
    dice = Random("8")  # noqa: S311 - no secret
    codes, written_ = set[str](), 0
    for nth in range(10):
        path = dice.choice(PLACES)
        draft = Draft(OFFICE, path, TODAY, dice)
        lay = put(tmp_path / str(nth), OFFICE, path)
        cells = [(iki["kode"], period) for _, iki in draft.indicators() for period in iki.get("target", ())]
        if not cells:
            continue
        kode, period = dice.choice(cells)
        field, values = dice.choice(MEASURES)
        measure = SkpEdit("manual", kode, field, dice.choice(values))
        edit = dice.choice((measure, measure, SkpEdit("target", kode, period, "8")))
        try:
            plan = skpkit.adendum(tmp_path / str(nth), path, [edit], reason="Uji", write_dialogue=True, today=DAY)
        except SkpkitError:
            continue
        codes |= {code for each in plan.refused for code in (each.code, *each.also)}
        assert bool(plan.refused) != bool(plan.batch.files)
        assert not plan.refused or plan.ways or {each.code for each in plan.refused} <= {*SOUND, "SKP104"}, plan.refused
        accepted(tmp_path / str(nth), plan)
        written_ += bool(plan.batch.files)
        assert lying(tmp_path / str(nth)) == lay
    assert codes >= {"SKP304", "SKP315"}
    assert written_


def planned(folder: Path, path: str, dice: Random) -> PlannedChange | None:
    """A drawn edit by a drawn command; None where what was asked for cannot be."""
    draft = Draft(OFFICE, path, TODAY, dice)
    every = [(iki["kode"], period) for _, iki in draft.indicators() for period in iki.get("target", ("Q1",))]
    free = draft.free_cells()
    owed = [(each.indicator.kode, each.period) for each in ahead_of_recording(folder, path, today=DAY).due]
    kode, period = dice.choice([*free, *owed, *owed, *every[:2]])
    try:
        if (kode, period) in owed:
            value = GivenValue(kode, period, dice.choice(("3", "91,5", "Tercapai")), ("Laporan",))
            return skpkit.realisasi(folder, path, [value], reported=dice.random() < 0.5, today=DAY)
        edit = SkpEdit("target", kode, period, dice.choice(("7", "12,5", "")))
        return skpkit.adendum(folder, path, [edit], reason="Uji", write_dialogue=True, today=DAY)
    except SkpkitError:
        return None
