"""Fixes of what was found, as edits of files: each was tried on the records, and what it is for is gone then.

What a sentence says should stand there is put there; a missing manual is written; a change of an established SKP gets
its entry. What was reported or is frozen is put back as it was, and never edited otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from skpkit.continuing import new_manuals
from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Location, Problem, Severity, TargetCell, WholeRecord
from skpkit.messages import N_, tell
from skpkit.model.achievement import legible, unequal_totals
from skpkit.model.paths import manual_name, within
from skpkit.rules import keepers, reading_rules
from skpkit.rules.between import manual_missing
from skpkit.source.schemas import texts, words
from skpkit.source.yamlfile import Path, repairs, sentences
from skpkit.writing.composing import quoted
from skpkit.writing.declaring import Declared, amend
from skpkit.writing.desk import EditedFiles
from skpkit.writing.editing import RecordText

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords

REPLACE = N_("Write {near}")
IN_QUOTES = N_("Put it in quotes")
LINE = N_("Write `{line}`")
SPACES = N_("Begin the line with {wanted} spaces")
PLAIN = N_("Write a plain space")
DELETE = N_("Delete the character that nobody sees")
BACK = N_("Put back what stood there")
FILE_BACK = N_("Put back the file {path}")
MANUAL = N_("Write the manual of {iki}")
ENTRY = N_("Record the change as an adendum")
ENTRY_AND_DIALOGUE = N_("Record the change as an adendum, and write the dialogue of today that agrees on it")
REASON = N_("state here why the SKP changes")

_QUOTING = frozenset({texts.NIP_QUOTES, words.QUOTE})
_SPACES = frozenset({repairs.TAB_FOR, repairs.TAB_AWAY, repairs.FALSE_SPACES_FOR, repairs.NEIGHBOURS, repairs.UNDER})
_MANUALS = frozenset({manual_missing.DUE, manual_missing.LATE})


class Fix(NamedTuple):
    """A fix of a finding: its title, and what the files that it touches hold with it."""

    title: str
    finding: Finding
    files: Mapping[str, str]


def fixes(session: EditedRecords, path: str, findings: list[Finding], lang: str) -> Iterator[Fix]:
    """The fixes of findings in a file, those that do what they say."""
    for finding in findings:
        for fix in _tried(session, path, finding, lang):
            if _helps(session, path, fix):
                yield fix


def _tried(session: EditedRecords, path: str, finding: Finding, lang: str) -> Iterator[Fix]:
    problem = finding.problem
    if problem.message in _MANUALS:
        yield from _manual(session, path, finding, lang)
    elif finding.code in keepers("plan"):
        yield from _entry(session, path, finding, lang)
        yield from _back(session, path, finding, lang)
    elif finding.code in keepers("target") and (found := [*_cells(session, path, finding, lang)]):
        yield from found
    else:
        if problem.at.path == path:
            for title, text in _in_text(session, path, finding, lang):
                yield Fix(title, finding, {path: text})
        yield from _back(session, path, finding, lang)


def _in_text(session: EditedRecords, path: str, finding: Finding, lang: str) -> Iterator[tuple[str, str]]:
    """What a sentence says to write, in the place of what it is about."""
    problem, text = finding.problem, session.text(path)
    at, told = problem.at, problem.told
    if problem.message in _QUOTING:
        found = _stretch(text, at)
        yield tell(IN_QUOTES, {}, lang), _with(text, at, quoted(found.strip("\"'“”„‘’ ")))
        return
    nth = at.line - 1
    lead = re.match(r" *(?:- +)?", text.split("\n")[nth])
    before = lead[0] if lead else ""
    if line := _line_in(problem):
        yield tell(LINE, {"line": line}, lang), _with_line(text, nth, before + line)
        if before.strip():  # what it says to write begins with the dash already
            yield tell(LINE, {"line": line}, lang), _with_line(text, nth, before.partition("-")[0] + line)
    elif problem.message in _SPACES:
        wanted = int(str(told.get("wanted", 0)))
        content = text.split("\n")[nth].lstrip(" \t\u00a0\u2007\u202f\u3000\u200b")
        yield tell(SPACES, {"wanted": wanted}, lang), _with_line(text, nth, " " * wanted + content)
    elif problem.message == sentences.FALSE_SPACE:
        yield tell(PLAIN, {}, lang), _with(text, at._replace(end_column=max(at.end_column, at.column + 1)), " ")
    elif problem.message in (sentences.INVISIBLE, sentences.FALSE_START):
        yield tell(DELETE, {}, lang), _with(text, at._replace(end_column=max(at.end_column, at.column + 1)), "")
    given = told.get("near")
    if problem.message == words.CHOICE_NOT and isinstance(allowed := told["allowed"], tuple):
        given = tuple(get_close_matches(str(told["value"]), map(str, allowed), 1))
    for near in given if isinstance(given, tuple) else (given,):
        if isinstance(near, str | int | float) and "…" not in str(near):
            word = str(near).strip("`")
            new = quoted(word) if problem.message.count('"{near}"') else word
            yield tell(REPLACE, {"near": new}, lang), _with(text, at, new)


def _line_in(problem: Problem) -> str:
    """The line that a sentence says to write, whole; empty where it says none."""
    told = problem.told
    for form in ("`{line}`", "`- {rest}`", "`{key}: {rest}`"):
        if form in problem.message:
            line = form.strip("`").format_map({key: str(each) for key, each in told.items()})
            return "" if "…" in line else line
    return ""


def _back(session: EditedRecords, path: str, finding: Finding, lang: str) -> Iterator[Fix]:
    """What was there, in the place of what is, where both stand on a line; or a file that is gone."""
    if gone := _gone(session, path, finding):
        for name in gone:
            yield Fix(tell(FILE_BACK, {"path": name}, lang), finding, gone)
        return
    at, was = finding.problem.at, finding.problem.was
    if session.before is None or was is None or was.line != was.end_line:
        return
    content = session.before.content(was.path)
    old = _stretch(content.decode(errors="replace"), was) if content else ""
    text = session.text(path)
    if old and old != _stretch(text, at):
        yield Fix(tell(BACK, {}, lang), finding, {path: _with(text, at, old)})


def _cells(session: EditedRecords, path: str, finding: Finding, lang: str) -> Iterator[Fix]:
    """The frozen targets that a finding asks back, in SKP and manual, with the totals of what then stands there."""
    cells = [each for each in finding.problem.undo if isinstance(each, TargetCell) and each.period]
    before, now = session.before.dossier_at(path) if session.before else None, session.dossier(path)
    folders = [each.folders.get(cells[0].folder) if each and cells else None for each in (before, now)]
    old, new = (each.skp.indicator(cells[0].iki) if each and each.skp else None for each in folders)
    if not old or not new or not folders[0] or not folders[1] or not folders[1].skp:
        return
    files = {}
    manuals = [each.manuals.get(old.kode) for each in folders if each]
    target = _restored(new.target, old.target, cells)
    if manual := manuals[0]:
        known, computed = (unequal_totals(each, manual.data) for each in (old.target, target))
        for period in computed.keys() - known.keys():
            total = computed[period]
            target[period] = int(total) if float(total).is_integer() else legible(total)
    try:
        files[folders[1].skp.path] = _with_target(session, folders[1].skp.path, (*new.path, "target"), target)
        if all(manuals):
            was, there = (each.data.get("target", {}) for each in manuals if each)
            name = within(folders[1].path, manual_name(old.kode))
            files[name] = _with_target(session, name, ("target",), _restored(there, was, cells))
    except (SkpkitError, KeyError):  # which is laid out so that nothing can be written into it
        return
    changed = {name: text for name, text in files.items() if text != session.text(name)}
    yield Fix(tell(BACK, {}, lang), finding, changed)


def _restored(now: Mapping[str, float], before: Mapping[str, float], cells: list[TargetCell]) -> dict[str, float]:
    """A target in which some cells are as they were before."""
    back = {each.period for each in cells}
    found = {period: value for period, value in now.items() if period not in back}
    return found | {period: value for period, value in before.items() if period in back}


def _with_target(session: EditedRecords, name: str, at: Path, target: Mapping[str, float]) -> str:
    """The text of a file in which a target holds just these cells."""
    text = RecordText(name, session.text(name).encode())
    held = text.data
    for step in at:
        held = held[step]
    for period in [each for each in held if each not in target]:
        text.remove((*at, period))
    for period, value in target.items():
        if held.get(period) != value:
            text.set((*at, period), value)
    return text.content.decode()


def _gone(session: EditedRecords, path: str, finding: Finding) -> dict[str, str]:
    """The file that a finding asks back, where it is no more, with what it held."""
    before = session.before.dossier_at(path) if session.before else None
    for undo in finding.problem.undo:
        if before and isinstance(undo, WholeRecord):
            name = f"{before.path}/{within(undo.folder, undo.record)}"
            content = session.before.content(name) if session.before else None
            if content is not None and not session.text(name):
                return {name: content.decode(errors="replace")}
    return {}


def _manual(session: EditedRecords, path: str, finding: Finding, lang: str) -> Iterator[Fix]:
    """The manual that an IKI lacks, as the SKP and the year before propose it; of what is saved."""
    kode = str(finding.problem.told["iki"])
    try:
        made = new_manuals(session.root, session.root / path.rpartition("/")[0], {kode: {}}, today=session.today())
    except SkpkitError:
        return
    files = {each: content.decode() for each, content in made.batch.files.items() if content is not None}
    yield Fix(tell(MANUAL, {"iki": kode}, lang), finding, files)


def _entry(session: EditedRecords, path: str, finding: Finding, lang: str) -> Iterator[Fix]:
    """The entry of an adendum that declares what changed in an SKP, and what follows from it; with the dialogue too
    where none agrees on it yet."""
    base, now = session.before, session.dossier(path)
    before = base.dossier_at(path) if base else None
    plan = next(((folder, skp) for folder, skp in before.plans() if skp.path == path), None) if before else None
    if not before or not now or not plan:
        return
    for write, title in ((False, ENTRY), (True, ENTRY_AND_DIALOGUE)):
        desk = EditedFiles(session.root)
        held = dict(session.contents(now.path))
        desk.seen.update(held)
        declared = Declared(tell(REASON, {}, lang), session.today(), write_dialogue=write)
        try:
            amend(desk, plan, (), declared, before.path, held[path])
            files = {each: content.decode() for each, content in desk.files().items() if content is not None}
        except SkpkitError:
            continue
        yield Fix(tell(title, {}, lang), finding, files)
        return


def _helps(session: EditedRecords, path: str, fix: Fix) -> bool:
    """Whether what a fix is for is gone with it, and nothing of its kind stands in its place: what can be read then may
    have other faults."""
    before = {each.fingerprint for each, _ in session.judged(path).findings}
    with session.trying(fix.files):
        told = session.judged(path)
    if told.error or fix.finding.fingerprint in {each.fingerprint for each, _ in told.findings}:
        return False
    at, reading = fix.finding.problem.at, reading_rules()
    rest = keepers("plan") if fix.finding.code in keepers("target") else ()  # what else changed there may be open
    there = [each for each, _ in told.findings if (each.problem.at.path, each.problem.at.line) == (at.path, at.line)]
    fresh = [each for each in there if each.severity is Severity.ERROR and each.fingerprint not in before]
    fresh = [each for each in fresh if each.code not in rest]
    return at.path not in fix.files or not any(
        each.code in reading or fix.finding.code not in reading for each in fresh
    )


def _stretch(text: str, at: Location) -> str:
    lines = text.split("\n")
    if at.line != at.end_line or at.line > len(lines):
        return ""
    return lines[at.line - 1][at.column - 1 : at.end_column - 1]


def _with(text: str, at: Location, new: str) -> str:
    """The text with something else at a place, which is one of a line."""
    lines = text.split("\n")
    if at.line != at.end_line or at.line > len(lines):
        return text
    line = lines[at.line - 1]
    return _with_line(text, at.line - 1, f"{line[: at.column - 1]}{new}{line[at.end_column - 1 :]}")


def _with_line(text: str, nth: int, line: str) -> str:
    lines = text.split("\n")
    end = "\r" if lines[nth].endswith("\r") and not line.endswith("\r") else ""
    return "\n".join([*lines[:nth], line + end, *lines[nth + 1 :]])
