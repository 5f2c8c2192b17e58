"""That people are shown what a verdict holds, in each form that they read, and in the words of an office."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import (
    CommitWords,
    Day,
    Finding,
    GatheredFile,
    Gathering,
    Location,
    Note,
    Problem,
    Severity,
    Unjudged,
)
from skpkit.judge.engine import StateName, Verdict
from skpkit.messages import LANGUAGES, Told
from skpkit.model.exemptions import exemptions_in
from skpkit.reports import FILES, FORMS, Report
from skpkit.reports._periods import periods_in_words
from skpkit.reports._shown import finding_view
from skpkit.reports._spoken import spoken
from skpkit.rules.pages import page
from tests.support.places import STORIES
from tests.support.reviewed import mixed

STEPS = ("3" * 40, "4" * 40)
EXEMPTION = b"""jenis: pengecualian
versi: 1
pengecualian:
  - kode: SKP309
    sidik: "0000000000"
    alasan: Manual menyusul
    disetujui: {nip: "197001011995031001", nama: Sari Dewi, jabatan: Pengelola}
    tanggal: 2026-06-01
    berlaku_sampai: 2026-07-01
"""
OMITTED = {
    "titles": "counted, and told by what changed in them",
    "named": "whom a mask hides",
    "shown": "places for the lines of a forge",
    "lines": "columns in bytes, for rdjsonl",
    "source": "lines of files, which the tests of excerpts show",
    "base": "a review without one is a check, which the other tests show",
    "unlisted": "counted; the outcome names whose they are, which the tests of looking show",
    "steps": "an audit, which the tests of steps show",
}
"""What no form shows by itself."""
INCOMPLETE = {"failures", "unjudged"}
"""What every form shows: that a verdict is not a whole one."""
_OF_FINDINGS = {
    "accounts": "findings at their places, and no page",
    "approvals": "findings at their places, and no page",
    "beyond": "of what it lists itself all is counted",
    "changes": "findings at their places, and no page",
    "gathering": "findings at their places, and no page",
    "parents": "each finding stands at its place",
    "passes": "findings at their places, and no page",
}
_OF_LINES = _OF_FINDINGS | {
    "day": "the log that it stands beside says it",
    "exempted": "only what is open",
    "head": "the log that it stands beside says it",
    "judged_as": "the log that it stands beside says it",
    "known": "only what the change brings",
    "others": "the log that it stands beside says it",
    "people": "the place says whose it is",
}
OMITTED_BY: dict[str, dict[str, str]] = {
    "github": _OF_FINDINGS | {"known": "counted"},
    "gitlab": _OF_LINES | {"notes": "it has a line for findings alone"},
    "rdjsonl": _OF_LINES,
    "sarif": _OF_FINDINGS | {"others": "the log that it stands beside says it"},
    "junit": _OF_FINDINGS | {each: _OF_LINES[each] for each in ("head", "judged_as", "known", "others")},
    "text": {
        "parents": "each finding and change names its step",
        "accounts": "what is decided and due is of pages",
        "passes": "an exemption's own words are of pages",
    },
    "xlsx": {
        "accounts": "a sheet has rows of findings and changes",
        "approvals": "they are changes too",
        "gathering": "a table of findings is no place for it",
        "parents": "each row names its step",
        "passes": "a row says that it passes",
    },
    "json": {
        "accounts": "programs have the records",
        "along": "by their codes",
        "commits": "programs have the repository",
        "parents": "each finding names its commit",
        "passes": "programs have the exemptions",
        "people": "dossiers are named by their key",
        "taken_back": "programs have the repository",
    },
}


@cache
def whole() -> Verdict:
    """A verdict that has something of everything."""
    lead, second, *others = mixed().findings
    (exemption,) = exemptions_in("records/pengecualian.yaml", EXEMPTION, lambda _: None)
    words = [CommitWords(f"Penulis {each[0]}", date(2026, 6, int(each[0])), f"Langkah {each[0]}") for each in STEPS]
    files = [GatheredFile(lead.problem.at.path, side, lead.dossier) for side in ("base", "head")]
    return replace(
        mixed(),
        findings=(replace(second, commit=STEPS[0]), *others),
        exempted=(lead,),
        passes={lead.fingerprint: (exemption,)},
        known=(replace(second, fingerprint="f" * 20),),
        beyond={"changes": 3},
        failures=(SkpkitError("a failure"),),
        unjudged=(Unjudged("records/x.yaml", "a reason"),),
        notes=(Note("a note"),),
        commits=dict(zip(STEPS, words, strict=True)),
        parents={STEPS[0]: "2" * 40, STEPS[1]: STEPS[0]},
        taken_back={STEPS[0]: STEPS[1]},
        gathering=Gathering(("5" * 40,), tuple(files)),
        others=(StateName("usulan-lain", "6" * 40),),
    )


@pytest.mark.parametrize("form", FORMS)
def test_each_form_shows_all_that_a_verdict_holds_or_leaves_it_out_knowingly(form: str) -> None:
    omitted = {*OMITTED, *OMITTED_BY.get(form, {})}
    assert not INCOMPLETE & omitted
    kept = FILES[form](Report(whole(), "id", show_all=True))
    for each in fields(Verdict):
        empty: Any = each.default if each.default is not MISSING else ()
        empty = each.default_factory() if each.default_factory is not MISSING else empty
        if each.name == "day":
            empty = Day(date(2026, 6, 16), "--today")
        without = replace(whole(), **{each.name: empty})
        if each.name not in OMITTED:
            is_shown = FILES[form](Report(without, "id", show_all=True)) != kept
            assert is_shown == (each.name not in omitted), each.name


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_step_is_told_by_day_author_and_message_and_what_takes_it_back(form: str) -> None:
    made = re.sub(r"&#8203;|\u200b", "", str(FILES[form](Report(whole(), "id"))))
    made = made.replace("&#40;", "(").replace("&#41;", ")")
    first, second = "3 Juni 2026, Penulis 3: “Langkah 3” (33333333)", "4 Juni 2026, Penulis 4: “Langkah 4” (44444444)"
    assert first in made
    assert f"diambil kembali oleh: {second}" in made
    assert "Diusulkan oleh Penulis 3, Penulis 4" in made


def test_a_masked_report_says_who_asked_by_initials() -> None:
    names = frozenset({next(iter(whole().named))._replace(name="Penulis Tiga", nip="")})
    said = CommitWords("Penulis Tiga", date(2026, 6, 3), "Langkah")
    verdict = replace(whole(), commits={STEPS[0]: said}, named=names)
    made = str(FILES["text"](Report(verdict, "id").masked()))
    assert "Diusulkan oleh P. T." in made
    assert "Penulis" not in made


def test_the_verdict_names_whose_records_are_refused() -> None:
    last = str(FILES["text"](Report(mixed(), "id"))).splitlines()[-1]
    assert (
        last == "Ditolak. Dokumen kinerja yang berubah: 3; kesalahan: 4 (Ratna Wulandari, Yoga Permadi, Bagas Pratama)."
    )
    accepted = replace(mixed(), findings=())
    last = str(FILES["text"](Report(accepted, "id"))).splitlines()[-1]
    assert "yang berubah: 3 (" in last
    assert "Bagas Pratama" in last


# --- the words -----------------------------------------------------------------------------------------------

TYPED = re.compile(r"`|[{}]|--[a-z]|\bskpkit (?!sendiri\b)[a-z]+\b|(?<!skpkit)\.yaml")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_way_out_is_told_in_the_signs_of_a_file(lang: str) -> None:
    report = Report(mixed(), lang)
    for code in rules.ALL_RULES:
        fix = page(code, lang).fix
        assert fix, code
        assert not TYPED.search(spoken(report, fix).text), (code, spoken(report, fix).text)


def test_what_is_typed_stands_by_itself() -> None:
    report = Report(mixed(), "en")
    said = spoken(report, "dki/2026-04-07.yaml line 12 says 9; record it as `koreksi: {dki: x.yaml, alasan: …}`")
    assert said.text == "dialogue of 7 April 2026 says 9; record it as “koreksi”"
    assert said.typed == ("koreksi: {dki: x.yaml, alasan: …}",)
    said = spoken(report, "let that person sign: skpkit approve RECORD --as pegawai --sign KEY")
    assert (said.text, said.typed) == ("let that person sign", ("skpkit approve RECORD --as pegawai --sign KEY",))
    assert spoken(report, "set `status: rancangan`").text == "set “status: rancangan”"


def test_periods_are_called_as_forms_call_them() -> None:
    assert periods_in_words(("1b-N target Q1", "Y"), "en") == ("1b-N target quarter I", "the whole year")
    assert periods_in_words("evaluasi/Q1.yaml", "id") == "evaluasi/Q1.yaml"
    assert periods_in_words(Told("Q1"), "id") == "Q1"
    code = re.compile(r"(?<![\w./:-])(Q[1-4]|B(0[1-9]|1[0-2])|S[12])(?![\w./:-])")
    shown = [
        f"{report.parent.name}: {line}"
        for report in STORIES.glob("*/*/report.txt")
        for line in report.read_text("utf-8").splitlines()
        if line.startswith("    ") and "padahal menurut tempat berkas ini" not in line  # that tells what a file says
        if code.search(re.sub(r"`[^`]*`|“[^”]*”", "", line))
    ]
    assert shown == []


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_what_a_history_put_right_asks_for_nothing_and_a_past_advice_bears_its_day(form: str) -> None:
    first, *rest = whole().findings
    asked = first.problem.message
    told = replace(first.problem, message="{what} is wrong; restore it", told={"what": "X"}, edits=frozenset())
    settled, then = (replace(first, problem=told, settled=each) for each in (True, False))
    verdict = replace(whole(), judged_as="history", day=Day(date(2026, 12, 1), "--today"))
    made = str(FILES[form](Report(replace(verdict, findings=(settled, *rest)), "id")))
    assert asked not in made
    assert "X is wrong; sudah dikembalikan pada 4 Juni 2026" in made
    assert "restore it" not in made
    made = str(FILES[form](Report(replace(verdict, findings=(then, *rest)), "id")))
    assert "menurut keadaan 3 Juni 2026: X is wrong; restore it" in made


@pytest.mark.parametrize("form", ["text", "markdown", "html", "xlsx"])
def test_a_request_is_told_with_its_title_and_the_words_of_its_commits_but_a_history_is_not(form: str) -> None:
    def made(**told: Any) -> str:
        kept = FILES[form](Report(replace(whole(), **{"judged_as": "proposal", **told}), "id", asks="Naikkan\ntarget"))
        if isinstance(kept, str):
            return re.sub(r"&#(\d+);", lambda each: chr(int(each[1])), kept)
        return ZipFile(BytesIO(kept)).read("xl/sharedStrings.xml").decode()

    says = "Pesan permintaan: “Naikkan target”; “Langkah 3”; “Langkah 4”"
    assert says in made()
    assert "Pesan permintaan" not in made(judged_as="history", base=None)
    landed = str(FILES["text"](Report(replace(whole(), judged_as="proposal"), "id", landed=True)))
    assert [each in landed for each in ("Push yang sudah masuk", "Dicatat oleh", "Pesan push")] == [True] * 3
    assert [each in landed for each in ("Sebuah usulan", "Diusulkan", "permintaan")] == [False] * 3
    words = CommitWords("Penulis", date(2026, 6, 3), "Gabungkan", merges=True)
    assert "Pesan permintaan: “Naikkan target”" in made(commits={STEPS[0]: words})
    assert "“Naikkan target”; “" not in made(commits={STEPS[0]: words})


def test_fields_are_told_as_words_and_a_record_that_cannot_be_read_by_its_name() -> None:
    report = Report(whole(), "id")
    assert spoken(report, "hasil_kerja, rating_hasil_kerja berubah").text == "hasil kerja, rating hasil kerja berubah"
    assert spoken(report, "file_saya.yaml dan nota_dinas").text == "file_saya.yaml dan nota_dinas"
    assert report.words({"perihal": "skp", "uraian": "Sepakat"}) == "SKP: Sepakat"
    at = Location("records/2026/199203172015021003/dki/2026-06-12.yaml", 14)
    wrong = Finding("SKP003", "x", Severity.ERROR, Problem(at, "wrong"), whole().findings[0].dossier)
    said = finding_view(report, wrong).sentence
    assert said == "wrong. Dialog 12 Juni 2026: isinya tidak dapat ditampilkan sebelum ini diperbaiki"
