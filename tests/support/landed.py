"""Years of a whole office, drawn by chance: steps that people may take, each on its day, as they land one by one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from skpkit.change.revision import Landing
from skpkit.judge.engine import Verdict
from skpkit.judge.office import Memo, Office
from skpkit.judge.review import Step, review, review_steps, terms_of
from tests.support.draft import Cell, Draft, Edit, NoOccasionError, after, dossiers, need
from tests.support.memory import MemoryTree
from tests.support.mutating import FORBIDDEN, PERMITTED
from tests.support.mutating.kinds import Kind, declared
from tests.support.mutating.parts import open_target_moved
from tests.support.mutating.permitted import value_of
from tests.support.outside import demo
from tests.support.periods import PERIODS, first_day, last_day
from tests.support.records import data_of
from tests.support.year import LAST

FIRST, LATEST = "2026-02-01", "2026-06-30"  # a year begins with a state of the demo between these days
MOST_CELLS = 8
MEMO: Memo = {}
_LANDED = Landing(proposal=False)


def evaluation_set(draft: Draft) -> None:
    """Establish the evaluation of a quarter that is over and whose cells are all realised."""
    due = [last_day(period) for _, period in draft.due_cells()]
    over = [
        each
        for each in PERIODS["triwulanan"]
        if last_day(each) < draft.day
        and f"{draft.home}evaluasi/{each}.yaml" not in draft.files
        and draft.skp["periode"]["mulai"] <= first_day(each)
        and last_day(each) <= draft.end
        and not any(day <= last_day(each) for day in due)
    ]
    need(over)
    ratings = dict.fromkeys(("rating_hasil_kerja", "rating_perilaku_kerja"), "sesuai_ekspektasi")
    draft.files[f"{draft.home}evaluasi/{over[0]}.yaml"] = {
        "jenis": "evaluasi",
        "versi": 1,
        "periode": over[0],
        "status": "ditetapkan",
        "tempat": "Teluk Melati",
        "tanggal": draft.day,
        "capaian_organisasi": "baik",
        **ratings,
        "predikat": "baik",
    }


def target_moved(draft: Draft) -> None:
    """An adendum of an open target that is the next to be realised."""
    soonest = min((last_day(period) for _, period in draft.free_cells()), default="")
    cells = [cell for cell in draft.free_cells() if last_day(cell[1]) == soonest]
    need(cells)
    declared(draft, {"target": lambda later: open_target_moved(later, cells)})


def due_cells_realised(draft: Draft) -> None:
    """A dialogue each for the cells that are due, so that what an adendum moved is realised in the end."""
    due = draft.due_cells()
    need(due)
    for kode, period in due[:MOST_CELLS]:
        value = value_of(draft, kode, period)
        draft.record_value(draft.day, iki=kode, periode=period, realisasi=value)


# Dropping an RHK is for others to look at whose RHK it carries (217), and what is approved in two commits is incomplete
# between them.
APART = ("unrealised rhk dropped", "adendum approved in two commits")
STEPS = tuple(each for each in PERMITTED if not each.setup and each.day <= LAST and each.name not in APART)
OFTEN = tuple(
    Kind(group, (edit,))
    for group, edit in (("target", target_moved), ("realisation", due_cells_realised), ("evaluation", evaluation_set))
)
OFFENCES = tuple(  # of any day of the year, and of a dossier that stays where it is
    each
    for each in FORBIDDEN
    if "SKP3" < each.group <= "SKP315" and each.group not in ("SKP312", "SKP314") and not each.setup
)
BINDING = ("SKP301", "SKP302", "SKP310")  # whose offences no other step of a range makes good


class LandedStep(NamedTuple):
    """A state of the office, the day on which it landed, what was done, and to which dossier."""

    tree: MemoryTree
    day: str
    deed: str = ""
    path: str = ""


class Year(NamedTuple):
    """The steps of a year, the first one where it begins; `wrong` is the forbidden one, and of which kind it is."""

    steps: list[LandedStep]
    wrong: int = 0
    kind: Kind | None = None

    @property
    def deeds(self) -> list[str]:
        """What was done, for whoever reads a failure."""
        return [f"{nth} {each.day} {each.path[-18:]} {each.deed}" for nth, each in enumerate(self.steps)]

    def by_steps(self, first: int, last: int) -> Verdict:
        """The steps after one and up to another, as they landed; the commit of a step is its number."""
        offices = self._offices(first, last)
        terms = terms_of(offices[0], offices[-1])
        whole = self.as_one(first, last, proposal=False)
        steps = [
            Step(one, two, date.fromisoformat(each.day), two.tree, _LANDED)
            for (one, two), each in zip(itertools.pairwise(offices), self.steps[first + 1 : last + 1], strict=True)
        ]
        return review_steps(whole, steps, terms, landed=True)

    def as_one(self, first: int, last: int, *, proposal: bool) -> Verdict:
        """The same as one change, as a squash leaves it, on the day of the last one."""
        one, *_, two = self._offices(first, last)
        day = date.fromisoformat(self.steps[last].day)
        return review(one, two, day, landing=_LANDED._replace(proposal=proposal))

    def _offices(self, first: int, last: int) -> list[Office]:
        for nth, each in enumerate(self.steps):
            each.tree.commit = str(nth)
        return [Office(each.tree, memo=MEMO) for each in self.steps[first : last + 1]]

    def moved_and_realised(self, first: int, last: int) -> set[tuple[str, Cell]]:
        """The cells whose target is another at the end than at the beginning, and that came to be realised between,
        each with its NIP: as one change that is an offence."""
        found = set()
        two = self.steps[last].tree
        there = {path[-18:]: path for path in dossiers(two)}
        for path in dossiers(self.steps[first].tree):
            before, now = (
                _homes(tree, place) for tree, place in ((self.steps[first].tree, path), (two, there[path[-18:]]))
            )
            for home, old in before.items():
                new = now.get(home)
                for cell, target in old.targets.items() if new else ():
                    assert new
                    if new.targets.get(cell) != target and cell in new.realised and cell not in old.realised:
                        found.add((path[-18:], cell))
        return found


class _Home(NamedTuple):
    """What is planned and what is realised beside an SKP."""

    targets: dict[Cell, object]
    realised: set[Cell]


def _homes(tree: MemoryTree, path: str) -> dict[str, _Home]:
    draft = Draft(tree, path, LAST, Random(0))  # noqa: S311
    found = {}
    for home in ("", "komplemen-1/"):
        if f"{home}skp.yaml" in draft.files:
            draft.home = home
            targets = {
                (iki["kode"], period): value
                for _, iki in draft.indicators()
                for period, value in iki.get("target", {"": iki.get("ukuran")}).items()
            }
            realised = {(kode, "" if draft.narrative else period) for kode, period in draft.values()}
            found[home] = _Home(targets, {*realised, *draft.frozen()})
    return found


@cache
def beginnings() -> list[LandedStep]:
    """States of the demo with which a year may begin."""
    steps, _ = demo.history()
    every = [LandedStep(tree, step.tanggal[:10]) for step, tree in zip(steps, demo.states(steps), strict=True)]
    return [each for each in every if FIRST <= each.day <= LATEST]


def year(dice: Random, most: int, *, offence: bool = False) -> Year:
    """A year of up to so many deeds; with an `offence` one of them is forbidden, and its dossier is left alone from
    then on."""
    steps = [dice.choice(beginnings())]
    wrong, kind, shunned = 0, None, ""
    favourite = dice.choice(_established(steps[0].tree))[-18:]
    when = dice.randint(1, max(1, most - 1)) if offence else -1
    for nth in range(most):
        last = steps[-1]
        day = min(LAST, (date.fromisoformat(last.day) + timedelta(dice.randint(1, 40))).isoformat())
        if nth >= when >= 0 and kind is None and (found := _offended(last.tree, day, dice)):
            kind, made = found
            wrong, shunned = len(steps), made.path[-18:]
            steps.append(made)
            continue
        paths = [each for each in _established(last.tree) if each[-18:] != shunned]
        for _ in range(12):
            liked = [each for each in paths if each[-18:] == favourite]
            path = dice.choice(liked or paths) if dice.random() < 0.8 else dice.choice(paths)
            done = dice.choice(OFTEN if dice.random() < 0.7 else STEPS)
            if made_steps := _done(last.tree, path, day, done, dice):
                steps += made_steps
                break
    return Year(steps, wrong, kind)


def _established(tree: MemoryTree) -> list[str]:
    return [each for each in dossiers(tree) if data_of(tree.files[f"{each}/skp.yaml"])["status"] == "ditetapkan"]


def _done(tree: MemoryTree, path: str, day: str, kind: Kind, dice: Random) -> list[LandedStep]:
    """The steps of a kind, as far as there is occasion for them."""
    made = list[LandedStep]()
    for edit in kind.steps:
        one = _tried(edit, made[-1].tree if made else tree, made[-1].path if made else path, day, dice)
        if one is None:
            return []
        made.append(LandedStep(one[0], day, kind.name, one[1]))
    return made


def _offended(tree: MemoryTree, day: str, dice: Random) -> tuple[Kind, LandedStep] | None:
    for _ in range(30):
        kind, path = dice.choice(OFFENCES), dice.choice(_established(tree))
        if made := _done(tree, path, day, kind, dice):
            return kind, made[0]._replace(path=path)
    return None


def _tried(edit: Edit, tree: MemoryTree, path: str, day: str, dice: Random) -> tuple[MemoryTree, str] | None:
    try:
        return after(edit, tree, path, day, dice)
    except NoOccasionError:
        return None


def cuts(dice: Random, steps: Sequence[object], count: int) -> list[tuple[int, int]]:
    """Some parts of a year, and all of it."""
    last = len(steps) - 1
    drawn = [sorted(dice.sample(range(last + 1), 2)) for _ in range(count if last > 0 else 0)]
    return [(0, last), *((first, end) for first, end in drawn)]
