"""Words and numbers stay whole on every form: none is cut, none lies across a line of its cell or over another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from skpkit.source.yamlfile import read
from tests.support.boxes import crossings
from tests.support.edits import examples
from tests.support.forms import FORMS, printed
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT
from tests.support.printed import History, printer
from tests.support.wholewords import missing, parted, words_of

CASES = PROJECT / "tests" / "data" / "pages"
SUM = 900_000_000_000_000
NUMBERS = {"target", "realisasi"}
LONG = "mempertanggungjawabkannya permasalahan/ketidaksesuaian"
ADDRESS = "https://contoh.go.id/" + "lampiran_laporan.bendahara/" * 4
TEXTS = {"rencana", "tujuan", "definisi", "formula", "sumber_data", "pihak_penyedia_data", "alasan", "uraian"}
TEXTS |= {"kendala", "usulan_strategi", "isi", "bukti_dukung", "catatan", "ekspektasi", "penugasan", "ukuran"}
NAMES = {"nama", "jabatan", "unit_kerja"}  # of which there is less room


def states(name: str) -> list[MemoryTree]:
    """The states of a dossier of office words, the oldest first."""
    folder = CASES / name
    parts = [folder] if (folder / "records").is_dir() else sorted(each for each in folder.iterdir())
    return [MemoryTree.of_folder(each) for each in parts]


def bent(tree: MemoryTree) -> MemoryTree:
    """The same with sums of 15 digits in every number, and long words and addresses in every text."""

    def changed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: changed(each, name if key not in NUMBERS else key) for name, each in value.items()}
        if isinstance(value, list):
            return [changed(each, key) for each in value]
        if key in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
            return int(SUM + value)
        if isinstance(value, str) and key in TEXTS | NAMES:
            return f"{value} {LONG} {ADDRESS if key in TEXTS else ADDRESS[:47]}"
        return value

    files: dict[str, str | bytes | None] = {
        path: json.dumps(changed(read(content).data)) for path, content in tree.files.items() if "/20" in path
    }
    return tree.changed(files)


def documents(held: list[MemoryTree]) -> Iterator[tuple[str, bytes]]:
    """Every document of the newest state, as a PDF."""
    made = printer(held[-1], History(held))
    for path in sorted(each for each in held[-1].files if each.startswith("records/")):
        for name in made.documents(path):
            try:
                yield f"{path} {name}", made.made(path, "pdf", name).pages[0]
            except SkpkitError:
                continue  # an evaluation of an SKP that is no more


@pytest.mark.parametrize("name", ["kata-biasa", "lima-adendum", "bent"])
def test_no_word_is_parted_or_across_a_line_or_over_another(name: str) -> None:
    held = [bent(states("kata-biasa")[-1])] if name == "bent" else states(name)
    faults, words = {}, set().union(*map(words_in, held))
    for title, pdf in documents(held):
        path, _, document = title.partition(" ")
        lacking = missing(words_in(held[-1], path), pdf) if document in {"dki", "manual"} else []
        if found := [*crossings(pdf), *parted(words, pdf), *lacking]:
            faults[title] = found
    assert faults == {}


@pytest.mark.parametrize("name", FORMS)
def test_nor_on_the_forms(name: str) -> None:
    (pdf,) = printed(name, "pdf")
    assert [*crossings(pdf), *parted(words_in(examples()), pdf)] == []


def words_in(tree: MemoryTree, path: str = "records/") -> set[str]:
    """The words and large numbers of the records at a path."""
    return {
        word
        for name, content in tree.files.items()
        if name.startswith(path) and name.endswith(".yaml")
        for word in words_of(read(content).data)
    }


def test_a_word_that_is_cut_or_missing_is_told() -> None:
    (pdf,) = printed("skp-adendum", "pdf")
    words = ["terselesaikannya", "satuankerja", "tidakadapadaformulir"]
    assert parted(words, pdf) == ["satuankerja"]
    assert missing(words, pdf) == ["tidakadapadaformulir"]
