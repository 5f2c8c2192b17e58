"""An established SKP carries both approvals: the employee's and the appraiser's, not later than its penetapan.

An SKP is set when both have agreed on it in their dialogue. The appraiser is the one in office on that day: an
appraiser who came later by an adendum did not agree on the plan.

**Fix:** add the missing approval under `penetapan`, with its date, or set `status: rancangan` until it is given.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.dossier import Dossier
from skpkit.findings import Location, Problem
from skpkit.messages import N_, Value
from skpkit.records import APPRAISER, EMPLOYEE, Skp
from skpkit.rules._rule import dossier_rule

NO_PENETAPAN = N_("an SKP with status {status} needs `penetapan` with place, date and both approvals")
MISSING = N_("penetapan lacks the approval of the {who}; add it, or set `status: rancangan` until it is given")
OTHER = N_(
    "the approval as {who} bears another NIP than the {who} in office on {day}; let the right one approve, or "
    "record the change of appraiser as an adendum"
)
LATE = N_("the approval of the {who} is dated {given}, after penetapan on {day}; mend the date that is wrong")


@dossier_rule(basis="SP")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each approval that is missing, another's, or late."""
    for folder, skp in dossier.established():
        name = folder.name_of(skp.name)
        if skp.established_on is None:
            at = skp.key_at("status")
            yield Problem(at, NO_PENETAPAN, {"status": skp.status}, about=(name, "penetapan"))
            continue
        for who in (EMPLOYEE, APPRAISER):
            for at, message, told in _flaws(skp, who):
                yield Problem(at, message, {"who": who.replace("_", " "), **told}, about=(name, who))


def _flaws(skp: Skp, who: str) -> Iterator[tuple[Location, str, dict[str, Value]]]:
    day = skp.established_on
    assert day is not None  # noqa: S101 - asked of SKP with penetapan
    person = skp.employee if who == EMPLOYEE else skp.appraiser_on(day)
    given = [each for each in skp.approvals if each.sebagai == who]
    right = [each for each in given if not person.get("nip") or each.nip == person["nip"]]
    if not given:
        yield skp.key_at("penetapan"), MISSING, {}
    elif not right:
        yield skp.at(*given[0].path, "nip"), OTHER, {"day": day}
    elif all(each.tanggal > day for each in right):
        yield skp.at(*right[0].path, "tanggal"), LATE, {"given": right[0].tanggal, "day": day}
