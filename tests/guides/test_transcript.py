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

from docs.panduan.terminal import PICTURES, pictures
from skpkit.cli._group import cli
from tests.support.command import report
from tests.support.pages import blocks_in
from tests.support.places import PROJECT
from tests.support.transcript import Player, played, steps_of

GUIDES = PROJECT / "docs" / "panduan"
FIRST = GUIDES / "dari-awal.md"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pages show a shell")


def test_the_pages_show_what_a_terminal_shows(tmp_path: Path) -> None:
    """The whole way once, by what dari-awal.md holds; each guide and picture goes on where it ended."""
    player = Player(tmp_path / "rumah")
    now = {FIRST: played(FIRST.read_text(encoding="utf-8"), player)}
    commands = [each.command for each in steps_of(now[FIRST]) if each.command]
    for wanted in ("init", "new skp", "new manual", "new dki", "approve", "realisasi", "adendum", "review", "render"):
        assert any(each.startswith(f"skpkit {wanted}") for each in commands), wanted
    for words in (["fsck", "--no-dangling"], ["status", "--porcelain"]):
        done = subprocess.run(["git", *words], cwd=player.folder, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == ""
    for page in sorted({*GUIDES.glob("*.md")} - {FIRST}):
        text = page.read_text(encoding="utf-8")
        if "```console" in text:
            now[page] = played(text, going_on(player, tmp_path / page.stem))
    assert len(now) == 5
    assert re.search(r"Peninjauan main \(([0-9a-f]{8})\) ke \S+ \((?!\1)[0-9a-f]{8}\)", now[FIRST])
    made = pictures(going_on(player, tmp_path / "terminal"))
    now |= {PICTURES / f"{name}.svg": svg for name, svg in made.items()}
    if os.environ.get("UPDATE_PAGES"):
        for page, text in now.items():
            page.write_text(text, encoding="utf-8")
    assert {*PICTURES.iterdir()} == {each for each in now if each.suffix == ".svg"}
    for page, text in now.items():
        assert text == page.read_text(encoding="utf-8"), f"{page.name} is another; UPDATE_PAGES=1 writes it"


def going_on(player: Player, home: Path) -> Player:
    """Whoever went the whole way, in a home of his own."""
    copytree(player.home, home, symlinks=True)
    return Player(home, player.folder.name, player.ids)


def test_the_pictures_are_small_shown_and_need_no_network() -> None:
    shown = "\n".join(page.read_text(encoding="utf-8") for page in GUIDES.glob("*.md"))
    for picture in PICTURES.iterdir():
        svg = picture.read_text(encoding="utf-8")
        assert f"(terminal/{picture.name})" in shown
        assert len(svg) < 60_000
        wide = re.search(r'viewBox="0 0 ([0-9.]+) ', svg)
        assert wide
        assert float(wide[1]) < 1100, "letters of 20 are 16 and more on a page of 880"
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\((?!#)", svg)


def test_the_first_skp_of_the_readme_is_one(tmp_path: Path) -> None:
    (text,) = (each for each in blocks_in(PROJECT / "README.md", "yaml") if each.startswith("jenis: skp"))
    assert len(text.splitlines()) == 20
    file = tmp_path / "records" / "2026" / "199203172015021003" / "skp.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    code, told = report(tmp_path, "check", "--today", "2026-01-05")
    assert (code, told["summary"]["error"], told["summary"]["warning"]) == (0, 0, 0), told["findings"]


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
