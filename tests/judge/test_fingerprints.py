"""What a finding is known by survives what is no change: how a record is written, and how the finding is worded."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from skpkit.judge.engine import Verdict
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.reports import VERDICT, Report
from skpkit.source.yamlfile import read
from tests.support.command import target
from tests.support.edits import edited, examples
from tests.support.memory import MemoryTree
from tests.support.year import examples as so_many

TODAY = date(2026, 6, 15)
BAGAS = "records/2026/199203172015021003"
OFFENCES: dict[str, list[dict[str, Any]]] = {
    "target": target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"),
    "dialogue": [{"file": "bagas/dki/2026-04-07.yaml", "delete": True}],
    "undeclared": [
        {"file": "bagas/skp.yaml", "replace": {"Q3: 10": "Q3: 70"}},
        {"file": "sari/skp.yaml", "replace": {"instansi:": "instansi: Lain #"}},
    ],
}


def known_by(verdict: Verdict) -> set[tuple[str, str, str]]:
    """The findings, by what they are known by."""
    return {(each.code, each.dossier, each.fingerprint) for each in verdict.findings}


def rewritten(tree: MemoryTree, how: dict[str, Any], above: int) -> MemoryTree:
    """The same records, written in another way and with comments above."""
    texts = {
        path: "# catatan\n" * above + yaml.safe_dump(read(content).data, allow_unicode=True, **how)
        for path, content in tree.files.items()
        if path.startswith("records/") and path.endswith(".yaml")
    }
    return tree.changed(texts)


@pytest.mark.parametrize("offence", OFFENCES)
@so_many(6)
@given(data=st.data())
def test_writing_a_record_otherwise_changes_no_fingerprint(offence: str, data: st.DataObject) -> None:
    after = edited(examples(), OFFENCES[offence])
    found = review(Office(examples()), Office(after), TODAY)
    how = data.draw(
        st.fixed_dictionaries(
            {
                "indent": st.integers(2, 8),
                "width": st.integers(20, 200),
                "sort_keys": st.booleans(),
                "default_flow_style": st.sampled_from((True, False, None)),
            }
        )
    )
    other = rewritten(after, how, data.draw(st.integers(0, 3)))
    assert known_by(review(Office(examples()), Office(other), TODAY)) == known_by(found)
    assert found.findings


def test_no_wording_is_in_a_fingerprint() -> None:
    verdict = review(Office(examples()), Office(edited(examples(), OFFENCES["target"])), TODAY)
    marks = [
        [each["fingerprint"] for each in json.loads(VERDICT["gitlab"](Report(verdict, lang)))] for lang in ("id", "en")
    ]
    assert marks[0] == marks[1]
    assert len(set(marks[0])) == len(marks[0]) > 0
