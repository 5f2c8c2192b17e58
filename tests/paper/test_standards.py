"""What independent readers say of each form: its structure and the standards that it claims to keep."""

from __future__ import annotations

from pathlib import Path

import pdfua
import pikepdf
import pytest

from tests.support.forms import FORMS, printed


@pytest.mark.parametrize("name", FORMS)
def test_each_form_is_accessible_lasting_and_carries_its_source(name: str, tmp_path: Path) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(*printed(name, "pdf"))
    assert [each.message for each in pdfua.validate(str(file)).findings] == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "id-ID"
        assert "/StructTreeRoot" in pdf.Root
        assert {FORMS[name][1].rpartition("/")[2], "manifest.json"} <= set(pdf.attachments)
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == (
                "1",
                "3",
                "A",
            )
            assert metadata["dc:title"]
        assert pdf.open_outline().root, "bookmarks"
