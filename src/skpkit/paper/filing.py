"""The documents of a dossier: in the order in which they are signed and filed, and which of them can be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from skpkit.errors import SkpkitError
from skpkit.judge.office import NO_RECORDS, Office
from skpkit.messages import N_
from skpkit.model.files import File
from skpkit.model.paths import SKP_FILE, Identity
from skpkit.model.periods import in_order
from skpkit.model.records import Skp
from skpkit.paper.frame import Printable
from skpkit.paper.grids import TABLED
from skpkit.paper.printing import NO_DOCUMENT, Format, NoDocument, Printer
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP
from skpkit.source.tree import lies_in

NO_DOSSIER = N_("no dossier lies in {path}; give the path of a record, or of the folder of a dossier, a unit or a year")

# The change sheets go before what they changed; the last one has a name without number too, and is there once.
_FILED: Mapping[str, tuple[str, ...]] = {
    SKP: ("perubahan-", "skp"),
    MANUAL: ("perubahan-", "manual"),
    DIALOGUE: ("dki",),
    EVALUATION: ("hek", "dek"),
}
_AFTER_DIALOGUES = ("rencana-aksi", "ipr-")  # documents of the SKP record that show what dialogues said


class Offer(NamedTuple):
    """A document that a record has: what it is, a key of the catalogues, and what it calls itself (in Indonesian)."""

    title: str
    name: str


class Filed(NamedTuple):
    """A document of a record in its place: the record's path, and what --document calls it; None is the usual one."""

    path: str
    document: str | None


def dossiers_below(printer: Printer, folders: Sequence[str]) -> list[Identity]:
    """The dossiers in some folders, of units or years, or that these lie in; without folders all of them.

    Raises SkpkitError where there is none.
    """
    office = printer.office
    if not office.listing.places:
        raise SkpkitError(NO_RECORDS, folder=office.settings.records)
    found = [identity for each in folders for identity in _below(office, each)]
    return list(dict.fromkeys(found)) if folders else list(office.listing.places)


def filed(printer: Printer, paths: Sequence[str], document: str | None = None) -> list[Filed]:
    """The documents of some records, the usual one or that of a name; and of folders the one of that name of every
    record that has it, or without a name all that is signed. Without any path of all records.

    Raises SkpkitError for a folder without dossiers, and for a record that cannot be read.
    """
    found: list[Filed] = []
    for each in paths or [printer.office.settings.records]:
        if _is_record(printer.office, each):
            found.append(Filed(each, document))
            continue
        identities = dossiers_below(printer, [each])
        printer.read_ahead(identities)
        for identity in identities:
            every = signed(printer, identity) if document is None else _named(printer, identity, document)
            found += (one for one in every if lies_in(one.path, each))
    return found


def meant(printer: Printer, path: str, document: str | None) -> list[str]:
    """The records that a path stands for where a document is printed: the folder of a dossier for its SKP, or where
    that has no document of that name for each of its records that has it; any other path for itself.

    Raises NoDocument where no record of the dossier has it.
    """
    office = printer.office
    dossier = office.dossier_at(path)
    if document is None or dossier is None or all(not lies_in(each.path, path) for each in dossier.files):
        return [path]
    if _is_record(office, path):
        return [path]
    identity = Identity(dossier.year, dossier.nip)
    found = [each for each in printer.records(identity, document) if lies_in(each, path)]
    if f"{path.rstrip('/')}/{SKP_FILE}" in found:
        return [path]
    if not found:
        known = [name for each in dossier.files if each.kind and each.record for name in printer.documents(each.path)]
        raise NoDocument(NO_DOCUMENT, path=path, document=document, known=tuple(dict.fromkeys(known)))
    return found


def _below(office: Office, path: str) -> list[Identity]:
    found = list(office.listing.places.below(path))
    if not found and (dossier := office.dossier_at(path)) and any(lies_in(each.path, path) for each in dossier.files):
        found = [Identity(dossier.year, dossier.nip)]
    if not found:
        raise NoDocument(NO_DOSSIER, path=path or ".")
    return sorted(found)


def _is_record(office: Office, path: str) -> bool:
    dossier = office.dossier_at(path)
    return bool(dossier and any(each.path == path for each in dossier.files))


def _named(printer: Printer, identity: Identity, document: str) -> Iterator[Filed]:
    return (Filed(path, document) for path in printer.records(identity, document))


def signed(printer: Printer, identity: Identity) -> Iterator[Filed]:
    """The documents of a dossier in the order in which they are signed: of each SKP its change sheets and itself with
    the Lampiran, the manuals in its order, each after its change sheets, the dialogues by date, what is done about
    them, the reviews of the quarters, and of each evaluated period HEK and DEK. What nobody signs is left out.
    """
    dossier = printer.office.dossier(identity)
    for name, folder in dossier.folders.items() if dossier else ():
        files = [each for each in (dossier.files if dossier else ()) if each.folder == name and each.kind]
        for kind, wanted in _FILED.items():
            for path in _sorted(files, kind, folder.skp):
                yield from _of(printer, path, wanted)
            if kind == DIALOGUE:
                for path in _sorted(files, SKP, folder.skp):
                    yield from _of(printer, path, _AFTER_DIALOGUES)


def called(printable: Printable) -> str:
    """What a document calls itself, without whose it is."""
    return printable.frame.judul.removesuffix(f": {printable.frame.pegawai.nama}")


def offers(
    printer: Printer, paths: Sequence[str], style: Format = "pdf"
) -> Iterator[tuple[str, dict[str, Offer | SkpkitError]]]:
    """The documents of some records, and of all in a folder, without any path of all: the path of each record, and by
    the name that --document takes what it is, or why it cannot be printed now; a record that cannot be read has that
    alone, without a name. Of another style those alone that can be had so.

    Raises SkpkitError where there is nothing.
    """
    for each in paths or [printer.office.settings.records]:
        alone = _is_record(printer.office, each)
        for identity in [] if alone else dossiers_below(printer, [each]):
            dossier = printer.office.dossier(identity)
            for file in dossier.files if dossier else ():
                if file.kind and lies_in(file.path, each):
                    yield file.path, _offers(printer, file.path, style)
        if alone:
            yield each, _offers(printer, each, style)


def _offers(printer: Printer, path: str, style: Format) -> dict[str, Offer | SkpkitError]:
    try:
        known = printer.documents(path)
    except SkpkitError as error:
        return {"": error}
    tables = style in ("docx", "xlsx")
    return {name: _offer(printer, path, name, title) for name, title in known.items() if not tables or name in TABLED}


def _offer(printer: Printer, path: str, name: str, title: str) -> Offer | SkpkitError:
    try:
        return Offer(title, called(printer.printable(path, name)))
    except SkpkitError as error:
        return error


def _sorted(files: Iterable[File], kind: str, skp: Skp | None) -> list[str]:
    """The records of a kind: manuals as their SKP names the IKI, evaluations by the year's course, the rest by name."""
    found = sorted(
        (each.name.rpartition("/")[2].removesuffix(".yaml"), each.path) for each in files if each.kind == kind
    )
    keys = [key for key, _ in found]
    named = [each.kode for result in skp.results for each in result.indicators] if skp and kind == MANUAL else []
    order = {key: nth for nth, key in enumerate(in_order(keys) if kind == EVALUATION else named)}
    return [path for _, path in sorted(found, key=lambda each: order.get(each[0], len(order)))]


def _of(printer: Printer, path: str, wanted: tuple[str, ...]) -> Iterator[Filed]:
    known = [*printer.documents(path)]
    for each in wanted:
        yield from (Filed(path, name) for name in known if name == each or (each[-1] == "-" and name.startswith(each)))
