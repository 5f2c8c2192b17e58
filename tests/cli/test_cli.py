"""The command line on git repositories, as users run it: what it prints and how it leaves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from skpkit.cli._group import ALIASES, COMMANDS, SPOKEN
from tests.support.command import DAY, commands, git, put, report, run, run_here, target
from tests.support.gitrepo import photograph
from tests.support.places import EXAMPLES


def test_check_of_the_examples_finds_no_error_and_no_warning(office: Path) -> None:
    code, data = report(office, "check", *DAY)
    assert (code, {each["severity"] for each in data["findings"]}) == (0, {"info"})
    assert data["summary"]["dossiers"] == 4


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        (("--lang", "en", "check"), "Check of"),
        (("--lang", "en", "check", "--lang", "id"), "Pemeriksaan"),
        (("--lang=id", "check", "--lang=en"), "Check of"),
        (("--lang", "en", "check", "--rev", "hilang", "--lang", "id"), "skpkit: tidak ada"),
        (("--lang", "en", "check", "--lang", "fr"), "Pemakaian:"),
        (("check",), "Pemeriksaan"),
    ],
)
@pytest.mark.parametrize("settings", ["{}\n", "bahasa: id\n"])
def test_the_language_named_nearer_counts(office: Path, settings: str, words: tuple[str, ...], begins: str) -> None:
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    done = run(office, *words)
    assert (done.stdout or done.stderr).startswith(begins)


@pytest.mark.parametrize("command", ["", "check", "review", "exempt", "render", "rules", "explain"])
def test_help_has_no_english_words_in_indonesian(office: Path, command: str) -> None:
    shown = run(office, *filter(None, [command]), "--help").stdout
    english = "OPTIONS COMMAND ARGUMENTS ARGS PATH RANGE REV DATE RECORD OUT CODE FINGERPRINT TEXT".split()
    assert not set(english) & set(re.findall(r"[A-Z]+", shown))
    assert set(english) & set(re.findall(r"[A-Z]+", run(office, "--lang", "en", command or "rules", "--help").stdout))


def test_nothing_staged_is_told(tmp_path: Path) -> None:
    put(tmp_path, [])
    git(tmp_path, "init", "--quiet")
    done = run_here(tmp_path, "check", "--staged", "--lang", "en")
    assert done.returncode == 3
    assert "nothing is staged in records; stage it first (git add records)" in done.stderr


def test_a_locked_rule_cannot_be_lowered(office: Path) -> None:
    (office / "skpkit.yaml").write_text("tingkat:\n  SKP301: info\n", encoding="utf-8")
    done = run_here(office, "check", *DAY)
    assert done.returncode == 2
    assert "skpkit.yaml:2:" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", "--rev", "tidak-ada"), 3),
        (("check", "records/2025"), 3),
        (("review", "tidak-ada..main"), 3),
        (("review", "main..main"), 0),
        (("check", "--today", "kemarin"), 2),
        (("check", "--format", "pdf"), 2),
        (("tidak-ada",), 2),
        (("explain", "SKP999"), 2),
        (("explain", "skp301"), 0),
        (("explain", "undeclared-change"), 0),
        (("rules", "--format", "json"), 0),
        (("render", "records/2026/199203172015021003/dki/2026-04-07.yaml", "-o", "x.pdf", "--document", "skp"), 3),
    ],
)
def test_exit_codes(office: Path, words: tuple[str, ...], code: int) -> None:
    done = run(office, *words)
    assert done.returncode == code
    assert bool(done.stderr) == (code != 0)


def test_commands_never_write_into_the_repository(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    before = photograph(office)
    for words in (("check",), ("check", "--staged"), ("review",), ("review", "main", "--each-commit"), ("rules",)):
        run(office, *words)
        assert photograph(office) == before


def test_a_record_that_cannot_be_read_leaves_the_others_checked(office: Path) -> None:
    broken: list[dict[str, Any]] = [
        {"file": "bagas/dki/2026-05-08.yaml", "write": "jenis: dki\n\tversi: 1\n"},
        {"file": "yoga/iki/1a-N.yaml", "replace": {"satuan: rekening": "satuan: berkas"}},
    ]
    put(office, broken)
    code, data = report(office, "check", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"] if each["severity"] != "info"} == {"SKP001", "SKP203"}


def test_render_writes_whole_files_and_says_so(office: Path) -> None:
    done = run(office, "render", "records/2026/199203172015021003", "-o", "keluaran/skp.pdf")
    assert done.returncode == 0
    assert (office / "keluaran/skp.pdf").read_bytes().startswith(b"%PDF")
    assert [each.name for each in (office / "keluaran").iterdir()] == ["skp.pdf"]


def test_the_examples_are_there() -> None:
    assert len(list(EXAMPLES.rglob("skp.yaml"))) == 5


@pytest.mark.parametrize("text", ["", "\n", "# rekaman: catatan\n\n  # kertas: f4\n", "---\n", "{}\n"])
def test_settings_that_say_nothing_are_the_defaults(office: Path, text: str) -> None:
    (office / "skpkit.yaml").write_text(text, encoding="utf-8")
    assert run_here(office, "check", *DAY).returncode == 0


@pytest.mark.parametrize(
    "text",
    ["~\n", "[]\n", "kode: RHK-1\n", "aturan: kmk-1\n", "tingkat: {SKP999: mati}\n", "Rekaman: records\n", "a: [\n"],
)
def test_settings_that_are_not_understood_stop_a_check(office: Path, text: str) -> None:
    (office / "skpkit.yaml").write_text(text, encoding="utf-8")
    done = run_here(office, "check", *DAY)
    assert done.returncode == 2
    assert "skpkit.yaml:1:" in done.stderr


def test_settings_of_the_head_must_be_readable(office: Path) -> None:
    (office / "skpkit.yaml").write_text("zzz: 1\n", encoding="utf-8")
    done = run_here(office, "review", "main", *DAY)
    assert done.returncode == 2
    assert "skpkit.yaml:1:" in done.stderr


@pytest.mark.parametrize(
    "out", ["", "skp.docx", "records/2026/199203172015021003/skp.yaml", "records/2026", "/dev/full", "ada.pdf/x.docx"]
)
def test_render_overwrites_nothing_by_mistake(office: Path, out: str) -> None:
    before = photograph(office)
    done = run_here(office, "render", "records/2026/199203172015021003", "-o", out)
    assert done.returncode == 2
    assert photograph(office) == before


@pytest.mark.parametrize(
    "words",
    [
        ("review", ""),
        ("review", " "),
        ("review", "...HEAD"),
        ("review", "main..."),
        ("review", "main..", "--each-commit"),
        ("review", "", "--staged"),
        ("review", "origin/...HEAD"),
        ("check", "--rev", ""),
        ("frozen", "records/2026/199203172015021003", "--rev", ""),
        ("render", "records/2026/199203172015021003/skp.yaml", "-o", "skp.pdf", "--rev", ""),
        ("exempt", "abcdef", "--reason", "Keliru", "--approver", "197003151995031001", "--range", ""),
    ],
)
def test_an_empty_variable_is_wrong_usage_and_no_verdict(office: Path, words: tuple[str, ...]) -> None:
    done = run_here(office, *words, "--lang", "en")
    assert (done.returncode, done.stdout) == (2, ""), done.stderr


def test_a_review_of_nothing_says_so_and_how_to_judge_the_last_commit(office: Path) -> None:
    for words in (["review"], ["review", "main"], ["review", "main...HEAD"], ["review", "--staged"]):
        done = run_here(office, *words, "--lang", "en", *DAY)
        assert done.returncode == 0
        assert done.stdout.startswith("Review of main (")
        assert "skpkit review HEAD^1..HEAD" in done.stdout
    (note,) = report(office, "review", *DAY, "--lang", "en")[1]["notes"]
    assert "nothing to judge" in note["message"]
    put(office, target("{Q1: 5, Q2: 11, Q3: 10, Q4: 5, Y: 31}"))
    notes = report(office, "review", *DAY, "--lang", "en")[1]["notes"]
    assert not [each for each in notes if "nothing to judge" in each["message"]]


def test_a_path_of_a_deleted_or_moved_file_stands_for_its_dossier(office: Path) -> None:
    """As a hook hands them over."""
    deleted = "records/2026/199203172015021003/dki/2026-01-22.yaml"
    (office / deleted).unlink()
    code, data = report(office, "check", deleted, *DAY)
    assert (code, data["summary"]["dossiers"]) == (1, 1)
    assert "SKP215" in {each["code"] for each in data["findings"]}
    (office / "records/2026/unit").mkdir()
    (office / "records/2026/199203172015021003").rename(office / "records/2026/unit/199203172015021003")
    code, data = report(office, "check", "records/2026/199203172015021003/skp.yaml", *DAY)
    assert (code, data["summary"]["dossiers"]) == (1, 1)


def test_a_path_that_is_no_record_is_said_to_be_none_and_the_rest_goes_on(office: Path) -> None:
    (office / "BACA.md").write_text("x", encoding="utf-8")
    bagas = "records/2026/199203172015021003/skp.yaml"
    code, data = report(office, "check", "BACA.md", bagas, "skpkit.yaml", *DAY, "--lang", "en")
    assert (code, data["summary"]["dossiers"]) == (0, 1)
    assert [each["message"] for each in data["notes"] if "BACA" in each["message"]] == [
        "BACA.md is no record, and nothing of it was judged"
    ]


def test_a_path_where_nothing_lies_is_no_success_and_the_rest_goes_on(office: Path) -> None:
    bagas = "records/2026/199203172015021003"
    code, data = report(office, "check", "records/2025", bagas, *DAY, "--lang", "en")
    assert (code, data["summary"]["dossiers"]) == (3, 1)
    assert "no record lies at records/2025" in data["failures"][0]
    put(office, [{"file": "bagas/skp.yaml", "write": "jenis: [\n"}])
    assert report(office, "check", "records/2025", bagas, *DAY)[0] == 1
    (office / "BACA.md").write_text("x", encoding="utf-8")
    assert run_here(office, "check", "BACA.md", *DAY).returncode == 3


def test_a_command_that_was_mistyped_is_told(tmp_path: Path) -> None:
    done = run(tmp_path, "rendr", "records")
    assert done.returncode == 2
    assert done.stderr.endswith("Tidak ada perintah 'rendr'. Mungkin maksudnya: render.\n")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("baaru",), "baru"),
        (("evaluasi",), "new evaluasi"),
        (("new", "evaluas"), "evaluasi"),
        (("signers", "lst"), "list"),
    ],
)
def test_a_name_is_looked_for_among_all_names(tmp_path: Path, words: tuple[str, ...], near: str) -> None:
    assert run_here(tmp_path, *words).stderr.endswith(f"Mungkin maksudnya: {near}.\n")
    assert "Mungkin" not in run(tmp_path, "xyzzy").stderr


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("cetak",), "render"),
        (("periksa",), "check"),
        (("tinjau",), "review"),
        (("bantuan",), "--help"),
        (("baaru",), "baru"),
        (("evaluasi",), "new evaluasi"),
        (("new", "evalusi"), "evaluasi"),
        (("signers", "ad"), "add"),
    ],
)
def test_a_command_that_is_called_otherwise_is_told(tmp_path: Path, words: tuple[str, ...], meant: str) -> None:
    done = run_here(tmp_path, *words)
    assert (done.returncode, done.stderr.endswith(f"Mungkin maksudnya: {meant}.\n")) == (2, True), done.stderr


def test_what_other_words_mean_are_commands() -> None:
    known = {*commands(), *COMMANDS, *ALIASES, "--help"}
    assert {*SPOKEN.values()} <= known


def test_help_calls_an_argument_as_its_usage_does(tmp_path: Path) -> None:
    for name in commands():
        shown = run_here(tmp_path, *name.split(), "--help").stdout
        usage, _line, text = shown.partition("\n\n")
        options = [each for each in text.split("\n") if each.lstrip().startswith("-")]
        known = {*re.findall(r"[A-Z]+", "\n".join((usage, *options))), "NIP", "SKP"}
        assert {*re.findall(r"\b([A-Z]{3,})\s+adalah", text)} <= known, name
