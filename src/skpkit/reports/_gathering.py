"""What a merge brings together, told: of each dossier that both sides changed, who changed which files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skpkit.findings import GatheredFile
from skpkit.messages import BRIEF, N_
from skpkit.reports._report import Report, state_in_words

GATHERED = N_("What the merge brings together, changed on both sides since they parted ({since})")
BY_SIDE = N_("by {side}: {files}")
BY_BOTH = N_("by both: {files}")
BESIDES = N_("Besides, files of records that {base} alone changed: {there}; that {head} alone changed: {here}.")
MOST_FILES = 12  # that are named of a side in a dossier


class GatheredPart(NamedTuple):
    """What both sides changed in a dossier, below whose it is: a sentence for each side, and for what both changed."""

    title: str
    sentences: tuple[str, ...]


class ToldGathering(NamedTuple):
    """A merge, told: its heading, the dossiers in which both sides changed something, and how much else there is."""

    heading: str
    parts: tuple[GatheredPart, ...]
    rest: str


def told_gathering(report: Report) -> ToldGathering | None:
    """What a merge brings together; None where only one side changed records, so that nothing meets."""
    verdict = report.verdict
    gathering = verdict.gathering
    if not gathering or not verdict.base or {each.side for each in gathering.files} in ({"base"}, {"head"}, set()):
        return None
    base, head = (state_in_words(each, report.lang) for each in (verdict.base, verdict.head))
    shared = gathering.shared()
    parts = []
    for title in shared:
        files = [each for each in gathering.files if each.dossier == title]
        parts.append(GatheredPart(report.title(title), tuple(_sentences(report, files, (base, head)))))
    loose = [each for each in gathering.files if not each.dossier and each.side == "both"]
    if loose:
        parts.append(GatheredPart("", tuple(_sentences(report, loose, (base, head)))))
    there, here = (
        sum(each.side == side and each.dossier not in shared for each in gathering.files) for side in ("base", "head")
    )
    rest = report.say(BESIDES, base=base, there=there, head=head, here=here) if there or here else ""
    return ToldGathering(
        report.say(GATHERED, since=tuple(each[:BRIEF] for each in gathering.since)), tuple(parts), rest
    )


def _sentences(report: Report, files: Sequence[GatheredFile], names: tuple[str, str]) -> Iterator[str]:
    from skpkit.reports._wording import clean  # it knows the words of forms, which most reports need not

    sides = {"base": names[0], "head": names[1], "both": ""}
    for side, name in sides.items():
        paths = [_below(report, each) for each in files if each.side == side]
        told = (*paths[:MOST_FILES], *(("…",) if len(paths) > MOST_FILES else ()))
        if told:
            yield clean(report.say(BY_SIDE, side=name, files=told) if name else report.say(BY_BOTH, files=told))


def _below(report: Report, file: GatheredFile) -> str:
    """A file of a dossier, which is named above it, by what it is; another one by its path."""
    from skpkit.reports._wording import record_in_words

    nip = file.dossier.rpartition("/")[2]
    return record_in_words(report, file.path.partition(f"/{nip}/")[2] or file.path) if nip else file.path
