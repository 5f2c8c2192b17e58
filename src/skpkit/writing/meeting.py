"""Dialogues that a command writes into: the draft of a day, or a new one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from skpkit.model.dossier import SkpFolder
from skpkit.model.records import DIRECT_SUPERIOR, EMPLOYEE, REPORTED, Dialogue, Skp
from skpkit.source.schemas import DIALOGUE
from skpkit.writing.composing import Glosses
from skpkit.writing.desk import EditedFiles, names_in
from skpkit.writing.editing import RecordText
from skpkit.writing.glossing import glosses_of

MEDIA = ("tatap_muka", "konferensi_video", "telepon", "pesan", "lainnya")
DRAFT = "draf"
LINES = ("pemantauan", "hasil_kerja")


class HeldOn(NamedTuple):
    """How a dialogue that is written was held: its day, by which medium, and whether it is `reported` with that, on
    that day or on the one that is `told`."""

    day: date
    medium: str = MEDIA[0]
    reported: bool = False
    told: date | None = None

    @property
    def reported_on(self) -> date:
        """The day on which it is reported."""
        return self.told or self.day


def draft_of(folder: SkpFolder, day: date) -> Dialogue | None:
    """The dialogue of a day that is not reported yet, the last where there are several."""
    drafts = [each for each in folder.dialogues if not each.reported and each.tanggal == day]
    return drafts[-1] if drafts else None


def free_name(folder: SkpFolder, day: date) -> str:
    """The name of a further dialogue of a day."""
    taken = {*names_in(folder)}
    names = (f"dki/{day.isoformat()}{f'-{nth}' if nth > 1 else ''}.yaml" for nth in count(1))
    return next(each for each in names if each not in taken)


def new_dialogue(
    desk: EditedFiles,
    folder: SkpFolder,
    skp: Skp,
    held: HeldOn,
    stages: Sequence[str],
    parts: Mapping[str, Any],
    *,
    regular: bool = False,
) -> str:
    """Let a new dialogue of the employee and the appraiser be there, with further `parts`; its name in the folder."""
    name = free_name(folder, held.day)
    appraiser = skp.appraiser_on(held.day)
    data: dict[str, Any] = {
        "jenis": DIALOGUE,
        "versi": 1,
        "tanggal": held.day,
        "sifat": "berkala" if regular else "insidental",
        "media": held.medium,
        "tahap": list(stages),
        "status": REPORTED if held.reported else DRAFT,
        **({"dilaporkan": held.reported_on} if held.reported else {}),
        "peserta": [_participant(skp.employee, EMPLOYEE), _participant(appraiser, DIRECT_SUPERIOR)],
        **parts,
    }
    desk.new(f"{folder.path}/{name}", DIALOGUE, data, glosses_of_dialogue(data, skp))
    return name


def glosses_of_dialogue(data: Mapping[str, Any], skp: Skp) -> Glosses:
    """The comments of a new dialogue."""
    return glosses_of(DIALOGUE, data, f"Dialog kinerja individu {skp.employee['nama']}")


def report(text: RecordText, day: date) -> None:
    """Let a draft be reported on a day."""
    text.set(("status",), REPORTED)
    text.set(("dilaporkan",), day)


def _participant(person: Mapping[str, Any], role: str) -> dict[str, Any]:
    nip = {"nip": person["nip"]} if person.get("nip") else {}
    return {"nama": person["nama"], **nip, "peran": role}
