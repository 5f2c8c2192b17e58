"""The changes of a dossier as rows of a page, semula and menjadi, under the IKI or record that they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from skpkit.change.changelist import ADDED, CHANGED, CORRECTED, DROPPED, GONE_RECORD, LOST, NEW_RECORD, SAID
from skpkit.change.edits import APPROVAL, ENTRY
from skpkit.messages import N_
from skpkit.model.periods import period_in_words
from skpkit.paper import labels
from skpkit.reports._places import PlaceView, place
from skpkit.reports._wording import capital, clean, field_in_words, record_in_words
from skpkit.source.schemas import DIALOGUE, EVALUATION, MANUAL, SKP

if TYPE_CHECKING:
    from skpkit.change.account import Account, Freeze, NamedThing
    from skpkit.change.changelist import Change
    from skpkit.change.edits import Edit
    from skpkit.findings import Severity
    from skpkit.reports._report import Report

FROZEN = N_("frozen by the {record}, which records {value} for {period}")
FROZEN_NOW = N_("frozen by the {record}, which comes with this change itself and records {value} for {period}")
FROZEN_MORE = N_("frozen by {count} realisasi, the last in the {record}, which records {value} for {period}")
DECLARED = N_("declared by {entry}")
REFUSED = N_("{entry} declares it, which does not make it allowed")
KOREKSI_OF = N_("koreksi of {correction}")
KOREKSI, NEW, GONE = N_("Koreksi: {field}"), N_("{what} (new)"), N_("{what} (lost)")
MANUAL_TOLD = N_("Manual")
TOLD_IN = N_("told in the {record}")
IN_MANUAL = N_("Manual: {field}")
OF_SKP, OF_RECORDS = N_("The SKP as a whole"), N_("Records that came, went or moved")
OF_GROUND = N_("By what the records are judged")
OF_RHK = N_("RHK {kode}: {text}")
OF_IKI = N_("{kode}: {text}")
OF_UNIT = N_("{what} ({unit})")
IN_STEP = N_("{what} – {step}")

_BESIDES = ("perspektif", "penugasan", "rhk_pimpinan", "aspek", "mandat", "periode")

GroupKey: TypeAlias = tuple[str, str, str | None]
"""A folder and what of it, an IKI say, and the commit where each was judged."""


class RowView(NamedTuple):
    """A change: what, semula and menjadi; `notes` say what froze it and what declares it. Both values are empty where
    only the label tells, or `said`: what something new says, or what is gone said. `declared` is what declares it, in a
    sentence for where it is not refused and in one for where it is. `codes` and `severity` are those of the findings
    about it, `passed` the codes of those that an exemption passes."""

    label: str
    old: str
    new: str
    notes: tuple[str, ...]
    at: PlaceView
    change: Change
    codes: tuple[str, ...] = ()
    severity: Severity | None = None
    passed: tuple[str, ...] = ()
    said: str = ""
    declared: tuple[str, str] | None = None

    @property
    def paired(self) -> bool:
        """Whether it tells a value before and one after."""
        return bool(self.old or self.new)


class GroupView(NamedTuple):
    """Changes of one thing, under its name."""

    key: GroupKey
    title: str
    rows: tuple[RowView, ...]


def groups(
    report: Report,
    changes: Iterable[Change],
    accounts: Sequence[Account],
    names: Mapping[tuple[str, str], NamedThing] | None = None,
    *,
    come: bool = True,
) -> list[GroupView]:
    """The changes of a dossier, those first that tell values before and after; the entries of `perubahan` are told as
    what was decided, where accounts tell of that. Without these `names` are those of IKI and RHK. What did not `come`,
    but is there, is not called new."""
    by_commit = {each.commit: each for each in accounts}
    names = {**(names or {}), **{key: name for each in accounts for key, name in each.names.items()}}
    found: dict[GroupKey, list[RowView]] = {}
    titles: dict[GroupKey, str] = {}
    for change in changes:
        if change.edit and change.edit.part == ENTRY and by_commit.get(change.commit):
            continue
        key, title = _group(report, change, names)
        titles.setdefault(key, title)
        found.setdefault(key, []).append(_row(report, change, by_commit.get(change.commit), come=come))
    views = [GroupView(key, clean(titles[key]), tuple(rows)) for key, rows in found.items()]
    return sorted(views, key=lambda each: not any(row.paired for row in each.rows))


def _group(report: Report, change: Change, names: Mapping[tuple[str, str], NamedThing]) -> tuple[GroupKey, str]:
    edit = change.edit

    def named(of: str, title: str, folder: str = "") -> tuple[GroupKey, str]:
        title = report.around(IN_STEP, what=title, step=report.step(change.commit)) if change.commit else title
        return (folder, of, change.commit), f"{capital(folder.replace('-', ' '))}, {title}".removeprefix(", ")

    if change.is_ground:
        return named("ground", report.say(OF_GROUND))
    if edit is None or not edit.key.what:
        return named("records", report.say(OF_RECORDS))
    folder = edit.key.folder
    if edit.iki or edit.rhk:
        kode = edit.iki or edit.rhk
        known = names.get((folder, kode))
        text = report.words(known.text) if known else ""
        message = OF_IKI if edit.iki or kode.startswith("RHK") else OF_RHK
        title = report.say(message, kode=kode, text=text) if text else kode
        title = report.say(OF_UNIT, what=title, unit=report.words(known.unit)) if known and known.unit else title
        return named(kode, title, folder)
    if edit.part in labels.SUBJECT:
        return named(edit.part, labels.SUBJECT[edit.part], folder)
    if edit.record == SKP:
        return named("skp", report.say(OF_SKP), folder)
    return named(edit.key.record, capital(record_in_words(report, edit.key.record)), folder)


def _row(report: Report, change: Change, account: Account | None, *, come: bool) -> RowView:
    edit, told = change.edit, change.told
    old = new = said = ""
    if edit and (change.message == SAID or (change.message == ADDED and _is_whole(edit))):
        label = report.say(NEW, what=_label(report, edit)) if come and _is_whole(edit) else _label(report, edit)
        said = _besides(report, told["new"]) if _is_whole(edit) else _said(report, edit, told["new"])
    elif edit and change.message == LOST:
        label, said = report.say(GONE, what=_label(report, edit)), _said(report, edit, told["old"])
    elif change.message in (ADDED, CHANGED, DROPPED, CORRECTED):
        old, new = (
            clean(report.words(told[key])) if told.get(key) not in (None, {}) else "–" for key in ("old", "new")
        )
        label = _label(report, edit) if edit else report.words(told["subject"])
        label = report.say(KOREKSI, field=label) if change.message == CORRECTED else label
        if old == new:
            old, new, label = "", "", report.sentence(change)
    elif change.message in (NEW_RECORD, GONE_RECORD):
        subject = record_in_words(report, str(told["subject"]))
        label = report.say(change.message, subject=report.text(subject))
        label = label if "/" in subject else capital(label)  # a path is as it is
    else:
        label = capital(report.sentence(change))
    commit = change.commit or report.verdict.head.commit
    notes = tuple(map(clean, _notes(report, change, account)))
    at = place(report, change.at, commit)
    declared = _declared(report, change)
    return RowView(clean(label), old, new, notes, at, change, said=clean(said), declared=declared)


def _is_whole(edit: Edit) -> bool:
    """Whether an RHK or IKI as a whole comes or goes."""
    return edit.record == SKP and not edit.field and bool(edit.rhk or edit.iki)


def _besides(report: Report, value: Mapping[str, Any]) -> str:
    """What an RHK or IKI that is new says besides its name and unit, which stand above."""
    told = ((each, report.words(value[each])) for each in _BESIDES if value.get(each))
    return "; ".join(f"{labels.FIELD[key]} {each}" for key, each in told)


def _said(report: Report, edit: Edit, value: Any) -> str:
    """What something new says; of a manual each field as its form calls it."""
    if edit.record != MANUAL or not isinstance(value, Mapping):
        return report.words(value)

    def told_of(key: str, each: Any) -> str:
        choice = labels.CHOICES.get(key, {}).get(each) if isinstance(each, str | bool) else None
        return choice or report.words(each)

    told = {key: told_of(key, each) for key, each in value.items()}
    return "; ".join(f"{labels.MANUAL[key]}: {each}" for key, each in told.items())


def _label(report: Report, edit: Edit) -> str:
    field = field_in_words(edit)
    if edit.record == MANUAL and edit.field == "isi":
        return report.say(MANUAL_TOLD)
    if edit.record == MANUAL:
        field = report.say(IN_MANUAL, field=field)
    return f"{field}, {period_in_words(edit.period, report.lang)}" if edit.period else field


def _notes(report: Report, change: Change, account: Account | None) -> Iterator[str]:
    edit = change.edit
    freezes = account.frozen.get(edit.key, ()) if edit and account else ()
    if freezes:
        yield frozen_in_words(report, freezes)
    if "meaning" in change.told and change.message in (ADDED, CHANGED, DROPPED):  # of another it is in the sentence
        yield report.words(change.told["meaning"])
    if "correction" in change.told:
        yield report.say(KOREKSI_OF, correction=report.words(change.told["correction"]))
    is_told = change.message not in (SAID, LOST) and edit and edit.record in (DIALOGUE, EVALUATION)
    if edit and edit.iki and is_told and not (freezes and freezes[-1].dialogue == edit.key.name):
        yield report.say(TOLD_IN, record=record_in_words(report, edit.key.name))


def _declared(report: Report, change: Change) -> tuple[str, str] | None:
    """What declares a change, in a sentence for where that is good, and for where it is refused."""
    edit = change.edit
    if not change.declared or (edit and (edit.part == APPROVAL or edit.record in (DIALOGUE, EVALUATION))):
        return None
    return clean(report.say(DECLARED, entry=change.declared)), clean(report.say(REFUSED, entry=change.declared))


def frozen_in_words(report: Report, freezes: Sequence[Freeze]) -> str:
    """What froze a value."""
    last = freezes[-1]
    told = {
        "record": record_in_words(report, last.dialogue),
        "value": report.words(last.value),
        "period": period_in_words(last.period, report.lang),
    }
    if len(freezes) == 1:
        return report.say(FROZEN_NOW if last.proof.moment == "after" else FROZEN, **told)
    return report.say(FROZEN_MORE, count=len(freezes), **told)
