"""`skpkit frozen`: what it lists is what a review refuses, every line has its commit, and the table can be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import Location
from skpkit.judge.frozen import Cell, Held, Table, table_of
from skpkit.judge.office import Office, read_settings
from skpkit.judge.review import review
from skpkit.reports._frozen import FrozenReport
from skpkit.reports._report import Side
from skpkit.reports.frozen_text import write
from skpkit.source.history import open_folder, open_repository
from tests.support.gitrepo import GitRepo, photograph, settle
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT
from tests.support.story import PEOPLE, edited, examples

SCHEMA = json.loads((PROJECT / "schemas" / "v1" / "frozen.schema.json").read_text(encoding="utf-8"))
DAY = date(2026, 6, 15)
BAGAS = PEOPLE["bagas"]
APRIL = f"{BAGAS}/dki/2026-04-07.yaml"


def records() -> MemoryTree:
    """The office of the demo."""
    office = MemoryTree.of_folder(PROJECT / "records")
    return MemoryTree({f"records/{path}": content for path, content in office.files.items()})


def dossiers() -> list[tuple[str, str]]:
    """Every dossier of the examples and of the demo office, by where it is from and its folder."""
    found = []
    for name, tree in (("examples", examples()), ("demo", records())):
        places = Office(tree, read_settings(tree)).listing.places.values()
        found += [(name, place.path) for those in places for place in those]
    return found


def alone(name: str, folder: str, freeze: str) -> MemoryTree:
    """One dossier with settings of its own."""
    files = (examples() if name == "examples" else records()).files
    own: dict[str, str | bytes] = {path: text for path, text in files.items() if path.startswith(f"{folder}/")}
    return MemoryTree({**own, "skpkit.yaml": f"pembekuan: {freeze}\n"})


def table(tree: MemoryTree, path: str = BAGAS, today: date = DAY) -> Table:
    """The table of a path in a state."""
    return table_of(Office(tree, read_settings(tree)), path, today)


def cells(found: Table) -> list[Cell]:
    """The cells of all its SKP."""
    return [cell for plan in found.plans for cell in plan.cells]


def cell(found: Table, iki: str, period: str) -> Cell:
    """A cell of the first SKP."""
    return next(each for each in found.plans[0].cells if (each.iki, each.period) == (iki, period))


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
    findings = review(before, after, DAY).findings
    assert not any(each.code < "SKP100" for each in findings), "the edit is one that can be read"
    problems = [each.problem for each in findings if each.code == code]
    return {(each.at.path, each.about[1], each.about[2]) for each in problems}


def named(those: list[Cell], of: Callable[[Cell], Held | None]) -> set[tuple[str, str, str]]:
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
    tree = alone("examples", folder, "periode")
    for period, condition in (("B04", "ended"), ("B08", "open")):
        target = cell(table(tree, folder), "1a-N", period).target
        assert target
        assert target.hold.condition == condition
        after = edited(moved(tree, [target]), [{"file": "yoga", "adendum": ["target"]}])
        assert bool(found_by("SKP317", tree, after)) == ("SKP317" in target.hold.rules) == (condition == "ended")


def test_every_rule_that_is_named_is_in_the_rule_book() -> None:
    named_rules = {
        rule for each in cells(table(examples())) for rule in (*_rules(each.target), *_rules(each.realisation))
    }
    named_rules |= {rule for plan in table(examples()).plans for part in plan.parts for rule in part.hold.rules}
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
    part = next(each for each in found.plans[0].parts if each.at.path.endswith("2026-07-06.yaml"))
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
    assert {each.target.hold.condition for each in cells(found) if each.target} == {"open"}
    assert {each.subject for each in found.plans[0].parts if each.hold.condition == "frozen"} == {"dialogue"}
    assert "masih rancangan" in text(found)


def test_a_closed_plan_says_so_and_has_no_realisation_after_its_end() -> None:
    found = table(examples(), f"{PEOPLE['yoga']}/skp.yaml")
    assert len(found.plans) == 1
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
    assert {each.subject for each in found.plans[0].parts} == subjects


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


# --- the text ------------------------------------------------------------------------------------------------


def text(found: Table, width: int | None = None, lang: str = "id", writers: Mapping[Any, Any] | None = None) -> str:
    """The table as people read it."""
    return write(FrozenReport(found, Side("worktree", None), writers or {}, "periode", lang, width))


def test_elsewhere_than_on_a_terminal_a_cell_is_a_line() -> None:
    lines = text(table(examples())).splitlines()
    (line,) = [each for each in lines if "dki/2026-04-07.yaml:15" in each and "Q1" in each]
    assert line.split() == (
        "Q1 5 6 beku SKP301, SKP302, SKP315 dki/2026-04-07.yaml:15 (belum di-commit) realisasi: keberatan".split()
    )


@pytest.mark.parametrize("width", [200, 100, 80, 60, 40, 30])
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("person", ["bagas", "sari", "yoga"])
def test_on_a_terminal_nothing_is_wider_or_lost(width: int, lang: str, person: str) -> None:
    found = table(examples(), PEOPLE[person])
    lines = [_without_styles(each) for each in text(found, width, lang).splitlines()]
    assert max(map(len, lines)) <= width
    shown = "".join("".join(lines).split())
    for each in cells(found):
        assert each.iki in shown
        if each.realisation and isinstance(each.realisation.value, float):
            assert str(each.realisation.value).replace(".", "," if lang == "id" else ".") in shown


def _without_styles(line: str) -> str:
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", line)


def test_what_would_act_on_a_terminal_is_shown_as_its_number() -> None:
    name = "nama: Jumlah satuan kerja yang dibina"
    tree = edited(examples(), [{"file": "bagas/skp.yaml", "replace": {name: 'nama: "Jumlah\\u202e satuan"'}}])
    for width in (None, 80):
        shown = text(table(tree), width)
        assert "\u202e" not in shown
        assert "Jumlah\\u202e satuan" in shown


# --- the command ---------------------------------------------------------------------------------------------


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A run of skpkit in a folder."""
    done = subprocess.run(
        [sys.executable, "-m", "skpkit", *words],
        cwd=folder,
        env=dict(os.environ),
        capture_output=True,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done


def data(folder: Path, *words: str) -> dict[str, Any]:
    """What the command tells other programs, which must be as published."""
    done = run(folder, "frozen", *words, "--format", "json", "--today", "2026-06-15")
    assert (done.returncode, done.stderr) == (0, "")
    told: dict[str, Any] = json.loads(done.stdout)
    jsonschema.validate(told, SCHEMA, format_checker=jsonschema.FormatChecker())
    return told


def since(told: dict[str, Any], iki: str, period: str) -> dict[str, Any]:
    """Since when the target of a cell is frozen."""
    (found,) = [each for each in told["skps"][0]["cells"] if (each["iki"], each["period"]) == (iki, period)]
    place: dict[str, Any] = found["target"]["since"]
    return place


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """The examples, committed on 5 January; the dialogue of April came in a second commit on the 9th of that month."""
    settle(monkeypatch)
    for name in [each for each in os.environ if each.startswith("SKPKIT")]:
        monkeypatch.delenv(name)
    repo = GitRepo.made(tmp_path / "rekaman")
    files = examples().files
    repo.commit({path: content for path, content in files.items() if path != APRIL})
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-04-09T06:30:00+07:00")
    repo.commit({APRIL: files[APRIL]}, "DKI April")
    return repo


def test_since_names_line_and_commit(repo: GitRepo) -> None:
    place = since(data(repo.path, BAGAS), "1b-N", "Q1")
    assert place == {
        "path": APRIL,
        "line": 15,
        "column": 7,
        "commit": repo.id_of("HEAD"),
        "date": "2026-04-09T06:30:00+07:00",
    }
    assert (
        "dki/2026-04-07.yaml:15 (" + repo.id_of("HEAD")[:8] + ", 9 April 2026)"
        in run(repo.path, "frozen", APRIL).stdout
    )


def test_it_is_the_commit_that_last_wrote_the_line(repo: GitRepo) -> None:
    first = repo.id_of("HEAD")
    text = examples().files[APRIL].decode()
    second = repo.commit({APRIL: f"# catatan\n{text.replace('realisasi: 96.2', 'realisasi: 96.3')}"})
    told = data(repo.path, BAGAS)
    assert [since(told, iki, "Q1")["commit"] for iki in ("1a-C", "1b-N")] == [second, first]
    assert since(told, "1b-N", "Q1")["line"] == 16
    old = data(repo.path, BAGAS, "--rev", "HEAD~1")
    assert (old["state"], since(old, "1a-C", "Q1")["commit"]) == (first, first)
    repo.git("config", "blame.ignoreRevsFile", "abaikan")
    repo.write({"abaikan": f"{second}\n"})
    assert since(data(repo.path, BAGAS), "1a-C", "Q1")["commit"] == second


def test_a_moved_dossier_keeps_its_commits(repo: GitRepo) -> None:
    first = repo.id_of("HEAD")
    (repo.path / "records/2026/seksi").mkdir()
    repo.git("mv", BAGAS, "records/2026/seksi/")
    repo.commit()
    assert since(data(repo.path, f"records/2026/seksi/{BAGAS[-18:]}"), "1b-N", "Q1")["commit"] == first


def test_a_line_that_is_not_committed_has_no_commit(repo: GitRepo) -> None:
    first = repo.id_of("HEAD")
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 9}
    changed = edited(examples(), [{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line]}])
    new = f"{BAGAS}/dki/2026-07-06.yaml"
    text = changed.files[APRIL].decode().replace("realisasi: 96.2", "realisasi: 96.3")
    repo.write({new: changed.files[new], APRIL: text})
    before = photograph(repo.path)
    told = data(repo.path, BAGAS)
    assert photograph(repo.path) == before
    commits = [since(told, *each)["commit"] for each in (("1b-N", "Q1"), ("1b-N", "Q2"), ("1a-C", "Q1"))]
    assert commits == [first, None, None]
    assert "dki/2026-07-06.yaml:14 (belum di-commit)" in run(repo.path, "frozen", new).stdout


def test_before_the_first_commit_and_outside_of_a_repository_there_is_none(tmp_path: Path, repo: GitRepo) -> None:
    fresh = GitRepo.made(tmp_path / "baru")
    fresh.write(examples().files)
    assert since(data(fresh.path, BAGAS), "1b-N", "Q1")["commit"] is None
    with open_folder(fresh.path) as folder:
        assert folder.writers(folder.worktree(), APRIL, [15]) == {15: None}


def test_a_shallow_clone_cannot_be_certain(tmp_path: Path, repo: GitRepo) -> None:
    repo.commit({"catatan.txt": "x\n"})
    repo.git("clone", "--quiet", "--depth=1", repo.path.as_uri(), str(tmp_path / "salinan"))
    done = run(tmp_path / "salinan", "frozen", BAGAS)
    assert (done.returncode, done.stdout) == (3, "")
    assert "git fetch --unshallow" in done.stderr


def test_a_line_is_found_through_a_merge_and_at_any_line_end(repo: GitRepo) -> None:
    repo.git("switch", "--quiet", "--create", "cabang", "HEAD~1")
    text = examples().files[APRIL].replace(b"\n", b"\r\n")
    other = repo.commit({f"{PEOPLE['sari']}/catatan.txt": "x\n", APRIL: text})
    repo.git("switch", "--quiet", "main")
    repo.git("merge", "--quiet", "--strategy=ours", "cabang")
    with open_repository(repo.path) as repository:
        lines = repository.writers(repository.worktree(), APRIL, [14, 15, 15])
        assert {each.commit for each in lines.values() if each} == {repo.id_of("HEAD^1")}
        theirs = repository.writers(repository.commit("cabang"), APRIL, [15])[15]
        assert theirs
        assert theirs.commit == other


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((BAGAS,), 0),
        ((APRIL, "--rev", "HEAD"), 0),
        ((BAGAS, "--rev", "HEAD~1"), 0),
        ((f"{BAGAS}/", "--lang", "en"), 0),
        ((f"{BAGAS}/skp.yml",), 3),
        ((APRIL, "--rev", "HEAD~1"), 3),
        ((BAGAS, "--rev", "tidak-ada"), 3),
        (("..",), 3),
        ((), 2),
        ((BAGAS, "--format", "github"), 2),
    ],
)
def test_exit_codes(repo: GitRepo, words: tuple[str, ...], code: int) -> None:
    done = run(repo.path, "frozen", *words)
    assert done.returncode == code
    assert bool(done.stderr) == (code != 0) == (not done.stdout)


def test_every_dossier_is_told_as_published(repo: GitRepo) -> None:
    for folder in PEOPLE.values():
        told = data(repo.path, folder)
        assert told["dossier"] == f"2026/{folder[-18:]}"
        assert told["skps"]
