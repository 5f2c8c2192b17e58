"""What this installation is: its version, and where its schemas and templates lie, in the wheel or in a checkout."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

VERSION = "0.1.0"


@lru_cache
def data_folder(name: str) -> Path:
    """The folder `schemas`, `templates` or `starters` that this installation carries."""
    package = Path(__file__).parents[1]
    packed = package / "_data" / name
    return packed if packed.is_dir() else package.parent.parent / name
