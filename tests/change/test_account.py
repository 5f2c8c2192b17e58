"""What a review tells a reviewer of a changed dossier besides the list of changes, made when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from skpkit.change import accounts
from skpkit.change.account import Account
from skpkit.findings import Key
from skpkit.judge.engine import Verdict
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.reports import VERDICT, Report
from tests.support.command import target
from tests.support.edits import edited, examples

TODAY = date(2026, 6, 15)
OPEN = "{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"
FROZEN = "{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"


def judged(edits: Sequence[Mapping[str, Any]]) -> Verdict:
    """The review of the examples with some edits."""
    return review(Office(examples()), Office(edited(examples(), edits)), TODAY)


def told(edits: Sequence[Mapping[str, Any]]) -> Account:
    """The account of the one dossier that some edits change."""
    (account,) = judged(edits).accounts
    return account


def test_an_account_says_whose_it_is_and_what_things_are_called() -> None:
    account = told(target(OPEN))
    assert account.name.startswith("Bagas")
    assert account.post
    assert account.names["", "1b-N"].text.startswith("Jumlah")
    assert account.names["", "1b-N"].unit


def test_it_tells_what_froze_a_cell_that_is_touched() -> None:
    account = told(target(FROZEN))
    (freeze,) = account.frozen[Key("", "skp.yaml", ("1b-N", "target", "Q1"))]
    assert (freeze.dialogue, freeze.day, freeze.period) == ("dki/2026-04-07.yaml", date(2026, 4, 7), "Q1")
    assert freeze.proof.moment == "before"
    assert Key("", "skp.yaml", ("1b-N", "target", "Q3")) not in told(target(OPEN)).frozen


def test_it_tells_targets_before_and_after_beside_what_was_reached() -> None:
    (story,) = told(target(OPEN)).stories
    cells = {each.period: each for each in story.cells}
    assert (story.iki, [*cells]) == ("1b-N", ["Q1", "Q2", "Q3", "Q4"])
    assert cells["Q3"].target == (10, 12)
    assert cells["Q1"].target == (5, 5)
    assert cells["Q1"].value == (6, 6)
    assert (cells["Q1"].met, cells["Q3"].met) == (True, None)
    assert [bool(each.frozen) for each in story.cells] == [True, False, False, False]


def test_it_tells_the_dialogue_in_which_an_adendum_was_agreed() -> None:
    (thing,) = told(target(OPEN)).declared
    assert (thing.record, thing.thing, thing.components) == ("skp.yaml", "adendum 2", ("target",))
    assert thing.meeting
    assert (thing.meeting.day, thing.meeting.reported) == (date(2026, 6, 9), date(2026, 6, 9))
    assert thing.meeting.agreed
    assert {role for _, role in thing.meeting.participants} == {"pegawai", "atasan_langsung"}


def test_it_tells_what_is_still_owed() -> None:
    owed = {(each.iki, each.period): each.end for each in told(target(OPEN)).owed}
    assert owed["1b-N", "Q2"] == date(2026, 6, 30)
    assert ("1b-N", "Q1") not in owed


def test_an_objection_without_its_answers_is_owed_them() -> None:
    said = {"tanggal": "2026-05-04", "isi": "Capaian Maret belum dihitung"}

    def missing(**answers: str) -> list[tuple[str, ...]]:
        lines = [f"  {key}: {each}\n" for key, each in {**said, **answers}.items()]
        edit = {"file": "bagas/evaluasi/Q1.yaml", "append": f"keberatan:\n{''.join(lines)}"}
        return [each.missing for each in told([edit]).answers]

    assert missing() == [("penjelasan", "keputusan")]
    assert missing(penjelasan="Sudah dihitung") == [("keputusan",)]
    assert missing(penjelasan="Sudah dihitung", keputusan="Tetap") == []


def test_a_realisation_that_comes_with_the_change_is_told_beside_its_target() -> None:
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 7}
    account = told([{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line]}])
    (story,) = account.stories
    second = next(each for each in story.cells if each.period == "Q2")
    assert (second.value, second.met) == ((None, 7), False)
    assert second.frozen[0].proof.moment == "after"


def test_the_post_is_that_of_the_plan_in_force_and_the_name_is_known_while_a_record_cannot_be_read() -> None:
    change: list[Mapping[str, Any]] = [
        {"file": "yoga/skp.yaml", "append": "# ya\n"},
        {"file": "yoga/dki/2026-04-02.yaml", "delete": True},
    ]
    assert told(change).post == "Pelaksana Seksi Verifikasi"
    broken = review(
        Office(examples()), Office(edited(examples(), [{"file": "bagas/skp.yaml", "append": "x: [\n"}])), TODAY
    )
    assert broken.people == {"2026/199203172015021003": "Bagas Pratama"}
    (account,) = broken.accounts
    assert account.name == "Bagas Pratama"


def test_other_reports_do_not_pay_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = judged(target(OPEN))

    def dear(_: object) -> Account:
        raise AssertionError

    monkeypatch.setattr(accounts.PendingAccount, "made", dear)
    assert all(VERDICT[each](Report(verdict, "en")) for each in ("text", "json", "github"))
    with pytest.raises(AssertionError):
        list(verdict.accounts)
