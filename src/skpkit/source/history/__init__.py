"""The history of the records: states of a git repository or of a plain folder. The only package that touches git."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from skpkit.source.history.locating import open_folder, open_records, open_repository
from skpkit.source.history.repository import Folder, Repository
from skpkit.source.history.states import State

if TYPE_CHECKING:
    from skpkit.source.history.branches import BranchChoice
    from skpkit.source.history.by_lines import merge_by_lines, shows_base
    from skpkit.source.history.graph import Graph
    from skpkit.source.history.landing import Unmerged
    from skpkit.source.history.making import (
        commit_files,
        hooks_elsewhere,
        make_repository,
        never_committed,
        official_branch,
        remote_address,
    )
    from skpkit.source.history.own_settings import OwnSettings
    from skpkit.source.history.past import Lying
    from skpkit.source.history.ranges import Range, Sides, Stage
    from skpkit.source.history.walks import LandedStep
    from skpkit.source.history.writers import Writer

# What is not asked of every state is imported when it is asked for.
_LATER = {
    "branches": ("BranchChoice",),
    "by_lines": ("merge_by_lines", "shows_base"),
    "graph": ("Graph",),
    "landing": ("Unmerged",),
    "making": (
        "commit_files",
        "hooks_elsewhere",
        "make_repository",
        "never_committed",
        "official_branch",
        "remote_address",
    ),
    "own_settings": ("OwnSettings",),
    "past": ("Lying",),
    "ranges": ("Range", "Sides", "Stage"),
    "walks": ("LandedStep",),
    "writers": ("Writer",),
}


def __getattr__(name: str) -> object:
    for module, names in _LATER.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "BranchChoice",
    "Folder",
    "Graph",
    "LandedStep",
    "Lying",
    "OwnSettings",
    "Range",
    "Repository",
    "Sides",
    "Stage",
    "State",
    "Unmerged",
    "Writer",
    "commit_files",
    "hooks_elsewhere",
    "make_repository",
    "merge_by_lines",
    "never_committed",
    "official_branch",
    "open_folder",
    "open_records",
    "open_repository",
    "remote_address",
    "shows_base",
]
