"""The benchmark's office is clean, a clean check takes no needless trouble, and sharing a check out changes nothing."""

from __future__ import annotations

import ast
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

from skpkit.errors import WrongUsage
from skpkit.judge.engine import check
from skpkit.judge.office import Office
from skpkit.judge.stages import ENOUGH
from tests.support.gitrepo import GitRepo
from tests.support.memory import MemoryTree
from tests.support.outside import office

DAY = date(2026, 12, 31)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    office.write_office(folder, 3)
    return folder


def test_the_office_is_clean_under_every_rule(folder: Path) -> None:
    verdict = check(Office(MemoryTree.of_folder(folder)), DAY)
    assert verdict.dossiers == 3
    assert [(each.code, each.problem.at) for each in verdict.findings] == []


def test_the_records_are_full_and_all_different(folder: Path) -> None:
    texts = [file.read_text(encoding="utf-8") for file in folder.rglob("*.yaml")]
    assert len(texts) == len(set(texts)) == 3 * 26
    assert 4_000 < sum(map(len, texts)) / len(texts) < 5_000


def test_a_clean_check_works_out_no_place(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a place was asked for although nothing is told")

    monkeypatch.setattr("skpkit.source.yamlfile.places.nodes", refuse)
    assert not check(Office(MemoryTree.of_folder(folder)), DAY).findings


class Watched(MemoryTree):
    """A state that notes what is read of it."""

    def read(self, oids: Sequence[str]) -> dict[str, bytes]:
        """Contents by id."""
        self.asked = {*getattr(self, "asked", ()), *oids}
        return super().read(oids)

    def paths_read(self) -> set[str]:
        """The paths of the files that were read."""
        return {each.path for each in self.entries() if each.oid in getattr(self, "asked", ())}


def test_of_a_superior_only_the_skp_is_read(folder: Path) -> None:
    tree = Watched(MemoryTree.of_folder(folder).files)
    staff = sorted((folder / "records" / "2026").iterdir())[-1].name
    assert not check(Office(tree), DAY, [f"records/2026/{staff}"]).findings
    others = {each for each in tree.paths_read() if staff not in each}
    assert [each.rpartition("/")[2] for each in others] == ["skp.yaml"]


def test_a_result_that_the_superior_lacks_is_found_by_itself(folder: Path) -> None:
    files = MemoryTree.of_folder(folder).files
    path = max(each for each in files if each.endswith("/skp.yaml"))
    changed = files[path].replace(b"kode: RHK-1}", b"kode: RHK-9}")
    verdict = check(Office(MemoryTree({**files, path: changed})), DAY, [path])
    assert [each.code for each in verdict.findings] == ["SKP217"]


def test_a_check_that_is_shared_out_finds_the_same(tmp_path: Path) -> None:
    dossiers = 2 * ENOUGH + 2
    office.write_office(tmp_path, dossiers)
    first, *_, last = sorted((tmp_path / "records" / "2026").iterdir())
    (first / "iki" / "1a-N.yaml").unlink()
    (last / "skp.yaml").write_text("jenis: skp\njenis: skp\n", encoding="utf-8")
    alone, shared = (report_of(tmp_path, processors) for processors in (1, os.cpu_count() or 1))
    assert {"SKP002", "SKP201"} <= {each["code"] for each in shared["findings"]}
    assert shared == alone


def report_of(folder: Path, processors: int) -> Any:
    """The report of a check that may use so many processors."""
    code = (
        "import os, sys\n"
        "if sys.platform == 'linux':\n"
        f"    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:{processors}])\n"
        "from skpkit.cli import main\n"
        f"main(['check', '--format', 'json', '--today', '{DAY}'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (1, "")
    return json.loads(done.stdout)


def test_an_error_survives_the_way_from_one_process_to_another() -> None:
    error = WrongUsage("give a path below {folder}", folder="records").at("skpkit.yaml", 3)
    received = pickle.loads(pickle.dumps(error))  # noqa: S301 - what was dumped just now
    assert received.sentence("en") == error.sentence("en") == "skpkit.yaml:3: give a path below records"


# What takes long to import and one dossier does without.
HEAVY = {"asyncio", "jinja2", "jsonschema", "multiprocessing", "openpyxl", "rich", "ruamel", "sqlite3", "typst"}


# What compares two states, and what tells in forms that nobody asked for.
COMPARING = {f"skpkit.change.{each}" for each in ("account", "asked", "changelist", "edits", "folder", "revision")}
TELLING = {
    f"skpkit.reports.{each}_report"
    for each in ("github", "gitlab", "json", "junit", "markdown", "rules", "sarif", "schemas", "verify", "xlsx")
}
# What is asked of a history, of signatures, of findings, and of a cache.
ASKING = {
    *(
        f"skpkit.source.history.{each}"
        for each in ("branches", "landing", "merges", "past", "ranges", "since", "writers")
    ),
    *(f"skpkit.model.{each}" for each in ("leftovers", "signable", "signers", "sshsig")),
    *(f"skpkit.judge.{each}" for each in ("claims", "encoding", "kept", "places", "spanning")),
    *("skpkit.forge.signatures", "skpkit.rules.pages"),
}
# What most records are read without, and what looks for a near name.
PARSING = {
    "yaml",
    "difflib",
    *(f"skpkit.source.yamlfile.{each}" for each in ("builder", "numbers", "places", "strict")),
}


@pytest.mark.parametrize(
    ("command", "needless"),
    [("check", HEAVY | COMPARING | TELLING | ASKING | PARSING), ("frozen", HEAVY | TELLING)],
    ids=("check", "frozen"),
)
def test_of_one_dossier_nothing_needless_is_imported(tmp_path: Path, command: str, needless: set[str]) -> None:
    office.write_office(tmp_path, 2)
    repo = GitRepo.made(tmp_path)
    repo.git("add", "--all")
    repo.git("-c", "user.name=Ani", "-c", "user.email=ani@example.org", "commit", "--quiet", "--message=x")
    staff = sorted((tmp_path / "records" / "2026").iterdir())[-1].relative_to(tmp_path)
    code = (
        "import atexit, sys\nfrom skpkit.cli import main\n"
        f"atexit.register(lambda: print(sorted(sys.modules), file=sys.stderr))\n"
        f"main({[command, str(staff), '--today', str(DAY)]})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert not needless & set(ast.literal_eval(done.stderr))


def test_the_first_page_of_help_imports_next_to_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); from skpkit.cli import main; main(['--help'])\n"
        "print(sorted(set(sys.modules) - before), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"click", "typing", "dataclasses", "pathlib", "inspect"} & set(ast.literal_eval(done.stderr))
