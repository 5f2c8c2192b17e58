"""Where the records of this project say that their schemas are: in the repository itself, so no host has to answer."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from skpkit.publishing import editor_settings, schema_settings
from tests.support.places import EXAMPLES, PROJECT

_MODELINE = re.compile(r"# yaml-language-server: \$schema=(.*)")


@pytest.mark.parametrize("folder", [PROJECT / "records", EXAMPLES / "records"], ids=["records", "examples"])
def test_a_record_that_names_its_schema_names_the_one_of_the_repository(folder: Path) -> None:
    found = 0
    for record in folder.rglob("*.yaml"):
        named = _MODELINE.match(record.read_text(encoding="utf-8"))
        if named:
            found += 1
            assert (record.parent / named[1]).resolve() == PROJECT / "schemas" / "v1" / f"{record.stem}.schema.json"
    assert found


def test_the_project_s_own_settings_name_its_schemas() -> None:
    """The demo takes them along, so that both are found where somebody opens either in VS Code."""
    assert (PROJECT / ".vscode" / "settings.json").read_bytes() == editor_settings("./schemas/v1")


def test_the_lines_for_other_editors_can_be_copied() -> None:
    page = (PROJECT / "docs" / "editors.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(toml|json|lua|elisp)\n(.*?)```", page, re.DOTALL))
    helix = tomllib.loads(blocks["toml"])["language-server"]
    assert helix["yaml-language-server"]["config"]["yaml"]["schemas"] == schema_settings("./skema")
    assert [helix["skpkit"]["command"], *helix["skpkit"]["args"]] == ["skpkit", "lsp"]
    assert json.loads(blocks["json"])["servers"]["yaml"]["command"] == ["skpkit", "lsp"]
    assert "'skpkit', 'lsp'" in blocks["lua"]
    assert '"skpkit" "lsp"' in blocks["elisp"]
