"""What the HTML pages share: one file that needs no network, and in which nothing but its own style and script acts."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_FOLDER = Path(__file__).parent / "page"


def page(name: str, styles: tuple[str, ...], scripts: tuple[str, ...], **told: Any) -> str:
    """A page by its template, with some styles and scripts, which its content policy names by their hashes."""
    from markupsafe import Markup

    style, code = (Markup("").join(map(_own, each)) for each in (styles, scripts))
    return _template(name).render(**told, style=style, script=code, style_hash=_hash(style), script_hash=_hash(code))


@lru_cache
def _own(name: str) -> Markup:
    """A file of the page, which is no text of a record."""
    from markupsafe import Markup

    return Markup((_FOLDER / name).read_text(encoding="utf-8"))  # noqa: S704 - it lies beside this module


def _hash(text: str) -> str:
    """What a content policy names a script or style by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@lru_cache
def _template(name: str) -> Template:
    from jinja2 import StrictUndefined
    from jinja2.loaders import FileSystemLoader
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    return environment.get_template(name)
