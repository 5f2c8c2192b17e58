"""The SKP on paper."""

from __future__ import annotations

from skpkit.messages import N_
from skpkit.model.records import Skp
from skpkit.paper.subject import Case, Form, always
from skpkit.paper.earlier import step_of
from skpkit.paper.frame import last_change
from skpkit.paper.typeset import Provenance, ViewOf
from skpkit.paper.change_bars import with_bars
from skpkit.paper.documents.skp import SkpView, skp_view


def _skp(case: Case, _: str) -> ViewOf:
    skp = case.skp
    assert skp is not None  # noqa: S101 - it is the record
    superiors, replaced = case.superiors(skp), case.replaced(skp)
    before = _before_last_change(case, skp)

    def view(origin: Provenance) -> SkpView:
        shown = skp_view(skp, origin, lambda nip, kode: superiors[nip, kode], replaced.term if replaced else None)
        return with_bars(shown, before, skp) if before else shown

    return view


def _before_last_change(case: Case, skp: Skp) -> Skp | None:
    """The SKP before its last adendum, where it has one and the history tells."""
    last = last_change(skp)
    step = step_of(case, last.nomor) if last else None
    return step.before if step and isinstance(step.before, Skp) else None


FORMS = (Form("skp", N_("the SKP with its Lampiran"), "skp", "skp", _skp, always("skp")),)
