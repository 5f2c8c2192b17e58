"""The change sheet: before and after of an adendum of an SKP, or of a change of a manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from skpkit.change.asked import known_names
from skpkit.change.edits import COMPONENTS, Edit
from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.nip import digits
from skpkit.model.people import who
from skpkit.model.records import APPRAISER, EMPLOYEE, REVIEWER, Data, Dialogue, Manual, Skp
from skpkit.paper import labels, words
from skpkit.paper.change_rows import ChangeRow, manual_rows, skp_rows
from skpkit.paper.earlier import Amended, amendable, amended
from skpkit.paper.frame import (
    Person,
    Printable,
    Signatory,
    agreed_on,
    appraiser_of,
    frame,
    head,
    place_and_day,
    place_of,
    signatory,
)
from skpkit.paper.material import DocumentKind, Material
from skpkit.paper.results import wording
from skpkit.source.schemas import DIALOGUE, MANUAL, SKP

NO_HISTORY = N_(
    "{path} has no sheet of change {number}: the history here begins after that change, so it does not hold the state "
    "before; print it where an older history lies, or fill one in by hand: skpkit render --blank perubahan"
)


@dataclass(frozen=True, slots=True)
class PerubahanBody:
    """A change sheet; `keterangan` are label and text of what stands above its table."""

    keterangan: tuple[tuple[str, str], ...]
    perubahan: tuple[ChangeRow, ...]
    tempat_tanggal: str
    penanda_tangan: tuple[Signatory, ...]


def make(material: Material, name: str) -> Printable:
    """The sheet of a change. Raises SkpkitError where the history does not hold what was before."""
    _, _, wanted = name.partition("-")
    number = int(wanted) if wanted else max(each.nomor for each in amendable(material).changes)
    change = amended(material, number)
    if change is None:
        raise SkpkitError(NO_HISTORY, path=material.file.path, number=number)
    if isinstance(change.before, Manual) and isinstance(change.after, Manual):
        return _of_manual(material, change, change.before, change.after)
    assert isinstance(change.before, Skp)  # noqa: S101 - the state before is of the same kind
    assert isinstance(change.after, Skp)  # noqa: S101 - and so is that after
    return _of_skp(material, change, change.before, change.after)


def _names(material: Material) -> Iterator[str]:
    """The last change's sheet, and one for each by its number."""
    numbers = sorted({each.nomor for each in amendable(material).changes})
    if numbers:
        yield "perubahan"
        yield from (f"perubahan-{each}" for each in numbers)


def _of_skp(material: Material, change: Amended, before: Skp, after: Skp) -> Printable:
    entry = change.amendment
    komplemen = (f"Komplemen ke-{after.complement.nomor}",) if after.complement else ()
    which = (*komplemen, f"Adendum ke-{entry.nomor}")
    material.cite_all(DIALOGUE)
    realised = frozenset(
        (line.iki, line.periode)
        for dialogue in material.folder.dialogues
        for line in dialogue.lines
        if line.realises and dialogue.tanggal <= entry.tanggal
    )

    def shown(edit: Edit) -> bool:
        """A period is shortened by a komplemen too; of several adendum at once each shows what it declares."""
        declares = bool({edit.part, edit.rides} & entry.komponen)
        return declares if change.along or "periode" in (edit.part, edit.rides) else True

    components = [labels.COMPONENT[each] for each in COMPONENTS if each in entry.komponen]
    return _sheet(
        material,
        change,
        after,
        ("LEMBAR PERUBAHAN SASARAN KINERJA PEGAWAI", *(each.upper() for each in which)),
        f"SKP {' '.join(which)}",
        ("Komponen", ", ".join(components)),
        skp_rows(before, after, realised, shown),
        reviewed=True,
    )


def _of_manual(material: Material, change: Amended, before: Manual, after: Manual) -> Printable:
    entry = change.amendment
    return _sheet(
        material,
        change,
        material.skp(),
        ("LEMBAR PERUBAHAN MANUAL IKI", f"PERUBAHAN KE-{entry.nomor}"),
        f"Manual IKI {after.kode} perubahan ke-{entry.nomor}",
        ("IKI", f"{after.kode} {words.text(wording(after.data))}"),
        manual_rows(before, after),
        reviewed=any(each.sebagai == REVIEWER for each in entry.persetujuan),
    )


def _sheet(
    material: Material,
    change: Amended,
    skp: Skp,
    titles: tuple[str, ...],
    name: str,
    about: tuple[str, str],
    rows: tuple[ChangeRow, ...],
    *,
    reviewed: bool,
) -> Printable:
    framed = frame(skp, f"Lembar Perubahan {name}, {skp.tahun}", f"Lembar Perubahan {name}", head(skp, *titles))
    body = PerubahanBody(
        keterangan=(*_facts(material, change), about, *_together(change)),
        perubahan=rows or (_NO_ROW,),
        tempat_tanggal=place_and_day(place_of(skp), change.amendment.tanggal),
        penanda_tangan=tuple(_signers(material, change, skp, framed.pegawai, reviewed=reviewed)),
    )
    return Printable(framed, body)


_NO_ROW = ChangeRow("-", "", "", "", ())


def _facts(material: Material, change: Amended) -> Iterator[tuple[str, str]]:
    entry = change.amendment
    yield "Tanggal", words.day(entry.tanggal)
    yield "Alasan", words.text(entry.data["alasan"])
    dialogue = material.dossier.record_at(material.folder, entry.dialog) if entry.dialog else None
    if isinstance(dialogue, Dialogue):
        material.cite(dialogue)
        yield (
            "Dialog",
            f"DKI {words.day(dialogue.tanggal)}" + ("" if dialogue.reported else f" ({labels.NOT_REPORTED})"),
        )
    else:
        yield "Dialog", entry.dialog or labels.NO_NUMBER


def _together(change: Amended) -> Iterator[tuple[str, str]]:
    if change.along:
        numbers = ", ".join(f"ke-{each}" for each in sorted(change.along))
        yield "Catatan", labels.RECORDED_TOGETHER.format(numbers)


def _signers(material: Material, change: Amended, skp: Skp, pegawai: Person, *, reviewed: bool) -> Iterator[Signatory]:
    approvals = change.amendment.data.get("persetujuan", ())
    by = {role: [each for each in approvals if each["sebagai"] == role] for role in (EMPLOYEE, APPRAISER, REVIEWER)}
    yield signatory(labels.SIGNS_AS[EMPLOYEE], pegawai, _agreed(by[EMPLOYEE]))
    yield signatory(labels.SIGNS_AS[APPRAISER], _appraiser(change, skp, by[APPRAISER]), _agreed(by[APPRAISER]))
    if reviewed:
        person = _reviewer(material, by[REVIEWER][0]) if by[REVIEWER] else Person("", "", "", "", "", "", "")
        post = (person.jabatan,) if person.jabatan else ()
        yield signatory(labels.REVIEWS_AS, person, (*post, *_agreed(by[REVIEWER], "direviu")))


def _agreed(approvals: Iterable[Data], verb: str = "disetujui") -> Iterator[str]:
    days = sorted({each["tanggal"] for each in approvals})
    return (agreed_on(date.fromisoformat(each), verb) for each in days)


def _appraiser(change: Amended, skp: Skp, agreed: Iterable[Data]) -> Person:
    """Who agreed as the appraiser, where that was the one before; else the one of then."""
    former = change.amendment.former_appraiser
    people = {who(each) for each in agreed}
    was_former = former and who(former) in people and who(skp.appraiser) not in people
    return appraiser_of(former if was_former and former else skp.appraiser)


def _reviewer(material: Material, approval: Data) -> Person:
    """Who reviewed, as settings and records name the one of that NIP: anybody can write another name beside it."""
    nip = approval.get("nip", "")
    posts = {digits(each.nip): each.jabatan for each in material.dossier.settings.reviewers}
    data: Data = {
        "nip": nip,
        "nama": known_names(material.dossier).get(digits(nip)) or approval.get("nama", ""),
        "jabatan": posts.get(digits(nip)) or approval.get("jabatan", ""),
    }
    return appraiser_of(data)


DOCUMENT = DocumentKind(
    {SKP: N_("the change sheet of an adendum"), MANUAL: N_("the change sheet of a manual")},
    PerubahanBody,
    make,
    _names,
)
