"""The command line on git repositories, as users run it: what it prints and how it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gitrepo import photograph
from story import EXAMPLES, edited, examples

DAY = ("--today", "2026-06-15")
SCHEMA = json.loads(
    (Path(__file__).parent.parent / "schemas" / "v1" / "report.schema.json").read_text(encoding="utf-8")
)
COMMIT = ("commit", "--quiet", "--all", "--message", "Rekaman")
OLD = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A run of skpkit in a folder."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT", "SKPKIT"))}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "skpkit", *words], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr
    return done


def git(folder: Path, *words: str) -> None:
    """A git command with an identity of its own."""
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org", "-c", "init.defaultBranch=main")
    day = {f"GIT_{role}_DATE": "2026-06-10T08:00:00+07:00" for role in ("AUTHOR", "COMMITTER")}
    subprocess.run(["git", *identity, *words], cwd=folder, env={**os.environ, **day}, check=True, capture_output=True)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A repository with the examples committed on main."""
    put(tmp_path, [])
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, *COMMIT)
    return tmp_path


def put(folder: Path, edits: list[dict[str, Any]]) -> None:
    """Write the examples with edits into a folder."""
    tree = edited(examples(), edits)
    for path in set(examples().files) - set(tree.files):
        (folder / path).unlink(missing_ok=True)
    for path, content in tree.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def report(folder: Path, *words: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON report, which must be as published."""
    done = run(folder, *words, "--format", "json")
    data = json.loads(done.stdout)
    jsonschema.validate(data, SCHEMA)
    return done.returncode, data


def target(new: str) -> list[dict[str, Any]]:
    """A complete second adendum that sets other targets of 1b-N, in SKP and manual."""
    change = {"replace": {OLD: new}}
    return [
        {"file": "bagas", "adendum": ["target"]},
        {"file": "bagas/skp.yaml", **change},
        {"file": "bagas/iki/1b-N.yaml", **change},
    ]


def test_check_of_the_examples_finds_nothing(office: Path) -> None:
    code, data = report(office, "check", *DAY)
    assert (code, data["findings"]) == (0, [])
    assert data["summary"]["dossiers"] == 4


def test_open_target_under_an_adendum_is_accepted_and_listed(office: Path) -> None:
    put(office, target("{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"))
    done = run(office, "review", "main", *DAY)
    assert done.returncode == 0
    assert "1b-N target Q3: 10 → 12, adendum 2" in done.stdout
    assert "1b-N target Y: 30 → 32, adendum 2" in done.stdout


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
    assert [(each["code"], each["also"]) for each in data["findings"]] == [("SKP302", ["SKP310"])]


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
        (("render", "records/2026/199203172015021003/dki/2026-04-07.yaml", "-o", "x.pdf"), 3),
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
    (line,) = done.stdout.splitlines()
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
    assert {each["code"] for each in data["findings"]} == {"SKP001", "SKP203"}


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
