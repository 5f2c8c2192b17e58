"""Words and numbers stay whole on every form: none is cut, none lies across a line of its cell or over another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from skpkit.source.yamlfile import read
from tests.support.boxes import crossings, cut_words
from tests.support.forms import FORMS, printed
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT
from tests.support.printed import History, printer

CASES = PROJECT / "tests" / "data" / "pages"
SUM = 999_999_999_999_999
NUMBERS = {"target", "realisasi"}
LONG = "mempertanggungjawabkannya permasalahan/ketidaksesuaian"
ADDRESS = "https://contoh.go.id/" + "berkas_pertanggungjawaban.bendahara/" * 3


def states(name: str) -> list[MemoryTree]:
    """The states of a dossier of office words, the oldest first."""
    folder = CASES / name
    parts = [folder] if (folder / "records").is_dir() else sorted(each for each in folder.iterdir())
    return [MemoryTree.of_folder(each) for each in parts]


def bent(tree: MemoryTree) -> MemoryTree:
    """The same with sums of 15 digits in every number and long words in every text of a dialogue."""

    def changed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: changed(each, name if key not in NUMBERS else key) for name, each in value.items()}
        if isinstance(value, list):
            return [changed(each, key) for each in value]
        if key in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
            return SUM
        if key in {"kendala", "usulan_strategi", "isi", "bukti_dukung"}:
            return f"{value} {LONG} {ADDRESS}"
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
                yield f"{path} {name}", made.pages(path, "pdf", name)[0]
            except SkpkitError:
                continue  # an evaluation of an SKP that is no more


@pytest.mark.parametrize("name", ["kata-biasa", "lima-adendum", "bent"])
def test_no_word_is_across_a_line_or_over_another(name: str) -> None:
    held = [bent(states("kata-biasa")[-1])] if name == "bent" else states(name)
    faults = {title: found for title, pdf in documents(held) if (found := crossings(pdf))}
    assert faults == {}


@pytest.mark.parametrize("name", FORMS)
def test_nor_on_the_forms(name: str) -> None:
    assert crossings(*printed(name, "pdf")) == []


@pytest.mark.parametrize("name", ["kata-biasa", "bent"])
def test_the_words_of_a_dialogue_and_of_an_skp_are_found_whole(name: str) -> None:
    tree = states("kata-biasa")[-1]
    tree = bent(tree) if name == "bent" else tree
    for title, pdf in documents([tree]):
        path, _, document = title.partition(" ")
        if document not in {"skp", "dki", "manual"}:
            continue
        said = "pertanggungjawaban permasalahan ketidaksesuaian penyelenggaraan berkesinambungan".split()
        texts = [word for word in said if word in tree.files[path].decode() and document == "dki"]
        if name == "bent" and document == "dki":
            texts += ["mempertanggungjawabkannya", "999.999.999.999.999"] * (SUM in _numbers(tree, path))
        assert cut_words(texts, pdf) == [], title


def _numbers(tree: MemoryTree, path: str) -> set[object]:
    found: set[object] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                walk(each)
        else:
            found.add(value)

    walk(read(tree.files[path]).data)
    return found


def test_a_word_that_is_cut_is_told() -> None:
    (pdf,) = printed("skp-adendum", "pdf")
    assert cut_words(["Terselesaikannya", "tidakadapadaformulir"], pdf) == ["tidakadapadaformulir"]
