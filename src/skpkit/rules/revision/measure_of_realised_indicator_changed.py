"""What an IKI with a realisation measures stays comparable.

Name, aspect, unit, formula, definition and source of data say what the number means. If they change after
a value was recorded, old and new values may mean different things. A reviewer should see that.

Silent of a change that no entry of `perubahan` declares: SKP305 and SKP309 tell it.

**Fix:** make sure that the values stay comparable, or end this IKI and plan a new one.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.revision import Revision
from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Adendum"),
        N_("it does not revise the target and achievement of an IKI that has a realisation"),
    ),
    own(
        N_("measured otherwise, a value that stays may mean something else, which a reviewer should see"),
    ),
)

MESSAGE = N_(
    "{parts} of {iki} changed, but {dialogue} line {line} records a realisation ({value}); make sure that old and "
    "new values stay comparable"
)
MEASURE = ("nama", "aspek", "satuan", "formula", "definisi", "sumber_data")


@revision_rule(basis=BASIS, severity=Severity.WARNING, added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each realised IKI whose measure changed, one problem an IKI."""
    for folder, before, _ in revision.bound():
        for old, _ in folder.kept_indicators():
            proofs = folder.proofs_of(old.kode)
            edits = (*folder.skp_edits, *folder.manual_edits.get(old.kode, ()))
            for edit in edits if proofs else ():
                if edit.iki == old.kode and edit.field in MEASURE:
                    proof = proofs[-1]
                    told = {"iki": old.kode, "parts": (edit.field_and_period,), **proof.told}
                    of = folder.before.name_of(before.name)
                    yield edit.problem(MESSAGE, told, old.kode, of=of, evidence=[proof.evidence])
