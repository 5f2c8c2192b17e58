"""A realisation has bukti dukung.

What was achieved is judged by evidence, so the form of evaluation has a column for it. The value that counts of a cell
needs it: not a projection, nor a value that a koreksi has replaced. A dialogue that repeats the value may bring the
evidence later, since a reported dialogue is not edited; `skpkit realisasi` writes one, with `--nilai` and `--bukti`,
until the period is evaluated.

Silent of a dialogue that cannot be read (SKP001 to SKP005), and of a value that is too early (SKP206).

**Fix:** name the evidence under `bukti_dukung`; if the dialogue was reported, repeat the realisation with its evidence
in the next one.
"""

from collections.abc import Iterator

from skpkit.findings import Problem, Severity
from skpkit.messages import N_, Value
from skpkit.model import causes
from skpkit.model.dossier import Dossier
from skpkit.rules._rule import cite, dossier_rule
from skpkit.source.schemas import DIALOGUE

BASIS = (
    cite(
        "permenpanrb-6-2022",
        N_("form of the evaluation, part Hasil Kerja"),
        N_("the column of realisations is headed Realisasi Berdasarkan Bukti Dukung"),
        "formulir-asn",
    ),
    cite(
        "permenpanrb-6-2022",
        N_("Pasal 5"),
        N_("to carry out the plan includes documenting the performance"),
        "ringkasan-pasal",
    ),
)

MESSAGE = N_(
    "the realisasi of {iki} for {period} has no bukti dukung; name it under `bukti_dukung`, here or in a later "
    "dialogue that repeats the value"
)


@dossier_rule(basis=BASIS, severity=Severity.WARNING, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Each cell whose effective realisasi has no evidence."""
    for folder in dossier.folders.values():
        lost = tuple(causes.lost(folder.name_of(name)) for name in folder.lost_of(DIALOGUE))
        for (iki, period), (dialogue, line) in folder.effective_lines.items():
            if folder.evidence_of(iki, period):
                continue
            told: dict[str, Value] = {"iki": iki, "period": period}
            about = (folder.name_of(dialogue.name), iki, period)
            left_to = (*lost, causes.premature(*about))
            yield Problem(dialogue.at(*line.path, "realisasi"), MESSAGE, told, about=about, left_to=left_to)
