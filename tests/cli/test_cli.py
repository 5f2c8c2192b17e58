"""The command line on git repositories, as users run it: what it prints and how it leaves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import COMMIT, DAY, OLD, git, put, report, run, target
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
    done = run(tmp_path, "check", "--staged", "--lang", "en")
    assert done.returncode == 3
    assert "nothing is staged in records; stage it first (git add records)" in done.stderr


def test_open_target_under_an_adendum_is_accepted_and_listed(office: Path) -> None:
    put(office, target("{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"))
    done = run(office, "review", "main", *DAY)
    assert done.returncode == 0
    assert "1b-N target Q3: 10 → 12, adendum 2" in done.stdout
    assert "1b-N target Y: 30 → 32, adendum 2" in done.stdout


def test_changes_are_listed_in_the_words_of_the_forms(office: Path) -> None:
    put(
        office,
        [
            {
                "file": "bagas/iki/1b-N.yaml",
                "replace": {"konsolidasi_periode: sum": "konsolidasi_periode: take_last_known"},
            }
        ],
    )
    assert "1b-N konsolidasi periode: sum → take last known" in run(office, "review", "main", *DAY).stdout


def test_realised_target_is_refused_with_its_evidence(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    code, data = report(office, "review", "main", *DAY)
    (finding,) = data["findings"]
    assert (code, finding["code"]) == (1, "SKP301")
    (proof,) = finding["evidence"]
    assert proof["path"].endswith("dki/2026-04-07.yaml")
    assert proof["line"] == 15
    assert proof["commit"] == data["base"]
    assert "baris 15" in finding["message"]


def test_reported_realisation_is_refused_and_speaks_for_310(office: Path) -> None:
    put(office, [{"file": "bagas/dki/2026-04-07.yaml", "replace": {"realisasi: 96.2": "realisasi: 97.2"}}])
    code, data = report(office, "review", "main", *DAY)
    assert code == 1
    assert [(each["code"], each["also"]) for each in data["findings"]] == [("SKP302", ["SKP310", "SKP315"])]


def test_polarisation_tells_both_achievements(office: Path) -> None:
    entry = (
        "perubahan:\n  - nomor: 1\n    tanggal: 2026-06-01\n    alasan: Penyesuaian\n    persetujuan:\n"
        '      - {sebagai: pejabat_penilai_kinerja, nip: "197805142003121002", tanggal: 2026-06-01}\n'
    )
    file = "bagas/iki/2a-N.yaml"
    put(office, [{"file": file, "replace": {"minimize": "maximize"}}, {"file": file, "append": entry}])
    code, data = report(office, "review", "main", *DAY)
    (finding,) = data["findings"]
    assert (code, finding["code"]) == (1, "SKP304")
    assert "110" in finding["message"]
    assert "90" in finding["message"]


def test_a_moved_folder_is_a_line_and_no_finding(office: Path) -> None:
    (office / "records/2026/seksi").mkdir()
    git(office, "mv", "records/2026/199203172015021003", "records/2026/seksi/199203172015021003")
    code, data = report(office, "review", "main", *DAY)
    assert (code, data["findings"], len(data["changes"])) == (0, [], 1)


def test_a_correction_is_accepted(office: Path) -> None:
    without = {"file": "bagas/evaluasi/Q1.yaml", "delete": True}
    put(office, [without])
    git(office, *COMMIT)
    koreksi = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    line = {"iki": "1a-C", "periode": "Q1", "realisasi": 95.8, "koreksi": koreksi}
    put(office, [without, {"file": "bagas/dki/2026-06-09.yaml", "realisasi": [line]}])
    assert report(office, "review", "main", *DAY)[0] == 0


def test_each_commit_names_the_commit_and_judges_it_on_its_day(office: Path) -> None:
    change = {"file": "bagas/skp.yaml", "replace": {OLD: OLD.replace("Q1: 5", "Q1: 6")}}
    put(office, [change])
    git(office, *COMMIT)
    put(office, [])
    git(office, *COMMIT)
    assert report(office, "review", "HEAD~2..HEAD", *DAY)[1]["findings"] == []
    code, data = report(office, "review", "HEAD~2..HEAD", "--each-commit", *DAY)
    assert code == 1
    assert [each["code"] for each in data["findings"]] == ["SKP301", "SKP301"]
    assert len({each["commit"] for each in data["findings"]}) == 2


def test_each_commit_is_never_weaker_than_the_whole(office: Path) -> None:
    new = "        - {kode: 1c-N, nama: Jumlah surat, aspek: kuantitas, satuan: surat, target: {Q4: 2, Y: 2}}\n"
    adendum = {"file": "bagas", "adendum": ["iki"]}
    put(office, [adendum, {"file": "bagas/skp.yaml", "replace": {"    - kode: RHK-2\n": f"{new}    - kode: RHK-2\n"}}])
    git(office, "add", ".")
    git(office, *COMMIT)
    for each_commit in ([], ["--each-commit"]):
        code, data = report(office, "review", "HEAD~1..HEAD", *each_commit, "--today", "2026-07-11")
        assert code == 1
        assert [(each["code"], each["severity"]) for each in data["findings"]] == [("SKP318", "error")]


def test_settings_come_from_the_base(office: Path) -> None:
    put(office, [{"file": "bagas/skp.yaml", "replace": {OLD: OLD.replace("Q3: 10", "Q3: 12")}}])
    (office / "skpkit.yaml").write_text("tingkat: {SKP305: mati}\n", encoding="utf-8")
    assert "SKP305" in {each["code"] for each in report(office, "review", "main", *DAY)[1]["findings"]}


def test_a_locked_rule_cannot_be_lowered(office: Path) -> None:
    (office / "skpkit.yaml").write_text("tingkat:\n  SKP301: info\n", encoding="utf-8")
    done = run(office, "check", *DAY)
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


def test_github_annotations_are_commands_alone(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    done = run(office, "review", "main", *DAY, "--format", "github")
    line, outcome = done.stdout.splitlines()
    assert outcome.startswith("::notice title=skpkit::")
    assert line.startswith("::error file=records/2026/199203172015021003/skp.yaml,line=44,endLine=44,col=24,")
    assert "title=SKP301 realised-target-revised::" in line


def test_a_record_that_cannot_be_read_leaves_the_others_checked(office: Path) -> None:
    broken: list[dict[str, Any]] = [
        {"file": "bagas/dki/2026-05-08.yaml", "write": "jenis: dki\n\tversi: 1\n"},
        {"file": "yoga/iki/1a-N.yaml", "replace": {"satuan: rekening": "satuan: berkas"}},
    ]
    put(office, broken)
    code, data = report(office, "check", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"] if each["severity"] != "info"} == {"SKP001", "SKP203"}


def test_an_unreadable_base_is_no_verdict(office: Path) -> None:
    put(office, [{"file": "bagas/dki/2026-05-08.yaml", "write": "jenis: [\n"}])
    git(office, *COMMIT)
    put(office, [])
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 3
    assert "2026-05-08.yaml" in data["failures"][0]


def test_render_writes_whole_files_and_says_so(office: Path) -> None:
    done = run(office, "render", "records/2026/199203172015021003", "-o", "keluaran/skp.pdf")
    assert done.returncode == 0
    assert (office / "keluaran/skp.pdf").read_bytes().startswith(b"%PDF")
    assert [each.name for each in (office / "keluaran").iterdir()] == ["skp.pdf"]


def test_the_examples_are_there() -> None:
    assert len(list(EXAMPLES.rglob("skp.yaml"))) == 5


# --- what nobody should be able to slip through ---------------------------------------------------------------


REALISED = "bagas/dki/2026-07-03.yaml"
LINE = {"iki": "1b-N", "periode": "Q2", "realisasi": 12}


def on_a_branch(office: Path) -> None:
    """A branch moves an open target under an adendum; main then records that period's realisasi."""
    git(office, "checkout", "--quiet", "-b", "usul")
    put(office, target("{Q1: 5, Q2: 12, Q3: 10, Q4: 5, Y: 32}"))
    git(office, "add", ".")
    git(office, *COMMIT)
    git(office, "checkout", "--quiet", "main")
    put(office, [{"file": REALISED, "realisasi": [LINE]}])
    git(office, "add", ".")
    git(office, *COMMIT)
    git(office, "checkout", "--quiet", "usul")


@pytest.mark.parametrize("each_commit", [(), ("--each-commit",)])
def test_a_merge_of_the_base_does_not_open_what_it_froze(office: Path, each_commit: tuple[str, ...]) -> None:
    on_a_branch(office)
    git(office, "merge", "--quiet", "main")
    code, data = report(office, "review", "main...usul", *each_commit, "--today", "2026-07-15")
    assert code == 1
    assert "SKP301" in {each["code"] for each in data["findings"]}


def test_a_realisation_altered_in_a_merge_is_found(office: Path) -> None:
    on_a_branch(office)
    git(office, "merge", "--quiet", "main")
    path = office / "records/2026/199203172015021003/dki/2026-07-03.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("12", "13"), encoding="utf-8")
    git(office, "commit", "--quiet", "--all", "--amend", "--no-edit")
    code, data = report(office, "review", "main...usul", "--each-commit", "--today", "2026-07-15")
    assert code == 1
    assert {"SKP301", "SKP302"} <= {each["code"] for each in data["findings"]}


def test_a_change_of_settings_is_listed_and_the_records_folder_cannot_be_hidden(office: Path) -> None:
    (office / "skpkit.yaml").write_text("rekaman: catatan\n", encoding="utf-8")
    code, data = report(office, "review", "main", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"]} == {"SKP311"}
    assert "skpkit.yaml" in data["changes"][0]["text"]
    git(office, *COMMIT)
    put(office, [])
    (office / "skpkit.yaml").write_text("rekaman: catatan\n", encoding="utf-8")
    assert run(office, "review", "HEAD", *DAY).returncode == 3


@pytest.mark.parametrize("text", ["", "\n", "# rekaman: catatan\n\n  # kertas: f4\n", "---\n", "{}\n"])
def test_settings_that_say_nothing_are_the_defaults(office: Path, text: str) -> None:
    (office / "skpkit.yaml").write_text(text, encoding="utf-8")
    assert run(office, "check", *DAY).returncode == 0


@pytest.mark.parametrize(
    "text",
    ["~\n", "[]\n", "kode: RHK-1\n", "aturan: kmk-1\n", "tingkat: {SKP999: mati}\n", "Rekaman: records\n", "a: [\n"],
)
def test_settings_that_are_not_understood_stop_a_check(office: Path, text: str) -> None:
    (office / "skpkit.yaml").write_text(text, encoding="utf-8")
    done = run(office, "check", *DAY)
    assert done.returncode == 2
    assert "skpkit.yaml:1:" in done.stderr


def test_settings_of_the_head_must_be_readable(office: Path) -> None:
    (office / "skpkit.yaml").write_text("zzz: 1\n", encoding="utf-8")
    done = run(office, "review", "main", *DAY)
    assert done.returncode == 2
    assert "skpkit.yaml:1:" in done.stderr


def test_an_unreadable_record_is_no_way_out_where_settings_hush_it_up(office: Path) -> None:
    (office / "skpkit.yaml").write_text("tingkat: {SKP001: mati}\n", encoding="utf-8")
    git(office, *COMMIT)
    file = office / "records/2026/199203172015021003/skp.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Q1: 5,", "Q1: 6,") + "\tx: 1\n", encoding="utf-8")
    assert report(office, "review", "HEAD", *DAY)[0] == 3


EXEMPTION = """\
jenis: pengecualian
versi: 1
pengecualian:
  - kode: SKP301
    berkas: records/2026/199203172015021003/skp.yaml
    tentang: {iki: 1b-N, periode: Q1}
    alasan: Target salah ketik sejak penetapan
    disetujui: {nip: "NIP", nama: Hendra Saputra, jabatan: Kepala Kantor Wilayah}
    tanggal: 2026-06-01
    berlaku_sampai: 2026-06-30
"""


@pytest.mark.parametrize(
    ("approver", "today", "code"),
    [
        ("197003151995031001", "2026-06-15", 0),
        ("197003151995031001", "2026-07-01", 1),  # it has expired
        ("199203172015021003", "2026-06-15", 1),  # the employee approved it himself
    ],
)
def test_an_exemption_of_the_base_passes_what_it_names(office: Path, approver: str, today: str, code: int) -> None:
    exemptions = office / "records/pengecualian.yaml"
    exemptions.write_text(EXEMPTION.replace("NIP", approver), encoding="utf-8")
    git(office, "add", ".")
    git(office, *COMMIT)
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    found, data = report(office, "review", "HEAD", "--today", today)
    assert found == code
    assert len(data["exempted"]) == 1 - code


def test_an_exemption_of_the_change_itself_passes_nothing(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    (office / "records/pengecualian.yaml").write_text(EXEMPTION.replace("NIP", "197003151995031001"), encoding="utf-8")
    assert report(office, "review", "main", *DAY)[0] == 1


def test_a_file_name_cannot_write_lines_of_its_own(office: Path) -> None:
    folder = office / "records/2026/x\nDiterima.\x1b[2J/199203172015021003"
    folder.mkdir(parents=True)
    (folder / "skp.yaml").write_text("jenis: [\n", encoding="utf-8")
    done = run(office, "check", *DAY)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert not any(line.startswith("Diterima") for line in done.stdout.splitlines())


@pytest.mark.parametrize(
    "out", ["", "skp.docx", "records/2026/199203172015021003/skp.yaml", "records/2026", "/dev/full", "ada.pdf/x.docx"]
)
def test_render_overwrites_nothing_by_mistake(office: Path, out: str) -> None:
    before = photograph(office)
    done = run(office, "render", "records/2026/199203172015021003", "-o", out)
    assert done.returncode == 2
    assert photograph(office) == before


def test_a_correction_is_told_as_one(office: Path) -> None:
    koreksi = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    line = {"iki": "1a-C", "periode": "Q1", "realisasi": 95.8, "koreksi": koreksi}
    put(office, [{"file": "bagas/dki/2026-06-09.yaml", "realisasi": [line]}])
    assert "1a-C realisasi Q1 dikoreksi: 96,2 → 95,8" in run(office, "review", "main", *DAY).stdout
