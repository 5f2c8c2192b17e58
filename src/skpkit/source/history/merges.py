"""What a range brings where one side would be merged into the other: as a whole, and step by step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.source.history.commits import Commit
from skpkit.source.history.landing import OLD_GIT, Merged, Unmerged, lying_at, merge, replaced
from skpkit.source.history.ranges import NamedCommits, Range, Stage, Stages
from skpkit.source.history.snapshots import Snapshots
from skpkit.source.history.states import Snapshot, State, state_of
from skpkit.source.history.trees import tree_id


class Joined(NamedTuple):
    """What merging several requests would make; without a `state` where `head` does not merge after those of the
    `labels`, and `clashes` says at which paths."""

    state: State | None
    clashes: tuple[Unmerged, ...] = ()
    labels: tuple[str, ...] = ()
    head: State | None = None


class Merges(NamedTuple):
    """Merges the commits of a repository in its throw-away folder, which `made` gives. `own` is the git folder of its
    working tree."""

    commits: NamedCommits
    made: Callable[[], Snapshots]
    own: Path | None

    def range(self, first: tuple[Commit, str], last: tuple[Commit, str], head: State | None = None) -> Range:
        """The range from a commit to what merging another into it would make, or a state `head` that follows that one.

        Nothing is merged where one of the two has the other in its history.
        """
        objects = self.commits.objects
        base, other = state_of(*first, objects), last[0]
        parents = [other.oid, *(self._merging() if head else ())]
        head = head or state_of(*last, objects)
        bases = [first[0].oid]
        if not self.commits.within(first[0].oid, parents):
            if len(parents) > 1:
                other = self._following(head, *parents)
            bases = self.commits.bases(first, (other, last[1]))
        if base.commit in bases:
            return Range(base, head, ((base, head),), merges=True)
        if head.tree != other.tree:
            other = self._following(head, other.oid)
        elif other.oid in bases:
            return Range(base, head, ((base, base),), merges=True)
        merged = self._merged(base, other, last[1])
        pairs = self._beside_clashes(base, merged, bases) if merged.clashes else [(base.tree, merged.tree)]
        known = {each.tree: each for each in (base, head)}
        states = [
            tuple(known.get(tree) or State(head.label, None, "merge", tree, objects) for tree in pair) for pair in pairs
        ]
        clashes = tuple(merged.unmerged())
        return Range(base, head, tuple((one, two) for one, two in states), True, clashes, tuple(bases), other.oid)

    def stages(self, range_: Range, last: State) -> Stages:
        """The stages of such a range, up to `last`, the newest commit of its head. Where that merges a request into the
        very base, as a forge does to try it, they are those of the request."""
        now, whole = range_.base, range_.pairs[-1][1]
        first, *others = self.commits.named(str(last.commit))[0].parents or ("",)
        if first == range_.base.commit and len(others) == 1:
            last = self.commits.state(*self.commits.named(others[0]))
        steps, unlike = self._steps(range_.base, last)
        stages = []
        for after, brought in steps:
            stages.append(Stage(now, after, brought))
            now = after
        if range_.head.commit != last.commit and not range_.clashes and whole.tree != now.tree:
            stages.append(Stage(now, whole, range_.head))
        return Stages(tuple(stages), landed=False, unlike=unlike)

    def _steps(self, base: State, last: State) -> tuple[list[tuple[State, State]], str]:
        """What each commit of a request would make in the base, and the newest merge within it where a rebase does not
        bring what merging brings."""
        merging = self.commits.merging(last, str(base.commit))
        if not merging:
            return list(self._line(base, last)), ""
        replayed = self._replayed(base, last)
        if replayed is None:
            return list(self._line(base, last)), merging
        end, now = self._end(base, last), replayed[-1][0] if replayed else base
        if end is None or end.tree == now.tree:
            return replayed, ""
        return [*replayed, (end, self.commits.state(*self.commits.named(merging)))], merging

    def _end(self, base: State, last: State) -> State | None:
        """What merging a request into the base makes; None where it does not merge."""
        if self.commits.within(str(base.commit), [str(last.commit)]):
            return last
        merged = self._merged(base, self.commits.named(str(last.commit))[0], last.label)
        return None if merged.clashes else State(last.label, None, "merge", merged.tree, self.commits.objects)

    def _replayed(self, base: State, last: State) -> list[tuple[State, State]] | None:
        """What `git rebase` would make of a request: all its commits but merges, each put upon the one before in its
        order. None where it would stop at one."""
        now, found = base, list[tuple[State, State]]()
        for commit in self.commits.single(last, str(base.commit)):
            own = self.commits.state(commit)
            if now.commit and commit.parents[:1] == (now.commit,):
                after = own
            else:
                merged = self._put_upon(now, commit)
                if merged.clashes:
                    return None
                after = State(commit.oid, None, "merge", merged.tree, self.commits.objects)
            found.append((after, own))
            now = after
        return found

    def _put_upon(self, now: State, commit: Commit) -> Merged:
        """What a commit changed, done to another state: a merge as if that, too, followed the commit's parent."""
        made = self.made()
        if commit.parents:
            parent = commit.parents[0]
        else:
            parent = made.commit_tree(tree_id((), len(commit.oid)), ())
            commit = self.commits.named(made.commit_tree(commit.tree, (parent,)))[0]
        there = self.commits.named(made.commit_tree(now.tree, (parent,)))[0]
        return self._merged(state_of(there, now.label, self.commits.objects), commit, commit.oid)

    def together(self, base: State, requests: Sequence[Range]) -> Joined:
        """What merging some requests into a commit would make, one after another."""
        made, now, tree, labels = self.made(), str(base.commit), base.tree, list[str]()
        for each in requests:
            tip = self._tip(each)
            if not self.commits.within(tip.oid, [now]):
                self.commits.certain(now, tip)
                merged = self._merged(
                    state_of(self.commits.named(now)[0], base.label, self.commits.objects), tip, tip.oid
                )
                if merged.clashes:
                    return Joined(None, tuple(merged.unmerged()), tuple(labels), each.head)
                tree = merged.tree
                now = made.commit_tree(tree, (now, tip.oid))
            labels.append(each.head.label)
        return Joined(State(base.label, None, "merge", tree, self.commits.objects))

    def _tip(self, request: Range) -> Commit:
        """The commit of a request's head, made for it where no commit holds it."""
        head = request.head
        if request.last or head.commit:
            return self.commits.named(request.last or str(head.commit))[0]
        return self._following(head, self.commits.named("HEAD")[0].oid, *self._merging())

    def _line(self, base: State, last: State) -> Iterator[tuple[State, State]]:
        """What merging each commit of the first-parent line into the base would make, where it merges."""
        assert base.commit is not None  # noqa: S101 - what is merged into is committed
        assert last.commit is not None  # noqa: S101 - so is a line
        line = self.commits.line(last, base.commit)
        following = self.commits.following(base.commit, last.commit) if line else set()
        for commit in line:
            own = self.commits.state(commit)
            if commit.oid in following:
                yield own, own
                continue
            self.commits.certain(base.commit, commit)
            merged = self._merged(base, commit, commit.oid)
            if not merged.clashes:
                yield State(commit.oid, None, "merge", merged.tree, self.commits.objects), own

    def _merged(self, base: State, other: Commit, label: str) -> Merged:
        merged = merge(self.made().bare, str(base.commit), other.oid)
        if merged is None:
            raise SkpkitError(OLD_GIT, first=base.label, last=label)
        return merged

    def _beside_clashes(self, base: State, merged: Merged, bases: Sequence[str]) -> list[tuple[str, str]]:
        """For each merge base the trees to compare where two commits do not merge: what clashes is left out, and in its
        place stands what the merge base has, and what the side has that is merged in."""
        made = self.made()
        after = replaced(made.bare, merged.tree, merged.clashes, merged.theirs, made.new_index())
        pairs = []
        for commit in self.commits.named(*bases):
            there = merged.base if len(bases) == 1 else lying_at(made.bare, commit.tree, merged.clashes)
            pairs.append((replaced(made.bare, base.tree, merged.clashes, there, made.new_index()), after))
        return pairs

    def _merging(self) -> list[str]:
        """The commits that a merge in progress takes in."""
        file = self.own / "MERGE_HEAD" if self.own else None
        return file.read_text(encoding="ascii").split() if file and file.exists() else []

    def _following(self, state: State, *parents: str) -> Commit:
        """A commit made of a state that is in none, which follows others."""
        made, snapshot = self.made(), state.snapshot
        held = (
            made.commit(snapshot, parents) if isinstance(snapshot, Snapshot) else made.commit_tree(state.tree, parents)
        )
        return self.commits.named(held)[0]
