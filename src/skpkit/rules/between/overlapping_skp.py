"""The SKP of a dossier follow one another: no day lies in two of them, and the replaced one is closed.

A komplemen sets the SKP again, most often after a move. It names the SKP that it replaces, which is of the same
person and year, ends before the new one starts and has `status: ditutup`.

Silent of a period that cannot be (SKP106), and of an SKP that cannot be read (SKP001 to SKP005).

**Fix:** close the old SKP (`status: ditutup`) and end its period on the day before the new one starts.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from skpkit.findings import Cause, Evidence, Problem
from skpkit.messages import N_
from skpkit.model import causes
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Skp
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "faq-2025",
        N_("on moving to another post"),
        N_("the old SKP is closed on the day of the move"),
    ),
)

NO_BLOCK = N_("a further SKP says which one it replaces; add the `komplemen` block")
NOWHERE = N_("the komplemen replaces {path}, which is no SKP of this dossier; mend the path")
SELF = N_("the komplemen names itself as the SKP that it replaces; mend the path")
OPEN = N_(
    "the SKP that this komplemen replaces is not closed; set `status: ditutup` there and end its period on the day "
    "before {start}"
)
OVERLAP = N_("this SKP starts on {start}, but another runs until {end}; end that one on the day before")


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each komplemen that does not follow on the SKP it replaces, and each SKP that runs into later ones."""
    plans = sorted(dossier.established(), key=lambda each: each[1].term.mulai)
    for folder, skp in plans:
        if folder.name:
            yield from _replaced(dossier, folder, skp)
    yield from _overlaps(dossier.year, plans)


def _replaced(dossier: Dossier, folder: SkpFolder, skp: Skp) -> Iterator[Problem]:
    about = (folder.name_of(skp.name), "replaces")
    if not skp.complement:
        yield Problem(skp.at("jenis"), NO_BLOCK, about=about)
        return
    path = skp.complement.menggantikan
    at = skp.at("komplemen", "menggantikan")
    old = dossier.record_at(folder, path)
    if old is skp:
        yield Problem(at, SELF, about=about)
    elif not isinstance(old, Skp):
        left_to = (
            causes.lost(dossier.name_at(folder, path)),
            causes.no_skp(posixpath.dirname(dossier.name_at(folder, path))),
        )
        yield Problem(at, NOWHERE, {"path": path}, about=about, left_to=left_to)
    elif not old.closed:
        evidence, tells = (Evidence(old.at("status")),), (causes.left_open(old.path),)
        yield Problem(at, OPEN, {"start": skp.term.mulai}, evidence=evidence, about=about, tells=tells)


def _overlaps(year: int, plans: Sequence[tuple[SkpFolder, Skp]]) -> Iterator[Problem]:
    """Each SKP that starts before the latest end of those before it. One that was not closed runs on for that reason,
    and one that ends too late is told at the first that it runs into. An SKP whose period cannot be is held against
    every other one."""
    latest: Skp | None = None
    told: list[Skp] = []
    for folder, skp in plans:
        if not skp.term.is_possible(year):
            left_to = (causes.impossible(folder.name),)
            meets = [each for _, each in plans if each is not skp and _meet(skp, each)]
            yield from (_overlap(folder, skp, each, left_to=left_to) for each in meets)
            continue
        if latest and latest.term.selesai >= skp.term.mulai:
            cause = (causes.left_open(latest.path),)
            first = not any(latest is each for each in told)
            yield _overlap(folder, skp, latest, left_to=cause, tells=cause if first else ())
            told.append(latest)
        if not latest or skp.term.selesai > latest.term.selesai:
            latest = skp


def _meet(one: Skp, other: Skp) -> bool:
    return one.term.mulai <= other.term.selesai and other.term.mulai <= one.term.selesai


def _overlap(
    folder: SkpFolder, skp: Skp, other: Skp, *, left_to: tuple[Cause, ...] = (), tells: tuple[Cause, ...] = ()
) -> Problem:
    about = (folder.name_of(skp.name), "overlap", other.path.rpartition("/")[0].rpartition("/")[2])
    told = {"start": skp.term.mulai, "end": other.term.selesai}
    evidence = (Evidence(other.at("periode")),)
    return Problem(skp.at("periode"), OVERLAP, told, evidence=evidence, about=about, left_to=left_to, tells=tells)
