"""Nobody approves an exemption of his own.

An exemption lets a finding pass that somebody is answerable for, so the approver is somebody else than the employee
whose record it is about. One by the employee passes nothing.

Silent of an NIP that cannot be true: SKP101 tells it, and such an exemption passes nothing either.

**Fix:** have the exemption approved by the appraiser or the pengelola kinerja organisasi, and write that NIP.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.exemptions import Exemptions
from skpkit.rules._rule import exemption_rule

OWN = N_("this exemption of {code} is approved by the employee whom it favours; have somebody else approve it")


@exemption_rule(basis="T", locked=True)
def rule(exemptions: Exemptions) -> Iterator[Problem]:
    """Each exemption whose approver is its employee."""
    for each in exemptions.entries:
        if each in exemptions.own or "own" in each.flaws(exemptions.settings, exemptions.today):
            yield Problem(each.at("disetujui", "nip"), OWN, {"code": each.code}, about=each.about)
