"""What is asked of one dossier costs what that dossier takes: the same in an office of five as in one of fifty.

Counted is what is opened, not time: processes of git, the objects that they are asked for, what they print, and the
paths that are taken from the disk.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import skpkit
from skpkit.errors import SkpkitError
from skpkit.exporting import exported
from skpkit.judge.office import Office
from skpkit.judge.referring import referring
from skpkit.judge.workers import READING, Workers
from skpkit.model.listing import Place
from skpkit.model.paths import Identity
from skpkit.sheets.workbook import WRITING
from skpkit.source.history import open_repository
from skpkit.source.history.plumbing import Plumbing
from skpkit.source.tree import Entry
from tests.support.gitrepo import GitRepo
from tests.support.outside import ministry

DAY = date(2026, 12, 31)
SMALL, LARGE, SEED = 5, 50, 10
MINE = ministry.folder_of(3)  # a head of section, in both offices
ABOVE = ministry.folder_of(0)  # whose RHK he intervenes
OTHER = ministry.folder_of(2)
ELSEWHERE = ministry.folder_of(LARGE - 1).rpartition("/")[0]  # a unit that the larger office has besides


@dataclass
class Cost:
    """What was opened."""

    processes: list[tuple[str, ...]] = field(default_factory=list)
    objects: list[bytes] = field(default_factory=list)
    printed: int = 0

    def listed(self) -> set[str]:
        """The paths that were looked up in the index."""
        asked = [each[each.index("--") + 1 :] for each in self.processes if each[:2] == ("ls-files", "-v")]
        assert all(asked), "everything was looked up"
        return {path for paths in asked for path in paths}

    def added(self) -> set[str]:
        """The paths that were taken from the disk."""
        taken = [each[each.index("--") + 1 :] for each in self.processes if each[0] == "add"]
        assert all(taken), "everything was taken"
        return {path for paths in taken for path in paths}


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[GitRepo, GitRepo]:
    made = tmp_path_factory.mktemp("offices")
    for count in (SMALL, LARGE):
        ministry.write_ministry(made / str(count), count, 12, SEED)
        office = GitRepo(made / str(count))
        office.git("config", "user.name", "Uji")
        office.git("config", "user.email", "uji@kementerian.example")
        office.git("checkout", "--quiet", "-b", "usul")
        name = sorted(each.name for each in (office.path / MINE / "dki").iterdir())[-1]
        text = (office.path / MINE / "dki" / name).read_text(encoding="utf-8")
        office.commit({f"{MINE}/dki/{name}": text.replace("status: dilaporkan", "status: draf", 1)})
        office.git("checkout", "--quiet", "main")
    return GitRepo(made / str(SMALL)), GitRepo(made / str(LARGE))


@pytest.fixture
def cost(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Cost]:
    """What was opened since it was last asked."""
    now = [Cost()]
    run_git = Plumbing.run

    def counted(self: Plumbing, *arguments: str, **more: Any) -> Any:
        answer = run_git(self, *arguments, **more)
        now[0].processes.append(arguments)
        now[0].printed += len(answer.output)
        if arguments[0] == "cat-file":
            now[0].objects += more["given"].splitlines()
        return answer

    def since() -> Cost:
        before, now[0] = now[0], Cost()
        return before

    monkeypatch.setattr(Plumbing, "run", counted)
    return since


def told(verdict: Any) -> Any:
    """What a verdict says, whatever commits are called."""
    return [(each.code, each.problem.at.path, each.problem.at.line) for each in verdict.findings], verdict.titles


ASKED: dict[str, Callable[[Path], Any]] = {
    "check": lambda office: told(skpkit.check(office, paths=[MINE], today=DAY)),
    "check-rev": lambda office: told(skpkit.check(office, paths=[MINE], rev="main", today=DAY)),
    "frozen": lambda office: len(skpkit.frozen(office, MINE, today=DAY).skps),
    "frozen-rev": lambda office: len(skpkit.frozen(office, MINE, rev="main", today=DAY).skps),
    "review": lambda office: told(skpkit.review(office, "main...usul", today=DAY)),
    "review-ends": lambda office: told(skpkit.review(office, "main..usul", today=DAY)),
    "review-disk": lambda office: told(skpkit.review(office, "main", today=DAY)),
    "review-staged": lambda office: told(skpkit.review(office, "main", staged=True, today=DAY)),
    "render": lambda office: len(skpkit.render(office, f"{MINE}/skp.yaml", today=DAY)[0].pages),
    "export": lambda office: skpkit.export_rows(office, [office / MINE]),
    "export-rev": lambda office: skpkit.export_rows(office, [office / MINE], rev="main"),
    "verify": lambda office: (
        skpkit.verify(office, skpkit.render(office, f"{MINE}/skp.yaml", rev="main", today=DAY)[0].pages[0]).status
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_it_costs_the_same_among_ten_times_as_many(
    offices: tuple[GitRepo, GitRepo], cost: Callable[[], Cost], asked: str
) -> None:
    (said, few), (same, many) = ((ASKED[asked](each.path), cost()) for each in offices)
    assert said == same
    assert len(many.processes) <= len(few.processes) + 4  # a level of folders each, that a single office lacks
    assert len(many.objects) <= len(few.objects) + 12  # their names alone
    assert many.printed < 1.5 * few.printed + 10_000


def test_an_export_is_the_same_by_whomever_it_is_read(offices: tuple[GitRepo, GitRepo]) -> None:
    said: list[tuple[str, int, int]] = []
    alone = skpkit.export_rows(offices[1].path, workers=Workers(1))
    shared = skpkit.export_rows(offices[1].path, workers=Workers(2), on_progress=lambda *each: said.append(each))
    assert shared == alone
    folders = sorted(map(ministry.folder_of, range(LARGE)))
    assert list(dict.fromkeys(row["NIP"] for row in alone["SKP"])) == [each[-18:] for each in folders]
    assert {(what, of) for what, _, of in said} == {(READING, LARGE)}
    assert [done for _, done, _ in said] == sorted({done for _, done, _ in said})
    assert said[-1][1] == LARGE
    told: list[int] = []
    exported(alone, day_=DAY, on_progress=lambda what, done, of: told.append(done) if what == WRITING else None)
    assert told == sorted(told)
    assert told[-1] == sum(map(len, alone.values()))


def test_a_review_of_the_disk_takes_and_reads_what_differs(
    offices: tuple[GitRepo, GitRepo], cost: Callable[[], Cost]
) -> None:
    office, name = offices[1], f"{MINE}/skp.yaml"
    was = (office.path / name).read_text(encoding="utf-8")
    try:
        (office.path / name).write_text(was.replace("status: ditetapkan", "status: ditutup"), encoding="utf-8")
        (office.path / "records/2026/catatan.yaml").write_text("a: 1\n", encoding="utf-8")
        verdict = skpkit.review(office.path, "main", today=DAY)
    finally:
        (office.path / name).write_text(was, encoding="utf-8")
        (office.path / "records/2026/catatan.yaml").unlink()
    spent = cost()
    assert {each.dossier for each in verdict.findings} == {verdict.changes[0].dossier, ""}
    assert spent.added() == {name, "records/2026/catatan.yaml"}
    assert spent.printed < 1_000_000


def test_who_refers_to_a_superior_is_asked_of_plans_alone(
    offices: tuple[GitRepo, GitRepo], cost: Callable[[], Cost]
) -> None:
    """Nothing is searched through, and of a dossier that does not refer to the superior nothing is judged."""
    office = offices[1]
    office.git("checkout", "--quiet", "-b", "atasan", "main")
    name = f"{MINE}/skp.yaml"
    office.commit({name: (office.path / name).read_text(encoding="utf-8").replace("kode: RHK-1", "kode: RHK-9")})
    office.git("checkout", "--quiet", "main")
    cost()
    verdict = skpkit.review(office.path, "main...atasan", today=DAY)
    spent = cost()
    assert any(each.code == "SKP217" for found in verdict.along.values() for each in found)
    assert not [each for each in spent.processes if each[0] == "grep"]
    plans = [each for each in office.git("ls-tree", "-r", "main").splitlines() if each.endswith("skp.yaml")]
    assert len(spent.objects) < 12 * 50 + len(plans)


def test_an_exemption_is_of_one_dossier(
    offices: tuple[GitRepo, GitRepo], cost: Callable[[], Cost], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a review finds is looked for in the dossier that it found it in."""
    office, name = offices[1], f"{MINE}/skp.yaml"
    was = (office.path / name).read_text(encoding="utf-8")
    (office.path / name).write_text(was.replace("  jabatan: ", "  jabatan: Baru ", 1), encoding="utf-8")
    try:
        (finding, *_) = skpkit.review(office.path, today=DAY).findings
        cost()
        made = skpkit.exempt(office.path, finding.fingerprint, reason="x", approver=ministry.MANAGER.nip, today=DAY)
    finally:
        (office.path / name).write_text(was, encoding="utf-8")
    assert made.codes == (finding.code,)
    assert cost().printed < 1_000_000


def test_whom_a_plan_names_is_kept(
    offices: tuple[GitRepo, GitRepo], cost: Callable[[], Cost], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("skpkit.judge.referring.FEW", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("SKPKIT_NO_CACHE", raising=False)
    with open_repository(offices[1].path) as records:
        superior = Identity(2026, MINE.rpartition("/")[2])
        asked = [(sorted(referring(Office(records.commit("main")), [superior])), cost()) for _ in range(3)]
    (found, first), (again, second), _ = asked
    assert found == again != []
    assert len(second.objects) < len(first.objects) - 50
    assert second.printed < first.printed / 4


def test_how_late_something_came_is_asked_of_its_own_dossier(
    offices: tuple[GitRepo, GitRepo], cost: Callable[[], Cost]
) -> None:
    """A dialogue of December that comes in with the new year was looked for where its dossier lay, not everywhere."""
    office = offices[1]
    name = sorted(each.name for each in (office.path / MINE / "dki").iterdir())[-1]
    file = f"{MINE}/dki/{name}"
    text = (office.path / file).read_text(encoding="utf-8")
    office.git("checkout", "--quiet", "-b", "tanpa", "main")
    office.commit({file: None})
    office.git("checkout", "--quiet", "-b", "kembali")
    office.commit({file: text})
    came = skpkit.review(office.path, "tanpa...kembali", today=date(2027, 3, 1))
    assert "SKP319" not in {each.code for each in came.findings}  # it landed in time, and was only away
    logs = [each for each in cost().processes if each[0] == "log"]
    assert {each[each.index("--") + 1 :] for each in logs} == {(MINE,)}
    office.git("checkout", "--quiet", "main")


def test_of_the_disk_the_dossier_is_taken_and_the_plan_above(
    offices: tuple[GitRepo, GitRepo], cost: Callable[[], Cost]
) -> None:
    ASKED["check"](offices[1].path)
    spent = cost()
    assert {each for each in spent.listed() if each.startswith(MINE) or each.endswith(f"{ABOVE}/skp.yaml")} == {
        MINE,
        f"{ABOVE}/skp.yaml",
    }
    assert not any(OTHER in each for each in spent.listed())
    assert not spent.added()  # it lies as the index says
    assert len(spent.processes) <= 7
    file = offices[1].path / MINE / "skp.yaml"
    content = file.read_bytes()
    file.write_bytes(content + b"# disunting\n")
    ASKED["check"](offices[1].path)
    taken = cost().added()
    file.write_bytes(content)
    assert {each for each in taken if each.startswith("records/2026")} == {MINE, f"{ABOVE}/skp.yaml"}


@pytest.mark.parametrize("asked", ASKED)
def test_no_object_is_made_of_the_names_of_others(
    offices: tuple[GitRepo, GitRepo], monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    """Of who is in another unit no entry is made; places are those that are asked for, however many there are."""
    entries, places = list[str](), list[str]()
    new_entry, new_place = Entry.__new__, Place.__init__

    def entry(kind: type[Entry], path: str, *rest: str) -> Entry:
        entries.append(path)
        return new_entry(kind, path, *rest)

    def place(self: Place, path: str, *rest: Any, **more: Any) -> None:
        places.append(path)
        new_place(self, path, *rest, **more)

    monkeypatch.setattr(Entry, "__new__", entry)
    monkeypatch.setattr(Place, "__init__", place)
    ASKED[asked](offices[0].path)
    few = sorted(places)
    entries.clear()
    places.clear()
    ASKED[asked](offices[1].path)
    assert sorted(places) == few
    assert entries
    assert not [each for each in entries if each.startswith(f"{ELSEWHERE}/")]


def without_another(whole: GitRepo, folder: Path) -> GitRepo:
    """An office whose history lacks all contents of another dossier, and its folders: git has their names alone."""
    shutil.copytree(whole.path, folder)
    lacking = GitRepo(folder)
    lacking.git("update-index", "--refresh")
    packs = folder / ".git" / "objects" / "pack"
    kept = [name for branch in ("main", "usul") for name in _needed(lacking, branch)]
    small = lacking.git("pack-objects", str(folder / "packed"), given="".join(f"{each}\n" for each in kept)).strip()
    for each in packs.iterdir():
        each.unlink()
    for kind in ("pack", "idx"):
        shutil.move(folder / f"packed-{small}.{kind}", packs / f"pack-{small}.{kind}")
    return lacking


def _needed(repo: GitRepo, branch: str) -> list[str]:
    """All objects of a branch and its history but the other dossier's: of that, the id alone is in the folder above."""
    commits = repo.git("rev-list", branch).split()
    listed = {
        line.split("\t")[0].split()[2]: line.split("\t")[1]
        for each in commits
        for line in repo.git("ls-tree", "-r", "-t", each).splitlines()
    }
    tops = [repo.id_of(f"{each}^{{tree}}") for each in commits]
    return [*commits, *tops, *(oid for oid, path in listed.items() if not path.startswith(OTHER))]


@pytest.mark.parametrize("asked", ASKED)
def test_a_record_elsewhere_is_not_read_however_large_it_is(
    offices: tuple[GitRepo, GitRepo], tmp_path: Path, asked: str
) -> None:
    """What is not there cannot be read, so what is asked of another dossier does not touch it: were it a terabyte, it
    would cost nothing."""
    said = ASKED[asked](offices[0].path)
    lacking = without_another(offices[0], tmp_path / "tanpa")
    assert lacking.git("cat-file", "-e", f"main:{OTHER}", fine=(1, 128)) == ""
    assert ASKED[asked](lacking.path) == said
    with pytest.raises(SkpkitError, match="missing"):
        skpkit.check(lacking.path, rev="main", today=DAY)


def test_a_record_elsewhere_that_cannot_be_read_changes_nothing(
    offices: tuple[GitRepo, GitRepo], tmp_path: Path, cost: Callable[[], Cost]
) -> None:
    asked = {name: ask for name, ask in ASKED.items() if name not in ("render", "review")}  # what merges reads both
    whole = {name: ask(offices[0].path) for name, ask in asked.items()}
    shutil.copytree(offices[0].path, tmp_path / "rusak")
    broken = GitRepo(tmp_path / "rusak")
    for branch in ("usul", "main"):
        broken.git("checkout", "--quiet", branch)
        broken.commit({f"{OTHER}/skp.yaml": "jenis: [" * 400_000, f"{OTHER}/iki/x/y.bin": b"\0" * 4_000_000})
    for lost in (f"main:{OTHER}/skp.yaml", f"main:{OTHER}/iki", f"main:{OTHER}"):
        oid = broken.id_of(lost)
        (broken.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    cost()
    for name, ask in asked.items():
        assert ask(broken.path) == whole[name]
        assert cost().printed < 1_000_000
    with pytest.raises(SkpkitError):
        skpkit.check(broken.path, rev="main", today=DAY)


def test_a_name_on_the_disk_that_is_ignored_is_no_twin(offices: tuple[GitRepo, GitRepo]) -> None:
    office, nip = offices[0], MINE.rpartition("/")[2]
    twin = office.path / "records/2026/lain" / nip
    try:
        shutil.copytree(office.path / MINE, twin)
        assert {code for code, *_ in ASKED["check"](office.path)[0]} == {"SKP004"}
        (office.path / ".git" / "info").mkdir(exist_ok=True)
        (office.path / ".git" / "info" / "exclude").write_text("lain/\n", encoding="utf-8")
        assert ASKED["check"](office.path)[0] == []
        shutil.rmtree(twin)
        twin.mkdir()
        (office.path / ".git" / "info" / "exclude").unlink()
        assert ASKED["check"](office.path)[0] == []
    finally:
        shutil.rmtree(twin.parent)
        (office.path / ".git" / "info" / "exclude").unlink(missing_ok=True)
