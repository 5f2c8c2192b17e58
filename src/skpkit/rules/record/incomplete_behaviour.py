"""An SKP names each of the seven BerAKHLAK values once.

Perilaku kerja is the other half of an SKP. A special expectation (`ekspektasi`) may stand at any value and
need not stand at one; the values themselves are always the seven.

**Fix:** add the missing value, or delete the one that stands twice.
"""

from collections.abc import Iterable, Iterator

from skpkit.findings import Problem
from skpkit.messages import N_, in_words
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "permenpanrb-6-2022",
        N_("form of the SKP, part Perilaku Kerja"),
        N_(
            "the seven values, each with its three standard behaviours; the leader may set a special expectation on any"
        ),
        "formulir-asn",
    ),
)

MISSING = N_("perilaku kerja lacks: {values}; add each as `- {{nilai: …}}`")
TWICE = N_("perilaku kerja names {value} twice; delete one of them")
INSTEAD = N_("perilaku kerja names {value} twice and lacks: {values}; write each of the seven values once")


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """The values that are missing, and those that stand twice: most often one in place of another."""
    for folder, skp in dossier.plans():
        named = [each["nilai"] for each in skp.data["perilaku_kerja"]]
        missing = tuple(value for value in folder.profile.values if value not in named)
        twice = [nth for nth, value in enumerate(named) if value in named[:nth]]
        name = folder.name_of(skp.name)
        if missing and twice:
            values = tuple(dict.fromkeys(named[nth] for nth in twice))
            place = skp.at("perilaku_kerja", twice[0], "nilai")
            yield Problem(
                place, INSTEAD, {"value": _words(values), "values": _words(missing)}, about=(name, *missing, *values)
            )
        elif missing:
            yield Problem(skp.key_at("perilaku_kerja"), MISSING, {"values": _words(missing)}, about=(name, *missing))
        for nth in twice if not missing else ():
            place = skp.at("perilaku_kerja", nth, "nilai")
            yield Problem(place, TWICE, {"value": in_words(named[nth])}, about=(name, "twice", named[nth]))


def _words(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(in_words, values))
