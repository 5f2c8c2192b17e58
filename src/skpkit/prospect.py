"""What a command would write, judged before it is written: as a change of what lies there, and in what lands."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from skpkit import rules
from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Severity
from skpkit.judge import review as judging
from skpkit.judge.engine import Verdict
from skpkit.judge.office import Office
from skpkit.judge.workers import OnProgress, silent
from skpkit.library import review
from skpkit.source.history import Folder, Repository
from skpkit.writing.journal import Files


class Prospect(NamedTuple):
    """What is found of files that was not found before, but for approvals that others may give later: what the rules
    would not let pass (`refused`), what a reviewer will be told (`warned`), and what is said besides (`remarks`)."""

    refused: tuple[Finding, ...]
    warned: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def prospect_of(
    records: Repository | Folder, office: Office, files: Files, today: date, on_progress: OnProgress = silent
) -> Prospect:
    """What some files would bring; `on_progress` is told how far it is. Raises SkpkitError where what would be there
    cannot be judged."""
    verdict = judging.review(office, office.beside(records.planned(files)), today, on_progress=on_progress)
    for failure in verdict.failures:
        raise failure
    found = {each.fingerprint: each for each in verdict.findings}
    landing = _landing(records, files, today, on_progress)
    if landing:
        fresh = {each.fingerprint: each for each in landing.findings if each.fingerprint not in found}
        if any(each.severity is Severity.ERROR for each in fresh.values()):
            before = _landing(records, {}, today, on_progress)
            known = {each.fingerprint for each in before.findings} if before else set[str]()
            found |= {mark: each for mark, each in fresh.items() if mark not in known}
    later = rules.approval_rules()
    counted = [each for each in found.values() if each.code not in later]

    def of(severity: Severity) -> tuple[Finding, ...]:
        return tuple(each for each in counted if each.severity is severity)

    told = {each.code for each in landing.findings} if landing else None
    warned = tuple(each for each in of(Severity.WARNING) if told is None or each.code in told)
    return Prospect(of(Severity.ERROR), warned, of(Severity.INFO))


def _landing(records: Repository | Folder, files: Files, today: date, on_progress: OnProgress) -> Verdict | None:
    """The verdict on what would land; None where nobody can say on what."""
    try:
        return review(records.root, planned=files, today=today, on_progress=on_progress)
    except SkpkitError:
        return None
