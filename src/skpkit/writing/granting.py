"""Who approves what of a record: the line of the approval, what its signature is over, and the text with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.judge.office import Office
from skpkit.messages import N_
from skpkit.model.awaited import awaited_approvals
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.exemptions import EXEMPTION_APPROVER, is_accepted
from skpkit.model.files import load_file
from skpkit.model.nip import digits, nip_flaw
from skpkit.model.people import who
from skpkit.model.records import (
    APPRAISER,
    DRAFT,
    EMPLOYEE,
    REVIEWER,
    Amendment,
    Approval,
    Evaluation,
    Manual,
    Record,
    Skp,
    same,
)
from skpkit.model.signable import Approved, GivenApproval, approvals_given, signed_of_exemption, things_to_approve
from skpkit.model.signers import SignatureFlaw, fingerprint_of, principal_of, signers_in
from skpkit.model.soundness import soundness
from skpkit.model.sshsig import signature_in
from skpkit.source.tree import FILE_MODES, Entry
from skpkit.source.yamlfile import Path, read
from skpkit.writing.editing import UNTIDY, RecordText

ROLES = (EMPLOYEE, APPRAISER, REVIEWER, EXEMPTION_APPROVER)

NO_RECORD = N_("{path} is no record of a dossier here; name an SKP, a manual, an evaluasi, or the file of exemptions")
UNREADABLE = N_("{path} cannot be read as the record that it should be; mend it first: skpkit check {path}")
NOTHING = N_("{path} has nothing that is approved; in a manual that is an entry of `perubahan`, so record it first")
NO_ENTRY = N_("{path} has no {entry} that is approved; --entry is one of: {known}")
NO_ROLE = N_("say as whom you approve: --as {known}")
WRONG_ROLE = N_("{path} is not approved as {role}; --as is one of: {known}")
NOT_AN_NIP = N_("--nip is no NIP that can be true; write its 18 digits as they stand in the letter of appointment")
NOBODY = N_(
    "nothing here says who approves as {role}; give the NIP: --nip, or of an appraiser without one --name and --post"
)
AHEAD = N_("--date {day} lies ahead; an approval is dated on the day on which it is given")
EARLY = N_(
    "an approval of {day} would be older than {dialogue} of {held}, in which this was agreed; give the day on which it "
    "was given"
)
UNSET = N_(
    "an approval of {day} would be older than the penetapan of the SKP on {held}, which this changes; give the day on "
    "which it was given"
)
NOT_OVER = N_(
    "an approval of {day} would be older than {end}, the last day of what this evaluasi of {period} rates; give the "
    "day on which it was given"
)
REFUSED = N_(
    "{path} would be no valid record with this approval; --name and --post are one line each, and not too long"
)
WHICH = N_("{path} has {count} exemptions without a signature; say which: --entry and its number in the file")
NO_EXEMPTIONS = N_("{path} holds no exemption yet; write one first: skpkit exempt FINGERPRINT")
SIGN_IT = N_("an exemption names its approver already, who has to sign it: --sign KEY")
NOT_THEIR_KEY = N_(
    "by line {line} of {path} this key is not of the one who would approve, so nothing was written; the one who "
    "approves signs with a key of their own, or --nip says who that is"
)
NOT_WHO = N_(
    "whoever is named here does not approve {path} as {role}; who does, is known without --nip, --name and --post: "
    "skpkit approve {path} --as {role}"
)
NO_REVIEWER = N_(
    "the employee, an appraiser, and where skpkit.yaml lists pengelola whoever is not among them, does not approve "
    "{path} as {role}; let a pengelola do it: skpkit approve {path} --as {role} --nip NIP"
)
ANOTHER = N_("exemption {nth} is approved by somebody else; the person who is named there has to sign it")

SIGNATURE = "tanda_tangan"
_APPROVALS = "persetujuan"
_SETTLED_BY_BOTH = dict.fromkeys(("penetapan", "evaluasi"), (EMPLOYEE, APPRAISER))
_RENEWED = frozenset({"tanggal", SIGNATURE})

ApprovalLine: TypeAlias = Mapping[str, str]
Signer: TypeAlias = Callable[[bytes], str]


class GrantAsked(NamedTuple):
    """What is asked for: in which role, of which entry, who approves, and when; empty where it follows from the
    record."""

    role: str | None
    entry: str | None
    nip: str
    name: str
    post: str
    day: date | None
    today: date


class Granted(NamedTuple):
    """A record with an approval in it, of what, and the key that signed; no `content` where there is nothing to add.
    `flaw` is why the signature does not count by the signers file that lies beside it. Of a draft, `established` is the
    day on which the last one that it needs was given, and `awaited` are the roles that have yet to approve it."""

    content: bytes
    thing: str
    fingerprint: str = ""
    flaw: SignatureFlaw | None = None
    established: date | None = None
    awaited: tuple[str, ...] = ()


def grant(office: Office, path: str, content: bytes, asked: GrantAsked, signer: Signer | None) -> Granted:
    """Approve what a record records, its file holding `content`.

    Raises WrongUsage for what cannot be, and SkpkitError for a record that cannot be read or written.
    """
    if asked.nip and nip_flaw(digits(asked.nip)):
        raise WrongUsage(NOT_AN_NIP)
    if asked.day and asked.day > asked.today:
        raise WrongUsage(AHEAD, day=asked.day)
    if path == office.settings.exemptions:
        if not content:
            raise SkpkitError(NO_EXEMPTIONS, path=path)
        return _exemption(office, path, content, asked, signer)
    dossier = office.dossier_at(path)
    file = dossier.file_of(path) if dossier else None
    if dossier is None or file is None:
        raise SkpkitError(NO_RECORD, path=path)
    record = load_file(Entry(path, file.mode, file.oid), content, dossier.path).record
    if file.record is None or record is None or not same(record.data, file.record.data):
        raise SkpkitError(UNREADABLE, path=path)
    return _approved(office, dossier, file.record, content, asked, signer)


def _approved(
    office: Office, dossier: Dossier, record: Record, content: bytes, asked: GrantAsked, signer: Signer | None
) -> Granted:
    folder = next(each for each in dossier.folders.values() if any(one is record for one in each.records()))
    thing = _thing(things_to_approve(dossier, folder, record), asked.entry, record.path, _waiting(dossier, asked))
    if asked.role is None:
        raise WrongUsage(NO_ROLE, known=ROLES[:-1])
    if asked.role not in ROLES[:-1]:
        raise WrongUsage(WRONG_ROLE, path=record.path, role=asked.role, known=ROLES[:-1])
    there = [each for each in approvals_given(dossier) if each.approved == thing]
    line = approval_line(office, dossier, folder, asked, _standing(there, asked) if signer else {})
    _assure_entitled(office, dossier, folder.skp, record.path, asked.role, _principal(line))
    own = (asked.role, _principal(line))
    mine = next((each for each in there if (each.approval.sebagai, each.principal) == own), None)
    if mine and (signer is None or (mine.approval.signature and not asked.day and _holds(office, mine))):
        return Granted(b"", thing.thing)
    unsigned = mine.approval.tanggal if mine and not mine.approval.signature else None
    day = asked.day or unsigned or asked.today
    _assure_follows(dossier, folder, thing, day)
    line = {**line, "tanggal": day.isoformat()}
    signed = thing.signed(Approval(asked.role, line.get("nip", ""), day, (), who(line)))
    made = Granted(b"", thing.thing)
    if signer:
        armour = signer(signed)
        line[SIGNATURE] = armour
        flaw = _flaw(office, _principal(line), day, signed, armour)
        made = made._replace(fingerprint=_fingerprint(armour), flaw=flaw)
    nth = int(mine.approval.path[-1]) if mine else None
    text = RecordText(record.path, content)
    write_approval(text, thing.path, line, nth, day)
    if record.data.get("status") == DRAFT and thing.thing in _SETTLED_BY_BOTH:
        days = {each.approval.sebagai: each.approval.tanggal for each in there} | {asked.role: day}
        made = made._replace(awaited=tuple(each for each in _SETTLED_BY_BOTH[thing.thing] if each not in days))
        if not made.awaited:
            made = made._replace(established=max(days.values()))
            text.set(("status",), "ditetapkan")
            if thing.path:
                text.set((*thing.path, "tanggal"), made.established)
    _assure(text.content, dossier, record, thing, there, line, nth)
    return made._replace(content=text.content)


def write_approval(text: RecordText, place: Path, line: ApprovalLine, nth: int | None, day: date) -> None:
    """Write the line of an approval into the `persetujuan` at a place: as its last, or `nth` as it stands with another
    date and signature. A penetapan that is not there is made, of a `day`.

    Raises SkpkitError where the text is not laid out for that.
    """
    holder = text.data
    for step in place:
        holder = holder.get(step) if isinstance(holder, dict) else holder[step]
    if not holder:
        text.set(place, {"tanggal": day, _APPROVALS: [line]})
    elif nth is None:
        text.append((*place, _APPROVALS), line)
    else:
        text.set(
            (*place, _APPROVALS, nth), {**holder[_APPROVALS][nth], **{key: line[key] for key in _RENEWED & line.keys()}}
        )


def _waiting(dossier: Dossier, asked: GrantAsked) -> set[tuple[str, str]]:
    """Things of records that wait for an approval in the role."""
    found = awaited_approvals(dossier)
    return {(each.record, each.thing) for each in found if (each.role, each.why) == (asked.role, "missing")}


def _thing(things: list[Approved], entry: str | None, path: str, waiting: set[tuple[str, str]]) -> Approved:
    if not things:
        raise WrongUsage(NOTHING, path=path)
    if entry is None:
        return next((each for each in things if (each.name, each.thing) in waiting), things[-1])
    found = next((each for each in things if entry in (each.thing, each.thing.rpartition(" ")[2])), None)
    if found is None:
        known = tuple(each.thing.rpartition(" ")[2] for each in things)
        raise WrongUsage(NO_ENTRY, path=path, entry=entry, known=known)
    return found


def _standing(there: list[GivenApproval], asked: GrantAsked) -> Mapping[str, Any]:
    """Who is named in the only line of that role that waits for a signature."""
    waiting = [each for each in there if each.approval.sebagai == asked.role and not each.approval.signature]
    return waiting[0].data if len(waiting) == 1 else {}


def approval_line(
    office: Office, dossier: Dossier, folder: SkpFolder, asked: GrantAsked, standing: Mapping[str, Any]
) -> dict[str, str]:
    """The line of an approval without its date: who approves, as asked for, as records and settings say, or where these
    do not, as the line says that stands there."""
    assert asked.role is not None  # noqa: S101 - asked before
    person = _person(office, dossier, folder.skp, asked) or standing
    if not person.get("nip") and not (asked.role == APPRAISER and person.get("nama") and person.get("jabatan")):
        raise WrongUsage(NOBODY, role=asked.role)
    shown = ("nip",) if person.get("nip") and asked.role != REVIEWER else ("nip", "nama", "jabatan")
    return {"sebagai": asked.role, **{key: str(person[key]) for key in shown if person.get(key)}}


def _person(office: Office, dossier: Dossier, skp: Skp | None, asked: GrantAsked) -> Mapping[str, Any]:
    reviewers = [each for each in office.settings.reviewers if each.reviews(dossier.unit)]
    if asked.nip:
        nip = digits(asked.nip)
        listed = next((each for each in reviewers if digits(each.nip) == nip), None)
        name, post = (listed.nama, listed.jabatan) if listed else ("", "")
        return {"nip": nip, "nama": asked.name or name, "jabatan": asked.post or post}
    if asked.name or asked.post:
        return {"nama": asked.name, "jabatan": asked.post}
    if asked.role == REVIEWER:
        only = reviewers[0] if len(reviewers) == 1 else None
        return {"nip": digits(only.nip), "nama": only.nama, "jabatan": only.jabatan} if only else {}
    if skp is None:
        return {}
    return skp.employee if asked.role == EMPLOYEE else skp.appraiser_on(asked.day or asked.today)


def _assure_entitled(office: Office, dossier: Dossier, skp: Skp | None, path: str, role: str, by: str) -> None:
    """Raises WrongUsage for one who cannot approve in a role, since an approval, once landed, stays."""
    if skp is None:
        return
    employees = {*map(principal_of, (skp.nip, dossier.nip))}
    around = (skp.appraiser, *(each.former_appraiser for each in skp.changes if each.former_appraiser))
    appraisers = {principal_of(who(each)) for each in around}
    listed = {principal_of(digits(each.nip)) for each in office.settings.reviewers if each.reviews(dossier.unit)}
    if role == REVIEWER:
        if by in employees | {principal_of(who(skp.appraiser))} or (office.settings.reviewers and by not in listed):
            raise WrongUsage(NO_REVIEWER, path=path, role=role)
    elif by not in (employees if role == EMPLOYEE else appraisers):
        raise WrongUsage(NOT_WHO, path=path, role=role)


def _assure_follows(dossier: Dossier, folder: SkpFolder, thing: Approved, day: date) -> None:
    """Raises WrongUsage for a day before the dialogue in which something was agreed, the penetapan of what it changes,
    or the end of what it rates."""
    record, skp = thing.record, folder.skp
    if isinstance(record, Evaluation) and skp and day < (end := folder.rated_until(record.periode, skp)):
        raise WrongUsage(NOT_OVER, day=day, end=end, period=record.periode)
    of: Skp | Amendment | None = None
    if isinstance(record, Skp | Manual):
        of = next((each for each in record.changes if each.path == thing.path), None)
    if isinstance(record, Skp) and not of:
        of = record  # penetapan, or the komplemen that it is
    held = soundness(dossier).agreed_in(folder, of, thing.day) if of else None
    if held and day < held.tanggal:
        raise WrongUsage(EARLY, day=day, held=held.tanggal, dialogue=held.name)
    since = skp.set_before(of) if skp and isinstance(of, Amendment) else None
    if since and day < since:
        raise WrongUsage(UNSET, day=day, held=since)


def _principal(line: Mapping[str, str]) -> str:
    return principal_of(who(line))


def _flaw(office: Office, principal: str, day: date, signed: bytes, armour: str) -> SignatureFlaw | None:
    """Why a signature that was made just now does not count. Raises WrongUsage where the key is somebody else's, which
    time does not mend."""
    signers = office.signers
    flaw = signers.flaw(principal, day, signed, armour) if signers else None
    if signers and flaw == "another":
        found = signature_in(armour)
        line = next(each.number for each in signers_in(signers.content) if found and each.key == found.key)
        raise WrongUsage(NOT_THEIR_KEY, path=signers.path, line=line)
    return flaw


def _holds(office: Office, given: GivenApproval) -> bool:
    """Whether a signature that stands there is good."""
    approval, signers = given.approval, office.signers
    return not signers or not signers.flaw(given.principal, approval.tanggal, given.signed, approval.signature)


def _assure(
    written: bytes,
    dossier: Dossier,
    record: Record,
    thing: Approved,
    there: list[GivenApproval],
    line: ApprovalLine,
    nth: int | None,
) -> None:
    """Raises SkpkitError unless what was written is the record with the approval in it, and nothing else changed;
    WrongUsage where the schema refuses it."""
    entry = Entry(record.path, FILE_MODES[0], "")
    made = load_file(entry, written, dossier.path).record if written else None
    if made:
        wanted = [dict(each.data) for each in there]
        renewed = {key: line[key] for key in _RENEWED & line.keys()}
        if nth is None:
            wanted.append(dict(line))
        else:
            wanted[nth] |= renewed
        holder: Any = made.data
        for key in thing.path:
            holder = holder[key]
        probe = Approval("", "", date.min, (), "")
        if same(holder.get("persetujuan"), wanted) and thing._replace(record=made).signed(probe) == thing.signed(probe):
            return
    refused = written and not made and not read(written).slips
    raise WrongUsage(REFUSED, path=record.path) if refused else SkpkitError(UNTIDY, path=record.path)


def _exemption(office: Office, path: str, content: bytes, asked: GrantAsked, signer: Signer | None) -> Granted:
    """Sign an entry of the file of exemptions, which names its approver."""
    document = read(content)
    if not is_accepted(document):
        raise SkpkitError(UNREADABLE, path=path)
    if asked.role not in (None, EXEMPTION_APPROVER):
        raise WrongUsage(WRONG_ROLE, path=path, role=asked.role, known=(EXEMPTION_APPROVER,))
    if signer is None:
        raise WrongUsage(SIGN_IT)
    entries = document.data["pengecualian"]
    nth = _nth(entries, asked.entry, path)
    entry = entries[nth - 1]
    if asked.nip and digits(asked.nip) != digits(entry["disetujui"]["nip"]):
        raise WrongUsage(ANOTHER, nth=nth)
    signed = signed_of_exemption(entry)
    armour = signer(signed)
    principal, day = principal_of(entry["disetujui"]["nip"]), date.fromisoformat(entry["tanggal"])
    flaw = _flaw(office, principal, day, signed, armour)
    text = RecordText(path, content)
    text.set(("pengecualian", nth - 1, "disetujui", SIGNATURE), armour)
    return Granted(text.content, f"pengecualian {nth}", _fingerprint(armour), flaw)


def _nth(entries: list[Any], entry: str | None, path: str) -> int:
    unsigned = [nth for nth, each in enumerate(entries, 1) if SIGNATURE not in each["disetujui"]]
    if entry is None and len(unsigned) != 1:
        raise WrongUsage(WHICH, path=path, count=len(unsigned))
    if entry is None:
        return unsigned[0]
    if not entry.isascii() or not entry.isdigit() or not 0 < int(entry) <= len(entries):
        raise WrongUsage(NO_ENTRY, path=path, entry=entry, known=tuple(range(1, len(entries) + 1)))
    return int(entry)


def _fingerprint(armour: str) -> str:
    found = signature_in(armour)
    return fingerprint_of(found.key) if found else ""
