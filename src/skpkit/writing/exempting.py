"""Writing an exemption: the entry for a finding, added to `pengecualian.yaml` with its comments and order kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import LEAST_MARK, Finding, OldNew
from skpkit.judge.engine import Verdict
from skpkit.messages import N_
from skpkit.model.exemptions import Exemption, exemptions_in, is_accepted, may_approve, subject_of
from skpkit.model.nip import digits, nip_flaw
from skpkit.model.paths import identity_of
from skpkit.model.settings import Settings
from skpkit.rules import EXEMPTION_RULES, binding
from skpkit.source.yamlfile import read
from skpkit.writing.editing import RecordText

TOO_SHORT = N_("a fingerprint has at least {least} signs; copy it from the report, where it stands behind the sentence")
NO_SUCH = N_(
    "no finding has the fingerprint {given}; copy it from the report, where it stands behind the sentence, and name "
    "what was judged there: --range, --each-commit, --merge-with"
)
SEVERAL = N_("several findings have a fingerprint that begins with {given}; write more of it: {found}")
NOT_FOR = N_("{code} is about the exemptions themselves and cannot be exempted; mend the entry that it names")
NOT_AN_NIP = N_("--approver is no NIP that can be true; write its 18 digits as they stand in the letter of appointment")
UNLISTED = N_(
    "--approver is not among those whom skpkit.yaml lists for this unit (`pengelola`, `penyetuju_pengecualian`), so "
    "the exemption would pass nothing; name one of them"
)
UNTRUSTED = N_(
    "--approver is not among the `pengelola` whom skpkit.yaml lists, and only one of them passes a change of what "
    "signatures rest on; name one of them"
)
OWN = N_("--approver is the employee whom the finding is about; somebody else has to approve it")
OVER = N_("--until {day} is over already; give a later day")
UNTIDY = N_("{path} is not in order, so nothing can be added to it; mend it first: skpkit check {path}")
DAYS = 90  # that an exemption counts where nobody says until when
HEADER = "jenis: pengecualian\nversi: 1\npengecualian: []\n"


class Consent(NamedTuple):
    """Who approved an exemption, why and on what basis, and its last day."""

    nip: str
    name: str
    post: str
    reason: str
    basis: str
    until: date | None

    def complete(self, settings: Settings, finding: Finding, today: date) -> Consent:
        """It with a last day, and with name and post of an approver whom the settings list.

        Raises WrongUsage where it cannot pass the finding.
        """
        if finding.code in EXEMPTION_RULES:
            raise WrongUsage(NOT_FOR, code=finding.code)
        nip = digits(self.nip)
        if nip_flaw(nip):
            raise WrongUsage(NOT_AN_NIP)
        if nip == identity_of(finding.dossier).nip:
            raise WrongUsage(OWN)
        binds = binding(finding.code)
        if not may_approve(settings, nip, (finding.problem.was or finding.problem.at).path, binds):
            raise WrongUsage(UNTRUSTED if binds == "ground" else UNLISTED)
        until = self.until or min(today, date.max - timedelta(DAYS)) + timedelta(DAYS)
        if until < today:
            raise WrongUsage(OVER, day=until)
        those = (*settings.reviewers, *settings.exemption_approvers)
        listed = next((each for each in those if digits(each.nip) == nip), None)
        name, post = (listed.nama, listed.jabatan) if listed else ("", "")
        return self._replace(nip=nip, name=self.name or name, post=self.post or post, until=until)


class Judge(NamedTuple):
    """A way to judge, with more exemptions than there are, and by which settings it does."""

    verdict: Callable[[Sequence[Exemption]], Verdict]
    settings: Settings


class Written(NamedTuple):
    """The file of exemptions with the entries in it, and the codes of these; none where they stood there already."""

    content: bytes
    codes: tuple[str, ...]


def named(fingerprint: str, judges: Sequence[Judge]) -> tuple[Finding, Judge, Verdict]:
    """The finding with that fingerprint, or the beginning of it, and who found it: the first who did, and rather among
    what stands than among what passes already. Raises WrongUsage where there is none, or more than one."""
    given = fingerprint.strip().strip("[]").lower()
    if len(given) < LEAST_MARK:
        raise WrongUsage(TOO_SHORT, least=LEAST_MARK)
    verdicts = [(judge, judge.verdict(())) for judge in judges]
    standing = [(each, group) for each in verdicts for group in (each[1].findings, each[1].known)]
    for (judge, verdict), group in (*standing, *((each, each[1].exempted) for each in verdicts)):
        found = {each.fingerprint: each for each in group if each.fingerprint.startswith(given)}
        if len(found) > 1:
            raise WrongUsage(SEVERAL, given=given, found=tuple(found))
        if found:
            return next(iter(found.values())), judge, verdict
    raise WrongUsage(NO_SUCH, given=fingerprint)


def written(
    content: bytes | None,
    path: str,
    named_by: tuple[Finding, Judge, Verdict],
    consent: Consent,
    today: date,
    *,
    with_also: bool,
) -> Written:
    """The file of exemptions with those of a finding, and with `with_also` those of what it spoke for: what is found
    once it passes, and was not before.

    Raises WrongUsage where it could not pass, and SkpkitError for a file that is not in order.
    """
    first, judge, verdict = named_by
    text, codes = content, list[str]()
    told = {each.fingerprint for each in (*verdict.findings, *verdict.known, *verdict.exempted)}
    waiting, made = [first], list[Exemption]()
    while waiting:
        finding = waiting.pop(0)
        if finding in verdict.exempted:
            continue
        complete = consent.complete(judge.settings, finding, today)
        for values in finding.problem.moved or (None,):
            standing = exemptions_in(path, text, binding) if text else ()
            if not any(_passes(each, finding, values, judge.settings, today) for each in standing):
                text = added(text, path, entry(finding, values, complete, today))
                codes.append(finding.code)
                standing = exemptions_in(path, text, binding)
            made += [_as_signed(each) for each in standing if _passes(each, finding, values, judge.settings, today)]
        if with_also and not waiting:
            fresh = [each for each in judge.verdict(made).findings if each.fingerprint not in told]
            waiting += [each for each in fresh if each.code not in EXEMPTION_RULES]
            told |= {each.fingerprint for each in waiting}
    return Written(text or b"", tuple(codes))


def _passes(exemption: Exemption, finding: Finding, values: OldNew | None, settings: Settings, today: date) -> bool:
    """Whether an exemption that stands passes a change of a finding."""
    fits = exemption.names(finding) and not exemption.flaws(settings, today, finding) - {"unsigned"}  # that comes later
    return fits and (not exemption.binds or (values is not None and exemption.gives(values)))


def _as_signed(exemption: Exemption) -> Exemption:
    """An exemption as it is once its approver has signed it."""
    return exemption._replace(signature=exemption.signature or "-")


def entry(finding: Finding, values: OldNew | None, consent: Consent, today: date) -> dict[str, Any]:
    """The entry: matched by the fingerprint and the values, with file, IKI and period for its readers."""
    iki, period = subject_of(finding.problem)
    approver = {"nip": consent.nip, "nama": consent.name, "jabatan": consent.post}
    made = {
        "kode": finding.code,
        "berkas": finding.problem.at.path,
        "tentang": {key: value for key, value in {"iki": iki, "periode": period}.items() if value},
        "nilai": {"semula": values.old, "menjadi": values.new} if values else None,
        "sidik": finding.fingerprint,
        "alasan": consent.reason,
        "dasar": consent.basis,
        "disetujui": {key: value for key, value in approver.items() if value},
        "tanggal": today,
        "berlaku_sampai": consent.until,
    }
    return {key: value for key, value in made.items() if value}


def added(content: bytes | None, path: str, new: Mapping[str, Any]) -> bytes:
    """The file with one entry more, all else in it kept.

    Raises SkpkitError for a file that is not in order, or would not be.
    """
    given = content or HEADER.encode()
    if not is_accepted(read(given)):
        raise SkpkitError(UNTIDY, path=path)
    record = RecordText(path, given)
    record.append(("pengecualian",), new)
    if not is_accepted(read(record.content)):
        raise SkpkitError(UNTIDY, path=path)
    return record.content
