"""The page on templates tells of every template, and is what `make pages` writes."""

from __future__ import annotations

from skpkit.paper.documents import DOCUMENTS, template_of
from skpkit.source.resources import data_folder
from tools.templatebook import BOOK, book


def test_every_template_has_its_values() -> None:
    templates = {file.name.partition(".")[0] for file in data_folder("templates").glob("*.typ.j2")}
    assert templates == {template_of(each) for each in DOCUMENTS}


def test_the_page_is_what_make_pages_writes() -> None:
    assert BOOK.read_text(encoding="utf-8") == book()
