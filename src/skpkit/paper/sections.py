"""Sections of documents on dialogues: rows of cells in tables, and what several of these documents write in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from skpkit.model.records import Data, Skp
from skpkit.paper import labels, words
from skpkit.paper.results import result_name

Paragraphs: TypeAlias = "tuple[str, ...]"
Cells: TypeAlias = "tuple[Paragraphs, ...]"


@dataclass(frozen=True, slots=True)
class Section:
    """A section in a table: its key in the template, title, heads of columns, and rows of cells of paragraphs.

    A row of one cell spans all columns. Without a title it has no title row.
    """

    kunci: str
    judul: str
    kepala: tuple[str, ...]
    baris: tuple[Cells, ...]


def section(key: str, rows: Iterable[Cells]) -> Section:
    """The section of that key, under its title and the heads of its columns."""
    return Section(key, labels.PARTS[key], labels.HEADS[key], tuple(rows))


def texts(*values: str | None) -> Paragraphs:
    """A cell of some texts, those that there are."""
    return tuple(words.text(each) for each in values if each)


def numbered(rows: Iterable[Cells]) -> tuple[Cells, ...]:
    """The rows with their numbers before them."""
    return tuple(((str(nth),), *row) for nth, row in enumerate(rows, 1))


def party(data: Data) -> str:
    """Who gives something, and what that person is to the employee: `Ratna Wulandari (atasan langsung)`."""
    return f"{data['nama']} ({labels.RELATION[data['hubungan']].lower()})"


def realised(value: float | str | None, unit: str) -> str:
    """A realisasi with its unit; a narrative as it is."""
    return value if isinstance(value, str) else words.amount(value, unit)


def training(data: Data) -> Cells:
    """A row of usulan pelatihan."""
    return tuple(texts(data.get(each)) for each in ("topik", "kompetensi", "waktu", "penyelenggara"))


def action(data: Data, skp: Skp) -> Cells:
    """What follows the words of a rencana aksi: its RHK, when it is due, and its status."""
    return (
        texts(result_name(data.get("rhk"), skp)),
        (words.day(date.fromisoformat(data["tenggat"])),),
        (labels.PROGRESS[data["status"]],),
    )
