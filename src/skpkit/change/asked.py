"""Which approvals a change is asked about, and what became of them: signed, not signed, or nobody has to.

One is asked about in the change that brings it, and again while what it approves may still be changed: in a draft, and
where the newest thing that was approved changes and nothing was recorded of that. So what is recorded later leaves the
signatures of what was recorded before as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from skpkit.change.edits import APPROVAL, ENTRY, LOG, Edit
from skpkit.change.folder import FolderRevision
from skpkit.change.revision import Revision
from skpkit.findings import Location
from skpkit.messages import N_, Value, in_words, tell
from skpkit.model.dossier import Dossier
from skpkit.model.nip import digits
from skpkit.model.paths import SKP_FILE
from skpkit.model.people import spelled
from skpkit.model.records import Evaluation, Manual, Skp
from skpkit.model.settings import Settings
from skpkit.model.signable import GivenApproval, approvals_given
from skpkit.model.signers import SignatureFlaw, Signers
from skpkit.source.schemas import MANUAL

Standing: TypeAlias = Literal["signed", "unsigned", "unrequired", "unverified"]
SENTENCES: Mapping[Standing, str] = {
    "signed": N_("{what}: approved by {who} on {day}, signed"),
    "unsigned": N_("{what}: approved by {who} on {day}, not signed"),
    "unrequired": N_("{what}: approved by {who} on {day}, no signature needed"),
    "unverified": N_("{what}: approved by {who} on {day}, with a signature that was not verified"),
}
BROKEN = N_("{what}: approved by {who} on {day}, with a signature that does not count")
_Thing: TypeAlias = tuple[str, str]
_BESIDE = ("status", "penetapan", "keberatan", "persetujuan")  # what an approval is not of


class AskedApproval(NamedTuple):
    """An approval that a change is asked about. `edits` are those that came upon what it approved before."""

    given: GivenApproval
    required: bool
    flaw: SignatureFlaw | None
    verified: bool
    edits: tuple[Edit, ...] = ()

    @property
    def standing(self) -> Standing:
        """Whether it is signed, and where it is not, whether it has to be; nobody knows without a signers file."""
        if self.given.approval.signature and not self.flaw:
            return "signed" if self.verified else "unverified"
        return "unsigned" if self.required or self.flaw else "unrequired"


def approvals_asked(revision: Revision) -> Iterator[AskedApproval]:
    """The approvals that a change brings, and those that it leaves without what they approved."""
    if revision.after is None or revision.renamed:
        return
    before = _before(revision)
    edits = dict(_edits(revision))
    now = list(approvals_given(revision.after))
    twice = Counter(map(_giver, now))
    for given in now:
        mine = edits.get((given.approved.name, given.approved.thing), ())
        there = before.get(_thing(given), [])
        was = next((each for each in there if _line(each) == _line(given)), None)
        if was:
            there.remove(was)  # a second line like it is another one
        elif given.approval.signature and twice[_giver(given)] > 1:
            yield _asked(revision, given)._replace(flaw="repeated")
            continue
        if was is None or (not _is_settled(revision.before, was) and _is_other(revision, was, given)):
            yield _asked(revision, given)
        elif mine and was.approval.signature and was.approved.newest and given.approved.newest:
            yield _asked(revision, given)._replace(edits=mine)


class SeenApproval(NamedTuple):
    """An approval of a change, as reports show it: of which `thing` of which record, by whom (`name` empty where no
    record tells it), in which role, on which day, and whether it is signed; `flaw` is what is wrong with a signature.
    """

    dossier: str
    at: Location
    record: str
    thing: str
    role: str
    name: str
    nip: str
    day: date
    standing: Standing
    flaw: SignatureFlaw | None
    commit: str | None = None

    @property
    def who(self) -> str:
        """Who gave it: by name, or where nothing tells that, by NIP."""
        return self.name or f"NIP {self.nip}"

    def sentence(self, lang: str, shown_as: Callable[[str], str] = str) -> str:
        """The approval in one line, the name in it as it may be shown."""
        role = in_words(self.role)
        what = self.thing if self.record == SKP_FILE else f"{self.record} {self.thing}"
        told: dict[str, Value] = {"what": what, "who": f"{shown_as(self.who)} ({role})", "day": self.day}
        return tell(BROKEN if self.flaw else SENTENCES[self.standing], told, lang)


def approvals_seen(revision: Revision) -> Iterator[SeenApproval]:
    """The approvals that a change is asked about, as reports show them."""
    for each in approvals_asked(revision):
        given, approval = each.given, each.given.approval
        assert revision.after is not None  # noqa: S101 - an approval is there
        yield SeenApproval(
            revision.after.title,
            given.approved.record.at(*approval.path),
            given.approved.name,
            given.approved.thing,
            approval.sebagai,
            _name(revision, given),
            digits(approval.nip),
            approval.tanggal,
            each.standing,
            each.flaw,
        )


def _name(revision: Revision, given: GivenApproval) -> str:
    """Whose approval it is: as the records and settings call the one of that NIP, for a signature is not over the name
    that stands beside it; as it says where they know none."""
    states = (revision.before, revision.after)
    known = {nip: name for each in states if each for nip, name in known_names(each).items()}
    return known.get(given.principal) or str(given.data.get("nama", ""))


def known_names(dossier: Dossier) -> dict[str, str]:
    """The names that records and settings have, by NIP: settings before the parties of an SKP, these before whoever
    took part in a dialogue."""
    folders = dossier.folders.values()
    people = [person for each in folders for dialogue in each.dialogues for person in dialogue.participants]
    for _, skp in dossier.plans():
        people += [each.former_appraiser for each in skp.changes if each.former_appraiser]
    people += [person for _, skp in dossier.plans() for person in (skp.employee, skp.appraiser)]
    known = {digits(str(each["nip"])): str(each["nama"]) for each in people if each.get("nip") and each.get("nama")}
    return known | names_in(dossier.settings)


def names_in(settings: Settings) -> dict[str, str]:
    """The names that settings have, by NIP."""
    return {digits(each.nip): each.nama for each in (*settings.exemption_approvers, *settings.reviewers) if each.nama}


def _asked(revision: Revision, given: GivenApproval) -> AskedApproval:
    signers, approval = revision.landing.signers, given.approval
    flaw = None
    if signers and approval.signature:
        flaw = signers.flaw(given.principal, approval.tanggal, given.signed, approval.signature)
    return AskedApproval(given, _is_required(revision, given), flaw, signers is not None)


def _is_required(revision: Revision, given: GivenApproval) -> bool:
    """Whether an approval has to be signed. Its own date alone does not say so, for anybody can write one: what it
    approves, and the day on which it comes in, less what may be dated back, count as well."""
    approval = given.approval
    days = [approval.tanggal, *([given.approved.day] if given.approved.day else [])]
    return must_be_signed(revision.settings, revision.landing.signers, approval.sebagai, max(days), revision.today)


def must_be_signed(settings: Settings, signers: Signers | None, role: str, day: date, today: date) -> bool:
    """Whether what is approved in a role has to be signed, by its day, and that on which it comes in."""
    demand = settings.demand
    if not demand or not signers or role not in demand.roles:
        return False
    return day >= demand.since or (today - demand.since).days > settings.days_back


def _before(revision: Revision) -> Mapping[_Thing, list[GivenApproval]]:
    """The approvals of the state before, by what they were of, each record by the name that it has now."""
    found: dict[_Thing, list[GivenApproval]] = {}
    now = revision.names_now
    for each in approvals_given(revision.before) if revision.before else ():
        name = now.get(each.approved.name, each.approved.name)
        found.setdefault((name, each.approved.thing), []).append(each)
    return found


def _thing(given: GivenApproval) -> _Thing:
    return given.approved.name, given.approved.thing


def _line(given: GivenApproval) -> tuple[object, ...]:
    approval = given.approval
    return approval.sebagai, given.principal, approval.tanggal, "".join(approval.signature.split()), *_named(given)


def _named(given: GivenApproval) -> tuple[str, ...]:
    return tuple(spelled(str(given.data.get(key, ""))) for key in ("nama", "jabatan"))


def _giver(given: GivenApproval) -> tuple[object, ...]:
    """Who gave it, of what, in which role and when: what one line tells, and what its signature is over."""
    return *_thing(given), given.approval.sebagai, given.principal, given.approval.tanggal


def _is_settled(dossier: Dossier | None, given: GivenApproval) -> bool:
    """Whether what was approved binds in a state, so that a change of it has to be recorded."""
    record = given.approved.record
    if isinstance(record, Evaluation):
        return record.established
    assert dossier is not None  # noqa: S101 - an approval is there
    folders = dossier.folders.values()
    skp = next(each.skp for each in folders if any(one is record for one in each.records()))
    return skp is not None and skp.established


def _is_other(revision: Revision, was: GivenApproval, given: GivenApproval) -> bool:
    """Whether what was not settled before is something else now: other data, another day of its own, or settled, for
    then an approval that needed no signature in a draft begins to bind."""
    moved = was.approved.day != given.approved.day or _is_settled(revision.after, given)
    return was.signed != given.signed or (moved and _is_required(revision, given))


def _edits(revision: Revision) -> Iterator[tuple[_Thing, tuple[Edit, ...]]]:
    """The edits of what was approved last in each record, where the change records nothing of them."""
    for folder in revision.folders:
        closing = bool(folder.skps and folder.skps[1].closed and not folder.skps[0].closed)
        after = folder.after
        if folder.binding and not folder.entries and not closing:
            assert after.skp is not None  # noqa: S101 - it binds
            for thing in _last(after.skp):
                yield (after.name_of(after.skp.name), thing), _approved(folder, folder.skp_edits)
        for kode, (_, manual) in folder.manuals.items():
            if not folder.manual_entries(kode):
                own = _approved(folder, folder.manual_edits[kode])
                yield (after.name_of(manual.name), _last(manual)[0]), own
        for period, edits in folder.evaluation_edits.items():
            name = folder.set_right.get(folder.before.evaluations[period].name, folder.before.evaluations[period].name)
            yield (after.name_of(name), "evaluasi"), _approved(folder, edits)


def _last(record: Skp | Manual) -> tuple[str, ...]:
    """What of a record was approved last."""
    if record.changes:
        return (f"{'adendum' if isinstance(record, Skp) else 'perubahan'} {record.changes[-1].nomor}",)
    return ("penetapan", "komplemen") if isinstance(record, Skp) else ("",)


def _approved(folder: FolderRevision, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Those of some edits that come upon what was approved, but for those of a manual that follow one of the SKP."""
    return tuple(
        each
        for each in edits
        if each.part not in (APPROVAL, ENTRY, LOG)
        and each.field not in _BESIDE
        and not (each.record == MANUAL and folder.mirrored(each))
    )
