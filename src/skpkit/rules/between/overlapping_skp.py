"""The SKP of a dossier follow one another: no day lies in two of them, and the replaced one is closed.

A komplemen sets the SKP again, most often after a move. It names the SKP that it replaces, which is of the same
person and year, ends before the new one starts and has `status: ditutup`.

Silent of a period that cannot be (SKP106), and of an SKP that cannot be read (SKP001 to SKP005).

**Fix:** close the old SKP (`status: ditutup`) and end its period on the day before the new one starts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.findings import Evidence, Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Skp
from skpkit.rules._rule import dossier_rule

NO_BLOCK = N_("a further SKP says which one it replaces; add the `komplemen` block")
NOWHERE = N_("the komplemen replaces {path}, which is no SKP of this dossier; mend the path")
SELF = N_("the komplemen names itself as the SKP that it replaces; mend the path")
OPEN = N_(
    "the SKP that this komplemen replaces is not closed; set `status: ditutup` there and end its period on the day "
    "before {start}"
)
OVERLAP = N_("this SKP starts on {start}, but another runs until {end}; end that one on the day before")


@dossier_rule(basis="K")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each komplemen that does not follow on the SKP it replaces, and each SKP that runs into later ones."""
    plans = sorted(dossier.established(), key=lambda each: each[1].term.mulai)
    left_open: list[Skp] = []
    for folder, skp in plans:
        if folder.name:
            yield from _replaced(dossier, folder, skp, left_open)
    yield from _overlaps([each for each in plans if each[1].term.is_possible(dossier.year)], left_open)


def _replaced(dossier: Dossier, folder: SkpFolder, skp: Skp, left_open: list[Skp]) -> Iterator[Problem]:
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
        if not dossier.may_hold(folder, path):
            yield Problem(at, NOWHERE, {"path": path}, about=about)
    elif not old.closed:
        left_open.append(old)
        yield Problem(at, OPEN, {"start": skp.term.mulai}, evidence=(Evidence(old.at("status")),), about=about)


def _overlaps(plans: Sequence[tuple[SkpFolder, Skp]], left_open: Sequence[Skp]) -> Iterator[Problem]:
    """The first SKP that starts before the latest end of those before it, once for each that ends too late; an SKP
    that was not closed runs on for that reason, which is told."""
    latest: Skp | None = None
    told_of = list(left_open)
    for folder, skp in plans:
        if latest and latest.term.selesai >= skp.term.mulai and not any(latest is each for each in told_of):
            told_of.append(latest)
            told = {"start": skp.term.mulai, "end": latest.term.selesai}
            about = (folder.name_of(skp.name), "overlap")
            yield Problem(skp.at("periode"), OVERLAP, told, evidence=(Evidence(latest.at("periode")),), about=about)
        if not latest or skp.term.selesai > latest.term.selesai:
            latest = skp
