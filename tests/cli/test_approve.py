"""`skpkit approve` and `skpkit signers`, with real keys, and what becomes of a signature on its way into main."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple

import pytest

import skpkit
from skpkit.cli._run import run as command_line
from skpkit.forge.signatures import verified
from skpkit.judge.engine import Verdict
from skpkit.spans import IN_STEPS, UNANSWERED
from tests.support.branches import Branches
from tests.support.command import DAY, SCHEMA
from tests.support.edits import PEOPLE
from tests.support.gitrepo import settle
from tests.support.keys import HENDRA, RATNA, SETTINGS, SIGNERS, Keys, listed, needs_ssh_keygen

pytestmark = needs_ssh_keygen

TODAY = date(2026, 6, 15)
SKP, MANUAL = f"{PEOPLE['bagas']}/skp.yaml", f"{PEOPLE['bagas']}/iki/1b-N.yaml"
CHANGED, RATED = f"{PEOPLE['yoga']}/komplemen-1/iki/2a-N.yaml", f"{PEOPLE['bagas']}/evaluasi/Q1.yaml"
OLD, NEW = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}", "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"
APPRAISER, REVIEWER = "pejabat_penilai_kinerja", "pengelola_kinerja_organisasi"
ADENDUM: list[Mapping[str, Any]] = [
    {"file": "bagas", "adendum": ["target"]},
    {"file": "bagas/skp.yaml", "replace": {OLD: NEW}},
    {"file": "bagas/iki/1b-N.yaml", "replace": {OLD: NEW}},
]


class Done(NamedTuple):
    """What a run of a command gave."""

    code: int
    out: str
    err: str


class Desk(Branches):
    """A repository, and skpkit run in it as users run it."""

    capsys: pytest.CaptureFixture[str]

    def skpkit(self, *words: str) -> Done:
        """Run a command."""
        self.capsys.readouterr()
        code = command_line([*words])
        return Done(code, *self.capsys.readouterr())


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Path:
    """The examples on main, where signatures are asked for, to be copied."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle(monkeypatch)
        made = Branches.of_examples(tmp_path_factory.mktemp("repo"))
        made.commit({"skpkit.yaml": SETTINGS, SIGNERS: listed(keys)})
        return made.path


@pytest.fixture
def repo(landed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A copy of it, in which commits are made in June."""
    settle(monkeypatch)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_DATE", "2026-06-14T08:00:00+07:00")
    made = Desk(Path(copytree(landed, tmp_path / "repo")))
    made.capsys = capsys
    monkeypatch.chdir(made.path)
    return made


def approve(repo: Desk, keys: Keys, role: str, name: str, *more: str) -> Done:
    """A run of the command."""
    return repo.skpkit("approve", SKP, "--as", role, "--sign", str(keys.private(name)), *more, *DAY)


def proposed(repo: Desk, keys: Keys) -> str:
    """A branch with an adendum, approved by each in a commit of his own."""
    repo.record(*ADENDUM, on="usul")
    for role, name in ((APPRAISER, "ratna"), (REVIEWER, "hendra")):
        assert approve(repo, keys, role, name).code == 0
        repo.commit()
    return repo.id_of("HEAD")


def standing(verdict: Verdict) -> list[str]:
    """How the approvals of a change stand."""
    return sorted(each.flaw or each.standing for each in verdict.approvals)


def codes(verdict: Verdict) -> set[str]:
    """The codes of the errors."""
    return {each.code for each in verdict.findings if each.severity == "error"}


def test_who_approves_signs_and_the_request_is_accepted(repo: Desk, keys: Keys) -> None:
    repo.record(*ADENDUM, on="usul")
    before = (repo.path / SKP).read_text(encoding="utf-8")
    assert codes(repo.review("main...usul")) == {"SKP401"}
    done = approve(repo, keys, APPRAISER, "ratna")
    assert (done.code, done.err) == (0, "")
    assert f"{SKP}: adendum 2 disetujui dan ditandatangani dengan SHA256:" in done.out
    after = (repo.path / SKP).read_text(encoding="utf-8")
    assert [each for each in before.splitlines() if each not in after.splitlines()] == [
        f'      - {{sebagai: {APPRAISER}, nip: "{RATNA}", tanggal: 2026-06-10}}'
    ]
    assert approve(repo, keys, REVIEWER, "hendra").code == 0
    done = repo.skpkit("review", "main", *DAY, "--format", "json")
    data = json.loads(done.out)
    SCHEMA.validate(data)
    assert (done.code, [each["standing"] for each in data["approvals"]]) == (0, ["signed", "signed"])
    text = repo.skpkit("review", "main", *DAY).out
    assert (
        "adendum 2: disetujui Nining Kartika (pengelola kinerja organisasi) pada 10 Juni 2026, ditandatangani" in text
    )
    assert approve(repo, keys, APPRAISER, "ratna").out.endswith("tidak ada yang ditulis\n")


def test_a_list_that_landed_unsigned_counts_and_is_told(repo: Desk, keys: Keys) -> None:
    """Whoever reads that an approval is signed has to know that nobody answered for the list by which it counts."""
    first = repo.id_of("main")
    more = repo.commit({SIGNERS: listed(keys) + keys.line("lain", RATNA)})
    proposed(repo, keys)
    verdict = repo.review("main...usul")
    assert (codes(verdict), standing(verdict)) == (set(), ["signed", "signed"])
    (note,) = (each for each in verdict.notes if each.message == UNANSWERED)
    assert (note.told["base"], note.told["commit"]) == ("main", more[:12])
    found = skpkit.audit(repo.path, f"{first}..main", today=TODAY).findings
    assert [(each.code, each.commit) for each in found if each.severity == "error"] == [("SKP402", more)]
    assert UNANSWERED not in {each.message for each in repo.review("main...usul~2").notes}, "nothing rests on it there"
    again = repo.review(f"{first}...usul")
    assert UNANSWERED not in {each.message for each in again.notes}, "the first list is free"


def test_squash_rebase_and_merge_keep_a_signature(repo: Desk, keys: Keys) -> None:
    tip = proposed(repo, keys)
    for each_commit in (False, True):
        verdict = repo.review("main...usul", each_commit=each_commit)
        assert (codes(verdict), standing(verdict)) == (set(), ["signed", "signed"])
    repo.git("switch", "--quiet", "main")
    repo.record({"file": "ratna/skp.yaml", "append": "# catatan\n"})
    repo.record({"file": "bagas/dki/2026-04-07.yaml", "append": "# catatan\n"})
    main = repo.id_of("main")
    repo.git("merge", "--quiet", "--squash", "usul")
    landed = {"squash": repo.commit(message="Squash")}
    repo.git("switch", "--quiet", "--detach", tip)
    repo.git("rebase", "--quiet", main)
    landed["rebase"] = repo.id_of("HEAD")
    repo.git("switch", "--quiet", "--detach", main)
    landed["merge"] = repo.merge("usul")
    assert len({*landed.values(), tip}) == 4
    for how, commit in landed.items():
        for dots in ("..", "..."):
            verdict = repo.review(f"{main}{dots}{commit}")
            assert (codes(verdict), standing(verdict)) == (set(), ["signed", "signed"]), (how, dots)
    steps = repo.review(f"{main}..{landed['merge']}", each_commit=True)
    assert (codes(steps), standing(steps)) == (set(), ["signed", "signed"])
    assert "SKP401" not in codes(skpkit.audit(repo.path, f"{main}..{landed['squash']}", today=TODAY))


def test_an_edit_after_it_breaks_it_however_it_comes_in(repo: Desk, keys: Keys) -> None:
    proposed(repo, keys)
    repo.record({"file": "bagas/skp.yaml", "replace": {"Penyesuaian rencana kerja": "Penyesuaian lain"}})
    for each_commit, wanted in ((False, {"SKP401"}), (True, {"SKP401", "SKP307"})):
        verdict = repo.review("main...usul", each_commit=each_commit)
        assert (codes(verdict), standing(verdict)) == (wanted, ["changed", "changed"])
    assert approve(repo, keys, APPRAISER, "ratna").code == 0
    assert standing(repo.review("main")) == ["changed", "signed"]


def test_of_steps_that_landed_each_is_asked_by_itself(repo: Desk, keys: Keys) -> None:
    base = repo.id_of("main")
    proposed(repo, keys)
    repo.git("reset", "--quiet", "--soft", base)
    repo.commit()
    day = "tanggal: 2026-06-11, dialog: dki/2026-06-09.yaml"
    entry = f"  - {{jenis: adendum, nomor: 3, {day}, alasan: Lain, komponen: [lampiran]}}\n"
    fewer = {"[Akses aplikasi SAKTI, Pelatihan pengujian SPM]": "[Akses aplikasi SAKTI]"}
    repo.edit([{"file": "bagas/skp.yaml", "replace": fewer, "append": entry}])
    for role, name in ((APPRAISER, "ratna"), (REVIEWER, "hendra")):
        assert approve(repo, keys, role, name).code == 0
    repo.commit()
    ends, steps = (repo.review(f"{base}..HEAD", each_commit=each) for each in (False, True))
    assert ("SKP401" in codes(ends), "SKP401" in codes(steps)) == (True, False)
    assert standing(ends) == ["changed", "changed", "signed", "signed"]
    assert standing(steps) == ["signed"] * 4
    assert [each.code for each in ends.notes if each.message == IN_STEPS] == ["SKP401"]
    assert "SKP401" in codes(repo.review(f"{base}...HEAD", each_commit=True)), "of a proposal the end counts"
    for role, name in ((APPRAISER, "ratna"), (REVIEWER, "hendra")):
        assert approve(repo, keys, role, name, "--entry", "2").code == 0
    assert standing(repo.review(base)) == ["signed"] * 4


def test_what_landed_unsigned_is_found_in_history(repo: Desk) -> None:
    repo.record(*ADENDUM)
    found = [each for each in skpkit.audit(repo.path, "HEAD^..HEAD", today=TODAY).findings if each.code == "SKP401"]
    assert [each.commit for each in found] == [repo.id_of("HEAD")] * 2


def test_a_record_changed_on_both_sides_is_approved_anew(repo: Desk, keys: Keys) -> None:
    proposed(repo, keys)
    repo.git("switch", "--quiet", "main")
    repo.record(
        {"file": "bagas/skp.yaml", "replace": {"unit_kerja: KPPN Contoh\npejabat": "unit_kerja: KPPN Lain\npejabat"}}
    )
    assert standing(repo.review("main...usul")) == ["changed", "changed"]


def test_a_key_listed_within_the_request_counts_for_nothing(repo: Desk, keys: Keys) -> None:
    repo.record(*ADENDUM, on="usul")
    (repo.path / SIGNERS).write_text(listed(keys).replace(keys.public("ratna"), keys.public("lain")), encoding="utf-8")
    done = approve(repo, keys, APPRAISER, "lain")
    assert done.code == 0
    assert approve(repo, keys, REVIEWER, "hendra").code == 0
    verdict = repo.review("main")
    assert codes(verdict) == {"SKP401", "SKP402"}
    assert standing(verdict) == ["signed", "unlisted"]
    assert repo.skpkit("signers", "sign", "--sign", str(keys.private("hendra"))).code == 0
    assert codes(repo.review("main")) == {"SKP401"}, "listing a key lands in a change of its own first"


def test_without_ssh_keygen_nobody_can_say(
    repo: Desk, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed(repo, keys)
    verified.cache_clear()
    programs = tmp_path / "programs"
    programs.mkdir()
    for program in ("git", "env"):
        (programs / program).symlink_to(subprocess.check_output(["which", program], encoding="utf-8").strip())
    monkeypatch.setenv("PATH", str(programs))
    done = repo.skpkit("review", "main...usul", *DAY)
    assert (done.code, done.out) == (3, "")
    assert "ssh-keygen tidak ditemukan" in done.err
    assert len(done.err.splitlines()) == 1
    assert repo.skpkit("check", *DAY).code == 0, "nothing to verify"


def test_an_agent_signs_by_the_public_file(
    repo: Desk, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = tmp_path / "a"
    words = ("approve", SKP, "--as", REVIEWER, "--sign", str(tmp_path / "hendra.pub"), *DAY)
    (tmp_path / "hendra.pub").write_text(keys.public("hendra") + "\n", encoding="ascii")
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE) as agent:
        try:
            assert agent.stdout
            agent.stdout.readline()  # it tells its place once it listens
            monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
            subprocess.run(["ssh-add", "-q", str(keys.private("hendra"))], check=True)
            repo.record(*ADENDUM, on="usul")
            assert repo.skpkit(*words).code == 0
            assert standing(repo.review("main")) == ["signed", "unsigned"]
        finally:
            agent.terminate()
    done = repo.skpkit(*words, "--date", "2026-06-12")
    assert (done.code, "tidak ada agen yang memegang" in done.err) == (3, True)


def test_a_key_that_is_locked_or_not_there_is_told_in_a_sentence(
    repo: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "terkunci"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "rahasia", "-f", str(locked)], check=True)
    monkeypatch.setenv("SSH_ASKPASS", "/bin/false")  # nobody types
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    repo.record(*ADENDUM, on="usul")
    before = (repo.path / SKP).read_bytes()
    for key, said in ((locked, "kata sandi"), (tmp_path / "nihil", "tidak ada"), (repo.path / SKP, "ssh-keygen")):
        done = repo.skpkit("approve", SKP, "--as", REVIEWER, "--sign", str(key), *DAY)
        assert (done.code, len(done.err.splitlines()), said in done.err) == (3, 1, True), done.err
        assert "Load key" not in done.err
    assert (repo.path / SKP).read_bytes() == before


def test_an_approval_without_a_key_is_a_line_and_gets_its_signature_later(repo: Desk, keys: Keys) -> None:
    repo.record(*ADENDUM, on="usul")
    words = ("approve", MANUAL, "--as", APPRAISER)
    assert repo.skpkit(*words, *DAY).code == 2, "there is no entry in the manual"
    more = "perubahan:\n  - {nomor: 1, tanggal: 2026-06-12, alasan: Sumber data baru}  # rapat\n"
    with (repo.path / MANUAL).open("a", encoding="utf-8") as file:
        file.write(more)
    assert "tandatangani pula: --sign" in repo.skpkit(*words, *DAY).out
    assert "tidak ada yang ditulis" in repo.skpkit(*words, *DAY).out
    assert repo.skpkit(*words, "--sign", str(keys.private("ratna")), *DAY).code == 0
    text = (repo.path / MANUAL).read_text(encoding="utf-8")
    assert text.count("tanda_tangan") == 1
    assert "# rapat\n" in text
    verdict = repo.review("main")
    assert [each.standing for each in verdict.approvals if each.record == "iki/1b-N.yaml"] == ["signed"]


def test_the_only_line_of_a_role_that_waits_says_who_signs(repo: Desk, keys: Keys) -> None:
    listing = SETTINGS.replace("pengelola:\n", 'pengelola:\n  - {nip: "197003151995031001", nama: X, jabatan: Y}\n')
    repo.commit({"skpkit.yaml": listing})
    repo.record(*ADENDUM, on="usul")
    before = (repo.path / SKP).read_text(encoding="utf-8")
    done = approve(repo, keys, REVIEWER, "hendra")
    assert done.code == 0, done.err
    text = (repo.path / SKP).read_text(encoding="utf-8")
    assert text.count("tanda_tangan") == 1
    assert text.count(f"sebagai: {REVIEWER}") == before.count(f"sebagai: {REVIEWER}")
    done = repo.skpkit("approve", SKP, "--as", REVIEWER, "--entry", "penetapan", "--sign", str(keys.private("hendra")))
    assert done.code == 2, "nobody is named there"


def test_the_approver_of_an_exemption_signs_its_entry(repo: Desk, keys: Keys) -> None:
    (repo.path / MANUAL).unlink()
    (finding,) = (each for each in skpkit.check(repo.path, today=TODAY).findings if each.code == "SKP201")
    why = ("--reason", "Belum ada", "--approver", HENDRA)
    assert repo.skpkit("exempt", finding.fingerprint, *why, *DAY).code == 0
    assert repo.skpkit("exempt", finding.fingerprint, *why, *DAY).out.endswith("tidak ada yang ditulis\n")
    assert codes(skpkit.check(repo.path, today=TODAY)) == {"SKP201", "SKP403"}
    file = "records/pengecualian.yaml"
    assert repo.skpkit("approve", file, *DAY).code == 2
    assert repo.skpkit("approve", file, "--sign", str(keys.private("hendra")), *DAY).code == 0
    assert codes(skpkit.check(repo.path, today=TODAY)) == set()
    repo.commit()
    (printed,) = skpkit.render(repo.path, SKP)
    assert skpkit.verify(repo.path, printed.pages[0]).status == "genuine"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("approve", SKP), 2, "--as"),
        (("approve", SKP, "--as", "kepala"), 2, "pejabat_penilai_kinerja"),
        (("approve", SKP, "--as", APPRAISER, "--entry", "7"), 2, "penetapan, 1"),
        (("approve", SKP, "--as", APPRAISER, "--nip", "19"), 2, "18 angka"),
        (("approve", SKP, "--as", APPRAISER, "--name", "A"), 2, "--post"),
        (("approve", SKP, "--as", APPRAISER, "--date", "2026-06-16"), 2, "belum tiba"),
        (("approve", SKP, "--as", REVIEWER, "--nip", HENDRA, "--name", "A\nB", "--entry", "penetapan"), 2, "--name"),
        (
            ("approve", SKP, "--as", REVIEWER, "--nip", HENDRA, "--name", "x" * 9999, "--entry", "penetapan"),
            2,
            "--name",
        ),
        (("approve", CHANGED, "--as", "pegawai", "--date", "2026-04-09"), 2, "10 April 2026"),
        (("approve", RATED, "--as", "pegawai", "--date", "2026-03-30"), 2, "31 Maret 2026"),
        (("approve", "records/2026/x.yaml", "--as", APPRAISER), 3, "bukan rekaman"),
        (("approve", "records/pengecualian.yaml", "--sign", "x"), 3, "skpkit exempt"),
        (("approve", SKP.replace("skp", "dki/2026-04-07"), "--as", APPRAISER), 2, "tidak memuat sesuatu"),
        (("approve", SKP, "--as", "pegawai", "--sign", "tidak-ada"), 3, "tidak-ada"),
        (("approve", SKP, "--as", "pegawai", "--sign", "-oProxyCommand=x"), 3, "ProxyCommand"),
        (("signers", "add", "--nip", "19", "x.pub"), 2, "18 angka"),
        (("signers", "add", "x.pub"), 2, "--name"),
        (("signers", "add", "--nip", RATNA, "x.pub"), 3, "x.pub"),
        (("signers", "add", "--nip", RATNA, "skpkit.yaml"), 2, "kunci publik"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_nothing_is_written(
    repo: Desk, words: tuple[str, ...], code: int, told: str
) -> None:
    done = repo.skpkit(*words, *(DAY if words[0] == "approve" else ()))
    assert (done.code, len(done.err.splitlines()), told in done.err) == (code, 1, True), done.err
    assert repo.git("status", "--porcelain") == ""


def test_keys_are_listed_checked_and_their_file_signed(repo: Desk, keys: Keys, tmp_path: Path) -> None:
    public = keys.private("lain").with_suffix(".pub")
    named = ("--name", "H. Andi, S.H.", "--post", "Bupati", "--since", "2026-07-01", "--until", "2026-12-31")
    done = repo.skpkit("signers", "add", str(public), *named)
    assert (done.code, "skpkit signers sign" in done.err) == (0, True)
    assert repo.skpkit("signers", "add", str(public), "--nip", RATNA).code == 2
    lines = repo.skpkit("signers", "list", *DAY).out.splitlines()
    assert [each.partition(":")[0] for each in lines[1:]] == [RATNA, HENDRA, "h. andi, s.h., bupati"]
    assert "berlaku dari 1 Juli 2026 sampai 31 Desember 2026" in lines[3]
    done = repo.skpkit("--lang", "en", "signers", "check", *DAY)
    assert (done.code, done.out) == (0, f"{SIGNERS} is in order; keys: 4\n")
    assert "line 4: the key of h. andi, s.h., bupati (H. Andi, S.H.) counts from 1 July 2026 only" in done.err
    done = repo.skpkit("signers", "check", "--today", "2027-01-01")
    assert "baris 4: kunci milik h. andi, s.h., bupati (H. Andi, S.H.) berlaku sampai 31 Desember 2026 saja" in done.err
    assert codes(repo.review("main")) == {"SKP402"}
    for name, said in (("bagas", "bukan milik pengelola"), ("kedua", "tidak mencantumkan kuncinya")):
        done = repo.skpkit("signers", "sign", "--sign", str(keys.private(name)), *DAY)
        assert (done.code, said in done.err) == (0, True), done.err
        assert codes(repo.review("main")) == {"SKP402"}
    done = repo.skpkit("signers", "sign", "--sign", str(keys.private("hendra")), *DAY)
    assert (done.code, done.err) == (0, "")
    assert codes(repo.review("main")) == set()
    with (repo.path / SIGNERS).open("a", encoding="utf-8") as file:
        file.write(f"1992* {keys.public('bagas')}\nbukan kunci\n")
    done = repo.skpkit("signers", "check", *DAY)
    assert done.code == 1
    assert [each.split(": ")[0] for each in done.out.splitlines()[:2]] == [f"{SIGNERS}:5", f"{SIGNERS}:6"]
    done = repo.skpkit("check", *DAY)
    assert (done.code, f"{SIGNERS}:5: " in done.err) == (2, True)


def test_a_first_list_is_made_beside_the_settings(repo: Desk, keys: Keys) -> None:
    repo.commit({"skpkit.yaml": "", SIGNERS: None})
    public = keys.private("ratna").with_suffix(".pub")
    done = repo.skpkit("signers", "add", str(public), "--nip", RATNA)
    assert (done.code, "penandatangan: penandatangan.txt" in done.err) == (0, True)
    (repo.path / "skpkit.yaml").write_text(SETTINGS, encoding="utf-8")
    assert codes(repo.review("main")) == set(), "the first signers file is free"


def test_windows_line_ends_and_a_mark_stay(repo: Desk, keys: Keys) -> None:
    repo.record(*ADENDUM, on="usul")
    text = (repo.path / SKP).read_text(encoding="utf-8")
    (repo.path / SKP).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert approve(repo, keys, APPRAISER, "ratna").code == 0
    made = (repo.path / SKP).read_bytes()
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\n") == made.count(b"\r\n") > text.count("\n")
    assert standing(repo.review("main")) == ["signed", "unsigned"]


MORE = '  - {nip: "197003151995031001", nama: X, jabatan: Y}\n'


@pytest.mark.parametrize("attributes", ["", "* text=auto eol=crlf\n"])
def test_a_list_is_signed_as_git_would_commit_it(repo: Desk, keys: Keys, attributes: str) -> None:
    repo.git("config", "core.autocrlf", "true" if not attributes else "false")
    if attributes:
        repo.commit({".gitattributes": attributes})
    for name, more in ((SIGNERS, keys.line("lain", "h._andi/bupati")), ("skpkit.yaml", MORE)):
        file = repo.path / name
        text = file.read_text(encoding="utf-8") + more
        file.write_bytes(text.replace("\n", "\r\n").encode())
        repo.git("switch", "--quiet", "--create", f"usul-{file.stem}")
        done = repo.skpkit("signers", "sign", name, "--sign", str(keys.private("hendra")), *DAY)
        assert (done.code, done.err) == (0, "")
        assert codes(repo.review("main")) == set()
        repo.commit()
        assert codes(repo.review("main...HEAD")) == set()
        repo.git("switch", "--quiet", "main")


def test_the_key_of_another_approves_nothing(repo: Desk, keys: Keys) -> None:
    repo.record(*ADENDUM, on="usul")
    done = approve(repo, keys, APPRAISER, "bagas")
    assert (done.code, len(done.err.splitlines()), f"baris 1 {SIGNERS}" in done.err) == (2, 1, True), done.err
    assert repo.git("status", "--porcelain") == ""


def test_a_revoked_key_is_told_with_whose_it_is(repo: Desk, keys: Keys) -> None:
    repo.commit({f"{SIGNERS}.revoked": keys.public("ratna") + "\n"})
    lines = repo.skpkit("signers", "list", *DAY).out.splitlines()
    assert ["dicabut" in each for each in lines] == [False, True, False]
    assert f"baris 2: kunci milik {RATNA} sudah dicabut" in repo.skpkit("signers", "check", *DAY).err
    repo.record(*ADENDUM, on="usul")
    done = approve(repo, keys, APPRAISER, "ratna")
    assert (done.code, "sudah dicabut" in done.err, "kunci lain" in done.err) == (0, True, True), done.err


def test_the_program_is_loaded_late() -> None:
    code = "import sys, skpkit.cli.approve_command; print('skpkit.forge.signatures' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], encoding="utf-8") == "False\n"
