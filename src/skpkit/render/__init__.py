"""From a record to the official document: view, then template, then Typst.

`print_skp` is the way in. It reads no file of the repository and knows nothing of git: what it needs is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.periods import Term
from skpkit.records import Skp
from skpkit.render.provenance import Source, provenance_of
from skpkit.render.view import SkpView, SuperiorResult, skp_view, superior_result

if TYPE_CHECKING:
    from skpkit.render.markup import Sheets
    from skpkit.render.press import Press

__all__ = ["FORMATS", "PAPERS", "Format", "Paper", "Source", "SuperiorResult", "print_skp", "superior_result"]

Format: TypeAlias = Literal["pdf", "png", "svg", "typ"]
Paper: TypeAlias = Literal["a4", "f4"]
FORMATS: tuple[Format, ...] = ("pdf", "png", "svg", "typ")
PAPERS: Mapping[Paper, Mapping[str, int]] = {
    "a4": {"lebar": 210, "panjang": 297},
    "f4": {"lebar": 215, "panjang": 330},
}
SKP = "skp"

NOT_YET = N_("{path} is an SKP kualitatif, which this version cannot print yet; it prints SKP kuantitatif only")


@overload
def print_skp(
    skp: Skp,
    *,
    source: Source,
    superiors: Callable[[str, str], SuperiorResult | None],
    templates: Mapping[str, bytes] | None = None,
    replaced: Term | None = None,
    paper: Paper = "a4",
    format: Literal["pdf", "typ"] = "pdf",
    dots: float = 144,
) -> bytes: ...
@overload
def print_skp(
    skp: Skp,
    *,
    source: Source,
    superiors: Callable[[str, str], SuperiorResult | None],
    templates: Mapping[str, bytes] | None = None,
    replaced: Term | None = None,
    paper: Paper = "a4",
    format: Literal["png", "svg"],
    dots: float = 144,
) -> list[bytes]: ...
@overload
def print_skp(
    skp: Skp,
    *,
    source: Source,
    superiors: Callable[[str, str], SuperiorResult | None],
    templates: Mapping[str, bytes] | None = None,
    replaced: Term | None = None,
    paper: Paper = "a4",
    format: Format,
    dots: float = 144,
) -> bytes | list[bytes]: ...
def print_skp(
    skp: Skp,
    *,
    source: Source,
    superiors: Callable[[str, str], SuperiorResult | None],
    templates: Mapping[str, bytes] | None = None,
    replaced: Term | None = None,
    paper: Paper = "a4",
    format: Format = "pdf",  # noqa: A002 - the name of the option
    dots: float = 144,
) -> bytes | list[bytes]:
    """The SKP with its Lampiran: as a PDF, as Typst markup (`typ`), or as pictures (`png`, `svg`), one a page.

    `superiors` finds an RHK by its owner's NIP and its code; `templates` are a repository's own, named from its
    folder `templates`, put over the tool's; `replaced` is the period of the SKP that a komplemen replaces; `dots`
    are for PNG, an inch. Raises SkpkitError for what cannot be printed and for a template that fails.
    """
    from skpkit.render.markup import sheets
    from skpkit.render.press import press

    if skp.narrative:
        raise SkpkitError(NOT_YET, path=source.path)
    forms, machine = sheets(templates or {}), press()
    view = skp_view(skp, provenance_of(source, SKP, _made_with(forms, machine)), superiors, replaced)
    return _printed(SKP, view, forms, machine, source, paper, format, dots)


def _printed(
    document: str,
    view: SkpView,
    forms: Sheets,
    machine: Press,
    source: Source,
    paper: Paper,
    style: Format,
    dots: float,
) -> bytes | list[bytes]:
    from skpkit.render.legible import legible
    from skpkit.render.markup import SUFFIX
    from skpkit.render.press import NoGlyphError

    def made(refused: Callable[[str], frozenset[str]]) -> bytes | list[bytes]:
        shown = legible(view, refused)
        values = {each.name: getattr(shown, each.name) for each in fields(shown)}
        markup = forms.fill(f"{document}{SUFFIX}", **values, dokumen=shown, kertas=PAPERS[paper])
        if style == "typ":
            return markup.encode()
        if style == "pdf":
            return machine.pdf(markup, source.when)
        return machine.pictures(markup, style, dots, source.when)

    try:
        return made(machine.refused)
    except NoGlyphError:  # signs that a font has each for itself, but not joined as they are here
        return made(frozenset)


def _made_with(forms: Sheets, machine: Press) -> Mapping[str, str]:
    from skpkit import __version__
    from skpkit.render.press import FAMILY

    return {
        "skpkit": __version__,
        "templates": f"sha256:{forms.digest}",
        "typst": machine.version,
        "font": f"{FAMILY}, sha256:{machine.fonts}",
    }
