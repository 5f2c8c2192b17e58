"""An SKP printed by itself, without an office: what tests of its document, frame and templates print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from skpkit.errors import SkpkitError
from skpkit.model.periods import Term
from skpkit.model.records import Skp
from skpkit.model.views import skp_of
from skpkit.paper.documents.skp import shape
from skpkit.paper.origin import Source
from skpkit.paper.printing import Look, print_document
from skpkit.paper.results import SuperiorResult, superior_result
from skpkit.source.yamlfile import read
from tests.support.places import EXAMPLES
from tests.support.printed import BLOB, COMMIT, WHEN
from tests.support.records import Data
from tests.support.tagged import Tagged

BAGAS, RATNA, SARI = "199203172015021003", "197805142003121002", "199611102024212003"


YOGA = "199001152014021005"


Superiors = Callable[[str, str], SuperiorResult | None]


TITLE = '#set document(title: "x")\n'


CITED = SuperiorResult("Terwujudnya penyaluran", ("Persentase SP2D",), True)


def example(name: str) -> Skp:
    return skp(read((EXAMPLES / "records" / "2026" / name / "skp.yaml").read_bytes()).data, name)


def skp(data: Data, name: str = BAGAS) -> Skp:
    """The record as it would be read from a file."""
    document = read(content(data))
    assert document.data == data
    return skp_of(f"records/2026/{name}/skp.yaml", "skp.yaml", document.data, document)


def content(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return re.sub(r"[^\x00-\x7f]", lambda found: f"\\U{ord(found[0]):08x}", text).encode()


def bagas(**changes: Any) -> Data:
    """The record of an employee, some of its keys changed; None takes one away."""
    data = {**example(BAGAS).data, **changes}
    return {key: value for key, value in json.loads(json.dumps(data)).items() if value is not None}


def source(record: Skp, commit: str | None = COMMIT) -> Source:
    return Source(record.path, commit, BLOB if commit else None, WHEN, content(record.data))


def superiors(nip: str, kode: str) -> SuperiorResult | None:
    return superior_result(example(nip), kode) if nip == RATNA else None


def print_skp(
    record: Skp, *, source: Source, superiors: Superiors, replaced: Term | None = None, **look: Any
) -> list[bytes]:
    cited = {each.superior: superiors(*each.superior) for each in record.results if each.superior}
    return print_document("skp", shape(record, cited, replaced), source, Look(**look)).pages


def pdf(record: Skp | Data, commit: str | None = COMMIT, **options: Any) -> bytes:
    record = record if isinstance(record, Skp) else skp(record)
    (printed,) = print_skp(record, source=source(record, commit), **{"superiors": superiors, **options})
    return printed


def paper(record: Skp | Data, commit: str | None = COMMIT, **options: Any) -> Tagged:
    return Tagged(pdf(record, commit, **options))


def refusal(templates: Mapping[str, str | bytes], **options: Any) -> str:
    """What is said of overriding templates."""
    given = {name: text.encode() if isinstance(text, str) else text for name, text in templates.items()}
    with pytest.raises(SkpkitError) as caught:
        pdf(example(BAGAS), templates=given, **options)
    return caught.value.sentence("en")


def everywhere(text: str) -> Data:
    """A record with the text wherever a person may write one."""
    person = {"nama": text, "nip": text, "pangkat_golongan": text, "jabatan": text, "unit_kerja": text}
    measure = {"kode": "1a-N", "nama": text, "aspek": "waktu", "satuan": text, "target": {"Y": 1}}
    return bagas(
        instansi=text,
        pegawai=person,
        pejabat_penilai_kinerja=person,
        penetapan={"tempat": text, "tanggal": "2026-01-02"},
        hasil_kerja={
            "utama": [
                {"kode": "RHK-1", "rencana": text, "indikator": [measure], "rhk_pimpinan": {"nip": text, "kode": "a"}},
                {"kode": "RHK-2", "rencana": text, "indikator": [measure], "penugasan": text},
                {"kode": "RHK-3", "rencana": text, "rhk_pimpinan": {"nip": "1", "kode": "a"}},
            ]
        },
        perilaku_kerja=[{"nilai": "akuntabel", "ekspektasi": text}],
        lampiran={"dukungan_sumber_daya": [text]},
        komplemen={"nomor": 1, "menggantikan": "../skp.yaml", "tanggal": "2026-01-02", "alasan": text},
    )
