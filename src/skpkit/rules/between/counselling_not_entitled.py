"""Konseling on perilaku kerja is between two, with the atasan langsung or a counsellor.

Behaviour is spoken of in confidence, so konseling is individual. It is given by the atasan langsung, a pejabat
pemberi konseling or konselor internal, or a konselor profesional. Coaching, mentoring and training are forms of
bimbingan, which is about hasil kerja.

**Fix:** mend `cara` or `hubungan` where they are wrong, or write `jenis: bimbingan` where it was about hasil kerja.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

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
            "konseling is about behaviour, for one alone, by the direct superior, an officer or internal counsellor, "
            "or a professional one"
        ),
    ),
)

GROUP = N_("konseling is individual; write `cara: individual`, one entry for each person, or `jenis: bimbingan`")
OTHER = N_(
    "konseling is given by the atasan langsung, a pejabat konseling, konselor internal or konselor profesional, not by "
    "the {who}; mend `hubungan`, or write `jenis: bimbingan` if it was about hasil kerja"
)
FORM = N_("konseling has no `bentuk`, which is of a bimbingan; leave it out, or write `jenis: bimbingan`")


@dossier_rule(basis=BASIS, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each konseling that is none by its form, that was held in a group, or by somebody who may not give it."""
    for folder, dialogue, given in entries(dossier, "pembinaan"):
        wrong = [
            WrongEntry("pembinaan", nth, path, message, each["oleh"])
            for nth, each in enumerate(given)
            if each["jenis"] == "konseling"
            for message, path in _flaws(each, folder.profile.guides["konseling"])
        ]
        yield from once_a_person(folder, dialogue, wrong)


def _flaws(given: Data, entitled: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is wrong with a konseling, and where; of one that may be meant as a bimbingan only that."""
    if "bentuk" in given:
        yield FORM, ("bentuk",)
        return
    if given["cara"] != "individual":
        yield GROUP, ("cara",)
    if given["oleh"]["hubungan"] not in entitled:
        yield OTHER, ("oleh", "hubungan")
