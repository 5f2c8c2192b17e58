"""What stands at a spot of a record, in words: the field of the form, and whether it may be edited, since when, how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from skpkit.editors.spots import TextSpot, path_at
from skpkit.messages import N_, Value, quoted, show, tell
from skpkit.model.paths import SKP_FILE, dossier_path, record_path
from skpkit.reports import FrozenReport
from skpkit.reports.frozen_text import CONDITIONS, EXPLAINED, SUBJECTS, since_in_words
from skpkit.source.schemas import DIALOGUE, EVALUATION, EXEMPTIONS_KIND, KINDS, MANUAL, SETTINGS_KIND, SKP, schema_of
from skpkit.source.schemas.form import SchemaForm
from skpkit.source.tree import SETTINGS
from skpkit.source.yamlfile import Path, read

if TYPE_CHECKING:
    from skpkit.editors.session import EditedRecords
    from skpkit.judge.frozen import FrozenTable, Hold, Subject

FIELD = "{title}: {description}"
TARGET_OF = N_("Target of {iki} in {period}: {value}")
REALISED = N_("Realisasi of {iki} in {period}: {value}")
HELD = N_("{what}: {condition}")
BY_RULE = N_("{what}: {condition} ({rules})")
SINCE = N_("since {place}")
WAY = N_("To change it: {way}.")

_IDENTITY = frozenset({"aturan", "tahun", "versi", "jenis"})
_FIXED = frozenset({"kelompok", "pendekatan", "penetapan"})
_MEASURE = frozenset({"polarisasi", "konsolidasi_periode", "konversi_120", "periode_pelaporan", "konsolidasi_lokasi"})


def kind_of(session: EditedRecords, path: str) -> str | None:
    """The kind of record that a path is of; None for what has no schema."""
    settings = session.usable.settings
    if path == SETTINGS:
        return SETTINGS_KIND
    if path == settings.exemptions:
        return EXEMPTIONS_KIND
    found = dossier_path(path, settings.records)
    return record_path(found.below[1:]).kind if found else None


def hover(session: EditedRecords, path: str, spot: TextSpot, lang: str) -> str | None:
    """What there is to say of a spot, in lines; None where nothing is."""
    kind = kind_of(session, path)
    document = read(session.text(path).encode(errors="replace"))
    found = path_at(document, spot)
    if not found or kind not in KINDS:
        return None
    at = found[0]
    said = [*_field(kind, at)]
    if kind in (SKP, MANUAL, DIALOGUE, EVALUATION) and (table := session.table(path)):
        data = document.data
        if data is None:
            file = table.dossier.file_of(path)
            data = file.data if file else None
        said += _holds(table, kind, path, at, data, lang)
    return "\n\n".join(said) or None


def _field(kind: str, at: Path) -> Iterator[str]:
    """The field as the form calls it, and what belongs there."""
    form = SchemaForm(schema_of(kind))
    titles = [each for each in form.at(at) if "title" in each]
    if titles:
        yield FIELD.format(title=titles[0]["title"], description=titles[0].get("description", "")).rstrip(": ")
    elif at and isinstance(at[-1], str) and len(at) > 1:
        yield from _field(kind, at[:-1])


def _holds(table: FrozenTable, kind: str, path: str, at: Path, data: Any, lang: str) -> Iterator[str]:
    report = FrozenReport(table, lang)
    home = path[: -len(SKP_FILE)] if kind == SKP else path.rpartition("/")[0].rpartition("/")[0] + "/"
    cell = _cell_at(kind, at, data)
    if cell:
        found = [
            each for plan in table.skps if f"{home}{SKP_FILE}" == plan.skp.path for each in plan.cells
            if (each.iki, each.period) == cell
        ]  # fmt: skip
        for each in found:
            for held, message in ((each.target, TARGET_OF), (each.realisation, REALISED)):
                if held:
                    told: dict[str, Value] = {
                        "iki": each.iki,
                        "period": each.period or show("ukuran", lang),
                        "value": quoted(held.value),
                    }
                    yield _said(report, tell(message, told, lang), held.hold, home)
        if found:
            return
    subject = _subject(kind, at)
    for plan in table.skps:
        for part in plan.parts:
            if part.subject == subject and part.at.path == path:
                told = {"iki": part.iki, "name": path.removeprefix(home)}
                yield _said(report, tell(SUBJECTS[part.subject], told, lang), part.hold, home)
                return


def _said(report: FrozenReport, what: str, hold: Hold, home: str) -> str:
    def say(message: str, **told: Value) -> str:
        return tell(message, told, report.lang)

    condition = say(CONDITIONS[hold.condition])
    rules = ", ".join(hold.rules)
    lines = [say(BY_RULE if rules else HELD, what=what, condition=condition, rules=rules)]
    if since := since_in_words(report, hold, home):
        lines.append(say(SINCE, place=since))
    lines.append(say(WAY, way=say(EXPLAINED[hold.way])))
    return "\n".join(lines)


def _cell_at(kind: str, at: Path, data: Any) -> tuple[str, str] | None:
    """The IKI and period that a path is about."""
    if kind == SKP and "indikator" in at:
        nth = at.index("indikator")
        owner = _value(data, at[: nth + 2])
        code = owner.get("kode") if isinstance(owner, dict) else None
        rest = at[nth + 2 :]
        if code and rest[:1] == ("target",) and len(rest) > 1:
            return str(code), str(rest[1])
        return (str(code), "") if code and rest[:1] == ("ukuran",) else None
    if kind == MANUAL and at[:1] == ("target",) and len(at) > 1 and isinstance(data, dict):
        return str(data.get("kode")), str(at[1])
    if kind == DIALOGUE and at[:2] == ("pemantauan", "hasil_kerja") and len(at) > 2:
        line = _value(data, at[:3])
        if isinstance(line, dict) and "iki" in line and "periode" in line:
            return str(line["iki"]), str(line["periode"])
    return None


def _subject(kind: str, at: Path) -> Subject:
    first = at[0] if at else ""
    if kind == MANUAL:
        return "measure" if first in _MEASURE else "manual"
    if kind == DIALOGUE:
        return "dialogue"
    if kind == EVALUATION:
        return "evaluation"
    if first in _IDENTITY or at[:2] == ("pegawai", "nip"):
        return "identity"
    if first in _FIXED:
        return "fixed"
    if first == "perubahan":
        return "log"
    return "status" if first == "status" else "components"


def _value(data: Any, path: Path) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
