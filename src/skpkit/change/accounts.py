"""The accounts of a verdict, none of them made yet; so a verdict without any needs nothing that makes one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from skpkit.change.account import Account, CellStory, Freeze, IndicatorStory
    from skpkit.change.declared import DeclaredThing
    from skpkit.change.revision import Revision
    from skpkit.findings import Location


class PendingAccount(NamedTuple):
    """An account that is still to be made, of which dossier, and of which commit where each was judged; `paths` are
    those of the files that it may name."""

    dossier: str
    make: Callable[[], Account]
    paths: tuple[str, ...]
    commit: str | None = None

    def made(self) -> Account:
        """The account."""
        return self.make()._replace(commit=self.commit)


@dataclass(frozen=True, slots=True, eq=False)
class Accounts:
    """The accounts of a verdict, made one by one as they are asked for."""

    pending: tuple[PendingAccount, ...] = field(default=(), repr=False)

    def __iter__(self) -> Iterator[Account]:
        return (each.made() for each in self.pending)

    def at_commit(self, commit: str | None) -> Accounts:
        """The same, of a commit."""
        return Accounts(tuple(each._replace(commit=commit) for each in self.pending))

    @property
    def paths(self) -> set[str]:
        """The paths of all files that they may name."""
        return {path for each in self.pending for path in each.paths}

    def with_places(self, at: Callable[[Location], Location]) -> Accounts:
        """The same with each place of the state after as `at` tells it."""
        return Accounts(tuple(each._replace(make=partial(_placed, each.make, at)) for each in self.pending))

    def joined_by(self, whole: Accounts) -> Accounts:
        """The same as they are once others have landed too, of which `whole` are the accounts: what these realise and
        freeze."""
        make = {each.dossier: each.make for each in whole.pending}
        return Accounts(
            tuple(
                each._replace(make=partial(_joined, each.make, make[each.dossier])) if each.dossier in make else each
                for each in self.pending
            )
        )

    def first(self, count: int) -> Accounts:
        """No more than so many."""
        return Accounts(self.pending[:count])


NO_ACCOUNTS = Accounts()


def joined(many: Iterable[Accounts]) -> Accounts:
    """The accounts of several verdicts, of a dossier and commit that of the first that has it."""
    found: dict[tuple[str, str | None], PendingAccount] = {}
    for accounts in many:
        for each in accounts.pending:
            found.setdefault((each.dossier, each.commit), each)
    return Accounts(tuple(found.values()))


def pending_accounts(revisions: Iterable[Revision]) -> Accounts:
    """The accounts of some revisions."""
    from skpkit.change.account import account_of

    here = ((each, each.after or each.before) for each in revisions)
    return Accounts(
        tuple(
            PendingAccount(one.title, partial(account_of, each), tuple(file.path for file in one.files))
            for each, one in here
            if one
        )
    )


def _joined(make: Callable[[], Account], make_whole: Callable[[], Account]) -> Account:
    """An account with what lands beside it: its own targets, and of them what is realised, frozen and still owed."""
    mine, whole = make(), make_whole()
    cells = {(each.folder, each.iki, cell.period): cell for each in whole.stories for cell in each.cells}

    def cell(story: IndicatorStory, mine: CellStory) -> CellStory:
        there = cells.get((story.folder, story.iki, mine.period))
        return there if there and there.target == mine.target else mine

    return mine._replace(
        frozen={**whole.frozen, **mine.frozen},
        stories=tuple(each._replace(cells=tuple(cell(each, one) for one in each.cells)) for each in mine.stories),
        owed=tuple(each for each in mine.owed if each in whole.owed),
        actions=tuple(each for each in mine.actions if each in whole.actions),
    )


def _placed(make: Callable[[], Account], at: Callable[[Location], Location]) -> Account:
    """An account with its places in the state after as they are told elsewhere."""
    account = make()

    def freeze(each: Freeze) -> Freeze:
        return each if each.proof.moment == "before" else each._replace(proof=each.proof._replace(at=at(each.proof.at)))

    def cell(each: CellStory) -> CellStory:
        return each._replace(frozen=tuple(map(freeze, each.frozen)))

    def thing(each: DeclaredThing) -> DeclaredThing:
        meeting = each.meeting and each.meeting._replace(at=at(each.meeting.at))
        return each._replace(at=at(each.at), meeting=meeting)

    return account._replace(
        frozen={key: tuple(map(freeze, each)) for key, each in account.frozen.items()},
        stories=tuple(each._replace(cells=tuple(map(cell, each.cells))) for each in account.stories),
        declared=tuple(map(thing, account.declared)),
    )
