"""Umpan balik comes from those who may give it: on hasil kerja an atasan, on perilaku kerja peers and subordinates too.

Results are judged by who answers for them, behaviour by those who see it. A squad member's and a JF's results are
commented on by the atasan langsung on the ketua tim's recommendation (a warning where it is missing), and the other
members of the team speak of behaviour. During tugas belajar the pimpinan institusi, the pengajar or pembimbing and
fellow students speak through the atasan langsung, who passes their word on as `rekomendasi_dari`.

Which of these an employee is, is read from `bentuk_penugasan` and `kelompok_jabatan`. Where they do not tell, or an
adendum changed `pegawai` after the dialogue, whatever is right for one of them is accepted.

**Fix:** mend `hubungan` where it is wrong; else let the atasan langsung give the umpan balik, and name under
`rekomendasi_dari` who recommends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from skpkit.findings import Problem, Severity
from skpkit.messages import N_
from skpkit.model.dossier import Dossier, SkpFolder
from skpkit.model.profiles import Profile
from skpkit.model.records import DIRECT_SUPERIOR, Data, Skp
from skpkit.rules._rule import cite, dossier_rule
from skpkit.rules.between._entries import WrongEntry, entries, once_a_person

BASIS = (
    cite(
        "djkn-2023",
        N_("on umpan balik"),
        N_(
            "on results by a superior, on behaviour by superiors, peers and subordinates; in a squad, for JF and on "
            "tugas belajar the direct superior speaks on recommendation"
        ),
    ),
)

RESULT = N_(
    "umpan balik on hasil kerja comes from an atasan, not from the {who}; mend `hubungan`, or let the atasan langsung "
    "give it"
)
TEAM_RESULT = N_(
    "umpan balik on the hasil kerja of a squad member or JF comes from the atasan langsung on the ketua tim's "
    "recommendation, not from the {who}; name the atasan langsung under `dari` and the ketua tim under "
    "`rekomendasi_dari`"
)
BEHAVIOUR = N_(
    "umpan balik on perilaku kerja comes from an atasan, rekan setingkat or bawahan (for a squad member or JF also "
    "from an anggota tim), not from the {who}; mend `hubungan`, or let one of them give it"
)
MEMBER = N_(
    "an anggota tim gives umpan balik on the perilaku kerja of a squad member or JF only, which this employee is not "
    "by the SKP; mend `hubungan` here, or `bentuk_penugasan` or `kelompok_jabatan` there"
)
LEADER = N_(
    "a ketua tim recommends umpan balik and does not give it; name the atasan langsung under `dari` and the ketua tim "
    "under `rekomendasi_dari`"
)
STUDY = N_(
    "the {who} gives no umpan balik but recommends it to the atasan langsung; name the atasan langsung under `dari` "
    "and the {who} under `rekomendasi_dari`"
)
PASSED_ON = N_(
    "what a pimpinan institusi, pengajar pembimbing or rekan kuliah recommends is passed on by the atasan langsung, "
    "not by the {who}; name the atasan langsung under `dari`"
)
UNRECOMMENDED = N_(
    "umpan balik on the hasil kerja of a squad member or JF rests on the ketua tim's recommendation, which is missing; "
    "add the ketua tim under `rekomendasi_dari`"
)
OTHERWISE = N_(
    "umpan balik on the hasil kerja of a squad member or JF rests on the ketua tim's recommendation, but somebody else "
    "is named; name the ketua tim under `rekomendasi_dari`"
)

PLAIN, TEAM, STUDYING = "biasa", "squad", "tugas_belajar"
ALL_KINDS = frozenset({PLAIN, TEAM, STUDYING})

Flaw = tuple[str, tuple[str, ...], Severity | None]


@dossier_rule(basis=BASIS, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each umpan balik by somebody who may not give it, or without the recommendation that it needs."""
    for folder, dialogue, given in entries(dossier, "umpan_balik"):
        kinds = _kinds(folder, dialogue.tanggal)
        wrong = [
            WrongEntry("umpan_balik", nth, path, message, each["dari"], severity)
            for nth, each in enumerate(given)
            for message, path, severity in _flaws(each, kinds, folder.profile)
        ]
        yield from once_a_person(folder, dialogue, wrong)


def _kinds(folder: SkpFolder, day: date) -> frozenset[str]:
    """What the employee may have been on that day: of the line, in a team (squad or JF), or studying."""
    skp = folder.skp
    if skp is None or any("pegawai" in each.komponen and each.tanggal >= day for each in skp.changes):
        return ALL_KINDS
    assignment = skp.employee.get("bentuk_penugasan", PLAIN)
    group = skp.employee.get("kelompok_jabatan")
    if group is None:
        return frozenset({assignment, TEAM} if _may_be_functional(skp) else {assignment})
    functional = {TEAM} if group.startswith("jf_") else set()
    return frozenset(functional if functional and assignment == PLAIN else {assignment, *functional})


def _may_be_functional(skp: Skp) -> bool:
    """Whether the form, which administration and JF share, leaves it open."""
    return not skp.heads_unit


def _flaws(given: Data, kinds: frozenset[str], rules: Profile) -> Iterator[Flaw]:
    """What is wrong with an umpan balik, if it is right for none of the kinds."""
    flaws = [_flaw(given, kind, rules) for kind in sorted(kinds)]
    if all(flaws):
        yield next(each for each in flaws if each)


def _flaw(given: Data, kind: str, rules: Profile) -> Flaw | None:
    """What is wrong with an umpan balik for an employee of that kind."""
    who = given["dari"]["hubungan"]
    recommends = given.get("rekomendasi_dari", {}).get("hubungan")
    if message := _not_entitled(who, given["atas"], kind, rules):
        return message, ("dari", "hubungan"), None
    if recommends in rules.study_recommenders and who != DIRECT_SUPERIOR:
        return PASSED_ON, ("dari", "hubungan"), None
    if kind == TEAM and given["atas"] == "hasil_kerja" and recommends not in rules.team_recommenders:
        path = ("rekomendasi_dari", "hubungan") if recommends else ("dari",)
        return OTHERWISE if recommends else UNRECOMMENDED, path, Severity.WARNING
    return None


def _not_entitled(who: str, matter: str, kind: str, rules: Profile) -> str | None:
    """Why somebody may not give umpan balik on a matter; None where they may."""
    if who in rules.feedback_givers(matter, team=kind == TEAM):
        return None
    if who in rules.study_recommenders:
        return STUDY
    if who in rules.team_recommenders:
        return LEADER
    if matter == "hasil_kerja":
        return TEAM_RESULT if kind == TEAM else RESULT
    return MEMBER if who in rules.feedback_givers(matter, team=True) else BEHAVIOUR
