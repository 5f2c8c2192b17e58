"""What becomes of a file whatever its versions hold, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from skpkit.forge.merge_driver import Versions, settled, subject
from skpkit.messages import LANGUAGES, tell


def versions(folder: Path, *contents: bytes, path: str = "records/2026/199203172015021003/skp.yaml") -> Versions:
    """Three versions as files."""
    files = [folder / name for name in "OAB"]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    return Versions(files[0], files[1], files[2], path, 7)


def test_without_git_both_sides_stand_between_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("GIT_PYTHON_GIT_EXECUTABLE", raising=False)
    found = settled(versions(tmp_path, b"a: 1\n", b"a: 2", b"a: 3\n"))
    assert (found.content, found.conflict) == (b"<<<<<<< ours\na: 2\n=======\na: 3\n>>>>>>> theirs\n", True)
    for lang in LANGUAGES:
        (note,) = found.notes
        assert "git" in tell(note.message, note.told, lang)


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (("hasil_kerja", "utama", "RHK-1", "indikator", "1b-N", "target", "Q3"), "1b-N target Q3"),
        (("hasil_kerja", "utama", "RHK-1", "rencana"), "RHK-1 rencana"),
        (("perubahan", "2", "alasan"), "adendum 2 alasan"),
        (("pemantauan", "hasil_kerja", "1b-N Q2", "realisasi"), "1b-N Q2 realisasi"),
        (("penetapan", "persetujuan", "pegawai 199203172015021003"), "penetapan persetujuan pegawai 1992…"),
        (("hasil_kerja",), "hasil_kerja"),
    ],
)
def test_what_is_meant_is_said_in_the_words_of_the_form(where: tuple[str, ...], said: str) -> None:
    assert subject(where, "adendum") == said


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a" * 10_000, "199203172015021003", "\u202e"])
def test_texts_of_records_are_told_briefly(hostile: str, tmp_path: Path) -> None:
    base, ours, theirs = (f'jenis: dki\n"kunci": {each}\n'.encode() for each in ("a", "b", f'"{hostile}"'))
    if not hostile.isprintable():
        theirs = f'jenis: dki\n"kunci": "{hostile.encode("unicode_escape").decode()}"\n'.encode()
    found = settled(versions(tmp_path, base, ours, theirs, path="records/a.yaml"))
    assert found.conflict
    told = [tell(each.message, each.told, "id") for each in found.notes]
    assert told
    assert all(hostile not in each and len(each) < 300 for each in told)
