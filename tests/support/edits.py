"""Edits of a state of the records, in the words that stories and the history of the demo use.

An edit names a `file` (`bagas/skp.yaml`, or a path from the top) and one of `write` (its new text), `delete: true`,
`move: <new name>`, `copy: <name>`, or any of these, which are done in this order:

- `replace`: a mapping of texts, each of which must stand in the file once;
- `without`: keys at the top of the record that it does not have yet;
- `append`: text for its end.

A folder may be deleted, moved or copied too.

An edit `adendum: [<komponen>, …]` with `file: bagas` records a complete adendum of those komponen, with the next
number, in that person's SKP: entry, dialogue of 9 June and approvals of 10 June; further edits may take something
away from it again. An edit `realisasi: [<line>, …]` with `file: bagas/dki/2026-07-06.yaml` records a reported
dialogue of that day with those lines of `pemantauan.hasil_kerja`; `status: draf` beside it leaves it a draft.

An edit `signers: {<key>: <principal>}` writes a signers file with invented keys; `sign: {thing: adendum 2, role:
<role>, key: <key>}` has one of them sign an approval of a record, and `detached: <key>` a file, whose signature is laid
beside it.

`tests/support/draft.py` has the edits of records as data, for what is drawn by chance.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tests.support.memory import MemoryTree
from tests.support.places import EXAMPLES
from tests.support.records import adendum, approval, data_of, dialogue, written

PEOPLE = {
    "ratna": "records/2026/197805142003121002",
    "bagas": "records/2026/199203172015021003",
    "yoga": "records/2026/199001152014021005",
    "sari": "records/2026/199611102024212003",
}
HELD, MADE = "2026-06-09", "2026-06-10"  # the dialogue that agrees on an adendum, and the adendum


@cache
def examples() -> MemoryTree:
    """The example dossiers, read once: no state is changed where it is."""
    return MemoryTree.of_folder(EXAMPLES)


def edited(tree: MemoryTree, edits: Sequence[Mapping[str, Any]]) -> MemoryTree:
    """The tree with edits applied in order."""
    first = tree
    for edit in edits:
        tree = _edited(tree, edit, first)
    return tree


def _edited(tree: MemoryTree, edit: Mapping[str, Any], first: MemoryTree) -> MemoryTree:
    path = _path(edit["file"])
    if "adendum" in edit:
        return _with_adendum(tree, path, edit["adendum"])
    if "realisasi" in edit:
        return tree.changed({path: _realisation(tree, path, edit)})
    if {"signers", "sign", "detached"} & edit.keys():
        return _signed(tree, path, edit, first)
    if "write" in edit:
        return tree.changed({path: edit["write"]})
    if {"delete", "move", "copy"} & edit.keys():
        return _moved(tree, path, edit)
    return tree.changed({path: _text(path, tree.files[path].decode(), edit)})


def _signed(tree: MemoryTree, path: str, edit: Mapping[str, Any], first: MemoryTree) -> MemoryTree:
    from tests.support.keys import detached, fixed_keys, signed  # which reads records as skpkit does

    keys = fixed_keys()
    if "signers" in edit:
        return tree.changed({path: "".join(keys.line(key, who) for key, who in edit["signers"].items())})
    if "detached" in edit:
        return tree.changed({f"{path}.sig": detached(keys, edit["detached"], path, first, tree)})
    return signed(keys, tree, path, (edit["sign"]["thing"], edit["sign"]["role"], edit["sign"]["key"]))


def _path(name: str) -> str:
    person, _, rest = name.partition("/")
    return f"{PEOPLE[person]}/{rest}".rstrip("/") if person in PEOPLE else name


def _moved(tree: MemoryTree, path: str, edit: Mapping[str, Any]) -> MemoryTree:
    """What lies at a path, or below it, elsewhere or nowhere."""
    below = [each for each in tree.files if each == path or each.startswith(f"{path}/")]
    if not below:
        raise ValueError(f"there is nothing at {path}")
    rest = tree if "copy" in edit else tree.changed(dict.fromkeys(below))
    if "delete" in edit:
        return rest
    target = _path(edit.get("move") or edit["copy"])
    return rest.changed({target + each.removeprefix(path): tree.files[each] for each in below})


def _text(path: str, text: str, edit: Mapping[str, Any]) -> str:
    """A text with replacements, without some keys, and with an addition."""
    for old, new in edit.get("replace", {}).items():
        if text.count(old) != 1:
            raise ValueError(f"{path}: {old!r} occurs {text.count(old)} times, not once")
        text = text.replace(old, new)
    for key in edit.get("without", ()):
        text = re.sub(rf"^{key}:.*\n(?: .*\n)*", "", text, flags=re.MULTILINE)
    return text + str(edit.get("append", ""))


def _realisation(tree: MemoryTree, path: str, edit: Mapping[str, Any]) -> str:
    """A dialogue that records realisations: one line each."""
    folder, _, name = path.rpartition("/dki/")
    lines = [{"bukti_dukung": ["Rekap"], **line} for line in edit["realisasi"]]
    parts = {"sifat": "berkala", "status": edit.get("status", "dilaporkan"), "pemantauan": {"hasil_kerja": lines}}
    return written(dialogue(name[:10], "pemantauan", data_of(tree.files[f"{folder}/skp.yaml"]), **parts))


def _with_adendum(tree: MemoryTree, folder: str, komponen: list[str]) -> MemoryTree:
    """A complete adendum: its entry at the end of the SKP, and the dialogue that agreed on it."""
    skp = data_of(tree.files[f"{folder}/skp.yaml"])
    number = len(skp.get("perubahan", ())) + 1
    name = f"dki/{HELD}.yaml"
    reviewer = {"nip": "198806212010122001"}
    in_office = skp["pejabat_penilai_kinerja"]
    appraiser = {key: in_office[key] for key in (("nip",) if "nip" in in_office else ("nama", "jabatan"))}
    signed = [
        approval("pejabat_penilai_kinerja", appraiser, MADE),
        approval("pengelola_kinerja_organisasi", reviewer, MADE),
    ]
    entry = written({"perubahan": [adendum(number, komponen, MADE, name, signed)]})
    agreed = {"perihal": "adendum", "nomor": number, "uraian": "Penyesuaian rencana kerja disepakati"}
    return tree.changed(
        {
            f"{folder}/skp.yaml": tree.files[f"{folder}/skp.yaml"].decode()
            + (entry.partition("\n")[2] if "perubahan" in skp else entry),
            f"{folder}/{name}": written(dialogue(HELD, "perencanaan", skp, kesepakatan=[agreed])),
        }
    )
