"""Exemptions: recorded, approved passes for single findings, in `records/pengecualian.yaml`, and what became of each.

One is matched by code, file and what it is about (IKI, period), or by the finding's fingerprint; never by the text of
a message, a line or a position in the file. One of a rule on changes passes one change alone, from one value to
another. It counts between its days, by an approver who may give it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from skpkit.findings import Binding, Finding, Location, OldNew, Problem
from skpkit.model.nip import digits, nip_flaw
from skpkit.model.paths import dossier_path, identity_of, nip_in
from skpkit.model.people import spelled
from skpkit.model.periods import FORM_ORDER
from skpkit.model.records import Dialogue, Manual, Record, Skp, same
from skpkit.model.settings import SIGNING_ROLES, Settings
from skpkit.source.schemas import EXEMPTIONS_KIND, accepts
from skpkit.source.yamlfile import Document, read

if TYPE_CHECKING:
    from skpkit.model.signers import SignatureFlaw, Signers

# open: without what an exemption of a rule on changes must say; early, over: not between its days; mistyped: an NIP
# that cannot be true; own: by the employee himself; unlisted: by somebody whom the settings do not let approve;
# unsigned: without the signature that the settings ask for
ExemptionFlaw: TypeAlias = Literal["open", "early", "over", "mistyped", "own", "unlisted", "unsigned"]
EXEMPTION_APPROVER = SIGNING_ROLES[-1]
AUTHORITY = "SKP4"  # the hundred of the rules on who may decide, which an unsigned exemption would be a way around
Binds: TypeAlias = Callable[[str], Binding | None]


class Exemption(NamedTuple):
    """One entry. An empty `path`, `iki` or `period` was not given; `approver` is an NIP as it was written.

    `binds` is what of a change it passes, and `values` from what to what; None where its rule reads no change.
    The approver is told by `approver_name`, the name that is known of him, whatever name is `written` beside the NIP.
    `signed` are the bytes that its `signature`, empty without one, is over; `flaw` is what is wrong with that.
    """

    code: str
    path: str
    iki: str
    period: str
    fingerprint: str
    binds: Binding | None
    values: OldNew | None
    since: date
    until: date | None
    approver: str
    at: Callable[..., Location]
    signature: str = ""
    signed: bytes = b""
    flaw: SignatureFlaw | None = None
    reason: str = ""
    basis: str = ""
    approver_name: str = ""
    written: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """What tells it apart from others."""
        named = (self.code, self.fingerprint) if self.fingerprint else (self.code, self.path, self.iki, self.period)
        return (*named, *map(_written_alike, self.values or ()))

    @property
    def beneficiary(self) -> str:
        """The NIP of the employee whose file it names, where it names one."""
        return nip_in(self.path)

    def names(self, finding: Finding) -> bool:
        """Whether a finding is what it is made for, whatever became of the values."""
        if finding.code != self.code:
            return False
        if self.fingerprint:
            return finding.fingerprint == self.fingerprint
        problem = finding.problem
        if self.path not in {problem.at.path} | ({problem.was.path} if problem.was else set()):
            return False
        if self.binds:
            return (self.iki, self.period) == subject_of(problem)
        return {self.iki, self.period} - {""} <= set(problem.about)

    def gives(self, values: OldNew) -> bool:
        """Whether it is made for a change from one value to another."""
        return self.values is not None and all(map(same, self.values, values))

    def flaws(self, settings: Settings, today: date, finding: Finding | None = None) -> frozenset[ExemptionFlaw]:
        """Why it passes nothing on a day; with a finding that it names, why it does not pass that one."""
        places = [each.path for each in (finding.problem.was, finding.problem.at) if each] if finding else [self.path]
        employees = {*map(nip_in, places), identity_of(finding.dossier).nip if finding else ""} - {""}
        flaws: dict[ExemptionFlaw, bool] = {
            "open": self.binds is not None and (self.values is None or self.until is None),
            "early": today < self.since,
            "over": self.expired(today),
            "mistyped": nip_flaw(self.approver) is not None,
            "own": digits(self.approver) in employees,
            "unlisted": not may_approve(settings, digits(self.approver), places[0], self.binds),
            "unsigned": self.must_be_signed(settings, self.since) and not self.is_signed,
        }
        return frozenset(flaw for flaw, holds in flaws.items() if holds)

    @property
    def is_signed(self) -> bool:
        """Whether its approver signed it."""
        return bool(self.signature) and self.flaw is None

    def must_be_signed(self, settings: Settings, day: date, *, grace: bool = False) -> bool:
        """Whether the settings ask for its signature as of a day, with `grace` for those dated back a little. One that
        would pass a missing signature has to have one wherever a signers file is named."""
        demand, days = settings.demand, settings.days_back if grace else -1
        if settings.signers and self.of_authority:
            return True
        return demand is not None and EXEMPTION_APPROVER in demand.roles and (day - demand.since).days > days

    @property
    def misnamed(self) -> bool:
        """Whether a name is written for its approver that is another than is known; titles and parts make none."""
        known, there = (set(re.findall(r"\w+", spelled(each))) for each in (self.approver_name, self.written))
        return bool(there) and not (known <= there or there <= known)

    @property
    def of_authority(self) -> bool:
        """Whether it is of a rule on who may decide."""
        return self.code.startswith(AUTHORITY)

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today

    def landed(self, oid: str | None, record: Record | None) -> bool:
        """Whether a state holds what it passes: the content and the record of the file that it names."""
        if not self.binds or not self.values or not self.path:
            return False
        if self.binds != "cell":
            return self.values.new == oid
        return any(same(self.values.new, each) for each in _cell_values(record, self.iki, self.period))


def _written_alike(value: float | str | None) -> str:
    """A value as a text that is the same however a file writes it: 5 and 5.0 are."""
    return str(float(value)) if isinstance(value, int | float) else str(value)


def subject_of(problem: Problem) -> tuple[str, str]:
    """The IKI and the period that a problem is about, each empty where it is about none."""
    iki = problem.told.get("iki")
    about = list(problem.about)
    if isinstance(iki, str) and iki in about:
        about.remove(iki)
    else:
        iki = ""
    return iki, next((each for each in about if each in FORM_ORDER), "")


def may_approve(settings: Settings, nip: str, path: str, binds: Binding | None) -> bool:
    """Whether somebody may approve an exemption of what lies at a path, bound so: where the settings list reviewers or
    approvers of exemptions, one of them, for that unit or one above it. Without a path one of any unit. A change of
    what signatures rest on is passed by those alone who could sign it."""
    if binds == "ground":
        return any(digits(each.nip) == nip for each in settings.reviewers)
    listed = (*settings.reviewers, *settings.exemption_approvers)
    unit = _unit_of(path, settings.records) if path else None
    return not listed or any(digits(each.nip) == nip and (unit is None or each.reviews(unit)) for each in listed)


def _unit_of(path: str, root: str) -> str:
    """The unit folder below the year that a path lies in."""
    found = dossier_path(path, root)
    folder = (found.folder if found else path).rpartition("/")[0]
    below = folder.removeprefix(root).strip("/") if root != "." else folder
    return below.partition("/")[2]


def _cell_values(record: Record | None, iki: str, period: str) -> list[float | str | None]:
    """What a record says of a cell: its target, its ukuran or its realisasi; nothing of another IKI."""
    if isinstance(record, Dialogue):
        lines = [each.value for each in record.lines if (each.iki, each.periode) == (iki, period)]
        return [*lines] if lines else [None]
    if isinstance(record, Manual):
        return [record.target.get(period) if period else record.data.get("ukuran")] if record.kode == iki else []
    if isinstance(record, Skp):
        found = record.indicator(iki)
        return [(found.target.get(period) if period else found.ukuran) if found else None]
    return []


def exemptions_in(path: str, content: bytes, binds: Binds) -> tuple[Exemption, ...]:
    """The exemptions in a file; none where it is not as its schema wants it. `binds` tells of a code what an exemption
    of its rule is bound to."""
    document = read(content)
    if not is_accepted(document):
        return ()
    entries = enumerate(document.data["pengecualian"])
    return tuple(_exemption(each, binds, partial(_at, path, document, nth)) for nth, each in entries)


def is_accepted(document: Document) -> bool:
    """Whether a file of exemptions could be read, and is as its schema wants it."""
    return not document.slips and accepts(EXEMPTIONS_KIND, document.data)


def _at(path: str, document: Document, nth: int, *keys: str) -> Location:
    return Location(path, *document.span(("pengecualian", nth, *keys)))


def _exemption(data: dict[str, Any], binds: Binds, at: Callable[..., Location]) -> Exemption:
    from skpkit.model.signable import signed_of_exemption

    about = data.get("tentang", {})
    values = data.get("nilai")
    until = data.get("berlaku_sampai")
    return Exemption(
        code=data["kode"],
        path=data.get("berkas", ""),
        iki=about.get("iki", ""),
        period=about.get("periode", ""),
        fingerprint=data.get("sidik", ""),
        binds=binds(data["kode"]),
        values=OldNew(values["semula"], values["menjadi"]) if values else None,
        since=date.fromisoformat(data["tanggal"]),
        until=date.fromisoformat(until) if until else None,
        approver=data["disetujui"]["nip"],
        at=at,
        signature=data["disetujui"].get("tanda_tangan", ""),
        signed=signed_of_exemption(data),
        reason=data.get("alasan", ""),
        basis=data.get("dasar", ""),
        approver_name=data["disetujui"].get("nama", ""),
        written=data["disetujui"].get("nama", ""),
    )


def verified(exemption: Exemption, signers: Signers | None) -> Exemption:
    """The exemption with what is wrong with its signature, by a list of signers."""
    if not signers or not exemption.signature:
        return exemption
    from skpkit.model.signers import principal_of

    who = principal_of(exemption.approver)
    return exemption._replace(flaw=signers.flaw(who, exemption.since, exemption.signed, exemption.signature))


class Exemptions(NamedTuple):
    """The exemptions of a state, held against its findings on a day, by settings.

    `used` are those that passed one, `own` those that would have if the employee had not approved them himself. Of
    those in `silent` nobody can say whether they are of use, since what they name was not judged; those in `landed`
    passed a change that the state holds. Those in `brought` came with the change that is judged.
    """

    entries: tuple[Exemption, ...]
    today: date
    settings: Settings
    used: frozenset[Exemption] = frozenset()
    own: frozenset[Exemption] = frozenset()
    silent: frozenset[Exemption] = frozenset()
    landed: frozenset[Exemption] = frozenset()
    brought: frozenset[Exemption] = frozenset()


class Divided(NamedTuple):
    """Findings that stand, those that an exemption passes, and what became of the exemptions."""

    stand: list[Finding]
    passed: list[Finding]
    exemptions: Exemptions


def divided(findings: Iterable[Finding], exemptions: Sequence[Exemption], today: date, settings: Settings) -> Divided:
    """The findings that stand, and those that exemptions pass on that day.

    A finding on a change passes where each change of a value that it tells has an exemption.
    """
    stand: list[Finding] = []
    passed: list[Finding] = []
    used: set[Exemption] = set()
    own: set[Exemption] = set()
    for finding in findings:
        fit = [each for each in exemptions if each.names(finding)]
        own.update(each for each in fit if "own" in each.flaws(settings, today, finding))
        good = passes_for(finding, exemptions, today, settings)
        used.update(good)
        (passed if good else stand).append(finding)
    return Divided(stand, passed, Exemptions(tuple(exemptions), today, settings, frozenset(used), frozenset(own)))


def passes_of(
    passed: Iterable[Finding], exemptions: Sequence[Exemption], today: date, settings: Settings
) -> dict[str, tuple[Exemption, ...]]:
    """The exemptions that pass each of some findings on a day, by its fingerprint."""
    return {each.fingerprint: tuple(passes_for(each, exemptions, today, settings)) for each in passed}


def passes_for(finding: Finding, exemptions: Sequence[Exemption], today: date, settings: Settings) -> list[Exemption]:
    """The exemptions that pass a finding on a day; none where it stands."""
    fit = [each for each in exemptions if each.names(finding)]
    return passing(finding, [each for each in fit if not each.flaws(settings, today, finding)])


def passing(finding: Finding, good: Sequence[Exemption]) -> list[Exemption]:
    """Those of some exemptions in force, made for a finding, that pass it together; none where a value is left over."""
    values = finding.problem.moved
    bound = [each for each in good if each.binds]
    if not bound:
        return list(good)
    giving = [each for each in bound if any(map(each.gives, values))]
    return giving if values and all(any(each.gives(value) for each in giving) for value in values) else []
