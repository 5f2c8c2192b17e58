"""What may be typed at a spot: keys of the form, words of its lists, and what the records know."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.editors.candidates import Candidate, codes_of, dialogues_of, people_of, periods_of, results_of
from skpkit.editors.hovering import kind_of
from skpkit.editors.likely import Around, likely
from skpkit.editors.outlines import outline
from skpkit.editors.spots import TextSpot, TypedWord, blank_at
from skpkit.messages import N_, tell
from skpkit.model.paths import Identity, dossier_path, record_path
from skpkit.model.periods import FORM_ORDER
from skpkit.source.schemas import DIALOGUE, KINDS, MANUAL, SKP, schema_of
from skpkit.source.schemas.form import SchemaForm
from skpkit.source.yamlfile import Path, read
from skpkit.writing.keys import keys_at

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords

WHOLE = N_("A whole {kind}, to be filled in")
_OF_WORDS, _OF_NUMBERS = frozenset({"ukuran"}), frozenset({"nama", "aspek", "satuan", "target"})
_DIALOGUES = frozenset({"dialog", "dki", "atas"})


class Completion(NamedTuple):
    """What may be typed in the place of a word that begins at a column of the line."""

    start: int
    candidates: tuple[Candidate, ...]


NOTHING = Completion(0, ())


def complete(session: EditedRecords, path: str, spot: TextSpot, lang: str) -> Completion:
    """What may be typed at a spot of a file."""
    kind = kind_of(session, path)
    text = session.text(path)
    blank = blank_at(text, spot) if kind in KINDS else None
    if blank is None or kind is None:
        return NOTHING
    around = _around(session, path, kind, text)
    found = [*_whole(around, text, lang)]
    form = SchemaForm(schema_of(kind))
    if blank.is_key and not blank.dash and any("items" in each for each in form.at(blank.of)):
        blank = blank._replace(of=(*blank.of, _items(around, blank.of)), dash=True)
    if blank.is_key:
        found += _keys(around, form, blank)
    elif not blank.dash:
        found += _values(around, form, blank.of)
    if blank.is_key and not found:  # an item of a list may become a mapping or a word
        found += _values(around, form, blank.of)
    if blank.dash:
        found = [each._replace(text=f"- {each.text}", label=each.text.strip()) for each in found]
    return Completion(blank.start, tuple({each.text: each for each in found}.values()))


def _items(around: Around, of: Path) -> int:
    """How many items a list has."""
    return len({path[len(of)] for path in around.values if len(path) > len(of) and path[: len(of)] == of})


def _whole(around: Around, text: str, lang: str) -> Iterator[Candidate]:
    """A whole record, for a file that holds nothing yet."""
    if not text.strip() and (made := outline(around.session, around.path, around.kind)):
        yield Candidate(made, label=tell(WHOLE, {"kind": str(schema_of(around.kind)["title"])}, lang))


def _around(session: EditedRecords, path: str, kind: str, text: str) -> Around:
    dossier = session.dossier(path)
    folder = None
    if dossier and (found := dossier_path(path, session.usable.settings.records)):
        folder = dossier.folders.get(record_path(found.below[1:]).folder)
    if folder and not folder.skp and session.before:  # while the SKP itself cannot be read
        before = session.before.dossier_at(path)
        folder = before.folders.get(folder.name, folder) if before else folder
    values = dict(read(text.encode(errors="replace")).values())
    return Around(session, path, kind, values, dossier, folder)


def _keys(around: Around, form: SchemaForm, blank: TypedWord) -> Iterator[Candidate]:
    """The keys of a mapping that are not there yet, in the order of the form."""
    taken = {path[-1] for path in around.values if path[:-1] == blank.of and path}
    known: dict[str, Any] = {}
    for schema in form.at(blank.of):
        for key, child in schema.get("properties", {}).items():
            known.setdefault(key, child)
    if known and {*known} <= {*FORM_ORDER}:
        code = _code_around(around, blank.of)
        fitting = [each.text for each in periods_of(around.folder, code, totals=True)]
        yield from (Candidate(f"{each}: ", is_key=True) for each in fitting if each not in taken)
        return
    order = [*keys_at(around.kind, blank.of), *known]
    other = _OF_NUMBERS if _is_narrative(around) else _OF_WORDS
    for key in dict.fromkeys(each for each in order if each in known and not (each in other and "ukuran" in known)):
        if key not in taken or key == blank.word:
            titled = [each for each in form.at((*blank.of, key)) if "title" in each]
            told = titled[0] if titled else {}
            many = any(each.get("type") in ("object", "array") for each in form.at((*blank.of, key)))
            yield Candidate(
                f"{key}:" if many else f"{key}: ", str(told.get("title", "")), str(told.get("description", "")), True
            )


def _is_narrative(around: Around) -> bool:
    skp = around.folder.skp if around.folder and around.kind != SKP else None
    return skp.narrative if skp else around.values.get(("pendekatan",)) == "kualitatif"


def _values(around: Around, form: SchemaForm, at: Path) -> Iterator[Candidate]:
    """The values that may stand at a path."""
    said = {str(value) for path, value in around.values.items() if path[-1:] == ("nilai",) and path != at}
    key = next((each for each in reversed(at) if isinstance(each, str)), "")
    for schema in form.at(at):
        for word in schema.get("enum", [schema["const"]] if "const" in schema else []):
            if isinstance(word, str) and word not in FORM_ORDER and not (at[0] == "perilaku_kerja" and word in said):
                yield Candidate(word, str(schema.get("title", "")))
        if schema.get("type") == "boolean":
            yield from map(Candidate, ("true", "false"))
    folder = around.folder
    yield from likely(around, at)
    if key == "nip":
        yield from _own_nip(around, at)
        yield from people_of(around.session, around.dossier)
    elif key == "periode" and around.kind == DIALOGUE:
        code = around.values.get((*at[:-1], "iki"))
        yield from periods_of(folder, str(code) if code else None, totals=False)
    elif key == "periode" and any("enum" in each for each in form.at(at)):
        yield from periods_of(None, None, totals=True)
    elif "rhk_pimpinan" in at and key == "kode":
        yield from _of_superior(around, at)
    elif folder is None:
        return
    elif key == "iki" or (key == "kode" and around.kind == MANUAL and at == ("kode",)):
        yield from codes_of(folder)
    elif key == "rhk":
        yield from results_of(folder)
    elif key in _DIALOGUES:
        yield from dialogues_of(folder)


def _own_nip(around: Around, at: Path) -> Iterator[Candidate]:
    """The NIP that the folder is named by, for the employee."""
    found = dossier_path(around.path, around.session.usable.settings.records)
    if found and around.kind == SKP and at == ("pegawai", "nip"):
        yield Candidate(f'"{found.identity.nip}"')


def _of_superior(around: Around, at: Path) -> Iterator[Candidate]:
    nip = around.values.get((*at[: at.index("rhk_pimpinan") + 1], "nip"))
    if around.dossier and isinstance(nip, str):
        found = around.session.usable.dossier(Identity(around.dossier.year, nip))
        for folder in found.folders.values() if found else ():
            yield from results_of(folder)


def _code_around(around: Around, at: Path) -> str | None:
    """The code of the IKI whose target a path is."""
    for end in range(len(at), -1, -1):
        code = around.values.get((*at[:end], "kode"))
        if isinstance(code, str):
            return code
    return None
