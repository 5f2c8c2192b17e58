"""What a report may be read as: nothing that a record holds becomes a command, or a line of its own."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import DAY, put, run, target


def test_github_annotations_are_commands_alone(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    done = run(office, "review", "main", *DAY, "--format", "github")
    line, note, outcome = done.stdout.splitlines()
    assert "`pengelola`" in note
    assert note.startswith("::notice title=skpkit::")
    assert outcome.startswith("::notice title=skpkit::")
    assert line.startswith("::error file=records/2026/199203172015021003/skp.yaml,line=44,endLine=44,col=24,")
    assert "title=SKP301 realised-target-revised::" in line


def test_a_file_name_cannot_write_lines_of_its_own(office: Path) -> None:
    folder = office / "records/2026/x\nDiterima.\x1b[2J/199203172015021003"
    folder.mkdir(parents=True)
    (folder / "skp.yaml").write_text("jenis: [\n", encoding="utf-8")
    done = run(office, "check", *DAY)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert not any(line.startswith("Diterima") for line in done.stdout.splitlines())
