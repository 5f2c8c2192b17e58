"""The pages that show a terminal are played again, from an empty folder on; what differs are the numbers of commits."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import click
import pytest

from docs.panduan.gambar import PICTURES, pictures
from skpkit.cli._group import cli
from tests.support.places import PROJECT
from tests.support.transcript import Player, played, steps_of

GUIDES = PROJECT / "docs" / "panduan"
FIRST = GUIDES / "dari-awal.md"
OTHERS = ("pegawai", "pejabat-penilai", "pengelola-kinerja", "penjaga-repositori")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pages show a shell")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Player, str]:
    """Whoever went the whole way, and the page as it is then."""
    player = Player(tmp_path_factory.mktemp("rumah"))
    return player, played(FIRST.read_text(encoding="utf-8"), player)


def test_the_whole_way_from_an_empty_folder_is_as_told(first: tuple[Player, str]) -> None:
    same(FIRST, first[1])
    commands = [each.command for each in steps_of(first[1]) if each.command]
    for wanted in ("init", "new skp", "new manual", "new dki", "approve", "realisasi", "adendum", "review", "render"):
        assert any(each.startswith(f"skpkit {wanted}") for each in commands), wanted


def test_what_was_made_is_in_order(first: tuple[Player, str]) -> None:
    folder = first[0].folder
    for words in (["fsck", "--no-dangling"], ["status", "--porcelain"]):
        done = subprocess.run(["git", *words], cwd=folder, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == ""


@pytest.mark.parametrize("name", OTHERS)
def test_a_guide_tells_what_there_is_to_see(name: str, first: tuple[Player, str], tmp_path: Path) -> None:
    """Each goes on where the whole way ended."""
    home = tmp_path / "rumah"
    copytree(first[0].home, home, symlinks=True)
    page = GUIDES / f"{name}.md"
    same(page, played(page.read_text(encoding="utf-8"), Player(home, first[0].folder.name)))


def test_the_pictures_show_what_a_terminal_shows(first: tuple[Player, str], tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    copytree(first[0].home, home, symlinks=True)
    made = pictures(Player(home, first[0].folder.name))
    kept = {each.stem: each for each in PICTURES.glob("*.svg")}
    assert made.keys() == kept.keys()
    shown = "\n".join(page.read_text(encoding="utf-8") for page in GUIDES.glob("*.md"))
    for name, svg in made.items():
        if os.environ.get("UPDATE_PAGES"):
            kept[name].write_text(svg, encoding="utf-8")
        assert svg == kept[name].read_text(encoding="utf-8"), f"docs/panduan/gambar.py makes another {name}.svg"
        assert f"(gambar/{name}.svg)" in shown
        assert len(svg) < 60_000
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\((?!#)", svg), "it needs no network"


def test_every_command_within_a_sentence_is_one_with_its_options() -> None:
    """A command of a block is run; one that is named within a sentence, often with … in it, has to be there."""
    told = []
    for page in [*GUIDES.glob("*.md"), PROJECT / "README.md"]:
        prose = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        told += re.findall(r"`skpkit ([^`]*)`", " ".join(prose.split()))
    assert len(told) > 40
    assert [each for each in told if not known(each)] == []


def known(line: str) -> bool:
    """Whether what follows `skpkit` begins with a command, and has only options of it."""
    command: click.Command = cli
    words = [each.strip("[],") for each in line.split()]
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        found = command.get_command(click.Context(command), words.pop(0))
        if found is None:
            return False
        command = found
    options = {name for each in command.params for name in (*each.opts, *each.secondary_opts)} | {"--help", "-h"}
    return {each for each in words if each.startswith("-") and each != "-"} <= options


def same(page: Path, now: str) -> None:
    """Raises AssertionError unless a page is what it is now; with UPDATE_PAGES it is written."""
    if os.environ.get("UPDATE_PAGES"):
        page.write_text(now, encoding="utf-8")
    assert now == page.read_text(encoding="utf-8")
