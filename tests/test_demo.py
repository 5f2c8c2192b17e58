"""The demo's history is the same everywhere, ends in this project's records, and holds what the demo tells of."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from random import Random

import pytest
from git import Repo

import skpkit
from skpkit.findings import Severity
from skpkit.forge.drivers import attributes_line, settings_for
from skpkit.judge.engine import Verdict
from tests.support.edits import edited
from tests.support.memory import MemoryTree
from tests.support.outside import demo
from tests.support.places import PROJECT

RAHMAT = "records/2026/seksi-pencairan-dana/199011092012101002"
BAYU = "records/2026/subbagian-umum/199812032021011001"
OKA = "records/2026/seksi-verifikasi-akuntansi/198812142010121001"
DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "repository"
    demo.build(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    with Repo(folder) as repo:
        return str(repo.git.execute(["git", *arguments]))


def heads(folder: Path) -> str:
    return git(folder, "for-each-ref", "--format=%(refname) %(objectname)")


def texts(root: Path) -> dict[str, str]:
    paths = [root / "skpkit.yaml", *sorted((root / "records").rglob("*"))]
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths if path.is_file()}


def test_building_twice_gives_the_same_commits(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[user]\n\tname = Orang Lain\n[core]\n\tautocrlf = true\n\thooksPath = /nowhere\n"
        "[init]\n\tdefaultBranch = trunk\n[commit]\n\tgpgSign = true\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2001-01-01T00:00:00")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    demo.build(tmp_path / "again")
    monkeypatch.undo()
    assert heads(tmp_path / "again") == heads(folder)
    assert not (tmp_path / "elsewhere").exists()


def test_main_ends_in_the_records_of_this_project(folder: Path) -> None:
    assert git(folder, "status", "--porcelain", "--branch").splitlines() == ["## main"]
    assert texts(folder) == texts(PROJECT)


def test_editors_find_the_schemas_in_it(folder: Path) -> None:
    for record in folder.rglob("skp.yaml"):
        named = record.read_text(encoding="utf-8").partition("\n")[0].partition("$schema=")[2]
        assert (record.parent / named).resolve() == folder.resolve() / "schemas" / "v1" / "skp.schema.json"


def test_the_history_is_a_year_of_several_people(folder: Path) -> None:
    lines = git(folder, "log", "--reverse", "--format=%as %an", "main").splitlines()
    dates = [line.split(" ", 1)[0] for line in lines]
    assert dates == sorted(dates)
    assert (dates[0], dates[-1]) == ("2026-01-05", "2026-11-20")
    assert len(lines) >= 25
    assert len({line.split(" ", 1)[1] for line in lines}) == 6


def test_a_realised_target_was_edited_and_put_back(folder: Path) -> None:
    skp, manual = f"{RAHMAT}/skp.yaml", f"{RAHMAT}/iki/1a-N.yaml"
    edited = git(folder, "log", "--format=%H", "--fixed-strings", "--grep=Rapikan target pembinaan", "main")
    assert git(folder, "show", "--format=", "--name-only", edited).splitlines() == [manual, skp]
    target = "{Q1: 10, Q2: 12, Q3: 12, Q4: 6, Y: 40}"
    for path in (skp, manual):
        assert target in git(folder, "show", f"{edited}~1:{path}")
        assert target.replace("10", "9").replace("40", "39") in git(folder, "show", f"{edited}:{path}")
        assert target in git(folder, "show", f"main:{path}")
    reported = git(folder, "show", f"{edited}~1:{RAHMAT}/dki/2026-04-13.yaml")
    assert "iki: 1a-N\n      periode: Q1\n      realisasi: 9\n" in reported


def test_git_log_tells_what_was_edited_in_the_words_of_the_form(folder: Path, tmp_path: Path) -> None:
    """With what `skpkit git-setup` writes, given here for one command: the demo's repository stays as it is."""
    attributes = tmp_path / "attributes"
    attributes.write_text(attributes_line("records"), encoding="utf-8")
    drivers = settings_for(f"{sys.executable} -m skpkit", "id")
    settings = [f"core.attributesFile={attributes}", *(f"{name}={value}" for name, value in drivers.items())]
    options = [word for each in settings for word in ("-c", each)]
    shown = git(folder, *options, "log", "-p", "-1", "--fixed-strings", "--grep=Rapikan target pembinaan", "main")
    changed = [line for line in shown.splitlines() if line.startswith(("+", "-")) and line[1:3] not in ("++", "--")]
    assert sorted(changed) == [
        "+1a-N target setahun: 39",
        "+1a-N target triwulan I: 9",
        "+target setahun: 39",
        "+target triwulan I: 9",
        "-1a-N target setahun: 40",
        "-1a-N target triwulan I: 10",
        "-target setahun: 40",
        "-target triwulan I: 10",
    ]


def test_a_dossier_moved_with_its_content_as_it_was(folder: Path) -> None:
    moved = git(folder, "log", "--format=%H", "--grep=Pindahkan berkas", "main")
    lines = git(folder, "diff-tree", "-r", "-M100%", "--no-commit-id", "--name-status", moved).splitlines()
    assert lines
    assert {line.split("\t")[0] for line in lines} == {"R100"}


@pytest.mark.parametrize(
    ("branch", "changed"),
    [
        ("GOOD", [f"A {BAYU}/dki/2026-11-23.yaml", f"M {BAYU}/iki/1a-N.yaml", f"M {BAYU}/skp.yaml"]),
        (
            "FORBIDDEN",
            [
                f"M {OKA}/dki/2026-10-09.yaml",
                f"A {OKA}/dki/2026-11-23.yaml",
                f"M {OKA}/iki/2a-N.yaml",
                f"M {OKA}/skp.yaml",
            ],
        ),
    ],
)
def test_a_proposal_starts_from_main_and_changes_one_dossier(folder: Path, branch: str, changed: list[str]) -> None:
    name = getattr(demo, branch)
    assert git(folder, "merge-base", "main", name) == git(folder, "rev-parse", "main")
    lines = git(folder, "diff", "--name-status", "main", name).splitlines()
    assert [line.replace("\t", " ") for line in lines] == changed


def forbidden(folder: Path) -> list[str]:
    """The commits of the year that rules forbid: the edit of a realised target, and what put it back."""
    found = [
        git(folder, "log", "--format=%H", "--fixed-strings", f"--grep={each}", "main")
        for each in ("Rapikan target pembinaan", "Kembalikan target triwulan I")
    ]
    assert all(len(each) == 40 for each in found)
    return found


def errors(verdict: Verdict) -> list[tuple[str, str | None]]:
    """The errors of a verdict, with the commit that each came with."""
    return [(each.code, each.commit) for each in verdict.findings if each.severity is Severity.ERROR]


def test_of_the_year_the_forbidden_change_and_its_reverting_are_found(folder: Path) -> None:
    """An adendum of a target that is realised months later is none of them, as it is where both are one change."""
    told = [("SKP301", each) for each in forbidden(folder)]
    verdict = skpkit.review(folder, "main~20..main", each_commit=True, today=DAY)
    assert (errors(verdict), verdict.judged_as, verdict.exit_code) == (told, "history", 1)
    refused, put_back = forbidden(folder)
    assert verdict.taken_back == {refused: put_back}
    audit = skpkit.audit(folder, "main", today=DAY)
    assert (errors(audit), audit.taken_back) == (told, {refused: put_back})
    assert audit.commits[put_back].subject == "Kembalikan target triwulan I Rahmat Hidayatullah"


@pytest.mark.parametrize("seed", range(2))
def test_however_the_year_is_cut_its_permitted_steps_are_silent(folder: Path, seed: int) -> None:
    """Steps that landed decide for themselves, so no cut adds a finding, and none hides one."""
    dice = Random(seed)  # noqa: S311
    steps = git(folder, "rev-list", "--first-parent", "--reverse", "main").splitlines()
    first, last = sorted(dice.sample(range(len(steps)), 2))
    told = [("SKP301", each) for each in forbidden(folder) if each in steps[first + 1 : last + 1]]
    cut = f"{steps[first]}..{steps[last]}"
    assert errors(skpkit.review(folder, cut, each_commit=True, today=DAY)) == told
    assert errors(skpkit.audit(folder, cut, today=DAY)) == told
    for step in {*dice.sample(steps[1:], 2), forbidden(folder)[seed]}:
        day = date.fromisoformat(git(folder, "show", "--no-patch", "--format=%cs", step))
        verdict = skpkit.review(folder, f"{step}^...{step}", today=day)
        assert ({code for code, _ in errors(verdict)}, verdict.judged_as) == (
            {"SKP301"} if step in forbidden(folder) else set(),
            "proposal",
        )


def test_an_edit_that_does_not_fit_the_record_is_refused() -> None:
    with pytest.raises(ValueError, match="occurs 0 times"):
        edited(
            MemoryTree({"skp.yaml": "status: ditetapkan\n"}),
            [{"file": "skp.yaml", "replace": {"status: ditutup": "x"}}],
        )


def test_a_folder_in_use_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "catatan.txt").write_text("milik orang lain", encoding="utf-8")
    assert demo.main([str(tmp_path)]) == 2
    assert "sudah berisi" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]
