"""The predikat of an established evaluation follows from its two ratings, and what it rates is over and realised.

The matrix of PermenPANRB 6/2022 gives one predikat for each rating hasil kerja and rating perilaku kerja. A rating
hasil kerja rests on realisations: each IKI that has a target for a period that ends within the evaluated one has its
realisasi by then, unless the employee was not on duty (`tidak_bertugas`) for more than two thirds of it. A draft may be
incomplete. Nobody dates or signs it before the last day of what it rates.

Silent of unreadable records (SKP001 to SKP005), a code used twice (SKP102), what is misplaced (SKP106, SKP204, SKP205).

**Fix:** write the predikat that the ratings give; record the missing realisasi in a dialogue before the evaluation is
established; give the day on which it was really signed.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Cause, Problem
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.approvals import approved_before
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.records import Evaluation, Skp
from skpkit.model.soundness import Soundness, soundness
from skpkit.rules._rule import cite, dossier_rule, own
from skpkit.source.schemas import DIALOGUE

BASIS = (
    cite(
        "permenpanrb-6-2022",
        N_("on the predikat"),
        N_("it follows from the rating of hasil kerja and that of perilaku kerja by a matrix"),
        "kakin",
    ),
    own(
        N_(
            "a rating of results rests on a realisasi of each IKI that was due; who signs an evaluation knows "
            "what it rates, so none is dated or signed before the last day of that"
        ),
    ),
)

RATINGS = ("rating_hasil_kerja", "rating_perilaku_kerja")
INCOMPLETE = N_("an established evaluation needs {keys}; add it, or set `status: rancangan` until it is known")
MISMATCH = N_(
    "predikat is {given}, but hasil kerja {results} and perilaku kerja {behaviour} give {expected}; mend the one that "
    "is wrong"
)
UNREALISED = N_(
    "the evaluation of {period} is established, but there is no realisasi of {cells}; record it in a dialogue, and "
    "establish the evaluation after that"
)
DATED = N_("the evaluation of {period} is dated {given}, before {end}, the last day of what it rates; mend the date")
SIGNED = N_(
    "the evaluation of {period} is signed by the {who} on {given}, before {end}, the last day of what it rates; give "
    "the day on which it was signed"
)


@dossier_rule(basis=BASIS, added="eased")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """What each established evaluation lacks, a predikat that does not follow, cells without realisation, and days
    before the end of what is rated."""
    for folder, skp in dossier.plans():
        for evaluation in folder.evaluations.values():
            if evaluation.established:
                yield from _predicate(folder, evaluation)
                yield from _unrealised(soundness(dossier), folder, skp, evaluation)
                yield from _early(folder, skp, evaluation)


def _predicate(folder: SkpFolder, evaluation: Evaluation) -> Iterator[Problem]:
    data, name = evaluation.data, folder.name_of(evaluation.name)
    if missing := tuple(key for key in (*RATINGS, "predikat") if key not in data):
        yield Problem(
            evaluation.at("status"),
            INCOMPLETE,
            {"keys": missing},
            about=(name, *missing),
            extent=dict.fromkeys(missing, 1),
        )
        return
    results, behaviour = (data[key] for key in RATINGS)
    expected = folder.profile.predicate(results, behaviour)
    if data["predikat"] != expected:
        words = {"given": data["predikat"], "results": results, "behaviour": behaviour, "expected": expected}
        told: dict[str, Value] = {key: word.replace("_", " ") for key, word in words.items()}
        values = tuple(words.values())
        yield Problem(evaluation.at("predikat"), MISMATCH, told, about=(name, "predikat"), values=values)


def _unrealised(sound: Soundness, folder: SkpFolder, skp: Skp, evaluation: Evaluation) -> Iterator[Problem]:
    if _came_later(folder, skp, evaluation):
        return
    cells = tuple(
        f"{each.kode} {period}"
        for each in skp.indicators()
        for period in sound.due_periods(folder, each, evaluation, but=folder.realised)
        if not folder.excuses(each, period)
    )
    if cells:
        told: dict[str, Value] = {"period": evaluation.periode, "cells": cells}
        name = folder.name_of(evaluation.name)
        yield Problem(
            evaluation.at("status"),
            UNREALISED,
            told,
            about=(name, *cells),
            left_to=(causes.lost(name), *_doubts(folder)),
            extent=dict.fromkeys(cells, 1),
        )


def _early(folder: SkpFolder, skp: Skp, evaluation: Evaluation) -> Iterator[Problem]:
    end, name = folder.rated_until(evaluation.periode, skp), folder.name_of(evaluation.name)
    told: dict[str, Value] = {"period": evaluation.periode, "end": end}
    left_to = (causes.lost(name), causes.impossible(folder.name))
    if evaluation.dated and evaluation.dated < end:
        at, told["given"] = evaluation.at("tanggal"), evaluation.dated
        yield Problem(at, DATED, told, about=(name, "tanggal"), left_to=left_to)
    for role in dict.fromkeys(each.sebagai for each in evaluation.approvals):
        if early := approved_before(end, [each for each in evaluation.approvals if each.sebagai == role]):
            at = evaluation.at(*early.path, "tanggal")
            signed = {**told, "who": role.replace("_", " "), "given": early.tanggal}
            yield Problem(at, SIGNED, signed, about=(name, "tanggal", role), left_to=left_to)


def _doubts(folder: SkpFolder) -> Iterator[Cause]:
    """Where the realisations that are missing may be: in a dialogue that cannot be read, or under a wrong IKI or
    period, which a second value in a dialogue may be too."""
    yield causes.repeated(folder.name)
    yield from (causes.lost(folder.name_of(name)) for name in folder.lost_of(DIALOGUE))
    for (iki, period), lines in folder.realised.items():
        names = [folder.name_of(dialogue.name) for dialogue, _ in lines]
        yield from (causes.unplaced(each, iki, period) for each in names)
        if len(set(names)) < len(names):
            yield causes.conflicting(folder.name, iki, period)


def _came_later(folder: SkpFolder, skp: Skp, evaluation: Evaluation) -> bool:
    """Whether an IKI may have come only after the period: a narrative one does not tell for which periods it is."""
    end = folder.profile.term(evaluation.periode, skp.tahun).selesai
    return skp.narrative and any(each.tanggal > end and each.renews_indicators for each in skp.changes)
