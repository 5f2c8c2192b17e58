"""New records as the library makes them: whatever is answered, what is written is read back as it was meant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import skpkit
from skpkit.drafting import RefusedError, proposing, rules_of
from skpkit.model.periods import Term
from skpkit.model.proposals import HOWS, covered, indicator_code, result_code, with_total
from skpkit.source.schemas import accepts
from skpkit.source.yamlfile import read
from skpkit.writing.drafts import IndicatorDraft, ResultDraft, SkpDraft, folder_name, skp_data
from tests.support.command import git

TODAY = date(2026, 1, 6)
RULES = rules_of("kmk-300-2022")
TERM = Term(date(2026, 1, 1), date(2026, 12, 31))
EMPLOYEE = {"nama": "Bagas Pratama", "nip": "199203172015021003", "jabatan": "Pelaksana", "unit_kerja": "KPPN Contoh"}
HEAD = {"nama": "Ratna Wulandari", "nip": "197805142003121002", "jabatan": "Kepala Kantor"}

# What reads as something else where it stands without quotes, and what people write.
_ODD = st.sampled_from(
    [
        "yes",
        "0123",
        "1e3",
        "2026-01-01",
        "- a",
        "a: b",
        "# a",
        "{a}",
        "[a",
        "&a",
        "*a",
        "!a",
        "%",
        "'",
        '"',
        "a #b",
        "~",
    ]
)
_LINE = st.one_of(_ODD, st.text(st.characters(min_codepoint=33, max_codepoint=382), min_size=1, max_size=50)).filter(
    lambda text: text.isprintable() and text == text.strip() and bool(text)
)


@st.composite
def drawn(draw: st.DrawFn) -> SkpDraft:
    """An SKP as somebody may answer for it."""
    results = []
    for nth in range(1, draw(st.integers(1, 3)) + 1):
        indicators: list[IndicatorDraft] = []
        for _ in range(draw(st.integers(1, 3))):
            rhythm = draw(st.sampled_from(("bulanan", "triwulanan", "semesteran")))
            number = st.one_of(st.integers(1, 900), st.decimals(1, 99, places=2).map(float))
            target = {each: draw(number) for each in covered(TERM, rhythm, RULES, 2026)}
            kode = indicator_code(nth, [each.kode for each in indicators], extra=False, kind="N")
            whole = with_total(target, draw(st.sampled_from(HOWS)))
            indicators.append(IndicatorDraft(kode, draw(_LINE), "kuantitas", draw(_LINE), whole))
        results.append(ResultDraft(result_code(nth, extra=False), draw(_LINE), tuple(indicators)))
    employee = {**EMPLOYEE, "nama": draw(_LINE)}
    expectations = draw(st.dictionaries(st.sampled_from(RULES.values), _LINE))
    return SkpDraft(
        2026, "kppn", RULES.name, draw(_LINE), TERM, employee, HEAD, tuple(results),
        expectations=expectations, attachment={"konsekuensi": draw(st.lists(_LINE, max_size=3))},
    )  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kosong")
    git(folder, "init", "--quiet")
    return folder


def as_read(value: Any) -> Any:
    """Data with its dates as texts, as a record has them."""
    if isinstance(value, Mapping):
        return {key: as_read(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_read(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(draft=drawn())
def test_what_is_answered_is_what_is_read(empty: Path, draft: SkpDraft) -> None:
    made = skpkit.new_skp(empty, draft, today=TODAY)
    (content,) = made.batch.files.values()
    assert content is not None
    data = read(content).data
    assert accepts("skp", data)
    assert data == as_read(skp_data(draft, RULES.values))
    assert made.paths == (f"records/2026/kppn/{draft.nip}/skp.yaml",)
    assert not (empty / "records").exists()


def test_a_refusal_says_what_is_broken(empty: Path) -> None:
    indicator = IndicatorDraft("1a-N", "Laporan", "kuantitas", "dokumen", {"Y": 1})
    results = (ResultDraft("RHK-1", "Laporan tersusun", (indicator, indicator)),)
    draft = SkpDraft(2026, "", RULES.name, "Badan Contoh", TERM, EMPLOYEE, HEAD, results)
    with pytest.raises(RefusedError) as refused:
        skpkit.new_skp(empty, draft, today=TODAY)
    assert {each.code for each in refused.value.findings} == {"SKP102"}
    assert "SKP102 records/2026/" in refused.value.sentence("id")


def test_an_empty_office_proposes_nothing(empty: Path) -> None:
    with proposing(empty, today=TODAY) as known:
        assert (known.units(), known.colleague("", 2026), known.results_of(HEAD["nip"], 2026)) == ((), None, ())
        assert known.unit_folder(None, "KPPN Contoh, Kota Ümlaut") == folder_name("KPPN Contoh, Kota Ümlaut")
    assert folder_name("KPPN Contoh, Kota Ümlaut") == "kppn-contoh-kota-umlaut"
