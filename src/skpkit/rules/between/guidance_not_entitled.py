"""Bimbingan on hasil kerja has one of its forms and comes from those who may give it in that form.

Coaching is given by an atasan, mentoring by an atasan or a peer; training, formal or informal, may come from anybody
and says by which medium. Behaviour is no matter of bimbingan but of konseling.

**Fix:** choose the `bentuk` that it was, mend `hubungan`, or add `media` to a training.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.records import Data
from skpkit.rules._rule import cite, dossier_rule
from skpkit.rules.between._entries import WrongEntry, entries, once_a_person

BASIS = (
    cite(
        "djkn-2023",
        N_("on bimbingan and konseling"),
        N_(
            "bimbingan is about results: coaching by a superior, mentoring by a superior or a peer, training formal or "
            "informal"
        ),
    ),
)

FORMLESS = N_(
    "this bimbingan does not say what it was; add `bentuk`: coaching, mentoring, training_formal or training_informal"
)
COACHING = N_("coaching is given by an atasan, not by the {who}; mend `hubungan`, or choose the `bentuk` that it was")
MENTORING = N_(
    "mentoring is given by an atasan or rekan setingkat, not by the {who}; mend `hubungan`, or choose the `bentuk` "
    "that it was"
)
MEDIUM = N_("this training does not say by which medium; add `media`: e_learning, pjj or lainnya")

OTHER = {"coaching": COACHING, "mentoring": MENTORING}


@dossier_rule(basis=BASIS, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each bimbingan without its form or medium, or by somebody who may not give it."""
    for folder, dialogue, given in entries(dossier, "pembinaan"):
        wrong = []
        for nth, each in enumerate(given):
            message, path = _flaw(each, folder.profile.guides) if each["jenis"] == "bimbingan" else (None, ())
            if message:
                wrong.append(WrongEntry("pembinaan", nth, path, message, each["oleh"]))
        yield from once_a_person(folder, dialogue, wrong)


def _flaw(given: Data, guides: Mapping[str, Collection[str]]) -> tuple[str | None, tuple[str, ...]]:
    """What is wrong with a bimbingan, and where."""
    form = given.get("bentuk")
    if form is None:
        return FORMLESS, ("jenis",)
    if form not in OTHER:
        return None if "media" in given else MEDIUM, ("bentuk",)
    return None if given["oleh"]["hubungan"] in guides[form] else OTHER[form], ("oleh", "hubungan")
