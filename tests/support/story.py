"""Stories: dossiers before and after, told as small edits of the example dossiers.

A story is a folder `tests/stories/<rule>/<case>/` with `story.yaml` and `report.txt`. The report is what users
read, in Indonesian, without the notes that the examples themselves bring on the usual day; it is empty where the story
must stay silent. `story.yaml` has

- `tells`: one sentence on what happens;
- `cerita` (optional): the same in Indonesian; such a story is the one that the printed rule book shows;
- `day`: the day that counts as today (default 2026-06-15);
- `settings`: the text of `skpkit.yaml`, where it matters;
- `check`: edits of the examples, judged as one state; or
- `before` (optional) and `after`: edits of the examples, then edits of those, judged as a review;
- `tip` (optional): edits of the state before, as the newest state of the base branch.

An edit names a `file` (`bagas/skp.yaml`, or a path from the top) and one of: `replace` (a mapping of texts, each
of which must stand in the file once), `write` (its new text), `append`, `delete: true`, `move: <new name>` or
`copy: <name>`. A folder may be deleted, moved or copied too.

An edit `adendum: [<komponen>, …]` with `file: bagas` records a complete adendum of those komponen, with the next
number, in that person's SKP: entry, dialogue of 9 June and approvals of 10 June; further edits may take something
away from it again. An edit `realisasi: [<line>, …]` with `file: bagas/dki/2026-07-06.yaml` records a reported
dialogue of that day with those lines of `pemantauan.hasil_kerja`; `status: draf` beside it leaves it a draft.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from skpkit.findings import Finding, Severity
from skpkit.judge.engine import Verdict, check
from skpkit.judge.review import review
from skpkit.messages import tell
from skpkit.reports import Report
from skpkit.reports._report import Side
from skpkit.reports.text_report import findings_text
from skpkit.source.yamlfile import read
from tests.support.memory import MemoryTree
from tests.support.places import EXAMPLES, STORIES

DAY = "2026-06-15"
PEOPLE = {
    "ratna": "records/2026/197805142003121002",
    "bagas": "records/2026/199203172015021003",
    "yoga": "records/2026/199001152014021005",
    "sari": "records/2026/199611102024212003",
}


@dataclass(frozen=True)
class Story:
    """A story with its states made."""

    folder: Path
    day: date
    before: MemoryTree | None
    after: MemoryTree
    tip: MemoryTree | None

    @property
    def name(self) -> str:
        """`<rule>/<case>`."""
        return self.folder.relative_to(STORIES).as_posix()

    def verdict(self) -> Verdict:
        """What all rules say of it."""
        if self.before is None:
            return check(self.after, self.day)
        return review(self.before, self.after, self.day, self.tip)

    def report(self) -> str:
        """Its findings as users read them."""
        side = Side("", None)
        verdict = self.verdict()
        told = replace(verdict, findings=tuple(news(verdict)))
        return findings_text(Report(told, side, side if self.before else None))


def every_story() -> list[Path]:
    """The folders of all stories."""
    return sorted(path.parent for path in STORIES.glob("*/*/story.yaml"))


def examples() -> MemoryTree:
    """The example dossiers."""
    return MemoryTree.of_folder(EXAMPLES)


def news(verdict: Verdict) -> list[Finding]:
    """The findings, but for those that the examples themselves bring."""
    return [each for each in verdict.findings if each.fingerprint not in notes_on_the_examples()]


@cache
def notes_on_the_examples() -> frozenset[str]:
    """The fingerprints of what the examples themselves lack on the stories' usual day: notes, which no story tells."""
    findings = check(examples(), date.fromisoformat(DAY)).findings
    assert {each.severity for each in findings} == {Severity.INFO}
    return frozenset(each.fingerprint for each in findings)


def load_story(folder: Path) -> Story:
    """A story from its folder."""
    document = read((folder / "story.yaml").read_bytes())
    problems = [tell(slip.message, slip.told, "en") for slip in document.slips]
    assert not problems, f"{folder}: {problems}"
    data: Mapping[str, Any] = document.data
    known = {"tells", "cerita", "day", "settings", "check", "before", "after", "tip"}
    assert data.keys() <= known, f"{folder}: unknown keys {data.keys() - known}"
    base = examples()
    if "settings" in data:
        base = base.changed({"skpkit.yaml": data["settings"]})
    day = date.fromisoformat(data.get("day", DAY))
    if "check" in data:
        return Story(folder, day, None, edited(base, data["check"]), None)
    before = edited(base, data.get("before", ()))
    tip = edited(before, data["tip"]) if "tip" in data else None
    return Story(folder, day, before, edited(before, data["after"]), tip)


def edited(tree: MemoryTree, edits: Sequence[Mapping[str, Any]]) -> MemoryTree:
    """The tree with edits applied in order."""
    for edit in edits:
        tree = _edited(tree, edit)
    return tree


def _path(name: str) -> str:
    person, _, rest = name.partition("/")
    return f"{PEOPLE[person]}/{rest}".rstrip("/") if person in PEOPLE else name


ENTRY = """\
  - jenis: adendum
    nomor: {nth}
    tanggal: 2026-06-10
    alasan: Penyesuaian rencana kerja
    komponen: [{parts}]
    dialog: dki/2026-06-09.yaml
    persetujuan:
      - {{sebagai: pejabat_penilai_kinerja, nip: "{appraiser}", tanggal: 2026-06-10}}
      - {{sebagai: pengelola_kinerja_organisasi, nip: "198806212010122001", tanggal: 2026-06-10}}
"""
DIALOGUE = """\
jenis: dki
versi: 1
tanggal: 2026-06-09
sifat: insidental
media: tatap_muka
tahap: [perencanaan]
status: dilaporkan
dilaporkan: 2026-06-09
peserta:
  - {{nama: Pegawai, nip: "{employee}", peran: pegawai}}
  - {{nama: {superior}, nip: "{appraiser}", peran: atasan_langsung}}
kesepakatan:
  - {{perihal: adendum, nomor: {nth}, uraian: Penyesuaian rencana kerja disepakati}}
"""


MONITORING = """\
jenis: dki
versi: 1
tanggal: {day}
sifat: berkala
media: tatap_muka
tahap: [pemantauan]
status: {status}
peserta:
  - {{nama: Pegawai, nip: "{employee}", peran: pegawai}}
  - {{nama: {superior}, nip: "{appraiser}", peran: atasan_langsung}}
pemantauan:
  hasil_kerja:
"""


def _with_realisation(tree: MemoryTree, path: str, edit: Mapping[str, Any]) -> MemoryTree:
    """A dialogue that records realisations: one line each."""
    folder, _, name = path.rpartition("/dki/")
    skp = read(tree.files[f"{folder}/skp.yaml"]).data
    day = name[:10]
    status = edit.get("status", "dilaporkan")
    text = MONITORING.format(
        day=day,
        status=status if status == "draf" else f"{status}\ndilaporkan: {day}",
        employee=skp["pegawai"]["nip"],
        appraiser=skp["pejabat_penilai_kinerja"]["nip"],
        superior=skp["pejabat_penilai_kinerja"]["nama"],
    )
    lines = (json.dumps({"bukti_dukung": ["Rekap"], **line}, ensure_ascii=False) for line in edit["realisasi"])
    return tree.changed({path: text + "".join(f"    - {line}\n" for line in lines)})


def _with_adendum(tree: MemoryTree, folder: str, parts: Sequence[str]) -> MemoryTree:
    """A complete adendum: its entry in the SKP, and the dialogue that agreed on it."""
    text = tree.files[f"{folder}/skp.yaml"].decode()
    data = read(text.encode()).data
    told = {
        "nth": len(data.get("perubahan", ())) + 1,
        "parts": ", ".join(parts),
        "employee": data["pegawai"]["nip"],
        "appraiser": data["pejabat_penilai_kinerja"]["nip"],
        "superior": data["pejabat_penilai_kinerja"]["nama"],
    }
    log = "" if "perubahan" in data else "perubahan:\n"
    return tree.changed(
        {
            f"{folder}/skp.yaml": text + log + ENTRY.format(**told),
            f"{folder}/dki/2026-06-09.yaml": DIALOGUE.format(**told),
        }
    )


def _edited(tree: MemoryTree, edit: Mapping[str, Any]) -> MemoryTree:
    path = _path(edit["file"])
    if "adendum" in edit:
        return _with_adendum(tree, path, edit["adendum"])
    if "realisasi" in edit:
        return _with_realisation(tree, path, edit)
    below = [each for each in tree.files if each == path or each.startswith(f"{path}/")]
    if edit.get("delete"):
        assert below, f"nothing to delete at {path}"
        return tree.changed(dict.fromkeys(below))
    if "move" in edit or "copy" in edit:
        assert below, f"nothing to move at {path}"
        target = _path(edit.get("move") or edit["copy"])
        there = {target + each.removeprefix(path): tree.files[each] for each in below}
        return (tree.changed(dict.fromkeys(below)) if "move" in edit else tree).changed(there)
    if "write" in edit:
        return tree.changed({path: edit["write"]})
    text = tree.files[path].decode()
    if "append" in edit:
        return tree.changed({path: text + edit["append"]})
    for old, new in edit["replace"].items():
        assert text.count(old) == 1, f"{path} has {text.count(old)} times: {old!r}"
        text = text.replace(old, new)
    return tree.changed({path: text})
