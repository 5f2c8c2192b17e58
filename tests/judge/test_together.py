"""Requests that are each fine, and together are not: found before either lands, whichever of the two is reviewed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest

import skpkit
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Company
from skpkit.forge.clashes import NUMBERED
from skpkit.judge.engine import Verdict
from skpkit.reports import FORMS
from skpkit.reports._outcome import outcome
from skpkit.reports._report import Report
from skpkit.together import BRINGS, NOT_ALONE
from tests.support.branches import Branches, codes
from tests.support.command import OLD, report, run, target
from tests.support.gitrepo import settle

LATER = date(2026, 7, 15)
LATER_DAY = ("--today", "2026-07-15")
Q2: dict[str, Any] = {
    "file": "bagas/dki/2026-07-06.yaml",
    "realisasi": [{"iki": "1b-N", "periode": "Q2", "realisasi": 8}],
}
OPEN = "{Q1: 5, Q2: 12, Q3: 10, Q4: 5, Y: 32}"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Branches:
    """main, an adendum of an open target, and a dialogue that realises it."""
    settle(monkeypatch)
    repo = Branches.of_examples(tmp_path / "rekaman")
    repo.git("branch", "dialog")
    repo.record(*target(OPEN), on="adendum")
    repo.record(Q2, on="dialog")
    return repo


def together(repo: Branches, asked: str | None, *names: str, today: date = LATER, **more: Any) -> Verdict:
    """The verdict on a range with others."""
    return skpkit.review(repo.path, asked, merge_with=names, today=today, **more)


def company(verdict: Verdict, code: str) -> set[Company | None]:
    """In whose company the findings of a rule come."""
    return {each.company for each in verdict.findings if each.code == code}


def test_two_that_are_each_fine_are_refused_together(repo: Branches) -> None:
    for asked in ("main...adendum", "main...dialog"):
        assert codes(repo.review(asked, today=LATER)) == []
    one = together(repo, "main...adendum", "dialog")
    other = together(repo, "main...dialog", "adendum")
    assert [(codes(each), each.exit_code) for each in (one, other)] == [(["SKP301"], 1)] * 2
    assert company(one, "SKP301") == {Company(("dialog",), "first")}
    assert company(other, "SKP301") == {Company(("adendum",), "last")}


def test_the_way_out_that_is_told_is_one(repo: Branches) -> None:
    """The adendum lands first, and the dialogue is reviewed after it: so says the verdict on either."""
    told = [
        outcome(Report(together(repo, *asked), "en"))
        for asked in (("main...adendum", "dialog"), ("main...dialog", "adendum"))
    ]
    assert [each.startswith("Refused together with ") for each in told] == [True, True]
    assert told[0].endswith(
        "By itself this request would be accepted. Way out: let this request land first, and have dialog reviewed "
        "again after it."
    )
    assert told[1].endswith("Way out: let adendum land first, and have this request reviewed again after it.")
    repo.git("switch", "--quiet", "main")
    repo.merge("adendum")
    assert codes(repo.review("main...dialog", today=LATER)) == []


def test_what_is_said_of_it(repo: Branches) -> None:
    code, data = report(repo.path, "review", "main...adendum", "--merge-with", "dialog", *LATER_DAY, "--lang", "en")
    (found,) = (each for each in data["findings"] if each["code"] == "SKP301")
    assert (code, found["company"]) == (1, {"with": ["dialog"], "order": "first"})
    assert data["together_with"] == [{"name": "dialog", "commit": repo.id_of("dialog")}]
    assert "only together with dialog, not where this lands first" in found["message"]
    text = run(repo.path, "review", "main...adendum", "--merge-with", "dialog", *LATER_DAY, "--lang", "en").stdout
    assert f", together with dialog ({repo.id_of('dialog')[:8]})" in text.splitlines()[0]


def test_what_the_other_has_by_itself_is_told_apart(repo: Branches) -> None:
    repo.git("switch", "--quiet", "main")
    repo.record({"file": "sari/skp.yaml", "replace": {"status: ditetapkan": "status: rancangan"}}, on="salah")
    verdict = together(repo, "main...adendum", "salah")
    assert (codes(verdict), verdict.exit_code) == (["SKP311"], 1)
    assert company(verdict, "SKP311") == {Company(("salah",), "others")}
    assert all(each.company is None for each in repo.review("main...salah", today=LATER).findings)


def test_some_contradict_however_they_land(repo: Branches) -> None:
    """An IKI of one code, which each gives to another RHK."""
    row = "        - {kode: 9z-N, nama: Surat, aspek: kuantitas, satuan: surat, target: {Q4: 2, Y: 2}}\n"
    skp = repo.path / "records/2026/199203172015021003/skp.yaml"
    for branch, nth in (("satu", 0), ("dua", 1)):
        repo.git("switch", "--quiet", "--create", branch, "main")
        parts = skp.read_text(encoding="utf-8").split("      indikator:\n")
        parts[nth + 1] = row + parts[nth + 1]
        skp.write_text("      indikator:\n".join(parts), encoding="utf-8")
        repo.commit()
        assert "SKP102" not in codes(repo.review(f"main...{branch}", today=LATER))
    assert company(together(repo, "main...satu", "dua"), "SKP102") == {Company(("dua",), "together")}


def test_of_several_the_one_is_named_that_matters(repo: Branches) -> None:
    repo.git("switch", "--quiet", "main")
    repo.record({"file": "yoga/skp.yaml", "append": "# catatan\n"}, on="lain")
    verdict = together(repo, "main...adendum", "lain", "dialog")
    assert company(verdict, "SKP301") == {Company(("dialog",), "first")}
    assert [each.label for each in verdict.others] == ["lain", "dialog"]


@pytest.fixture
def needing(repo: Branches) -> Branches:
    """An adendum whose dialogue comes with another request."""
    repo.git("switch", "--quiet", "main")
    dialogue = "bagas/dki/2026-06-09.yaml"
    repo.record(*target(OPEN), {"file": dialogue, "delete": True}, on="tanpa")
    repo.git("switch", "--quiet", "--create", "dulu", "main")
    repo.git("checkout", "--quiet", "adendum", "--", "records/2026/199203172015021003/dki/2026-06-09.yaml")
    repo.commit()
    return repo


def test_one_that_needs_the_other_is_refused_until_that_landed(needing: Branches) -> None:
    """A check that passes lets it land at once, whether the other does or not."""
    assert "SKP212" in codes(needing.review("main...tanpa", today=LATER))
    verdict = together(needing, "main...tanpa", "dulu")
    assert (codes(verdict), verdict.exit_code) == (["SKP212"], 1)
    assert company(verdict, "SKP212") == {Company(("dulu",), "needs")}
    assert outcome(Report(verdict, "en")).endswith(
        "(Bagas Pratama). Way out: let dulu land first, and have this request reviewed again after it."
    )
    assert together(needing, "main...dulu", "tanpa").exit_code == 0


def test_of_several_the_one_is_named_that_helps(needing: Branches) -> None:
    needing.git("switch", "--quiet", "main")
    needing.record({"file": "yoga/skp.yaml", "append": "# catatan\n"}, on="lain")
    assert company(together(needing, "main...tanpa", "lain", "dulu"), "SKP212") == {Company(("dulu",), "needs")}
    assert company(together(needing, "main...tanpa", "lain"), "SKP212") == {None}


def test_no_other_is_recommended_that_would_be_refused(needing: Branches) -> None:
    """What it brings in place of a fault is no way out."""
    needing.git("switch", "--quiet", "dulu")
    needing.record({"file": "sari/skp.yaml", "replace": {"status: ditetapkan": "status: rancangan"}})
    assert company(together(needing, "main...tanpa", "dulu"), "SKP212") == {None}


def test_every_form_of_the_report_tells_what_a_request_needs(needing: Branches, tmp_path: Path) -> None:
    """Nobody who reads one of them takes the request for one that may land."""
    words = ("--merge-with", "dulu", *LATER_DAY, "--lang", "en", "--out", str(tmp_path))
    assert run(needing.path, "ci", "--range", "main...tanpa", *words).returncode == 1
    for name, form in FORMS.items():
        text = (tmp_path / form.file).read_bytes()
        if is_zipfile(tmp_path / form.file):
            with ZipFile(tmp_path / form.file) as sheets:
                text = b"".join(map(sheets.read, sheets.namelist()))
        assert b"once dulu has landed" in b" ".join(text.split()), name


def test_what_is_not_committed_is_judged_with_others(repo: Branches) -> None:
    repo.git("switch", "--quiet", "main")
    repo.edit(target(OPEN))
    assert codes(together(repo, "main")) == []
    assert codes(together(repo, "main", "dialog")) == ["SKP301"]
    assert codes(together(repo, None, "dialog")) == ["SKP301"]


def test_one_that_is_there_already_adds_nothing(repo: Branches) -> None:
    for name in ("main", "adendum"):
        verdict = together(repo, "main...adendum", name)
        assert (codes(verdict), [each.company for each in verdict.findings if each.company]) == ([], [])


def test_two_that_do_not_merge_are_told_what_contradicts(repo: Branches) -> None:
    repo.git("switch", "--quiet", "main")
    repo.record(*target(OLD.replace("Q2: 10", "Q2: 11").replace("30", "31")), on="lain")
    verdict = together(repo, "main...adendum", "lain")
    assert (codes(verdict), verdict.exit_code) == ([], 3)
    assert [(each.file, each.also, each.told["base"], each.told["head"]) for each in verdict.unjudged] == [
        ("skp.yaml", ("iki/1b-N.yaml",), "lain", "adendum")
    ] * 2
    assert outcome(Report(verdict, "en")) == (
        "Cannot land together yet: lain and adendum collide in the records of Bagas Pratama. Way out: let lain land "
        "first; then adendum is brought up to date."
    )
    repo.git("switch", "--quiet", "main")
    repo.record(*target(OLD.replace("Q2: 10", "Q2: 9").replace("30", "29")))
    alone = together(repo, "main...adendum", "dialog")
    assert alone.exit_code == 3
    assert NOT_ALONE in {each.message for each in alone.notes}


def test_of_two_adendum_of_one_number_the_earlier_lands_first(repo: Branches) -> None:
    """Whichever of the two is reviewed: what has landed keeps its number."""
    entry = "nomor: 2\n    tanggal: "
    for branch, day in (("awal", "2026-06-10"), ("akhir", "2026-06-12")):
        repo.git("switch", "--quiet", "main")
        later = {"file": "bagas/skp.yaml", "replace": {f"{entry}2026-06-10": f"{entry}{day}"}}
        repo.record({"file": "bagas", "adendum": ["target"]}, later, on=branch)
    for asked, name in (("main...awal", "akhir"), ("main...akhir", "awal")):
        (said,) = together(repo, asked, name).unjudged
        assert said.reason == NUMBERED
        assert (said.told["base"], said.told["head"], said.told["new"]) == ("awal", "akhir", 3)


@pytest.mark.parametrize("asked", ["main..adendum", "4b825dc642cb6eb9a060e54bf8d69288fbee4904...adendum"])
def test_only_a_proposal_lands_with_others(repo: Branches, asked: str) -> None:
    with pytest.raises(WrongUsage, match="three dots"):
        together(repo, asked, "dialog")


def test_a_request_without_a_name_or_that_is_not_there(repo: Branches) -> None:
    with pytest.raises(WrongUsage, match="names no request"):
        together(repo, "main...adendum", " ")
    with pytest.raises(SkpkitError) as error:
        together(repo, "main...adendum", "tidak-ada")
    assert error.value.exit_code == 3


def test_two_values_for_one_cell_are_refused_together(repo: Branches) -> None:
    """Two dialogues of one quarter, each the first to record it."""
    repo.git("switch", "--quiet", "main")
    other: dict[str, Any] = {"iki": "1b-N", "periode": "Q2", "realisasi": 9}
    repo.record({"file": "bagas/dki/2026-07-08.yaml", "realisasi": [other]}, on="lain")
    for asked in ("main...dialog", "main...lain"):
        assert codes(repo.review(asked, today=LATER)) == []
    for asked, name in (("main...dialog", "lain"), ("main...lain", "dialog")):
        verdict = together(repo, asked, name)
        assert (codes(verdict), verdict.exit_code) == (["SKP205"], 1)
        assert {each and each.names for each in company(verdict, "SKP205")} == {(name,)}


def test_two_adendum_of_which_each_has_its_own_total_contradict_in_it(repo: Branches) -> None:
    repo.git("switch", "--quiet", "main")
    repo.record(*target(OLD.replace("Q4: 5", "Q4: 8").replace("30", "33")), on="lain")
    assert codes(repo.review("main...lain", today=LATER)) == []
    verdict = together(repo, "main...adendum", "lain")
    assert (codes(verdict), verdict.exit_code) == ([], 3)
    told = [each.values for each in verdict.unjudged if each.file == "skp.yaml"]
    assert [(each.what, each.was, each.base, each.head) for each in told if each] == [("1b-N target Y", 30, 33, 32)]


def test_settings_that_land_first_bind_those_after_them_and_excuse_nothing(repo: Branches) -> None:
    reviewer = "pengelola: [{nip: '197003151995031001', nama: Endang, jabatan: Kepala}]\n"
    for name, settings in (("ketat", reviewer), ("longgar", "tingkat: {SKP104: peringatan}\n")):
        repo.git("switch", "--quiet", "main")
        repo.record({"file": "skpkit.yaml", "append": settings}, on=name)
        assert codes(repo.review(f"main...{name}", today=LATER)) == []
    verdict = together(repo, "main...adendum", "ketat")
    assert (codes(verdict), company(verdict, "SKP213")) == (["SKP213"], {Company(("ketat",), "first")})
    assert codes(together(repo, "main...ketat", "adendum")) == ["SKP213"]
    repo.git("switch", "--quiet", "adendum")
    repo.record({"file": "bagas/skp.yaml", "replace": {"Y: 32": "Y: 33"}}, on="keliru")
    repo.record({"file": "bagas/iki/1b-N.yaml", "replace": {"Y: 32": "Y: 33"}}, on="keliru")
    assert codes(repo.review("main...keliru", today=LATER)) == ["SKP104"]
    assert codes(together(repo, "main...keliru", "longgar")) == ["SKP104"]


def test_what_stands_in_the_other_is_told_with_its_commit(repo: Branches) -> None:
    """Neither what is judged nor the target holds the dialogue: an address in one of them would be dead."""
    for asked, name in (("main...adendum", "dialog"), ("main...dialog", "adendum")):
        verdict = together(repo, asked, name)
        (found,) = (each for each in verdict.findings if each.code == "SKP301")
        report_ = Report(verdict, links="/{commit}/{path}#{line}")
        for place in found.problem.evidence:
            commit = report_.commit_of(found, place)
            assert commit == repo.id_of("dialog")
            assert repo.git("cat-file", "-t", f"{commit}:{place.at.path}").strip() == "blob"
            assert report_.link(verdict.head.commit, place.at).startswith(f"/{commit}/")


def test_what_the_other_brings_and_who_asks_for_it_is_told(repo: Branches) -> None:
    verdict = together(repo, "main...adendum", "dialog")
    (note,) = (each for each in verdict.notes if each.message == BRINGS)
    assert note.told["name"] == "dialog"
    assert note.told["brought"] == ("dki/2026-07-06.yaml (Bagas Pratama)",)
    assert note.told["people"] == (repo.git("log", "-1", "--format=%an", "dialog").strip(),)


def test_the_page_tells_what_the_findings_rest_on(repo: Branches) -> None:
    """What the other realises is no more due, and what it freezes is frozen in the tables too."""
    verdict = together(repo, "main...adendum", "dialog")
    (account,) = verdict.accounts
    cells = {cell.period: cell for story in account.stories for cell in story.cells}
    assert (cells["Q2"].target, cells["Q2"].value, bool(cells["Q2"].frozen)) == ((10, 12), (None, 8), True)
    alone = {
        (each.iki, each.period) for made in repo.review("main...adendum", today=LATER).accounts for each in made.owed
    }
    assert alone - {(each.iki, each.period) for each in account.owed} == {("1b-N", "Q2")}


def test_what_stands_in_the_target_alone_is_told_with_its_commit(repo: Branches) -> None:
    """A dialogue of the same quarter landed since the two parted."""
    repo.git("switch", "--quiet", "main")
    other: dict[str, Any] = {"iki": "1b-N", "periode": "Q2", "realisasi": 9}
    repo.record({"file": "bagas/dki/2026-07-08.yaml", "realisasi": [other]})
    verdict = repo.review("main...dialog", today=LATER)
    told = Report(verdict, links="{commit}")
    (found,) = (each for each in verdict.findings if each.code == "SKP205")
    places = [(found.problem.at, told.link(verdict.head.commit, found.problem.at))]
    places += [(each.at, str(told.commit_of(found, each))) for each in found.problem.evidence]
    for place, commit in places:
        assert repo.git("cat-file", "-t", f"{commit}:{place.path}").strip() == "blob"
