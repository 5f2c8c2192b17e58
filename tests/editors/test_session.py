"""Records that are edited, without an editor: what is found, and every kind of fix."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import skpkit
from skpkit.editors.mending import fixes
from skpkit.editors.overlay import LaidOver, blob_id
from skpkit.editors.session import EditedRecords
from skpkit.editors.spots import TextSpot, blank_at
from tests.support.command import COMMIT, git
from tests.support.frozen import APRIL, BAGAS

SKP = f"{BAGAS}/skp.yaml"
DAY = date(2026, 6, 15)


@pytest.fixture
def session(office: Path) -> Iterator[EditedRecords]:
    made = EditedRecords(office, DAY)
    yield made
    made.close()


def typed(session: EditedRecords, path: str, old: str, new: str) -> str:
    """A text in which something was typed over, laid over its file."""
    text = session.text(path)
    assert old in text
    changed = text.replace(old, new, 1)
    session.lay(path, changed)
    return changed


def found(session: EditedRecords, path: str) -> set[str]:
    return {each.code for each, _ in session.judged(path).findings}


def titles(session: EditedRecords, path: str) -> dict[str, str]:
    """The fixes of all that is found in a file, each with the text that the file has then."""
    here = [each for each, at in session.judged(path).findings if at.path == path]
    return {each.title: each.files.get(path, "") for each in fixes(session, path, here, "id")}


def test_the_ids_are_those_of_git(session: EditedRecords) -> None:
    (entry,) = [each for each in session.saved.entries(SKP) if each.path == SKP]
    content = (session.root / SKP).read_bytes()
    assert blob_id(content) == entry.oid
    same = LaidOver(session.saved, {SKP: content}, {})
    assert tuple(same.entries()) == tuple(session.saved.entries())
    other = LaidOver(session.saved, {SKP: content + b"# x\n", f"{BAGAS}/baru.yaml": b"a: b\n"}, {})
    changed = {each.path for each in other.entries()} - {each.path for each in session.saved.entries()}
    assert changed == {f"{BAGAS}/baru.yaml"}
    moved = {each.path for each in {*other.entries()} - {*session.saved.entries()}}
    assert {SKP, BAGAS, "records", "records/2026"} <= moved
    assert other.grep(["a: b"], "records") == {f"{BAGAS}/baru.yaml"}


def test_what_is_found_is_what_check_and_review_find(session: EditedRecords) -> None:
    changed = typed(session, SKP, "{Q1: 5, Q2: 10", "{Q1: 4, Q2: 11")
    planned = {SKP: changed.encode()}
    told = {each.fingerprint for each, _ in session.judged(SKP).findings}
    checked = skpkit.check(session.root, planned=planned, today=DAY, paths=[session.root / BAGAS])
    reviewed = skpkit.review(session.root, planned=planned, today=DAY)
    assert {each.fingerprint for each in reviewed.findings} <= told
    along = {each.fingerprint for those in reviewed.along.values() for each in those}
    assert told == {each.fingerprint for each in checked.findings} - along | {
        each.fingerprint for each in reviewed.findings
    }
    assert "SKP301" in found(session, SKP)


def test_it_is_compared_with_where_the_branch_left(session: EditedRecords) -> None:
    root = session.root
    git(root, "checkout", "--quiet", "-b", "usulan")
    (root / "CATATAN.md").write_text("x\n", encoding="utf-8")
    git(root, "add", ".")
    git(root, *COMMIT)
    git(root, "checkout", "--quiet", "main")
    text = session.text(SKP)
    (root / SKP).write_text(text.replace("Penata Muda / III/a", "Penata / III/c"), encoding="utf-8")
    git(root, *COMMIT)
    git(root, "checkout", "--quiet", "usulan")
    session.reload()
    assert "SKP305" not in found(session, SKP), "what main did since is no change of the branch"
    typed(session, SKP, "Penata Muda / III/a", "Penata / III/b")
    assert "SKP305" in found(session, SKP)


@pytest.mark.parametrize(
    ("path", "old", "new", "title", "wanted"),
    [
        (SKP, 'nip: "199203172015021003"', "nip: 199203172015021003", "Beri tanda petik", 'nip: "199203172015021003"'),
        (SKP, "kelompok: ", "kelompk: ", "Tulis kelompok", "kelompok: "),
        (SKP, "administrasi_fungsional", "administrasi_fungsionl", "Tulis administrasi_fungsional", "fungsional"),
        (SKP, "  rencana: Tersel", "  rencana: Hasil: Tersel", None, ""),
    ],
)
def test_what_a_sentence_says_to_write_is_written(
    session: EditedRecords, path: str, old: str, new: str, title: str | None, wanted: str
) -> None:
    before = session.text(path)
    typed(session, path, old, new)
    offered = titles(session, path)
    if title is None:
        (text,) = offered.values()
        session.lay(path, text)
        assert "SKP001" not in found(session, path)
        return
    assert title in offered
    assert wanted in offered[title]
    assert offered[title] == before


def test_a_decimal_comma_becomes_a_point(session: EditedRecords) -> None:
    path = f"{BAGAS}/dki/2026-06-10.yaml"
    line = "- {iki: 1b-N, periode: Q1, realisasi: 6, bukti_dukung: [Notula pembinaan]}"
    text = session.text(APRIL).replace("2026-04-07", "2026-06-10").replace("status: dilaporkan", "status: draf")
    assert line in text
    session.lay(path, text.replace(line, "- iki: 1b-N\n      periode: Q2\n      realisasi: 6,5"))
    assert "      realisasi: 6.5\n" in titles(session, path)["Tulis 6.5"]


def test_a_manual_that_is_missing_is_written(session: EditedRecords) -> None:
    path = f"{BAGAS}/iki/T1a-N.yaml"
    (session.root / path).unlink()
    git(session.root, *COMMIT)
    session.reload()
    here = [each for each, at in session.judged(SKP).findings if at.path == SKP]
    (fix,) = [each for each in fixes(session, SKP, here, "id") if path in each.files]
    assert fix.title == "Tulis manual T1a-N"
    assert "jenis: manual_iki" in fix.files[path]
    assert not (session.root / path).exists()


def test_what_was_reported_gets_the_way_back_alone(session: EditedRecords) -> None:
    before = session.text(APRIL)
    typed(session, APRIL, "realisasi: 6,", "realisasi: 7,")
    assert found(session, APRIL) & {"SKP302", "SKP310"}
    assert titles(session, APRIL) == {"Kembalikan seperti semula": before}


TARGET = "target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"


@pytest.mark.parametrize(
    ("new", "back"),
    [
        ("target: {Q1: 3, Q2: 10, Q3: 10, Q4: 5, Y: 30}", TARGET),
        ("target: {Q1: 3, Q2: 10, Q3: 10, Q4: 5, Y: 28}", TARGET),
        ("target: {Q1: 3, Q2: 10, Q3: 10, Q4: 6, Y: 29}", "target: {Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"),
        ("target: {Q1: 3, Q2: 10, Q3: 10, Q4: 6, Y: 30}", "target: {Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"),
    ],
)
def test_a_frozen_target_goes_back_with_the_total_of_the_others(session: EditedRecords, new: str, back: str) -> None:
    before = session.text(SKP)
    typed(session, SKP, TARGET, new)
    frozen = [each for each, _ in session.judged(SKP).findings if each.code == "SKP301"]
    (fix,) = fixes(session, SKP, frozen, "id")
    assert (fix.title, fix.files) == ("Kembalikan seperti semula", {SKP: before.replace(TARGET, back)})


def test_a_frozen_target_goes_back_in_the_manual_too(session: EditedRecords) -> None:
    manual = f"{BAGAS}/iki/1b-N.yaml"
    before = {path: session.text(path) for path in (SKP, manual)}
    for path in (SKP, manual):
        typed(session, path, TARGET, TARGET.replace("Q1: 5", "Q1: 3").replace("Y: 30", "Y: 28"))
    frozen = [each for each, _ in session.judged(SKP).findings if each.code == "SKP301"]
    (fix,) = fixes(session, SKP, frozen, "id")
    assert fix.files == before


def test_settings_that_cannot_be_are_told_at_their_line(session: EditedRecords) -> None:
    session.lay("skpkit.yaml", "jenis: pengaturan\nversi: 1\ntingkat: {SKP301: info}\n")
    told = session.judged(SKP)
    assert told.whole == "skpkit.yaml"
    assert told.error
    assert told.error.place.startswith("skpkit.yaml:3")


@pytest.mark.parametrize(
    ("text", "of", "is_key", "word"),
    [
        ("jenis: skp\nsta", (), True, "sta"),
        ("pegawai:\n  nama: A\n  ji", ("pegawai",), True, "ji"),
        ("status: dit", ("status",), False, "dit"),
        ("periode: {mul", ("periode",), True, "mul"),
        ("periode: {mulai: 2026-01-01, se", ("periode",), True, "se"),
        ("perilaku_kerja:\n  - {nilai: ako", ("perilaku_kerja", 0, "nilai"), False, "ako"),
        ("tahap: [peren", ("tahap", 0), False, "peren"),
        ("tahap:\n  - peren", ("tahap", 0), True, "peren"),
        ("a: b # sta", None, False, ""),
    ],
)
def test_what_is_being_typed_has_its_place(
    text: str, of: tuple[str | int, ...] | None, is_key: bool, word: str
) -> None:
    lines = text.split("\n")
    blank = blank_at(f"{text}\nsesudah: [rusak", TextSpot(len(lines) - 1, len(lines[-1])))
    assert (blank.of, blank.is_key, blank.word) == (of, is_key, word) if blank else of is None
