"""Approving and signing, as functions on a repository of records: an approval written into a record, and who may sign.

Each gives the file as it is to be, and writes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from skpkit.drafting import judged
from skpkit.errors import SkpkitError, WrongUsage, system_reason
from skpkit.findings import Note
from skpkit.forge.signatures import sign as ssh_sign
from skpkit.forge.signatures import verified
from skpkit.judge.guards import flaw_of_pengelola, signed_of
from skpkit.judge.office import Office
from skpkit.meant import dossier_named, folder_named
from skpkit.messages import N_, Value, clip
from skpkit.model.nip import digits, nip_flaw
from skpkit.model.settings import Settings
from skpkit.model.signers import (
    NAMESPACE,
    REVOKED,
    SIGNATURE,
    ListFault,
    SignatureFlaw,
    SignerLine,
    faults_in,
    fingerprint_of,
    key_of,
    principal_in_words,
    principal_named,
    revocation_faults,
    revoked_keys,
    signers_in,
)
from skpkit.opening import OnSettings, batch_of, day, inside, office_of
from skpkit.source.history import Folder, Repository, State, open_records
from skpkit.source.tree import entry_of
from skpkit.writing.journal import Batch

USUAL = "penandatangan.txt"  # where keys are listed as long as the settings name no file
HEAD = "# Kunci yang boleh menandatangani: NIP, lalu kunci publik. Ditulis oleh `skpkit signers add`.\n"

NOT_AN_NIP = N_("--nip is no NIP that can be true; write its 18 digits as they stand in the letter of appointment")
NOT_READ = N_("{path} could not be read ({why})")
NO_KEY = N_("{path} is no public key; name the .pub file of the key, as `ssh-keygen -t ed25519` makes it")
NO_PERSON = N_("say whose key it is: --nip, or for one who has no NIP --name and --post")
LISTED_ALREADY = N_("{path} lists this key already, on line {line}")
BACKWARDS = N_("--since is after --until, so the key would never count; swap them")
NO_LIST = N_("{path} is not there; list a first key: skpkit signers add --nip NIP KEY.pub")
UNNAMED = N_("skpkit.yaml names no signers file yet, so no signature counts; write there: penandatangan: {path}")
SIGN_IT = N_(
    "a change of {path} lands only with the signature of a pengelola whom it lists: skpkit signers sign --sign KEY"
)
NOT_LISTED = N_("no line of {path} is of a pengelola of skpkit.yaml, so nobody could sign a change of it")
NOT_TRUE = N_("line {line}: the NIP cannot be true")
NOT_HERE = N_("line {line}: the key is for other uses than approvals (namespaces)")
NOT_YET = N_("line {line}: the key of {whose} counts from {day} only")
NO_MORE = N_("line {line}: the key of {whose} counts up to {day} only")
IS_REVOKED = N_("line {line}: the key of {whose} was revoked")
NOT_THEIRS = N_(
    "the signature does not count: by {path} the key is none of a pengelola of skpkit.yaml, who alone may sign a "
    "change of {about}"
)


class SignedFile(NamedTuple):
    """A file to be written: its path from the top of the repository, where it lies on this machine, and what it is to
    hold; `batch` writes it whole. `about` names what is approved, listed or signed, `fingerprint` the key, and `notes`
    are to be told. Of a draft that was approved, `established` is the day on which it is thereby, and `awaited` are the
    roles that have yet to approve it."""

    path: str
    file: Path
    content: bytes
    batch: Batch
    about: str
    fingerprint: str = ""
    notes: tuple[Note, ...] = ()
    established: date | None = None
    awaited: tuple[str, ...] = ()


NOT_COUNTING: Mapping[SignatureFlaw, str] = {
    "unlisted": N_("the signature does not count yet: {path} does not list the key; have it listed"),
    "another": NOT_THEIRS,
    "elsewhere": N_("the signature does not count: {path} lists the key for other uses"),
    "expired": N_("the signature does not count: by {path} the key did not count on {day}"),
    "revoked": N_(
        "the signature does not count: by {path} the key was revoked; sign with the newer one of that person"
    ),
}


class SignerList(NamedTuple):
    """The signers file of a repository: its lines, which keys were `revoked`, what is wrong with some lines, and what
    else is to be said of it."""

    path: str
    lines: tuple[SignerLine, ...]
    revoked: frozenset[bytes]
    faults: tuple[tuple[str, ListFault], ...]
    notes: tuple[Note, ...]


def approve(
    repository: str | Path,
    record: str | Path,
    role: str | None = None,
    *,
    sign: str | Path | None = None,
    entry: str | None = None,
    nip: str = "",
    name: str = "",
    post: str = "",
    given_on: date | None = None,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> SignedFile:
    """Approve a record of the working tree in a `role`: the file with the line of the approval in it.

    What is approved is the first of the record that waits for it, else the newest, or what `entry` names: `penetapan`,
    `komplemen`, the number of an entry of `perubahan`, in the file of exemptions that of its entry. Who approves is
    known from the records and settings unless `nip`, or `name` and `post`, say so. With `sign`, a private key or the
    `.pub` file of one that an agent holds, it is signed, and one that stands there already gets the signature. The
    content is empty where there is nothing to add. The folder of a dossier, or an NIP, stands for its SKP. A draft that
    employee and appraiser have approved is established; raises RefusedError where a rule would not let that be.
    """
    from skpkit.writing import granting

    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        now = day(today, office.settings).date
        path = inside(records, repository, record)
        if digits(str(record)).isdecimal() or (records.root / path).is_dir():
            path = folder_named(dossier_named(office, path, str(record)), path)[1].path
        file = records.root / path
        asked = granting.GrantAsked(role, entry, nip, name, post, given_on, now)
        signer = (lambda content: ssh_sign(content, Path(sign)).armour) if sign else None
        held = _held(file) if file.exists() else None
        made = granting.grant(office, path, held or b"", asked, signer)
        batch = batch_of(records, "skpkit approve", {path: made.content}, {path: held})
        told: dict[str, Value] = {"path": office.settings.signers or USUAL, "day": given_on or now}
        notes = (Note(NOT_COUNTING[made.flaw], told),) if made.flaw else ()
        dossier = office.dossier_at(path)
        if dossier and made.established:
            judged(records, office, dossier.path, batch, now)
        return SignedFile(
            path, file, made.content, batch, made.thing, made.fingerprint, notes, made.established, made.awaited
        )


def _held(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SkpkitError(NOT_READ, path=str(file), why=system_reason(error)) from None


def add_signer(
    repository: str | Path,
    key: str | Path,
    *,
    nip: str = "",
    name: str = "",
    post: str = "",
    since: date | None = None,
    until: date | None = None,
    on_settings: OnSettings | None = None,
) -> SignedFile:
    """List a public key in the signers file of the working tree: of one with an `nip`, or of one who has none by `name`
    and `post`. It counts `since` a day and `until` a day, that day too."""
    if nip and nip_flaw(digits(nip)):
        raise WrongUsage(NOT_AN_NIP)
    if not nip and not (name and post):
        raise WrongUsage(NO_PERSON)
    if since and until and since > until:
        raise WrongUsage(BACKWARDS)
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        path = office.settings.signers or USUAL
        file = records.root / path
        content = file.read_bytes() if file.exists() else HEAD.encode()
        found = _public_key(Path(key))
        listed = next((each for each in signers_in(content) if each.key == found.key), None)
        if listed:
            raise WrongUsage(LISTED_ALREADY, path=path, line=listed.number)
        principal = digits(nip) if nip else principal_named(name, post)
        days = {"valid-after": since, "valid-before": until}  # an approval counts by the beginning of its day
        options = [f'namespaces="{NAMESPACE}"', *(f'{key}="{each:%Y%m%d}Z"' for key, each in days.items() if each)]
        comment = " ".join(clip(name or found.comment).split())
        line = f"{principal} {','.join(options)} {found.text} {comment}".rstrip()
        made = content + (b"" if content.endswith(b"\n") or not content else b"\n") + f"{line}\n".encode()
        notes = [] if office.settings.signers else [Note(UNNAMED, {"path": path})]
        head = records.head()
        if head and entry_of(head, path):
            notes.append(Note(SIGN_IT, {"path": path}))
        batch = batch_of(records, "skpkit signers add", {path: made})
        whose = principal_in_words(principal)
        return SignedFile(path, file, made, batch, whose, fingerprint_of(found.key), tuple(notes))


class _PublicKey(NamedTuple):
    text: str
    key: bytes
    comment: str


def _public_key(file: Path) -> _PublicKey:
    """The public key in a file, which holds it alone."""
    text = _held(file).decode("utf-8", "replace").strip()
    kind, _, rest = text.partition(" ")
    letters, _, comment = rest.partition(" ")
    key = key_of(kind, letters) if "\n" not in text else None
    if key is None:
        raise WrongUsage(NO_KEY, path=str(file))
    return _PublicKey(f"{kind} {letters}", key, comment)


def signers(
    repository: str | Path = ".", *, today: date | None = None, on_settings: OnSettings | None = None
) -> SignerList:
    """The signers file of the working tree, read: its lines, its faults, and what else is to be said of it, such as
    keys that do not count `today`."""
    with open_records(Path(repository)) as records:
        office = Office(records.worktree(), verify=verified)  # its list may have faults, which are told
        if on_settings:
            on_settings(office.settings)
        path = office.settings.signers or USUAL
        content = office.content(path)
        if content is None:
            raise SkpkitError(NO_LIST, path=path)
        revoked = office.content(path + REVOKED) or b""
        faults = [(path, each) for each in faults_in(content)]
        faults += [(path + REVOKED, each) for each in revocation_faults(revoked)]
        lines = tuple(signers_in(content))
        notes = tuple(_remarks(lines, office.settings, revoked, path, day(today, office.settings).date))
        return SignerList(path, lines, revoked_keys(revoked), tuple(faults), notes)


def _remarks(
    lines: tuple[SignerLine, ...], settings: Settings, revoked: bytes, path: str, today: date
) -> Iterator[Note]:
    gone = revoked_keys(revoked)
    for each in lines:
        about: dict[str, Value] = {"line": each.number, "whose": _whose(each)}
        if each.principal.isdigit() and nip_flaw(each.principal):
            yield Note(NOT_TRUE, about)
        if not each.for_approvals:
            yield Note(NOT_HERE, about)
        if each.since and not each._replace(until=None).counts_on(today):
            yield Note(NOT_YET, {**about, "day": each.since.date()})
        if each.until and not each._replace(since=None).counts_on(today):
            yield Note(NO_MORE, {**about, "day": each.until.date()})
        if each.key in gone:
            yield Note(IS_REVOKED, about)
    if not settings.signers:
        yield Note(UNNAMED, {"path": path})
    if not {digits(each.nip) for each in settings.reviewers} & {each.principal for each in lines}:
        yield Note(NOT_LISTED, {"path": path})


def _whose(line: SignerLine) -> str:
    whose = principal_in_words(line.principal)
    return f"{whose} ({line.comment})" if line.comment else whose


def sign_file(
    repository: str | Path,
    key: str | Path,
    file: str | Path | None = None,
    *,
    today: date | None = None,
    on_settings: OnSettings | None = None,
) -> SignedFile:
    """Sign a file of the working tree, the signers file unless another is named, as git would commit it, by which a
    change of it may land: the detached signature, beside the file. It is for the change of what the default branch
    holds of it, or where nobody can say which that is, HEAD. Why it would not count is a note."""
    with open_records(Path(repository)) as records:
        office = office_of(records.worktree(), on_settings)
        path = inside(records, repository, file) if file is not None else office.settings.signers or USUAL
        content = office.content(path)
        if content is None:  # not there, or not looked at
            content = _held(records.root / path)
        base = _base(records)
        before = office.beside(base) if base else None
        signed = signed_of(before, office, path, content)
        made = ssh_sign(signed, Path(key))
        target = path + SIGNATURE
        armour = made.armour.encode()
        batch = batch_of(records, "skpkit signers sign", {target: armour})
        notes = tuple(_doubts(before, office, path, signed, made.armour, day(today, office.settings).date))
        return SignedFile(target, records.root / target, armour, batch, path, fingerprint_of(made.key), notes)


def _doubts(before: Office | None, after: Office, path: str, signed: bytes, armour: str, today: date) -> Iterator[Note]:
    """Why a signature of a file would not count: by the list of the state before, or the first one, which is free."""
    try:
        listed = [each for each in (before, after) if each and each.signers and each.content(each.signers.path)]
    except WrongUsage:  # a list that is not in order, which this may mend, is told where it counts
        return
    flaw = flaw_of_pengelola(listed[0], signed, armour, today) if listed else None
    if flaw and listed[0].signers:
        message = NOT_LISTED if flaw == "nobody" else NOT_COUNTING[flaw]
        yield Note(message, {"path": listed[0].signers.path, "about": path, "day": today})


def _base(records: Repository | Folder) -> State | None:
    """What a review of the working tree would hold it against."""
    try:
        return records.range(None).base
    except SkpkitError:
        return records.head()
