"""The Manual IKI on paper."""

from __future__ import annotations

from skpkit.messages import N_
from skpkit.model.records import Manual
from skpkit.paper.subject import Case, Form, always
from skpkit.paper.typeset import ViewOf
from skpkit.paper.documents.manual import manual_view


def _manual(case: Case, _: str) -> ViewOf:
    manual, skp = case.file.record, case.its_skp()
    assert isinstance(manual, Manual)  # noqa: S101 - the form is that of manuals
    return lambda origin: manual_view(manual, skp, origin)


FORMS = (Form("manual", N_("the Manual IKI"), "manual_iki", "manual", _manual, always("manual")),)
