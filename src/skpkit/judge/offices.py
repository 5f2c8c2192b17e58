"""States of the records that are looked at one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skpkit.judge.office import Memo, Office
from skpkit.source.tree import Tree

if TYPE_CHECKING:
    from skpkit.model.signers import Verify

KEPT = 64  # states that stay open: a history has many


class Offices:
    """States of the records, each opened once; a file that several hold is parsed once."""

    def __init__(self, verify: Verify | None = None) -> None:
        self._memo: Memo = {}
        self._known: dict[str | int, Office] = {}
        self._verify = verify

    def of(self, tree: Tree) -> Office:
        """The records of a state."""
        key = tree.commit or id(tree)
        if key not in self._known:
            if len(self._known) == KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = Office(tree, memo=self._memo, verify=self._verify)
        return self._known[key]
