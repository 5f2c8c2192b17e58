"""Records shown and merged by real git with the drivers that `skpkit git-setup` writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from skpkit.forge.drivers import TO_SETTLE
from skpkit.source.yamlfile import read
from tests.support.command import COMMIT, DAY, git, put, report, run
from tests.support.edits import PEOPLE
from tests.support.gitrepo import GitRepo, settle

BAGAS = PEOPLE["bagas"]
SKP, DRAFT, REPORTED = f"{BAGAS}/skp.yaml", f"{BAGAS}/dki/2026-07-06.yaml", f"{BAGAS}/dki/2026-04-07.yaml"
HEAD = """\
jenis: dki
versi: 1
tanggal: 2026-07-06
sifat: berkala
media: tatap_muka
tahap: [pemantauan]
status: {status}
peserta:
  - {{nama: Bagas Pratama, nip: "199203172015021003", peran: pegawai}}
  - {{nama: Ratna Wulandari, nip: "197805142003121002", peran: atasan_langsung}}
pemantauan:
  hasil_kerja:
    - {{iki: 1a-C, periode: Q2, realisasi: 96, bukti_dukung: [Rekap]}}
"""
DIALOGUE = HEAD.format(status="draf")
MINE = "    - {iki: 1b-N, periode: Q2, realisasi: 9, bukti_dukung: [Notula]}\n"
YOURS = "    - {iki: 2a-N, periode: Q2, realisasi: 2, bukti_dukung: [Register]}\n"
Edit = Callable[[str], str]


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples with a dialogue in draft, committed, and git told of the drivers."""
    folder = tmp_path_factory.mktemp("first")
    put(folder, [])
    (folder / DRAFT).write_text(DIALOGUE, encoding="utf-8")
    git(folder, "init", "--quiet")
    assert run(folder, "git-setup", "--write").returncode == 0
    git(folder, "add", ".")
    git(folder, *COMMIT)
    return folder


@pytest.fixture
def repo(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepo:
    """A copy of it."""
    settle(monkeypatch)
    shutil.copytree(first, tmp_path / "a")
    return GitRepo(tmp_path / "a")


def forked(repo: GitRepo, path: str, ours: Edit | str, theirs: Edit | str) -> None:
    """A branch `usul` on which a file is as theirs, and main with ours on top, checked out."""
    file = repo.path / path
    base = file.read_bytes().decode() if file.exists() else ""
    repo.git("switch", "--quiet", "--create", "usul")
    repo.commit({path: theirs if isinstance(theirs, str) else theirs(base)}, "usul")
    repo.git("switch", "--quiet", "main")
    repo.commit({path: ours if isinstance(ours, str) else ours(base)}, "main")


def test_a_difference_says_whose_record_it_is(repo: GitRepo) -> None:
    """The path has an NIP alone."""
    for path, old, new, heading in (
        (SKP, "Q3: 10, Q4", "Q3: 12, Q4", "pegawai nama: Bagas Pratama"),
        (SKP, "tahun: 2026", "tahun: 2027", "pegawai nama: Bagas Pratama"),
        (SKP, "alasan: ", "alasan: Lain, ", "pegawai nama: Bagas Pratama"),
        (DRAFT, "realisasi: 96", "realisasi: 97", "Bagas Pratama, 199203172015021003, pegawai"),
    ):
        (repo.path / path).write_text(text_of(repo, path).replace(old, new, 1), encoding="utf-8")
        shown = repo.git("diff", "--unified=0", "--", path)
        assert [line for line in shown.splitlines() if line.startswith("@@") and line.endswith(heading)], shown


def text_of(repo: GitRepo, path: str = DRAFT) -> str:
    """What lies at a path, to the byte."""
    return (repo.path / path).read_bytes().decode()


def fork_of_lines(repo: GitRepo) -> None:
    forked(repo, DRAFT, lambda text: text + MINE, lambda text: text + YOURS)


# --- showing -----------------------------------------------------------------------------------------------------


def test_diff_show_and_log_speak_the_words_of_the_form(repo: GitRepo) -> None:
    text = text_of(repo, SKP).replace("Q3: 10, Q4: 5", "Q4: 5, Q3: 12").replace("tempat: Banda", "tempat:   'Banda")
    repo.write({SKP: text.replace("Banda Contoh", "Banda Contoh'")})
    lines = "-1b-N target triwulan III: 10\n+1b-N target triwulan III: 12"
    shown = repo.git("diff")
    assert lines in shown
    assert [line for line in shown.split("\n") if line[:1] in "-+" and line[:3] not in ("---", "+++")] == lines.split(
        "\n"
    )
    repo.commit()
    assert lines in repo.git("log", "-p", "-1")
    assert lines in repo.git("show")
    assert "- target: {Q1: 5" in repo.git("show", "--no-textconv").replace("-          target", "- target")
    changes = f"{SKP}\n    1b-N target Q3: 10 → 12\n"
    command = repo.git("config", "merge.skp.driver").partition(" merge-driver")[0]
    told = repo.git("-c", f"diff.skp.command={command} diff-driver --changes", "log", "-p", "--ext-diff", "-1")
    assert told.endswith(changes.rstrip("\n"))


def test_files_that_come_go_move_and_cannot_be_read_are_shown_too(repo: GitRepo) -> None:
    repo.git("mv", f"{BAGAS}/iki/1b-N.yaml", f"{BAGAS}/iki/1c-N.yaml")
    manual = text_of(repo, f"{BAGAS}/iki/1c-N.yaml").replace("kode: 1b-N", "kode: 1c-N")
    broken = text_of(repo, SKP).replace("hasil_kerja:\n", "hasil_kerja:\n\tutama: &a \x1b[31m\n", 1)
    repo.write({f"{BAGAS}/iki/1c-N.yaml": manual, f"{BAGAS}/iki/2a-N.yaml": None, DRAFT: b"\x00\x01\xff", SKP: broken})
    repo.write({f"{BAGAS}/dki/2026-08-01.yaml": DIALOGUE.replace("07-06", "08-01"), REPORTED: "a: " + "b" * 300_000})
    repo.git("add", "--all")
    shown = repo.git("diff", "--cached", "-M")
    assert "rename to" in shown
    assert "-kode: 1b-N\n+kode: 1c-N" in shown
    assert "-kode: 2a-N" in shown
    assert "+1a-C realisasi triwulan II: 96\n" in shown
    assert "+# bukan teks: 3 bita, SHA-256 " in shown
    assert "+# tidak terbaca sebagai rekaman (baris " in shown
    assert "\x1b[31m" not in shown
    assert "256 KiB" in shown


def test_a_conflict_that_is_not_settled_is_shown_in_the_same_words(repo: GitRepo) -> None:
    forked(repo, SKP, lambda text: text.replace("Q3: 10,", "Q3: 12,"), lambda text: text.replace("Q3: 10,", "Q3: 15,"))
    repo.git("merge", "usul", fine=[1])
    shown = repo.git("diff")
    assert (
        "++<<<<<<< ours\n +1b-N target triwulan III: 12\n++=======\n+ 1b-N target triwulan III: 15\n++>>>>>>> theirs"
        in shown
    )
    assert "2a-N" not in shown.replace("2a-N RHK", "").replace("2a-N aspek", "").replace("2a-N nama", "")


# --- merging -----------------------------------------------------------------------------------------------------


def test_two_people_add_to_one_dialogue_whichever_merges(repo: GitRepo) -> None:
    fork_of_lines(repo)
    text = DIALOGUE + MINE + YOURS
    repo.git("merge", "--quiet", "--no-edit", "usul")
    assert text_of(repo) == text
    assert not repo.git("status", "--porcelain")
    repo.git("switch", "--quiet", "usul")
    repo.git("merge", "--quiet", "--no-edit", "main~1")
    assert text_of(repo) == text
    assert repo.id_of("usul^{tree}") == repo.id_of("main^{tree}")


def test_rebase_cherry_pick_and_stash_merge_the_same_way(repo: GitRepo) -> None:
    fork_of_lines(repo)
    text = DIALOGUE + MINE + YOURS
    repo.git("branch", "petik")
    repo.git("rebase", "--quiet", "usul", "main")
    assert text_of(repo) == text
    repo.git("switch", "--quiet", "petik")
    repo.git("cherry-pick", "usul")
    assert text_of(repo) == text
    repo.git("reset", "--quiet", "--hard", "usul~1")
    repo.write({DRAFT: DIALOGUE + MINE})
    repo.git("stash", "--quiet")
    repo.git("reset", "--quiet", "--hard", "usul")
    repo.git("stash", "pop", "--quiet")
    assert text_of(repo) == text


def test_an_octopus_is_gits_own_matter(repo: GitRepo) -> None:
    """It knows no drivers, and refuses several branches that change one record: each is then merged by itself."""
    fork_of_lines(repo)
    repo.git("switch", "--quiet", "--create", "ketiga", "main~1")
    repo.commit({DRAFT: DIALOGUE.replace("media: tatap_muka", "media: telepon")})
    repo.git("switch", "--quiet", "--create", "semua", "main")
    before = repo.id_of("HEAD")
    repo.git("merge", "--quiet", "--no-edit", "usul", "ketiga", fine=[1, 2])
    assert repo.id_of("HEAD") == before
    repo.git("reset", "--quiet", "--hard")
    for each in ("usul", "ketiga"):
        repo.git("merge", "--quiet", "--no-edit", each)
    whole = (DIALOGUE + MINE + YOURS).replace("media: tatap_muka", "media: telepon")
    assert text_of(repo) == whole


def fork_of_addenda(repo: GitRepo) -> tuple[str, str]:
    """A second adendum on each of two branches, that of main a day earlier; both texts."""
    annex = {"[Akses aplikasi SAKTI, Pelatihan": "[Akses SAKTI, Pelatihan"}
    behaviour = {"nilai: akuntabel}": "nilai: akuntabel, ekspektasi: Rapi}"}
    repo.git("switch", "--quiet", "--create", "usul")
    put(repo.path, [{"file": "bagas", "adendum": ["lampiran"]}, {"file": "bagas/skp.yaml", "replace": annex}])
    repo.commit()
    theirs = text_of(repo, SKP)
    repo.git("switch", "--quiet", "main")
    put(repo.path, [{"file": "bagas", "adendum": ["perilaku_kerja"]}, {"file": "bagas/skp.yaml", "replace": behaviour}])
    earlier, later = (f"{BAGAS}/dki/2026-06-{day}.yaml" for day in ("08", "09"))
    (repo.path / later).rename(repo.path / earlier)
    for path in (SKP, earlier):
        text = text_of(repo, path).replace("2026-06-09", "2026-06-08")
        repo.write({path: text.replace("2026-06-10", "2026-06-09")})
    repo.commit()
    return text_of(repo, SKP), theirs


def verdict(repo: GitRepo, head: str) -> tuple[int, list[str], list[str]]:
    """The exit code of the review of what a state makes of main, the findings and the changes, without their lines."""
    code, data = report(repo.path, "review", f"awal..{head}", *DAY)
    return code, [each["message"] for each in data["findings"]], [each["text"] for each in data["changes"]]


def test_two_addenda_of_one_number_get_the_same_verdict_as_one_joined_by_hand(repo: GitRepo) -> None:
    ours, theirs = fork_of_addenda(repo)
    repo.git("branch", "awal")
    repo.git("merge", "--quiet", "--no-edit", "usul")
    data = read(text_of(repo, SKP).encode()).data
    assert [(each["nomor"], each["tanggal"]) for each in data["perubahan"][1:]] == [
        (2, "2026-06-09"),
        (3, "2026-06-10"),
    ]
    made = verdict(repo, "main")
    assert made[:2] == (0, [])
    repo.git("switch", "--quiet", "--create", "tangan", "awal")
    repo.git("-c", "merge.skp.driver=git merge-file %A %O %B", "merge", "usul", fine=[1])
    assert "<<<<<<<" in text_of(repo, SKP)
    second = theirs.rpartition("  - jenis: adendum")[2].replace("nomor: 2", "nomor: 3")
    hand = ours.replace("[Akses aplikasi SAKTI, Pelatihan", "[Akses SAKTI, Pelatihan")
    repo.commit({SKP: f"# digabungkan dengan tangan\n{hand}  - jenis: adendum{second}"})
    assert verdict(repo, "tangan") == made


def test_what_both_make_otherwise_stays_between_marks_and_is_told(repo: GitRepo) -> None:
    forked(repo, SKP, lambda text: text.replace("Q3: 10,", "Q3: 12,"), lambda text: text.replace("Q3: 10,", "Q3: 15,"))
    file = repo.path / ".git/config"
    file.write_text(file.read_text().replace("merge-driver", "--lang en merge-driver"))
    done = repo.git("-c", "merge.conflictStyle=diff3", "merge", "usul", fine=[1])
    assert "CONFLICT" in done
    text = text_of(repo, SKP)
    assert text.count("\n<<<<<<< ours\n          target: {Q1: 5, Q2: 10, Q3: 12,") == 1
    assert "\n||||||| base\n          target: {Q1: 5, Q2: 10, Q3: 10," in text
    assert len(repo.git("ls-files", "--unmerged").split("\n")) == 3
    repo.git("checkout", "--theirs", "--", SKP)
    assert "Q3: 15" in text_of(repo, SKP)


def test_a_dialogue_that_both_bring(repo: GitRepo) -> None:
    """In draft it is one that both write at; once one of them was reported, it is two of one name."""
    new = f"{BAGAS}/dki/2026-07-09.yaml"
    draft = DIALOGUE.replace("2026-07-06", "2026-07-09")
    forked(repo, new, draft + MINE, draft + YOURS)
    repo.git("merge", "--quiet", "--no-edit", "usul")
    assert text_of(repo, new) == draft + MINE + YOURS
    reported = HEAD.format(status="dilaporkan\ndilaporkan: 2026-07-10").replace("2026-07-06", "2026-07-10")
    repo.git("branch", "--quiet", "--delete", "--force", "usul")
    forked(repo, f"{BAGAS}/dki/2026-07-10.yaml", reported + MINE, reported + YOURS)
    assert "CONFLICT" in repo.git("merge", "usul", fine=[1])
    text = text_of(repo, f"{BAGAS}/dki/2026-07-10.yaml")
    assert f"<<<<<<< ours\n{MINE}=======\n{YOURS}>>>>>>> theirs\n" in text


def test_two_bases_are_merged_from_one_that_can_be_read(repo: GitRepo) -> None:
    """Each side merges the other, and settles in its own way what both had added: neither base alone is the one."""
    fork_of_lines(repo)
    repo.git("branch", "lain", "main")
    repo.git("merge", "--quiet", "--no-edit", "--no-ff", "usul")
    repo.git("switch", "--quiet", "usul")
    repo.git("merge", "--quiet", "--no-edit", "--no-ff", "lain")
    repo.commit({DRAFT: text_of(repo) + "kesimpulan: Baik\n"})
    repo.git("switch", "--quiet", "main")
    repo.commit({DRAFT: text_of(repo).replace("media: tatap_muka", "media: telepon")})
    assert len(repo.git("merge-base", "--all", "main", "usul").split("\n")) == 2
    repo.git("merge", "--quiet", "--no-edit", "usul")
    assert (
        text_of(repo) == (DIALOGUE + MINE + YOURS).replace("media: tatap_muka", "media: telepon") + "kesimpulan: Baik\n"
    )


def test_line_ends_and_marks_of_bytes_stay_as_they_are_on_our_side(repo: GitRepo) -> None:
    def windows(text: str) -> str:
        return "\ufeff" + text.replace("\n", "\r\n")

    repo.commit({DRAFT: windows(DIALOGUE)})
    forked(repo, DRAFT, windows(DIALOGUE + MINE), windows(DIALOGUE + YOURS))
    repo.git("merge", "--quiet", "--no-edit", "usul")
    assert text_of(repo) == windows(DIALOGUE + MINE + YOURS)


def test_a_clean_merge_by_lines_that_says_the_same_is_kept_to_the_byte(repo: GitRepo) -> None:
    """What a forge makes, which runs no driver."""
    base = DIALOGUE + MINE + YOURS
    repo.commit({DRAFT: base})
    forked(repo, DRAFT, lambda text: text.replace("tatap_muka", "telepon"), lambda text: text + "kesimpulan:   Baik\n")
    plain = repo.git("-c", "merge.skp.driver=git merge-file %A %O %B", "merge-tree", "--write-tree", "main", "usul")
    repo.git("merge", "--quiet", "--no-edit", "usul")
    assert repo.id_of("HEAD^{tree}") == plain


def test_a_clean_merge_by_lines_that_says_something_else_is_not(repo: GitRepo) -> None:
    """Git puts a second list of the same name far from the first, and the file could not be read any more."""
    new = "tindak_lanjut:\n  - {{atas: dki/2026-04-07.yaml, uraian: {0}, status: selesai}}\n"
    ours = DIALOGUE.replace("media: tatap_muka\n", "media: tatap_muka\n" + new.format("Satu"))
    forked(repo, DRAFT, ours, DIALOGUE + new.format("Dua"))
    repo.git("merge", "--quiet", "--no-edit", "usul")
    done = [each["uraian"] for each in read(text_of(repo).encode()).data["tindak_lanjut"]]
    assert sorted(done) == ["Dua", "Satu"]


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (b"a: &x 1\nb: 1\n", b"a: &x 2\nb: 1\n", b"a: &x 3\nb: 1\n"),
        (b"a: 1\n", b"a: \xff\n", b"a: 2\n"),
        (b"a: 1\n", b"", b"a: 2\n"),
    ],
    ids=["no-record", "no-utf8", "emptied"],
)
def test_what_is_no_record_is_merged_by_lines(repo: GitRepo, base: bytes, ours: bytes, theirs: bytes) -> None:
    repo.commit({DRAFT: base})
    repo.git("switch", "--quiet", "--create", "usul")
    repo.commit({DRAFT: theirs})
    repo.git("switch", "--quiet", "main")
    repo.commit({DRAFT: ours})
    assert "CONFLICT" in repo.git("merge", "usul", fine=[1])
    marks = (repo.path / DRAFT).read_bytes()
    assert marks.index(b"<<<<<<< ours") < marks.index(b"=======") < marks.index(b">>>>>>> theirs")
    repo.git("merge", "--abort")


def test_what_is_no_text_is_left_as_ours_and_told(repo: GitRepo) -> None:
    repo.commit({DRAFT: b"\x00 1"})
    repo.git("switch", "--quiet", "--create", "usul")
    repo.commit({DRAFT: b"\x00 2"})
    repo.git("switch", "--quiet", "main")
    repo.commit({DRAFT: b"\x00 3"})
    assert "CONFLICT" in repo.git("merge", "usul", fine=[1])
    assert (repo.path / DRAFT).read_bytes() == b"\x00 3"


def test_the_driver_says_what_it_did_and_what_is_to_be_settled(repo: GitRepo, tmp_path: Path) -> None:
    base = text_of(repo, SKP)
    entry = "  - {{jenis: adendum, nomor: 2, tanggal: 2026-07-{0}, alasan: A, komponen: [target]}}\n"
    sides = [base.replace("Q3: 10,", f"Q3: {value},") + entry.format(day) for value, day in ((12, "01"), (15, "02"))]
    files = [tmp_path / name for name in "OAB"]
    for file, text in zip(files, (base, *sides), strict=True):
        file.write_text(text)
    done = run(repo.path, "merge-driver", *map(str, files), "9", SKP, "--lang", "en")
    assert done.returncode == TO_SETTLE
    assert done.stderr.splitlines() == [
        f"{SKP}: both sides recorded adendum 2; that of 2 July 2026 is adendum 3 now, and the dialogue that agreed on "
        "it stays as it is",
        f"{SKP}: one side made 1b-N target Q3 12, the other 15; keep one of both between the marks, then git add the "
        "file",
    ]
    assert "<<<<<<<<< ours\n" in files[1].read_text()
    assert run(repo.path, "merge-driver", *map(str, files[:2]), "absent", "7", SKP).returncode == 3
    assert run(repo.path, "merge-driver", *map(str, files), "seven", SKP).returncode == 2


@pytest.mark.parametrize("command", ["merge-driver", "diff-driver"])
def test_what_git_alone_runs_has_help_but_is_not_on_the_first_page(office: Path, command: str) -> None:
    assert "git-setup" in run(office, command, "--help").stdout
    assert command not in run(office, "--help").stdout
