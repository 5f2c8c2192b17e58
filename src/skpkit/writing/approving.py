"""An approval, or a signature, written into the text of a record: a line more, and all else as it was.

Where the text has lines of its own for lists and mappings, so has the approval, and its signature is a block. Between
brackets it stands between brackets too, the signature as one quoted text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from skpkit.source.yamlfile import Path, read
from skpkit.writing.parts import Member, Stretch, parts_of

SIGNATURE = "tanda_tangan"
_APPROVALS = "persetujuan"
_PLAIN = re.compile(r"(?!(?i:true|false|null)$)[A-Za-z]{4,}(?:[ _][A-Za-z]+)*|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FLAT = re.compile(r"\{[^\n]*\}")
_ABOVE = ("pejabat_penilai_kinerja", "pegawai")  # behind which an SKP has its penetapan

ApprovalLine: TypeAlias = Mapping[str, str]


def with_approval(text: str, place: Path, line: ApprovalLine, nth: int | None = None, day: str = "") -> str | None:
    """The text with an approval in the `persetujuan` at a place: as its last, or `nth` as it stands with another date
    and signature. A penetapan that is not there is made, of a `day`. None where the text is not laid out for that."""
    root = _root(text)
    if root is None:
        return None
    holder = _at(root, place)
    if holder is None or holder.is_empty:
        return _new_holder(text, root, place, line, day)
    approvals = _member(holder, _APPROVALS)
    if approvals is None:
        return _with_entry(text, holder, [f"{_APPROVALS}:", *_item(line, 2)], f"{_APPROVALS}: [{_flow(line)}]")
    listed = approvals.value
    if nth is not None and listed.members is not None:
        return _renewed(text, listed, listed.members[nth], line)
    if listed.block and listed.members:
        last = listed.members[-1]
        return _insert(text, last.stop, _indented(_item(line, 0), _column(text, last.start)))
    if holder.block and listed.is_empty:
        return _replaced(text, approvals, [f"{_APPROVALS}:", *_item(line, 2)])
    return text[: listed.end - 1] + (", " if listed.members else "") + _flow(line) + text[listed.end - 1 :]


def with_signature(text: str, place: Path, signature: str) -> str | None:
    """The text with a signature in the mapping at a place, for the one that it may have. None where the text is not
    laid out for that."""
    root = _root(text)
    holder = _at(root, place) if root else None
    return _set(text, holder, SIGNATURE, signature, parent=_line_at(root, place)) if root and holder else None


def _root(text: str) -> Stretch | None:
    document = read(text.encode())
    leaves = parts_of(text, document.data) if not document.slips else None
    return leaves.root if leaves else None


def _at(root: Stretch, place: Path) -> Stretch | None:
    found: Stretch | None = root
    for step in place:
        member = _step(found, step) if found else None
        found = member.value if member else None
    return found


def _line_at(root: Stretch, place: Path) -> Member | None:
    """The member at a place, if it begins a line."""
    above = _at(root, place[:-1])
    return _step(above, place[-1]) if above and above.block and place else None


def _step(part: Stretch, step: str | int) -> Member | None:
    if isinstance(step, int):
        return part.members[step] if part.members and step < len(part.members) else None
    return _member(part, step)


def _member(part: Stretch, key: str) -> Member | None:
    return next((each for each in part.members or () if each.key == key), None)


def _new_holder(text: str, root: Stretch, place: Path, line: ApprovalLine, day: str) -> str | None:
    """The text with a mapping at its top that holds the approval, and its date."""
    if len(place) != 1:
        return None
    name = str(place[0])
    lines = [f"{name}:", f"  tanggal: {day}", f"  {_APPROVALS}:", *_indented(_item(line, 2), 2).splitlines()]
    there = _member(root, name)
    if there:
        return _replaced(text, there, lines)
    above = next((found for each in _ABOVE if (found := _member(root, each))), None)
    return _insert(text, above.stop, _indented(lines, 0)) if above else None


def _renewed(text: str, listed: Stretch, member: Member, line: ApprovalLine) -> str | None:
    """The text with the date and signature of an approval that is there."""
    value = member.value
    given = {key: line[key] for key in ("tanggal", SIGNATURE) if key in line}
    if listed.block and not value.block and _FLAT.fullmatch(value.written):
        return _replaced(text, member, _item({**value.data, **given}, 0))
    made: str | None = text
    for key, each in given.items():
        root = _root(made) if made is not None else None
        found = _where(root, value.start) if root else None
        made = _set(made, found, key, each) if made is not None and found else None
    return made


def _where(part: Stretch, start: int) -> Stretch | None:
    """The mapping that begins at a place."""
    for each in part.members or ():
        if each.value.start == start and each.value.is_map:
            return each.value
        if found := _where(each.value, start):
            return found
    return None


def _set(text: str, holder: Stretch, key: str, value: str, parent: Member | None = None) -> str | None:
    """The text with a key of a mapping set."""
    if holder.members is None or not holder.is_map:
        return None
    there = _member(holder, key)
    if holder.block and there:
        return _replaced(text, there, _entry(key, value))
    if holder.block:
        return _with_entry(text, holder, _entry(key, value), "")
    if parent and parent.key and _FLAT.fullmatch(holder.written):
        lines = [each for name, one in {**holder.data, key: value}.items() for each in _entry(name, str(one))]
        return _replaced(text, parent, [f"{parent.key}:", *(f"  {each}" for each in lines)])
    if there:
        return text[: there.value.start] + json.dumps(value) + text[there.value.end :]
    return _with_entry(text, holder, [], f"{key}: {json.dumps(value)}")


def _replaced(text: str, member: Member, lines: Sequence[str]) -> str:
    """The text with lines in the place of a member that begins a line; a comment behind it stays on the first one."""
    tail, _, behind = text[member.value.end :].partition("\n")
    first, *rest = lines
    return text[: member.start] + f"{first}{tail}\n" + _indented(rest, _column(text, member.start)) + behind


def _with_entry(text: str, holder: Stretch, lines: Sequence[str], flow: str) -> str | None:
    """The text with an entry more in a mapping: as lines, or between its brackets."""
    if not holder.members:
        return None
    if not holder.block:
        return text[: holder.end - 1] + f", {flow}" + text[holder.end - 1 :]
    return _insert(text, holder.members[-1].stop, _indented(lines, holder.column))


def _insert(text: str, at: int, lines: str) -> str:
    before = text[:at]
    return before + ("" if before.endswith("\n") or not before else "\n") + lines + text[at:]


def _indented(lines: Sequence[str], column: int) -> str:
    return "".join(f"{' ' * column}{each}\n" for each in lines)


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at) - 1


def _item(line: Mapping[str, Any], indent: int) -> list[str]:
    """An approval as lines of a list."""
    lines = [each for key, value in line.items() for each in _entry(key, str(value))]
    lead = " " * indent
    return [f"{lead}- {lines[0]}", *(f"{lead}  {each}" for each in lines[1:])]


def _entry(key: str, value: str) -> list[str]:
    if key == SIGNATURE:
        return [f"{key}: |", *(f"  {each}" for each in value.strip().splitlines())]
    return [f"{key}: {_scalar(value)}"]


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _flow(line: ApprovalLine) -> str:
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in line.items()) + "}"
