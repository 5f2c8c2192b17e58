"""Sheets as offices really have them: each is taken as it is meant, or told by its sheet, row and column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from skpkit.errors import WrongUsage
from skpkit.sheets import assembling, books, cells, rows
from skpkit.sheets.assembling import Assembled, assemble_rows
from skpkit.sheets.books import sheets_in
from skpkit.source.schemas import dates
from skpkit.source.yamlfile import numbers

NIP, OTHER = "199203172015021003", "198801012012011004"
SKP: list[list[Any]] = [
    ["Tahun", "NIP", "Pegawai: Nama", "Pegawai: Jabatan", "Penilai: Nama", "Penilai: Jabatan", "Penetapan: Tanggal"],
    [2026, NIP, "Bagas", "Pelaksana", "Ratna", "Kepala", datetime(2026, 1, 30)],  # noqa: DTZ001 - as Excel has it
    [2026, OTHER, "Joko", "Pelaksana", "Ratna", "Kepala", datetime(2026, 1, 30)],  # noqa: DTZ001
]
RHK: list[list[Any]] = [
    ["Tahun", "NIP", "Utama/tambahan", "Kode RHK", "Rencana hasil kerja"],
    [2026, NIP, "Utama", "RHK-1", "Pembinaan"],
    [2026, OTHER, "Utama", "RHK-1", "Pembinaan"],
]
IKI: list[list[Any]] = [
    ["Tahun", "NIP", "Kode RHK", "Kode IKI", "Nama IKI", "Target Q1", "Target Q2", "Target Y"],
    [2026, NIP, "RHK-1", "1a", "Berkas", 10, 20, 30],
    [2026, NIP, "RHK-1", "1b", "Surat", 1, 2, 3],
    [2026, OTHER, "RHK-1", "1a", "Tamu", 5, 5, 10],
]


def book() -> Any:
    """A workbook of three tables."""
    made = Workbook()
    made.remove(made.active)
    for name, table in (("SKP", SKP), ("RHK", RHK), ("IKI", IKI)):
        sheet = made.create_sheet(name)
        for row in table:
            sheet.append(row)
    return made


def taken(folder: Path, edit: Callable[[Any], None]) -> Assembled:
    """What is read of that workbook after somebody worked on it."""
    made = book()
    edit(made)
    made.save(folder / "buku.xlsx")
    return assemble_rows(sheets_in(folder / "buku.xlsx"))


@pytest.fixture(scope="module")
def meant(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What it says."""
    told = taken(tmp_path_factory.mktemp("utuh"), lambda _: None)
    assert (told.problems, told.notes) == ((), ())
    return [each.data for each in told.records]


def title_rows(made: Any) -> None:
    for sheet in made:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "DAFTAR SASARAN KINERJA PEGAWAI"
        sheet["A2"] = "KPPN Contoh"
        sheet.merge_cells("A1:E1")


def other_order(made: Any) -> None:
    for sheet in made:
        turned = [[*row][::-1] for row in sheet.values]
        sheet.delete_rows(1, 10)
        for row in turned:
            sheet.append(row)


def other_names(made: Any) -> None:
    for heads, sheet in (
        (["Tahun Kinerja", "N I P", "Nama Pegawai", "Jabatan", "Nama Pejabat Penilai", "Jabatan Penilai"], made["SKP"]),
        (["TAHUN", "Nip Pegawai", "Kategori", "No. RHK", "RHK"], made["RHK"]),
        (
            ["Tahun", "NIP/NI PPPK", "kode  rhk", "No. IKI", "Indikator Kinerja Individu", "Target TW I",
             "Target Triwulan 2", "Target Tahun 2026"],
            made["IKI"],
        ),
    ):  # fmt: skip
        for column, name in enumerate(heads, 1):
            sheet.cell(1, column).value = name


def two_headed(made: Any) -> None:
    sheet = made["IKI"]
    sheet.insert_rows(1)
    for column in "ABCDE":
        sheet[f"{column}1"] = sheet[f"{column}2"].value
        sheet.merge_cells(f"{column}1:{column}2")
    sheet["F1"], sheet["F2"], sheet["G2"], sheet["H2"] = "Target", "TW I", "TW II", "Tahunan"
    sheet.merge_cells("F1:H1")


def numbered_columns(made: Any) -> None:
    for sheet in made:
        sheet.insert_rows(2)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(2, column).value = column


def totals(made: Any) -> None:
    made["IKI"].append([None, None, None, None, "JUMLAH", 16, 27, 43])
    made["IKI"]["A7"] = "Total"
    made["IKI"]["F7"] = "=SUM(F2:F5)"
    made["IKI"].merge_cells("A7:E7")


def empty_rows_and_numbers(made: Any) -> None:
    sheet = made["IKI"]
    sheet.insert_rows(3, 2)
    sheet.insert_cols(1)
    for nth, row in enumerate((1, 2, 5, 6)):
        sheet.cell(row, 1).value = nth or "No."


def repeated_heads(made: Any) -> None:
    sheet = made["IKI"]
    sheet.insert_rows(3)
    for column, name in enumerate(IKI[0], 1):
        sheet.cell(3, column).value = name


def merged_down(made: Any) -> None:
    sheet = made["IKI"]
    for column in "ABC":
        sheet.merge_cells(f"{column}2:{column}3")


def hidden_columns(made: Any) -> None:
    made["IKI"].column_dimensions["B"].hidden = True
    made["IKI"].row_dimensions[3].hidden = True


def names_of_other_programs(made: Any) -> None:
    made["IKI"].title = "IKI - Table 1"
    made["RHK"].title = "RHK - Tabel 1"
    made["SKP"].title = "SKP (2)"


def told_by_heads(made: Any) -> None:
    for nth, sheet in enumerate(made, 1):
        sheet.title = f"Sheet{nth}"


def as_texts(made: Any) -> None:
    for sheet in made:
        for row in sheet.iter_rows(min_row=2):
            for each in row:
                each.value = each.value.strftime("%d/%m/%Y") if isinstance(each.value, datetime) else str(each.value)
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 2).value = f"'{sheet.cell(row, 2).value}"


def of_a_mac(made: Any) -> None:
    made.epoch = CALENDAR_MAC_1904


def days_as_numbers(made: Any) -> None:
    for row in (2, 3):
        made["SKP"].cell(row, 7).value = 46052
        made["SKP"].cell(row, 7).number_format = "General"


def remarks_beside(made: Any) -> None:
    made["IKI"]["K1"] = "Paraf"


@pytest.mark.parametrize(
    "edit",
    [
        title_rows, other_order, other_names, two_headed, numbered_columns, totals, empty_rows_and_numbers,
        repeated_heads, merged_down, hidden_columns, names_of_other_programs, told_by_heads, as_texts, of_a_mac,
        days_as_numbers, remarks_beside,
    ],
)  # fmt: skip
def test_what_is_meant_is_taken(tmp_path: Path, meant: list[dict[str, Any]], edit: Callable[[Any], None]) -> None:
    told = taken(tmp_path, edit)
    assert told.problems == ()
    assert [each.data for each in told.records] == meant
    assert [each.message for each in told.notes] == ([rows.TOTALS] if edit is totals else [])


def put(sheet: str, at: str, value: Any) -> Callable[[Any], None]:
    def edit(made: Any) -> None:
        made[sheet][at] = value

    return edit


def merged(at: str) -> Callable[[Any], None]:
    return lambda made: made["IKI"].merge_cells(at)


def below(made: Any) -> None:
    made["IKI"].append([])
    made["IKI"].append(RHK[0])
    made["IKI"].append(RHK[1])


def beside(made: Any) -> None:
    for nth, row in enumerate(IKI, 1):
        for column, value in enumerate(row, 11):
            made["IKI"].cell(nth, column).value = value


def no_head(made: Any) -> None:
    made["IKI"].delete_rows(1)


def no_key(made: Any) -> None:
    made["IKI"].delete_cols(4)


def signed_below(made: Any) -> None:
    made["IKI"]["F8"] = "Mengetahui"


@pytest.mark.parametrize(
    ("edit", "message", "place"),
    [
        (put("SKP", "B2", float(NIP)), cells.NIP_CUT, ("SKP", 2, "B")),
        (put("SKP", "B3", "1,98801E+17"), cells.NIP_CUT, ("SKP", 3, "B")),
        (put("SKP", "G2", "13/31/2026"), dates.NO_DAY, ("SKP", 2, "G")),
        (put("SKP", "G2", "1/31/2026"), dates.MONTH_FIRST, ("SKP", 2, "G")),
        (put("IKI", "F3", "=F2*2"), cells.UNCOUNTED, ("IKI", 3, "F")),
        (put("IKI", "F3", "#DIV/0!"), cells.BROKEN, ("IKI", 3, "F")),
        (put("IKI", "G4", "1.234"), numbers.EITHER, ("IKI", 4, "G")),
        (put("IKI", "D3", datetime(2026, 2, 1)), cells.MADE_A_DAY, ("IKI", 3, "D")),  # noqa: DTZ001
        (put("IKI", "C4", "RHK-9"), assembling.NO_PARENT, ("IKI", 4, "")),
        (put("IKI", "B4", NIP), assembling.TWICE, ("IKI", 4, "")),
        (put("RHK", "C3", "Penting"), cells.NO_CHOICE, ("RHK", 3, "C")),
        (merged("F2:H2"), rows.MERGED, ("IKI", 2, "F")),
        (merged("F2:F3"), rows.MERGED, ("IKI", 2, "F")),
        (below, rows.TWO_TABLES, ("IKI", 6, "")),
        (beside, rows.TWO_COLUMNS, ("IKI", 1, "K")),
        (no_head, rows.NO_HEAD, ("IKI", 1, "")),
        (no_key, rows.NO_COLUMN, ("IKI", 1, "")),
        (signed_below, assembling.EMPTY, ("IKI", 8, "B")),
    ],
)
def test_what_cannot_be_taken_is_told_by_its_place(
    tmp_path: Path, edit: Callable[[Any], None], message: str, place: tuple[str, int, str]
) -> None:
    told = taken(tmp_path, edit)
    assert (message, place) in [(each.message, each.at[:3]) for each in told.problems]


def test_what_rests_on_a_row_that_nobody_can_place_is_counted(tmp_path: Path) -> None:
    told = taken(tmp_path, put("SKP", "B2", float(NIP)))
    assert [each.at[:3] for each in told.problems] == [("SKP", 2, "B")]
    assert (told.waiting, told.lost) == (3, True)
    told = taken(tmp_path, put("RHK", "D2", None))
    assert [each.at[:3] for each in told.problems] == [("RHK", 2, "D")]
    assert (told.waiting, told.lost) == (2, False)


def test_what_is_hidden_or_none_of_the_template_is_said(tmp_path: Path) -> None:
    def edit(made: Any) -> None:
        made["IKI"].sheet_state = "hidden"
        made["RHK"]["F1"], made["RHK"]["F2"] = "Cuti", 3
        made.create_sheet("Cuti").append(["x"])

    told = taken(tmp_path, edit)
    assert [(each.message, *each.told.values()) for each in told.notes] == [
        (books.HIDDEN, "IKI"), (assembling.NO_TABLE, "Cuti"), (rows.UNKNOWN_COLUMN, "F", "RHK"),
    ]  # fmt: skip


def test_a_workbook_with_macros_and_values_that_were_counted(tmp_path: Path, meant: list[dict[str, Any]]) -> None:
    """A formula whose value was saved is that value."""
    from xlsxwriter import Workbook as Written

    with Written(tmp_path / "makro.xlsm") as made:
        for name, table in (("SKP", SKP), ("RHK", RHK), ("IKI", IKI)):
            sheet = made.add_worksheet(name)
            for nth, row in enumerate(table):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(nth, column, value, made.add_format({"num_format": "dd/mm/yyyy"}))
                    elif isinstance(value, int) and name == "IKI":
                        sheet.write_formula(nth, column, f"={value}", None, value)
                    else:
                        sheet.write(nth, column, value)
    told = assemble_rows(sheets_in(tmp_path / "makro.xlsm"))
    assert (told.problems, [each.data for each in told.records]) == ((), meant)


@pytest.mark.parametrize("name", ["Isian 2026 - {}.csv", "{}.csv", "{} (1).csv"])
@pytest.mark.parametrize(("encoding", "parted"), [("utf-8", ","), ("utf-16", "\t"), ("utf-16-le", ";")])
def test_csv_of_other_programs(
    tmp_path: Path, meant: list[dict[str, Any]], name: str, encoding: str, parted: str
) -> None:
    files = []
    for table, lines in (("SKP", SKP), ("RHK", RHK), ("IKI", IKI)):
        file = tmp_path / name.format(table)
        text = "\r\n".join(parted.join(str(each).removesuffix(" 00:00:00") for each in line) for line in lines)
        file.write_bytes(text.encode(encoding))
        files += sheets_in(file)
    told = assemble_rows(files)
    assert (told.problems, [each.data for each in told.records]) == ((), meant)


def test_far_cells_and_huge_sheets_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = book()
    made["IKI"]["A60000"] = "jauh"
    made.save(tmp_path / "jauh.xlsx")
    assert len(sheets_in(tmp_path / "jauh.xlsx")[2].rows) == 5
    for name, most in (("_MOST_CELLS", 20), ("LOWEST_ROW", 50_000), ("_MOST_ROWS", 3)):
        with monkeypatch.context() as patched:
            patched.setattr(books, name, most)
            with pytest.raises(WrongUsage) as refused:
                sheets_in(tmp_path / "jauh.xlsx")
        assert refused.value.message == books.TOO_LARGE


def test_the_library_reads_what_is_merged_too(tmp_path: Path) -> None:
    """What is found in the bytes of a sheet is what the library finds where it holds all of it."""
    made = book()
    two_headed(made)
    made.save(tmp_path / "buku.xlsx")
    whole = load_workbook(tmp_path / "buku.xlsx")["IKI"].merged_cells.ranges
    found = sheets_in(tmp_path / "buku.xlsx")[2].merged
    assert {(each.min_row, each.min_col - 1, each.max_row, each.max_col - 1) for each in whole} == {*map(tuple, found)}
