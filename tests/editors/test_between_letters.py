"""What is kept from one letter to the next changes no answer: it is that of somebody who has just opened the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from skpkit.editors.session import EditedRecords
from tests.support.edits import PEOPLE
from tests.support.frozen import APRIL, BAGAS

DAY = date(2026, 6, 15)
SKP, MANUAL = f"{BAGAS}/skp.yaml", f"{BAGAS}/iki/1b-N.yaml"
HEAD = f"{PEOPLE['ratna']}/skp.yaml"
SETTINGS = "skpkit.yaml"
OWN = "jenis: pengaturan\nversi: 1\n"


class Typist:
    """Somebody who types in several files, and whoever opens the same files with the same texts at that moment."""

    def __init__(self, folder: Path) -> None:
        self.session = EditedRecords(folder, DAY)
        self.texts: dict[str, str] = {}

    def found(self, path: str) -> set[str]:
        """The codes of what is found of the dossier of a file."""
        kept, fresh = marks(self.session, path), self._fresh(path)
        assert kept == fresh
        return {each.rpartition(" ")[2] for each in kept}

    def _fresh(self, path: str) -> Mapping[str, str]:
        other = EditedRecords(self.session.root, DAY)
        try:
            for each, text in self.texts.items():
                other.lay(each, text)
            return marks(other, path)
        finally:
            other.close()

    def types(self, path: str, *edits: tuple[str, str]) -> None:
        """Type over parts of a file."""
        text = self.session.text(path)
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        self.holds(path, text)

    def holds(self, path: str, text: str) -> None:
        self.texts[path] = text
        self.session.lay(path, text)

    def gives_up(self, path: str) -> None:
        """Close a file without saving it."""
        del self.texts[path]
        self.session.lift(path)


def marks(session: EditedRecords, path: str) -> dict[str, str]:
    """What is found, each with where it is shown."""
    told = session.judged(path)
    if told.error:
        return {f"{told.error} SETTINGS": told.error.place}
    return {f"{each.fingerprint} {each.code}": str(at) for each, at in told.findings}


@pytest.fixture
def typist(office: Path) -> Iterator[Typist]:
    made = Typist(office)
    yield made
    made.session.close()


def test_letter_after_letter_in_several_files(typist: Typist) -> None:
    assert not typist.found(SKP) & {"SKP301", "SKP305"}
    typist.types(SKP, ("{Q1: 5, Q2: 10", "{Q1: 4, Q2: 11"))
    assert "SKP301" in typist.found(SKP)
    typist.types(MANUAL, ("{Q1: 5, Q2: 10", "{Q1: 4, Q2: 11"))
    assert "SKP301" in typist.found(MANUAL)
    typist.types(HEAD, ("kode: RHK-1\n", "kode: RHK-9\n"))  # which the other one intervenes
    assert "SKP217" in typist.found(SKP)
    assert typist.found(HEAD)
    typist.types(SKP, ("{Q1: 4, Q2: 11", "{Q1: 5, Q2: 10"))
    typist.gives_up(MANUAL)
    assert "SKP301" not in typist.found(SKP)
    typist.gives_up(HEAD)
    assert "SKP217" not in typist.found(SKP)
    typist.holds(SKP, "jenis: skp\n: [")
    assert "SKP001" in typist.found(SKP)
    typist.gives_up(SKP)
    assert "SKP001" not in typist.found(SKP)


def test_a_new_file_counts_while_nobody_saved_it(typist: Typist) -> None:
    path = f"{BAGAS}/dki/2026-06-10.yaml"
    typist.found(SKP)
    typist.holds(
        path,
        typist.session.text(APRIL).replace("2026-04-07", "2026-06-10").replace("status: dilaporkan", "status: draf"),
    )
    before = typist.found(path)
    typist.types(path, ("iki: 1b-N", "iki: 9z-N"))
    assert typist.found(path) - before
    typist.gives_up(path)
    assert typist.session.text(path) == ""
    typist.found(SKP)


def test_a_file_that_is_deleted_or_has_another_name(typist: Typist) -> None:
    root = typist.session.root
    typist.types(SKP, ("Pelaksana Seksi", "Pelaksana pada Seksi"))
    typist.found(SKP)
    (root / MANUAL).unlink()
    typist.session.reload()
    gone = typist.found(SKP)
    assert "SKP304" in gone
    (root / MANUAL).with_name("1b-X.yaml").write_text("jenis: manual_iki\n", encoding="utf-8")
    typist.session.reload()
    assert "SKP003" in typist.found(SKP)
    shutil.rmtree(root / BAGAS)
    typist.session.reload()
    typist.found(SKP)  # what is typed is all there is of it
    typist.gives_up(SKP)
    typist.found(SKP)


def test_settings_that_are_typed_hold_at_once(typist: Typist) -> None:
    typist.types(SKP, ("{Q1: 5, Q2: 10", "{Q1: 4, Q2: 11"))
    assert "SKP301" in typist.found(SKP)
    typist.holds(SETTINGS, f"{OWN}tingkat: {{SKP212: mat")
    assert typist.found(SKP) == {"SETTINGS"}
    typist.types(SKP, ("{Q1: 4, Q2: 11", "{Q1: 5, Q2: 10"))
    assert typist.found(SKP) == {"SETTINGS"}
    typist.holds(SETTINGS, f"{OWN}rekaman: rekaman\n")
    typist.found(SKP)
    typist.holds(SETTINGS, OWN)
    assert "SKP301" not in typist.found(SKP)


def test_a_folder_without_git_has_what_a_check_finds(typist: Typist) -> None:
    shutil.rmtree(typist.session.root / ".git")
    folder = Typist(typist.session.root)
    try:
        folder.types(SKP, ("{Q1: 5, Q2: 10", "{Q1: 4, Q2: 11"))
        assert "SKP301" not in folder.found(SKP), "there is nothing to compare with"
        folder.types(SKP, ("kelompok: ", "kelompk: "))
        assert "SKP003" in folder.found(SKP)
        folder.types(SKP, ("kelompk: ", "kelompok: "))
        assert "SKP003" not in folder.found(SKP)
    finally:
        folder.session.close()
