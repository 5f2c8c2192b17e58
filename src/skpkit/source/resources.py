"""Where the tool's own schemas and templates lie: in the wheel, or at the top of a source checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path


@lru_cache
def data_folder(name: str) -> Path:
    """The folder `schemas` or `templates` that this installation carries."""
    package = Path(__file__).parents[1]
    packed = package / "_data" / name
    return packed if packed.is_dir() else package.parent.parent / name
