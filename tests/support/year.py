"""The demo's office at every moment of its year, and edits of its dossiers as hypothesis draws them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import NamedTuple, TypeAlias

from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st

from tests.support.draft import Draft, Edit, NoOccasionError, after, dossiers
from tests.support.memory import MemoryTree
from tests.support.mutating.kinds import PERMITTED, Kind
from tests.support.mutating.standing import RULES
from tests.support.outside import demo
from tests.support.periods import TOTALS
from tests.support.records import data_of

LAST = "2027-01-05"  # the year is over, but no evaluation of all of it is due yet


class Moment(NamedTuple):
    """A state of the records, of which one dossier is looked at, on a day."""

    tree: MemoryTree
    path: str
    day: str

    def draft(self, dice: Random | None = None) -> Draft:
        """The dossier as plain data."""
        return Draft(self.tree, self.path, self.day, dice or Random(0))  # noqa: S311

    def after(self, edit: Edit, dice: Random | None = None) -> Moment:
        """The state after an edit of the dossier."""
        return Moment(*after(edit, self.tree, self.path, self.day, dice or Random(0)), self.day)  # noqa: S311

    def tried(self, edit: Edit, dice: Random) -> Moment | None:
        """The same, where there is occasion for it."""
        try:
            return self.after(edit, dice)
        except NoOccasionError:
            return None


@cache
def moments() -> list[Moment]:
    """Each dossier with an established SKP as each commit of the demo's year left it, kualitatif ones more often."""
    steps, _ = demo.history()
    found = []
    for step, tree in zip(steps, demo.states(steps), strict=True):
        for path in dossiers(tree):
            skp = data_of(tree.files[f"{path}/skp.yaml"])
            if skp["status"] == "ditetapkan" or f"{path}/komplemen-1/skp.yaml" in tree.files:
                moment = Moment(_alone(tree, path), path, step.tanggal[:10])
                found += [moment] * (3 if skp["pendekatan"] == "kualitatif" else 1)
    return found


def _alone(tree: MemoryTree, path: str) -> MemoryTree:
    """The settings, a dossier, and the SKP of the superiors whose RHK it names."""
    plans = [
        data_of(text) for name, text in tree.files.items() if name.startswith(f"{path}/") and name.endswith("/skp.yaml")
    ]
    named = {
        rhk["rhk_pimpinan"]["nip"]
        for plan in plans
        for section in plan["hasil_kerja"].values()
        for rhk in section
        if "rhk_pimpinan" in rhk
    }
    above = {f"{each}/skp.yaml" for each in dossiers(tree) if each[-18:] in named}
    return MemoryTree(
        {
            name: text
            for name, text in tree.files.items()
            if name == "skpkit.yaml" or name in above or name.startswith(f"{path}/")
        }
    )


def with_totals(draft: Draft) -> None:
    """Let some IKI have a target for totals too: so some are frozen since all their parts are."""
    for kode in [manual["kode"] for manual in draft.manuals() if "target" in manual]:
        totals = draft.some_of(TOTALS[draft.rhythm(kode)])
        for each in draft.shown(kode):
            each["target"] |= dict.fromkeys(totals, 0)
        draft.add_up(kode)


@st.composite
def offices(draw: st.DrawFn, first: str = "2026-02-01") -> Moment:
    """A dossier of the demo some days after a commit, under any rules, frozen by period or by IKI, in which up to two
    permitted edits were made already."""
    moment = draw(st.sampled_from([each for each in moments() if each.day >= first]))
    dice = draw(st.randoms(use_true_random=False))
    moment = _otherwise(moment, dice)._replace(day=min(LAST, moment.draft().later(dice.randint(1, 45))))
    if dice.randrange(3) == 0:
        moment = moment.after(with_totals, dice)
    for _ in range(dice.randint(0, 2)):
        for edit in dice.choice(PERMITTED).steps:
            moment = moment.tried(edit, dice) or moment
    return moment


def _otherwise(moment: Moment, dice: Random) -> Moment:
    """The same under other rules, or with more frozen."""
    tree = moment.tree
    if dice.randrange(4) == 0:
        settings = tree.files["skpkit.yaml"].replace(b"pembekuan: periode", b"pembekuan: iki")
        tree = tree.changed({"skpkit.yaml": settings})
    skp = moment.draft().skp
    rules = dice.choice((skp["aturan"], *RULES))
    if skp["pegawai"]["kelompok_jabatan"] == "pelaksana":  # some rules ask more IKI of them than these have
        rules = skp["aturan"]
    own = {name: text for name, text in tree.files.items() if name.startswith(f"{moment.path}/")}
    return moment._replace(
        tree=tree.changed({name: text.replace(skp["aturan"].encode(), rules.encode()) for name, text in own.items()})
    )


@dataclass
class Case:
    """A dossier at first and after each of some deeds; `code` and `about` are of the finding that must come of it."""

    states: list[Moment]
    dice: Random
    deeds: list[str] = field(default_factory=list)
    code: str = ""
    about: tuple[str, ...] = ()

    def do(self, kind: Kind) -> None:
        """Make the edits of a kind, as far as there is occasion."""
        for edit in kind.steps:
            made = self.states[-1].tried(edit, self.dice)
            if made is None:
                return
            self.states.append(made)
            self.deeds.append(kind.name)


@st.composite
def cases(draw: st.DrawFn, *choices: Kinds, first: str = "2026-06-01") -> Case:
    """A dossier, set up for the first of them, in which one deed of each choice was done, as far as there was occasion
    for it."""
    case = Case([draw(offices(first))], draw(st.randoms(use_true_random=False)))
    kinds = [draw(st.sampled_from(choice)) for choice in choices]
    if setup := kinds[0].setup:
        case.states = [case.states[0].tried(setup, case.dice) or case.states[0]]
    for kind in kinds:
        case.do(kind)
    assume(case.deeds)
    return case


class Kinds(tuple[Kind, ...]):
    """Kinds to choose from, of which a failure need not tell each."""

    def __repr__(self) -> str:
        return f"<{len(self)} kinds>"


class Aim(NamedTuple):
    """What is to be revised: the finding that must come of it, and the edit, which is of the SKP in a folder."""

    code: str
    about: tuple[str, ...]
    edit: Edit
    home: str


AimOf: TypeAlias = Callable[[Draft], Aim]


@st.composite
def offences(draw: st.DrawFn, aim: AimOf, among: Sequence[Kinds], most: int) -> Case:
    """A dossier in which at last something was revised that is frozen, after up to so many other deeds."""
    case = Case([draw(offices("2026-06-01"))], draw(st.randoms(use_true_random=False)))
    try:
        code, about, edit, home = aim(case.states[0].draft(case.dice))
    except NoOccasionError:
        assume(False)
        raise

    def revised(draft: Draft) -> None:
        draft.home = home
        edit(draft)

    for _ in range(case.dice.randint(0, most)):
        case.do(draw(st.sampled_from(case.dice.choice(among))))
    before = len(case.states)
    case.do(Kind(code, (revised,)))
    assume(len(case.states) > before)
    case.code, case.about = code, about
    return case


TIMES = int(os.environ.get("EXAMPLES", "1"))  # for a longer run by hand


def examples(most: int) -> settings:
    """So many examples, the same ones every time; EXAMPLES=10 draws ten times as many."""
    return settings(
        max_examples=most * TIMES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
