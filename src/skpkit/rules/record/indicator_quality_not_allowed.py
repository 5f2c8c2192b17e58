"""No IKI is of a quality that the rules exclude: exact with high control, or activity with low control.

What measures the goal exactly is never in one person's hands, and an activity that others decide about says
nothing of him; so the tables of quality have no weight for either. Which pairs are excluded is said by the rules
(`aturan`) that the manual names.

**Fix:** choose the `tingkat_validitas` and `tingkat_kendali` that the IKI really has, or another IKI.
"""

from collections.abc import Iterator

from skpkit.findings import Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.profiles import profile
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "buku-pintar",
        N_("pages 15 and 43"),
        N_("exact with high control and activity with low control are not allowed"),
    ),
    cite(
        "kmk-127-2026",
        N_("Tabel 14, pages 70 to 75"),
        N_("the table of weights has none for these two pairs"),
        "kakin",
    ),
)

MESSAGE = N_("{iki}: validitas {validity} with kendali {control} is not allowed; choose the levels that it has")


@dossier_rule(basis=BASIS, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each manual with a pair that its rules exclude."""
    for folder in dossier.folders.values():
        for manual in folder.manuals.values():
            rules = profile(manual.data["aturan"])
            pair = (manual.data.get("tingkat_validitas", ""), manual.data.get("tingkat_kendali", ""))
            if rules and pair in rules.forbidden_qualities:
                yield Problem(
                    manual.at("tingkat_kendali"),
                    MESSAGE,
                    {"iki": manual.kode, "validity": pair[0], "control": pair[1]},
                    about=(folder.name_of(manual.name),),
                    values=pair,
                )
