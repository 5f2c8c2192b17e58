"""What numbers, dates, codes and keys were meant to be, in the habits of people and programs."""

from __future__ import annotations

import pytest

from skpkit.errors import WrongUsage
from skpkit.messages import tell
from skpkit.source.schemas.dates import date_meant
from skpkit.source.schemas.guesses import nearest, nearest_choices, nearest_period
from skpkit.source.schemas.texts import code_meant, path_meant, word_meant
from skpkit.source.yamlfile.lookalikes import as_meant, first_lookalike, told_apart
from skpkit.source.yamlfile.numbers import Sentence, is_nothing, number_in, number_meant, number_text

NUMBERS = {
    "300": '“300”|‘300’|«300»|"300"|\'300|300;|300,|300%|300 %|300 persen|300 berkas|300 (tiga ratus)|3OO|３００|٣٠٠|'
    "<b>300</b>|300&nbsp;|± 300|>= 300|≥300|min. 300|maks 300|sekitar 300|300 orang/bulan|+300|300,0|300.00|Rp300",
    "1234.5": "1.234,5|1,234.5|1 234,5|1'234,5|1 234,50|Rp 1.234,50",
    "1000000": "1.000.000|1,000,000|1 000 000|Rp 1.000.000|Rp1.000.000,-|Rp. 1.000.000,00|IDR 1,000,000|1 juta|1jt",
    "1500000": "1,5 juta|1.5 juta|Rp 1,5 jt",
    "2500000000": "2,5 miliar|2.5 milyar",
    "-5": "−5|–5|'-5|-5%|-5,0",
    "0.85": "0,85|0,85%|“0,85”",
    "7": "007|07,0",
}
NO_NUMBERS = (
    "tiga",
    "",
    "a1",
    "1.2.3.4",
    "12 dari 20",
    "v2 3",
    "1e3x4",
    "--5",
    "1,2,3",
    "12,34,56",
    "2026-01-31x9",
    "9" * 20,
)
DATES = {
    "2026-01-31": "31/01/2026|31-01-2026|31.01.2026|31 Januari 2026|31 Jan 2026|31-Jan-26|Sabtu, 31 Januari 2026|"
    "01/31/2026|2026/01/31|2026.1.31|20260131|46053|46053.0|“2026-01-31”|'2026-01-31|2026–01–31|2026-01-31T00:00:00|"
    "2026-01-31 00.00 WIB|January 31, 2026|2O26-O1-31|２０２６-01-31|2026-31-01",
    "2026-02-05": "5 Pebruari 2026|5 Feb. 2026|2026-2-5",
}


def near(said: Sentence | None) -> object:
    assert said is not None
    assert tell(said[0], {"field": "X", **said[1]}, "id")
    return said[1].get("near")


@pytest.mark.parametrize(("meant", "given"), NUMBERS.items())
def test_a_number_in_any_habit(meant: str, given: str) -> None:
    for each in given.split("|"):
        said = number_meant(each)
        assert said is not None, each
        assert meant in (said[1].get("near"), said[1].get("other")), (each, said)


def test_no_number_is_guessed() -> None:
    assert [each for each in NO_NUMBERS if number_meant(each)] == []
    assert number_meant(300) is None


def test_two_numbers_where_nobody_can_tell() -> None:
    for given in ("1,250", "1.250"):
        said = number_meant(given)
        assert said is not None
        assert (said[1]["one"], said[1]["other"]) == ("1.25", "1250")
    for given in ("90-95", "90 s.d. 95", "90 – 95", "90 sampai dengan 95"):
        said = number_meant(given)
        assert said is not None
        assert (said[1]["one"], said[1]["other"]) == ("90", "95")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("95,5", 95.5), ("95.5", 95.5), ("96,5%", 96.5), ("−5", -5), ("-3,5", -3.5), ("1.250.000", 1_250_000),
        ("1.000,5", 1000.5), ("1,000.5", 1000.5), ("Rp 1.500.000", 1_500_000), ("0,125", 0.125), ("1250", 1250),
        ("96,1250", 96.125), (" 7 ", 7), ("1 250", 1250), ("5,0", 5), ("12,50", 12.5), (".5", 0.5),
    ],
)  # fmt: skip
def test_a_number_that_is_typed_and_can_be_but_one(given: str, meant: float) -> None:
    assert number_in(given) == meant
    assert isinstance(number_in(given), int) == float(meant).is_integer()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("1.250", "1250 atau 1,25"), ("12.500", "12500 atau 12,5"), ("6,250", "6250 atau 6,25"),
        ("1.000", "1000 atau 1"),
        ("96.125", "96125 atau 96,1250"), ("-1.234", "-1234 atau -1,2340"), ("1.250 dokumen", "1250 atau 1,25"),
        ("1.250%", "1250 atau 1,25"), ("10 dokumen", "tulis 10"), ("9,5 persen", "tulis 9,5"), ("1O", "tulis 10"),
        ("5-7", "5 atau 7"), ("nihil", "bukan angka"), ("tujuh", "tujuh"), ("1e999", "bukan angka"), ("1,2,3", "angka"),
        ("9" * 90, "bukan angka"), ("", "bukan angka"),
    ],
)  # fmt: skip
def test_a_number_that_is_typed_and_may_be_another_is_told(given: str, told: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        number_in(given)
    assert told in refused.value.sentence("id")


@pytest.mark.parametrize("number", [0, 7, -7, 95.5, 96.125, 999.001, -1.234, 1234.125, 1e-7, 1e17, 0.1 + 0.2, 100000])
@pytest.mark.parametrize("mark", [",", "."])
def test_a_number_that_is_proposed_is_read_again(number: float, mark: str) -> None:
    assert number_in(number_text(number, mark)) == number


def test_nothing_is_told_from_a_number() -> None:
    nothing = "- – — n/a N/A nihil NIHIL kosong nol ? x".split()
    assert all(map(is_nothing, [*nothing, "belum ada", " Tidak  ada ", "“-”"]))
    assert not any(map(is_nothing, ["0", "-5", "adalah", 0, None, "5 nihil"]))


@pytest.mark.parametrize(("meant", "given"), DATES.items())
def test_a_date_in_any_habit(meant: str, given: str) -> None:
    for each in given.split("|"):
        assert near(date_meant(each)) == meant, each


def test_dates_that_are_none() -> None:
    assert date_meant(46023) == date_meant("46023")
    said = date_meant("01/02/2026")
    assert said is not None
    assert (said[1]["one"], said[1]["other"]) == ("2026-02-01", "2026-01-02")
    assert near(date_meant("31 Juni 2026")) == "2026-06-30"
    assert near(date_meant("2025-02-29")) == "2025-02-28"
    assert near(date_meant("Januari 2026")) == "2026-01"
    assert near(date_meant("2026-13-40")) is None
    given: object
    for given in ("besok", "", "12", 12, True, None, [], "5 Foo 2026", "99999"):
        assert date_meant(given) is None, given


def test_characters_that_only_look_right() -> None:
    for given in (
        "1a–C",
        "1a‒C",
        "1a−C",
        "1a‑C",
        "1\u0430-C",
        "1\u03b1-C",
        "１a-C",
        "1a\u200d-C",
        "\u200b1a-C",
        "1a-С",
    ):
        assert as_meant(given) == "1a-C", given
        assert near(code_meant(given)) == "1a-C"
    assert near(code_meant("1a - C")) == "1a-C"
    assert code_meant("1a-C") is code_meant("") is None
    odd = first_lookalike("1a–C")
    assert odd is not None
    assert (odd.nth, odd.code, odd.meant) == (3, "U+2013", "-")
    assert first_lookalike("Café Ñandú 1a-C") is None
    assert near(path_meant("dki/2026–05–08.yaml")) == "dki/2026-05-08.yaml"
    assert near(path_meant("2026-05-08")) == "dki/2026-05-08.yaml"
    assert near(word_meant("w\u0430ktu", ["kuantitas", "waktu"])) == "waktu"
    assert word_meant("waktu ", ["waktu"]) is None


def test_texts_that_look_alike() -> None:
    assert told_apart("Dewi\u00a0Lestari", "Dewi Lestari") == ("Dewi[U+00A0]Lestari", "Dewi Lestari")
    assert told_apart("Dewi", "Dewa") is told_apart("Dewi", "Dewi") is None


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        *(("Juni", "B06"), ("bulan 6", "B06"), ("Jun 2026", "B06"), ("kuartal 3", "Q3"), ("III TW", "Q3")),
        *(("TW-4", "Q4"), ("semester 2", "S2"), ("SMT I", "S1"), ("Tahun 2026", "Y"), ("Q２", "Q2")),
        *(
            ("Lebaran", ""),
            ("B13", ""),
            ("Q1 2026", "Q1"),
            ("tahun", "Y"),
            ("Jun '26", "B06"),
            ("TW II Tahun 2026", "Q2"),
        ),
    ],
)
def test_a_period_in_any_habit(given: str, meant: str) -> None:
    periods = [*(f"B{nth:02d}" for nth in range(1, 13)), "Q1", "Q2", "Q3", "Q4", "S1", "S2", "Y"]
    assert nearest_period(given, periods) == meant


@pytest.mark.parametrize(
    ("given", "words", "meant"),
    [
        ("Zoom", ["tatap_muka", "konferensi_video"], ["konferensi_video"]),
        ("WA", ["telepon", "pesan"], ["pesan"]),
        ("rata-rata", ["sum", "average"], ["average"]),
        ("Penilai", ["pegawai", "pejabat_penilai_kinerja"], ["pejabat_penilai_kinerja"]),
        ("penilai", ["pegawai"], []),
    ],
)
def test_a_word_by_another_name(given: str, words: list[str], meant: list[str]) -> None:
    assert nearest_choices(given, words) == meant


def test_a_key_by_another_name() -> None:
    keys = ["nama", "nip", "tanggal", "satuan", "pangkat_golongan", "unit_kerja"]
    for given, meant in (("Nama", "nama"), ("date", "tanggal"), ("Tgl.", "tanggal"), ("UNIT KERJA", "unit_kerja")):
        assert nearest(given, keys) == [meant]
    assert nearest("zzz", keys) == []
