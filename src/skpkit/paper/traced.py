"""A paper in any form: a PDF is held against the repository, and of a scan or a photo its QR code is followed.

A code says from which record and commit a sheet comes. Anybody may put it on any sheet, so it only tells what to print
and compare by eye: that is never `genuine`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from skpkit.errors import SkpkitError
from skpkit.messages import N_, SHORT, clip
from skpkit.model.signers import Verify, unverified
from skpkit.paper.code import code_of
from skpkit.paper.comparing import Difference
from skpkit.paper.look import masked
from skpkit.paper.manifest import NONE as NO_MANIFEST
from skpkit.paper.manifest import Manifest
from skpkit.paper.printing import NoDocument
from skpkit.paper.scan import codes_in, is_picture
from skpkit.paper.verify import (
    NOT_AT,
    Archive,
    Verification,
    accepted_as,
    allowance_at,
    printer_at,
    since,
    verify,
    within,
)
from skpkit.source.history.ranges import NO_COMMIT
from skpkit.source.tree import FILE_MODES, Tree, entry_of

NO_CODE = N_("no QR code of skpkit can be read in it; scan the page with the code once more, straight and sharp")
OTHER_CODE = N_("it is no QR code of skpkit: “{text}”")
MORE_CODES = N_("it shows the QR codes of {count} documents; scan each document by itself")


def judge(content: bytes, name: str, archive: Archive, today: date, signed: Verify = unverified) -> Verification:
    """Hold a paper against the repository: a PDF of ours itself, and the QR code of a picture or of any other PDF;
    `signed` says what is wrong with a signature in its records.

    Raises SkpkitError as `verify` does, and for a picture that cannot be read.
    """
    if not is_picture(content):
        outcome = verify(content, name, archive, today, signed)
        if all(each.message != NO_MANIFEST for each in outcome.differences):
            return outcome  # a manifest that is false is told, and no code makes up for it
    codes = within(allowance_at(archive), name, codes_in, content, name)
    if any(code_of(each) for each in codes) or is_picture(content):
        return _traced(codes, archive, today, NO_CODE, signed)
    return outcome


def trace(text: str, archive: Archive, today: date, signed: Verify = unverified) -> Verification:
    """Follow the text of a QR code, as a telephone reads it."""
    return _traced([text], archive, today, OTHER_CODE, signed)


def _traced(codes: Sequence[str], archive: Archive, today: date, nothing: str, signed: Verify) -> Verification:
    found = [each for each in map(code_of, dict.fromkeys(codes)) if each]
    if len(found) != 1:
        told = {"count": len(found)} if found else {"text": clip(codes[0] if codes else "")}
        lacking = Difference("code", MORE_CODES if found else nothing, told)
        return Verification("not_ours", None, accepted=False, differences=(lacking,))
    (said,) = found
    try:
        state = archive.commit(said.commit)
    except SkpkitError as error:
        if error.message != NO_COMMIT:
            raise
        lacking = Difference("record", error.message, error.told)
        return Verification("not_ours", said, accepted=False, differences=(lacking,))
    path = _path(state, said)
    if path is None:
        told = {"commit": said.commit[:SHORT], "path": said.path}
        return Verification("altered", said, accepted=False, differences=(Difference("record", NOT_AT, told),))
    said = said._replace(path=path)
    verdict = Verification("not_compared", said, accepted=False, since=since(said, archive))
    printer = printer_at(state, said, archive, today, signed)
    try:
        printer.printable(path, said.document)
    except NoDocument as error:
        return verdict._replace(status="altered", differences=(Difference("record", error.message, error.told),))
    return verdict._replace(accepted=accepted_as(said, archive, printer))


def _path(state: Tree, said: Manifest) -> str | None:
    """Where the record lies that a code names, also where that shows no more of an NIP than its beginning."""
    there = entry_of(state, said.path)
    if there and there.oid == said.blob and there.mode in FILE_MODES:
        return said.path
    held = (each.path for each in state.entries() if each.oid == said.blob and each.mode in FILE_MODES)
    return next((each for each in held if said.path in (each, masked(each))), None)
