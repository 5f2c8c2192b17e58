"""The extension for VS Code, packed with the program that packs them all; no network is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.support.node import HOME
from tests.support.places import PROJECT, TESTS

FOLDER = PROJECT / "editors" / "vscode"


def needed(name: str, known: set[str]) -> set[str]:
    """A package and all that it needs."""
    if name not in known:
        known.add(name)
        told = json.loads((HOME / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
        for each in told.get("dependencies", {}):
            needed(each, known)
    return known


def test_it_is_packed_with_all_that_it_needs(tmp_path: Path) -> None:
    node, packer = shutil.which("node"), HOME / "node_modules" / "@vscode" / "vsce" / "vsce"
    if node is None or not packer.is_file() or not (HOME / "node_modules" / "vscode-languageclient").is_dir():
        pytest.skip(f"vsce is not installed in {HOME}; .ci/run does so, with Node.js")
    place = tmp_path / "vscode"
    shutil.copytree(FOLDER, place, ignore=shutil.ignore_patterns("node_modules"))
    for each in needed("vscode-languageclient", set()):
        shutil.copytree(HOME / "node_modules" / each, place / "node_modules" / each)
    words = (node, packer, "package", "--allow-missing-repository", "--out", "skpkit.vsix")
    done = subprocess.run(words, cwd=place, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    with ZipFile(place / "skpkit.vsix") as packed:
        names = set(packed.namelist())
        assert packed.read("extension/extension.js") == (FOLDER / "extension.js").read_bytes()
    assert {"extension/readme.md", "extension/node_modules/vscode-languageclient/node.js"} <= names


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    return told


def run(*words: str) -> dict[str, Any]:
    """What the extension asks of an editor."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node.js here")
    done = subprocess.run(
        [node, TESTS / "node" / "extension.cjs", FOLDER, *words], capture_output=True, encoding="utf-8", check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_it_starts_our_server_and_stops_it(manifest: dict[str, Any]) -> None:
    told = run()
    first, second = told["clients"]  # the second is that of the command to begin anew
    assert first["server"] == {"command": "skpkit", "args": ["lsp"]}
    assert first["selector"] == [{"scheme": "file", "language": "yaml"}]
    assert [(each["started"], each["stopped"]) for each in (first, second)] == [(1, 1), (1, 1)]
    assert told["watched"][0] == "**/*.yaml"
    assert told["registered"] == [each["command"] for each in manifest["contributes"]["commands"]]
    assert told["kept"] == len(told["registered"])
    assert told["errors"] == []


def test_behind_a_key_its_values_are_offered() -> None:
    told = run()
    assert told["offered"] == ["editor.action.triggerSuggest", None, None]
    assert told["nothing"] is None


def test_without_the_program_it_says_how_to_install_it() -> None:
    told = run("failing")
    assert "pip install 'skpkit[lsp]'" in told["errors"][0]
    assert "skpkit.perintah" in told["errors"][0]


def test_it_wakes_in_a_folder_of_records(manifest: dict[str, Any]) -> None:
    assert "workspaceContains:skpkit.yaml" in manifest["activationEvents"]
    assert manifest["main"].removeprefix("./") in {each.name for each in FOLDER.iterdir()}
    (setting,) = manifest["contributes"]["configuration"]["properties"].values()
    assert setting["scope"] == "machine", "a repository does not say which program is run"
    assert manifest["capabilities"]["untrustedWorkspaces"]["supported"] is False


def test_its_page_tells_all_that_it_adds(manifest: dict[str, Any]) -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    for command in manifest["contributes"]["commands"]:
        assert command["title"] in page
    for name in manifest["contributes"]["configuration"]["properties"]:
        assert name in page
    assert f"skpkit-{manifest['version']}.vsix" in page
