"""A dossier that is looked for by its name is found as the listing of all names finds it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from skpkit.errors import SkpkitError
from skpkit.model.listing import FEW, Places
from skpkit.model.paths import Identity
from skpkit.source.history import open_repository
from skpkit.source.history.trees import are_numbered, numbered_in, tree_content
from skpkit.source.tree import FOLDER_MODE, Tree
from tests.support.gitrepo import GitRepo

MANY = [f"19900101201503{nth:04}" for nth in range(1000, 1040)]
NIP, TWIN, DEEP, FILE, INNER, LATER = MANY[7], MANY[8], MANY[9], MANY[10], MANY[11], MANY[12]
ASKED = [Identity(2026, each) for each in (*MANY, "19900101201503999", "", "015", "x" * 18, "1" * 18, "²" * 18)]


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> GitRepo:
    """Units of numbers alone and of other things too, with twins, files named as an NIP, and names that are no text."""
    made = GitRepo.made(tmp_path_factory.mktemp("dicari"))
    in_folders = {
        "records/2026/pajak/kpp": [*MANY[:7], NIP, TWIN],
        "records/2026/015": [TWIN],  # a unit of digits
        "records/2026/015/a/b\nc": [DEEP],
        f"records/2026/{INNER}": [NIP],  # below a dossier none is looked for
        "records/2026/\u00e9 k": MANY[20:],
        "records/2027": [LATER],
        "lain/2026/pajak": [LATER],
    }
    files = {f"{folder}/{nip}/skp.yaml": "a: 1\n" for folder, nips in in_folders.items() for nip in nips}
    made.commit({**files, f"records/2026/{FILE}": "a: 1\n", "records/2026/015/catatan.yaml": "a: 1\n"})
    for folder in (b"records/2026/\xff", b"records/2026/015/\xff"):
        place = os.fsencode(made.path) + b"/" + folder + b"/" + LATER.encode()
        Path(os.fsdecode(place)).mkdir(parents=True)
        (Path(os.fsdecode(place)) / "skp.yaml").write_text("a: 1\n", encoding="utf-8")
    made.git("add", "--all")
    made.git("commit", "--quiet", "--message", "nama")
    return made


def found(tree: Tree, *, by_name: bool) -> dict[Identity, list[tuple[str, str]]]:
    """What is found of each that is asked for, with its id where that is known."""
    answers = {}
    for each in ASKED:
        places = Places(tree, "records")
        if not by_name:
            places.in_year(2026)
        answers[each] = [(one.path, one.tree) for one in places.get(each, ())]
        assert bool(places._years) is not by_name
    return answers


@pytest.mark.parametrize("where", ["commit", "worktree", "part", "index"])
def test_it_is_found_as_among_all(repo: GitRepo, where: str) -> None:
    with open_repository(repo.path) as records:
        state: Tree = {
            "commit": lambda: records.commit("HEAD"),
            "worktree": records.worktree,
            "part": lambda: records.part(["skpkit.yaml"]),
            "index": records.index,
        }[where]()
        answers = found(state, by_name=True)
        assert answers == found(state, by_name=False)
    assert len(answers[Identity(2026, TWIN)]) == 2
    assert [path for path, _ in answers[Identity(2026, NIP)]] == [f"records/2026/pajak/kpp/{NIP}"]
    assert not answers[Identity(2026, FILE)]
    assert not answers[Identity(2026, LATER)]


def left_out(repo: GitRepo, unit: str) -> None:
    repo.git("update-index", "--skip-worktree", *repo.git("ls-files", unit).splitlines())
    shutil.rmtree(repo.path / unit)


def left_out_among_names_that_are_packed(repo: GitRepo, unit: str) -> None:
    repo.git("update-index", "--index-version", "4")
    left_out(repo, unit)


def with_a_repository(repo: GitRepo, unit: str) -> None:
    GitRepo.made(repo.path / unit)


def with_what_is_none(repo: GitRepo, unit: str) -> None:
    (repo.path / unit / ".git").mkdir()


@pytest.mark.parametrize("hide", [left_out, left_out_among_names_that_are_packed, with_a_repository, with_what_is_none])
def test_what_git_would_commit_still_hides_no_twin(tmp_path: Path, hide: Callable[[GitRepo, str], None]) -> None:
    made = GitRepo.made(tmp_path)
    made.commit({f"records/2026/{unit}/{TWIN}/skp.yaml": "a: 1\n" for unit in ("kpp", "lain")})
    hide(made, "records/2026/lain")
    with open_repository(made.path) as records:
        places = Places(records.part([f"records/2026/kpp/{TWIN}"]), "records")
        assert len(places[Identity(2026, TWIN)]) == 2
        assert [each.path for each in places[Identity(2026, TWIN)][1].entries] == [f"records/2026/lain/{TWIN}/skp.yaml"]


def test_the_plan_is_of_a_folder_that_git_would_commit(tmp_path: Path) -> None:
    """An empty folder that a dossier left behind, or one that is ignored, is none of its places."""
    made = GitRepo.made(tmp_path)
    made.commit({f"records/2026/kpp/{TWIN}/skp.yaml": "a: 1\n", ".gitignore": ".DS_Store\n"})
    (made.path / "records/2026/asal" / TWIN).mkdir(parents=True)
    made.write({f"records/2026/bekas/{TWIN}/.DS_Store": "x"})
    with open_repository(made.path) as records:
        found = Places(records.part(["skpkit.yaml"]), "records").plans([Identity(2026, TWIN)])
        shutil.rmtree(made.path / "records/2026/kpp")
        gone = Places(records.part(["skpkit.yaml"]), "records").plans([Identity(2026, TWIN)])
    assert [each.path for each in found[Identity(2026, TWIN)]] == [f"records/2026/kpp/{TWIN}"]
    assert not gone


def test_who_asks_for_many_has_the_year_found(repo: GitRepo) -> None:
    with open_repository(repo.path) as records:
        places = Places(records.commit("HEAD"), "records")
        first = [places.get(each, ()) for each in ASKED[:FEW]]
        assert not places._years
        assert places.get(ASKED[FEW + 4], ())
        assert places._years
        assert [[one.path for one in each] for each in first] == [
            [one.path for one in places.get(each, ())] for each in ASKED[:FEW]
        ]


@pytest.mark.parametrize("digits", [40, 64])
def test_a_folder_of_numbers_is_known_by_its_bytes(digits: int) -> None:
    leaves = [(each.encode(), FOLDER_MODE, f"{nth:02x}" * (digits // 2)) for nth, each in enumerate(MANY)]
    content = tree_content(leaves)
    assert are_numbered(content, digits)
    assert [numbered_in(content, digits, each) for each in MANY] == [oid for *_, oid in leaves]
    assert numbered_in(content, digits, "1" * 18) is None
    size = len(content) // len(MANY)
    assert not are_numbered(content[size:] + content[:size], digits)  # git would order them otherwise
    assert not are_numbered(content[:size] + content, digits)  # one twice
    assert not are_numbered(content[:-1], digits)
    assert not are_numbered(tree_content([*leaves, (b"a", FOLDER_MODE, "a" * digits)]), digits)
    assert not are_numbered(tree_content([*leaves, (b"2" * 18, "100644", "a" * digits)]), digits)


def test_what_looks_like_one_within_an_id_is_none() -> None:
    name = b"1" * 18
    disguised = (b"40000 " + name + b"\0" + b"x" * 7).hex()
    content = tree_content([(MANY[0].encode(), FOLDER_MODE, disguised), (MANY[1].encode(), FOLDER_MODE, "a" * 64)])
    assert are_numbered(content, 64)
    assert numbered_in(content, 64, name.decode()) is None


def test_a_unit_that_git_would_not_have_written_is_told(repo: GitRepo) -> None:
    """Whoever is asked for: two programs would not read it alike."""
    tree = repo.id_of(f"HEAD:records/2026/pajak/kpp/{NIP}")
    twice = b"".join(b"40000 %b\0%b" % (nip.encode(), bytes.fromhex(tree)) for nip in (NIP, NIP))
    made = subprocess.run(
        ["git", "-C", str(repo.path), "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
        input=twice, capture_output=True, check=True,
    ).stdout.decode().strip()  # fmt: skip
    oid = made
    for name in ("unit", "2026", "records"):
        oid = repo.git("mktree", given=f"040000 tree {oid}\t{name}\n").strip()
    commit = repo.git("commit-tree", oid, "-m", "x").strip()
    with open_repository(repo.path) as records, pytest.raises(SkpkitError, match="not made by git"):
        Places(records.commit(commit), "records").get(Identity(2026, LATER))
