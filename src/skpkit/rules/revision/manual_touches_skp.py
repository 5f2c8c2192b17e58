"""A change of a manual alone leaves everything that the SKP's form shows as it was.

A manual may change without the SKP: its definition, its source of data, who provides them. Name, RHK, unit, aspect,
perspective and targets stand on the form that both have signed; they change with the SKP, by an adendum.

Silent of a frozen target (SKP301), and of what follows a change of the SKP (SKP305, SKP306).

**Fix:** restore in the manual what the SKP shows, or change the SKP and the manual together by an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.revision import Revision
from skpkit.findings import AsShown, Problem
from skpkit.messages import N_, Value
from skpkit.model.paths import manual_name
from skpkit.model.records import SHOWN
from skpkit.rules._rule import cite, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on changes of the Manual IKI"),
        N_("a change of the manual touches no component that the SKP's form shows"),
    ),
)

MESSAGE = N_(
    "the manual of {iki} changed {parts} by itself, but the SKP shows that too; write there what the SKP shows, or "
    "change both by an adendum"
)


@revision_rule(basis=BASIS, added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each IKI whose manual alone changed what the SKP shows."""
    for folder, _, _ in revision.bound():
        for old, _ in folder.kept_indicators():
            for edit in folder.manual_edits.get(old.kode, ()):
                if edit.field in SHOWN and not folder.mirrored(edit) and not folder.agrees(edit):
                    told: dict[str, Value] = {"iki": old.kode, "parts": (edit.field_and_period,)}
                    of = folder.before.name_of(manual_name(old.kode))
                    yield edit.problem(MESSAGE, told, of=of, undo=[AsShown(folder.name, old.kode, edit.field)])
