"""Nobody approves an exemption of his own.

An exemption lets a finding pass that somebody is answerable for, so the approver is somebody else than the employee
whose record it is about. One by the employee, or by an NIP that cannot be told to be another's, passes nothing.

**Fix:** have the exemption approved by the appraiser or the pengelola kinerja organisasi, and write that NIP.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.exemptions import Exemptions
from skpkit.model.nip import digits, is_nip
from skpkit.rules._rule import exemption_rule

OWN = N_("this exemption of {code} is approved by the employee whom it favours; have somebody else approve it")
NOBODY = N_(
    "the approver of this exemption of {code} cannot be told: an NIP has 18 digits; write it in full, in quotes"
)


@exemption_rule(basis="T", locked=True)
def rule(exemptions: Exemptions) -> Iterator[Problem]:
    """Each exemption whose approver is its employee, or is nobody that can be told."""
    for each in exemptions.entries:
        told = {"code": each.code}
        if not is_nip(each.approver):
            yield Problem(each.at("disetujui", "nip"), NOBODY, told, about=each.about)
        elif each in exemptions.own or digits(each.approver) == each.beneficiary:
            yield Problem(each.at("disetujui", "nip"), OWN, told, about=each.about)
