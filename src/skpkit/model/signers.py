"""The signers file: whose key signs, a line each, as `ssh-keygen` reads it; and what makes a list of no use.

A line is `principal [options] type key [comment]`. The principal is the NIP of one person; of one who has none, name
and post. What would let one key stand for several people, or nobody know for whom, is a fault of the list.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import quote, unquote

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.messages import N_, Value
from skpkit.model.nip import digits
from skpkit.model.people import spelled

NAMESPACE = "skpkit"  # what signatures are made for, so that one for a commit or a letter is none of an approval
SIGNATURE, REVOKED = ".sig", ".revoked"  # what is behind the name of a file for its signature, and for revoked keys

UNREADABLE = N_(
    "this line is none of a signers file; write PRINCIPAL OPTIONS TYPE KEY, as `skpkit signers add` does, or begin it "
    "with # for a comment"
)
SEVERAL = N_("this line names several people; give each a line and a key of their own")
WILDCARD = N_("this line names people by a pattern; write the NIP of one person")
AUTHORITY = N_("this line lets another key vouch for keys; list the key of each person itself")
TWICE = N_("this key stands on line {line} too, so nobody knows whose it is; keep one of the two lines")
NO_TIME = N_("{given} is no time; write year, month and day, such as 20270101")
NOBODY_VERIFIES = N_("no way to verify signatures was given; open the records by the functions of skpkit")
NO_KEYS = N_("this is no list of revoked keys; write the public keys, a line each, as in their .pub files")

# what is wrong with a signature: it is none, or not of what is approved, or its key is not one that counts, or another
# line tells the same approval
SignatureFlaw: TypeAlias = Literal[
    "broken", "changed", "unlisted", "elsewhere", "another", "revoked", "expired", "repeated"
]

_OPTION = r'(?:cert-authority|(?:namespaces|valid-after|valid-before)="[^"\\]*")'
_TYPE = r"(?:ssh|ecdsa|sk)-[a-z0-9@.-]+"
_LINE = re.compile(
    rf'(?:"(?P<quoted>[^\s"\\]+)"|(?P<plain>[^\s"\\]+))[ \t]+(?:(?P<options>{_OPTION}(?:,{_OPTION})*)[ \t]+)?'
    rf"(?P<type>{_TYPE})[ \t]+(?P<key>[A-Za-z0-9+/]+=*)(?:[ \t]+(?P<comment>.*))?"
)
_KEY = re.compile(rf"(?:.*[ \t])?(?P<type>{_TYPE})[ \t]+(?P<key>[A-Za-z0-9+/]+=*)(?:[ \t].*)?")
_BINARY_LIST = b"SSHKRL\n\0"
_TIMES = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


class SignerLine(NamedTuple):
    """A line of the file: whose key, for what and from when to when it counts. `key` is as OpenSSH writes it."""

    number: int
    principal: str
    namespaces: str
    since: datetime | None
    until: datetime | None
    type: str
    key: bytes
    comment: str

    @property
    def fingerprint(self) -> str:
        """How a key is called: `SHA256:…`."""
        return fingerprint_of(self.key)

    @property
    def for_approvals(self) -> bool:
        """Whether it may sign approvals: it names that use, or none."""
        return not self.namespaces or NAMESPACE in self.namespaces.split(",")

    def counts_on(self, day: date) -> bool:
        """Whether its key counts at the beginning of a day."""
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return (self.since is None or self.since <= moment) and (self.until is None or moment <= self.until)


class ListFault(NamedTuple):
    """What is wrong with a line of a list, a catalogue key and what fills it."""

    line: int
    message: str
    told: dict[str, Value]


class Attestation(NamedTuple):
    """That somebody signed a content on a day: what is verified, and against which lists."""

    signers: bytes
    revoked: bytes | None
    principal: str
    day: date
    content: bytes
    signature: str


Verify: TypeAlias = Callable[[Attestation], SignatureFlaw | None]


def unverified(attested: Attestation) -> SignatureFlaw | None:
    """Raises SkpkitError: who opened these records did not say how signatures are verified."""
    raise SkpkitError(NOBODY_VERIFIES)


class Signers(NamedTuple):
    """The signers file of a state, its list of revoked keys, and how a signature is verified with them."""

    path: str
    content: bytes
    revoked: bytes | None
    verify: Verify

    def flaw(self, principal: str, day: date, content: bytes, signature: str) -> SignatureFlaw | None:
        """What is wrong with a signature that somebody is said to have given that day; None with a good one."""
        return self.verify(Attestation(self.content, self.revoked, principal, day, content, signature))


def sound_signers(path: str, content: bytes, revoked: bytes | None, verify: Verify | None) -> Signers:
    """A signers file with its list of revoked keys. Raises WrongUsage, with file and line, for a list of no use."""
    for file, faults in ((path, faults_in(content)), (path + REVOKED, revocation_faults(revoked or b""))):
        for each in faults:
            raise WrongUsage(each.message, **each.told).at(file, each.line)
    return Signers(path, content, revoked, verify or unverified)


def fingerprint_of(key: bytes) -> str:
    """How a public key is called: `SHA256:…`."""
    from base64 import b64encode

    return f"SHA256:{b64encode(sha256(key).digest()).decode().rstrip('=')}"


def principal_of(who: str) -> str:
    """What a person is called in the file, who is told apart by an NIP, or by name and post (`people.who`)."""
    name, line, post = who.partition("\n")
    return f"{_word(name)}/{_word(post)}" if line else digits(who)


def principal_named(name: str, post: str) -> str:
    """What one who has no NIP is called in the file."""
    return principal_of(f"{spelled(name)}\n{spelled(post)}")


def principal_in_words(principal: str) -> str:
    """A principal as people read it."""
    return ", ".join(unquote(each.replace("_", " ")) for each in principal.split("/"))


def _word(text: str) -> str:
    """A text without what a signers file takes for something else: spaces, commas, wildcards, quotes."""
    return "_".join(quote(each, safe="").replace("_", "%5F") for each in text.split(" "))


def lines_in(content: bytes) -> Iterator[SignerLine | ListFault]:
    """Each line of a signers file that is neither empty nor a comment, read, or with what is wrong with it."""
    known: dict[bytes, int] = {}
    for number, raw in enumerate(content.split(b"\n"), 1):
        text = raw.decode("utf-8", "replace").strip(" \t\r")
        if not text or text.startswith("#"):
            continue
        line = _read(number, text)
        if isinstance(line, SignerLine) and line.key in known:
            yield ListFault(number, TWICE, {"line": known[line.key]})
        else:
            yield line
        if isinstance(line, SignerLine):
            known.setdefault(line.key, number)


def _read(number: int, text: str) -> SignerLine | ListFault:
    found = _LINE.fullmatch(text) if text.replace("\t", " ").isprintable() else None
    key = key_of(found["type"], found["key"]) if found else None
    if found is None or key is None:
        return ListFault(number, UNREADABLE, {})
    principal = found["quoted"] or found["plain"]
    options = re.findall(r'([a-z-]+)(?:="([^"]*)")?', found["options"] or "")
    given = dict(options)
    if "," in principal:
        return ListFault(number, SEVERAL, {})
    if set(principal) & set("*?!"):
        return ListFault(number, WILDCARD, {})
    if "cert-authority" in given:
        return ListFault(number, AUTHORITY, {})
    if len(given) < len(options):
        return ListFault(number, UNREADABLE, {})
    times = {}
    for option in ("valid-after", "valid-before"):
        times[option] = _moment(given[option]) if option in given else None
        if option in given and times[option] is None:
            return ListFault(number, NO_TIME, {"given": given[option]})
    namespaces, comment = given.get("namespaces", ""), found["comment"] or ""
    return SignerLine(
        number, principal, namespaces, times["valid-after"], times["valid-before"], found["type"], key, comment
    )


def key_of(kind: str, text: str) -> bytes | None:
    """The public key of a type in base64, as OpenSSH writes it; None where it is none."""
    try:
        key = b64decode(text, validate=True)
    except Base64Error:
        return None
    name = kind.encode()
    return key if key.startswith(len(name).to_bytes(4, "big") + name) and len(key) > len(name) + 4 else None


def _moment(text: str) -> datetime | None:
    plain = text.removesuffix("Z")
    try:
        return datetime.strptime(plain, _TIMES[len(plain)]).replace(tzinfo=UTC) if plain.isdigit() else None
    except (KeyError, ValueError):
        return None


def signers_in(content: bytes) -> list[SignerLine]:
    """The lines of a file without faults."""
    return [each for each in lines_in(content) if isinstance(each, SignerLine)]


def faults_in(content: bytes) -> list[ListFault]:
    """What is wrong with a signers file."""
    return [each for each in lines_in(content) if isinstance(each, ListFault)]


def revocation_faults(content: bytes) -> list[ListFault]:
    """What is wrong with a list of revoked keys, which OpenSSH's own kind of list never is here."""
    if content.startswith(_BINARY_LIST):
        return []
    found = enumerate(content.split(b"\n"), 1)
    return [ListFault(number, NO_KEYS, {}) for number, raw in found if not _is_key(raw)]


def revoked_keys(content: bytes) -> frozenset[bytes]:
    """The keys of a list that is a text."""
    lines = (_KEY.fullmatch(raw.decode("utf-8", "replace").strip()) for raw in content.split(b"\n"))
    keys = (key_of(each["type"], each["key"]) for each in lines if each)
    return frozenset(each for each in keys if each)


def _is_key(raw: bytes) -> bool:
    text = raw.decode("utf-8", "replace").strip()
    found = _KEY.fullmatch(text)
    return not text or text.startswith("#") or bool(found and key_of(found["type"], found["key"]))
