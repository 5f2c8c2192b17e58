"""An audit of a history that has landed: every step on its own day, by what held before it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import skpkit
from skpkit.errors import WrongUsage
from skpkit.findings import Finding, Severity
from skpkit.messages import SHORT
from skpkit.reports import VERDICT, Report
from skpkit.source.yamlfile import read
from skpkit.spans import REVERSED
from tests.support.command import SCHEMA, run
from tests.support.edits import PEOPLE, edited, examples
from tests.support.gitrepo import GitRepo, settle
from tests.support.memory import MemoryTree

DAY = date(2026, 6, 15)
SKP = f"{PEOPLE['bagas']}/skp.yaml"
OLD = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}"
Edits = Sequence[Mapping[str, Any]]
MOVED: Edits = [
    {"file": f"bagas/{name}", "replace": {OLD: "{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"}}
    for name in ("skp.yaml", "iki/1b-N.yaml")
]


class Landed:
    """A repository of records to which states are added."""

    def __init__(self, path: Path) -> None:
        self.repo = GitRepo.made(path)

    def land(self, tree: MemoryTree, day: str = "2026-06-10", *, merged: bool = False) -> str:
        """Commit a state as a whole, on a day; `merged` from a branch of its own."""
        when = f"{day}T08:00:00+07:00"
        if merged:
            self.repo.git("switch", "--quiet", "--create", "usul")
        for path in {*self.repo.git("ls-files").splitlines()} - {*tree.files}:
            (self.repo.path / path).unlink()
        self.repo.write(tree.files)
        self.repo.git("add", "--all")
        self.repo.git("commit", "--quiet", "--allow-empty", "--message", "Rekaman", GIT_COMMITTER_DATE=when)
        if merged:
            self.repo.git("switch", "--quiet", "main")
            self.repo.git("merge", "--quiet", "--no-ff", "--no-edit", "usul", GIT_COMMITTER_DATE=when)
            self.repo.git("branch", "--quiet", "--delete", "usul")
        return self.repo.id_of("HEAD")

    def audit(self, range_: str | None = None) -> list[tuple[str, str | None]]:
        """The code and the commit of each error."""
        return [(each.code, each.commit) for each in self.errors(range_)]

    def errors(self, range_: str | None = None) -> list[Finding]:
        """The errors of an audit."""
        verdict = skpkit.audit(self.repo.path, range_, today=DAY)
        return [each for each in verdict.findings if each.severity is Severity.ERROR]


@pytest.fixture
def landed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Landed:
    """A repository of the examples."""
    settle(monkeypatch)
    history = Landed(tmp_path)
    history.land(MemoryTree({"README": "Kantor"}), "2026-05-20")
    history.land(examples(), "2026-06-01")
    return history


def test_what_was_broken_and_mended_is_told_with_its_commit(landed: Landed) -> None:
    broken = landed.land(edited(examples(), MOVED))
    back = landed.land(examples())
    assert {commit for code, commit in landed.audit() if code == "SKP301"} == {broken, back}
    assert landed.audit(f"{back}..main") == []
    assert {commit for _, commit in landed.audit(f"{broken}..main")} == {back}
    assert landed.audit(f"{broken}^") == []
    assert skpkit.review(landed.repo.path, f"{broken}^..main", today=DAY).findings == ()


def test_evidence_stands_in_the_step_and_in_what_it_was_compared_with(landed: Landed) -> None:
    before = landed.repo.id_of("HEAD")
    broken = landed.land(edited(examples(), MOVED))
    landed.land(examples())
    verdict = skpkit.audit(landed.repo.path, today=DAY)
    data = json.loads(VERDICT["json"](Report(verdict, "en")))
    SCHEMA.validate(data)
    (found,) = (each for each in data["findings"] if each["code"] == "SKP301" and each["commit"] == broken)
    assert {each["commit"] for each in found["evidence"]} == {before}
    assert (data["base"], data["head"]) == (None, landed.repo.id_of("main"))
    for style in VERDICT:
        assert VERDICT[style](Report(verdict, "en"))


def test_a_merge_is_one_step(landed: Landed) -> None:
    broken = landed.land(edited(examples(), MOVED), merged=True)
    assert {commit for _, commit in landed.audit()} == {broken}
    verdict = skpkit.audit(landed.repo.path, today=DAY)
    assert verdict.steps is not None
    assert list(verdict.steps) == landed.repo.git("rev-list", "--first-parent", "--reverse", "main").splitlines()


def test_a_branch_that_became_main_after_it_merged_main_hides_no_steps_in_silence(landed: Landed) -> None:
    """Its own line is the first, and what main held comes in as one step."""
    landed.repo.git("switch", "--quiet", "--create", "usul")
    landed.repo.commit({"CATATAN.md": "x\n"})
    landed.repo.git("switch", "--quiet", "main")
    broken = landed.land(edited(examples(), MOVED))
    landed.land(examples())
    landed.repo.git("switch", "--quiet", "usul")
    landed.repo.git("merge", "--quiet", "--no-edit", "main")
    landed.repo.git("switch", "--quiet", "main")
    landed.repo.git("merge", "--quiet", "--ff-only", "usul")
    landed.repo.git("branch", "--quiet", "--delete", "usul")
    last = landed.repo.id_of("HEAD")
    verdict = skpkit.audit(landed.repo.path, today=DAY)
    assert [each.told["commit"] for each in verdict.notes if each.message == REVERSED] == [last[:SHORT]]
    assert broken in {commit for _, commit in landed.audit(f"{last[:SHORT]}^2")}
    landed.land(edited(examples(), MOVED), merged=True)
    assert sum(each.message == REVERSED for each in skpkit.audit(landed.repo.path, today=DAY).notes) == 1


@pytest.mark.parametrize("merged", [False, True])
def test_steps_that_do_not_lead_on_from_the_beginning_hide_nothing(landed: Landed, merged: bool) -> None:
    april = f"{PEOPLE['bagas']}/dki/2026-04-07.yaml"
    evaluation = f"{PEOPLE['bagas']}/evaluasi/Q1.yaml"
    whole = examples()
    early = MemoryTree({path: text for path, text in whole.files.items() if path not in (april, evaluation)})
    start = landed.land(early)
    pushed = landed.land(whole)
    landed.repo.git("reset", "--quiet", "--hard", start)
    other = MemoryTree(
        {path: text for path, text in edited(whole, MOVED).files.items() if path not in (april, evaluation)}
    )
    last = landed.land(other)
    if merged:  # what was there before comes in from the side
        landed.repo.git("merge", "--quiet", "--no-ff", "--no-commit", pushed)
        last = landed.land(edited(whole, MOVED))
    assert ("SKP301", last) in landed.audit(f"{pushed}..{last}")
    assert ("SKP310", start) in landed.audit(f"{pushed}..{start}")
    assert landed.audit(f"{start}..{pushed}") == []


def test_a_step_is_judged_on_its_own_day(landed: Landed) -> None:
    """A manual may be missing for a month: a warning on the day of the step, an error later, and known by then."""
    new = "        - {kode: 1c-N, nama: Jumlah surat, aspek: kuantitas, satuan: surat, target: {Q4: 2, Y: 2}}\n"
    edits: Edits = [
        {"file": "bagas", "adendum": ["iki"]},
        {"file": "bagas/skp.yaml", "replace": {"    - kode: RHK-2\n": f"{new}    - kode: RHK-2\n"}},
    ]
    step = landed.land(edited(examples(), edits), "2026-06-12")
    verdict = skpkit.audit(landed.repo.path, f"{step}^..main", today=date(2026, 12, 1))
    assert [(each.code, each.severity.value) for each in verdict.findings] == [("SKP318", "warning")]


def test_a_step_is_judged_by_what_held_before_it(landed: Landed) -> None:
    """An exemption counts for the steps after the one that brought it; so do settings."""
    entry = """\
jenis: pengecualian
versi: 1
pengecualian:
  - {kode: SKPCODE, berkas: FILE, tentang: {iki: 1b-N, periode: Q1}, nilai: {semula: 5, menjadi: 6}, alasan: Keliru,
     disetujui: {nip: "197003151995031001"}, tanggal: 2026-06-01, berlaku_sampai: 2026-06-30}
""".replace("SKPCODE", "SKP301").replace("FILE", SKP)
    path = "records/pengecualian.yaml"
    with_entry = examples().changed({path: entry})
    landed.land(with_entry, "2026-06-09")
    passed = landed.land(edited(with_entry, MOVED))
    assert "SKP301" not in [code for code, _ in landed.audit()]
    exempted = skpkit.audit(landed.repo.path, today=DAY).exempted
    assert [each.code for each in exempted] == ["SKP301"]
    landed.land(edited(examples(), MOVED))
    assert "SKP301" not in [code for code, _ in landed.audit()]
    landed.land(examples().changed({path: entry}))
    assert {code for code, commit in landed.audit(f"{passed}..main")} >= {"SKP301"}


def test_an_approval_that_came_later_is_not_missed(landed: Landed) -> None:
    edits: Edits = [
        {"file": "bagas", "adendum": ["target"]},
        *(
            {"file": f"bagas/{name}", "replace": {OLD: "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"}}
            for name in ("skp.yaml", "iki/1b-N.yaml")
        ),
    ]
    whole = edited(examples(), edits)
    lines = whole.files[SKP].decode().splitlines(keepends=True)
    reviewed = max(nth for nth, line in enumerate(lines) if "sebagai: pengelola_kinerja_organisasi" in line)
    end = next((nth for nth in range(reviewed + 1, len(lines)) if "sebagai:" in lines[nth]), len(lines))
    half = whole.changed({SKP: "".join((*lines[:reviewed], *lines[end:]))})
    waiting = landed.land(half)
    assert landed.audit() == [("SKP213", waiting)]
    landed.land(whole)
    assert landed.audit() == []


def test_a_step_that_cannot_be_judged_is_told_and_the_others_are_judged(landed: Landed) -> None:
    wrong = landed.land(examples().changed({"skpkit.yaml": "tingkat: {SKP301: mati}\n"}))
    broken = landed.land(edited(examples(), MOVED))
    verdict = skpkit.audit(landed.repo.path, today=DAY)
    assert verdict.exit_code == 3
    (said,) = verdict.unjudged
    assert said.path == f"{wrong[:12]}:skpkit.yaml:1"  # and not the next one, in which it is right
    assert said.steps == (wrong, broken)
    assert {wrong, broken} & {*(verdict.steps or ())} == set()
    later = landed.land(examples())
    assert ("SKP301", later) in landed.audit()
    done = run(landed.repo.path, "audit", "--today", "2026-06-15", "--lang", "en")
    assert "Steps judged: 3; errors: " in done.stdout
    (told,) = (each for each in done.stdout.splitlines() if each.startswith(f"{wrong[:12]}:skpkit.yaml:1: "))
    assert re.search(rf"these steps were not judged: .*\({wrong[:8]}\); .*\({broken[:8]}\)$", told)


@pytest.mark.parametrize("dots", ["..", "..."])
@pytest.mark.parametrize("beside", [False, True], ids=["in line", "beside it"])
def test_settings_that_are_wrong_in_between_are_told_with_their_commit(
    landed: Landed, dots: str, *, beside: bool
) -> None:
    base = landed.repo.id_of("HEAD")
    wrong = landed.land(examples().changed({"skpkit.yaml": "tingkat: {SKP301: mati}\n"}))
    right = landed.land(examples())
    if beside:  # so that a step of a proposal is no commit, but what merging it would make
        landed.repo.git("switch", "--quiet", "--create", "usul", base)
        base = landed.land(examples().changed({"README": "Kantor kami"}))
    range_ = f"{base}{dots}{right}" if dots == "..." or not beside else f"{wrong}^..{right}"
    assert skpkit.review(landed.repo.path, range_, today=DAY).exit_code == 0
    with pytest.raises(WrongUsage) as error:
        skpkit.review(landed.repo.path, range_, each_commit=True, today=DAY)
    assert error.value.sentence("en").startswith(f"{wrong[:12]}:skpkit.yaml:1: ")


def test_no_file_is_parsed_at_every_step(landed: Landed, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = examples()
    for nth in range(100):
        landed.land(tree.changed({SKP: tree.files[SKP] + f"# {nth}\n".encode()}))
    count = [0]

    def counted(content: bytes) -> Any:
        count[0] += 1
        return read(content)

    monkeypatch.setattr("skpkit.model.files.read", counted)
    assert landed.audit() == []
    assert count[0] <= 2 * len(tree.files) + 110  # once for its dossier, once for a step that is judged as a whole


def test_the_command(landed: Landed) -> None:
    broken = landed.land(edited(examples(), MOVED))
    done = run(landed.repo.path, "audit", "--today", "2026-06-15", "--lang", "en")
    assert done.returncode == 1
    assert done.stdout.startswith("Audit of the whole history of main (")
    steps = re.findall(r"^    in the step: (.*)$", done.stdout, re.MULTILINE)  # of notes too
    assert [each.endswith(f" ({broken[:8]})") for each in steps].count(True) == 1
    assert "Not in order. Steps judged: 3; errors: " in done.stdout
    done = run(landed.repo.path, "audit", f"{broken}^", "--today", "2026-06-15")
    assert (done.returncode, "Langkah yang dinilai: 2" in done.stdout) == (0, True)
    for range_ in ("main...HEAD", "", "main..", "..main"):
        assert run(landed.repo.path, "audit", range_).returncode == 2
    assert run(landed.repo.path, "audit", "tidak-ada").returncode == 3


def test_a_part_of_a_history_is_no_history(landed: Landed, tmp_path: Path) -> None:
    landed.repo.git("clone", "--quiet", "--depth=1", f"file://{tmp_path}", f"{tmp_path}/klon")
    with pytest.raises(skpkit.SkpkitError) as error:
        skpkit.audit(tmp_path / "klon", today=DAY)
    assert error.value.exit_code == 3
