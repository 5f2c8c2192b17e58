"""The pictures of a terminal in these pages, made of what skpkit shows: `python docs/panduan/terminal.py [FOLDER]`.

The whole way of dari-awal.md is gone first; each picture is of a command after it. Days and names are fixed and the
numbers of commits are not shown, so the same records give the same bytes.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from tests.support.transcript import Player, Step, played  # noqa: E402 - run as a script, this folder alone is on the path

PICTURES = Path(__file__).with_name("terminal")
NIP = "199203172015021003"
SKP = f"records/2026/kppn-contoh/{NIP}/skp.yaml"
COLUMNS = 84  # with more of them letters are too small where a forge shows a page
LONGEST = 34  # lines of a picture; what follows is left out
THEME = TerminalTheme(
    (250, 250, 250),
    (36, 41, 47),
    [
        (36, 41, 47),
        (180, 35, 24),
        (17, 99, 41),
        (149, 97, 0),
        (9, 105, 218),
        (130, 80, 223),
        (27, 124, 131),
        (87, 96, 106),
    ],
    [
        (87, 96, 106),
        (180, 35, 24),
        (17, 99, 41),
        (149, 97, 0),
        (9, 105, 218),
        (130, 80, 223),
        (27, 124, 131),
        (36, 41, 47),
    ],
)
# Rich's own picture fetches its letters from the web; this one takes those of the machine.
FORM = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, SFMono-Regular, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>{lines}</defs>
<rect fill="#fafafa" stroke="#d0d7de" x="1" y="1" width="99.8%" height="99.7%" rx="8"/>
<g transform="translate({terminal_x}, {terminal_y})">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


class Picture(NamedTuple):
    """A command on a day, in a terminal of some columns, and what was done to the records before it."""

    day: date
    command: str
    columns: int = COLUMNS
    before: str = "true"


WANTED = {
    "status": Picture(date(2026, 5, 15), f"skpkit status --person {NIP}"),
    "frozen": Picture(date(2026, 5, 15), f"skpkit frozen {NIP}"),
    "review": Picture(date(2026, 6, 12), "skpkit review", before=f"sed -i 's/Q1: 5, /Q1: 6, /' {SKP}"),
    "check": Picture(date(2026, 6, 12), "skpkit check", before=f"sed -i 's/\"{NIP}\"/{NIP}/' {SKP}"),
}


def pictures(player: Player) -> dict[str, str]:
    """Each picture, of somebody who went the whole way; the records are as before then."""
    made = {}
    for name, each in WANTED.items():
        player.play(Step(each.day, each.before, ""))
        shown = player.shown(Step(each.day, each.command, ""), each.columns)
        player.play(Step(each.day, "git checkout --quiet .", ""))
        made[name] = drawn(f"$ {each.command}\n{shown}", each.columns)
    return made


def drawn(text: str, columns: int) -> str:
    """What a terminal shows, as SVG."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) > LONGEST:
        lines[LONGEST:] = ["…"]
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        console = Console(width=columns, record=True, file=nowhere, legacy_windows=False)
        console.print(Text.from_ansi("\n".join(lines)), soft_wrap=False)
    return console.export_svg(title="", theme=THEME, code_format=FORM, unique_id="skpkit")


def main(folder: Path) -> None:
    """Write the pictures into a folder."""
    with tempfile.TemporaryDirectory() as home:
        player = Player(Path(home))
        played(PICTURES.with_name("dari-awal.md").read_text(encoding="utf-8"), player)
        folder.mkdir(exist_ok=True)
        for name, svg in pictures(player).items():
            (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
