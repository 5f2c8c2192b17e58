"""The list of changes in a review: what was changed, told in the words of the forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from skpkit.change.changelist import CHANGED, Change, words
from skpkit.findings import Location
from skpkit.messages import LANGUAGES
from tests.support.command import DAY, git, put, report, run, target


def test_open_target_under_an_adendum_is_accepted_and_listed(office: Path) -> None:
    put(office, target("{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"))
    done = run(office, "review", "main", *DAY)
    assert done.returncode == 0
    assert "1b-N target Q3: 10 → 12, adendum 2" in done.stdout
    assert "1b-N target Y: 30 → 32, adendum 2" in done.stdout


def test_changes_are_listed_in_the_words_of_the_forms(office: Path) -> None:
    put(
        office,
        [
            {
                "file": "bagas/iki/1b-N.yaml",
                "replace": {"konsolidasi_periode: sum": "konsolidasi_periode: take_last_known"},
            }
        ],
    )
    assert "1b-N konsolidasi periode: sum → take last known" in run(office, "review", "main", *DAY).stdout


def test_a_moved_folder_is_a_line_and_no_finding(office: Path) -> None:
    (office / "records/2026/seksi").mkdir()
    git(office, "mv", "records/2026/199203172015021003", "records/2026/seksi/199203172015021003")
    code, data = report(office, "review", "main", *DAY)
    assert (code, data["findings"], len(data["changes"])) == (0, [], 1)


def test_a_correction_is_told_as_one(office: Path) -> None:
    koreksi = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    line = {"iki": "1a-C", "periode": "Q1", "realisasi": 95.8, "koreksi": koreksi}
    put(office, [{"file": "bagas/dki/2026-06-09.yaml", "realisasi": [line]}])
    assert "1a-C realisasi Q1 dikoreksi: 96,2 → 95,8" in run(office, "review", "main", *DAY).stdout


@pytest.mark.parametrize("text", ["2026-02-30", "0000-00-00", "2026-13-01", "9999-99-99", "2026-02-30\n", "٢٠٢٦-٠١-٠١"])
def test_a_text_that_only_looks_like_a_day_is_told_as_it_is(text: str) -> None:
    assert {words(text, lang) for lang in LANGUAGES} == {text}
    assert words({"mulai": text, "selesai": "2026-01-31"}, "en") == f"{text} s.d. 31 January 2026"


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Dewi Lestari", "Dewi\u00a0Lestari", "Dewi Lestari → Dewi[U+00A0]Lestari"),
        ({"nama": "Dewi\u200b"}, {"nama": "Dewi"}, "Dewi[U+200B] → Dewi"),
        ("kata " * 30 + "1a-C", "kata " * 30 + "1a–C", "1a-C → "),
    ],
)
def test_values_that_look_alike_are_told_apart(old: object, new: object, shown: str) -> None:
    change = Change(Location("x"), CHANGED, {"subject": "nama", "old": old, "new": new})
    for lang in LANGUAGES:
        assert shown in change.sentence(lang)
    assert "[U+2013]" in change.sentence("id") or "kata" not in str(old)
    same = Change(Location("x"), CHANGED, {"subject": "nama", "old": "Dewi", "new": "Dewa"})
    assert same.sentence("en") == "nama: Dewi → Dewa"


def test_a_new_evaluation_is_told_with_its_ratings_and_predikat(office: Path) -> None:
    kept = next(iter(sorted(office.glob("records/2026/*/evaluasi/*.yaml"))), None)
    assert kept, "the examples have an evaluation"
    content = kept.read_text(encoding="utf-8")
    kept.unlink()
    git(office, "commit", "-qam", "without")
    git(office, "branch", "-f", "without")
    kept.write_text(content, encoding="utf-8")
    git(office, "add", "-A")
    git(office, "commit", "-qm", "with")
    shown = run(office, "review", "without", *DAY).stdout
    assert f"evaluasi/{kept.name} predikat ditambahkan: " in shown
    assert f"evaluasi/{kept.name} rating hasil kerja ditambahkan: " in shown
