"""A slip as somebody meets it who runs a command: the line, the mark below it, and what to write."""

from __future__ import annotations

from pathlib import Path

from tests.support.command import DAY, put, run_here

SKP = "records/2026/199203172015021003/skp.yaml"


def test_check_shows_the_line_and_what_to_write(office: Path) -> None:
    put(office, [{"file": "bagas/skp.yaml", "replace": {"target: {Q1: 2, ": "target: {Q1: 2%, "}}])
    told = run_here(office, "check", *DAY).stdout.splitlines()
    nth = next(nth for nth, line in enumerate(told) if SKP in line)
    line, mark, said = told[nth + 1 : nth + 4]
    assert "Q1: 2%" in line
    assert line[mark.index("^") : mark.rindex("^") + 1] == "2%"
    assert "tulis 2" in said
    hidden = run_here(office, "check", "--mask", *DAY).stdout
    assert "tulis 2" in hidden
    assert " | " not in hidden


def test_a_review_tells_apart_what_looks_alike(office: Path) -> None:
    path = office / SKP
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("nama: Bagas Pratama", "nama: Bagas\u00a0Pratama", 1), encoding="utf-8")
    told = run_here(office, "review", "main", *DAY).stdout
    assert "Bagas Pratama → Bagas[U+00A0]Pratama" in told
