"""Which folder is compared with which: twins, names that are no text, and a folder of records that moves."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from skpkit.findings import Severity
from skpkit.judge.engine import check
from skpkit.judge.office import Office
from skpkit.judge.pairs import pairs
from skpkit.judge.review import review
from skpkit.model.listing import Place
from tests.support.command import COMMIT, DAY, OLD, git, report, run
from tests.support.edits import examples
from tests.support.memory import MemoryTree

NIP = "199203172015021003"
BAGAS = f"records/2026/{NIP}"
LOWER = OLD.replace("Q1: 5", "Q1: 4").replace("Y: 30", "Y: 29")


def lower(folder: Path) -> None:
    """Lower a target that was realised, in SKP and manual."""
    for name in ("skp.yaml", "iki/1b-N.yaml"):
        file = folder / name
        file.write_bytes(file.read_bytes().replace(OLD.encode(), LOWER.encode()))


def alter(folder: Path) -> None:
    """Alter a realisation that was reported."""
    file = folder / "dki/2026-04-07.yaml"
    file.write_bytes(file.read_bytes().replace(b"realisasi: 6,", b"realisasi: 60,"))


def errors(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The findings that are errors."""
    return [each for each in data["findings"] if each["severity"] == "error"]


def commit(office: Path) -> None:
    git(office, "add", "--all")
    git(office, *COMMIT)


# --- twins ---------------------------------------------------------------------------------------------------


def place(path: str, tree: str) -> Place:
    return Place(path, tree, ())


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a1", "a1", ""),
        ("a1", "a2", "a-a"),
        ("a1", "b2", "a-b"),
        ("a1 z1", "a1 z2", "z-z"),
        ("a1 z1", "a2 z2", "a-a z-z"),
        ("a1 z1", "z1 b2", "a-b"),
        ("a1 z2", "b2 c1", "z-b a-c"),
        ("m1", "a1 z2", "m-a m-z"),
        ("m1", "a2 z1", "m-a m-z"),
        ("m1", "m1 z2", "m-z"),
        ("m1 z1", "m1", "z-m"),
        ("a1 z2", "m3", "a-m z-m"),
        ("a1 z2", "m2", "z-m a-m"),
        ("", "a1 b2", "-a -b"),
        ("a1 b2", "", "a- b-"),
    ],
)
def test_each_folder_is_compared_with_its_own_earlier_state(before: str, after: str, expected: str) -> None:
    old, new = ([place(each[0], each[1]) for each in words.split()] for words in (before, after))
    found = [f"{one.path if one else ''}-{two.path if two else ''}" for one, two in pairs(old, new)]
    assert found == expected.split()


def copy(folder: str) -> Callable[[Path], None]:
    def do(office: Path) -> None:
        shutil.copytree(office / BAGAS, office / "records/2026" / folder / NIP)

    return do


LOWERED = "tingkat: {SKP004: peringatan}\n"
OFF = "tingkat: {SKP004: mati}\n"


@pytest.mark.parametrize("settings", ["", OFF])
@pytest.mark.parametrize("edit", [lower, alter])
@pytest.mark.parametrize("folder", ["2026", "2026/zz", "2026/aa"])
def test_of_two_folders_that_were_there_the_one_that_changed_is_judged(
    office: Path, settings: str, edit: Callable[[Path], None], folder: str
) -> None:
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    copy("zz")(office)
    copy("aa")(office)
    commit(office)
    edit(office / "records" / folder / NIP)
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"]} & {"SKP301", "SKP302"}
    assert "2026/199203172015021003" in data["failures"][0]


@pytest.mark.parametrize("settings", ["", OFF])
def test_a_twin_that_comes_beside_a_move_is_compared_with_what_moved(office: Path, settings: str) -> None:
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    commit(office)
    copy("aa")(office)
    (office / "records/2026/zz").mkdir()
    (office / BAGAS).rename(office / "records/2026/zz" / NIP)
    lower(office / "records/2026/zz" / NIP)
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 1
    assert "SKP301" in {each["code"] for each in data["findings"]}


@pytest.mark.parametrize("settings", [LOWERED, OFF])
def test_a_twin_is_no_clean_change_even_where_nothing_else_is_wrong(office: Path, settings: str) -> None:
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    commit(office)
    copy("zz")(office)
    assert report(office, "review", "HEAD", *DAY)[0] == 3  # after
    assert report(office, "check", *DAY)[0] == 3
    commit(office)
    assert report(office, "review", "HEAD", *DAY)[0] == 0  # nothing changed
    shutil.rmtree(office / "records/2026/zz")
    assert report(office, "review", "HEAD", *DAY)[0] == 3  # before
    assert report(office, "check", *DAY)[0] == 0


# --- names that are no text ----------------------------------------------------------------------------------

BAD = os.fsdecode(b"\xff")
LIKE = "\\xff"  # a real name of the letters that the other one is shown by


@pytest.mark.parametrize(
    "path", [f"{BAD}/{NIP}/skp.yaml", f"{NIP}/dki/{BAD}.yaml", f"{BAD}.txt", f"a/{BAD}/b/{BAD}/c", f"{NIP}/{BAD}/x"]
)
def test_a_name_that_is_no_text_is_told_once(office: Path, path: str) -> None:
    file = office / "records/2026" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    for name in (file, file.with_name("yang lain")):
        name.write_bytes(b"x: 1\n")
    if path.endswith((f"{BAD}.txt", f"{BAD}.yaml")):
        file.with_name("yang lain").unlink()
    code, data = report(office, "check", *DAY)
    found = [each for each in data["findings"] if "UTF-8" in each["message"]]
    assert code == 1
    assert [each["code"] for each in found] == ["SKP004"]
    assert "\\xff" in found[0]["path"]
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 1
    assert "SKP004" in {each["code"] for each in data["findings"]}


def test_elsewhere_in_the_repository_any_name_will_do(office: Path) -> None:
    (office / BAD).write_bytes(b"x")
    assert report(office, "check", *DAY)[0] == 0
    assert report(office, "review", "HEAD", *DAY)[0] == 0


@pytest.mark.parametrize("settings", ["", OFF])
def test_a_dossier_is_not_hidden_behind_a_name_of_the_same_letters(office: Path, settings: str) -> None:
    """A copy below bytes that are no text, the real one below the letters that those are shown by."""
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    unit = office / "records/2026" / LIKE
    unit.mkdir()
    (office / BAGAS).rename(unit / NIP)
    commit(office)
    shutil.copytree(unit, office / "records/2026" / BAD)
    assert report(office, "review", "HEAD", *DAY)[0] in (1, 3)
    commit(office)
    lower(unit / NIP)
    alter(unit / NIP)
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 1
    assert {"SKP301", "SKP302"} <= {each["code"] for each in data["findings"]}


@pytest.mark.parametrize("settings", ["", OFF])
def test_what_changes_below_such_a_name_is_not_compared(office: Path, settings: str) -> None:
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    unit = office / "records/2026" / BAD
    unit.mkdir()
    (office / BAGAS).rename(unit / NIP)
    commit(office)
    assert report(office, "review", "HEAD", *DAY)[0] == 0
    lower(unit / NIP)
    assert report(office, "review", "HEAD", *DAY)[0] == 3
    unit.rename(unit.with_name("unit"))
    assert report(office, "review", "HEAD", *DAY)[0] == 3  # given a name and changed at once
    git(office, "checkout", "--quiet", "--", ".")
    shutil.rmtree(unit.with_name("unit"))
    unit.rename(unit.with_name("unit"))
    assert report(office, "review", "HEAD", *DAY)[0] == 0  # given a name, as it is


# --- a folder of records that moves --------------------------------------------------------------------------


def moved(office: Path, to: str = "catatan") -> None:
    (office / to).parent.mkdir(parents=True, exist_ok=True)
    (office / "records").rename(office / to)
    (office / "skpkit.yaml").write_text(f"rekaman: {to}\n", encoding="utf-8")


@pytest.mark.parametrize("to", ["catatan", "data/skp", "Records", "records2"])
def test_records_that_move_as_they_are_pass(office: Path, to: str) -> None:
    moved(office, to)
    code, data = report(office, "review", "HEAD", *DAY)
    assert (code, data["findings"]) == (0, [])
    assert report(office, "check", *DAY)[0] == 0


def test_what_is_edited_on_the_way_is_judged(office: Path) -> None:
    moved(office)
    lower(office / f"catatan/2026/{NIP}")
    alter(office / f"catatan/2026/{NIP}")
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 1
    assert {"SKP301", "SKP302"} <= {each["code"] for each in data["findings"]}


@pytest.mark.parametrize("left", ["skp.yaml", "dki/2026-04-07.yaml", "komplemen-1/skp.yaml", "iki/9z-N.yaml"])
def test_what_is_left_behind_is_told_in_a_review_and_later(office: Path, left: str) -> None:
    moved(office)
    file = office / BAGAS / left
    file.parent.mkdir(parents=True)
    file.write_text("x: 1\n", encoding="utf-8")
    for words in (("review", "HEAD"), ("check",)):
        code, data = report(office, *words, *DAY)
        assert code == 1
        (found,) = errors(data)
        assert (found["code"], found["path"]) == ("SKP004", f"{BAGAS}/{left}")
        assert "catatan" in found["message"]


def test_what_is_left_behind_in_a_folder_that_the_base_named_is_told_in_the_review(office: Path) -> None:
    moved(office)
    commit(office)
    shutil.copytree(office / "catatan", office / "records")
    (office / "skpkit.yaml").unlink()
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"]} == {"SKP004"}
    assert all(each["path"].startswith("catatan/") for each in data["findings"])
    shutil.rmtree(office / "catatan")
    assert report(office, "review", "HEAD", *DAY)[0] == 0


def test_a_folder_whose_name_differs_in_capitals_is_told(office: Path) -> None:
    """Where a file system takes one for the other, they are one folder."""
    shutil.copytree(office / BAGAS, office / "Records/2026" / NIP)
    code, data = report(office, "check", *DAY)
    assert code == 1
    assert {each["code"] for each in errors(data)} == {"SKP004"}


def test_other_things_may_lie_in_a_folder_called_records(office: Path) -> None:
    moved(office)
    (office / "records/musik/2026").mkdir(parents=True)
    (office / "records/musik/2026/daftar.yaml").write_text("x: 1\n", encoding="utf-8")
    (office / "records/.gitkeep").touch()
    assert report(office, "check", *DAY)[0] == 0
    assert report(office, "review", "HEAD", *DAY)[0] == 0


# --- settings and exemptions that are no files ---------------------------------------------------------------


def link(file: Path) -> None:
    file.symlink_to("lain.yaml")


def folder_(file: Path) -> None:
    file.mkdir()
    (file / "x").touch()


def submodule(file: Path) -> None:
    file.mkdir()
    git(file, "init", "--quiet")
    git(file, "commit", "--quiet", "--allow-empty", "--message", "x")


@pytest.mark.parametrize("name", ["skpkit.yaml", "records/pengecualian.yaml"])
@pytest.mark.parametrize("make", [link, folder_, submodule])
def test_settings_and_exemptions_are_plain_files(office: Path, name: str, make: Callable[[Path], None]) -> None:
    git(office, "rm", "--quiet", "--ignore-unmatch", name)
    git(office, "commit", "--quiet", "--allow-empty", "--message", "x")
    make(office / name)
    for words in (("check",), ("review", "HEAD")):
        done = run(office, *words, *DAY, "--lang", "en")
        assert done.returncode == 2, done.stdout
        assert f"{name} is a symbolic link, a submodule or a folder" in done.stderr


@pytest.mark.parametrize("name", ["Skpkit.yaml", "SKPKIT.YAML", "skpkit.yml"])
def test_settings_under_another_name_are_not_passed_over(office: Path, name: str) -> None:
    git(office, "rm", "--quiet", "--ignore-unmatch", "skpkit.yaml")
    (office / name).write_text("pembekuan: iki\n", encoding="utf-8")
    for words in (("check",), ("review", "HEAD")):
        done = run(office, *words, *DAY, "--lang", "en")
        assert done.returncode == 2
        assert f"{name} is not read" in done.stderr


# --- without git ---------------------------------------------------------------------------------------------


def test_the_other_folder_of_a_twin_is_no_part_of_a_clean_check() -> None:
    files = dict(examples().files)
    twin = {path.replace("2026/", "2026/zz/"): text for path, text in files.items() if NIP in path}
    tree = MemoryTree({**files, **twin, "skpkit.yaml": LOWERED})
    verdict = check(Office(tree), date(2026, 6, 15))
    assert verdict.exit_code == 3
    assert not verdict.count(Severity.ERROR)
    assert review(Office(tree), Office(tree), date(2026, 6, 15)).exit_code == 0
