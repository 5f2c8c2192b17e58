"""What people give a command that no record can hold or no file is: refused at once, with what is wrong of it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import DAY, run_here

BAGAS = "199203172015021003"
WHY = ("--alasan", "Mitra bertambah", "--dialog-baru")
TARGET = ("adendum", BAGAS, "--target", "1b-N", "Q3=12")
HELP = """
import re, sys, click
from skpkit.cli._language import use
use(sys.argv[1])
from skpkit.cli._group import cli
def each(command, ctx, name):
    for inner in command.list_commands(ctx) if isinstance(command, click.Group) else ():
        found = command.get_command(ctx, inner)
        yield from each(found, click.Context(found, info_name=inner, parent=ctx), f"{name} {inner}")
    yield name, command, ctx
for name, command, ctx in each(cli, click.Context(cli), ""):
    used = " ".join([*command.collect_usage_pieces(ctx), *(str(each.metavar) for each in command.params)])
    told = re.findall(r"(?:^|[.;] )(?!SKP)([A-Z]{3,})\\b(?= )", command.help or "")
    print(name, *(each for each in told if not re.search(rf"\\b{each}\\b", used)), sep="|")
"""


@pytest.mark.parametrize(
    "words",
    [
        (*TARGET, "--alasan", "Mitra \x1b[31mbertambah", "--dialog-baru"),
        (*TARGET, *WHY, "--kesepakatan", "Sepakat\x07"),
        ("adendum", BAGAS, "--pegawai", "jabatan=Kepala\u2028Seksi", *WHY),
        (
            "realisasi",
            BAGAS,
            "--nilai",
            "1b-N",
            "Q2",
            "9",
            "--bukti",
            "1b-N",
            "Q2",
            "Rekap\x1b",
            "--today",
            "2026-07-06",
        ),
    ],
)
def test_a_character_that_cannot_be_seen_is_named(office: Path, words: tuple[str, ...]) -> None:
    done = run_here(office, *words, *(() if "--today" in words else DAY))
    assert done.returncode == 2, done.stdout + done.stderr
    assert "tidak terlihat (U+" in done.stderr, done.stderr
    assert "baris tersendiri" not in done.stderr


def test_an_editor_that_fails_is_told_with_the_way(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    for editor in ("false", "penyunting-yang-tidak-ada"):
        monkeypatch.setenv("EDITOR", editor)
        done = run_here(office, "adendum", BAGAS, "--edit", *WHY, *DAY)
        assert (done.returncode, editor in done.stderr, "--dari BERKAS" in done.stderr) == (3, True, True), done.stderr
        assert "failed" not in done.stderr.casefold()


def test_an_editor_that_changes_nothing_leaves_nothing(
    office: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("sementara")
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    monkeypatch.setattr("click.edit", lambda text, extension: text)
    assert run_here(office, "adendum", BAGAS, "--edit", *WHY, *DAY).returncode != 0
    assert not [*elsewhere.glob("skpkit-*.yaml")]


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes with a name")
def test_what_is_no_file_is_refused_before_it_is_read(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    pipe = tmp_path_factory.mktemp("lain") / "pipa"
    os.mkfifo(pipe)
    for place in (pipe, Path("/dev/zero"), pipe.parent):
        for words in (
            ("adendum", BAGAS, "--dari", place, *WHY),
            ("komplemen", BAGAS, "--mulai", "2026-07-01", "--dari", place, *WHY),
            ("import", place),
        ):
            done = run_here(office, *map(str, words), *DAY)
            assert (done.returncode, "bukan berkas" in done.stderr) == (2, True), (words, done.stderr)


def test_a_file_that_is_far_too_large_is_refused(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    large = tmp_path_factory.mktemp("lain") / "skp.yaml"
    with large.open("wb") as opened:
        opened.truncate(6_000_000)
    done = run_here(office, "adendum", BAGAS, "--dari", str(large), *WHY, *DAY)
    assert (done.returncode, "lebih dari 5 megabita" in done.stderr) == (2, True), done.stderr


def test_the_standard_input_is_read_where_it_is_named(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = next((office / "records").rglob(f"*/{BAGAS}/skp.yaml")).read_bytes()
    edited = io.TextIOWrapper(io.BytesIO(text.replace(b"Q3: 10, Q4: 5, Y: 30", b"Q3: 12, Q4: 5, Y: 32")))
    monkeypatch.setattr("sys.stdin", edited)
    done = run_here(office, "adendum", BAGAS, "--dari", "-", *WHY, *DAY)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", ["id", "en"])
def test_help_speaks_of_what_the_usage_names(language: str) -> None:
    done = subprocess.run([sys.executable, "-c", HELP, language], capture_output=True, encoding="utf-8", check=True)
    lines = done.stdout.splitlines()
    assert len(lines) > 25
    assert [each for each in lines if "|" in each] == []


def test_a_nip_may_be_given_in_parts(office: Path) -> None:
    for words in (["status"], ["frozen"], ["realisasi"], ["render"]):
        whole = run_here(office, *words, *(["--person"] if words == ["status"] else []), BAGAS, *DAY)
        parts = ("19920317", "201502", "1", "003")
        said = run_here(office, *words, *(["--person"] if words == ["status"] else []), *parts, *DAY)
        assert (said.returncode, said.stdout, said.stderr) == (whole.returncode, whole.stdout, whole.stderr)


def test_an_office_that_masks_is_told_that_rows_are_whole(office: Path) -> None:
    out = str(office.parent / "rekaman.xlsx")
    assert "secara utuh" not in run_here(office, "export", "-o", out, *DAY).stderr
    with (office / "skpkit.yaml").open("a") as opened:
        opened.write("samarkan: true\n")
    done = run_here(office, "export", "--force", "-o", out, *DAY)
    assert (done.returncode, "secara utuh" in done.stderr) == (0, True), done.stderr


VALUES = ("realisasi", BAGAS, "--today", "2026-07-06")
PARTED: dict[tuple[str, ...], list[tuple[str, ...]]] = {
    (*TARGET, *WHY, *DAY): [
        ("adendum", BAGAS, "--target", "1b-N Q3=12", *WHY, *DAY),
        ("adendum", BAGAS, "--target=1b-N Q3=12", *WHY, *DAY),
        ("adendum", *WHY, *DAY, "--target", "1b-N  Q3=12", BAGAS),
        ("adendum", *WHY, "--target", "1b-N Q3=12", BAGAS, *DAY),
        ("adendum", *WHY, *DAY, "--target", "1b-N Q3=12", f"records/2026/{BAGAS}"),
    ],
    ("adendum", BAGAS, "--rhk", "RHK-1", "rencana=Hasil yang lain", *WHY, *DAY): [
        ("adendum", BAGAS, "--rhk", "RHK-1 rencana=Hasil yang lain", *WHY, *DAY),
    ],
    (*VALUES, "--nilai", "1b-N", "Q2", "9", "--bukti", "1b-N", "Q2", "Rekap akhir bulan"): [
        (*VALUES, "--nilai", "1b-N Q2 9", "--bukti", "1b-N", "Q2", "Rekap akhir bulan"),
        (*VALUES, "--nilai", "1b-N Q2", "9", "--bukti", "1b-N Q2 Rekap akhir bulan"),
        (*VALUES, "--bukti", "1b-N", "Q2 Rekap akhir bulan", "--nilai", "1b-N", "Q2 9"),
        ("realisasi", "--bukti", "1b-N Q2 Rekap akhir bulan", *VALUES[2:], "--nilai", "1b-N Q2 9", BAGAS),
    ],
}  # fmt: skip


@pytest.mark.parametrize("meant", PARTED)
def test_quotes_around_all_parts_of_an_option_are_none(office: Path, meant: tuple[str, ...]) -> None:
    def lies() -> dict[Path, bytes]:
        return {each: each.read_bytes() for each in (office / "records").rglob("*.yaml")}

    before = lies()
    done = run_here(office, *meant)
    assert done.returncode == 0, done.stderr
    written = lies()
    assert written != before
    for words in PARTED[meant]:
        for path in written:
            path.write_bytes(before[path]) if path in before else path.unlink()
        done = run_here(office, *words)
        assert (done.returncode, lies() == written) == (0, True), (words, done.stdout + done.stderr)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--target", "1b-N"), "--target menerima 2 kata: --target IKI PERIODE=NILAI"),
        (("--perilaku",), "--perilaku menerima 2 kata: --perilaku NILAI TEKS"),
        (("--tidak-bertugas", "2026-07-01"), "2026-07-01, lalu opsi --alasan"),
    ],
)
def test_an_option_takes_no_other_option_for_a_part(office: Path, given: tuple[str, ...], told: str) -> None:
    done = run_here(office, "adendum", BAGAS, *given, *WHY, *DAY)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert "berlebih" not in done.stderr
    assert run_here(office, "adendum", BAGAS, *WHY, *DAY, *given).returncode == 2


def test_a_part_may_hold_spaces(office: Path) -> None:
    value, text = "berorientasi pelayanan", "Menjawab dalam satu hari"
    done = run_here(office, "adendum", BAGAS, "--perilaku", value, text, *WHY, *DAY)
    assert text in next((office / "records").rglob(f"*/{BAGAS}/skp.yaml")).read_text() or value in done.stderr


def test_a_text_without_its_quotes_is_told(office: Path) -> None:
    done = run_here(office, *TARGET, "--alasan", "Mitra", "bertambah", "--dialog-baru", *DAY)
    assert (done.returncode, "tanda petik" in done.stderr) == (2, True), done.stderr
