"""The report as Markdown for a comment: the gravest first, within what a forge takes, and no text of a record acts.

A forge reads more into a text than Markdown: names and numbers become mentions, addresses become links. So of what
comes from records every sign that may act is written by its number, and what a forge would look for is parted by a
space of no width. No such text begins a line, where a comment's commands stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from skpkit.findings import Severity
from skpkit.messages import N_, Value, cut
from skpkit.reports._findings import IN_STEP
from skpkit.reports._places import PlaceView
from skpkit.reports._report import Report
from skpkit.reports._rows import RowView
from skpkit.reports._shown import FindingView
from skpkit.reports._spoken import Spoken
from skpkit.reports._steps import MORE_STEPS, StepsView
from skpkit.reports._stories import StoryView
from skpkit.reports._view import ChangedView, DecidedView, PersonView, ReviewView, view_of

MARKER = "<!-- skpkit:review -->"
"""The first line: who posts the report finds the comment that is his by it."""
MOST = 60_000  # characters, of 65,536 that GitHub takes
SIGNS = {"bad": "❌", "heed": "⚠️", "unfinished": "⚠️", "good": "✅"}
OF_SEVERITY = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.INFO: "ℹ️"}

WHAT, BEFORE, AFTER, REMARK = N_("What changes"), N_("Before"), N_("After"), N_("Remark")
EVIDENCE, WAY_OUT, BASIS = N_("Evidence: {places}"), N_("Way out: {text}"), N_("Basis: {text}")
AT, WAS = N_("Place: {place}"), N_("Place: {place}, before: {was}")
APPROVALS, EXEMPTED = N_("Approvals"), N_("Passed by an exemption")
TYPED, KNOWN = N_("As it is written: {text}"), N_("Known before this change")
EXAMPLE = N_("It should look like this:")
LOOSE, FINDINGS = N_("Besides what changes"), N_("Findings")
NOTES, UNJUDGED = N_("To be noted"), N_("Not judged")
CHANGES = N_("changes: {count}")
MORE_ROWS = N_("and {count} more changes")
LEFT_OUT = N_(
    "Left out here, for a comment has an end: {findings} findings and {persons} dossiers; the page and the log of the "
    "run have them all."
)
PERIOD, TARGET, REALISATION = N_("Period"), N_("Target"), N_("Realisasi")

_ACTING = re.compile(r"[&<>|`*_~\[\]{}()\\!#@$^%\"']")
_MARK = re.compile(r"[ |^]+")  # below a line of a file
_PARTED = "@#!~&$%^"  # what a forge takes for the start of a reference
_ADDRESS = re.compile(r"(?i)(?<=\b)(https?|ftp|mailto|xmpp|www|gh)(?=[:.\-])")
_NO_WIDTH = "&#8203;"
LEFT_OUT_OF = N_("Nothing is shown here of: {who}.")
_NAMES = 2_000  # letters of the names of those who are left out
_CELL, _TEXT, _ROWS = 300, 1_200, 40  # letters of a cell and of a sentence, rows of a table


class _Piece(NamedTuple):
    """What stands or is left out as a whole: how grave, of which dossier, where in it, and what has to stand before."""

    rank: int
    person: int
    place: int
    text: str
    needs: int | None = None
    findings: int = 0


def as_markdown(report: Report, most: int = MOST) -> str:
    """The report as GitHub's Markdown, of at most so many characters, though never less than the verdict."""
    view = view_of(report)
    start, end = _start(report, view), _end(report, view)
    room = min(_NAMES, most // 4)  # for the names of who is left out
    if len(start) + len(end) + room > most:  # a start may hold many reasons
        start, end = _start(report, view, short=True), ""
    pieces = [piece for nth, person in enumerate(view.persons) for piece in _pieces(report, nth, person)]
    heads = [_head(report, nth, person) for nth, person in enumerate(view.persons)]
    total = sum(each.findings for each in pieces)
    rest = report.say(LEFT_OUT, findings=total, persons=len(heads))
    kept = _fitting(pieces, heads, most - len(start) - len(end) - len(rest) - 2 * room)
    parts = [start]
    for nth, head in enumerate(heads):
        if mine := sorted((each for each in kept if each.person == nth), key=lambda each: each.place):
            parts += [head, *(each.text for each in mine), _FOOT]
    told = sum(each.findings for each in kept)
    there = {each.person for each in kept}
    gone = [each for nth, each in enumerate(view.persons) if nth not in there]
    if total > told or gone:
        parts.append(f"**{report.say(LEFT_OUT, findings=total - told, persons=len(gone))}**\n\n")
    if gone:
        parts.append(f"{report.say(LEFT_OUT_OF, who=_named((plain(each.title) for each in gone), room))}\n\n")
    return "".join([*parts, end])


def _named(titles: Iterable[str], room: int) -> str:
    """As many of some titles as have room, the gravest first."""
    told: list[str] = []
    for each in titles:
        room -= len(each) + 2
        if room < 0:
            return "; ".join([*told, "…"])
        told.append(each)
    return "; ".join(told)


_FOOT = "</details>\n\n"


def _fitting(pieces: Sequence[_Piece], heads: Sequence[str], room: int) -> list[_Piece]:
    """The gravest of the pieces that fit, each with what has to stand before it."""
    by_place = {(each.person, each.place): each for each in pieces}
    kept: dict[tuple[int, int], _Piece] = {}
    persons: set[int] = set()
    for each in sorted(pieces, key=lambda one: (one.rank, one.person, one.place)):
        wanted = [by_place[each.person, each.needs]] if each.needs is not None else []
        fresh = [one for one in (*wanted, each) if (one.person, one.place) not in kept]
        cost = sum(len(one.text) for one in fresh)
        cost += 0 if each.person in persons else len(heads[each.person]) + len(_FOOT)
        if cost > room:
            break
        room -= cost
        persons.add(each.person)
        kept |= {(one.person, one.place): one for one in fresh}
    return list(kept.values())


def plain(text: str, longest: int = _TEXT) -> str:
    """A text of which nothing acts in Markdown, in HTML, or on a forge; cut where it has no end."""
    return _ADDRESS.sub(rf"\1{_NO_WIDTH}", _ACTING.sub(_written, cut(text, longest)))


def _written(found: re.Match[str]) -> str:
    sign = found[0]
    return f"&#{ord(sign)};{_NO_WIDTH if sign in _PARTED else ''}"


# --- the parts -----------------------------------------------------------------------------------------------


def _start(report: Report, view: ReviewView, *, short: bool = False) -> str:
    lines = [MARKER, f"## {SIGNS[view.state]} {plain(view.outcome)}", ""]
    if short:
        return "\n".join(lines) + "\n"
    lines += [f"**{plain(view.asked)}**", ""] if view.asked else []
    lines += [*_items(view.why), ""] if view.why else []
    lines += [" · ".join(plain(each) for each in (view.heading, view.day) if each), ""]
    lines += [f"_{plain(view.nature)}_", ""] if view.nature else []
    if view.clashes or view.reasons:
        lines += [f"**{report.say(UNJUDGED)}**", ""]
    for each in view.clashes[:_ROWS]:
        rows = ([plain(cell, _CELL) for cell in row] for row in each.rows[:_ROWS])
        lines += [f"- {plain(each.title)}", "", *_table([plain(head, _CELL) for head in each.heads], rows)]
        lines += [f"- {report.around(WAY_OUT, text=plain(each.way_out))}", ""]
    if view.reasons:
        lines += [*_items(view.reasons[:_ROWS]), ""]
    return "\n".join(lines) + "\n"


def _end(report: Report, view: ReviewView) -> str:
    lines = _items(view.beyond)
    if view.steps:
        lines += ["", f"**{plain(view.steps.heading)}**", "", *_steps(report, view.steps)]
    if view.gathering:
        lines += ["", f"**{plain(view.gathering.heading)}**", ""]
        for part in view.gathering.parts[:_ROWS]:
            lines += [f"- {plain(part.title)}"] if part.title else []
            lines += [f"  - {plain(each)}" for each in part.sentences]
        lines += [f"- {plain(view.gathering.rest)}"] if view.gathering.rest else []
    if view.notes:
        lines += ["", f"**{report.say(NOTES)}**", "", *map(_note, view.notes[:_ROWS])]
    counts = " · ".join(f"{plain(word)}: {number}" for word, number in view.counts)
    return "\n".join([*lines, "", f"<sub>{counts}</sub>", ""])


def _steps(report: Report, view: StepsView) -> Iterator[str]:
    for each in view.steps[:_ROWS]:
        found = [
            f"{OF_SEVERITY[severity]} {number} {plain(report.say(severity.word))}" for severity, number in each.counts
        ]
        yield "- " + "; ".join([plain(each.text), *found, *(f"**{plain(turn)}**" for turn in each.turns)])
    if view.rest or len(view.steps) > _ROWS:
        yield f"- {plain(view.rest or report.say(MORE_STEPS, count=len(view.steps) - _ROWS))}"


def _note(note: Spoken) -> str:
    return f"- {plain(note.text)}" + "".join(f" <code>{plain(each)}</code>" for each in note.typed)


def _items(texts: Iterable[str]) -> list[str]:
    return [f"- {plain(each)}" for each in texts]


def _head(report: Report, nth: int, person: PersonView) -> str:
    counts = [f"{OF_SEVERITY[each]} {count} {plain(report.say(each.word))}" for each, count in person.counts if count]
    counts += [plain(report.say(CHANGES, count=person.rows))] if person.rows else []
    counts += [f"⚠️ {plain(report.say(EXEMPTED))}: {len(person.exempted)}"] if person.exempted else []
    title = " · ".join([f"<b>{plain(person.title)}</b>", *counts])
    opened = " open" if nth == 0 or not person.rank else ""
    post = f"<sub>{plain(person.post)}</sub>\n\n" if person.post else ""
    return f"<details{opened}><summary>{title}</summary>\n\n{post}"


def _pieces(report: Report, nth: int, person: PersonView) -> Iterator[_Piece]:
    place = 0

    def piece(text: str, rank: int = len(Severity), needs: int | None = None, findings: int = 0) -> _Piece:
        nonlocal place
        place += 1
        return _Piece(rank, nth, place, text, needs, findings)

    both: list[ChangedView | DecidedView] = [*person.changed, *person.decided]
    for one in both:
        worst = min((each.severity.rank for each in one.findings), default=len(Severity))
        first = piece(_changed(report, one) if isinstance(one, ChangedView) else _decided(report, one), worst)
        yield first
        for each in one.findings:
            yield piece(_finding(report, each), each.severity.rank, first.place, len(each.marks))
        if isinstance(one, ChangedView) and one.story:
            yield piece(_story(report, one.story), needs=first.place)
    if person.loose:
        first = piece(f"**{report.say(LOOSE if person.changed else FINDINGS)}**\n\n", person.loose[0].severity.rank)
        yield first
        for each in person.loose:
            yield piece(_finding(report, each), each.severity.rank, first.place, len(each.marks))
    if person.exempted:
        first = piece(f"**{report.say(EXEMPTED)}**\n\n")
        yield first
        for each in person.exempted:
            yield piece(_finding(report, each), needs=first.place)
    if person.known:
        first = piece(f"**{report.say(KNOWN)}**\n\n")
        yield first
        for each in person.known:
            yield piece(_finding(report, each), needs=first.place)
    if person.owed:
        yield piece("\n".join([f"**{plain(person.owed_title)}**", "", *_items(person.owed)]) + "\n\n")


def _changed(report: Report, changed: ChangedView) -> str:
    rows = changed.group.rows
    pairs, others = [each for each in rows if each.paired], [each for each in rows if not each.paired]
    lines = [f"**{plain(changed.group.title)}**", ""]
    if pairs:
        lines += _table(
            [report.say(each) for each in (WHAT, BEFORE, AFTER, REMARK)], (_row(report, each) for each in pairs[:_ROWS])
        )
    for each in others[:_ROWS]:
        lines.append(
            f"- {plain(each.label)}"
            + (f": {plain(each.said, 2 * _CELL)}" if each.said else "")
            + (f" ({_remark(report, each)})" if each.notes or each.codes or each.passed else "")
        )
    if left := len(pairs[_ROWS:]) + len(others[_ROWS:]):
        lines += ["", report.say(MORE_ROWS, count=left)]
    return "\n".join(lines) + "\n\n"


def _row(report: Report, row: RowView) -> list[str]:
    old, new = _around(row.old, row.new)
    return [plain(row.label, _CELL), plain(old, _CELL), plain(new, _CELL), _remark(report, row)]


def _around(old: str, new: str) -> tuple[str, str]:
    """Two long texts from where they begin to differ, so that what is cut is not what changed."""
    if max(len(old), len(new)) <= _CELL:
        return old, new
    shared = next((nth for nth, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), 0)
    start = max(0, shared - _CELL // 4)
    return (f"…{old[start:]}", f"…{new[start:]}") if start else (old, new)


def _remark(report: Report, row: RowView) -> str:
    marks = [f"{OF_SEVERITY[row.severity]} **{', '.join(row.codes)}**"] if row.severity else []
    marks += [f"⚠️ {plain(report.say(EXEMPTED))}: {', '.join(row.passed)}"] if row.passed else []
    return "; ".join([*marks, *(plain(each, _CELL) for each in row.notes)])


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [*(f"| {' | '.join(each)} |" for each in lines), ""]


def _story(report: Report, story: StoryView) -> str:
    moved = any(each.moved for each in story.lines)
    rows = [
        [
            plain(each.period),
            plain(f"{each.target_before} → {each.target_after}" if each.moved else each.target_after),
            plain(each.value),
            plain("; ".join(one for one in (each.word, each.frozen) if one), _CELL),
        ]
        for each in story.lines
    ]
    head = [report.say(each) for each in (PERIOD, TARGET, REALISATION, REMARK)]
    title = plain(story.title)
    opened = "<details><summary>" if not moved else "<details open><summary>"
    return "\n".join([f"{opened}{title}</summary>", "", *_table(head, rows), "</details>", ""]) + "\n"


def _decided(report: Report, decided: DecidedView) -> str:
    lines = [f"**{plain(decided.thing.title)}**", "", *_items(decided.thing.lines)]
    if decided.thing.approvals:
        lines.append(f"- {report.say(APPROVALS)}:")
        lines += [f"  - {plain(each.text)}: **{plain(each.word)}**" for each in decided.thing.approvals]
    return "\n".join(lines) + "\n\n"


def _finding(report: Report, finding: FindingView) -> str:
    mark = OF_SEVERITY[finding.severity]
    lines = [f"{mark} **{plain(finding.word)} {finding.code}**: {plain(finding.sentence)}", ""]
    lines += _as_typed(finding.source)
    if finding.example:
        lines += [report.say(EXAMPLE), "", *_as_typed(finding.example)]
    lines += _items(finding.passed)
    if finding.evidence:
        places = "; ".join(map(_place, finding.evidence[:_ROWS]))
        lines.append(f"- {report.around(EVIDENCE, places=places)}")
    if finding.way_out:
        lines.append(f"- {report.around(WAY_OUT, text=plain(finding.way_out))}")
    if finding.typed:
        lines.append(f"- {report.around(TYPED, text='; '.join(map(plain, finding.typed)))}")
    at: dict[str, Value] = {"place": _place(finding.at), "was": _place(finding.was) if finding.was else None}
    lines.append(f"- {report.around(WAS if finding.was else AT, **at)}")
    if finding.step:
        lines.append(f"- {report.around(IN_STEP, step=plain(finding.step))}")
        lines += [f"- **{plain(each)}**" for each in finding.turns]
    lines += _items(finding.also)
    lines += [f"- {report.around(BASIS, text=plain(each))}" for each in finding.basis]
    return "\n".join(f"> {each}".rstrip() for each in lines) + "\n\n"


def _as_typed(texts: Sequence[str]) -> list[str]:
    """Lines of a file, in which spaces count. A fence would end where a text has one, so their block is one of HTML."""
    return ["<pre>", *(each if _MARK.fullmatch(each) else plain(each) for each in texts), "</pre>", ""] if texts else []


def _place(at: PlaceView) -> str:
    return f"[{plain(at.text)}]({at.link})" if at.link else plain(at.text)
