"""The office that the benchmark makes."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from tests.support.places import PROJECT


def load_office() -> ModuleType:
    """The module that makes it, which lies outside of the packages."""
    spec = importlib.util.spec_from_file_location("office", PROJECT / "benchmarks" / "office.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["office"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


office = load_office()
