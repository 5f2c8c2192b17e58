"""kill -9 of each command that writes records, at drawn moments: `KILLS=100 pytest tests/cli/test_killed.py`.

Without KILLS one command is killed a few times; `killed_everywhere` tries the moments of its writing for each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.command import COMMIT, DAY, commands, git, put, report, run_here, target
from tests.support.keys import HENDRA, SIGNERS, Keys, listed
from tests.support.killed import killed_for_real
from tests.support.killing import killed_everywhere

BAGAS = "records/2026/199203172015021003"
JULY, LATER = ("--today", "2026-07-06"), ("--today", "2026-07-09")
WHY = ("--alasan", "Mitra bertambah")
RATED = ("--organisasi", "baik", "--rating-hasil", "sesuai_ekspektasi", "--rating-perilaku", "sesuai_ekspektasi")
VALUE = ("--nilai", "1b-N", "Q2", "11", "--bukti", "1b-N", "Q2", "Notula", "--lapor")
OTHER_PLAN = (
    "--rhk", "RHK-1", "rencana=Terlaksananya rekonsiliasi", "--rhk", "RHK-2", "rencana=Berkurangnya selisih",
)  # fmt: skip
PLAN = (
    "199001012015011009", "--nama", "Bagas Pratama", "--jabatan", "Pelaksana", "--unit", "KPPN Contoh", "--instansi",
    "Badan Contoh", "--penilai", "197805142003121002", "--penilai-nama", "Ratna", "--penilai-jabatan", "Kepala",
    "--rhk", "Pengujian SPM", "--iki", "1 | SPM tepat waktu | waktu | persen | 95 95 96 96",
    "--iki", "1 | SPM dikembalikan | kualitas | dokumen | 5 5 4 4",
    "--iki", "1 | Panduan terbit | kuantitas | dokumen | 1",
)  # fmt: skip
ROLE = ("--as", "pengelola_kinerja_organisasi", "--nip", "197003151995031001", "--name", "Hendra", "--post", "Kepala")
KILLS = int(os.environ.get("KILLS", "0"))
Setting = Callable[[Path, Path, Keys], Sequence[str]]


def always(*words: str) -> Setting:
    """A command that needs nothing but the examples."""
    return lambda _office, _aside, _keys: words


def _init(office: Path, _aside: Path, _keys: Keys) -> Sequence[str]:
    for each in [*office.iterdir()]:
        if each.name != ".git":
            git(office, "rm", "-rq", each.name)
    git(office, *COMMIT)
    return ("init", "--instansi", "Badan Contoh", "--unit", "KPPN Contoh", "--yes", *DAY)


def _new_manual(office: Path, _aside: Path, _keys: Keys) -> Sequence[str]:
    git(office, "rm", "-q", f"{BAGAS}/iki/T1a-N.yaml")
    git(office, *COMMIT)
    return ("new", "manual", BAGAS, "--yes", *DAY)


def _koreksi(office: Path, _aside: Path, _keys: Keys) -> Sequence[str]:
    assert run_here(office, "realisasi", BAGAS, *VALUE, *JULY).returncode == 0
    git(office, "add", ".")
    git(office, *COMMIT)
    return ("koreksi", BAGAS, "1b-N", "Q2", "12", *WHY, *LATER)


def _import(office: Path, aside: Path, keys: Keys) -> Sequence[str]:
    book = aside / "tahun.xlsx"
    assert run_here(office, "export", "-o", str(book), *DAY).returncode == 0
    assert run_here(office, *_init(office, aside, keys)).returncode == 0  # an import begins no repository
    git(office, "add", ".")
    git(office, "-c", "core.hooksPath=", *COMMIT)
    return ("import", str(book), *DAY)


def _exempt(office: Path, _aside: Path, _keys: Keys) -> Sequence[str]:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    found = report(office, "review", *DAY)[1]["findings"]
    mark = next(each["fingerprint"] for each in found if each["code"] == "SKP301")
    approver = ("--approver", "197003151995031001")
    return ("exempt", mark, "--reason", "Salah ketik", *approver, "--with-also", *DAY)


def _signers(office: Path, keys: Keys) -> None:
    settings = f'penandatangan: {SIGNERS}\npengelola: [{{nip: "{HENDRA}", nama: Nining, jabatan: Kepala}}]\n'
    (office / "skpkit.yaml").write_text(settings, encoding="utf-8")
    (office / SIGNERS).write_text(listed(keys), encoding="ascii")
    git(office, "add", ".")
    git(office, *COMMIT)


def _signers_add(office: Path, _aside: Path, keys: Keys) -> Sequence[str]:
    _signers(office, keys)
    public = keys.private("baru").with_suffix(".pub")
    return ("signers", "add", str(public), "--nip", "199203172015021003")


def _signers_sign(office: Path, aside: Path, keys: Keys) -> Sequence[str]:
    assert run_here(office, *_signers_add(office, aside, keys)).returncode == 0
    return ("signers", "sign", "--sign", str(keys.private("hendra")), *DAY)


def _fmt(office: Path, _aside: Path, _keys: Keys) -> Sequence[str]:
    for file in (office / "records").rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    return ("fmt", "--fix")


# Each command that writes records, as it is run in a repository of the examples.
WRITING: Mapping[str, Setting] = {
    "init": _init,
    "new skp": always("new", "skp", *PLAN, *DAY),
    "new manual": _new_manual,
    "new dki": always("new", "dki", BAGAS, "--yes", *DAY),
    "new evaluasi": always("new", "evaluasi", BAGAS, "Q2", *RATED, "--yes", *JULY),
    "adendum": always("adendum", BAGAS, "--target", "1b-N", "Q3=12", *WHY, "--dialog-baru", *DAY),
    "komplemen": always("komplemen", BAGAS, "--mulai", "2026-07-01", *OTHER_PLAN, *WHY, "--dialog-baru", *DAY),
    "realisasi": always("realisasi", BAGAS, *VALUE, *JULY),
    "koreksi": _koreksi,
    "import": _import,
    "fmt": _fmt,
    "exempt": _exempt,
    "approve": always("approve", f"{BAGAS}/skp.yaml", *ROLE, *DAY),
    "signers add": _signers_add,
    "signers sign": _signers_sign,
}  # fmt: skip
# What writes no records: it reads them, answers an editor, writes where it is told to, or sets up git.
OTHERS = {
    "check", "review", "audit", "ci", "status", "frozen", "export", "render", "verify", "schema", "lsp", "cache",
    "rules", "explain", "signers list", "signers check", "git-setup", "site",
}  # fmt: skip


def test_every_command_that_writes_is_killed() -> None:
    assert {*commands()} == {*WRITING, *OTHERS}


@pytest.mark.parametrize("name", ["koreksi", "exempt", "signers add"])  # the others have this test beside their own
def test_at_any_moment_of_its_writing_nothing_is_half(
    office: Path, tmp_path_factory: pytest.TempPathFactory, keys: Keys, name: str
) -> None:
    words = WRITING[name](office, tmp_path_factory.mktemp("samping"), keys)
    killed_everywhere(office, tmp_path_factory.mktemp("mati"), words, every=6)


@pytest.mark.skipif(sys.platform != "linux", reason="forks and waits for what is left as Linux does it")
@pytest.mark.parametrize("name", WRITING if KILLS else ["adendum"])
def test_a_kill_leaves_the_records_old_or_new(
    office: Path, tmp_path_factory: pytest.TempPathFactory, keys: Keys, name: str
) -> None:
    aside = tmp_path_factory.mktemp("mati")
    words = WRITING[name](office, aside, keys)
    day = LATER if LATER[1] in words else JULY if JULY[1] in words else DAY
    found = killed_for_real(office, aside, words, day, KILLS or 3, f"{name}-1")
    sys.stdout.write(f"{name}: {found}\n")  # pytest -s shows what the moments hit
    assert found.killed == (KILLS or 3)
