"""The extension for VS Code, packed with the program that packs them all; no network is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.node import HOME
from tests.support.places import PROJECT

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


def test_its_settings_start_our_server() -> None:
    told = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
    command = told["contributes"]["configuration"]["properties"]["skpkit.perintah"]["default"]
    assert command == ["skpkit", "lsp"]
    assert told["main"].removeprefix("./") in {each.name for each in FOLDER.iterdir()}
