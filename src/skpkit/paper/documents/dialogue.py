"""What is printed of dialogues: the minutes of one, the review of a quarter, and the rencana aksi of an SKP."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skpkit.errors import SkpkitError
from skpkit.messages import N_
from skpkit.model.dossier import SkpFolder
from skpkit.model.duties import Named, action_key, latest_actions
from skpkit.model.files import load_file
from skpkit.model.paths import DIALOGUE, MANUAL
from skpkit.model.periods import QUARTERS
from skpkit.model.records import Dialogue, Record, Skp
from skpkit.paper.subject import Case, Form, always
from skpkit.paper.typeset import ViewOf
from skpkit.paper.documents.rencana_aksi import actions_view
from skpkit.paper.documents.dki import dialogue_view
from skpkit.paper.documents.ipr import quarter_of, review_view
from skpkit.source.tree import Tree

UNREAD = N_(
    "{record} cannot be read, and {document} of {path} shows what it says; `skpkit check {record}` tells what to mend"
)


def _dialogue(case: Case, _: str) -> ViewOf:
    dialogue, skp = case.file.record, case.its_skp()
    assert isinstance(dialogue, Dialogue)  # noqa: S101 - the form is that of dialogues
    then = (_then(case, skp) if dialogue.reported else None) or skp
    return lambda origin: dialogue_view(dialogue, then, origin)


def _then(case: Case, skp: Skp) -> Skp | None:
    """The SKP in the commit that first has the dialogue as reported; None where the history tells of none."""
    here = case.office.tree
    commit = getattr(here, "commit", None) or getattr(case.past.head(), "commit", None)
    found = None
    for state in case.past.versions(case.file.path, commit) if commit else ():
        dialogue = _record(case, state, case.file.path)
        if isinstance(dialogue, Dialogue) and dialogue.reported:
            found = state
    record = _record(case, found, skp.path) if found else None
    return record if isinstance(record, Skp) else None


def _record(case: Case, state: Tree, path: str) -> Record | None:
    """The record at a path of the dossier in another state, where it is there and can be read."""
    entry = next((each for each in state.entries(case.dossier.path) if each.path == path), None)
    return load_file(entry, state.read([entry.oid])[entry.oid], case.dossier.path).record if entry else None


def _review(case: Case, document: str) -> ViewOf:
    skp = case.its_skp()
    lost = [each for kind in (DIALOGUE, MANUAL) for each in case.folder.lost_of(kind)]
    _all_read(case, document, case.folder, lost)
    quarter = quarter_of(case.folder, skp, document.rpartition("-")[2])
    case.cited |= {f"{case.folder.path}/{each}" for each in ("dki", "iki")}  # one less would change it as well
    return lambda origin: review_view(quarter, origin)


def _quarters(case: Case) -> Iterator[str]:
    """The reviews that an SKP has: of each quarter with a reported dialogue."""
    for name in QUARTERS if case.skp else ():
        if quarter_of(case.folder, case.its_skp(), name).dialogues:
            yield f"ipr-{name}"


def _actions(case: Case, document: str) -> ViewOf:
    skp = case.its_skp()
    for folder in case.dossier.folders.values():
        _all_read(case, document, folder, folder.lost_of(DIALOGUE))
        case.cited.add(f"{folder.path}/dki")
    actions = _actions_of(case)
    return lambda origin: actions_view(actions, skp, origin)


def _actions_of(case: Case) -> Sequence[Named]:
    """The rencana aksi that a dialogue of this SKP names, as the latest one of any SKP of the dossier says."""
    own = {action_key(each) for held in case.folder.dialogues for each in held.data.get("rencana_aksi", ())}
    return [each for key, each in latest_actions(case.dossier).items() if key in own]


def _all_read(case: Case, document: str, folder: SkpFolder, lost: Sequence[str]) -> None:
    """Raises SkpkitError where a record that the document shows cannot be read."""
    for name in lost:
        raise SkpkitError(UNREAD, record=f"{folder.path}/{name}", document=document, path=case.file.path)


def _named_actions(case: Case) -> Iterator[str]:
    if _actions_of(case):
        yield "rencana-aksi"


FORMS = (
    Form("dki", N_("the minutes of the dialogue"), "dki", "dki", _dialogue, always("dki")),
    Form(
        "rencana-aksi",
        N_("every rencana aksi of its dialogues, with its latest status"),
        "skp",
        "rencana_aksi",
        _actions,
        lambda case: tuple(_named_actions(case)),
    ),
    Form(
        "ipr",
        N_("the Individual Performance Review of a quarter"),
        "skp",
        "ipr",
        _review,
        lambda case: tuple(_quarters(case)),
    ),
)
