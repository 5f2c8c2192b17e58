"""An SKP has as many IKI as the rules ask of its job group: no fewer, and no more at the same time.

Too few do not show a year's work, too many leave none that counts. How many there may be is said by the rules
(`aturan`) for each `kelompok_jabatan`; where they say nothing of it, or the SKP does not tell the group, nothing is
judged. An IKI that ended does not count beside the one that followed it.

Silent of a code used twice (SKP102), and of too few IKI where an RHK has none or `utama` is empty (SKP103).

**Fix:** add the IKI that are missing, or leave out those that matter least; in an established SKP by an adendum.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.model.records import Skp
from skpkit.rules._rule import cite, dossier_rule

BASIS = (
    cite(
        "kmk-127-2026",
        N_("on the number of IKI"),
        N_(
            "of those who head no unit, JPT have 3 to 10 IKI, an administrator 3 to 8, a pengawas 3 to 7, a pelaksana "
            "3 to 6"
        ),
        "paparan-jumlah",
        "latihan-2026",
    ),
    cite(
        "buku-pintar",
        N_("page 15"),
        N_(
            "ten indicators for whoever owns no Peta Strategi; `kmk-300-2022` keeps that as a warning, since its own "
            "limits were not seen"
        ),
    ),
)

FEW = N_("this SKP has {count} IKI, but {rules} asks at least {limit} of a {group}; add what is missing")
MANY = N_(
    "this SKP has {count} IKI at the same time, but {rules} allows a {group} {limit}; leave out the least important"
)


@dossier_rule(basis=BASIS, severity=Severity.WARNING, added="unread")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each SKP with too few or too many IKI."""
    for folder, skp in dossier.plans():
        group = str(skp.employee.get("kelompok_jabatan", ""))
        limits = folder.profile.indicator_limits(group, str(skp.data["kelompok"]))
        if limits is None:
            continue
        count = _most_at_once(skp, dossier.year)
        left_to = [causes.repeated(folder.name)]
        if limits.most is not None and count > limits.most:
            message, limit = MANY, limits.most
        elif limits.fewest is not None and count < limits.fewest:
            message, limit = FEW, limits.fewest
            left_to.append(causes.unfilled(folder.name))
        else:
            continue
        told: dict[str, Value] = {"count": count, "rules": skp.aturan, "limit": limit, "group": group.replace("_", " ")}
        yield Problem(
            skp.key_at("hasil_kerja"),
            message,
            told,
            about=(folder.name_of(skp.name),),
            severity=limits.severity,
            left_to=tuple(left_to),
            values=(message,),
            extent={"IKI": abs(count - limit)},
        )


def _most_at_once(skp: Skp, year: int) -> int:
    """The number of IKI on the day on which most run; one whose own period cannot be runs with its SKP."""
    terms = [
        skp.term_of(each) if each.term is None or each.term.is_possible(year) else skp.term for each in skp.indicators()
    ]
    return max((sum(1 for each in terms if each.mulai <= day <= each.selesai) for day, _ in terms), default=0)
