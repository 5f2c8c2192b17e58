"""What rules rest on can be looked up: each cites a source of the list, a place in it, and what that says."""

from __future__ import annotations

import re

import pytest

from skpkit import rules
from skpkit.messages import LANGUAGES
from skpkit.rules._rule import OWN
from skpkit.rules.pages import basis_as_data, page, source_in_words
from skpkit.rules.sources import SOURCES


@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_a_rule_cites_what_there_is_and_says_where_and_what(code: str) -> None:
    basis = rules.rule(code).basis
    assert basis, "a rule rests on something, be it skpkit's own reading"
    for each in basis:
        assert {each.source, *each.by} <= set(SOURCES)
        assert len(each.says.split()) > 3
        assert bool(each.section) == (each.source != OWN)
        assert bool(each.by) == (not SOURCES[each.source].read), "what was not read itself is cited as others report it"
        assert all(SOURCES[other].read for other in each.by)
    assert len({(each.source, each.section) for each in basis}) == len(basis)
    assert [each.source for each in basis].count(OWN) <= 1
    assert OWN not in [each.source for each in basis][:-1], "the sources first"


def test_every_source_of_the_list_is_cited_or_reports() -> None:
    named = {key for code in rules.ALL_RULES for each in rules.rule(code).basis for key in (each.source, *each.by)}
    assert named == set(SOURCES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", rules.ALL_RULES)
def test_a_page_shows_its_citations_and_where_they_can_be_looked_up(code: str, lang: str) -> None:
    text, basis = page(code, lang).text(), rules.rule(code).basis
    lines = [each["text"] for each in basis_as_data(code, lang)]
    assert len(lines) == len(basis)
    for line in lines:
        assert f"\n- {line}\n" in f"{text}\n"
        assert not re.match(r"[A-Z]\b", line), "no bare letter"
    for key in {key for each in basis for key in (each.source, *each.by)} - {OWN}:
        assert source_in_words(key, lang) in text


def test_a_regulation_is_cited_by_number_and_year_and_by_who_reports_it() -> None:
    pages = basis_as_data("SKP108", "en")[-1]["text"]
    told = "the table of weights has none for these two pairs"
    assert pages == f"KMK 127/2026, Tabel 14, pages 70 to 75: {told} (as reported by: Kakin)"
    for key, source in SOURCES.items():
        if not source.read:
            assert re.fullmatch(r".* \d+/\d{4}", source.name)
            assert str(source.year) in source.title, key
