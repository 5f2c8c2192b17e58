"""What most likely stands in a field for which the form has no list: days, codes that are next, what others wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from skpkit.editors.candidates import Candidate, plans_near
from skpkit.model.paths import day_of, dossier_path, record_path
from skpkit.model.people import is_person
from skpkit.model.profiles import known_profiles, profile
from skpkit.model.proposals import indicator_code, result_code
from skpkit.source.schemas import ADDITIONAL, DIALOGUE, SKP
from skpkit.source.yamlfile import Path
from skpkit.writing.composing import scalar_text

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords
    from skpkit.model.dossier import Dossier, SkpFolder

_DAYS = frozenset({"tanggal", "mulai", "selesai", "dilaporkan", "tenggat"})
_OF_PEOPLE = frozenset({"nama", "pangkat_golongan", "jabatan", "unit_kerja", "kelompok_jabatan"})
_REPEATED = frozenset({"instansi", "satuan", "perspektif", "penugasan", "tempat"})
_MOST = 20


class Around(NamedTuple):
    """The records around a spot: the dossier and SKP folder that its file belongs to, and the values of the file."""

    session: EditedRecords
    path: str
    kind: str
    values: Mapping[Path, object]
    dossier: Dossier | None
    folder: SkpFolder | None


def likely(around: Around, at: Path) -> Iterator[Candidate]:
    """The values that a field most likely has."""
    key, settings = str(at[-1]) if at else "", around.session.usable.settings
    found = dossier_path(around.path, settings.records)
    if key == "versi":
        yield Candidate("1")
    elif key == "aturan":
        own = around.folder.skp.aturan if around.folder and around.folder.skp and around.kind != SKP else ""
        for name in dict.fromkeys(filter(None, (own, settings.profile, *known_profiles()))):
            rules = profile(name)
            yield Candidate(name, rules.title if rules else "")
    elif key == "tahun" and found:
        yield Candidate(str(found.identity.year))
    elif key in _DAYS:
        yield from map(Candidate, dict.fromkeys(_days(around, at)))
    elif key == "kode" and around.kind == SKP and at[0] == "hasil_kerja" and "rhk_pimpinan" not in at:
        yield from map(Candidate, _codes(around, at))
    elif key in _OF_PEOPLE | _REPEATED:
        own_unit = {"instansi": settings.institution, "unit_kerja": settings.unit}.get(key)
        texts = dict.fromkeys(filter(None, (*_texts(around, at), own_unit)))
        yield from (Candidate(scalar_text(each)) for each in [*texts][:_MOST])


def _days(around: Around, at: Path) -> Iterator[str]:
    found = dossier_path(around.path, around.session.usable.settings.records)
    if (
        around.kind == DIALOGUE
        and at == ("tanggal",)
        and found
        and (day := day_of(record_path(found.below[1:]).key[:10]))
    ):
        yield day.isoformat()
        return
    if found and around.kind == SKP and at[-2:-1] == ("periode",):
        yield f"{found.identity.year}-{'01-01' if at[-1] == 'mulai' else '12-31'}"
    yield around.session.today().isoformat()


def _codes(around: Around, at: Path) -> Iterator[str]:
    """The codes that are next: of an RHK, or of an IKI by how it may hang on a superior's."""
    extra, nth = at[1] == ADDITIONAL, int(at[2]) + 1 if len(at) > 2 else 1
    if "indikator" not in at:
        yield result_code(nth, extra=extra)
        return
    digits = "".join(each for each in str(around.values.get((*at[:3], "kode"), "")) if each.isdigit())
    taken = [str(value) for path, value in around.values.items() if path[-1:] == ("kode",) and "indikator" in path]
    hangs = any(path[:4] == (*at[:3], "rhk_pimpinan") for path in around.values)
    heads = around.values.get(("kelompok",)) == "pimpinan_unit"
    kinds = ("CP", "C", "N") if heads else ("C", "N", "CP") if hangs else ("N", "C", "CP")
    for kind in kinds:
        yield indicator_code(int(digits or nth), taken, extra=extra, kind=kind)


def _texts(around: Around, at: Path) -> Iterator[str]:
    """What stands in the same field elsewhere: of a person whose NIP is known only what is said of that one."""
    key, records = (
        at[-1],
        [each.data for each in plans_near(around.session, around.dossier.year if around.dossier else None)],
    )
    if around.folder:
        records = [*(each.data for each in around.folder.records()), *records]
    nip = around.values.get((*at[:-1], "nip"))
    if isinstance(nip, str) and key in _OF_PEOPLE:
        yield from (
            str(each[key]) for record in records for each in _people(record) if each.get("nip") == nip and key in each
        )
        return
    same = Counter(str(each) for record in records for each in _at(record, at) if isinstance(each, str))
    yield from (each for each, _ in same.most_common())


def _people(data: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping) and is_person(data):
        yield data
    for each in data.values() if isinstance(data, Mapping) else data if isinstance(data, list) else ():
        yield from _people(each)


def _at(data: Any, path: Path) -> Iterator[Any]:
    """What stands at a path, whichever item of a list."""
    if not path:
        yield data
    elif isinstance(data, list):
        for each in data:
            yield from _at(each, path[1:])
    elif isinstance(data, Mapping) and path[0] in data:
        yield from _at(data[path[0]], path[1:])
