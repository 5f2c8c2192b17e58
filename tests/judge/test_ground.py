"""What weakens the rules is told in words, with whom and what it is about, and is never green."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from skpkit.judge.engine import StateName, Verdict
from skpkit.judge.review import review
from skpkit.reports import VERDICT, Report
from skpkit.reports._report import standing
from skpkit.reports._view import view_of
from tests.support.edits import examples
from tests.support.memory import MemoryTree
from tests.support.reviewed import mixed
from tests.support.story import opened

TODAY = date(2026, 6, 15)
BASE = "records/2026/199203172015021003/skp.yaml"
EXEMPTION = f"""jenis: pengecualian
versi: 1
pengecualian:
  - kode: SKP301
    berkas: {BASE}
    tentang: {{iki: 1b-N, periode: Q1}}
    nilai: {{semula: 5, menjadi: 3}}
    alasan: Salah ketik pada penetapan
    disetujui: {{nip: "197001011995031001", nama: Sari Dewi, jabatan: Pengelola}}
    tanggal: 2026-06-01
    berlaku_sampai: 2026-07-01
"""
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
SIGNERS = 'pengelola:\n  - {nip: "197001011995031001", nama: Sari Dewi, jabatan: Pengelola}\npenandatangan: signers\n'


def changed(before: dict[str, str], after: dict[str, str | bytes | None]) -> Verdict:
    """The verdict on the examples with some files, and those with others."""
    tree = MemoryTree(examples().changed(before).files)
    return review(opened(tree), opened(tree.changed(after)), TODAY)


def lines(verdict: Verdict) -> list[str]:
    """What changed around the dossiers, in words."""
    return [Report(verdict, "en").sentence(each) for each in verdict.changes if not each.dossier]


CASES: dict[str, tuple[dict[str, str], dict[str, str | bytes | None], str]] = {
    "an exemption": (
        {},
        {"records/pengecualian.yaml": EXEMPTION},
        "exemption from SKP301 added for Bagas Pratama: 1b-N quarter I 5 → 3; 1 June 2026 to "
        "1 July 2026; Sari Dewi: Salah ketik pada penetapan",
    ),
    "what an exemption rests on": (
        {"records/pengecualian.yaml": EXEMPTION},
        {"records/pengecualian.yaml": EXEMPTION.replace("    disetujui", "    dasar: Nota dinas 12\n    disetujui")},
        "exemption from SKP301 added for Bagas Pratama: 1b-N quarter I 5 → 3; 1 June 2026 to "
        "1 July 2026; Sari Dewi: Salah ketik pada penetapan (dasar: Nota dinas 12) (The target of a cell",
    ),
    "an exemption gone": (
        {"records/pengecualian.yaml": EXEMPTION},
        {"records/pengecualian.yaml": None},
        "exemption from SKP301 taken away from Bagas Pratama: 1b-N quarter I; Sari Dewi: Salah ketik pada penetapan",
    ),
    "a severity": (
        {"skpkit.yaml": "tingkat: {SKP104: kesalahan}\n"},
        {"skpkit.yaml": "tingkat: {SKP104: catatan}\n"},
        "Pengaturan, Tingkat temuan SKP104: kesalahan → catatan (The targets of an IKI stand in periods",
    ),
    "a pengelola": (
        {"skpkit.yaml": SIGNERS},
        {"skpkit.yaml": SIGNERS.replace("Sari Dewi", "Rudi Hartono")},
        "Pengaturan, Pengelola kinerja organisasi: Sari Dewi (Pengelola) → Rudi Hartono (Pengelola)",
    ),
    "a pengelola more": (
        {"skpkit.yaml": SIGNERS},
        {"skpkit.yaml": SIGNERS.replace("Pengelola}", "Pengelola}\n  - {nip: '199203172015021003', unit: seksi}")},
        "Pengaturan, Pengelola kinerja organisasi added: Bagas Pratama (unit Seksi)",
    ),
    "a pengelola less": (
        {"skpkit.yaml": SIGNERS},
        {"skpkit.yaml": SIGNERS.replace("pengelola:\n  - {nip", "penyetuju_pengecualian:\n  - {nip")},
        "Pengaturan, Pengelola kinerja organisasi dropped: Sari Dewi (Pengelola)",
    ),
    "an NIP under a name": (
        {"skpkit.yaml": SIGNERS},
        {"skpkit.yaml": SIGNERS.replace("197001011995031001", "197001011995031002")},
        "Pengaturan, Pengelola kinerja organisasi: Sari Dewi is entered with another NIP than before",
    ),
    "a number of days": (
        {"skpkit.yaml": "batas_mundur: 14\n"},
        {"skpkit.yaml": "batas_mundur: 60\n"},
        "Pengaturan, Batas mundur: 14 → 60",
    ),
    "what is frozen": (
        {"skpkit.yaml": "pembekuan: iki\n"},
        {"skpkit.yaml": "pembekuan: periode\n"},
        "Pengaturan, Pembekuan: iki → periode (what a realisation freezes: with `periode` the target",
    ),
    "a part of a setting": (
        {"skpkit.yaml": "tampilan: {nip: penuh}\n"},
        {"skpkit.yaml": "tampilan: {nip: samar}\n"},
        "Pengaturan, Tampilan NIP: penuh → samar",
    ),
    "a key": (
        {"skpkit.yaml": SIGNERS},
        {"signers": f"197001011995031001 {KEY}\n"},
        "signers: a key of Sari Dewi added, SHA256:",
    ),
    "a list that only the head names": (
        {"skpkit.yaml": "bahasa: id\n"},
        {"skpkit.yaml": SIGNERS, "signers": f"199203172015021003 {KEY}\n"},
        "signers: a key of Bagas Pratama added, SHA256:",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_weakens_the_rules_is_told_in_words_and_not_green(case: str) -> None:
    before, after, sentence = CASES[case]
    verdict = changed(before, after)
    assert any(each.startswith(sentence) for each in lines(verdict)), lines(verdict)
    assert standing(verdict) != "good"
    shown = VERDICT["text"](Report(verdict, "en"))
    assert "It changes by what the records are judged" in shown
    proposed = VERDICT["text"](Report(replace(verdict, base=StateName("main")), "en"))
    assert "Accepted by the rules. No dossier changed. It changes by what" in proposed
    assert "is for whoever lets the request in to decide" in proposed
    assert "\n  Around the dossiers\n" in shown


@pytest.mark.parametrize("case", CASES)
def test_whom_such_a_change_names_is_hidden_with_all_others(case: str) -> None:
    before, after, _ = CASES[case]
    shown = VERDICT["text"](Report(changed(before, after), "en").masked())
    assert not [each for each in ("Sari", "Rudi", "Bagas", "19700101", "19920317") if each in shown]


def test_a_comment_in_the_settings_is_nothing_that_judges() -> None:
    verdict = changed({"skpkit.yaml": "bahasa: id\n"}, {"skpkit.yaml": "# ya\nbahasa: id\n"})
    assert (verdict.changes, standing(verdict)) == ((), "good")


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_what_an_exemption_passes_is_seen_at_the_verdict_the_person_and_the_row(form: str) -> None:
    lead = next(each for each in mixed().findings if each.code == "SKP301")
    passed = replace(mixed(), findings=(), failures=(), unjudged=(), exempted=(lead,))
    view = view_of(Report(passed, "en"))
    assert view.state == "heed"
    assert "Passed by exemptions: 1." in view.outcome
    person = next(each for each in view.persons if each.exempted)
    assert person.exempted[0].way_out == ""
    assert [each.passed for each in person.changed[0].group.rows].count(("SKP301",)) == 1
    assert VERDICT[form](Report(passed, "en")).count("Passed by an exemption: ") == 3  # person, row, numbers
