"""Printing from a state of the records: a record's document is made, framed, and set by template and Typst.

Its frame names the commit that holds all that the document shows, if there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property, partial
from os import getpid
from types import SimpleNamespace
from typing import TYPE_CHECKING, Literal, NamedTuple, ParamSpec, TypeAlias, TypeVar

from skpkit.errors import SkpkitError
from skpkit.findings import Note
from skpkit.judge.office import Office
from skpkit.messages import N_, cut
from skpkit.model.dossier import Dossier
from skpkit.model.files import File
from skpkit.model.paths import SKP_FILE, Identity
from skpkit.model.settings import Display
from skpkit.paper import labels
from skpkit.paper.blank import blank
from skpkit.paper.documents import DOCUMENTS, documents_of, template_of
from skpkit.paper.faults import faults
from skpkit.paper.frame import Printable, template_values
from skpkit.paper.glyphs import told_of
from skpkit.paper.material import History, Material
from skpkit.paper.origin import Source, origin_of
from skpkit.paper.press import Allowance, Exceeded, Press, allowance_of
from skpkit.paper.provenance import TEMPLATES, Provenance
from skpkit.source.schemas import SKP
from skpkit.source.tree import FILE_MODES

if TYPE_CHECKING:
    from skpkit.paper.accepted import Landed
    from skpkit.paper.compiler import Compiler
    from skpkit.paper.templates import Templates

Given = ParamSpec("Given")
Done = TypeVar("Done")
Format: TypeAlias = Literal["pdf", "png", "svg", "typ", "docx", "xlsx"]
FORMATS: tuple[Format, ...] = ("pdf", "png", "svg", "typ", "docx", "xlsx")
LONGEST_CODES = 48
NO_RECORD = N_(
    "there is no record at {path}; give the path of a record, or of the folder of a dossier, a unit or a year"
)
NO_DOCUMENT = N_("{path} has no document {document}; it has: {known}")
NONE = N_("{path} has no document; print an SKP, a manual, a dialogue or an evaluation")
FAULTY = N_(
    "{path}: `skpkit check` finds errors in what the sheet shows ({codes}), and its foot says so; mend them, and print "
    "again"
)
A_FOLDER = N_("{path} is a folder of dossiers, of which several may be printed; name one of them, or a record in it")
UNREADABLE = N_("{path} cannot be read as a record, so it cannot be printed; `skpkit check {path}` tells why")


NOT_PRINTED = {
    "time": N_(
        "printing takes longer than {seconds} seconds; look for a loop in the template, or raise `cetak: {{detik: …}}` "
        "in skpkit.yaml"
    ),
    "memory": N_(
        "printing needs more than {memory} MB of memory; look for a loop or a huge text in the template, or raise "
        "`cetak: {{memori_mb: …}}` in skpkit.yaml"
    ),
    "ended": N_(
        "the process that printed came to an end by itself ({how}); look for what the template asks of Typst there, or "
        "print again if somebody ended it"
    ),
}


_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # which dates a form that nobody filled in


class NoDocument(SkpkitError):
    """There is no such record, or no such document of it."""


class FolderOfDossiers(SkpkitError):
    """Not a record but a folder that dossiers lie in: a unit's, or a year's."""


class NotPrinted(SkpkitError):
    """Printing a document was ended at a limit; the next one may meet it too, where they share the template."""


class Sheets(NamedTuple):
    """A document that was set: a file, or one a page, and the characters that are shown by their numbers."""

    pages: list[bytes]
    missing: frozenset[str] = frozenset()


class Made(NamedTuple):
    """A document: one file, or one a page for pictures, and what is to be said of it."""

    pages: list[bytes]
    notes: tuple[Note, ...] = ()


class Look(NamedTuple):
    """How to print: `templates` are a repository's own, named from its folder `templates`, put over the tool's; `dots`
    are for PNG, an inch. `made_with` stands in the manifest in place of the versions that there are. `display` is how
    the office wants its sheets, `codes` those of the IKI that it may want left out.
    """

    format: Format = "pdf"
    paper: str = "a4"
    templates: Mapping[str, bytes] = {}
    dots: float = 144
    made_with: Mapping[str, str] | None = None
    display: Display = Display()
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printer:
    """A state to print from: its records, and the commit that holds it, or the newest one for the working tree.

    A document may take what the state's own settings say, unless there are other `limits`, and is on their paper unless
    another is asked for (`paper`).
    """

    office: Office
    history: History
    today: date
    limits: Allowance | None = None
    paper: str | None = None

    def documents(self, path: str) -> dict[str, str]:
        """The documents of a record: what --document takes, and what each is.

        Raises SkpkitError where there is no such record, or it cannot be read.
        """
        material = self._material(path)
        return {name: DOCUMENTS[kind].titles[material.file.kind or ""] for name, kind in documents_of(material)}

    def file_name(self, path: str, document: str | None = None) -> str:
        """A name for a document of a record: NIP, komplemen, record and document."""
        material = self._material(path)
        name, _ = self._chosen(material, document)
        record = material.file.name.removesuffix(".yaml").replace("/", "-")
        words = (material.dossier.nip, material.file.folder, record, name if name != record else "")
        return "-".join(word for word in words if word)

    def read_ahead(self, identities: Sequence[Identity]) -> None:
        """Read the files of some dossiers at once."""
        self.office.read_ahead(identities)
        oids = {each.oid for identity in identities for each in self._files(identity) if each.kind == SKP}
        self._contents.update(self.office.tree.read(sorted(oids)))

    def records(self, identity: Identity, document: str | None = None) -> Iterator[str]:
        """The records of a dossier that have a document of that name: its SKP where none is named, and those that may
        have it but cannot be read.
        """
        for file in self._files(identity):
            if document is None:
                wanted = file.kind == SKP
            elif file.record is None:
                wanted = any(file.kind in each.titles and document.startswith(kind) for kind, each in DOCUMENTS.items())
            else:
                wanted = document in dict(documents_of(self._material(file.path)))
            if wanted:
                yield file.path

    def prepare(self, landing: Landed | None = None) -> Landed | None:
        """Look up what every document needs, before processes are made that would each look it up. The step that
        brought the commit, which another one may have looked up."""
        self._own_templates  # noqa: B018 - kept where they are first asked for
        return self._provenance.look_up(landing)

    def place(self, path: str, document: str | None = None) -> str:
        """Where a document lies among many: its file name in the folders of its dossier, from the year down."""
        dossier, _ = self._file(path)
        folder, _, _ = dossier.path.removeprefix(f"{self.office.settings.records}/").rpartition("/")
        return f"{folder}/{self.file_name(path, document)}"

    def made(
        self,
        path: str,
        style: Format,
        document: str | None = None,
        made_with: Mapping[str, str] | None = None,
        *,
        proposal: bool | None = None,
    ) -> Made:
        """A document of a record, the usual one where none is named: one file, or one a page for pictures; with what is
        to be said of it: that no commit holds it, or none that was accepted, that it shows errors, or has characters
        that no font shows.

        Its manifest names the versions that made it, unless it is to say what another one says (`made_with`); it is
        marked as a proposal where its commit was not accepted, unless that is known (`proposal`).

        Raises SkpkitError where there is no such record or document, or it cannot be read.
        """
        material = self._material(path)
        name, kind = self._chosen(material, document)
        printable = DOCUMENTS[kind].make(material, name)
        content = self._contents.get(material.file.oid)
        alike = partial(self.alike, path=path, document=name)
        source, notes = self._provenance.of(material, content, alike, proposal)
        if codes := faults(material, source.when.date()):
            notes.append(Note(FAULTY, {"path": path, "codes": codes}))
            lines = (*printable.frame.keterangan_kaki, labels.FAULTY.format(cut(", ".join(codes), LONGEST_CODES)))
            printable = printable._replace(frame=replace(printable.frame, keterangan_kaki=lines))
        settings = self.office.settings
        codes = tuple(dict.fromkeys(each.kode for _, skp in material.dossier.plans() for each in skp.indicators()))
        paper = self.paper or settings.paper
        look = Look(style, paper, self._own_templates, made_with=made_with, display=settings.display, codes=codes)
        if paper != settings.paper:
            source = replace(source, paper=paper)
        limits = self.limits or allowance_of(self.office.settings)
        sheets = _pressed(limits, template_of(kind), printable, source, look, name)
        return Made(sheets.pages, (*notes, *(told_of(sheets.missing, material.shown()) if sheets.missing else ())))

    def printable(self, path: str, document: str | None = None) -> Printable:
        """What a document of a record shows, before it is set. Raises SkpkitError as `made` does."""
        material = self._material(path)
        name, kind = self._chosen(material, document)
        return DOCUMENTS[kind].make(material, name)

    def alike(self, landing: str, path: str, document: str | None = None) -> bool:
        """Whether a document shows the same in the state of another commit; not where it cannot be made there."""
        try:
            office = self.office.beside(self.history.commit(landing))
            there = Printer(office, self.history, self.today, paper=self.paper)
            return there.shown(path, document) == self.shown(path, document)
        except SkpkitError:
            return False

    def shown(self, path: str, document: str | None = None) -> tuple[object, ...]:
        """All that makes a document of a record, apart from the commit: what it shows, its source, templates, paper.

        Raises SkpkitError as `pages` does.
        """
        material = self._material(path)
        name, kind = self._chosen(material, document)
        printable = DOCUMENTS[kind].make(material, name)
        settings = self.office.settings
        paper = self.paper or settings.paper
        return printable, material.file.oid, self._own_templates, paper, settings.display

    def _material(self, path: str) -> Material:
        dossier, file = self._file(path)
        if file.kind and file.record is None:
            raise SkpkitError(UNREADABLE, path=file.path)
        return Material(self.office, self.history, dossier, file)

    def _chosen(self, material: Material, document: str | None) -> tuple[str, str]:
        """The name and kind of the document that is asked for."""
        known = dict(documents_of(material))
        if not known:
            raise NoDocument(NONE, path=material.file.path)
        name = next(iter(known)) if document is None else document
        if name not in known:
            raise NoDocument(NO_DOCUMENT, path=material.file.path, document=name, known=tuple(known))
        return name, known[name]

    def _file(self, path: str) -> tuple[Dossier, File]:
        if dossier := self.office.dossier_at(path):
            for wanted in (path, f"{path.rstrip('/')}/{SKP_FILE}"):
                if found := next((each for each in dossier.files if each.path == wanted), None):
                    return dossier, found
        elif any(self.office.listing.places.below(path)):
            raise FolderOfDossiers(A_FOLDER, path=path or ".")
        raise NoDocument(NO_RECORD, path=path)

    def _files(self, identity: Identity) -> Sequence[File]:
        dossier = self.office.dossier(identity)
        return dossier.files if dossier else ()

    @cached_property
    def _provenance(self) -> Provenance:
        """Where its documents come from."""
        return Provenance(self.office, self.history, self.today)

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        """Contents of files that were read ahead, by id."""
        return {}

    @cached_property
    def _own_templates(self) -> dict[str, bytes]:
        entries = [each for each in self.office.tree.entries(TEMPLATES) if each.mode in FILE_MODES]
        contents = self.office.tree.read([each.oid for each in entries]) if entries else {}
        return {each.path.removeprefix(f"{TEMPLATES}/"): contents[each.oid] for each in entries}


def press() -> Press:
    """The process that prints for this one; a forked one makes its own."""
    return _presses.get(getpid()) or _presses.setdefault(getpid(), Press(_prepare))


_presses: dict[int, Press] = {}


def _prepare() -> None:
    """Load what every document needs."""
    from skpkit.paper.compiler import compiler
    from skpkit.paper.templates import templates

    templates({})
    compiler()


def pressed(limits: Allowance, work: Callable[Given, Done], *given: Given.args, **named: Given.kwargs) -> Done:
    """What a function makes in the process for it. Raises NotPrinted where it takes more than the limits."""
    try:
        return press().do(limits, work, *given, **named)
    except Exceeded as error:
        raise NotPrinted(
            NOT_PRINTED[error.what], seconds=f"{limits.seconds:g}", memory=limits.memory_mb, how=error.how
        ) from None


def _pressed(limits: Allowance, template: str, printable: Printable, source: Source, look: Look, name: str) -> Sheets:
    """A document, made in a process of its own: a template is written by people, and may loop or want all memory."""
    try:
        return pressed(limits, print_document, template, printable, source, look, name)
    except NotPrinted as fault:
        fault.place = f"{TEMPLATES}/{template}.typ.j2: "
        raise


def print_blank(name: str, look: Look, limits: Allowance) -> list[bytes]:
    """A blank form of that name. Raises SkpkitError as `print_document` does, and where there is none of that name."""
    form = blank(name)
    nowhere = Source("", None, None, _ANY_DAY, b"")
    return _pressed(limits, form.template, form.make(), nowhere, look, name).pages


def print_document(template: str, printable: Printable, source: Source, look: Look, name: str = "") -> Sheets:
    """A document by its template. `name` is how the record calls it, where that is not the template's name.

    One file, a PDF or Typst markup (`typ`); of pictures (`png`, `svg`) one a page. Raises SkpkitError for what cannot
    be printed and for a template that fails.
    """
    from skpkit.paper.compiler import NoGlyphError, compiler
    from skpkit.paper.glyphs import legible
    from skpkit.paper.longwords import long_words
    from skpkit.paper.look import shown_as
    from skpkit.paper.ours import marked
    from skpkit.paper.templates import SUFFIX, templates

    known, typst = templates(look.templates), compiler()
    display = look.display
    made_with = look.made_with or _made_with(known, typst, look)
    origin = origin_of(source, name or template, made_with, whole_nip=display.whole_nip)
    values = template_values(printable, origin, look.paper, display, look.templates)
    given = shown_as(values, display, look.codes)
    if look.format == "docx" or look.format == "xlsx":
        from skpkit.paper.office import office_file

        return Sheets([office_file(look.format, type(printable.body), given, source.when)])

    def made(refused: Callable[[str], frozenset[str]]) -> Sheets:
        legibly, missing = legible(given, refused)
        shown = {**legibly, "kata": long_words(legibly.values(), known.labels)}
        markup = known.fill(f"{template}{SUFFIX}", **shown, dokumen=SimpleNamespace(**shown))
        if look.format == "typ":
            return Sheets([marked(markup.encode(), "typ")], missing)
        if look.format == "pdf":
            return Sheets([typst.pdf(markup, source.when)], missing)
        picture: Literal["png", "svg"] = "png" if look.format == "png" else "svg"
        return Sheets(typst.pictures(markup, picture, look.dots, source.when), missing)

    try:
        return made(typst.refused)
    except NoGlyphError:  # characters that a font has each for itself, but not joined as they are here
        return made(frozenset)


def _made_with(known: Templates, typst: Compiler, look: Look) -> Mapping[str, str]:
    from importlib.metadata import version

    from segno import __version__ as segno

    from skpkit.paper.look import emblems
    from skpkit.paper.workplace import FAMILY
    from skpkit.source.resources import VERSION

    return {
        "skpkit": VERSION,
        "templates": f"sha256:{known.digest}",
        **emblems(look.display, look.templates),
        "typst": typst.version,
        "font": f"{FAMILY}, sha256:{typst.fonts}",
        "segno": segno,  # which draws the QR code
        "pyphen": version("pyphen"),
    }
