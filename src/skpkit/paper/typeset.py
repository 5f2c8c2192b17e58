"""From a view to the official document: template, then Typst.

`print_document` is the way in. It reads no file of the repository and knows nothing of git: what it needs is given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from skpkit.paper.origin import Provenance, Source, provenance_of

if TYPE_CHECKING:
    from skpkit.paper.templates import Sheets
    from skpkit.paper.compiler import Press

__all__ = ["FORMATS", "PAPERS", "Format", "Look", "Paper", "Provenance", "Source", "ViewOf", "print_document"]

Format: TypeAlias = Literal["pdf", "png", "svg", "typ"]
Paper: TypeAlias = Literal["a4", "f4"]
ViewOf: TypeAlias = Callable[[Provenance], Any]
FORMATS: tuple[Format, ...] = ("pdf", "png", "svg", "typ")
PAPERS: Mapping[Paper, Mapping[str, int]] = {
    "a4": {"lebar": 210, "panjang": 297},
    "f4": {"lebar": 215, "panjang": 330},
}


class Look(NamedTuple):
    """How to print: `templates` are a repository's own, named from its folder `templates`, put over the tool's; `dots`
    are for PNG, an inch.
    """

    format: Format = "pdf"
    paper: Paper = "a4"
    templates: Mapping[str, bytes] = {}
    dots: float = 144


def print_document(template: str, view_of: ViewOf, source: Source, look: Look, name: str = "") -> list[bytes]:
    """A document by its template, of the view that `view_of` makes with its provenance (a dataclass). `name` is how the
    record calls it, where that is not the template's name.

    One file, a PDF or Typst markup (`typ`); of pictures (`png`, `svg`) one a page. Raises SkpkitError for what cannot
    be printed and for a template that fails.
    """
    from skpkit.paper.templates import sheets
    from skpkit.paper.compiler import press

    forms, machine = sheets(look.templates), press()
    view = view_of(provenance_of(source, name or template, _made_with(forms, machine)))
    return _printed(template, view, forms, machine, source, look)


def _printed(template: str, view: Any, forms: Sheets, machine: Press, source: Source, look: Look) -> list[bytes]:
    from skpkit.paper.glyphs import legible
    from skpkit.paper.templates import SUFFIX
    from skpkit.paper.compiler import NoGlyphError

    def made(refused: Callable[[str], frozenset[str]]) -> list[bytes]:
        shown = legible(view, refused)
        values = {each.name: getattr(shown, each.name) for each in fields(shown)}
        markup = forms.fill(f"{template}{SUFFIX}", **values, dokumen=shown, kertas=PAPERS[look.paper])
        if look.format == "typ":
            return [markup.encode()]
        if look.format == "pdf":
            return [machine.pdf(markup, source.when)]
        return machine.pictures(markup, look.format, look.dots, source.when)

    try:
        return made(machine.refused)
    except NoGlyphError:  # signs that a font has each for itself, but not joined as they are here
        return made(frozenset)


def _made_with(forms: Sheets, machine: Press) -> Mapping[str, str]:
    from segno import __version__ as segno

    from skpkit import __version__
    from skpkit.paper.compiler import FAMILY

    return {
        "skpkit": __version__,
        "templates": f"sha256:{forms.digest}",
        "typst": machine.version,
        "font": f"{FAMILY}, sha256:{machine.fonts}",
        "segno": segno,  # which draws the QR code
    }
