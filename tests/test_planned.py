"""What would be there is judged as what is there: before a command writes it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from git.cmd import Git

import skpkit
from skpkit.errors import SkpkitError
from skpkit.source.history import open_records
from skpkit.source.history.opened import OUTSIDE
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


def runs_of_git(office: Path, files: dict[str, bytes | None]) -> tuple[int, list[str]]:
    """How often git runs to see what would lie there, and the ids of those files."""
    real, made = Git.execute, list[object]()

    def execute(self: Git, *given: Any, **named: Any) -> Any:
        made.append(given)
        return real(self, *given, **named)

    with pytest.MonkeyPatch.context() as patched, open_records(office) as records:
        patched.setattr(Git, "execute", execute)
        state = records.planned(files)
        ids = {each.path: each.oid for each in state.entries()}
        return len(made), [ids[each] for each in files]


def test_many_files_are_one_run_of_git(office: Path) -> None:
    many: dict[str, bytes | None] = {f'{FOLDER}/dki/{nth} «"\\\n.yaml': b"a: 1\r\n" for nth in range(30)}
    one = dict([*many.items()][:1])
    assert runs_of_git(office, many)[0] == runs_of_git(office, one)[0]


@pytest.mark.parametrize("place", ["", "records/2026/"])
def test_attributes_count_for_what_is_planned(office: Path, place: str) -> None:
    (office / f"{place}.gitattributes").write_text("*.txt text eol=crlf\n*.bin -text\n", encoding="utf-8")
    contents: dict[str, bytes | None] = {
        f"{FOLDER}/a.txt": b"x\r\n",
        f"{FOLDER}/b.txt": b"x\n",
        f"{FOLDER}/c.bin": b"x\r\n",
    }
    _, ids = runs_of_git(office, contents)
    assert (ids[0] == ids[1], ids[0] == ids[2]) == (True, False)
    changed = {f"{place}.gitattributes": b"*.bin text\n", **contents}
    assert len({*runs_of_git(office, changed)[1][2:]}) == 1, "what is planned of them counts too"


@pytest.mark.parametrize("path", ["../x.yaml", "/x.yaml"])
def test_what_leads_out_is_refused(office: Path, path: str) -> None:
    with pytest.raises(SkpkitError) as refused:
        skpkit.check(office, planned={path: b"x"}, today=TODAY)
    assert refused.value.message == OUTSIDE
    assert not (office.parent / "x.yaml").exists()
