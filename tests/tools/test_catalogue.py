"""The catalogues: every sentence has its translation, and what is committed is what `make pages` writes."""

from __future__ import annotations

import gettext
import pickle
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import click
import pytest
from babel.messages.catalog import Message

from skpkit import rules
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Office
from skpkit.messages import LANGUAGES, LOCALE, tell, translate
from skpkit.reports import Report
from skpkit.rules.pages import page, paragraphs
from tests.support.edits import edited, examples
from tests.support.story import news
from tools import build, catalogue

TRANSLATED = [language for language in LANGUAGES if language != "en"]
AS_THE_FORM_HAS_IT = re.compile(r"`[^`]*`")
TOLD = {"`key: value`"}  # an example in words, not keys of a record


def entries(language: str) -> Iterator[tuple[str, str, Message]]:
    """Every entry of a catalogue with its key and its translation, each form of a plural by itself."""
    for message in catalogue.read_catalogue(language):
        if message.id:
            keys = [message.id] if isinstance(message.id, str) else list(message.id)
            told = [message.string] if isinstance(message.string, str) else list(message.string or [""])
            for each in told:
                yield keys[-1], str(each), message


def placeholders(text: str) -> set[str]:
    """The values that a sentence asks for, as it writes them: `name!r` is another than `name`."""
    found = set()
    for _, name, spec, conversion in Formatter().parse(text):
        if name is not None:
            found.add(name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else ""))
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_has_a_translation(language: str) -> None:
    assert [key for key, told, _ in entries(language) if not told.strip()] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_entry_is_in_doubt_or_left_over(language: str) -> None:
    kept = catalogue.read_catalogue(language)
    assert [message.id for message in kept if message.id and message.fuzzy] == []
    assert list(kept.obsolete) == []
    known = {*catalogue.keys(), *(pair[0] for pair in catalogue.CLICK_BY_NUMBER)}
    assert {message.id if isinstance(message.id, str) else message.id[0] for message in kept if message.id} == known


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_asks_for_the_values_of_its_key(language: str) -> None:
    wrong = [key for key, told, _ in entries(language) if placeholders(key) != placeholders(told)]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_keeps_the_keys_of_records(language: str) -> None:
    for key, told, _ in entries(language):
        assert {*AS_THE_FORM_HAS_IT.findall(key)} - TOLD <= {*AS_THE_FORM_HAS_IT.findall(told)}, key


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_is_what_make_pages_writes(language: str) -> None:
    fresh = catalogue.updated(language)
    file = catalogue.po_file(language)
    assert file.read_bytes() == catalogue.as_po(fresh)
    assert file.with_suffix(".mo").read_bytes() == build.compiled(file)
    assert file.with_name("click.mo").read_bytes() == build.compiled(file, of="click")


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_found_in_the_compiled_catalogue(language: str) -> None:
    for key, told, message in entries(language):
        if isinstance(message.id, str):
            assert translate(key, language) == told
    for key in ("", " ", "Zzz", "tidak ada di sana", "\udce9", "é"):
        assert translate(key, language) == key


@pytest.mark.parametrize("language", TRANSLATED)
def test_click_has_a_catalogue_of_its_own_sentences(language: str) -> None:
    spoken = gettext.translation("click", LOCALE, [language])
    kept = catalogue.read_catalogue(language)
    for key in catalogue.CLICK:
        assert spoken.gettext(key) == str(kept[key].string)
    for one, several in catalogue.CLICK_BY_NUMBER:
        assert spoken.ngettext(one, several, 2) == str((kept[one].string or [""])[0])
    assert spoken.gettext("List the rules.") == "List the rules."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_told(language: str) -> None:
    pages = {part for code in rules.ALL_RULES for part in paragraphs(code)}
    for key, place in catalogue.keys().items():
        if place != "click" and key not in pages:
            names = {name.partition("!")[0] for name in placeholders(key)}
            told = tell(key, dict.fromkeys(names, "(nilai)"), language)
            assert told.count("(nilai)") >= len(names), key


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_every_page_is_in_one_language(code: str, language: str) -> None:
    told = page(code, language)
    untold = page(code, "en")
    assert (told.statement == untold.statement) == (language == "en")
    assert not {*told.body} & {*untold.body} or language == "en"
    assert told.body[-1].startswith({"id": "**Perbaikan:** ", "en": "**Fix:** "}[language])


def test_what_is_taken_from_click_stands_in_click() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in Path(click.__file__).parent.glob("*.py"))
    asked = [*catalogue.CLICK, *(text for pair in catalogue.CLICK_BY_NUMBER for text in pair)]
    assert [text for text in asked if f'"{text}"' not in source] == []


def test_a_finding_kept_as_data_is_told_in_either_language() -> None:
    tree = edited(examples(), [{"file": "bagas/iki/1b-N.yaml", "delete": True}])
    kept = pickle.dumps(news(check(Office(tree), date(2026, 6, 15))))
    (finding,) = pickle.loads(kept)  # noqa: S301 - what was put there just now
    sides = {lang: Report(Verdict((finding,)), lang=lang).sentence(finding) for lang in LANGUAGES}
    assert sides == {
        "id": "1b-N tidak memiliki manual, padahal tenggatnya 28 Februari 2026; susun iki/1b-N.yaml",
        "en": "1b-N has no manual, which was due by 28 February 2026; write iki/1b-N.yaml",
    }
