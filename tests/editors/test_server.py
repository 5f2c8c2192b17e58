"""`skpkit lsp` as an editor meets it: over standard input and output, with a real client."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol import types

from tests.support.editor import Editor
from tests.support.frozen import APRIL, BAGAS

SKP = f"{BAGAS}/skp.yaml"
Q1 = "target: {Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"


@pytest.fixture(scope="module")
def folder(whole_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("editor") / "rekaman"
    shutil.copytree(whole_office, place)
    return place


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    made = Editor(folder)
    yield made
    assert made.close() == "", "nothing failed on the way"


def placed(text: str, word: str, inside: int = 0) -> tuple[int, int]:
    """Where a word stands, as an editor counts: line and column from 0."""
    before = text[: text.index(word) + inside]
    line = before.count("\n")
    return line, len(before.rpartition("\n")[2].encode("utf-16-le")) // 2


def covered(text: str, at: types.Range) -> str:
    """What a range covers."""
    line = text.split("\n")[at.start.line].encode("utf-16-le")
    assert at.end.line == at.start.line
    return line[2 * at.start.character : 2 * at.end.character].decode("utf-16-le")


@pytest.fixture
def text(editor: Editor, folder: Path) -> Iterator[str]:
    """The SKP, open."""
    held = (folder / SKP).read_text(encoding="utf-8")
    editor.open(SKP)
    yield held
    editor.shut(SKP)


def codes(found: list[types.Diagnostic]) -> list[object]:
    return [each.code for each in found if each.severity is types.DiagnosticSeverity.Error]


def test_a_frozen_target_that_is_typed_over_is_found_and_so_is_that_it_was_put_back(editor: Editor, text: str) -> None:
    found = editor.type(SKP, text.replace(Q1, Q1.replace("Q1: 5", "Q1: 4")))
    (frozen,) = [each for each in found if each.code == "SKP301"]
    assert covered(text.replace(Q1, Q1.replace("Q1: 5", "Q1: 4")), frozen.range) == "4"
    assert "beku" in frozen.message
    assert [each.location.uri for each in frozen.related_information or ()] == [editor.uri(APRIL)]
    assert codes(editor.type(SKP, text)) == []


def test_columns_are_those_of_the_editor(editor: Editor, text: str) -> None:
    wide = '{sebagai: pegawai, nama: "😀 Ba\u0301gas 👨‍👩‍👧", nip: 199203172015021003, tanggal'
    line = next(each for each in text.split("\n") if "sebagai: pegawai," in each)
    typed = text.replace(line, line.split("{")[0] + wide + line.partition("tanggal")[2], 1)
    (found,) = [each for each in editor.type(SKP, typed) if each.code == "SKP003"]
    assert covered(typed, found.range) == "199203172015021003"
    (fix,) = editor.fixes(SKP, found.range)
    assert fix.title == "Beri tanda petik"
    mended = edited(editor, typed, fix, SKP)
    assert '👨‍👩‍👧", nip: "199203172015021003", tanggal' in mended
    assert codes(editor.type(SKP, mended)) == codes(
        editor.type(SKP, typed.replace("199203172015021003, t", '"199203172015021003", t'))
    )


def edited(editor: Editor, text: str, action: types.CodeAction, path: str) -> str:
    """The text of a file after an action."""
    assert action.edit
    for change in action.edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == editor.uri(path):
            (edit,) = change.edits
            assert isinstance(edit, types.TextEdit)
            lines = text.split("\n")
            start, end = edit.range.start, edit.range.end
            assert start.character == 0
            rest = lines[end.line][end.character :] if end.line < len(lines) else ""
            head = "".join(f"{each}\n" for each in lines[: start.line])
            return head + edit.new_text + "\n".join([rest, *lines[end.line + 1 :]])
    return text


def test_hover_tells_since_when_a_cell_is_frozen_and_what_to_do(editor: Editor, text: str) -> None:
    said = editor.hover(SKP, *placed(text, Q1, 9))
    assert "1b-N" in said
    assert "beku" in said
    assert "SKP301" in said
    assert "dki/2026-04-07.yaml:15" in said
    assert "Cara mengubahnya: " in said
    assert "Tahun kinerja" in editor.hover(SKP, *placed(text, "tahun:"))


def test_completion_knows_keys_codes_periods_and_people(editor: Editor, text: str) -> None:
    typed = text.replace("pendekatan: kuantitatif", "pendekatan: ")
    editor.type(SKP, typed)
    found = editor.complete(SKP, *placed(typed, "pendekatan: ", 12))
    assert [each.label for each in found] == ["kuantitatif", "kualitatif"]
    typed = text.replace("  unit_kerja: KPPN Contoh\n", "  un\n", 1)
    editor.type(SKP, typed)
    found = editor.complete(SKP, *placed(typed, "  un\n", 4))
    assert "unit_kerja:" in [each.label for each in found]
    assert "nip:" not in [each.label for each in found]
    april = editor.folder.joinpath(APRIL).read_text(encoding="utf-8")
    typed = april.replace("iki: 1b-N", "iki: ", 1)
    editor.open(APRIL, typed)
    labels = [each.label for each in editor.complete(APRIL, *placed(typed, "iki: ", 5))]
    assert "1b-N" in labels
    assert "T1a-N" in labels
    editor.shut(APRIL)


def test_a_code_leads_to_its_iki_and_a_path_to_its_dialogue(editor: Editor, text: str) -> None:
    at = editor.define(SKP, *placed(text, "kode: 1b-N", 7))
    assert at
    assert at.uri == editor.uri(f"{BAGAS}/iki/1b-N.yaml")
    at = editor.define(SKP, *placed(text, "dialog: ", 12))
    assert at
    assert at.uri == editor.uri(f"{BAGAS}/dki/2026-05-08.yaml")
    manual = f"{BAGAS}/iki/1b-N.yaml"
    held = editor.folder.joinpath(manual).read_text(encoding="utf-8")
    editor.open(manual)
    at = editor.define(manual, *placed(held, "kode: 1b-N", 7))
    assert at
    assert at.uri == editor.uri(SKP)
    assert covered(text, at.range) == "1b-N"
    editor.shut(manual)


def test_an_edit_of_an_established_skp_gets_its_entry(editor: Editor, text: str) -> None:
    typed = text.replace(Q1, Q1.replace("Q3: 10", "Q3: 12").replace("Y: 30", "Y: 32"))
    found = editor.type(SKP, typed)
    (wanted,) = [each for each in found if each.code == "SKP305"]
    (fix,) = [each for each in editor.fixes(SKP, wanted.range) if "adendum" in each.title]
    assert fix.edit
    uris = [
        each.text_document.uri for each in fix.edit.document_changes or () if isinstance(each, types.TextDocumentEdit)
    ]
    assert editor.uri(f"{BAGAS}/iki/1b-N.yaml") in uris
    mended = edited(editor, typed, fix, SKP)
    assert "nomor: 2" in mended
    assert "komponen: [target]" in mended
    assert "SKP305" not in [each.code for each in editor.type(SKP, mended)]


def test_what_is_half_typed_is_answered(editor: Editor, text: str) -> None:
    for end in range(0, len(text), len(text) // 25):
        typed = text[:end]
        editor.type(SKP, typed)
        line, column = typed.count("\n"), len(typed.rpartition("\n")[2])
        editor.hover(SKP, line, column)
        editor.complete(SKP, line, column)
        editor.define(SKP, line, column)
        editor.fixes(SKP, types.Range(types.Position(max(line - 1, 0), 0), types.Position(line, column)))
    for typed in (
        "",
        "\ufeff",
        "{",
        "- [",
        "a: &b *b\n",
        "\t\n",
        "a: \ud83d\n",
        "? {a}: b\n",
        "a: b\u2028c: d\n",
        "x" * 300_000,
    ):
        editor.type(SKP, typed)
        editor.hover(SKP, 0, 1)
        editor.complete(SKP, 0, 1)


def test_a_file_outside_of_records_is_nothing_to_it(editor: Editor, tmp_path: Path) -> None:
    other = tmp_path / "lain.yaml"
    other.write_text("a: b\n", encoding="utf-8")
    document = types.TextDocumentIdentifier(other.as_uri())
    found = editor._do(editor._client.text_document_hover_async(types.HoverParams(document, types.Position(0, 0))))
    assert found is None


def test_what_others_do_to_files_is_noticed(editor: Editor, text: str, folder: Path) -> None:
    manual = folder / BAGAS / "iki" / "1b-N.yaml"
    held = manual.read_bytes()
    manual.unlink()
    try:
        found = editor.happened(f"{BAGAS}/iki/1b-N.yaml", types.FileChangeType.Deleted, tells=SKP)
        (gone,) = [each for each in found if each.code == "SKP304"]
        assert [each.title for each in editor.fixes(SKP, gone.range)] == [f"Kembalikan berkas {BAGAS}/iki/1b-N.yaml"]
    finally:
        manual.write_bytes(held)
    assert codes(editor.happened(f"{BAGAS}/iki/1b-N.yaml", types.FileChangeType.Created, tells=SKP)) == []


def test_settings_that_are_typed_are_judged_by(editor: Editor, text: str) -> None:
    settings = (editor.folder / "skpkit.yaml").read_text(encoding="utf-8")
    editor.type(SKP, text.replace(Q1, Q1.replace("Q1: 5", "Q1: 4")))
    (broken,) = editor.open("skpkit.yaml", f"{settings}tingkat: {{SKP301: info}}\n")
    assert "SKP301" in broken.message
    assert editor.type("skpkit.yaml", f"{settings}zona: Asia/Jayapura\n") == []
    assert "SKP301" in codes(editor.type(SKP, text.replace(Q1, Q1.replace("Q1: 5", "Q1: 3"))))
    editor.shut("skpkit.yaml")


def test_a_folder_without_git_is_answered(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "rekaman", ignore=shutil.ignore_patterns(".git"))
    made = Editor(tmp_path / "rekaman")
    try:
        held = (made.folder / SKP).read_text(encoding="utf-8")
        assert codes(made.open(SKP)) == []
        assert codes(made.type(SKP, held.replace("kelompok: ", "kelompk: "))) == ["SKP003"]
        assert "Tahun kinerja" in made.hover(SKP, *placed(held, "tahun:"))
    finally:
        assert made.close() == ""
