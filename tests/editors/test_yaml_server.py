"""The schemas in the language server for YAML that most editors have: no word of ours is needed but its settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

import pytest
from lsprotocol import types

from tests.support.command import put, run_here
from tests.support.editor import Editor
from tests.support.frozen import APRIL, BAGAS
from tests.support.node import HOME
from tests.support.places import PROJECT

SKP, MANUAL, EVALUATION = f"{BAGAS}/skp.yaml", f"{BAGAS}/iki/1b-N.yaml", f"{BAGAS}/evaluasi/Q1.yaml"
EXEMPTIONS = "records/pengecualian.yaml"
EXEMPTED = f"""\
jenis: pengecualian
versi: 1
pengecualian:
  - kode: SKP212
    berkas: {SKP}
    alasan: Persetujuan menyusul
    disetujui: {{nip: "197805142003121002"}}
    tanggal: 2026-05-12
    berlaku_sampai: 2026-12-31
"""


@pytest.fixture(scope="module")
def yaml_server() -> tuple[str, ...]:
    """The command that starts it."""
    node, server = shutil.which("node"), HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if node is None or not server.is_file():
        pytest.skip(f"yaml-language-server is not installed in {HOME}; .ci/run does so, with Node.js")
    return node, str(server), "--stdio"


@pytest.fixture(scope="module")
def editor(yaml_server: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """The server in a repository as `skpkit init` makes it, with the settings that are made there for VS Code."""
    folder = tmp_path_factory.mktemp("yaml") / "rekaman"
    folder.mkdir()
    done = run_here(folder, "init", "--yes", "--today", "2026-06-15")
    assert done.returncode == 0, done.stderr
    settings = (folder / "skpkit.yaml").read_bytes()
    put(folder, [])
    (folder / "skpkit.yaml").write_bytes(settings)
    for path in folder.rglob("skp.yaml"):  # the settings name the schema, not the file
        path.write_text(path.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    told = json.loads((folder / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    yaml = {key.removeprefix("yaml."): each for key, each in told.items() if key.startswith("yaml.")}
    yaml |= {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
    made = Editor(folder, yaml_server, {"yaml": yaml})
    yield made
    made.close()


@pytest.mark.parametrize(
    ("path", "old", "new", "word"),
    [
        (SKP, "status: ditetapkan", "status: disahkan", "ditetapkan"),
        (MANUAL, "polarisasi: ", "polarisai: ", "polarisai"),
        (APRIL, "sifat: ", "sifat: entah # ", "berkala"),
        (EVALUATION, "status: ditetapkan", "status: 1", "ditetapkan"),
        ("skpkit.yaml", "kertas: a4", "kertas: a5", "f4"),
        (EXEMPTIONS, "kode: SKP212", "kod: SKP212", "kod"),
    ],
)
def test_a_good_file_has_nothing_and_a_bad_one_its_error(
    editor: Editor, path: str, old: str, new: str, word: str
) -> None:
    if path == EXEMPTIONS:
        (editor.folder / path).write_text(EXEMPTED, encoding="utf-8")
    text = (editor.folder / path).read_text(encoding="utf-8")
    assert editor.open(path) == []
    assert old in text
    found = editor.type(path, text.replace(old, new, 1))
    assert any(word in each.message for each in found), found
    editor.shut(path)


@pytest.mark.parametrize(
    ("path", "key", "words"),
    [
        (SKP, "tahun: ", "Tahun kinerja dalam empat angka"),
        (MANUAL, "polarisasi: ", "bila makin tinggi makin baik"),
        (APRIL, "sifat: ", "berkala menurut jadwal"),
        (EVALUATION, "predikat: ", "Predikat kinerja"),
        ("skpkit.yaml", "kertas: ", "Ukuran kertas"),
        (EXEMPTIONS, "pengecualian:", "Satu entri untuk setiap temuan"),
    ],
)
def test_hover_is_in_indonesian(editor: Editor, path: str, key: str, words: str) -> None:
    if path == EXEMPTIONS:
        (editor.folder / path).write_text(EXEMPTED, encoding="utf-8")
    editor.open(path)
    lines = (editor.folder / path).read_text(encoding="utf-8").split("\n")
    nth = max(nth for nth, line in enumerate(lines) if line.startswith(key))
    assert words in editor.hover(path, nth, 2)
    editor.shut(path)


@pytest.mark.parametrize(
    ("path", "text", "label"),
    [
        (SKP, "jenis: skp\npega", "pegawai"),
        (MANUAL, "jenis: manual_iki\npolarisasi: ", "maximize"),
        (APRIL, "jenis: dki\nmedia: ", "tatap_muka"),
        (EVALUATION, "jenis: evaluasi\npredikat: ", "sangat_baik"),
        ("skpkit.yaml", "jenis: pengaturan\npembekuan: ", "iki"),
        (EXEMPTIONS, "jenis: pengecualian\npenge", "pengecualian"),
    ],
)
def test_each_kind_is_completed(editor: Editor, path: str, text: str, label: str) -> None:
    editor.open(path, text)
    assert label in {each.label for each in editor.complete(path, 1, len(text.split("\n")[1]))}
    editor.shut(path)


def test_the_records_of_this_project_name_their_schema(yaml_server: tuple[str, ...]) -> None:
    """With no settings at all, as somebody has them who opens the project or its demo in another editor."""
    record = "records/2026/197406181999031004/skp.yaml"
    made = Editor(PROJECT, yaml_server, {"yaml": {"validate": True, "hover": True, "schemaStore": {"enable": False}}})
    try:
        assert made.open(record) == []
        text = (PROJECT / record).read_text(encoding="utf-8")
        found = made.type(record, text.replace("status: ditetapkan", "status: disahkan", 1))
        assert any("ditetapkan" in each.message for each in found)
        assert "Tahun kinerja" in made.hover(record, text.split("\n").index("tahun: 2026"), 2)
    finally:
        made.close()


def test_keys_and_words_are_completed(editor: Editor) -> None:
    text = (editor.folder / SKP).read_text(encoding="utf-8").replace("pendekatan: kuantitatif", "pendekatan: ")
    editor.open(SKP, text)
    nth = text.split("\n").index("pendekatan: ")
    assert {"kuantitatif", "kualitatif"} <= {each.label for each in editor.complete(SKP, nth, 12)}
    editor.shut(SKP)
    editor.open(SKP, "jenis: skp\nver")
    offered = {each.label: each for each in editor.complete(SKP, 1, 3)}
    assert "versi" in offered
    told = offered["versi"].documentation
    assert "Versi susunan berkas" in (told.value if isinstance(told, types.MarkupContent) else str(told))
    editor.shut(SKP)
