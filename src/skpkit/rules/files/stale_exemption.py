"""An exemption has not expired, and still passes a finding.

An exemption is a reviewed exception for one finding. When its day is over the finding counts again; when the finding
is gone, the entry only hides a later one of its kind. One of a rule on changes (3xx) passes one change alone: it says
in `nilai` from what to what, and in `berlaku_sampai` until when; whether it is of use one state cannot show, and one
that was used and has ended is a note. Where the settings list who may approve, it is approved by one of them; one of
SKP402 by a pengelola always.

Silent of an exemption by one who may not approve it (SKP403), or whose NIP cannot be true (SKP101).

**Fix:** take the entry out, or have it approved anew, with all that it needs (`skpkit exempt`).
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.exemptions import Exemption, Exemptions
from skpkit.rules._rule import exemption_rule, own

BASIS = (
    own(
        N_("an exemption is an office's own decision on one finding; no regulation knows it, so it is bounded"),
    ),
)

EXPIRED = N_("this exemption of {code} ended on {day}; take it out, or have it approved anew")
EARLY = N_("this exemption of {code} counts only from {day} on; mend `tanggal` if that is wrong")
UNUSED = N_("this exemption of {code} matches no finding; take it out, or mend what it names")
OPEN = N_(
    "this exemption of {code} passes nothing: one of a change needs `nilai` (from what to what) and `berlaku_sampai`; "
    "`skpkit exempt` writes both"
)
UNLISTED = N_(
    "this exemption of {code} passes nothing: its approver is not among those whom skpkit.yaml lists for this unit "
    "(`pengelola`, `penyetuju_pengecualian`); have one of them approve it"
)
UNTRUSTED = N_(
    "this exemption of {code} passes nothing: what signatures rest on is passed by nobody but a `pengelola` whom "
    "skpkit.yaml lists; have one of them approve it"
)


@exemption_rule(basis=BASIS, severity=Severity.WARNING)
def rule(exemptions: Exemptions) -> Iterator[Problem]:
    """Each exemption that has expired, that passes nothing, or that nothing needs."""
    for each in exemptions.entries:
        if found := _stale(exemptions, each):
            key, message = found
            told = {"code": each.code, "day": each.until if message == EXPIRED else each.since}
            yield Problem(each.at(*key), message, told, about=each.about)


def _stale(exemptions: Exemptions, each: Exemption) -> tuple[tuple[str, ...], str] | None:
    """Where and what is wrong with an exemption."""
    flaws = each.flaws(exemptions.settings, exemptions.today)
    if "open" in flaws:
        return ("kode",), OPEN
    if "over" in flaws:
        return None if each in exemptions.landed else (("berlaku_sampai",), EXPIRED)
    if flaws & {"own", "mistyped", "unsigned"} or each in exemptions.own:
        return None
    if "unlisted" in flaws:
        return ("disetujui", "nip"), UNTRUSTED if each.binds == "ground" else UNLISTED
    if "early" in flaws:
        return ("tanggal",), EARLY
    if each in exemptions.used | exemptions.silent or each.binds or each.code.startswith("SKP4"):
        return None
    return ("kode",), UNUSED
