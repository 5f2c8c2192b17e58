"""What rules say once of all that was judged."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from skpkit.judge.engine import check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.messages import tell
from tests.support.edits import PEOPLE, edited, examples
from tests.support.memory import MemoryTree

TODAY = date(2026, 6, 15)
LISTED = 'pengelola:\n  - {nip: "198806212010122001", nama: Nining Kartika, jabatan: Kepala Subbagian Umum}\n'
LAMPIRAN: dict[str, Any] = {
    "file": "ratna/skp.yaml",
    "replace": {"[Tim lintas seksi, Anggaran operasional kantor]": "[Tim]"},
}


def said(tree: MemoryTree, *paths: str, before: MemoryTree | None = None) -> list[tuple[str | None, str]]:
    """The notes of a check, or of a review of what came after `before`."""
    here = Office(tree)
    verdict = review(Office(before), here, TODAY) if before else check(here, TODAY, paths)
    return [(each.code, tell(each.message, each.told, "en")) for each in verdict.notes]


def with_settings(tree: MemoryTree, text: str) -> MemoryTree:
    return tree.changed({"skpkit.yaml": text})


def test_a_review_by_anybody_is_said_once() -> None:
    ((code, message),) = said(edited(examples(), [{"file": "ratna", "adendum": ["lampiran"]}, LAMPIRAN]))
    assert code == "SKP213"
    assert message.startswith("`pengelola` in skpkit.yaml lists nobody")


@pytest.mark.parametrize("settings", [LISTED, "tingkat: {SKP213: mati}\n"])
def test_not_where_reviewers_are_listed_or_nobody_asks_for_them(settings: str) -> None:
    assert said(with_settings(examples(), settings)) == []


def test_not_where_no_change_was_reviewed() -> None:
    assert said(examples(), PEOPLE["ratna"]) == []
    assert len(said(examples(), PEOPLE["bagas"])) == 1


def test_a_review_says_it_of_what_is_new_by_the_settings_of_its_base() -> None:
    plain = {"file": "bagas/dki/2026-06-09.yaml", "realisasi": []}
    amended = [{"file": "ratna", "adendum": ["lampiran"]}, LAMPIRAN]
    assert said(edited(examples(), [plain]), before=examples()) == [], "that adendum was there before"
    after = with_settings(edited(examples(), amended), LISTED)
    assert len(said(after, before=examples())) == 1
    assert said(after, before=with_settings(examples(), LISTED)) == []
