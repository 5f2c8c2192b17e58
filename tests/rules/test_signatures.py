"""Approvals signed with real keys: which count, and what makes a signature fall."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from skpkit.forge.signatures import verified
from skpkit.judge.engine import Verdict
from skpkit.judge.office import Office
from skpkit.judge.review import review
from tests.support.edits import PEOPLE, edited, examples
from tests.support.keys import SETTINGS, SIGNERS, Keys, listed, needs_ssh_keygen, signed
from tests.support.memory import MemoryTree

pytestmark = needs_ssh_keygen

DAY = date(2026, 6, 15)
SKP, MANUAL = f"{PEOPLE['bagas']}/skp.yaml", f"{PEOPLE['bagas']}/iki/1b-N.yaml"
OLD, NEW = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}", "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"
APPRAISER, REVIEWER, EMPLOYEE = "pejabat_penilai_kinerja", "pengelola_kinerja_organisasi", "pegawai"
ADENDUM: list[Mapping[str, Any]] = [
    {"file": "bagas", "adendum": ["target"]},
    {"file": "bagas/skp.yaml", "replace": {OLD: NEW}},
    {"file": "bagas/iki/1b-N.yaml", "replace": {OLD: NEW}},
]
BOTH = (("adendum 2", APPRAISER, "ratna"), ("adendum 2", REVIEWER, "hendra"))


@pytest.fixture(scope="module")
def base(keys: Keys) -> MemoryTree:
    """The examples, where signatures are asked for."""
    return examples().changed({"skpkit.yaml": SETTINGS, SIGNERS: listed(keys)})


@pytest.fixture(scope="module")
def agreed(keys: Keys, base: MemoryTree) -> MemoryTree:
    """The same after an adendum that both signed."""
    return signed(keys, edited(base, ADENDUM), SKP, *BOTH)


def judged(before: MemoryTree, after: MemoryTree, day: date = DAY) -> Verdict:
    """The review of two states."""
    return review(Office(before, verify=verified), Office(after, verify=verified), day)


def told(verdict: Verdict, code: str = "SKP401") -> list[tuple[str, str]]:
    """The role, or file, and the severity of what one rule found, in order."""
    return [
        (str(each.problem.told.get("role", each.problem.told["what"])), each.severity)
        for each in verdict.findings
        if each.code == code
    ]


def standing(verdict: Verdict) -> dict[str, str]:
    """How each approval stands, by thing and role."""
    return {f"{each.thing} {each.role}": each.flaw or each.standing for each in verdict.approvals}


def why(verdict: Verdict) -> set[str | None]:
    """What is wrong with the signatures of a change."""
    return {each.flaw for each in verdict.approvals if each.standing == "unsigned"}


def test_signed_by_both_it_is_accepted(base: MemoryTree, agreed: MemoryTree) -> None:
    verdict = judged(base, agreed)
    assert told(verdict) == []
    assert verdict.exit_code == 0
    assert standing(verdict) == {f"adendum 2 {APPRAISER}": "signed", f"adendum 2 {REVIEWER}": "signed"}
    assert {each.name for each in verdict.approvals} == {"Ratna Wulandari", "Nining Kartika"}


def test_each_unsigned_approval_is_told(base: MemoryTree) -> None:
    verdict = judged(base, edited(base, ADENDUM))
    assert told(verdict) == [(APPRAISER, "error"), (REVIEWER, "error")]
    assert set(standing(verdict).values()) == {"unsigned"}
