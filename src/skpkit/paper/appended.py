"""What was added behind the bytes of a genuine document: an electronic signature and nothing else, or something more.

Signing appends to a file: a form field with the signature, perhaps with a stamp on free ground of a page, and later
what proves the certificate. Everything else stays as it was, which is looked at object by object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from skpkit.messages import N_, Value, clip
from skpkit.paper.building import NOT_BUILT_SO, NotPlain, ends
from skpkit.paper.comparing import Difference, retitled
from skpkit.paper.likeness import Likeness
from skpkit.paper.pdf import Pdf
from skpkit.paper.pictures import Drawn, Spot, free
from skpkit.paper.signature import Signature, signature_in

COVERS = N_(
    "page {page} shows something with the signature where the document has text or drawings; have it signed without a "
    "stamp, or with one on free ground"
)
NOT_SOUND = N_("a signature in it is broken: what it covers was changed, or it is of a kind that skpkit does not know")
AFTERWARDS = N_("the file was changed after the last signature: {what}")
SHOWN_OTHERWISE = N_("what the signature of {name} shows was changed after it had been made")
NO_MORE = N_("the signature of {name} permits nothing after it, and others were added")
ON_ANOTHER = N_(
    "page {page} shows the stamp of one signature on that of another; have it signed with each on free ground"
)
BESIDES = N_("more than a signature was added to the genuine document: {what}")

_PROOFS = frozenset({"/DSS", "/Extensions"})  # what shows later that a certificate was valid
_BY_SIGNING = _PROOFS | {"/AcroForm", "/Perms", "/Version"}  # PAdES names the version that it came with
_CERTIFYING = {"/DocMDP"}  # the first signature may say that no more than signatures may follow
_OF_A_FORM = frozenset({"/Fields", "/SigFlags", "/DA", "/DR"})
# Where and when who signed, and how it may look; no action, no link, nothing that opens.
_OF_A_FIELD = frozenset(
    f"/{each}" for each in "Type Subtype FT T TU TM Ff F Rect V P AP AS MK DA Q Lock SV Parent M".split()
)
# What holds fields together shows and does nothing.
_OF_A_GROUP = frozenset(f"/{each}" for each in "FT T TU TM Ff V DA Q Lock SV Kids Parent".split())
_FINAL = 1  # what a certification permits after it: nothing
_HIDDEN = 2
_FIXED = 8 | 16  # a size or direction of its own, so it may cover anything
_VERSION = re.compile(r"/[12]\.\d")
_MOST_FIELDS = 100


class _Stamp(NamedTuple):
    page: int
    box: Spot
    value: Any
    fixed: bool


class Signed(NamedTuple):
    """What was found: the sound signatures, and what else was added.

    `claimed` where there is any signature, `sound` where all of them are.
    """

    signatures: tuple[Signature, ...]
    differences: tuple[Difference, ...]
    sound: bool
    claimed: bool


def signed(content: bytes, genuine: bytes, name: str) -> Signed:
    """What stands behind the genuine bytes with which a file begins. Raises SkpkitError where that cannot be read."""
    paper, ours = Pdf(content, name, strict=True), Pdf(genuine, name)
    return paper.look(lambda: _signed(content, genuine, paper, ours))


def _signed(content: bytes, genuine: bytes, paper: Pdf, ours: Pdf) -> Signed:
    fields, _ = _fields(paper)
    values = [value for each in fields if (value := _inherited(each, "/V")) is not None]
    if not values:
        return Signed((), (), sound=False, claimed=False)
    found = [signature_in(content, each) for each in values]
    sound = tuple(sorted((each for each in found if each), key=lambda each: each.covers))
    if len(sound) < len(found):
        return Signed((), (Difference("signature", NOT_SOUND, {}),), sound=False, claimed=True)
    try:
        steps = ends(content, len(genuine))
    except NotPlain:
        return Signed((), (Difference("bytes", NOT_BUILT_SO, {}),), sound=True, claimed=True)
    last = sound[-1].covers
    if not any(step <= last and not content[step:last].strip() for step in steps):
        return Signed((), (Difference("signature", NOT_SOUND, {}),), sound=False, claimed=True)
    if later := sorted(_besides(paper, Pdf(content[:last], ours.name), _PROOFS)):
        return Signed(
            sound, (Difference("signature", AFTERWARDS, {"what": clip(later[0])}),), sound=False, claimed=True
        )
    if unlike := next(_unlike(content, paper, sound), None):
        return Signed(sound, (Difference("signature", *unlike),), sound=False, claimed=True)
    more = [Difference("appended", BESIDES, {"what": clip(each)}) for each in _besides(paper, ours, _BY_SIGNING)]
    stamps = list(_stamps(paper, ours))
    unsigned = [each for each in stamps if each.value is None or all(each.value is not value for value in values)]
    drawn = Drawn(genuine) if stamps else None
    more += [
        Difference("signature", COVERS, {"page": each.page})
        for each in stamps
        if each in unsigned or each.fixed or not (drawn and free(drawn, each.page - 1, each.box))
    ]
    more += [
        Difference("signature", ON_ANOTHER, {"page": one.page})
        for one, other in combinations(stamps, 2)
        if one.page == other.page and one.box.touches(other.box)
    ]
    pages = {id(each.value): each.page for each in stamps}
    placed = [each._replace(page=pages.get(id(value))) for each, value in zip(found, values, strict=True) if each]
    signatures = tuple(sorted(placed, key=lambda each: each.covers))
    return Signed(signatures, tuple(more), sound=True, claimed=True)


def _fields(paper: Pdf) -> tuple[list[Any], list[Any]]:
    """The fields of the form, and apart those that only hold others together. Raises ValueError for a great many."""
    form = paper.root.get("/AcroForm")
    waiting = list(form.get_object().get("/Fields") or ()) if form is not None else []
    found: list[Any] = []
    groups: list[Any] = []
    for _ in range(_MOST_FIELDS):
        if not waiting:
            return found, groups
        field = waiting.pop().get_object()
        kids = field.get("/Kids")
        if kids is None:
            found.append(field)
        else:
            groups.append(field)
            waiting += kids
    raise ValueError


def _unlike(content: bytes, paper: Pdf, sound: Sequence[Signature]) -> Iterator[tuple[str, dict[str, Value]]]:
    """Why a signature that others followed is not as it was made: its field was changed, or it permits none."""
    later = {each.indirect_reference.idnum: each for each in _fields(paper)[0] if each.indirect_reference is not None}
    for each in sound[:-1]:
        before = Pdf(content[: each.covers], paper.name)
        likeness = Likeness()
        likeness.pair([*paper.sheets, paper.root], [*before.sheets, before.root])
        for field in _fields(before)[0]:
            value = _inherited(field, "/V")
            if value is None:
                continue
            same = later.get(getattr(field.indirect_reference, "idnum", 0))
            if same is None or likeness.difference(same, field, but=frozenset({"/Parent"})) is not None:
                yield SHOWN_OTHERWISE, {"name": clip(each.name)}
            elif _is_final(value) and any(not one.of_time for one in sound if one.covers > each.covers):
                yield NO_MORE, {"name": clip(each.name)}


def _is_final(value: Any) -> bool:
    """Whether a signature certifies the document, and says that nothing may be done to it any more."""
    for each in value.get("/Reference") or ():
        said = each.get_object()
        if said.get("/TransformMethod") == "/DocMDP":
            return bool(said.get("/TransformParams", {}).get_object().get("/P") == _FINAL)
    return False


def _inherited(field: Any, key: str) -> Any:
    """What a field, or one of those above it, has under a key."""
    for _ in range(_MOST_FIELDS):
        if field.get(key) is not None:
            return field[key].get_object()
        if field.get("/Parent") is None:
            return None
        field = field["/Parent"].get_object()
    raise ValueError


def _besides(paper: Pdf, ours: Pdf, of_signing: frozenset[str]) -> Iterator[str]:
    """What is not as it was, or was added, apart from what signing adds to a catalogue."""
    pages = len(ours.sheets)
    if paper.count(pages) != pages or len(paper.sheets) != pages:
        yield "Pages"
        return
    likeness = Likeness()
    likeness.pair(paper.sheets, ours.sheets)
    likeness.pair([paper.root["/Pages"]], [ours.root["/Pages"]])
    forms = "/AcroForm" in of_signing
    for theirs, own in zip(paper.sheets, ours.sheets, strict=True):
        where = likeness.difference(theirs, own, but=frozenset({"/Annots"}))
        if where is not None:
            yield where.removeprefix("/")
        before, after = list(own.get("/Annots") or ()), list(theirs.get("/Annots") or ())
        kept = all(likeness.difference(*each) is None for each in zip(after, before, strict=False))
        new = [each.get_object() for each in after[len(before) :]]
        if len(after) < len(before) or not kept or any(not forms or not _is_field(each) for each in new):
            yield "Annots"
    known = set(map(str, ours.root)) - {"/Metadata"} - of_signing
    for key in sorted(set(map(str, paper.root)) - {"/Metadata"} - of_signing | known):
        if key not in paper.root or key not in ours.root:
            yield key.removeprefix("/")
        elif (where := likeness.difference(paper.root[key], ours.root[key])) is not None:
            yield f"{key}{where}".strip("/")
    if forms:
        form = paper.root["/AcroForm"].get_object()
        if not _VERSION.fullmatch(str(paper.root.get("/Version", "/1.7"))):
            yield "Version"
        permitted = paper.root.get("/Perms")
        yield from (f"Perms{each}" for each in sorted(set(map(str, permitted or ())) - _CERTIFYING))
        yield from (f"AcroForm{each}" for each in sorted(map(str, set(form) - _OF_A_FORM)))
        fields, groups = _fields(paper)
        yield from ("AcroForm/Fields" for each in fields if not _is_field(each))
        yield from ("AcroForm/Fields" for each in groups if not set(map(str, each)) <= _OF_A_GROUP)
    yield from sorted(retitled(paper, ours))


def _is_field(field: Any) -> bool:
    """Whether a field, with or without a place on a page, is for a signature and does nothing besides."""
    plain = set(map(str, field)) <= _OF_A_FIELD and field.get("/Subtype") in (None, "/Widget")
    return plain and _inherited(field, "/FT") == "/Sig"


def _stamps(paper: Pdf, ours: Pdf) -> Iterator[_Stamp]:
    """Signatures that take a place on a page: what is seen there is for who signs to draw."""
    for number, (theirs, own) in enumerate(zip(paper.sheets, ours.sheets, strict=False), 1):
        for each in list(theirs.get("/Annots") or ())[len(own.get("/Annots") or ()) :]:
            field = each.get_object()
            sides = [float(side) for side in field["/Rect"]]
            (left, right), (low, high) = sorted(sides[::2]), sorted(sides[1::2])
            flags = int(field.get("/F", 0))
            if _inherited(field, "/V") is None and _shows_nothing(field):
                continue  # a place that is left to sign, of which nothing is seen on paper
            if (left != right or low != high) and not flags & _HIDDEN:
                top = float(own.mediabox.top)
                box = Spot(left, top - high, right, top - low)
                yield _Stamp(number, box, _inherited(field, "/V"), bool(flags & _FIXED))


def _shows_nothing(field: Any) -> bool:
    """Whether nothing is drawn where a field stands."""
    looks = (field.get("/AP") or {}).values()
    return not field.get("/MK") and all(
        hasattr(each.get_object(), "get_data") and not each.get_object().get_data().strip() for each in looks
    )
