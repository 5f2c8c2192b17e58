"""Programs of the project that lie outside of its packages: the benchmark's office and ministry, and the demo."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

from tests.support.places import PROJECT


def load(path: str) -> ModuleType:
    """The module at a path of the project."""
    file = PROJECT / path
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


office = load("benchmarks/office.py")
ministry = load("benchmarks/ministry.py")  # which imports the office
demo = load("docs/demo/demo.py")
