"""Which documents each record has, and what each of them shows: the records that it cites are gathered here.

A form gathers first, and gives what makes its view of them: so it is known beforehand whether one commit holds all
that the document will show.
"""

from __future__ import annotations

from collections.abc import Iterator

from skpkit.paper.subject import Case, Form, Past
from skpkit.paper.documents import change_sheet, dialogue, evaluation, manual_form, plan, progress

__all__ = ["FORMS", "Case", "Form", "Past", "documents_of"]

FORMS: tuple[Form, ...] = (
    *plan.FORMS,
    *manual_form.FORMS,
    *change_sheet.FORMS,
    *dialogue.FORMS,
    *progress.FORMS,
    *evaluation.FORMS,
)


def documents_of(case: Case) -> Iterator[tuple[str, Form]]:
    """The documents of a record by name, the usual one first."""
    for form in FORMS:
        if form.kind == case.file.kind:
            for name in form.names(case):
                yield name, form
