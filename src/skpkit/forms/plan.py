"""The SKP on paper."""

from __future__ import annotations

from skpkit.forms._case import Case, Form, always
from skpkit.messages import N_
from skpkit.render import ViewOf
from skpkit.render.view import skp_view


def _skp(case: Case, _: str) -> ViewOf:
    skp = case.skp
    assert skp is not None  # noqa: S101 - it is the record
    superiors, replaced = case.superiors(skp), case.replaced(skp)
    return lambda origin: skp_view(
        skp, origin, lambda nip, kode: superiors[nip, kode], replaced.term if replaced else None
    )


FORMS = (Form("skp", N_("the SKP with its Lampiran"), "skp", "skp", _skp, always("skp")),)
