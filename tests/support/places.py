"""Where the project's own files lie."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
PROJECT = TESTS.parent
SOURCE = PROJECT / "src" / "skpkit"
EXAMPLES = TESTS / "data" / "examples"
GOLDEN = TESTS / "golden"
STORIES = TESTS / "stories"
