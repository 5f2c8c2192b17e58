"""What holds for any two changes of any record: whichever side merges, and as if one had been made upon the other."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from skpkit.forge.fact_lines import as_lines
from skpkit.judge.office import Memo, Office
from skpkit.judge.review import review
from skpkit.model.records import same
from skpkit.source.yamlfile import read
from skpkit.writing.conflicts import sides
from skpkit.writing.merging import Doubt, Merging, merge
from tests.support.memory import MemoryTree
from tests.support.mutating import FORBIDDEN, PERMITTED
from tests.support.mutating.kinds import PARTS, Kind
from tests.support.records import data_of, written
from tests.support.year import LAST, Kinds, Moment, examples, offices

ANY = Kinds([*PERMITTED, *FORBIDDEN])
ADENDUM = Kinds(each for each in PERMITTED if each.day <= LAST and each.group in PARTS)
MEMO: Memo = {}


def plainly(moment: Moment) -> Moment:
    """The same office with every record written in one way, so that an edit changes little of a text."""
    records = {path: content for path, content in moment.tree.files.items() if path.startswith("records/")}
    return moment._replace(tree=moment.tree.changed({path: written(data_of(each)) for path, each in records.items()}))


def done(moment: Moment, kind: Kind, seed: int) -> Moment:
    """The state after the deed of a kind, as far as there is occasion for it."""
    dice = Random(seed)  # noqa: S311
    for edit in kind.steps:
        moment = moment.tried(edit, dice) or moment
    return moment


def changed_on_both(base: Moment, ours: Moment, theirs: Moment) -> list[tuple[str, str, str]]:
    """The three texts of each record that both sides changed."""
    files = [each.tree.files for each in (base, ours, theirs)]
    common = [path for path in files[0] if path in files[1] and path in files[2] and path.startswith("records/")]
    texts = [[each[path].decode() for each in files] for path in common]
    return [(base_, one, other) for base_, one, other in texts if base_ not in (one, other)]


def facts(text: str) -> set[str]:
    """What a record says, but for its entries of changes."""
    return {
        line for line in as_lines(text.encode(), "id").splitlines() if not line.startswith(("adendum", "perubahan"))
    }


@given(offices(), st.lists(st.sampled_from(ANY), min_size=2, max_size=4), st.integers(0, 10**6))
@examples(40)
def test_each_fact_is_that_of_the_side_that_changed_it(moment: Moment, kinds: list[Kind], seed: int) -> None:
    base = plainly(moment)
    ours = theirs = base
    for nth, kind in enumerate(kinds):
        if nth % 2:
            ours = done(ours, kind, seed + nth)
        else:
            theirs = done(theirs, kind, seed + nth)
    triples = changed_on_both(base, ours, theirs)
    assume(triples)
    for was, one, other in triples:
        try:
            merged = merge(was, one, other)
        except Doubt:
            continue
        _is_the_same_the_other_way(merged, merge(was, other, one))
        if not merged.clashes:
            was_, one_, other_, now = map(facts, (was, one, other, merged.text))
            kept = (was_ & one_ & other_) | (one_ - was_) | (other_ - was_)
            assert now == kept
            assert merge(was, merged.text, was).text == merge(was, one, merged.text).text == merged.text


def _is_the_same_the_other_way(merged: Merging, other: Merging) -> None:
    assert merged.renumbered == other.renumbered
    assert len(merged.clashes) == len(other.clashes)
    if not merged.clashes:
        assert same(read(merged.text.encode()).data, read(other.text.encode()).data)
        return
    mine, yours = sides(merged.text), sides(other.text)
    assert mine
    assert yours
    for one, two in zip(mine, reversed(yours), strict=True):
        assert same(read(one.encode()).data, read(two.encode()).data)


@given(offices(), st.sampled_from(ADENDUM), st.sampled_from(ADENDUM), st.integers(0, 10**6))
@examples(20)
def test_the_verdict_is_that_on_one_change_made_upon_the_other(moment: Moment, one: Kind, two: Kind, seed: int) -> None:
    """The second is made days later, so that its dialogue is another one; by hand it gets the next number."""
    base = plainly(moment._replace(day=min(moment.day, "2026-12-20")))
    ours = done(base, one, seed)
    later = base._replace(day=moment.draft().later(10))
    theirs, upon = done(later, two, seed + 1), done(ours._replace(day=later.day), two, seed + 1)
    assume(ours.tree.files != base.tree.files != theirs.tree.files)
    assume((base.path,) == tuple({each.path for each in (base, ours, theirs, upon)}))
    made = joined(base, ours, theirs)
    assume(made)
    assert made
    assume(
        _alike(made, upon.tree)
    )  # it may have chosen another thing to change, where the first change gives more choice
    verdicts = [
        review(Office(base.tree, memo=MEMO), Office(each, memo=MEMO), date.fromisoformat(later.day))
        for each in (made, upon.tree)
    ]
    first, second = ([(each.code, each.severity, each.problem.about) for each in every.findings] for every in verdicts)
    assert first == second


def joined(base: Moment, ours: Moment, theirs: Moment) -> MemoryTree | None:
    """The merged state; None where something must be settled, or both bring a file of one name."""
    files: dict[str, str | bytes] = {}
    three = [each.tree.files for each in (base, ours, theirs)]
    for path in sorted({*three[0], *three[1], *three[2]}):
        was, one, other = (each.get(path) for each in three)
        if other == was or one == other:
            found: str | bytes | None = one
        elif one == was:
            found = other
        elif was is None or one is None or other is None:
            return None
        else:
            try:
                merged = merge(was.decode(), one.decode(), other.decode())
            except Doubt:
                return None
            if merged.clashes:
                return None
            found = merged.text
        if found is not None:
            files[path] = found
    return MemoryTree(files)


def _alike(one: MemoryTree, other: MemoryTree) -> bool:
    """Whether two states say the same, but for the numbers under which dialogues agreed on adendum."""

    def said(tree: MemoryTree) -> dict[str, list[str]]:
        return {
            path: sorted(line.partition("nomor ")[0] for line in as_lines(content, "id").splitlines())
            for path, content in tree.files.items()
        }

    return said(one) == said(other)
