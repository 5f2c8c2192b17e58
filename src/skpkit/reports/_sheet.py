"""Laying out tables of text: on a terminal the columns are narrowed until they fit; elsewhere a row is a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skpkit.messages import visible

if TYPE_CHECKING:
    from rich.console import Console


class SheetRow(NamedTuple):
    """A row of a table with its style on a terminal."""

    texts: tuple[str, ...]
    style: str


class Sheet(NamedTuple):
    """A table: its header, and rows below titles."""

    header: tuple[str, ...]
    groups: tuple[tuple[str, tuple[SheetRow, ...]], ...]


def laid_out(pieces: Sequence[str | Sheet], width: int | None, *, color: bool) -> str:
    """Lines and tables as text: for a terminal of that width, or without one plain, for other programs to search."""
    return _plain(pieces) if width is None else _for_terminal(pieces, width, color=color)


def _widths(sheet: Sheet, pieces: Callable[[str], list[str]]) -> list[int]:
    """How wide each column must be for the longest of the pieces that its texts are made of."""
    rows = [sheet.header, *(row.texts for _, rows in sheet.groups for row in rows)]
    columns = zip(*rows, strict=True)
    return [max((len(piece) for text in column for piece in pieces(visible(text))), default=0) for column in columns]


def _plain(pieces: Sequence[str | Sheet]) -> str:
    lines: list[str] = []
    for piece in pieces:
        lines += [visible(piece)] if isinstance(piece, str) else _plain_sheet(piece)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _plain_sheet(sheet: Sheet) -> Iterator[str]:
    widths = _widths(sheet, str.splitlines)

    def line(texts: Sequence[str]) -> str:
        return "  " + "  ".join(visible(text).ljust(width) for text, width in zip(texts, widths, strict=True))

    yield line(sheet.header)
    for title, rows in sheet.groups:
        if title:
            yield visible(title)
        yield from (line(row.texts) for row in rows)


def _for_terminal(pieces: Sequence[str | Sheet], width: int, *, color: bool) -> str:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(force_terminal=True, no_color=not color, width=width, highlight=False, emoji=False, markup=False)
    with console.capture() as capture:
        for piece in pieces:
            if isinstance(piece, str):
                text = visible(piece)
                console.print(Padding(Text(text.strip()), (0, 0, 0, len(text) - len(text.lstrip()))))
            elif widths := _narrowed(piece, width - len(piece.header)):
                _print_table(console, piece, widths)
            else:
                _print_stacked(console, piece)
    return capture.get()


def _print_table(console: Console, sheet: Sheet, widths: Sequence[int]) -> None:
    from rich.table import Table
    from rich.text import Text

    for nth, (title, rows) in enumerate(sheet.groups):
        table = Table(box=None, padding=(0, 1, 0, 0), show_header=not nth, header_style="dim")
        for name, size in zip(sheet.header, widths, strict=True):
            table.add_column(Text(name), width=size)
        for row in rows:
            table.add_row(*(Text(visible(text), row.style) for text in row.texts))
        if title:
            console.print(Text(visible(title), "bold"))
        console.print(table)


def _print_stacked(console: Console, sheet: Sheet) -> None:
    """Each row as lines below its first text, for a terminal too narrow for columns."""
    from rich.padding import Padding
    from rich.text import Text

    for title, rows in sheet.groups:
        if title:
            console.print(Text(visible(title), "bold"))
        for row in rows:
            console.print(Text(visible(row.texts[0]), row.style))
            for name, text in zip(sheet.header[1:], row.texts[1:], strict=True):
                if text:
                    console.print(Padding(Text(visible(f"{name}: {text}")), (0, 0, 0, 2)))


def _narrowed(sheet: Sheet, room: int) -> list[int]:
    """The widths of the columns, the widest made narrower until all fit; nothing where a word would be cut."""
    fitting, least = _widths(sheet, str.splitlines), _widths(sheet, str.split)
    while sum(fitting) > room:
        spare = [nth for nth, width in enumerate(fitting) if width > least[nth]]
        if not spare:
            return []
        fitting[max(spare, key=lambda nth: fitting[nth])] -= 1
    return fitting
