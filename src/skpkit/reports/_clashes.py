"""Values that two sides of a merge contradict in, as a table: what was, what the one has by now, what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skpkit.findings import Unjudged
from skpkit.messages import N_, Value, show, way_out_of
from skpkit.reports._periods import periods_in_words
from skpkit.reports._report import Report
from skpkit.reports._wording import capital, clean

WHAT, PARTED = N_("What collides"), N_("When they parted")
HOLDS, ASKS = N_("In {base}"), N_("Asked for by {head}")
PLACE = N_("{matter} ({files})")


class ClashTable(NamedTuple):
    """What collides in a dossier: its title, the heads of a table, the rows, and what is to be done of each."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    way_out: str


def clash_tables(report: Report) -> tuple[ClashTable, ...]:
    """The values that contradict, a table for each dossier."""
    found: dict[tuple[str, ...], list[Unjudged]] = {}
    for each in report.verdict.unjudged:
        if not _in_table(each):
            continue
        way_out = report.say(way_out_of(each.reason, report.lang), **each.told)
        heads = (report.say(WHAT), report.say(PARTED), report.say(HOLDS, **each.told), report.say(ASKS, **each.told))
        found.setdefault((each.dossier, way_out, *heads), []).append(each)
    return tuple(
        ClashTable(
            clean(report.title(dossier)), tuple(map(clean, heads)), tuple(_rows(report, some)), clean(capital(way_out))
        )
        for (dossier, way_out, *heads), some in found.items()
    )


def reasons_beside(report: Report) -> Iterator[str]:
    """Why a part could not be judged, but for what stands in tables."""
    yield from (report.sentence(each) for each in report.verdict.unjudged if not _in_table(each))
    yield from map(report.sentence, report.verdict.failures)


def _in_table(said: Unjudged) -> bool:
    return bool(said.values and said.dossier)


def _rows(report: Report, some: Sequence[Unjudged]) -> Iterator[tuple[str, ...]]:
    for each in some:
        if each.values:
            what = periods_in_words(each.values.what, report.lang)
            values = (each.values.was, each.values.base, each.values.head)
            yield (
                clean(report.say(PLACE, matter=what, files=report.files(each))),
                *(clean(_shown(report, one)) for one in values),
            )


def _shown(report: Report, value: Value) -> str:
    return report.text(show(value, report.lang))
