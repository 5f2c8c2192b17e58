"""The history of the records: states of a git repository or of a plain folder. The only package that touches git."""

from __future__ import annotations

from skpkit.history.ranges import Range
from skpkit.history.repository import Folder, Repository, open_folder, open_records, open_repository
from skpkit.history.states import State
from skpkit.history.writers import Writer
from skpkit.tree import Entry

__all__ = [
    "Entry",
    "Folder",
    "Range",
    "Repository",
    "State",
    "Writer",
    "open_folder",
    "open_records",
    "open_repository",
]
