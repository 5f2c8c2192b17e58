"""What a branch would bring, judged against the newest state that it would be merged into, whatever its history."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import skpkit
from skpkit.findings import Contradiction, Finding
from skpkit.forge.clashes import DIFFERENT
from skpkit.judge.review import REWRITTEN
from skpkit.messages import tell
from skpkit.spans import IN_STEPS, NOT_AS_MERGED, NOTHING_BROUGHT, SAME
from tests.support.branches import Branches, Edits, codes
from tests.support.command import DAY, OLD, report, run, target
from tests.support.gitrepo import settle

BAGAS = "records/2026/199203172015021003"
SKP = f"{BAGAS}/skp.yaml"
LATER = date(2026, 7, 15)
Q2: dict[str, Any] = {
    "file": "bagas/dki/2026-07-06.yaml",
    "realisasi": [{"iki": "1b-N", "periode": "Q2", "realisasi": 8}],
}
NOTED: dict[str, Any] = {"file": "bagas/dki/2026-06-08.yaml", "realisasi": []}
FROZEN = "{Q1: 4, Q2: 10, Q3: 10, Q4: 5, Y: 29}"
OPEN = "{Q1: 5, Q2: 12, Q3: 10, Q4: 5, Y: 32}"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Branches:
    settle(monkeypatch)
    return Branches.of_examples(tmp_path / "rekaman")


def swap(old: str, new: str, *names: str) -> Edits:
    """A replacement in files of Bagas."""
    return [{"file": f"bagas/{each}", "replace": {old: new}} for each in names or ("skp.yaml",)]


def sentence(finding: Finding) -> str:
    return tell(finding.problem.message, finding.problem.told, "en")


# --- what the main branch has settled since binds --------------------------------------------------------------


@pytest.mark.parametrize("taken_over", [False, True])
@pytest.mark.parametrize("each_commit", [False, True])
def test_what_main_realised_since_is_frozen(repo: Branches, taken_over: bool, each_commit: bool) -> None:
    repo.record(*target(OPEN), on="usul")
    assert codes(repo.review("main...usul", today=LATER)) == []
    main = repo.record(Q2, on="main")
    if taken_over:
        repo.git("switch", "--quiet", "usul")
        repo.merge("main")
    verdict = repo.review("main...usul", today=LATER, each_commit=each_commit)
    found = next(each for each in verdict.findings if each.code == "SKP301")
    assert verdict.exit_code == 1
    assert verdict.base
    assert verdict.base.commit == main
    (proof,) = found.problem.evidence
    assert (proof.moment, proof.at.path) == ("before", f"{BAGAS}/dki/2026-07-06.yaml")


def test_what_main_established_since_is_established(repo: Branches) -> None:
    status = {"replace": {"status: ditetapkan": "status: rancangan"}}
    repo.record({"file": "bagas/skp.yaml", **status}, {"file": "bagas/evaluasi/Q1.yaml", "delete": True})
    repo.record(*swap("pada hari yang sama", "dalam dua hari"), on="usul")
    assert repo.review("main...usul").exit_code == 0
    repo.record(*swap("status: rancangan", "status: ditetapkan"), on="main")
    assert "SKP305" in codes(repo.review("main...usul"))


def test_what_main_evaluated_since_stays(repo: Branches) -> None:
    evaluation = (repo.path / BAGAS / "evaluasi/Q1.yaml").read_text(encoding="utf-8")
    repo.record({"file": "bagas/evaluasi/Q1.yaml", "delete": True})
    line = {
        "iki": "1b-N",
        "periode": "Q1",
        "realisasi": 7,
        "koreksi": {"dki": "dki/2026-04-07.yaml", "alasan": "Luput"},
    }
    repo.record({"file": "bagas/dki/2026-06-08.yaml", "realisasi": [line]}, on="usul")
    assert codes(repo.review("main...usul")) == []
    repo.record({"file": "bagas/evaluasi/Q1.yaml", "write": evaluation}, on="main")
    assert codes(repo.review("main...usul")) == ["SKP315"]


@pytest.mark.parametrize("each_commit", [False, True])
def test_what_is_taken_over_from_main_is_no_change(repo: Branches, each_commit: bool) -> None:
    """Neither what main changed with right, nor what somebody let pass there."""
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"}, on="usul")
    repo.record(*target(FROZEN), on="main")
    repo.git("switch", "--quiet", "usul")
    repo.merge("main")
    verdict = repo.review("main...usul", each_commit=each_commit)
    assert (codes(verdict), [each for each in verdict.changes if each.edit]) == ([], [])
    assert verdict.exit_code == 0


def test_the_settings_are_those_that_main_has_now(repo: Branches) -> None:
    repo.record({"file": "skpkit.yaml", "write": "tingkat: {SKP305: mati}\n"})
    repo.record(*swap(OLD, OLD.replace("Q3: 10", "Q3: 12")), on="usul")
    repo.record({"file": "skpkit.yaml", "write": "versi: 1\n"}, on="main")
    assert "SKP305" in codes(repo.review("main...usul"))


# --- what a merge can hide ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("each_commit", [False, True])
def test_a_merge_of_main_that_drops_what_it_recorded(repo: Branches, each_commit: bool) -> None:
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"}, on="usul")
    repo.record(NOTED, on="main")
    repo.git("switch", "--quiet", "usul")
    repo.merge("main", then=[{"file": "bagas/dki/2026-06-08.yaml", "delete": True}])
    verdict = repo.review("main...usul", each_commit=each_commit)
    assert codes(verdict) == ["SKP310"]
    assert verdict.exit_code == 1


@pytest.mark.parametrize("each_commit", [False, True])
def test_merges_crosswise_hide_nothing(repo: Branches, each_commit: bool) -> None:
    """Of two merge bases the one that git names first lacks the dialogue that the branch dropped as it merged."""
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"}, on="x")
    repo.record(NOTED, on="main")
    repo.git("tag", "y")
    repo.merge("x")
    repo.git("switch", "--quiet", "--create", "usul", "x")
    repo.merge("y", then=[{"file": "bagas/dki/2026-06-08.yaml", "delete": True}])
    assert len(repo.git("merge-base", "--all", "main", "usul").splitlines()) == 2
    assert codes(repo.review("main...usul", each_commit=each_commit)) == ["SKP310"]


def test_a_merge_taken_back_takes_nothing_of_main_back(repo: Branches) -> None:
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"}, on="usul")
    repo.record(NOTED, on="main")
    repo.git("switch", "--quiet", "usul")
    repo.merge("main")
    repo.git("revert", "--no-edit", "--mainline", "1", "HEAD")
    assert codes(repo.review("main...usul")) == ["SKP310"]


def test_a_merge_of_three_is_what_it_brings(repo: Branches) -> None:
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"}, on="satu")
    repo.git("switch", "--quiet", "main")
    repo.record({"file": "yoga/skp.yaml", "append": "# catatan\n"}, on="dua")
    repo.record(NOTED, on="main")
    repo.git("switch", "--quiet", "--create", "usul", "satu")
    repo.git("merge", "--quiet", "--no-ff", "--message", "Tiga", "dua", "main")
    assert codes(repo.review("main...usul")) == []
    repo.record({"file": "bagas/dki/2026-06-08.yaml", "delete": True}, message="x")
    repo.git("reset", "--quiet", "--soft", "HEAD~1")
    repo.git("commit", "--quiet", "--amend", "--no-edit")
    assert len(repo.git("rev-parse", "HEAD^@").splitlines()) == 3
    assert codes(repo.review("main...usul")) == ["SKP310"]


def test_an_edit_in_a_dossier_that_main_moved(repo: Branches) -> None:
    repo.record(*swap(OLD, FROZEN, "skp.yaml", "iki/1b-N.yaml"), on="usul")
    repo.git("switch", "--quiet", "main")
    (repo.path / "records/2026/kppn").mkdir()
    repo.git("mv", BAGAS, "records/2026/kppn/")
    repo.commit()
    verdict = repo.review("main...usul")
    assert codes(verdict) == ["SKP301"]
    (found,) = (each for each in verdict.findings if each.code == "SKP301")
    assert found.problem.was
    assert found.problem.was.path.startswith("records/2026/kppn/")


def test_a_dialogue_recorded_where_the_branch_moved_the_dossier_is_not_judged_by_guess(repo: Branches) -> None:
    """git itself asks where the new file belongs."""
    repo.git("switch", "--quiet", "--create", "usul")
    (repo.path / "records/2026/kppn").mkdir()
    repo.git("mv", BAGAS, "records/2026/kppn/")
    repo.commit()
    repo.record(NOTED, on="main")
    verdict = repo.review("main...usul")
    assert verdict.exit_code == 3
    assert {each.path for each in verdict.unjudged} >= {f"records/2026/kppn/{BAGAS[-18:]}/dki/2026-06-08.yaml"}


@pytest.mark.parametrize("each_commit", [False, True])
@pytest.mark.parametrize("range_", ["main...usul", "main..usul"])
def test_a_file_written_otherwise_counts_nobody_as_changed_and_is_told(
    repo: Branches, range_: str, each_commit: bool
) -> None:
    repo.record({"file": "bagas/skp.yaml", "append": "# a word for who reads it\n"}, on="usul")
    verdict = repo.review(range_, each_commit=each_commit)
    assert (verdict.exit_code, verdict.changes, verdict.dossiers) == (0, (), 0)
    assert REWRITTEN in {each.message for each in verdict.notes}


def test_a_changed_mode_is_no_change(repo: Branches) -> None:
    repo.git("switch", "--quiet", "--create", "usul")
    (repo.path / SKP).chmod(0o755)
    repo.commit()
    repo.record(NOTED, on="main")
    assert codes(repo.review("main...usul")) == []


@pytest.mark.parametrize("link", ["skp.yaml", "dki/2026-04-07.yaml", "dki"])
def test_a_record_become_a_link_is_refused(repo: Branches, link: str) -> None:
    repo.git("switch", "--quiet", "--create", "usul")
    repo.git("mv", f"{BAGAS}/{link}", "simpanan")
    (repo.path / BAGAS / link).symlink_to(repo.path / "simpanan")
    repo.commit()
    repo.record(NOTED, on="main")
    assert repo.review("main...usul").exit_code == 1


def test_a_name_in_other_case_is_another_name(repo: Branches) -> None:
    repo.git("switch", "--quiet", "--create", "usul")
    repo.git("mv", SKP, f"{BAGAS}/SKP.yaml")
    repo.commit()
    repo.record(NOTED, on="main")
    assert repo.review("main...usul").exit_code == 1


# --- where nothing would land, or it is not certain what -----------------------------------------------------


def test_a_branch_that_brings_nothing_is_clean_and_says_so(repo: Branches) -> None:
    repo.git("branch", "usul")
    assert [each.message for each in repo.review("main...usul").notes if each.code is None] == [SAME]
    repo.record(*target(FROZEN), on="main")
    verdict = repo.review("main...usul")
    assert (verdict.exit_code, verdict.findings, verdict.changes) == (0, (), ())
    assert [each.message for each in verdict.notes if each.code is None] == [NOTHING_BROUGHT]


@pytest.mark.parametrize("staged", [False, True])
def test_what_is_not_committed_is_judged_as_if_it_were(repo: Branches, staged: bool) -> None:
    repo.edit(swap(OLD, FROZEN, "skp.yaml", "iki/1b-N.yaml"))
    repo.git("add", "--all")
    for asked in ("main", None, "HEAD"):
        assert codes(repo.review(asked, staged=staged)) == ["SKP301"]
    repo.git("switch", "--quiet", "--detach")
    repo.git("branch", "--force", "main", repo.git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "lain"))
    assert codes(repo.review("main", staged=staged)) == ["SKP301"]
    assert codes(repo.review("main", staged=staged, each_commit=True)) == ["SKP301"]


def test_a_merge_in_progress_is_judged_as_the_merge_that_it_becomes(repo: Branches) -> None:
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"}, on="usul")
    repo.record(NOTED, on="main")
    repo.git("switch", "--quiet", "usul")
    repo.git("merge", "--quiet", "--no-ff", "--no-commit", "main")
    assert codes(repo.review("main")) == []
    repo.edit([{"file": "bagas/dki/2026-06-08.yaml", "delete": True}])
    assert codes(repo.review("main")) == ["SKP310"]
    assert codes(repo.review("main", staged=True)) == []
    repo.git("add", "--all")
    for each_commit in (False, True):
        assert codes(repo.review("main", staged=True, each_commit=each_commit)) == ["SKP310"]


def test_before_the_first_commit_all_is_new(repo: Branches) -> None:
    repo.git("checkout", "--quiet", "--orphan", "baru")
    for each in repo.git("for-each-ref", "--format=%(refname)").splitlines():
        repo.git("update-ref", "-d", each)
    assert repo.review("HEAD", staged=True).exit_code == 0
    repo.edit(swap("pendekatan: kuantitatif", "pendekatan: lain"))
    assert codes(repo.review("HEAD", staged=True)) == []
    assert "SKP003" in codes(repo.review(None))
    repo.git("add", "--all")
    assert "SKP003" in codes(repo.review(None, staged=True))


def test_a_conflict_is_named_and_the_rest_is_judged(repo: Branches) -> None:
    repo.record(*target(OPEN), {"file": "yoga/dki/2026-02-04.yaml", "delete": True}, on="usul")
    repo.record(*target(OPEN.replace("12", "11").replace("32", "31")), on="main")
    verdict = repo.review("main...usul")
    assert codes(verdict) == ["SKP310"]
    assert verdict.exit_code == 1
    named = {each.path for each in verdict.unjudged}
    assert named == {SKP}
    assert {each.reason for each in verdict.unjudged} == {DIFFERENT}
    told = {(each.dossier, each.file): each.values for each in verdict.unjudged if each.values}
    assert told == {
        ("2026/199203172015021003", "skp.yaml"): Contradiction("1b-N target Y", 30, 31, 32),
    }
    assert {each.also for each in verdict.unjudged} == {("iki/1b-N.yaml",)}
    lines = run(repo.path, "review", "main...usul", *DAY, "--lang", "en").stdout
    assert (
        "Bagas Pratama, 2026 (SKP, Manual IKI 1b-N): 1b-N target quarter II was 10; in main it is 11 by now, and usul "
        "asks for 12" in lines
    )
    targets = [each.edit for each in verdict.changes if each.edit and each.edit.field == "target"]
    assert {f"{each.iki} {each.period}" for each in targets} == {"1b-N Q2", "1b-N Y"}


def test_a_conflict_without_an_error_is_no_verdict(repo: Branches) -> None:
    repo.record({"file": "bagas/dki/2026-06-12.yaml", "realisasi": []}, on="usul")
    repo.record(*target(OPEN))
    repo.record(*target(OPEN.replace("12", "11").replace("32", "31")), on="main")
    verdicts = [repo.review("main...usul", each_commit=each_commit) for each_commit in (False, True)]
    repo.git("switch", "--quiet", "usul")
    for verdict in (*verdicts, repo.review("main"), repo.review("main", staged=True)):
        assert (codes(verdict), verdict.exit_code) == ([], 3)
        assert verdict.changes == verdicts[0].changes
        assert {each.told["base"] for each in verdict.unjudged} == {"main"}


def test_what_main_realised_binds_in_a_conflict_too(repo: Branches) -> None:
    repo.record(*target(OPEN), on="usul")
    repo.record(*target(OPEN.replace("Q3: 10", "Q3: 11").replace("32", "33")), Q2, on="main")
    verdict = repo.review("main...usul", today=LATER)
    assert "SKP301" in codes(verdict)
    assert verdict.exit_code == 1


def test_attributes_of_the_records_settle_no_conflict(repo: Branches) -> None:
    repo.record({"file": ".gitattributes", "write": "* merge=union\nskp.yaml merge=ours\n"})
    repo.record(*target(OPEN), on="usul")
    repo.record(*target(OPEN.replace("12", "11").replace("32", "31")), on="main")
    assert repo.review("main...usul").exit_code == 3


def test_what_a_merge_brings_together_is_told(repo: Branches) -> None:
    """First the dossiers that both changed, whichever files; a file that both made the same is by both."""
    start = repo.id_of("HEAD")
    note = [{"file": "yoga/skp.yaml", "append": "# catatan\n"}]
    repo.record(*target(OPEN), *note, {"file": "README.md", "write": "dua\n"}, on="usul")
    repo.record(*note, {"file": "sari/skp.yaml", "append": "# catatan\n"}, on="main")
    repo.record(NOTED)
    data = report(repo.path, "review", "main...usul", *DAY)[1]["merge"]
    names = {"bagas": "2026/199203172015021003", "yoga": "2026/199001152014021005", "sari": "2026/199611102024212003"}
    assert (data["since"], data["left_out"]) == ([start], 0)
    assert [(each["path"].partition("/")[2], each["side"], each["dossier"]) for each in data["files"]] == [
        (f"{names['yoga']}/skp.yaml", "both", names["yoga"]),
        (f"{names['bagas']}/dki/2026-06-08.yaml", "base", names["bagas"]),
        (f"{names['bagas']}/dki/2026-06-09.yaml", "head", names["bagas"]),
        (f"{names['bagas']}/iki/1b-N.yaml", "head", names["bagas"]),
        (f"{names['bagas']}/skp.yaml", "head", names["bagas"]),
        (f"{names['sari']}/skp.yaml", "base", names["sari"]),
    ]
    lines = run(repo.path, "review", "main...usul", *DAY, "--lang", "en").stdout.splitlines()
    at = lines.index(f"What the merge brings together, changed on both sides since they parted ({start[:8]}):")
    main, usul = (f"{each} ({repo.id_of(each)[:8]})" for each in ("main", "usul"))
    assert lines[at + 1 : at + 8] == [
        "  Yoga Permadi, 2026",
        "    by both: SKP",
        "  Bagas Pratama, 2026",
        f"    by {main}: dialogue of 8 June 2026",
        f"    by {usul}: dialogue of 9 June 2026, Manual IKI 1b-N, SKP",
        f"  Besides, files of records that {main} alone changed: 1; that {usul} alone changed: 0.",
        "",
    ]


def test_where_nothing_meets_nothing_is_said_of_a_merge(repo: Branches) -> None:
    repo.record(*target(OPEN), on="usul")
    assert repo.review("main...usul").gathering is None
    repo.record({"file": "README.md", "write": "dua\n"}, on="main")
    gathering = repo.review("main...usul").gathering
    assert gathering
    assert {each.side for each in gathering.files} == {"head"}
    assert "What the merge brings together" not in run(repo.path, "review", "main...usul", *DAY, "--lang", "en").stdout


def test_of_two_merge_bases_what_one_had_is_no_change(repo: Branches) -> None:
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"}, on="x")
    repo.record(NOTED, on="main")
    repo.git("tag", "y")
    repo.merge("x")
    repo.git("switch", "--quiet", "--create", "usul", "x")
    repo.merge("y", then=[{"file": "sari/skp.yaml", "append": "# catatan\n"}])
    repo.record({"file": "yoga/skp.yaml", "append": "# catatan\n"}, on="main")
    gathering = repo.review("main...usul").gathering
    assert gathering
    assert len(gathering.since) == 2
    assert [(each.dossier[5:], each.side) for each in gathering.files] == [
        ("199001152014021005", "base"), ("199611102024212003", "head")
    ]  # fmt: skip


# --- step by step ------------------------------------------------------------------------------------------------


def test_a_step_in_conflict_is_judged_with_those_after_it(repo: Branches) -> None:
    repo.record(*swap(OLD, FROZEN, "skp.yaml", "iki/1b-N.yaml"), on="usul")
    repo.record(*swap(FROZEN, OLD, "skp.yaml", "iki/1b-N.yaml"))
    tip = repo.record({"file": "bagas/dki/2026-05-08.yaml", "delete": True})
    repo.record(*target(OPEN), on="main")
    verdict = repo.review("main...usul", each_commit=True)
    assert [(each.code, each.commit) for each in verdict.findings if each.code > "SKP3"] == [("SKP310", tip)]
    assert verdict.unjudged == ()


REBASING = "gabung: [rebase]\n"


def rebased(repo: Branches) -> list[str]:
    """The errors that an audit finds once the request has landed as a forge rebases it."""
    repo.git("switch", "--quiet", "--create", "mendarat", "usul")
    repo.git("rebase", "--quiet", "--keep-empty", "main")
    found = skpkit.audit(repo.path, "main..mendarat", today=LATER)
    repo.git("switch", "--quiet", "main")
    return codes(found)


@pytest.mark.parametrize("settings", [REBASING, "gabung: [merge]\n"])
def test_a_merge_within_a_request_hides_no_commit_that_a_rebase_lands(repo: Branches, settings: str) -> None:
    """What is taken back on a line that the request merged is judged as each commit of it."""
    repo.write({"skpkit.yaml": settings})
    repo.commit()
    repo.record(NOTED, on="usul")
    bad = repo.record(*swap(OLD, FROZEN, "skp.yaml", "iki/1b-N.yaml"), on="samping")
    repo.record(*swap(FROZEN, OLD, "skp.yaml", "iki/1b-N.yaml"))
    repo.git("switch", "--quiet", "usul")
    repo.write({"catatan.txt": "lain\n"})
    repo.commit()
    repo.merge("samping")
    ends, steps = (repo.review("main...usul", each_commit=each) for each in (False, True))
    assert (codes(ends), ends.exit_code) == ((["SKP301"], 1) if settings == REBASING else ([], 0))
    assert (codes(steps), steps.exit_code) == (["SKP301"], 1)
    assert bad in {each.commit for each in steps.findings if each.code == "SKP301"}
    assert "SKP301" in rebased(repo)


def test_lines_that_are_each_fine_are_judged_in_the_order_of_a_rebase(repo: Branches) -> None:
    repo.write({"skpkit.yaml": REBASING})
    repo.commit()
    repo.record(Q2, on="usul")
    repo.git("switch", "--quiet", "--create", "samping", "main")
    repo.record(*target(OPEN))
    repo.record(*swap(OPEN, OLD, "skp.yaml", "iki/1b-N.yaml"))
    repo.git("switch", "--quiet", "usul")
    repo.merge("samping")
    assert "SKP301" in rebased(repo), "the target moves after what was reported of it"
    assert "SKP301" in codes(repo.review("main...usul", today=LATER))


def test_a_request_that_took_in_main_is_judged_as_one_line(repo: Branches) -> None:
    repo.write({"skpkit.yaml": REBASING})
    repo.commit()
    repo.record(NOTED, on="usul")
    repo.git("switch", "--quiet", "main")
    repo.write({"catatan.txt": "lain\n"})
    repo.commit()
    repo.git("switch", "--quiet", "usul")
    repo.merge("main")
    verdict = repo.review("main...usul")
    assert (verdict.exit_code, verdict.failures) == (0, ())
    assert list(verdict.parents) == [repo.id_of("usul~1")]


@pytest.mark.parametrize("stops", [False, True])
def test_a_merge_that_a_rebase_does_not_bring_is_refused_where_it_lands_so(repo: Branches, stops: bool) -> None:
    """It holds a change of its own, or settles what a rebase stops at."""
    repo.write({"skpkit.yaml": REBASING, "catatan.txt": "satu\n"})
    start = repo.commit()
    repo.write({"catatan.txt": "dua\n"})
    repo.commit()
    repo.git("switch", "--quiet", "--create", "usul", start)
    repo.write({"catatan.txt" if stops else "lain.txt": "tiga\n"})
    repo.commit()
    merge = repo.merge("main", "-X", "theirs", then=[NOTED])
    verdict = repo.review("main...usul")
    assert verdict.exit_code == 3
    assert [each.message for each in verdict.failures] == [NOT_AS_MERGED]
    assert (verdict.failures[0].told["commit"], verdict.failures[0].told["base"]) == (merge[:12], "main")
    assert repo.review("main...usul", each_commit=True).exit_code == 3
    repo.git("switch", "--quiet", "main")
    repo.write({"skpkit.yaml": "gabung: [merge]\n"})
    repo.commit()
    for each_commit in (False, True):
        assert repo.review("main...usul", each_commit=each_commit).exit_code == 0, "it lands as it is"


def test_a_step_that_is_taken_back_is_told(repo: Branches) -> None:
    step = repo.record(*swap(OLD, FROZEN, "skp.yaml", "iki/1b-N.yaml"), on="usul")
    repo.record(*swap(FROZEN, OLD, "skp.yaml", "iki/1b-N.yaml"))
    repo.record(NOTED, on="main")
    ends = repo.review("main...usul")
    assert (codes(ends), [each.message for each in ends.notes if not each.code]) == ([], [NOTHING_BROUGHT])
    verdict = repo.review("main...usul", each_commit=True)
    assert [(each.code, each.commit) for each in verdict.findings if each.code > "SKP3"] == [
        ("SKP301", step),
        ("SKP301", repo.id_of("usul")),
    ]
    assert not {NOTHING_BROUGHT, SAME} & {each.message for each in verdict.notes}  # there were steps to judge
    verdict = repo.review("main~1...usul", each_commit=True)  # where nothing landed since
    assert not {NOTHING_BROUGHT, SAME} & {each.message for each in verdict.notes}


def test_steps_that_landed_decide_alone(repo: Branches) -> None:
    """An adendum of an open cell, and weeks later its realisation: together they would be an offence."""
    start = repo.id_of("HEAD")
    for edits, day in ((target(OPEN), "2026-06-10T08:00:00+09:00"), ([Q2], "2026-07-06T08:00:00+09:00")):
        repo.edit(edits)
        repo.git("add", "--all")
        repo.git("commit", "--quiet", "--message", "x", GIT_COMMITTER_DATE=day)
    together = repo.review(f"{start}..main", today=LATER)
    assert codes(together) == ["SKP301"]
    assert [(each.message, each.code) for each in together.notes if each.message == IN_STEPS] == [(IN_STEPS, "SKP301")]
    apart = repo.review(f"{start}..main", today=LATER, each_commit=True)
    assert (codes(apart), apart.exit_code) == ([], 0)
    assert len(apart.changes) == len(together.changes)
    assert codes(repo.review(f"{start}...main", today=LATER, each_commit=True)) == ["SKP301"]


def test_of_the_ends_of_a_history_only_approvals_still_missing_count(
    repo: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two people sign in two commits, and nobody misses the second one in between."""
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-06-12T08:00:00+09:00")
    start = repo.id_of("HEAD")
    review = '{sebagai: pengelola_kinerja_organisasi, nip: "198806212010122001", tanggal: 2026-06-10}'
    repo.edit(target(OPEN))
    text = (repo.path / SKP).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if review in line]
    assert lines
    repo.commit({SKP: "".join(text.rsplit(lines[-1], 1))})
    for cut in (f"{start}..main", f"{start}...main"):
        assert codes(repo.review(cut, each_commit=True)) == ["SKP213"]
    repo.commit({SKP: text})
    for cut in (f"{start}..main", f"{start}...main", "main^..main"):
        assert codes(repo.review(cut, each_commit=True)) == []


@pytest.mark.parametrize(
    ("days", "today", "code"),
    [
        (("2026-06-10", "2026-07-10"), "2026-07-15", 0),  # a dialogue of 6 July
        (("2026-06-10", "2026-07-01"), "2026-07-15", 1),  # it came in before it was held
        (("2026-07-10", "2026-06-10"), "2026-07-15", 0),  # after a commit of 10 July it is no earlier day
        (("2026-06-10", "2099-01-01"), "2026-06-15", 1),  # nor one after the day of the command
    ],
)
def test_a_step_is_judged_on_a_day_that_can_be(repo: Branches, days: tuple[str, str], today: str, code: int) -> None:
    start = repo.id_of("HEAD")
    for edits, day in zip(({"file": "ratna/skp.yaml", "append": "# catatan\n"}, Q2), days, strict=True):
        repo.edit([edits])
        repo.git("add", "--all")
        repo.git("commit", "--quiet", "--message", "x", GIT_COMMITTER_DATE=f"{day}T08:00:00+09:00")
    verdict = repo.review(f"{start}..main", today=date.fromisoformat(today), each_commit=True)
    assert ("SKP230" in codes(verdict)) == bool(code)


def test_a_report_tells_a_proposal_from_history(repo: Branches) -> None:
    repo.record(NOTED)
    empty = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
    told = {
        ("HEAD^...HEAD",): ("proposal", "A proposal: nothing of it has landed, and it is judged as one change to "),
        (f"{empty}...HEAD",): ("proposal", "A proposal: nothing of it has landed, and it is judged as one change, "),
        ("HEAD",): ("proposal", "A proposal: "),
        ("HEAD^..HEAD", "--each-commit"): ("history", "History: it has landed, and each step is judged by itself"),
        ("HEAD^..HEAD",): ("ends", "Two states as they are: "),
        (f"{empty}..HEAD", "--each-commit"): ("history", "History: "),
    }
    for words, (kind, sentence) in told.items():
        assert report(repo.path, "review", *words, *DAY)[1]["judged_as"] == kind
        assert run(repo.path, "review", *words, *DAY, "--lang", "en").stdout.splitlines()[2].startswith(sentence)
    assert report(repo.path, "audit", *DAY)[1]["judged_as"] == "history"
    assert report(repo.path, "check", *DAY)[1]["judged_as"] is None


def test_no_step_is_named_where_there_is_one(repo: Branches) -> None:
    repo.record(*target(OPEN), Q2)
    verdict = repo.review("HEAD^..HEAD", today=LATER)
    assert codes(verdict) == ["SKP301"]
    assert IN_STEPS not in {each.message for each in verdict.notes}


def test_a_history_that_was_replaced_is_judged_by_its_ends_too(repo: Branches) -> None:
    """A forced push: what stood before the new commits is gone, and no step of theirs shows it."""
    before = repo.record(NOTED)
    repo.git("reset", "--quiet", "--hard", "HEAD^")
    after = repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"})
    for each_commit in (False, True):
        assert codes(repo.review(f"{before}..{after}", each_commit=each_commit)) == ["SKP310"]


def test_a_merge_the_wrong_way_around_is_judged_by_its_ends_too(repo: Branches) -> None:
    """The branch's line comes first in the merge, so what main had is on no first-parent line."""
    before = repo.record(NOTED)
    repo.git("switch", "--quiet", "--create", "usul", "HEAD^")
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"})
    repo.merge(before, then=[{"file": "bagas/dki/2026-06-08.yaml", "delete": True}])
    assert codes(repo.review(f"{before}..usul", each_commit=True)) == ["SKP310"]


# --- where it is told --------------------------------------------------------------------------------------------


def test_places_are_those_of_the_branch(repo: Branches) -> None:
    """main wrote lines above, so in the merged file all stands lower."""
    repo.record(*target(FROZEN), on="usul")
    texts = (repo.path / SKP).read_text(encoding="utf-8").splitlines()
    line = next(nth for nth, text in enumerate(texts, 1) if FROZEN in text)
    repo.record(*swap("jenis: skp\n", "# satu\n# dua\njenis: skp\n"), on="main")
    there = next(
        nth for nth, text in enumerate((repo.path / SKP).read_text(encoding="utf-8").splitlines(), 1) if OLD in text
    )
    for each_commit in (False, True):
        verdict = repo.review("main...usul", each_commit=each_commit)
        (found,) = (each for each in verdict.findings if each.code == "SKP301")
        assert (found.problem.at.path, found.problem.at.line) == (SKP, line)
        assert found.problem.was
        assert found.problem.was.line == there
        (change,) = (each for each in verdict.changes if each.edit and each.edit.period == "Q1" and each.at.path == SKP)
        assert change.at.line == line


def test_the_report_names_both_commits(repo: Branches) -> None:
    usul = repo.record(*target(OPEN), on="usul")
    main = repo.record(NOTED, on="main")
    verdict = repo.review("main...usul")
    assert (verdict.base, verdict.head) == (("main", main), ("usul", usul))
