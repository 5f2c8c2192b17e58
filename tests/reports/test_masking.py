"""That a masked report names nobody, in whatever format, and that it says as much of everything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from unicodedata import normalize
from zipfile import ZipFile

import pytest

from skpkit.errors import SkpkitError
from skpkit.findings import Day, GatheredFile, Gathering, Unjudged
from skpkit.judge.engine import StateName, Verdict
from skpkit.judge.review import review
from skpkit.model.people import NamedPerson, people_in
from skpkit.reports import FILES, Report
from skpkit.reports._masking import Mask
from skpkit.source.yamlfile import read
from tests.support.edits import edited, examples
from tests.support.memory import MemoryTree
from tests.support.places import PROJECT, STORIES
from tests.support.story import load_story, opened

SARI = NamedPerson("Dr. Sari Dewi, S.E., M.M.", "199203172015021003")
PEOPLE = (
    SARI,
    NamedPerson("Bagas Pratama", "199203172015021004"),
    NamedPerson("Tri Hapsari", "198107222005012002"),
    NamedPerson("Tri Hapsari", ""),
    NamedPerson("Made Oka Suryana", "198812142010121001"),
    NamedPerson("Indah", "199812142010121008"),
    NamedPerson("H. Ma'ruf Al-Amin M.Si", ""),
    NamedPerson("Balai Diklat Keuangan", ""),
    NamedPerson("Kepala Kantor", "197001012000011001"),
    NamedPerson("Andi Wijaya Kusuma", "198001012005011009"),
    NamedPerson("Andi Lesmana", "198001012005011010"),
)


NIP_WRITTEN = [
    *(
        between.join(("19930412", "201502", "2", "001"))
        for between in (
            "/",
            "_",
            ", ",
            "  ",
            "\t",
            "\n",
            " - ",
            "·",
            ") (",
            "–",
            "\u2011",
            "\u200b",
            "\n        ",
            " | ",
            ":",
        )
    ),
    "1993/0412/2015/022/001",
    "１９９３０４１２２０１５０２２００１",
    "١٩٩٣٠٤١٢٢٠١٥٠٢٢٠٠١",
    "1 9 9 3  0 4 1 2  2 0 1 5  0 2  2  0 0 1",
    "199304\u00ad12\u2060201502\ufeff2001",
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dr. Sari Dewi, S.E., M.M.", "S. D. (…003)"),
        ("rapat dengan Dr. Sari Dewi, S.E., M.M., dan Bagas Pratama", "rapat dengan S. D. (…003), dan B. P. (…004)"),
        ("SARI  DEWI hadir; bu sari juga", "S. D. (…003) hadir; bu S. juga"),
        ("Sari\nDewi", "S. D. (…003)"),
        ("Dewi Sari", "S. D. (…003)"),
        ("Made Oka", "M. O."),
        ("Andi menyusul", "A. menyusul"),
        ("Ma’ruf Al Amin", "M. A. A."),
        (normalize("NFD", "Sari Déwi, Tri Hapsari"), "S. D. (…003), T. H. (…002)"),
        ("Baga\u0301s, B\u0301agas", "B., B."),
        ("Sari's, d’Hapsari, SARI'DEWI, Hapsariʼs", "S.'s, d’H., S. D. (…003), H.ʼs"),
        ("hapsariku, notulenhapsari", "H.ku, notulenH."),
        # in paths that are none of a record
        ("ND-7/Suryana/2026 tanggal", "ND-7/S./2026 tanggal"),
        ("BagasPratama/2026, usulan/made-oka-suryana/2026", "B. P. (…004)/2026, usulan/M. O. S. (…001)/2026"),
        (
            "https://kantor.example/2026/tri-hapsari; Hapsari/1a.yml",
            "https://kantor.example/2026/T. H. (…002); H./1a.yml",
        ),
        ("2026/tri-hapsari/199203172015021003/skp.yaml", "2026/T. H. (…002)/…003/skp.yaml"),
        ("19930412 s.d. 201502 2 001, 19930412%20201502%202%20001", "…001, …001"),
        ("Sdr. Oka. Hadir", "Sdr. O. Hadir"),
        # what a name shares with the words of any record
        ("KPP Pratama dan pelayanan yang indah", "KPP Pratama dan pelayanan yang indah"),
        ("Pak Pratama, pak indah dan Indah", "Pak P., pak I. dan I. (…008)"),
        (
            "Anggaran Balai Diklat Keuangan, kepada Kepala Kantor",
            "Anggaran Balai Diklat Keuangan, kepada Kepala Kantor",
        ),
        ("tri wulan, oka", "tri wulan, oka"),
        # what a sentence cut
        ("“Rapat dengan Kepala Seksi dan Hapsa…”", "“Rapat dengan Kepala Seksi dan H.…”"),
        ("…ryana tanpa pengolahan", "… tanpa pengolahan"),
        ("NIP 19920317201… dan …1003; tahun …2026", "NIP … dan …003; tahun …2026"),
        # NIP, however they are written
        ("199203172015021003", "…003"),
        ("NIP19920317 201502 1 003, 19920317.201502.1.003", "NIP…003, …003"),
        ("1992 0317 2015 02 1 003; 1992-0317-2015-0210-03", "…003; …003"),
        ("000000000000000000", "…000"),
        (
            "records/2026/unit-sari/199203172015021003/dki/2026-04-07.yaml",
            "records/2026/unit-sari/…003/dki/2026-04-07.yaml",
        ),
        *((each, "…001") for each in NIP_WRITTEN),
        ("NIP (1993) 0412 – 2015/02.2-001; m², ½", "NIP (…001; m², ½"),
        # names, however they are written
        ("SariDewi, saridewi, dewisari; notulenSari", "S. D. (…003), S. D. (…003), S. D. (…003); notulenS."),
        ("Sari_Dewi; Tri/Hapsari", "S. D. (…003); T. H. (…002)"),
        ("laporanbagaspratama2.pdf dan madeokasuryana", "laporanB. P. (…004)2.pdf dan M. O. S. (…001)"),
        ("Ｓａｒｉ Ｄｅｗｉ: Sa\u00adri De\u200bwi, 𝐁𝐚𝐠𝐚𝐬", "S. D. (…003): S. D. (…003), B."),
        ("sarikata dewisa, 5 m² ﬁx Ⅳ", "sarikata dewisa, 5 m² ﬁx Ⅳ"),
        # and what is none
        ("1.000.000.000 2.000.000.000", "1.000.000.000 2.000.000.000"),
        ("20260403 2026-04-07 2026-04-08 10:00", "20260403 2026-04-07 2026-04-08 10:00"),
        ("<b>Sari</b> & [x](y)", "<b>S.</b> & [x](y)"),
    ],
)
def test_a_text_names_nobody(text: str, shown: str) -> None:
    mask = Mask(PEOPLE)
    assert mask.text(text) == shown
    assert mask.text(str(mask.text(text))) == shown


def test_data_keep_their_shape() -> None:
    person = {"nama": "Orang Lain", "nip": "197001012000011007", "jabatan": "Kepala"}
    data = {"penilai": person, "target": {"Q1": 1.5}, "nama": "Jumlah rapat Bagas", "daftar": [None, True, "Sari"]}
    hidden = {"penilai": {**person, "nama": "O. L. (…007)", "nip": "…007"}, "target": {"Q1": 1.5}}
    assert Mask(PEOPLE).data(data) == {**hidden, "nama": "Jumlah rapat B.", "daftar": [None, True, "S."]}


@pytest.mark.parametrize(
    ("part", "shown", "times"),
    [
        ("Sari Dewi, ", "S. D. (…003), ", 10_000),
        ("Sari Bagas ", "S. B. ", 10_000),
        ("a/", "a/", 50_000),
        ("2026/", "2026/", 20_000),
        ("1 9 ", "1 9 ", 20_000),
        ("a", "a", 100_000),
    ],
)
def test_a_text_of_any_length_is_hidden_to_its_end(part: str, shown: str, times: int) -> None:
    """Where the time would grow faster than the text, this would take minutes."""
    mask = Mask(PEOPLE)
    assert mask.text(part * times) == shown * times
    assert mask.text("1" * times) == "…111"


def test_the_records_of_the_demo_name_nobody() -> None:
    tree = MemoryTree.of_folder(PROJECT / "records")
    people = _people([tree])
    mask = Mask(people)
    shown = json.dumps([mask.data(read(content).data) for content in tree.files.values()], ensure_ascii=False)
    assert set(_found(shown, people)) == set()
    assert "M. O. S. (…001)" in shown


# --- reports -------------------------------------------------------------------------------------------------

# Where a format keeps a path that its readers need.
MACHINE = {
    "html": r'href="[^"]*"',
    "json": r'"(?:path|dossier)": "(?:[^"\\]|\\.)*"',
    "github": r"^::\w+ [^:]*::",
    "gitlab": r'"(?:path|fingerprint)": "(?:[^"\\]|\\.)*"',
    "sarif": r'"(?:uri|dossier)": "(?:[^"\\]|\\.)*"',
    "junit": r'classname="[^"]*"',
    "markdown": r"\]\([^)]*\)",
    "rdjsonl": r'"path": "(?:[^"\\]|\\.)*"',
}
ORDINARY = {"pratama"}  # a word that records hold for its own sake
OFFICES = {"Pusdiklat Contoh", "Pusdiklat Keuangan Umum", "Balai Diklat Keuangan"}  # who give a training
TOLD = ("superior_mismatch", "declared_otherwise", "identity_changed", "reported_dialogue_altered", "stale_exemption")


@pytest.fixture(scope="module")
def verdicts() -> list[tuple[Verdict, list[MemoryTree]]]:
    """Verdicts that name people wherever a report can, each with its states."""
    stories = [load_story(each) for name in TOLD for each in sorted((STORIES / name).iterdir())[:4]]
    return [(each.verdict(), [each.after, *([each.before] if each.before else [])]) for each in stories] + [
        _spoken_of()
    ]


def _spoken_of() -> tuple[Verdict, list[MemoryTree]]:
    """A change of everything that people write of one another, and of the appraiser."""
    before = examples()
    dialogue = "records/2026/199203172015021003/dki/2026-06-10.yaml"
    said = "Menurut pak Bagas dan RATNA  WULANDARI (197805142003121002), Dian Lestari serta Nining"
    after = edited(
        before,
        [
            {"file": "bagas", "adendum": ["penilai", "rencana_hasil_kerja"]},
            {
                "file": "bagas/skp.yaml",
                "replace": {
                    '  nama: Ratna Wulandari\n  nip: "197805142003121002"': (
                        '  nama: Dr. Hendra Saputra, S.E., M.M.\n  nip: "197003151995031001"'
                    ),
                    "Terselesaikannya pengujian SPM sesuai norma waktu": f"{said} dengan sangat banyak kata lagi",
                    "[Akses aplikasi SAKTI": f"[{said}, Hendra S",
                },
            },
            {
                "file": dialogue,
                "write": (
                    "jenis: dki\nversi: 1\ntanggal: 2026-06-10\nsifat: insidental\nmedia: pesan\ntahap: [pemantauan]\n"
                    "status: draf\npeserta:\n  - {nama: Wening Astuti, peran: pihak_lain}\n"
                    "rencana_aksi:\n  - uraian: Dari Wening\n    tenggat: 2026-12-01\n    status: belum\n"
                    "    penanggung_jawab: Joko Susilo\n"
                    f"kesimpulan: {said}\n"
                ),
            },
        ],
    )
    verdict = review(opened(before), opened(after), date(2026, 6, 15))
    later = edited(after, [{"file": dialogue, "replace": {"Dari Wening": "Kata Joko", "Wening Astuti": "Wening Asih"}}])
    steps = review(opened(after), opened(later), date(2026, 6, 15))
    path = "records/2026/199203172015021003/skp.yaml"
    failure = SkpkitError("{path}: {who}", path=path, who="Ratna Wulandari").at(path, 3)
    whole = replace(
        verdict,
        changes=(*verdict.changes, *steps.changes),
        unjudged=(Unjudged(path, "of {who}", {"who": "Bagas Pratama"}),),
        failures=(failure,),
        day=Day(date(2026, 6, 15), "--today"),
        base=StateName("main", "1" * 40),
        head=StateName("usulan/adendum-bagas-199203172015021003", "2" * 40),
    )
    files = (GatheredFile(path, "both", verdict.findings[0].dossier), GatheredFile(path, "head"))
    whole = replace(whole, gathering=Gathering(("3" * 40,), files))
    return replace(whole, known=verdict.findings, named=verdict.named | steps.named), [before, after, later]


def _people(trees: list[MemoryTree]) -> set[NamedPerson]:
    """All whom the files of some states name, and not only those that a verdict knows."""
    documents = (read(content).data for tree in trees for path, content in tree.files.items() if path.endswith(".yaml"))
    return {each for data in documents for each in people_in(data) if each.name not in OFFICES}


def _letters(made: str | bytes) -> str:
    """All that a report holds as text; of an Excel file, without the names of its fonts."""
    if isinstance(made, str):
        return made
    with ZipFile(BytesIO(made)) as archive:
        return "\n".join(archive.read(each).decode() for each in archive.namelist() if "theme" not in each)


def _found(text: str, people: set[NamedPerson]) -> Iterator[str]:
    """What of some people a text holds: an NIP, a name, or a word of one."""
    folded = " ".join(text.casefold().split())
    for each in people:
        bare = each.name.partition(",")[0].removeprefix("Dr. ").casefold()
        words = {word for word in bare.split() if len(word) > 3} - ORDINARY
        yield from (word for word in {bare, *words} if re.search(rf"\b{re.escape(word)}\b", folded))
        if each.nip and each.nip in text:
            yield each.nip
    yield from re.findall(r"(?<![0-9])[0-9]{18}(?![0-9])", text)


@pytest.mark.parametrize("style", FILES)
def test_a_masked_report_names_nobody(style: str, verdicts: list[tuple[Verdict, list[MemoryTree]]]) -> None:
    told = {"names": 0}
    for verdict, trees in verdicts:
        people = _people(trees)
        for lang in ("id", "en"):
            whole = Report(verdict, lang, show_all=True)
            made = _letters(FILES[style](whole.masked()))
            assert set(_found(re.sub(MACHINE.get(style, r"(?!)"), "", made, flags=re.MULTILINE), people)) == set()
            told["names"] += sum(1 for _ in _found(_letters(FILES[style](whole)), people))
    assert told["names"] > 20  # there was something to hide
