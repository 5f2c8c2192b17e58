"""The realisasi in a reported dialogue stays.

A report is what was known and told on its day. If a value was wrong, a new dialogue says so, with a `koreksi` that
names the old one and gives the reason; the old file stays as it was. In a draft a value may still change.

Silent of a dialogue that is gone, and of one whose SKP was not established: SKP310 tells them.

**Fix:** restore the value, and record the right one as a `koreksi` in a new dialogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from skpkit.change.edits import REALISATION, Edit
from skpkit.change.revision import Revision
from skpkit.findings import Evidence, Problem
from skpkit.messages import N_, Value, quoted
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it does not revise the target and achievement of an IKI that has a realisation"),
    ),
    own(
        N_("a wrong value is replaced by a `koreksi` with its reason, and stays to be seen"),
    ),
)

CHANGED = N_(
    "realisasi {period} of {iki} was reported as {old} on {day}, but is now {new}; restore {old} and record "
    "the right value as a `koreksi` in a new dialogue"
)
TAKEN = N_(
    "realisasi {period} of {iki} was reported as {old} on {day}, but is gone; restore it, a wrong value is "
    "mended by a `koreksi` in a new dialogue"
)

SPELT = N_(
    "realisasi {period} of {iki}, reported on {day}, is written as {new} now, which is text and no number; write it as "
    "it was: {near}"
)


@revision_rule(basis=BASIS, locked=True, keeps="realisation", binds="cell", added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each value of a reported dialogue that changed, once a cell."""
    for folder in revision.folders:
        plan = folder.before.skp
        for name, edits in folder.dialogue_edits.items() if plan and plan.established else ():
            dialogue = folder.dialogues[name][0]
            for edit in edits if dialogue.reported else ():
                if edit.part == REALISATION:
                    assert edit.was is not None  # noqa: S101 - a value that was there
                    elsewhere = [each.key for each in edits if edit.new is None and _moved_to(edit, each)]
                    told: dict[str, Value] = {
                        "iki": edit.iki,
                        "period": edit.period,
                        "old": quoted(edit.old, whole=True),
                        "new": quoted(edit.new, whole=True),
                        "day": dialogue.reported_on or dialogue.tanggal,
                    }
                    if near := _spelt(edit):
                        told |= {"near": near}
                    problem = edit.problem(
                        SPELT if near else TAKEN if edit.new is None else CHANGED,
                        told,
                        edit.iki,
                        edit.period,
                        along=elsewhere,
                        evidence=[Evidence(edit.was, "before")],
                        undo=[edit.whole_record],
                    )
                    yield replace(problem, moved=(edit.moved,))


def _spelt(edit: Edit) -> str:
    """How a number is written that was put down as a text that means the same, `14,5`; empty for any other edit."""
    if isinstance(edit.old, str | bool) or not isinstance(edit.new, str):
        return ""
    from skpkit.source.yamlfile.numbers import number_meant
    from skpkit.source.yamlfile.scalars import meaning

    meant = number_meant(edit.new)
    near = str(meant[1].get("near", "")) if meant else ""
    return near if near and meaning(near) == edit.old else ""


def _moved_to(gone: Edit, other: Edit) -> bool:
    """Whether another edit adds the line that is gone under another IKI or period."""
    new = other.new
    return other.field == "hasil_kerja" and not other.old and isinstance(new, dict) and new.get("realisasi") == gone.old
