"""The rule book: the rules are those of the contract's table, and what is printed of them is what they say today."""

from __future__ import annotations

import re

import pytest

from skpkit import rules
from skpkit.messages import LANGUAGES
from skpkit.rules.pages import page, paragraphs
from skpkit.rules.sources import SOURCES
from tests.support.contract import CONTRACT, ERROR, INFO, LEFT_OUT, TABLE, Row, letter
from tests.support.places import STORIES
from tools import rulebook


def test_the_table_is_read_to_its_end() -> None:
    assert len(CONTRACT) == len(re.findall(r"^\| \d{3} \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert CONTRACT["SKP001"] == Row("SKP001", "unreadable-file", {ERROR}, False, set())
    assert CONTRACT["SKP110"] == Row("SKP110", "not-agreed", {ERROR}, False, {"S", "P"})
    assert CONTRACT["SKP112"] == Row("SKP112", "unusual-code", {INFO}, False, {"K"})
    assert CONTRACT["SKP301"] == Row("SKP301", "realised-target-revised", {ERROR}, True, {"S"})
    assert all(row.basis for code, row in CONTRACT.items() if code[3] in "123")


def test_every_rule_of_the_table_exists() -> None:
    missing = [f"{code} {row.name}" for code, row in CONTRACT.items() if code not in {*rules.ALL_RULES, *LEFT_OUT}]
    assert missing == [], f"rules of the table that are not there: {', '.join(missing)}"


def test_every_rule_is_in_the_table() -> None:
    assert set(rules.ALL_RULES) - set(CONTRACT) == set()
    assert LEFT_OUT & set(rules.ALL_RULES) == set(), "then it is left out no longer"


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_a_rule_is_as_the_table_has_it(code: str) -> None:
    row, rule = CONTRACT[code], rules.rule(code)
    assert rules.name(code) == row.name
    assert rule.severity in row.severities
    assert rule.locked == row.locked
    assert row.basis <= {letter(cited.source) for cited in rule.basis}


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_a_rule_has_a_page_in_each_language_an_offence_and_a_near_miss(code: str) -> None:
    pages = [page(code, lang) for lang in LANGUAGES]
    assert len({each.statement for each in pages}) == len(LANGUAGES)
    assert {len(each.body) for each in pages} == {len(paragraphs(code)) - 1}
    offence, near_miss = rulebook.shown(code)
    assert offence, "no story in which the rule finds something"
    assert near_miss, "no story in which it finds nothing"
    assert offence.finding
    assert offence.finding.code == code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_book_is_what_make_pages_writes(lang: str) -> None:
    assert rulebook.FILES[lang].read_text(encoding="utf-8") == rulebook.book(lang), "run `make pages`"


def list_of_sources(lang: str) -> str:
    """The anchor of the list of sources, which a heading makes."""
    return rulebook.BOOK[lang].sources.lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_book_leads_to_every_rule(lang: str) -> None:
    text = rulebook.book(lang)
    anchors = re.findall(r'<a id="(.*)"></a>', text)
    assert anchors == [*(code.lower() for code in rules.ALL_RULES), *SOURCES]
    assert re.findall(r"^- \[SKP\d{3}\]\(#(.*?)\)", text, re.MULTILINE) == anchors[: len(rules.ALL_RULES)]
    assert {each for each in re.findall(r"\]\(#(.*?)\)", text) if each not in anchors} == {list_of_sources(lang)}
    assert f"\n## {list_of_sources(lang).capitalize()}\n" in text
    headings = re.findall(r"^### (SKP\d{3}) (.*)$", text, re.MULTILINE)
    assert headings == [(code, rules.name(code)) for code in rules.ALL_RULES]


def test_the_book_is_in_one_language_and_shows_no_nip() -> None:
    told = {lang: rulebook.book(lang) for lang in LANGUAGES}
    assert "**For example:**" not in told["id"]
    assert "**Contoh:**" not in told["en"]
    for text in told.values():
        assert not re.search(r"\d{18}", text)


def test_no_two_stories_of_a_kind_are_to_be_shown() -> None:
    shown = {each.folder for code in rules.ALL_RULES for each in rulebook.shown(code) if each}
    told = {file.parent for file in STORIES.glob("*/*/story.yaml") if "\ncerita: " in file.read_text(encoding="utf-8")}
    assert told - shown == set(), "their rule has another story with `cerita`"
