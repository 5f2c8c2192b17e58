"""Why two sides of a merge do not come together, in the words of the records: what each says, not on which lines.

It is told from what the merge base and both sides hold. Where one of them cannot be read as a record, and where files
were moved otherwise, the path alone is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from skpkit.findings import Contradiction, Unjudged
from skpkit.forge.merge_driver import subject
from skpkit.messages import N_, Value, clip, quoted
from skpkit.model.paths import SKP_FILE, NamedDay, day_of, named_day, record_path
from skpkit.model.records import REPORTED, same
from skpkit.source.history import Unmerged
from skpkit.source.schemas import MANUAL
from skpkit.source.yamlfile import read
from skpkit.writing.merging import Clash, Doubt, Merging, merge
from skpkit.writing.numbering import LOG

CLASH = N_(
    "{head} and {base} changed it differently, so what merging would bring is not known; bring {head} up to date with "
    "{base}, settle it there, and have it reviewed again"
)
DIFFERENT = N_(
    "{matter} was {was}; in {base} it is {one} by now, and {head} asks for {other}; agree which of both counts, bring "
    "{head} up to date with {base}, write that one, and have it reviewed again"
)
DIFFERENT_NEW = N_(
    "{matter} is {one} in {base}, and {head} asks for {other}; agree which of both counts, bring {head} up to date "
    "with {base}, write that one, and have it reviewed again"
)
OTHERWISE = N_(
    "{base} and {head} both changed {matter}, each otherwise; agree what it shall say, bring {head} up to date with "
    "{base}, write that, and have it reviewed again"
)
GONE_THERE = N_(
    "{base} took {matter} away, {head} changed it; bring {head} up to date with {base}, keep what shall stay, and have "
    "it reviewed again"
)
GONE_HERE = N_(
    "{head} took {matter} away, {base} changed it; bring {head} up to date with {base}, keep what shall stay, and have "
    "it reviewed again"
)
NUMBERED = N_(
    "{base} and {head} both recorded {entry} {old}, and these are two; bring {head} up to date with {base}, where that "
    "of {day} becomes {entry} {new}, and have it reviewed again"
)
SIGNED = N_(
    "{base} and {head} both recorded {matter}, and these are two; bring {head} up to date with {base}, give the later "
    "one the next number, let it be signed anew, and have it reviewed again"
)
BOTH_NEW = N_(
    "{base} and {head} both brought {matter}, each otherwise; bring {head} up to date with {base}, make one of both, "
    "or give yours another code, and have it reviewed again"
)
NEW_RECORD = N_(
    "{base} and {head} both brought this record, each otherwise ({matter}); bring {head} up to date with {base}, make "
    "one of both, and have it reviewed again"
)
TWO_DIALOGUES = N_(
    "{base} and {head} both brought a dialogue of {day} under this name; bring {head} up to date with {base}, and keep "
    "one where it is the same dialogue, else both, yours as {other}, and have it reviewed again"
)
REPORTED_TWICE = N_(
    "{base} and {head} both reported this dialogue of {day}, each otherwise; bring {head} up to date with {base}, keep "
    "what was reported in {base}, correct it in a new dialogue, and have it reviewed again"
)
FILE_GONE_THERE = N_(
    "{base} deleted or moved it, {head} changed it; bring {head} up to date with {base}, keep what shall stay, and "
    "have it reviewed again"
)
FILE_GONE_HERE = N_(
    "{head} deleted or moved it, {base} changed it; bring {head} up to date with {base}, keep what shall stay, and "
    "have it reviewed again"
)
LINES = N_(
    "{base} and {head} wrote in the same lines of it, and nothing in it contradicts; bring {head} up to date with "
    "{base} (on a machine with skpkit's merge driver, skpkit git-setup, git does it by itself), and have it reviewed "
    "again"
)
MORE = N_("and {count} more in the same file")

MOST = 12  # that are told of one file
_MOST_NAMED = 5


class _Sides(NamedTuple):
    """What the three have at a path: the contents, None where nothing lies."""

    path: str
    base: str | None
    ours: str
    theirs: str


def told_of(clash: Unmerged, contents: Mapping[str, bytes], names: Mapping[str, Value]) -> list[Unjudged]:
    """Why a path cannot be merged, each reason by itself. `contents` are by id; `names` are what `base` and `head` are
    called."""
    found = list(_reasons(clash, contents))
    if len(found) > MOST:
        found[MOST:] = [(MORE, {"count": len(found) - MOST})]
    return [Unjudged(clash.path, reason, {**names, **told}, values=_values(told)) for reason, told in found]


def _values(told: Mapping[str, Value]) -> Contradiction | None:
    """The two values that contradict, where a sentence tells such."""
    if "one" not in told:
        return None
    return Contradiction(str(told["matter"]), told.get("was"), told["one"], told["other"])


def _reasons(clash: Unmerged, contents: Mapping[str, bytes]) -> Iterator[tuple[str, dict[str, Value]]]:
    base, ours, theirs = (None if each is None else contents[each] for each in (clash.base, clash.ours, clash.theirs))
    if ours is None or theirs is None:
        there = ours is None and theirs is not None and base is not None
        here = theirs is None and ours is not None and base is not None
        yield FILE_GONE_THERE if there else FILE_GONE_HERE if here else CLASH, {}
        return
    try:
        texts = [_plain(each) for each in (base, ours, theirs) if each is not None]
        sides = _Sides(clash.path, texts[0] if base is not None else None, texts[-2], texts[-1])
        yield from _within(sides) if sides.base is not None else _new(sides)
    except Doubt:
        yield CLASH, {}


def _plain(content: bytes) -> str:
    """A text as it is compared. Raises Doubt for what is none."""
    try:
        return content.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Doubt from None


def _new(sides: _Sides) -> Iterator[tuple[str, dict[str, Value]]]:
    """Of a file that both sides brought."""
    day = named_day(sides.path)
    if day and day.exact:
        for each in (sides.ours, sides.theirs):
            _data(each)
        yield TWO_DIALOGUES, {"day": day_of(day.day) or day.day, "other": _next(day)}
        return
    merging = merge("", sides.ours, sides.theirs)
    named = [subject(each.where, _entry(sides.path)) for each in merging.clashes if each.where]
    more = ("…",) if len(named) > _MOST_NAMED else ()
    yield (NEW_RECORD, {"matter": (*named[:_MOST_NAMED], *more)}) if named else (LINES, {})


def _within(sides: _Sides) -> Iterator[tuple[str, dict[str, Value]]]:
    """Of a file that lay there when they parted."""
    assert sides.base is not None  # noqa: S101 - it lay there
    merging = merge(sides.base, sides.ours, sides.theirs)
    day = named_day(sides.path)
    told = [_data(each).get("status") for each in (sides.base, sides.ours, sides.theirs)]
    if day and told[0] != REPORTED and told[1:] == [REPORTED, REPORTED] and merging.clashes:
        yield REPORTED_TWICE, {"day": day_of(day.day) or day.day}
    yield from _renumbered(sides.path, merging)
    for each in merging.clashes:
        yield _said(each, sides.path)
    if not merging.clashes and not merging.renumbered:
        yield LINES, {}


def _renumbered(path: str, merging: Merging) -> Iterator[tuple[str, dict[str, Value]]]:
    for old, new, day in merging.renumbered:
        yield NUMBERED, {"entry": _entry(path), "old": old, "new": new, "day": day_of(day) or clip(day)}


def _said(clash: Clash, path: str) -> tuple[str, dict[str, Value]]:
    """One thing that both say otherwise."""
    told: dict[str, Value] = {"matter": _what(clash.where, path)}
    one, other = clash.ours, clash.theirs
    if clash.signed:
        return SIGNED, told
    if same(one, other):
        return LINES, {}
    if None in (one, other):
        return (GONE_THERE if one is None else GONE_HERE), told
    if clash.new:
        return BOTH_NEW, told
    if any(isinstance(each, dict | list) for each in (clash.base, one, other)):
        return OTHERWISE, told
    told |= {"one": _shown(one), "other": _shown(other)}
    if clash.base is None:
        return DIFFERENT_NEW, told
    return DIFFERENT, {**told, "was": _shown(clash.base)}


def _what(where: tuple[str, ...], path: str) -> str:
    """What is meant, in the words of the form; of an IKI that it is one, and in a manual of which."""
    what = subject(where, _entry(path))
    if where[-2:-1] == ("indikator",):
        return f"IKI {what}"
    found = record_path("/".join(path.split("/")[-2:]))
    return f"{found.key} {what}" if found.kind == MANUAL else what


def yields(clash: Unmerged, contents: Mapping[str, bytes]) -> Literal["ours", "theirs"] | None:
    """The side whose entry of changes gets another number, since it is the later one, so that the other side has to
    land first; None where that does not matter."""
    base, ours, theirs = (contents.get(each or "") for each in (clash.base, clash.ours, clash.theirs))
    if base is None or ours is None or theirs is None:
        return None
    try:
        merging = merge(*map(_plain, (base, ours, theirs)))
        for old, _, day in merging.renumbered:
            has = [_holds(_data(_plain(each)), old, day) for each in (ours, theirs)]
            if has[0] != has[1]:
                return "ours" if has[0] else "theirs"
    except Doubt:
        pass
    return None


def _holds(data: Mapping[str, Any], number: int, day: str) -> bool:
    return any(each.get("nomor") == number and str(each.get("tanggal", "")) == day for each in data.get(LOG) or ())


def _shown(value: Any) -> Value:
    if not isinstance(value, str):
        return value  # type: ignore[no-any-return]
    return day_of(value) or quoted(clip(value))


def _entry(path: str) -> str:
    """What an entry of changes is called in a record."""
    return "adendum" if path.rpartition("/")[2] == SKP_FILE else "perubahan"


def _next(day: NamedDay) -> str:
    return f"{day.day}-{max(day.nth, 1) + 1}.yaml"


def _data(text: str) -> Mapping[str, Any]:
    """What a text says as a record. Raises Doubt for one that is none."""
    document = read(text.encode())
    if document.slips or not isinstance(document.data, dict):
        raise Doubt
    return document.data
