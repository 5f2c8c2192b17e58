"""Nobody approves an exemption of his own, and who approves one signs it where the settings ask for that.

An exemption lets a finding pass that somebody is answerable for, so the approver is somebody else than the employee
whose record it is about. One by the employee passes nothing. Where `tanda_tangan` in the settings asks for the
signature of the `penyetuju_pengecualian`, the approver signs the entry, in `disetujui`, by a key that the signers file
lists for that NIP; one without it passes nothing either. One of a rule on who may decide (4xx) is always signed where
the settings name a signers file.

The approver is told under the name that settings or records know for the NIP, since no signature is over the name that
stands beside it; where the entry says another, that is a warning.

Silent of an NIP that cannot be true: SKP101 tells it, and such an exemption passes nothing either.

**Fix:** have the exemption approved by the appraiser or the pengelola kinerja organisasi, and write that NIP; a missing
signature is given with `skpkit approve records/pengecualian.yaml --sign KEY`.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model.exemptions import Exemption, Exemptions
from skpkit.rules._rule import exemption_rule, own
from skpkit.rules.authority._told import SENTENCES

BASIS = (
    own(
        N_("who gains by an exemption does not judge it"),
    ),
)

OWN = N_("this exemption of {code} is approved by the employee whom it favours; have somebody else approve it")
UNSIGNED = N_(
    "this exemption of {code} passes nothing: its approver did not sign it, which `tanda_tangan` in skpkit.yaml asks "
    "for since {since}; let that person sign: skpkit approve {path} --entry {nth} --sign KEY"
)
ALWAYS = N_(
    "this exemption of {code} passes nothing: its approver did not sign it, and one of a rule on who may decide is "
    "always signed; let that person sign: skpkit approve {path} --entry {nth} --sign KEY"
)
MISNAMED = N_(
    "this exemption of {code} names {name} as its approver, but settings or records call the one of that NIP {known}, "
    "and reports do so too; write that name, or the NIP of who approved it"
)


@exemption_rule(basis=BASIS, locked=True)
def rule(exemptions: Exemptions) -> Iterator[Problem]:
    """Each exemption whose approver is its employee, is named otherwise, or did not sign it."""
    for nth, each in enumerate(exemptions.entries, 1):
        if each in exemptions.own or "own" in each.flaws(exemptions.settings, exemptions.today):
            yield Problem(each.at("disetujui", "nip"), OWN, {"code": each.code}, about=each.about)
            continue
        if each.misnamed:
            yield _misnamed(each)
        if problem := _unsigned(exemptions, each, nth):
            yield problem


def _misnamed(each: Exemption) -> Problem:
    told: dict[str, Value] = {"code": each.code, "known": each.approver_name, "name": each.written}
    about = (*each.about, "nama")
    return Problem(each.at("disetujui", "nama"), MISNAMED, told, about=about, severity=Severity.WARNING)


def _unsigned(exemptions: Exemptions, each: Exemption, nth: int) -> Problem | None:
    settings, today = exemptions.settings, exemptions.today
    required = each.must_be_signed(settings, each.since)
    if not required and each in exemptions.brought:  # a date before that day lets nobody off who comes later
        required = each.must_be_signed(settings, today, grace=True)
    if each.is_signed or not (required or each.flaw):
        return None
    told: dict[str, Value] = {"code": each.code, "path": settings.exemptions, "nth": nth, "day": each.since}
    told |= {"since": settings.demand.since if settings.demand else None, "what": f"{settings.exemptions} {nth}"}
    message = SENTENCES[each.flaw] if each.flaw else ALWAYS if each.of_authority else UNSIGNED
    at = each.at("disetujui", *(["tanda_tangan"] if each.flaw else ["nip"]))
    severity = None if required else Severity.WARNING
    return Problem(at, message, told, about=(*each.about, "tanda_tangan"), severity=severity)
