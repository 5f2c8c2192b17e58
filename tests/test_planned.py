"""What would be there is judged as what is there: before a command writes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import skpkit
from tests.support.command import OLD, git

TODAY = date(2026, 6, 15)
FOLDER = "records/2026/199203172015021003"
NEW = "{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"


def plan(office: Path) -> dict[str, bytes | None]:
    """A frozen target raised in SKP and manual, a file more, and a dialogue gone."""
    files: dict[str, bytes | None] = {
        f"{FOLDER}/{name}": (office / FOLDER / name).read_bytes().replace(OLD.encode(), NEW.encode())
        for name in ("skp.yaml", "iki/1b-N.yaml")
    }
    return {**files, f"{FOLDER}/catatan.txt": b"x\r\n", f"{FOLDER}/evaluasi/Q1.yaml": None}


def told(verdict: object) -> list[tuple[str, str]]:
    return [(each.code, each.fingerprint) for each in verdict.findings]  # type: ignore[attr-defined]


def test_it_is_judged_as_if_it_were_written(office: Path) -> None:
    files, kept = plan(office), (office / FOLDER / "skp.yaml").read_bytes()
    planned = [
        skpkit.check(office, planned=files, today=TODAY),
        skpkit.review(office, "main", planned=files, today=TODAY),
    ]
    assert (office / FOLDER / "skp.yaml").read_bytes() == kept
    assert told(skpkit.check(office, today=TODAY)) != told(planned[0])
    for path, content in files.items():
        if content is None:
            (office / path).unlink()
        else:
            (office / path).write_bytes(content)
    written = [skpkit.check(office, today=TODAY), skpkit.review(office, "main", today=TODAY)]
    assert [told(each) for each in planned] == [told(each) for each in written]
    assert "SKP301" in {code for code, _ in told(planned[1])}
    assert [each.changes for each in planned] == [each.changes for each in written]


def test_nothing_planned_is_what_is_there(office: Path) -> None:
    assert told(skpkit.check(office, planned={}, today=TODAY)) == told(skpkit.check(office, today=TODAY))
    (office / ".git").rename(office.parent / f"{office.name}-git")
    files = {**plan(office), f"{FOLDER}/skp.yaml": b"jenis: [\n"}
    assert "SKP001" in {code for code, _ in told(skpkit.check(office, planned=files, today=TODAY))}


def test_the_repository_gets_nothing(office: Path) -> None:
    before = sorted(each for each in (office / ".git").rglob("*") if each.is_file())
    skpkit.review(office, planned=plan(office), today=TODAY)
    assert sorted(each for each in (office / ".git").rglob("*") if each.is_file()) == before
    git(office, "diff", "--exit-code", "--quiet")
