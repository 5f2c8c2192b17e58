"""Where a forge shows a finding: always in a file that is there, also where what it is about is gone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import skpkit
from skpkit.findings import Finding, Location, Problem, Severity
from skpkit.judge.engine import Verdict
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.judge.showing import showable
from skpkit.reports import VERDICT, Report
from skpkit.reports._findings import shown_at
from skpkit.source.tree import Entry
from tests.support.command import COMMIT, OLD, git
from tests.support.edits import examples
from tests.support.memory import MemoryTree

TODAY = date(2026, 6, 15)
BAGAS, SARI = "records/2026/199203172015021003", "records/2026/197805142003121002"


def places(after: MemoryTree) -> dict[str, Location]:
    """Where the findings of a review are shown, by their codes."""
    verdict = showable(review(Office(examples()), Office(after), TODAY), after, examples())
    return {each.code: shown_at(Report(verdict), each) for each in verdict.findings}


def without(tree: MemoryTree, *starts: str) -> MemoryTree:
    """A tree without the files whose paths begin so."""
    return MemoryTree({path: content for path, content in tree.files.items() if not path.startswith(starts)})


@pytest.mark.parametrize(
    ("gone", "shown"),
    [
        (f"{BAGAS}/dki/2026-04-07.yaml", f"{BAGAS}/skp.yaml"),
        (f"{BAGAS}/skp.yaml", f"{BAGAS}/"),
        (f"{BAGAS}/", "skpkit.yaml"),
        ("records/", "skpkit.yaml"),
    ],
)
def test_a_deletion_is_shown_in_a_file_that_stays(gone: str, shown: str) -> None:
    after = without(examples(), gone)
    found = places(after)
    assert found
    for at in found.values():
        assert at.path in after.files
        assert at.path.startswith(shown)


def test_of_the_files_of_a_folder_one_that_changed_stands_for_it() -> None:
    manual = f"{BAGAS}/iki/1b-N.yaml"
    after = without(examples(), f"{BAGAS}/skp.yaml")
    after = after.changed({manual: after.files[manual].decode() + "# catatan\n"})
    assert manual in {at.path for at in places(after).values()}


def test_where_nothing_is_left_a_folder_stands_for_itself() -> None:
    after = MemoryTree({})
    verdict = review(Office(examples()), Office(without(examples(), BAGAS)), TODAY)
    assert verdict.findings
    assert showable(verdict, after, examples()).shown == {}


def test_of_a_file_that_changed_a_changed_line_is_shown() -> None:
    skp = f"{BAGAS}/skp.yaml"
    text = examples().files[skp].decode()
    lines = text.splitlines(keepends=True)
    lines.insert(20, "# catatan\n")
    after = without(examples(), f"{BAGAS}/dki/2026-04-07.yaml").changed({skp: "".join(lines)})
    found = places(after)["SKP310"]
    assert (found.path, found.line, found.end_line) == (skp, 21, 21)


def test_a_link_is_shown_as_it_is() -> None:
    class Linked(MemoryTree):
        def entries(self, folder: str = "") -> list[Entry]:
            return [*super().entries(folder), Entry(f"{BAGAS}/tautan", "120000", "0" * 40)]

    tree = Linked(examples().files)
    at = Location(f"{BAGAS}/tautan")
    found = Finding("SKP004", "misplaced-record", Severity.ERROR, Problem(at, "x"))
    assert showable(Verdict((found,)), tree).shown == {}


@pytest.mark.parametrize("comment", ["", " # über"])
def test_lines_with_wide_characters_are_known_and_no_others(comment: str) -> None:
    path = f"{BAGAS}/skp.yaml"
    text = examples().files[path].decode().replace(OLD, f"{OLD.replace('Q1: 5', 'Q1: 6')}{comment}") + "# über\n"
    after = examples().changed({path: text})
    verdict = showable(review(Office(examples()), Office(after), TODAY), after, examples())
    line = next(each.problem.at.line for each in verdict.findings if each.code == "SKP301")
    wide = {key: each for key, each in (verdict.lines or {}).items() if key[0] == path}
    assert wide == ({(path, line): text.splitlines()[line - 1]} if comment else {})
    assert verdict.lines is not None
    assert Verdict(()).lines is None


def test_a_dossier_that_is_deleted_is_annotated_on_a_file(office: Path) -> None:
    git(office, "rm", "-rq", BAGAS)
    git(office, *COMMIT)
    verdict = skpkit.review(office, "HEAD^..HEAD", today=TODAY)
    lines = VERDICT["github"](Report(verdict, "en")).splitlines()
    told = next(line for line in lines if "SKP311" in line)
    assert told.startswith("::error file=skpkit.yaml,line=1,endLine=1,title=SKP311 ")
    assert f"%0Abefore: {BAGAS}/skp.yaml:" in told
