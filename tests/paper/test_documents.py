"""Each document has its module, its template and its tests, all under one name."""

from __future__ import annotations

from pathlib import Path

import pytest

from skpkit.paper.documents import DOCUMENTS, template_of
from skpkit.source.resources import data_folder
from tests.support.places import GOLDEN, SOURCE


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_has_one_name_everywhere(kind: str) -> None:
    name = template_of(kind)
    assert (SOURCE / "paper" / "documents" / f"{name}.py").is_file()
    assert (data_folder("templates") / f"{name}.typ.j2").is_file()
    assert (Path(__file__).parent / "documents" / f"test_{name}.py").is_file()
    assert any((GOLDEN / name).iterdir())


def test_no_module_is_left_out() -> None:
    modules = {file.stem for file in (SOURCE / "paper" / "documents").glob("[!_]*.py")}
    assert modules == {template_of(each) for each in DOCUMENTS}
