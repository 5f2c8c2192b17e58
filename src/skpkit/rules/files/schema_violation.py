"""A record has the keys and kinds of values that its form has.

The schemas hold the shape of the forms: which keys there are, what is text, a number or a date, which words a
choice allows. Each violation is told at the key or value that it is about.

Silent of a text that cannot be read (SKP001, SKP002), a wrong place (SKP004), an unknown `versi` (SKP005).

**Fix:** write the key or value as the message says; a record that is in order shows how it is done.
"""

from collections.abc import Iterator

from skpkit.findings import Location, Problem
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.files import File
from skpkit.rules._rule import dossier_rule, own
from skpkit.rules.files._slips import lost_by
from skpkit.source.schemas import KINDS, explain

BASIS = (
    own(
        N_("the schemas write down the forms, as far as these were seen, as keys and kinds of values"),
    ),
)


@dossier_rule(basis=BASIS, reading=True, added="apart")
def rule(dossier: Dossier) -> Iterator[Problem]:
    """Every violation of every record that could be read."""
    for file in dossier.files:
        if _is_judged(file):
            yield from _violations(dossier, file)


def _is_judged(file: File) -> bool:
    """Whether the file is text that a schema of this version can judge, and refuses."""
    if not file.kind or file.record or not file.document or file.document.slips or file.unknown_word() == "versi":
        return False
    data = file.data
    other_kind = isinstance(data, dict) and data.get("jenis") in KINDS and data["jenis"] != file.kind
    return not other_kind


def _violations(dossier: Dossier, file: File) -> Iterator[Problem]:
    assert file.kind is not None  # noqa: S101 - judged
    assert file.document is not None  # noqa: S101 - judged
    for wrong in explain(file.kind, file.data):
        span = file.document.key_span(wrong.path) if wrong.on_key else file.document.span(wrong.path)
        where = ".".join(str(step) for step in wrong.path)
        yield Problem(
            Location(file.path, *span),
            wrong.message,
            wrong.told,
            about=(dossier.below(file.path), where),
            tells=lost_by(file),
            example=wrong.example,
        )
