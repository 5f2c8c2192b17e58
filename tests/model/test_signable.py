"""What a signature is over: bytes that other programs can make too, held by vectors that are in the repository.

Set UPDATE_GOLDEN=1 to write the vectors anew: that is another form, and needs another name for it.
"""

from __future__ import annotations

import json
import os
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from skpkit.forge.signatures import verified
from skpkit.judge.office import Office
from skpkit.model.signable import FILE_FORM, FORM, approvals_given, canonical, signed_of_exemption, signed_of_file
from skpkit.model.signers import Attestation, principal_named, principal_of
from skpkit.source.yamlfile import read
from tests.support.edits import PEOPLE, edited, examples
from tests.support.keys import BAGAS, HENDRA, fixed_keys, needs_ssh_keygen
from tests.support.memory import MemoryTree
from tests.support.places import TESTS
from tests.support.records import data_of, written

VECTORS = TESTS / "data" / "signatures" / "vectors.json"
FILES = TESTS / "data" / "signatures" / "files.json"
MANUAL, EVALUATION = f"{PEOPLE['bagas']}/iki/1b-N.yaml", f"{PEOPLE['bagas']}/evaluasi/Q1.yaml"
EXEMPTION = {
    "kode": "SKP301",
    "berkas": f"{PEOPLE['bagas']}/skp.yaml",
    "tentang": {"iki": "1b-N", "periode": "Q1"},
    "nilai": {"semula": 5, "menjadi": None},
    "alasan": "Salah ketik\n“kutip” \\ \t 1e-7",
    "disetujui": {"nip": "19880621 201012 2 001", "nama": "Nining Kartika"},
    "tanggal": "2026-06-10",
}


def records() -> MemoryTree:
    """The examples, with an evaluation, and a change of a manual by an appraiser who has no NIP."""
    approval = {
        "sebagai": "pejabat_penilai_kinerja",
        "nama": "Dr. H. Andi,  S.H.",
        "jabatan": "Bupati Contoh",
        "tanggal": "2026-06-10",
    }
    entry = {"nomor": 1, "tanggal": "2026-06-10", "alasan": "Sumber data", "persetujuan": [approval]}
    tree = edited(examples(), [])
    manual = {**data_of(tree.files[MANUAL]), "perubahan": [entry], "target": {"Q1": 1e-7, "Q2": 95.50, "Y": 1e17}}
    signed = [{"sebagai": "pegawai", "nip": BAGAS, "tanggal": "2026-06-10"}]
    evaluation = {
        **data_of(tree.files[EVALUATION]),
        "persetujuan": signed,
        "keberatan": {"isi": "x", "tanggal": "2026-06-11"},
    }
    return tree.changed({MANUAL: written(manual), EVALUATION: written(evaluation)})


def made() -> list[dict[str, Any]]:
    """The vectors as skpkit makes them."""
    tree, keys = records(), fixed_keys()
    dossier = Office(tree).dossier_at(PEOPLE["bagas"])
    assert dossier
    contents = [
        (
            each.approved.record.path,
            tree.files[each.approved.record.path].decode(),
            list(each.approval.path),
            each.signed,
        )
        for each in approvals_given(dossier)
    ]
    exemption = written({"pengecualian": [EXEMPTION]})
    contents.append(
        ("records/pengecualian.yaml", exemption, ["pengecualian", 0, "disetujui"], signed_of_exemption(EXEMPTION))
    )
    return [
        {
            "path": path,
            "record": record,
            "approval": place,
            "bytes": signed.decode(),
            "sha256": sha256(signed).hexdigest(),
            "key": keys.public("vektor"),
            "signature": keys.sign("vektor", signed),
        }
        for path, record, place, signed in contents
    ]


@needs_ssh_keygen
def test_the_bytes_are_those_of_the_vectors() -> None:
    text = json.dumps({"form": FORM, "vectors": made()}, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        VECTORS.write_text(text, encoding="utf-8")
    assert VECTORS.read_text(encoding="utf-8") == text


@needs_ssh_keygen
def test_the_vectors_are_what_docs_say_of_them() -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    assert len({each["sha256"] for each in vectors}) == len(vectors) > 4
    for each in vectors:
        said = json.loads(each["bytes"])
        line: Any = read(each["record"].encode()).data
        for step in each["approval"]:
            line = line[step]
        assert list(said) == sorted(said)
        assert {"bentuk", "perihal", "rekaman", "sebagai", "tanggal"} < said.keys()
        assert "persetujuan" not in str(said["rekaman"])
        signers = f"{HENDRA} {each['key']}\n".encode()
        attested = Attestation(signers, None, HENDRA, date(2026, 6, 10), each["bytes"].encode(), each["signature"])
        assert verified(attested) is None
        assert verified(attested._replace(content=each["bytes"].encode() + b" ")) == "changed"


def made_of_files() -> list[dict[str, Any]]:
    """The vectors of files: a signers file signed first, its next version, and settings that nobody signed before."""
    keys = fixed_keys()
    line = f'{HENDRA} namespaces="skpkit",valid-after="20270101Z" {keys.public("vektor")} Nining Kartika\n'
    lists = [line, line.replace("Nining Kartika", "N. Kartika \u201ckunci 1\u201d"), f"# kunci kedua\n{line}"]
    settings = "bahasa: id\n", "bahasa: id\npenandatangan: penandatangan.txt\n"
    changes = [("penandatangan.txt", *lists[:2]), ("penandatangan.txt", *lists[1:]), ("skpkit.yaml", *settings)]
    found: list[dict[str, Any]] = []
    last: str | None = None
    for path, before, content in changes:
        signature = last if path == "penandatangan.txt" else None
        signed = signed_of_file(path, content.encode(), before.encode(), signature.encode() if signature else None)
        last = keys.sign("vektor", signed)
        told = {"path": path, "content": content, "before": before, "before_sig": signature}
        told |= {"bytes": signed.decode(), "sha256": sha256(signed).hexdigest()}
        found.append({**told, "key": keys.public("vektor"), "signature": last})
    return found


@needs_ssh_keygen
def test_the_bytes_of_files_are_those_of_their_vectors() -> None:
    text = json.dumps({"form": FILE_FORM, "vectors": made_of_files()}, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        FILES.write_text(text, encoding="utf-8")
    assert FILES.read_text(encoding="utf-8") == text


@needs_ssh_keygen
def test_the_vectors_of_files_are_made_anew_from_the_docs_alone() -> None:
    vectors = json.loads(FILES.read_text(encoding="utf-8"))["vectors"]
    assert {each["before_sig"] is None for each in vectors} == {True, False}
    for each in vectors:

        def hashed(name: str, vector: dict[str, Any] = each) -> str | None:
            return sha256(vector[name].encode()).hexdigest() if vector[name] is not None else None

        said = {"bentuk": "skpkit-berkas-1", "berkas": each["path"], "isi": hashed("content")}
        said |= {"sebelum": hashed("before"), "sebelum_sig": hashed("before_sig")}
        content = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert content == each["bytes"]
        signers = f"{HENDRA} {each['key']}\n".encode()
        assert (
            verified(Attestation(signers, None, HENDRA, date(2027, 2, 1), content.encode(), each["signature"])) is None
        )


def test_numbers_are_plain_decimals_and_keys_are_sorted() -> None:
    value = {"b": [95.0, 95, 95.5, 1e-7, 1e17, 0.1, -0.0, -2.50, True, None], "a": 'x"\\\n\u2028é'}
    wanted = '{"a":"x\\"\\\\\\n\u2028é","b":[95,95,95.5,0.0000001,100000000000000000,0.1,0,-2.5,true,null]}'
    assert canonical(value).decode() == wanted


@pytest.mark.parametrize(
    ("name", "post", "principal"),
    [
        ("Dr. Andi, S.H.", "Bupati", "dr._andi%2C_s.h./bupati"),
        ("A*  b?", 'x/y "z" _', "a%2A_b%3F/x%2Fy_%22z%22_%5F"),
        ("Zoë", "!a", "zo%C3%AB/%21a"),
    ],
)
def test_a_person_without_nip_is_a_word_that_no_list_takes_for_a_pattern(name: str, post: str, principal: str) -> None:
    assert principal_named(name, post) == principal
    assert principal_of(f"{HENDRA[:8]} {HENDRA[8:]}") == HENDRA
