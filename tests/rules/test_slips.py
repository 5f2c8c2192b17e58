"""Slips that people make: each is told in one leading message that somebody can follow who never saw YAML."""

from __future__ import annotations

import pytest

from skpkit.errors import WrongUsage
from skpkit.findings import Severity
from skpkit.messages import LANGUAGES
from skpkit.model.settings import settings_of
from skpkit.reports import Report
from skpkit.reports._shown import finding_view
from skpkit.reports.text_report import as_text
from skpkit.source.schemas import dates, texts, words
from skpkit.source.yamlfile import numbers, repairs, sentences
from tests.support.slips import CuredSlip, judged, office, sentence, slips

# What a layman cannot be expected to know; the words of the forms and of files are no such.
JARGON = ("YAML", "mapping", "scalar", "anchor", "alias", "parser", "regex", "schema", "null", "Unicode")
WHOLE = ("conflict", "pointer of LFS", "page of the web", "sheet with another name")


def test_the_office_is_in_order() -> None:
    assert judged(office()).findings == ()
    assert len(slips()) > 140


@pytest.mark.parametrize("slip", slips(), ids=lambda slip: slip.name)
def test_a_slip_is_understood(slip: CuredSlip) -> None:
    verdict = judged(slip.applied(office()))
    assert sorted({each.code for each in verdict.findings}) == sorted(slip.codes)
    first = min(verdict.findings, key=lambda each: (each.severity.rank, each.order))
    for lang in LANGUAGES:
        said = sentence(first, lang)
        assert [each for each in (*slip.words, *slip.own[lang]) if each not in said] == []
        assert [each for each in JARGON if each in said] == []
        shown = finding_view(Report(verdict, lang), first).sentence  # what pages show, with other signs around
        wanted = (*slip.words, *slip.own[lang])
        assert [each for each in wanted if "`" not in each and each not in shown] == []
        typed = shown.replace("“", "`").replace("”", "`")
        assert [each for each in wanted if "`" in each and each not in typed] == []
        told = as_text(Report(verdict, lang))
        assert [each for each in slip.shown if f"        {each}\n" not in f"{told}\n"] == []
        on_a_line = first.problem.at.line == first.problem.at.end_line and first.problem.at.end_column > 1
        shows = first.severity is not Severity.INFO and on_a_line
        assert (" | " in told) == shows
        assert ("^" in told) == shows
    if slip.remedy is not None:
        assert judged(slip.mended(office())).findings == ()


# Sentences that no row of the table tells: of what is no slip of a layman. None is added here.
UNTOLD = {
    repairs: """
        MARKED_LINE NEIGHBOURS NOTHING SIGN_LINE TAB_AWAY
    """,
    sentences: """
        AFTER_BRACKET AFTER_QUOTE APART COMMA COMMA_OR_COLON COMMENT DECIMAL_COMMA DIRECTIVE EMPTY
        EXTRA_COMMA EXTRA_QUOTE IN_BRACKETS KEY_NO_TEXT KEY_NO_WORD LIST_HERE MARKED MERGE NO_COMMA NO_KEY
        NO_MAPPING NO_VALUE NO_YAML OPEN_BRACKET PAIR RESERVED SEVERAL STRAY_BRACKET TAB TOO_DEEP
        UNKNOWN_ESCAPE UNQUOTED_COLON WRONG_INDENT
    """,
    numbers: """
        EITHER MORE NO_NUMBER NO_RESULT ONE_OF_THEM ZERO_IN_FRONT
    """,
    words: """
        AT_LEAST AT_MOST CHOICE CHOICE_NOT CODE CORRECTED_PROJECTION DATE DIALOGUE EMPTY EMPTY_FILE
        EMPTY_OR_GONE FILE_OR_PRINT FOLDER MEASURED MISPLACED_HERE MISSING NARRATED NIP_OR_NAME NO_MAPPING
        NO_PERIOD NO_RULE_KEY NUMBER NUMBER_OR_TEXT ONE_LINE OTHER_APPROACH OTHER_KIND OUTSIDE QUOTE
        REPLACED RULE TAB_WITHIN TARGETS TEXT_NO_LIST TEXT_NO_MAPPING TOO_LONG UNKNOWN UNMEASURED
        UNPRINTABLE UNWANTED WHOLE YEAR YES_OR_NO
    """,
    texts: """
        DIALOGUE_AS NIP_GONE WORD_CURLY
    """,
    dates: """
        MONTH_FIRST NO_DAY NO_SUCH_MONTH
    """,
}


def test_each_sentence_for_a_slip_has_its_row() -> None:
    told = {each.problem.message for slip in slips() for each in judged(slip.applied(office())).findings}
    for module, known in UNTOLD.items():
        said = {
            name: each
            for name, each in vars(module).items()
            if name.isupper() and name[0] != "_" and isinstance(each, str)
        }
        untold = {name for name, each in said.items() if " " in each and each not in told}
        assert untold == {*known.split()}, module.__name__


@pytest.mark.parametrize("name", ["nip destroyed", "nip destroyed and quoted"])
def test_a_destroyed_nip_is_not_repeated(name: str) -> None:
    (slip,) = (each for each in slips() if each.name == name)
    verdict = judged(slip.applied(office()))
    for lang in LANGUAGES:
        assert "98803172012" not in as_text(Report(verdict, lang)).replace("198803172012042005", "")


def test_hidden_people_stay_hidden() -> None:
    for slip in slips():
        if slip.name.startswith("nip"):
            report = Report(judged(slip.applied(office()))).masked()
            told = as_text(report).replace("198803172012042005/", "")
            assert "1988031720" not in told
            assert " | " not in told


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("bahasa: Indonesia", "`id`"),
        ("aturan: KMK 300/2022", "`kmk-300-2022`"),
        ("language: id", "`bahasa`"),
        ("mulai: 2 November 2026", "2026-11-02"),
        ("samarkan: ya", "true"),
        ("pengelola= Nining", "`pengelola: Nining`"),
        ("rekaman:records", "`rekaman: records`"),
    ],
)
def test_slips_in_the_settings_are_told_like_those_in_records(line: str, words: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        settings_of(f"jenis: pengaturan\nversi: 1\n{line}\n".encode())
    for lang in LANGUAGES:
        said = refused.value.sentence(lang)
        assert words in said
        assert "skpkit.yaml:3" in said
