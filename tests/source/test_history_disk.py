"""What lies on the disk is what is judged: whatever the settings here say, and nothing where it cannot be read."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError
from skpkit.source.history import State, open_folder, open_repository
from tests.support.command import COMMIT, DAY, git, report
from tests.support.gitrepo import GitRepo, settle
from tests.support.places import SOURCE

SKP = "records/2026/skp.yaml"
DKI = "records/2026/dki/2026-04-07.yaml"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    settle(monkeypatch)
    repo = GitRepo.made(tmp_path / "rekaman")
    repo.commit({SKP: "versi: 1\n", DKI: "realisasi: 6\n"})
    return repo


def contents(state: State) -> dict[str, str]:
    """The files of a state."""
    files = [each for each in state.entries() if each.mode.startswith("100")]
    texts = state.read([each.oid for each in files])
    return {each.path: texts[each.oid].decode() for each in files}


def on_disk(repo: GitRepo) -> dict[str, str]:
    with open_repository(repo.path) as repository:
        return contents(repository.worktree())


# --- settings that make git look less closely ----------------------------------------------------------------


def edit_behind_the_times(repo: GitRepo, name: str = SKP) -> None:
    """Other content of the same length in the same file, with the time that it had."""
    file = repo.path / name
    before = file.stat()
    with file.open("r+b") as opened:
        opened.write(file.read_bytes().translate(bytes.maketrans(b"16", b"27")))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CARELESS = {
    "core.checkStat": "minimal",
    "core.trustctime": "false",
    "core.ignoreStat": "true",
    "core.fileMode": "false",
    "core.preloadIndex": "false",
    "core.untrackedCache": "true",
    "core.fsmonitor": "true",
    "core.sparseCheckout": "true",
    "index.skipHash": "true",
    "core.quotePath": "true",
    "status.showUntrackedFiles": "no",
    "add.ignoreErrors": "true",
    "core.bigFileThreshold": "1",
    "core.precomposeUnicode": "true",
}


def test_settings_that_look_less_closely_do_not_count(repo: GitRepo) -> None:
    for key, value in CARELESS.items():
        repo.git("config", key, value)
    os.utime(repo.path / SKP, (1_700_000_000, 1_700_000_000))
    repo.git("-c", "core.fsmonitor=false", "update-index", "--refresh")
    edit_behind_the_times(repo)
    repo.write({"records/baru.yaml": "x"})
    assert on_disk(repo) == {SKP: "versi: 2\n", DKI: "realisasi: 6\n", "records/baru.yaml": "x"}


@pytest.mark.parametrize("mark", ["--assume-unchanged", "--skip-worktree", "--fsmonitor-valid"])
def test_marks_of_the_index_do_not_count(repo: GitRepo, mark: str) -> None:
    repo.git("update-index", mark, SKP)
    edit_behind_the_times(repo)
    assert on_disk(repo)[SKP] == "versi: 2\n"


def test_an_edit_in_the_second_in_which_the_index_was_written(repo: GitRepo) -> None:
    """git trusts the times of a file older than the index; here only the time of its change tells."""
    os.utime(repo.path / SKP, (1_700_000_000, 1_700_000_000))
    repo.git("update-index", "--refresh")
    edit_behind_the_times(repo)
    assert on_disk(repo)[SKP] == "versi: 2\n"


@pytest.mark.parametrize("name", ["GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"])
def test_settings_of_the_environment_do_not_count(repo: GitRepo, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if name == "GIT_CONFIG_COUNT":
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", "filter.x.clean")
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", "echo palsu")
    else:
        monkeypatch.setenv(name, "'filter.x.clean'='echo palsu'")
    repo.write({".gitattributes": "*.yaml filter=x\n"})
    assert on_disk(repo)[SKP] == "versi: 1\n"


def test_capitals_are_told_apart_where_the_file_system_does(repo: GitRepo) -> None:
    if (repo.path / ".GIT").exists():
        pytest.skip("this file system does not")
    repo.git("config", "core.ignoreCase", "true")
    repo.write({"records/2026/SKP.yaml": "versi: 2\n"})
    assert {path: text for path, text in on_disk(repo).items() if "dki" not in path} == {
        SKP: "versi: 1\n",
        "records/2026/SKP.yaml": "versi: 2\n",
    }


# --- programs ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lfs", "frozen", "a.b", "a=b", "x"])
@pytest.mark.parametrize("kind", ["clean", "process"])
@pytest.mark.parametrize("scope", ["--local", "--global"])
def test_no_program_that_filters_is_run(
    repo: GitRepo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str, scope: str
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    trace = tmp_path / "trace"
    repo.git("config", scope, f"filter.{name}.{kind}", f"touch '{trace}'; echo palsu")
    repo.git("config", scope, f"filter.{name}.smudge", f"touch '{trace}'; echo palsu")
    repo.git("config", scope, f"filter.{name}.required", "true")
    repo.git("config", "diff.x.textconv", f"touch '{trace}'")
    repo.git("config", "core.pager", f"touch '{trace}'")
    repo.git("config", "core.sshCommand", f"touch '{trace}'")
    repo.write({".gitattributes": f"*.yaml filter={name} diff=x\n", SKP: "versi: 2\n"})
    with open_repository(repo.path) as repository:
        assert contents(repository.worktree())[SKP] == "versi: 2\n"
        assert repository.worktree().grep(["versi: 2"], "records") == {SKP}
    with open_folder(repo.path) as folder:
        assert contents(folder.worktree(["records"]))[SKP] == "versi: 2\n"
    assert not trace.exists()
    repo.git("add", "--all", fine=(0, 1, 128))
    assert trace.exists()  # so it would have been seen


@pytest.mark.parametrize(
    ("attributes", "settings", "text", "expected"),
    [
        ("", {"core.autocrlf": "true"}, b"a\r\nb\r\n", "a\nb\n"),
        ("", {"core.autocrlf": "input"}, b"a\r\nb\r\n", "a\nb\n"),
        ("", {}, b"a\r\nb\r\n", "a\r\nb\r\n"),
        ("* text=auto\n", {}, b"a\r\nb\r\n", "a\nb\n"),
        ("* text eol=crlf\n", {}, b"a\r\nb\r\n", "a\nb\n"),
        ("* -text\n", {"core.autocrlf": "true"}, b"a\r\nb\r\n", "a\r\nb\r\n"),
        ("* text filter=x\n", {"filter.x.clean": "echo palsu"}, b"a\r\nb\r\n", "a\nb\n"),
    ],
)
def test_line_ends_are_as_git_would_commit_them(
    repo: GitRepo, attributes: str, settings: dict[str, str], text: bytes, expected: str
) -> None:
    for key, value in settings.items():
        repo.git("config", key, value)
    repo.write({".gitattributes": attributes, "records/baru.yaml": text})
    assert on_disk(repo)["records/baru.yaml"] == expected


# --- what is ignored -----------------------------------------------------------------------------------------


def test_what_is_ignored_is_no_part_and_what_is_tracked_always_is(repo: GitRepo, tmp_path: Path) -> None:
    (repo.path / ".git/info").mkdir(exist_ok=True)
    (repo.path / ".git/info/exclude").write_text("*.bak\n/records/2026/skp.yaml\n", encoding="utf-8")
    (tmp_path / "ignore").write_text("*.tmp\n", encoding="utf-8")
    repo.git("config", "core.excludesFile", str(tmp_path / "ignore"))
    repo.write(
        {".gitignore": "*.yaml\n", "records/a.bak": "1", "records/b.tmp": "2", "records/c": "3", SKP: "versi: 2\n"}
    )
    assert on_disk(repo) == {SKP: "versi: 2\n", DKI: "realisasi: 6\n", ".gitignore": "*.yaml\n", "records/c": "3"}


# --- repositories in the repository --------------------------------------------------------------------------


@pytest.mark.parametrize("make", ["repository", "empty folder", "file"])
def test_a_repository_around_tracked_records_hides_no_edit(repo: GitRepo, make: str) -> None:
    inner = repo.path / "records/2026/dki"
    if make == "repository":
        GitRepo.made(inner).commit({"x": "x"})
        (inner / "x").unlink()
    elif make == "empty folder":
        (inner / ".git").mkdir()
    else:
        (inner / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")
    edit_behind_the_times(repo, DKI)
    assert on_disk(repo) == {SKP: "versi: 1\n", DKI: "realisasi: 7\n"}


def test_a_repository_around_tracked_records_hides_no_new_one(repo: GitRepo) -> None:
    (repo.path / "records/2026/dki/.git").mkdir()
    GitRepo.made(repo.path / "records/2026")
    repo.write({"records/2026/dki/baru/a.yaml": "realisasi: 8\n"})
    assert on_disk(repo) == {SKP: "versi: 1\n", DKI: "realisasi: 6\n", "records/2026/dki/baru/a.yaml": "realisasi: 8\n"}


def test_a_repository_among_the_records_is_told(repo: GitRepo) -> None:
    GitRepo.made(repo.path / "records/2026/lain").commit({"skp.yaml": "x"})
    with open_repository(repo.path) as repository:
        modes = {each.path: each.mode for each in repository.worktree().entries("records/2026")}
    assert modes["records/2026/lain"] == "160000"


# --- what cannot be read -------------------------------------------------------------------------------------

READ = """
from pathlib import Path
from skpkit.errors import SkpkitError
from skpkit.source.history import open_folder, open_repository
for opened in ({how}):
    try:
        with opened(Path.cwd()) as records:
            print(records.{what}.tree)
    except SkpkitError as error:
        print(error.exit_code, error.sentence("en"))
"""


def read_as_anybody(folder: Path, what: str = "worktree()", how: str = "open_repository, open_folder") -> list[str]:
    """What somebody without special rights reads there."""
    command = [sys.executable, "-c", READ.format(what=what, how=how)]
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("nothing here takes root's rights away")
        rights = "-dac_override,-dac_read_search"
        command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", *command]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(SOURCE.parent)}, capture_output=True, encoding="utf-8"
    )
    assert not done.stderr
    return done.stdout.splitlines()


def folder_of_records(repo: GitRepo) -> Path:
    return repo.path / "records"


def folder_of_dialogues(repo: GitRepo) -> Path:
    return repo.path / "records/2026/dki"


def a_file(repo: GitRepo) -> Path:
    return repo.path / DKI


def a_new_folder(repo: GitRepo) -> Path:
    repo.write({"records/2027/skp.yaml": "x"})
    return repo.path / "records/2027"


def a_new_file(repo: GitRepo) -> Path:
    repo.write({"records/2027/skp.yaml": "x"})
    return repo.path / "records/2027/skp.yaml"


def attributes(repo: GitRepo) -> Path:
    repo.write({"records/.gitattributes": "* -text\n"})
    return repo.path / "records/.gitattributes"


def ignores(repo: GitRepo) -> Path:
    repo.write({"records/.gitignore": "*\n"})
    return repo.path / "records/.gitignore"


@pytest.mark.parametrize(
    "what", [folder_of_records, folder_of_dialogues, a_file, a_new_folder, a_new_file, attributes, ignores]
)
@pytest.mark.parametrize("edited", [False, True])
def test_what_cannot_be_read_is_not_judged(repo: GitRepo, what: Callable[[GitRepo], Path], edited: bool) -> None:
    place = what(repo)
    if edited:
        repo.write({DKI: "realisasi: 60\n"})
    elif what is a_file:
        os.utime(place)
    mode = stat.S_IMODE(place.stat().st_mode)
    place.chmod(0)
    try:
        told = read_as_anybody(repo.path)
    finally:
        place.chmod(mode)
    assert [each.split()[0] for each in told] == ["3", "3"]
    told = read_as_anybody(repo.path)
    assert len(told) == 2
    assert all(len(each) == 40 for each in told)


def test_a_folder_that_can_be_listed_and_not_entered_is_not_judged(repo: GitRepo) -> None:
    place = folder_of_dialogues(repo)
    place.chmod(0o644)
    try:
        told = read_as_anybody(repo.path, how="open_repository,")
    finally:
        place.chmod(0o755)
    assert told[0].startswith(f"3 {DKI} cannot be looked at (permission is denied)")


def test_an_index_that_cannot_be_read_is_no_missing_one(repo: GitRepo) -> None:
    index = repo.path / ".git/index"
    index.chmod(0)
    try:
        for what in ("index()", "worktree()"):
            (told,) = read_as_anybody(repo.path, what, "open_repository,")
            assert told.startswith("3 ")
    finally:
        index.chmod(0o644)


@pytest.mark.parametrize("link", [False, True])
def test_a_folder_that_is_a_file_now_or_a_link_is_judged_as_that(repo: GitRepo, link: bool) -> None:
    place = repo.path / "records/2026/dki"
    shutil.rmtree(place)
    if link:
        place.symlink_to("..")
    else:
        place.write_text("x", encoding="utf-8")
    with open_repository(repo.path) as repository:
        found = {each.path: each.mode for each in repository.worktree().entries("records/2026")}
    assert set(found) == {"records/2026", "records/2026/dki", SKP}
    assert found["records/2026/dki"] == ("120000" if link else "100644")


def test_a_link_that_leads_to_itself_is_not_followed(repo: GitRepo) -> None:
    shutil.rmtree(repo.path / "records/2026/dki")
    (repo.path / "records/2026/dki").symlink_to("dki")
    with open_repository(repo.path) as repository, pytest.raises(SkpkitError) as error:
        repository.worktree()
    assert error.value.exit_code == 3
    assert DKI in error.value.sentence("en")


def test_what_git_is_asked_to_trace_is_no_complaint(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_TRACE", "GIT_TRACE2", "GIT_TRACE_SETUP"):
        monkeypatch.setenv(name, "1")
    repo.write({SKP: "versi: 2\n"})
    assert on_disk(repo)[SKP] == "versi: 2\n"
    assert os.environ["GIT_TRACE"] == "1"


# --- the whole way -------------------------------------------------------------------------------------------


def test_a_filter_that_restores_what_was_hides_no_edit(office: Path) -> None:
    """Called frozen, it gives git the committed content whatever lies there."""
    dki = "records/2026/199203172015021003/dki/2026-04-07.yaml"
    (office / ".gitattributes").write_text("*.yaml filter=frozen\n", encoding="utf-8")
    git(office, "add", "--all")
    git(office, *COMMIT)
    git(office, "config", "filter.frozen.clean", "git show HEAD:%f")
    git(office, "config", "core.checkStat", "minimal")
    git(office, "config", "core.trustctime", "false")
    file = office / dki
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"realisasi: 6,", b"realisasi: 7,"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    code, data = report(office, "review", "HEAD", *DAY)
    assert code == 1
    assert "SKP302" in {each["code"] for each in data["findings"]}
    assert len([each for each in data["notes"] if "filter=" in each["message"]]) == 1


@pytest.mark.parametrize(
    ("attributes", "count"),
    [
        ("*.yaml filter=x\n", 2),
        ("records/** filter=x\n", 2),
        ("[attr]jaga filter=x\nskp.yaml jaga\n", 1),
        ("*.pdf filter=lfs diff=lfs merge=lfs -text\n", 0),
        ("skpkit.yaml filter=x\n", 0),
        ("*.yaml -filter\n", 0),
        ("*.yaml text eol=lf\n", 0),
    ],
)
def test_records_under_a_filter_are_known_in_every_state(repo: GitRepo, attributes: str, count: int) -> None:
    repo.write({".gitattributes": attributes, "skpkit.yaml": "", "surat.pdf": "x"})
    with open_repository(repo.path) as repository, open_folder(repo.path) as folder:
        states = [repository.worktree()]
        repo.git("add", "--all")
        states.append(repository.index())
        repo.commit()
        states.append(repository.commit("HEAD"))
        assert [len(repository.filtered(each, ["records"])) for each in states] == [count] * 3
        assert len(folder.filtered(folder.worktree(), ["records"])) == count
    bare = repo.path.parent / "pusat.git"
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(bare))
    with open_repository(bare) as repository:
        assert len(repository.filtered(repository.commit("HEAD"), ["records"])) == count
