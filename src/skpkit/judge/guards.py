"""What a change does to the files that signatures rest on, and whether one who may change them signed that."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from skpkit import rules
from skpkit.change.guarded import GuardedFile, GuardedFiles, GuardedFlaw, GuardedKind, trusts_others
from skpkit.findings import Location, OldNew
from skpkit.judge.office import Office
from skpkit.model.nip import digits
from skpkit.model.signable import signed_of_file
from skpkit.model.signers import REVOKED, SIGNATURE, SignatureFlaw, Signers
from skpkit.source.tree import SETTINGS


def guarded_files(before: Office, after: Office, today: date) -> GuardedFiles:
    """The guarded files that differ between two states, each by its own settings. The first signers file is free."""
    signers, _ = before.signers, after.signers  # both have to be in order
    if signers is None or before.content(signers.path) is None:
        return GuardedFiles((), today)
    return GuardedFiles(tuple(_guarded(before, after, signers, today)), today)


def _guarded(before: Office, after: Office, signers: Signers, today: date) -> Iterator[GuardedFile]:
    now = after.settings.signers
    yield from _file(before, after, "signers", (signers.path, now), today)
    yield from _file(before, after, "revoked", (signers.path + REVOKED, now and now + REVOKED), today)
    asking = {code: rules.rule(code).severity for code in rules.ALL_RULES}
    free = not trusts_others(before.settings, after.settings, asking)
    yield from _file(before, after, "settings", (SETTINGS, SETTINGS), today, free=free)


def signed_of(before: Office | None, after: Office, path: str, content: bytes) -> bytes:
    """The bytes that a pengelola signs, for a file of the state after to hold a content."""
    if before is None:
        return signed_of_file(path, content, None, None)
    was, old, now = path, before.settings.signers, after.settings.signers
    if old and now and path in (now, now + REVOKED):
        was = old + path.removeprefix(now)  # the settings may name another file
    return signed_of_file(path, content, before.content(was), before.content(was + SIGNATURE))


def _file(
    before: Office, after: Office, what: GuardedKind, paths: tuple[str, str | None], today: date, *, free: bool = False
) -> Iterator[GuardedFile]:
    """The file, where it changed and is not `free` to, or where its signature did, to which the next one is bound."""
    was, now = paths
    old, new = before.content(was), after.content(now) if now else None
    signatures = before.content(was + SIGNATURE), after.content(now + SIGNATURE) if now else None
    if (free or old == new) and signatures[0] == signatures[1]:
        return
    if old is None and new is None:
        return
    at = Location(now if new is not None and now else SETTINGS)
    moved = OldNew(before.oid(was), after.oid(now) if now else None)
    flaw: GuardedFlaw | None = "gone" if new is None or not now else _flaw(before, after, now, new, today)
    yield GuardedFile(what, at, Location(was), moved, flaw)


def _flaw(before: Office, after: Office, path: str, content: bytes, today: date) -> GuardedFlaw | None:
    """What is wrong with the signature of a file: that of a pengelola whom the file before lists is good."""
    signature = after.content(path + SIGNATURE)
    if signature is None:
        return "bare"
    signed = signed_of(before, after, path, content)
    return flaw_of_pengelola(before, signed, signature.decode("ascii", "replace"), today)


def flaw_of_pengelola(
    office: Office, signed: bytes, signature: str, today: date
) -> SignatureFlaw | Literal["nobody"] | None:
    """What is wrong with a signature that has to be of a pengelola, by the settings and signers of a state that names
    signers: `nobody` where it knows no pengelola."""
    assert office.signers is not None  # noqa: S101 - else nothing is guarded
    trusted = [digits(each.nip) for each in office.settings.reviewers]
    if not trusted:
        return "nobody"
    found: list[SignatureFlaw] = []
    for each in trusted:
        flaw = office.signers.flaw(each, today, signed, signature)
        if flaw is None:
            return None
        found.append(flaw)
    return next((each for each in found if each != "another"), "another")
