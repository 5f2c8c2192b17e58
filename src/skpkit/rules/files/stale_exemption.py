"""An exemption has not expired, and still passes a finding.

An exemption is a reviewed exception for one finding. When its day is over the finding counts again; when the finding
is gone, the entry only hides a later one of its kind. Whether one for a revision rule (3xx, 4xx) is of use a single
state cannot show, so of those only expired ones are told.

Silent of an exemption that passes nothing since its approver may not give it: SKP403 tells it.

**Fix:** take the entry out, or have it approved anew with a later `berlaku_sampai`.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.exemptions import Exemptions
from skpkit.model.nip import is_nip
from skpkit.rules._rule import exemption_rule

EXPIRED = N_("this exemption of {code} ended on {day}; take it out, or have it approved anew")
UNUSED = N_("this exemption of {code} matches no finding; take it out, or mend what it names")


@exemption_rule(basis="T", severity=Severity.WARNING)
def rule(exemptions: Exemptions) -> Iterator[Problem]:
    """Each exemption that has expired, or that nothing needs."""
    settled = exemptions.used | exemptions.own | exemptions.silent
    for each in exemptions.entries:
        if each.expired(exemptions.today):
            told = {"code": each.code, "day": each.until}
            yield Problem(each.at("berlaku_sampai"), EXPIRED, told, about=each.about)
        elif each not in settled and is_nip(each.approver) and each.code[:4] not in ("SKP3", "SKP4"):
            yield Problem(each.at("kode"), UNUSED, {"code": each.code}, about=each.about)
