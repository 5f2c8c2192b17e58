"""A komplemen sets the SKP again as a whole; what changes in part is an adendum.

A komplemen belongs to a move, a promotion or another assignment: its results are others. Where more than half of the
RHK of the SKP that it replaces are kept as they were worded, the plan was changed in part, which an adendum does
without closing the SKP.

**Fix:** record an adendum in the SKP that stands; where it is a komplemen all the same, say so in its `alasan`.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.change.revision import Revision
from skpkit.findings import Evidence, Problem, Severity
from skpkit.messages import N_
from skpkit.model.records import Result, Skp
from skpkit.rules._rule import cite, own, revision_rule

BASIS = (
    cite(
        "djkn-2023",
        N_("on the SKP Komplemen"),
        N_("it sets the SKP again, since all of it changed against the one of the year's start"),
    ),
    own(
        N_("where more than half of the RHK stay, not all of it changed"),
    ),
)

MESSAGE = N_(
    "this komplemen keeps {kept} of the {all} RHK of the SKP that it replaces ({rhk}); if only a part changes, record "
    "an adendum there instead"
)


@revision_rule(basis=BASIS, severity=Severity.WARNING, added="unread")
def rule(revision: Revision) -> Iterator[Problem]:
    """Each komplemen that was brought or set, and keeps more than half of the RHK that it replaces."""
    for folder, before, _ in revision.bound():
        complement = revision.complement_of(folder, new=True)
        kept = _kept(before, complement) if complement else []
        if complement and 2 * len(kept) > len(before.results):
            assert revision.after is not None  # noqa: S101 - the komplemen is in it
            yield Problem(
                complement.key_at("komplemen"),
                MESSAGE,
                {"kept": len(kept), "all": len(before.results), "rhk": tuple(each.kode for each in kept)},
                evidence=tuple(Evidence(before.at(*each.path, "rencana"), "before") for each in kept),
                about=(revision.after.below(complement.path)[1:], "komplemen"),
            )


def _kept(before: Skp, complement: Skp) -> list[Result]:
    """The RHK of the SKP before whose wording the komplemen has too, under whatever code."""
    worded = {each.data["rencana"] for each in complement.results}
    return [each for each in before.results if each.data["rencana"] in worded]
