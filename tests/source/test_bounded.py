"""What is known of the folders of a state stays little, and is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from skpkit.model.listing import Places
from skpkit.source.history import open_repository, states
from skpkit.source.tree import below
from tests.support.gitrepo import GitRepo

NIPS = [f"19900101201503{nth:04}" for nth in range(1000, 1020)]


@pytest.fixture
def repo(tmp_path: Path) -> GitRepo:
    made = GitRepo.made(tmp_path / "banyak")
    names = ("skp.yaml", "iki/a.yaml", "komplemen-1/iki/b.yaml", "iki/x\ny/c.yaml")
    made.commit({f"records/2026/u/{nip}/{name}": f"a: {nip}\n" for nip in NIPS for name in names})
    return made


def test_folders_are_let_go_of_and_found_again(repo: GitRepo, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_repository(repo.path) as records:
        whole = sorted(below(records.commit("HEAD"), ["records"]))
    monkeypatch.setattr(states, "_LEAVES", 5)
    with open_repository(repo.path) as records:
        state = records.commit("HEAD")
        assert sorted(below(state, ["records"])) == whole
        for nip in NIPS:
            folder = f"records/2026/u/{nip}"
            lying = state.children([f"{folder}/iki", f"{folder}/iki/x\ny", f"{folder}/none\nx", folder])
            assert [len(each) for each in lying.values()] == [2, 1, 0, 3]
            assert [each.path for each in state.folders(["records/2026/u"], nip)["records/2026/u"]] == [folder]
        kept = state.objects
        assert sum(map(len, kept._folders.values())) < 30
        assert all(len(each) < 60 for each in kept._paths.values())


def test_a_place_is_folded_and_unfolded(repo: GitRepo) -> None:
    with open_repository(repo.path) as records:
        places = Places(records.commit("HEAD"), "records")
        lying = [place for found in places.values() for place in found]
        before = [place.entries for place in lying]
        again = Places(records.commit("HEAD"), "records")
        assert [*again.in_year(2026).outside()] == []
        folded = [place for found in again.values() for place in found]
        assert all(place.is_listed and place._entries is None for place in folded)
        assert [place.entries for place in folded] == before
