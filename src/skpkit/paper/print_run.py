"""Printing many: a document of every dossier, on several processors where processes can be forked."""

from __future__ import annotations

import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeAlias

from skpkit.errors import SkpkitError
from skpkit.findings import Note
from skpkit.judge.workers import HERE, OnProgress, Workers, given_up, silent
from skpkit.messages import N_
from skpkit.model.paths import Identity
from skpkit.paper.filing import Filed, signed
from skpkit.paper.printing import Format, Made, NotPrinted, Printer, press
from skpkit.paper.workplace import workplace

PRINTING = N_("Printing")
ENOUGH = 8  # documents that keep a process busy for longer than it takes to make it
PORTION = 16  # documents that are printed before anything is told of them
PATIENCE = 2  # documents one after another that meet a limit; the rest would take as long

Keep: TypeAlias = Callable[[str, Made], None]


class Order(NamedTuple):
    """What to print: a document of every record that has it (without a name: every SKP), or all that is `signed`; and
    where the pages go.

    `keep` is given a name for the document, with folders and without suffix, and what was made. It raises SkpkitError
    where it cannot keep them, which ends the run.
    """

    printer: Printer
    keep: Keep
    style: Format = "pdf"
    document: str | None = None
    signed: bool = False


class Portion(NamedTuple):
    """What came of some dossiers: how many there were, the records printed, why others were not, why it ends, and what
    is to be said of those printed.
    """

    dossiers: int
    printed: int
    failures: tuple[tuple[str, SkpkitError], ...]
    end: SkpkitError | None = None
    notes: tuple[Note, ...] = ()


Share: TypeAlias = Callable[[Order, Sequence[Sequence[Identity]]], Generator[Portion, None, None]]
"""What prints the documents of dossiers, a part at a time."""


def print_all(
    order: Order,
    identities: Sequence[Identity],
    workers: Workers = HERE,
    on_progress: OnProgress = silent,
    afar: Share | None = None,
) -> Generator[Portion, None, None]:
    """Print the documents of some dossiers, `afar` where that is done by other machines. The processes are made now,
    and what they did is told as it is done.

    Each document has the bytes that it has alone. A failure of one record leaves the others; one of `keep` is the end.
    """
    documents = _about(order, identities)
    processes = max(1, min(workers.jobs, len(identities), documents // ENOUGH))
    size = max(1, min(PORTION * len(identities) // max(1, documents), len(identities) // (4 * processes)))
    parts = [identities[start : start + size] for start in range(0, len(identities), size)]
    if processes > 1 and not afar:
        order.printer.prepare()
        workplace()
    # An interrupt is left to the first process to answer: a document that is being written gets written whole.
    on_progress(PRINTING, 0, len(identities))
    here = partial(_print, order)
    portions = afar(order, parts) if afar else workers.share(here, parts, processes, signal.SIG_IGN)
    return _until_the_end(portions, partial(on_progress, PRINTING), len(identities))


class Aside(NamedTuple):
    """What came of some dossiers, and the documents, by their names, which were not kept yet."""

    portion: Portion
    documents: tuple[tuple[str, Made], ...]


def print_aside(order: Order, identities: Sequence[Identity]) -> Aside:
    """Print the documents of some dossiers, and keep none."""
    documents: list[tuple[str, Made]] = []
    portion = _print(order._replace(keep=lambda *each: documents.append(each)), identities)
    return Aside(portion, tuple(documents))


def kept(order: Order, aside: Aside) -> Portion:
    """What came of some dossiers, whose documents are kept now."""
    for nth, (name, made) in enumerate(aside.documents):
        try:
            order.keep(name, made)
        except SkpkitError as error:
            return aside.portion._replace(printed=nth, end=error)
    return aside.portion


def _about(order: Order, identities: Sequence[Identity]) -> int:
    """How many documents there are, nearly: without a name one of each dossier, else about one of each file."""
    if order.document is None and not order.signed:
        return len(identities)
    places = order.printer.office.listing.places
    return sum(len(place.entries) for each in identities for place in places.get(each, ()))


def _until_the_end(
    portions: Generator[Portion, None, None], tell: Callable[[int, int], None], dossiers: int
) -> Generator[Portion, None, None]:
    done = 0
    with closing(portions):
        for each in portions:
            done += each.dossiers
            tell(done, dossiers)
            yield each
            if each.end:
                return


def _print(order: Order, identities: Sequence[Identity]) -> Portion:
    """Print the documents of some dossiers."""
    printer, printed, failures, in_vain = order.printer, 0, [], 0
    notes: list[Note] = []
    press().start()
    try:
        printer.read_ahead(identities)
        for path, document in chain.from_iterable(_wanted(order, each) for each in identities):
            if given_up():
                break
            try:
                name, made = printer.place(path, document), printer.made(path, order.style, document)
            except SkpkitError as error:
                in_vain = in_vain + 1 if isinstance(error, NotPrinted) else 0
                if in_vain == PATIENCE:
                    raise
                failures.append((path, error))
                continue
            order.keep(name, made)
            notes += (each for each in made.notes if each not in notes)
            printed, in_vain = printed + 1, 0
    except SkpkitError as error:
        return Portion(len(identities), printed, tuple(failures), error, tuple(notes))
    return Portion(len(identities), printed, tuple(failures), None, tuple(notes))


def _wanted(order: Order, identity: Identity) -> Iterator[Filed]:
    """The documents of a dossier that are to be printed."""
    if order.signed:
        return signed(order.printer, identity)
    return (Filed(path, order.document) for path in order.printer.records(identity, order.document))
