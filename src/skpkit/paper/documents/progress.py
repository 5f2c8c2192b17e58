"""The progress sheet on paper."""

from __future__ import annotations

from skpkit.messages import N_
from skpkit.paper.subject import Case, Form, always
from skpkit.paper.typeset import ViewOf
from skpkit.paper.documents.kemajuan import progress_view


def _progress(case: Case, _: str) -> ViewOf:
    folder, skp = case.folder, case.skp
    assert skp is not None  # noqa: S101 - it is the record
    case.cited.update(f"{folder.path}/{each}" for each in ("dki", "iki"))  # one less would change what is shown
    return lambda origin: progress_view(folder, skp, origin)


FORMS = (
    Form("kemajuan", N_("the progress of each IKI on one page"), "skp", "kemajuan", _progress, always("kemajuan")),
)
