"""`skpkit fmt`: records laid out alike, and what is cured on request."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from skpkit import fmt
from skpkit.cli import _progress
from skpkit.judge.workers import LAYING_OUT
from skpkit.source.yamlfile import read
from tests.support.command import COMMIT, DAY, git, run_here
from tests.support.killing import killed_everywhere

BAGAS = "records/2026/199203172015021003"
DIALOGUE = f"{BAGAS}/dki/2026-07-01.yaml"
DRAFT = """\
jenis: dki
versi: 1
tanggal: 2026-07-01
status: draf
"""


def bytes_of(office: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in (office / "records").rglob("*.yaml")}


def text_of(office: Path, name: str) -> str:
    return (office / name).read_text(encoding="utf-8")


def test_a_whole_repository_is_laid_out_and_a_review_is_silent(office: Path) -> None:
    before = bytes_of(office)
    looked = run_here(office, "fmt", "--check")
    assert looked.returncode == 1, looked.stdout
    assert bytes_of(office) == before
    assert "akan ditata" in looked.stdout
    done = run_here(office, "fmt")
    assert done.returncode == 0, done.stderr
    after = bytes_of(office)
    assert after != before
    for path, content in before.items():
        assert read(after[path]).data == read(content).data
    review = run_here(office, "review", *DAY)
    assert review.returncode == 0, review.stdout
    assert "SKP" not in review.stdout
    assert run_here(office, "fmt", "--check").returncode == 0
    assert run_here(office, "fmt").returncode == 0
    assert bytes_of(office) == after


def test_how_far_it_is_is_told_of_each_file(office: Path) -> None:
    told: list[tuple[str, int, int]] = []
    tidied = fmt(office, on_progress=lambda *each: told.append(each))
    count = len(tidied.files)
    assert count > 20
    assert told == [(LAYING_OUT, done, count) for done in range(count)]


def test_a_terminal_shows_how_far_it_is(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(_progress, "bar", lambda: nullcontext(lambda what, done, of: told.append(of - done)))
    assert run_here(office, "fmt", "--check").returncode == 1
    assert told[-1] == 1


def test_a_diff_shows_and_writes_nothing(office: Path) -> None:
    before = bytes_of(office)
    file = office / BAGAS / "skp.yaml"
    file.write_text(text_of(office, f"{BAGAS}/skp.yaml").replace("versi: 1", "versi:    1"))
    done = run_here(office, "fmt", "--diff", f"{BAGAS}/skp.yaml")
    assert done.returncode == 0
    assert "-versi:    1" in done.stdout
    assert "+versi: 1" in done.stdout
    assert {**bytes_of(office), str(file): b""} == {**before, str(file): b""}


def test_a_file_that_cannot_be_read_is_named_and_left(office: Path) -> None:
    file = office / BAGAS / "iki/1b-N.yaml"
    file.write_text("jenis: [\n")
    done = run_here(office, "fmt")
    assert done.returncode == 1
    assert f"{BAGAS}/iki/1b-N.yaml" in done.stderr
    assert file.read_text() == "jenis: [\n"


def test_a_path_where_no_record_is(office: Path) -> None:
    done = run_here(office, "fmt", "records/2025")
    assert done.returncode == 2
    assert "records/2025" in done.stderr


def test_slips_with_one_cure_are_cured_and_told(office: Path) -> None:
    skp = f"{BAGAS}/skp.yaml"
    text = text_of(office, skp)
    nip = 'nip: "199203172015021003"'
    assert nip in text
    (office / skp).write_bytes(b"\xef\xbb\xbf" + text.replace(nip, nip.replace('"', "")).replace("\n", "\r\n").encode())
    dialogue = office / DIALOGUE
    dialogue.write_text(
        f"{DRAFT}pemantauan:\n  hasil_kerja:\n"
        "    - {iki: 1a-C, periode: Q2, realisasi: 95,5, kendala: “Antrean panjang”}\n"
        "    - iki: 1b-N\n      periode: Q2\n      realisasi: “11”\n      kendala: 'Kata\u00a0kata  '\n",
        encoding="utf-8",
    )
    done = run_here(office, "fmt", "--fix", skp, DIALOGUE)
    assert done.returncode == 0, done.stderr
    assert not (office / skp).read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"\r" not in (office / skp).read_bytes()
    assert read((office / skp).read_bytes()).data == read(text.encode()).data
    lines = read(dialogue.read_bytes()).data["pemantauan"]["hasil_kerja"]
    assert lines[0] == {"iki": "1a-C", "periode": "Q2", "realisasi": 95.5, "kendala": "Antrean panjang"}
    assert lines[1] == {"iki": "1b-N", "periode": "Q2", "realisasi": 11, "kendala": "Kata kata"}
    for told in (f"{skp}:", f"{DIALOGUE}:7:", f"{DIALOGUE}:10:", f"{DIALOGUE}:11:", "95.5", "BOM", "LF"):
        assert told in done.stdout, done.stdout


def test_without_fix_nothing_that_is_said_changes(office: Path) -> None:
    skp = office / BAGAS / "skp.yaml"
    text = skp.read_text(encoding="utf-8").replace('nip: "199203172015021003"', "nip: 199203172015021003")
    skp.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert run_here(office, "fmt", f"{BAGAS}/skp.yaml").returncode == 0
    made = skp.read_bytes()
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\r\n") == made.count(b"\n")
    assert b"nip: 199203172015021003" in made


def test_what_was_accepted_stays(office: Path) -> None:
    """An established SKP holds a text in marks that another program left there."""
    file = office / BAGAS / "skp.yaml"
    text = file.read_text(encoding="utf-8")
    line = next(each for each in text.splitlines() if each.strip().startswith("rencana: "))
    file.write_text(text.replace(line, line.replace("rencana: ", "rencana: “", 1) + "”"), encoding="utf-8")
    git(office, *COMMIT)
    done = run_here(office, "fmt", "--fix", f"{BAGAS}/skp.yaml")
    assert done.returncode == 0
    assert "“" in file.read_text(encoding="utf-8")
    assert "adendum" in done.stdout
    assert run_here(office, "review", *DAY).returncode == 0


def test_a_kill_leaves_all_or_nothing(office: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    killed_everywhere(office, tmp_path_factory.mktemp("saat"), ("fmt",), every=40)


def test_names_are_not_shown_where_they_are_hidden(office: Path) -> None:
    settings = office / "skpkit.yaml"
    settings.write_text((settings.read_text() if settings.exists() else "") + "samarkan: true\n")
    done = run_here(office, "fmt", "--diff")
    assert "@@" not in done.stdout


def test_what_the_default_branch_accepted_stays_on_a_branch_that_is_older(office: Path) -> None:
    """The draft of a branch was reported on the default branch since: what it says is to be merged with that."""
    file = office / DIALOGUE
    text = text_of(office, f"{BAGAS}/dki/2026-05-08.yaml").partition("kesepakatan:")[0].replace("-05-08", "-07-01")
    text = text.replace("dilaporkan\ndilaporkan: 2026-07-01", "draf") + "kesimpulan: “Antrean panjang”\n"
    file.write_text(text, encoding="utf-8")
    git(office, "add", "--all")
    git(office, *COMMIT)
    git(office, "branch", "usul")
    file.write_text(text.replace("status: draf", "status: dilaporkan\ndilaporkan: 2026-07-02"), encoding="utf-8")
    git(office, *COMMIT)
    git(office, "switch", "--quiet", "usul")
    done = run_here(office, "fmt", "--fix", DIALOGUE)
    assert "“Antrean panjang”" in file.read_text(encoding="utf-8")
    assert "adendum" in done.stdout
    git(office, "branch", "--delete", "--force", "main")
    run_here(office, "fmt", "--fix", DIALOGUE)
    assert "“" not in file.read_text(encoding="utf-8")  # nobody accepted it: it is a draft wherever it is


SKP, APRIL = f"{BAGAS}/skp.yaml", f"{BAGAS}/dki/2026-04-07.yaml"
TARGET, VALUE = "target: {Q1: 5, Q2: 10", "realisasi: 6, bukti"
BLOCK = "{iki: 1b-N, periode: Q1, realisasi: 6, bukti_dukung: [Notula pembinaan]}"
IN_LINES = "iki: 1b-N\n      periode: Q1\n      realisasi: “6”\n      bukti_dukung: [Notula pembinaan]"
MANUAL = f"{BAGAS}/iki/1b-N.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "way"),
    [
        (SKP, TARGET, 'target: {Q1: "5,5", Q2: 10', "skpkit adendum"),
        (SKP, TARGET, "target: {Q1: 5,5, Q2: 10", "skpkit adendum"),
        (APRIL, VALUE, "realisasi: 6,5, bukti", "skpkit koreksi"),
        (APRIL, VALUE, 'realisasi: "6,5", bukti', "skpkit koreksi"),
        (APRIL, BLOCK, IN_LINES.replace("“6”", "“96,2”"), "skpkit koreksi"),  # what another line of it holds
        (APRIL, "Dua satuan kerja baru", "“Tiga satuan kerja baru”", "skpkit koreksi"),
    ],
)
def test_what_is_frozen_or_reported_gets_no_other_value(office: Path, name: str, old: str, new: str, way: str) -> None:
    text = text_of(office, name)
    assert old in text
    (office / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    made = bytes_of(office)[str(office / name)]
    done = run_here(office, "fmt", "--fix", name)
    told = done.stdout + done.stderr
    assert way in told
    kept = (office / name).read_bytes()
    if read(made).slips:
        assert kept == made
        assert done.returncode == 1
    else:
        assert read(kept).data == read(made).data


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SKP, TARGET, 'target: {Q1: "5,0", Q2: 10'),
        (SKP, TARGET, "target: {Q1: 5,0, Q2: 10"),
        (APRIL, VALUE, "realisasi: 6,0, bukti"),
        (APRIL, BLOCK, IN_LINES),
        (APRIL, "Dua satuan kerja baru", "“Dua\u00a0satuan kerja baru ”"),
    ],
)
def test_what_is_frozen_or_reported_is_cured_to_what_it_was(office: Path, name: str, old: str, new: str) -> None:
    text = text_of(office, name)
    (office / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run_here(office, "fmt", "--fix", name)
    assert done.returncode == 0, done.stderr
    assert read((office / name).read_bytes()).data == read(text.encode()).data


def test_a_target_of_an_open_period_is_cured(office: Path) -> None:
    text = text_of(office, SKP)
    (office / SKP).write_text(text.replace("Q3: 10, Q4: 5, Y: 30", "Q3: 10, Q4: 5,5, Y: 30,5"), encoding="utf-8")
    assert run_here(office, "fmt", "--fix", SKP).returncode == 0
    made = read((office / SKP).read_bytes()).data["hasil_kerja"]["utama"][0]["indikator"][1]["target"]
    assert made == {"Q1": 5, "Q2": 10, "Q3": 10, "Q4": 5.5, "Y": 30.5}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SKP, TARGET, "target: {Q1: 5,0, Q2: 10"),
        (SKP, TARGET, 'target: {Q1: "5,0", Q2: 10'),
        (APRIL, VALUE, "realisasi: 6,0, bukti"),
    ],
)
def test_a_frozen_place_is_left_where_what_was_accepted_cannot_be_read(
    office: Path, name: str, old: str, new: str
) -> None:
    (office / name).write_text(text_of(office, name).replace(old, new, 1), encoding="utf-8")
    git(office, *COMMIT)
    made = (office / name).read_bytes()
    done = run_here(office, "fmt", "--fix", name)
    kept = (office / name).read_bytes()
    assert kept == made if read(made).slips else read(kept).data == read(made).data
    assert "skpkit koreksi" in done.stdout + done.stderr


def test_what_one_cure_makes_readable_leads_to_the_cure(office: Path) -> None:
    file = office / BAGAS / "skp.yaml"
    file.write_text(text_of(office, f"{BAGAS}/skp.yaml").replace("Q3: 96,", "Q3: 96,5,", 1))
    done = run_here(office, "fmt", "--check", f"{BAGAS}/skp.yaml")
    assert done.returncode == 1
    assert f"skpkit fmt --fix {BAGAS}/skp.yaml" in done.stderr, done.stderr


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u200b"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tahun: 2026", "tahun:{}2026"),
        ("tahun: 2026", "tahun: {}2026"),
        ("target: {{Q1: 5", "target: {{Q1:{}5"),
        ("{{Q1: 5, Q2", "{{Q1: 5,{} Q2"),
        ("      rencana:", "{}     rencana:"),
        ("      rencana:", "      rencana{}:"),
        ("tahun:", "tahun{}:"),
    ],
)
def test_what_only_looks_like_a_space_between_the_parts_of_a_line_is_mended(
    office: Path, old: str, new: str, space: str
) -> None:
    text = text_of(office, SKP)
    slip = text.replace(old.format(), new.format(space), 1)
    assert slip != text
    (office / SKP).write_bytes(b"\xef\xbb\xbf" + slip.encode())
    done = run_here(office, "fmt", "--fix", SKP)
    assert done.returncode == 0, done.stderr
    assert read((office / SKP).read_bytes()).data == read(text.encode()).data
    assert "BOM" in done.stdout
    line = slip[: slip.index(space)].count("\n") + 1
    assert f"{SKP}:{line}:" in done.stdout


def test_the_caret_is_under_what_only_looks_like_a_space(office: Path) -> None:
    (office / SKP).write_text(text_of(office, SKP).replace("tahun: ", "tahun:\u00a0", 1), encoding="utf-8")
    told = run_here(office, "check", SKP).stdout
    assert "U+00A0" not in told
    assert "“tahun:”" in told
    assert "skpkit fmt --fix" in told
    assert next(each for each in told.splitlines() if "^" in each).count("^") == len(r"\u00a0")


@pytest.mark.parametrize(
    "day", ["31/12/2026", "31-12-2026", "31.12.26", "31 Desember 2026", "“2026-12-31”", "2026/12/31", "46387"]
)
def test_a_day_in_the_way_of_people_is_mended_in_a_draft(office: Path, day: str) -> None:
    text = text_of(office, SKP).replace("status: ditetapkan", "status: rancangan")
    git(office, "rm", "-rq", "--cached", BAGAS)
    git(office, *COMMIT)
    assert "selesai: 2026-12-31" in text
    (office / SKP).write_text(text.replace("selesai: 2026-12-31", f"selesai: {day}", 1), encoding="utf-8")
    done = run_here(office, "fmt", "--fix", SKP)
    assert read((office / SKP).read_bytes()).data["periode"]["selesai"] == "2026-12-31"
    assert "2026-12-31" in done.stdout
    assert day.strip("“”") in done.stdout


def test_of_two_days_it_is_the_one_with_the_day_first(office: Path) -> None:
    (office / DIALOGUE).write_text(DRAFT.replace("2026-07-01", "01/07/2026"), encoding="utf-8")
    run_here(office, "fmt", "--fix", DIALOGUE)
    assert read((office / DIALOGUE).read_bytes()).data["tanggal"] == "2026-07-01"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SKP, "selesai: 2026-12-31", "selesai: 30/12/2026"),
        (APRIL, "tanggal: 2026-04-07", "tanggal: 08/04/2026"),
    ],
)
def test_a_day_of_what_is_established_or_reported_gets_no_other(office: Path, name: str, old: str, new: str) -> None:
    text = text_of(office, name)
    assert old in text
    (office / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run_here(office, "fmt", "--fix", name)
    assert new.partition(": ")[2] in text_of(office, name)
    assert f"skpkit check {name}" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SKP, "selesai: 2026-12-31", "selesai: 31/12/2026"),
        (APRIL, "tanggal: 2026-04-07", "tanggal: 07/04/2026"),
    ],
)
def test_a_day_that_was_accepted_is_written_as_it_was(office: Path, name: str, old: str, new: str) -> None:
    text = text_of(office, name)
    (office / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert run_here(office, "fmt", "--fix", name).returncode == 0
    assert read((office / name).read_bytes()).data == read(text.encode()).data


@pytest.mark.parametrize("options", [(), ("--fix",), ("--check",)])
def test_what_a_check_refuses_is_never_called_in_order(office: Path, options: tuple[str, ...]) -> None:
    run_here(office, "fmt")
    text = text_of(office, SKP)
    (office / SKP).write_text(text.replace("selesai: 2026-12-31", "selesai: akhir tahun", 1), encoding="utf-8")
    done = run_here(office, "fmt", *options, SKP)
    assert "sudah rapi: 0" in done.stdout or "in order: 0" in done.stdout or "rapi: 0" in done.stdout, done.stdout
    assert f"skpkit check {SKP}" in done.stdout + done.stderr
