"""A unit as a static site: a page for each employee, one of all that was recorded, one to search, and the first.

The pages need no network and no server: each holds its style and script, and leads to the others by relative links.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

from skpkit.findings import Severity
from skpkit.messages import N_, show_date
from skpkit.model.nip import last_digits
from skpkit.model.paths import identity_of
from skpkit.reports import html_report, status_html
from skpkit.reports._page import page
from skpkit.reports._person_page import STEP_OF_DAY, KnownPerson, PersonPage, SiteReport, person_page
from skpkit.reports._picture import legend, picture
from skpkit.reports._standing import StandingView, head_lines, outcome_line, person_view, standing_state
from skpkit.reports._wording import clean
from skpkit.reports.status_text import UNIT_HEADER
from skpkit.source.resources import VERSION

if TYPE_CHECKING:
    from markupsafe import Markup

    from skpkit.reports._stories import StoryView

HOME, HISTORY, SEARCH = "index.html", "riwayat.html", "cari.html"
SAY = {
    "skip": N_("Skip to the content"),
    "home": N_("All employees"),
    "history": N_("History"),
    "search": N_("Search"),
    "pages": N_("Pages"),
    "records": N_("Records"),
    "sheets": N_("Printed documents"),
    "evidence": N_("Evidence of the realisasi:"),
    "no_evidence": N_("Without evidence"),
    "recorded_in": N_("Recorded in:"),
    "steps": N_("How it came about"),
    "changes": N_("changes:"),
    "ask": N_("What to look for"),
    "needs_script": N_("This page searches by a script, which this browser does not run; look for it in the history."),
    "no_history": N_("No history is known here: these records are in no git repository."),
    "found": N_("found: {count}"),
    "found_more": N_("found: {count}; the first {most} are shown, so write more of what to look for"),
    "none": N_("nothing was found"),
}
MOST_FOUND = 60


class SitePage(NamedTuple):
    """The page of an employee: its address, its HTML, the lines for who searches (anchor, title and text each), and the
    steps of which it tells, by commit: the anchor and how many changes."""

    address: str
    html: str
    lines: tuple[tuple[str, str, str], ...]
    steps: tuple[tuple[str, str, int], ...]


def addresses(told: SiteReport) -> dict[str, str]:
    """The page of each employee, by dossier: the year, the name as it is shown, and the last digits of the NIP."""
    found: dict[str, str] = {}
    times: Counter[str] = Counter()
    for each in sorted(told.report.overview.persons, key=lambda each: each.title):
        year, nip = identity_of(each.title)
        name = normalize("NFKD", told.telling.person(each.name, nip)).encode("ascii", "ignore").decode().lower()
        address = f"{year}/{'-'.join([*re.findall('[a-z]+', name)[:6], last_digits(nip)[1:]])}"
        times[address] += 1
        found[each.title] = f"{address}{f'-{times[address]}' if times[address] > 1 else ''}.html"
    return found


def _shared(told: SiteReport, root: str, here: str) -> dict[str, Any]:
    """What the template of every page gets: `root` leads to the first page, `here` is which one it is."""
    telling = told.telling

    def draw(story: StoryView) -> Markup:
        return picture(telling, story)

    words = {**html_report.SAY, **status_html.SAY, **SAY}
    return {
        "lines": head_lines(told.report),
        "say": {
            **{key: telling.say(message, count="{count}", most=MOST_FOUND) for key, message in words.items()},
            "shown": telling.say(html_report.SHOWN, shown="{shown}", all="{all}"),
        },
        "words": {each.value: telling.say(each.word) for each in Severity},
        "root": root,
        "here": here,
        "tabs": ((HOME, "home"), (HISTORY, "history"), (SEARCH, "search")),
        "lang": telling.lang,
        "version": VERSION,
        "fold": html_report.FOLD,
        "many": html_report.MANY,
        "sides": html_report.sides,
        "draw": draw,
        "legend": partial(legend, telling),
        "has_history": bool(told.steps),
    }


def _page(name: str, told: SiteReport, root: str, **more: Any) -> str:
    styles, scripts = ("review.css", "status.css", "site.css"), ("folds.js", "status.js", "site.js")
    return page(name, styles, scripts, **_shared(told, root, more.pop("here", "")), **more)


def site_page(told: SiteReport, known: KnownPerson, address: str, papers: Sequence[tuple[str, str]]) -> SitePage:
    """The page of an employee; `papers` are printed documents, each a name and an address."""
    made = person_page(told, known, papers)
    html = _page("person.html.j2", told, "../", view=made, title=made.standing.title)
    return SitePage(
        address, html, tuple(_lines(made)), tuple((each.commit, each.anchor, each.many) for each in made.moments)
    )


def _lines(made: PersonPage) -> Iterator[tuple[str, str, str]]:
    """What of a page is found by whoever searches."""
    yield "", made.standing.title, f"{made.standing.about} {made.standing.unit}"
    for plan in made.plans:
        for each in plan.indicators:
            yield "iki", f"{each.standing.kode} {each.standing.name}", each.standing.capaian
    yield from ((each.anchor, each.title, each.said) for each in made.records)
    yield from ((each.anchor, each.line, "") for each in made.moments)


# --- the pages of all ----------------------------------------------------------------------------------------


class ListedPerson(NamedTuple):
    """An employee in the list of all: how the work stands, and the address of the page."""

    standing: StandingView
    address: str


def site_pages(told: SiteReport, pages: Mapping[str, SitePage]) -> dict[str, str]:
    """The pages of all employees, by name, given the page of each by dossier."""
    report, telling = told.report, told.telling
    views = {each.title: person_view(report, each, nth) for nth, each in enumerate(report.overview.persons, 1)}
    persons = [ListedPerson(views[title], pages[title].address) for title in views]
    return {
        HOME: _page(
            "home.html.j2",
            told,
            "",
            here=HOME,
            title=telling.say(SAY["home"]),
            outcome=clean(outcome_line(report)),
            state=standing_state(report),
            unit_heads=[telling.say(each) for each in UNIT_HEADER],
            units=status_html.unit_rows(report),
            persons=persons,
        ),
        HISTORY: _page(
            "history.html.j2",
            told,
            "",
            here=HISTORY,
            title=telling.say(SAY["history"]),
            days=list(_days(told, views, pages)),
        ),
        SEARCH: _page(
            "search.html.j2",
            told,
            "",
            here=SEARCH,
            title=telling.say(SAY["search"]),
            index=_index(told, views, pages),
            most=MOST_FOUND,
        ),
    }


class ToldStep(NamedTuple):
    """A step of the history of all: its line, and whom it is about: a name, an address, and how many changes."""

    line: str
    persons: tuple[tuple[str, str, int], ...]


class ToldDay(NamedTuple):
    """The steps of a day, the newest first."""

    day: str
    steps: tuple[ToldStep, ...]


def _days(told: SiteReport, views: Mapping[str, StandingView], pages: Mapping[str, SitePage]) -> Iterator[ToldDay]:
    """All steps that touched the records of these employees, the newest first, by the day of their commit."""
    touched: dict[str, list[tuple[str, str, int]]] = {}
    for title, view in views.items():
        for commit, anchor, count in pages[title].steps:
            touched.setdefault(commit, []).append((view.title, f"{pages[title].address}#{anchor}", count))
    order = [each for each in told.steps if each in touched][::-1]
    for day, commits in groupby(order, key=lambda each: told.steps[each].words.day):
        steps = tuple(ToldStep(told.step(each, STEP_OF_DAY), tuple(touched[each])) for each in commits)
        yield ToldDay(show_date(day, told.telling.lang), steps)


def _index(told: SiteReport, views: Mapping[str, StandingView], pages: Mapping[str, SitePage]) -> Markup:
    """What is searched: for each page its address, whose it is, the NIP where names are shown, and its
    lines. In a script element nothing ends that but `</`, so no text may hold a `<`."""
    from markupsafe import Markup

    found = [
        [pages[title].address, view.title, "" if told.telling.mask else identity_of(title).nip, pages[title].lines]
        for title, view in views.items()
    ]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - it holds no sign that HTML reads
