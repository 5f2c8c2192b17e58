"""A repository of records that begins: all that an office needs, nothing written over, and the way on told."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

import skpkit
from skpkit.cli import _asking
from skpkit.forge.hosts import HOMES
from skpkit.model.settings import Settings, settings_of
from skpkit.source.schemas import KINDS, accepts
from skpkit.source.yamlfile import read
from skpkit.source.yamlfile.quick import quick_data
from skpkit.starting import Answers, known_of, usual_profile
from tests.support.command import commands, git, put, run_here
from tests.support.killing import KilledError, killed_while_writing
from tests.support.places import PROJECT

DAY = ("--today", "2026-11-30")
OFFICE = ("--instansi", "Kementerian Contoh", "--unit", "KPPN Contoh")
REVIEWER = (
    "--pengelola",
    "19880621 201012 2 001",
    "--pengelola-nama",
    "Nining Kartika",
    "--pengelola-jabatan",
    "Kepala Subbagian",
)
FIRST = "buat SKP pertama: skpkit new skp"
BEGIN = "mulailah dengan: skpkit init"


def there(folder: Path) -> dict[str, bytes]:
    """All files of a working tree."""
    files = (each for each in folder.rglob("*") if each.is_file() and ".git" not in each.relative_to(folder).parts)
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def begun(folder: Path, *words: str) -> Any:
    done = run_here(folder, "init", *OFFICE, *words, *DAY)
    assert done.returncode == 0, done.stderr
    return done


def test_from_an_empty_folder_to_a_clean_check(tmp_path: Path) -> None:
    done = begun(tmp_path, *REVIEWER, "--forge", "github", "--gabung", "squash", "--gabung", "merge")
    files = there(tmp_path)
    assert {*files} == {
        "skpkit.yaml", "README.md", ".gitignore", ".gitattributes", ".editorconfig", ".vscode/settings.json",
        "records/2026/.gitkeep", ".github/workflows/skpkit.yml", *(f"skema/{kind}.schema.json" for kind in KINDS),
    }  # fmt: skip
    assert all(f"  {path}\n" in done.stdout for path in files)
    added = "skpkit.yaml README.md .gitignore .gitattributes .editorconfig .vscode records skema .github"
    following = ("berikutnya:", f"git add {added}", "git commit -m 'Repositori rekaman'", "skpkit new skp")
    assert done.stdout.endswith("\n  ".join(following) + "\n")
    assert subprocess.run(
        ["git", "log"], cwd=tmp_path, capture_output=True, check=False
    ).returncode  # nothing committed
    assert quick_data(files["skpkit.yaml"].decode())  # without a parser, which a check of one dossier needs for no more
    settings = settings_of(files["skpkit.yaml"])
    assert (settings.institution, settings.unit, settings.branch) == ("Kementerian Contoh", "KPPN Contoh", "main")
    assert settings.profile == "permenpanrb-6-2022"
    assert b"zona: Asia/Jayapura  # kapan hari berganti; WIB: Asia/Jakarta" in files["skpkit.yaml"]
    assert settings.zone == Settings().zone, "what is written changes nothing"
    assert [(each.nip, each.nama) for each in settings.reviewers] == [("198806212010122001", "Nining Kartika")]
    readme = files["README.md"].decode()
    assert "SKP KPPN Contoh" in readme
    assert readme.index("squash:") < readme.index("merge commit:")
    assert "rebase:" not in readme
    assert b"# Cara menggabung: squash" in files[".github/workflows/skpkit.yml"]
    assert settings.ways == ("squash", "merge")
    for words in (("check",), ("review",), ("ci",)):
        done = run_here(tmp_path, *words, *DAY)
        assert (done.returncode, FIRST in done.stdout) == (0, True), done.stderr
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "core.hooksPath=", "commit", "--quiet", "--message", "Mulai")
    for more in (("check", "--rev", "HEAD"), ("check", "--staged"), ("review",), ("ci",), ("audit",)):
        done = run_here(tmp_path, *more, *DAY)
        assert (done.returncode, FIRST in done.stdout + done.stderr) == (0, True), more
    for run in (("fmt",), ("audit", *DAY), ("site", str(tmp_path / "situs"), *DAY)):
        done = run_here(tmp_path, *run)
        assert (done.returncode, done.stderr.rstrip().endswith(FIRST)) == (0, True), run


def test_the_first_records_are_judged_and_merged_as_records(tmp_path: Path) -> None:
    begun(tmp_path)
    kept = (tmp_path / "skpkit.yaml").read_bytes()
    put(tmp_path, [])
    (tmp_path / "skpkit.yaml").write_bytes(kept)
    done = run_here(tmp_path, "check", "--today", "2026-06-15")
    assert (done.returncode, "Sesuai ketentuan" in done.stdout, FIRST in done.stdout) == (0, True, False)
    asked = ("git", "check-attr", "diff", "merge", "text", "--", "records/2026/199203172015021003/skp.yaml")
    told = subprocess.run(asked, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True).stdout
    assert re.findall(r": (\w+)$", told, re.MULTILINE) == ["skp", "skp", "auto"]
    driver = subprocess.run(["git", "config", "merge.skp.driver"], cwd=tmp_path, capture_output=True, check=True).stdout
    assert b"merge-driver" in driver


def test_what_is_there_is_left(tmp_path: Path) -> None:
    before = {
        "README.md": b"punya kami\n",
        "skpkit.yaml": b"rekaman: kinerja\ncabang: utama\ninstansi: Badan Contoh\n",
        ".gitignore": b"x\n",
    }
    for path, content in before.items():
        (tmp_path / path).write_bytes(content)
    (tmp_path / ".editorconfig").symlink_to(tmp_path / "tidak-ada")
    done = run_here(tmp_path, "init", "--yes", *DAY)
    assert done.returncode == 0
    files = there(tmp_path)
    assert {path: files[path] for path in before} == before
    assert not (tmp_path / "tidak-ada").exists()
    assert "dibiarkan karena sudah ada: .editorconfig, .gitignore, README.md" in done.stdout
    assert (tmp_path / "kinerja" / "2026" / ".gitkeep").exists()
    assert b"kinerja/**/*.yaml diff=skp merge=skp" in files[".gitattributes"]
    other = run_here(
        tmp_path, "init", "--yes", "--mulai", "2026-01-01", "--instansi", "Lain", "--gabung", "squash", *DAY
    ).stdout
    assert "tidak dipakai karena skpkit.yaml sudah ada; ubah di sana: --instansi, --mulai, --gabung" in other
    again = run_here(tmp_path, "init", "--yes", *DAY)
    assert "tidak dipakai" not in again.stdout
    assert (again.returncode, there(tmp_path)) == (0, files)
    assert "tidak ada yang perlu ditulis" in again.stdout


@pytest.mark.parametrize("nth", [3, 30, 80])
def test_where_it_was_killed_it_is_run_again(tmp_path: Path, nth: int) -> None:
    with killed_while_writing(nth), pytest.raises(KilledError):
        begun(tmp_path, "--forge", "gitea")
    git(tmp_path, "fsck")
    done = run_here(tmp_path, "init", "--yes", "--forge", "gitea", *DAY)
    assert (done.returncode, "skpkit init terhenti" in done.stderr) == (0, nth > 3)
    assert not [path for path in there(tmp_path) if ".skpkit-" in path]
    assert len(there(tmp_path)) == 14
    assert run_here(tmp_path, "check", *DAY).returncode == 0


def test_in_a_clone_it_sets_git_up_alone(tmp_path: Path) -> None:
    (tmp_path / "asal").mkdir()
    begun(tmp_path / "asal")
    git(tmp_path / "asal", "add", ".")
    git(tmp_path / "asal", "-c", "core.hooksPath=", "commit", "--quiet", "--message", "Mulai")
    git(tmp_path, "clone", "--quiet", "asal", "salinan")
    done = run_here(tmp_path / "salinan", "init", "--yes", *DAY)
    assert "tidak ada yang perlu ditulis" in done.stdout
    assert (tmp_path / "salinan" / ".git" / "hooks" / "pre-commit").stat().st_mode & 0o111
    git(tmp_path / "salinan", "config", "merge.skp.driver")


def test_a_hook_judges_a_commit(tmp_path: Path) -> None:
    begun(tmp_path)
    hook = (tmp_path / ".git" / "hooks" / "pre-commit").read_text(encoding="utf-8")
    (line,) = (each for each in hook.splitlines() if each.startswith("exec "))
    assert line.endswith(" review --staged")
    git(tmp_path, "add", ".")
    assert run_here(tmp_path, *line.split()[-2:], *DAY).returncode == 0
    assert subprocess.run(["sh", "-n", tmp_path / ".git/hooks/pre-commit"], check=True).returncode == 0


def test_other_hooks(tmp_path: Path) -> None:
    for nth, (hook, has_git, has_file) in enumerate((("pre-commit", False, True), ("none", False, False))):
        folder = tmp_path / str(nth)
        begun(tmp_path, str(folder), "--hook", hook)
        assert (folder / ".git/hooks/pre-commit").exists() == has_git
        assert (folder / ".pre-commit-config.yaml").exists() == has_file
    (shown,) = yaml.safe_load((tmp_path / "0" / ".pre-commit-config.yaml").read_bytes())["repos"]
    shipped = {each["id"]: each for each in yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_bytes())}["skpkit"]
    alike = ("entry", "pass_filenames", "always_run", "stages")
    assert [shown["hooks"][0][each] for each in alike] == [shipped[each] for each in alike]


@pytest.mark.parametrize("forge", HOMES)
def test_the_checks_of_a_forge_are_those_of_its_page(tmp_path: Path, forge: str) -> None:
    done = begun(tmp_path, "--forge", forge, "--cabang", "utama")
    assert f"{HOMES[forge].job} memasang skpkit dari indeks" in done.stdout
    made = yaml.safe_load((tmp_path / HOMES[forge].job).read_bytes().replace(b"utama", b"main"))
    page = (PROJECT / "docs" / "ci" / HOMES[forge].starter.replace(".yml.j2", ".md")).read_text(encoding="utf-8")
    shown = [yaml.safe_load(each) for each in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    assert made in shown


def test_editors_find_the_schemas_by_their_path_here(tmp_path: Path) -> None:
    begun(tmp_path)
    told = json.loads((tmp_path / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for schema, pattern in told.items():
        data = json.loads((tmp_path / schema).read_text(encoding="utf-8"))
        kind = schema.rpartition("/")[2].removesuffix(".schema.json")
        assert data["properties"]["jenis"]["const"] == kind
        assert "http" not in pattern
    assert len(told) == len(KINDS)


def test_where_nobody_can_be_asked_what_is_missing_is_named(tmp_path: Path) -> None:
    done = run_here(tmp_path, "init", *DAY)
    assert (done.returncode, "--instansi" in done.stderr, there(tmp_path)) == (2, True, {})
    done = run_here(tmp_path, "init", "--instansi", "Badan Contoh", *DAY)
    assert (done.returncode, "--unit" in done.stderr, there(tmp_path)) == (2, True, {})
    assert not (tmp_path / ".git").exists()
    done = run_here(tmp_path, "init", "--yes", *DAY)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--pengelola", "198806212010122"), "18 angka"),
        (("--pengelola-nama", "Nining"), "--pengelola NIP"),
        (("--cabang", "a..b"), "nama cabang"),
        (("--cabang", "-x"), "nama cabang"),
        (("--instansi", "dua\nbaris"), "satu baris"),
        (("--unit", "x" * 301), "satu baris"),
        (("--aturan", "kmk-1"), "kmk-300-2022"),
        (("--gabung", "ff"), "squash"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run_here(tmp_path, "init", *OFFICE, *words, *DAY)
    assert (done.returncode, said in done.stderr, list(tmp_path.iterdir())) == (2, True, []), done.stderr


COMMIT_ID = "0123456789abcdef0123456789abcdef01234567"
WHEEL = "skpkit-0.1.0-py3-none-any.whl"
PACKAGES = {
    "https://paket.example.go.id/simple": '--index-url https://paket.example.go.id/simple "skpkit[office]==',
    f"git+https://git.example.go.id/skpkit.git@{COMMIT_ID}": (
        f'"skpkit[office] @ git+https://git.example.go.id/skpkit.git@{COMMIT_ID}"'
    ),
    f"https://berkas.example.go.id/{WHEEL}": f'"skpkit[office] @ https://berkas.example.go.id/{WHEEL}"',
}


@pytest.mark.parametrize("forge", HOMES)
@pytest.mark.parametrize("given", PACKAGES)
def test_a_job_installs_from_where_the_office_says(tmp_path: Path, forge: str, given: str) -> None:
    done = begun(tmp_path, "--forge", forge, "--paket", given)
    assert "dari indeks paket yang dikenal" not in done.stdout
    text = (tmp_path / HOMES[forge].job).read_text(encoding="utf-8")
    (line,) = (each for each in scripts_of(yaml.safe_load(text)) if "pip install" in each)
    assert line.startswith(f"pip install {PACKAGES[given]}")
    assert "PIP_INDEX_URL" not in text
    assert line in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert given in "".join(shlex.split(line))


def scripts_of(job: Any) -> list[str]:
    """What the job of a forge runs, line by line."""
    found = [each for part in job.values() if isinstance(part, dict) for each in part.get("script", ())]
    steps = [each for part in job.get("jobs", {}).values() for each in part["steps"]]
    return [*found, *(each["run"] for each in steps if "run" in each)]


def test_a_wheel_in_the_repository_is_installed_as_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "alat").mkdir()
    (tmp_path / "alat" / WHEEL).write_bytes(b"roda")
    done = begun(tmp_path, "--forge", "gitlab", "--paket", f"alat/{WHEEL}")
    seal = hashlib.sha256(b"roda").hexdigest()
    job = (tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert f'- pip install "skpkit[office] @ file://$PWD/alat/{WHEEL}#sha256={seal}"' in job, done.stderr
    assert f'pip install "alat/{WHEEL}[office]"' in (tmp_path / "README.md").read_text(encoding="utf-8")
    for name in ("user.name", "user.email"):
        git(tmp_path, "config", name, "uji@example.org")
    again = begun(tmp_path, "--forge", "gitlab", "--paket", f"alat/{WHEEL}", "--commit")
    assert ".gitlab-ci.yml sudah ada; ubah di sana: --paket" in again.stdout
    git(tmp_path, "ls-files", "--error-unmatch", ".gitlab-ci.yml", f"alat/{WHEEL}")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("http://paket.example.go.id/simple", "https://"),
        ("https://rini:rahasia@paket.example.go.id/simple", "sandi"),
        ('https://paket.example.go.id/"; rm -rf /', "spasi"),
        ("git+https://git.example.go.id/skpkit.git@main", "commit"),
        ("git+https://git.example.go.id/skpkit.git", "commit"),
        (f"alat/{WHEEL}", "tidak ada"),
        ("../lain/" + WHEEL, "di dalam repositori"),
        ("https://berkas.example.go.id/lain-1.0-py3-none-any.whl", "skpkit-"),
        ("skpkit", "https://"),
        ("https://paket.example.go.id/$(id)", "spasi"),
    ],
)
def test_a_package_that_cannot_be_is_refused(tmp_path: Path, given: str, said: str) -> None:
    done = run_here(tmp_path, "init", *OFFICE, "--forge", "github", "--paket", given, *DAY)
    assert (done.returncode, said in done.stderr, list(tmp_path.iterdir())) == (2, True, []), done.stderr
    assert "rahasia" not in done.stderr


def test_where_it_has_begun_only_what_would_be_written_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(tmp_path)
    monkeypatch.setattr(_asking, "somebody_reads", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    done = run_here(tmp_path, "init", *DAY)
    assert (done.returncode, "tidak ada yang perlu ditulis" in done.stdout) == (0, True), done.stderr
    (tmp_path / "README.md").unlink()
    (tmp_path / "skpkit.yaml").write_text("gabung: [rebase]\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("gitea\n\nn\n"))  # where it is kept, from where skpkit comes
    done = run_here(tmp_path, "init", *DAY)
    assert done.returncode == 0, done.stderr
    assert "rebase:" in (tmp_path / "README.md").read_text(encoding="utf-8")  # as the settings say


def test_what_is_to_be_added_to_what_was_there_is_told(tmp_path: Path) -> None:
    (tmp_path / ".vscode").mkdir()
    for path, text in ((".gitignore", "*~\n*.pdf\n"), (".gitattributes", "* -text\n"), (".vscode/settings.json", "{}")):
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "skema").mkdir()
    (tmp_path / "skema" / "skp.schema.json").write_text("{}", encoding="utf-8")
    told = begun(tmp_path).stdout
    (ignored,) = (each for each in told.splitlines() if ".gitignore" in each and "tambahkan" in each)
    assert "~$*" in ignored
    assert "*~" not in ignored
    assert any(".gitattributes" in each and "diff=skp merge=skp" in each for each in told.splitlines())
    assert any(".vscode/settings.json" in each and "skpkit schema" in each for each in told.splitlines())
    assert any("skema/skp.schema.json" in each and "--force" in each for each in told.splitlines())


def test_of_its_own_files_nothing_is_to_be_added(tmp_path: Path) -> None:
    begun(tmp_path)
    assert "tambahkan" not in begun(tmp_path).stdout


def test_a_hostile_name_stays_a_name(tmp_path: Path) -> None:
    name = 'Kantor: {{ 7*7 }} #1 "x" {% raw %} `rm`'
    begun(tmp_path, "--unit", name, "--forge", "gitlab")
    data = read((tmp_path / "skpkit.yaml").read_bytes()).data
    assert data["unit_kerja"] == name
    assert accepts("pengaturan", data)
    assert name in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_it_asks_at_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_asking, "somebody_reads", lambda: True)
    said = [
        "Kementerian Keuangan",
        "KPPN Contoh",
        "",
        "198806212010122",
        "198806212010122001",
        "Nining Kartika",
        "Kepala",
        "a b",
        "",
        "gitlab",
        "ff",
        "merge, squash",
        "http://paket.example.go.id",
        "",
        "n",
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in said)))
    done = run_here(tmp_path, "init", *DAY)
    assert done.returncode == 0, done.stderr
    data = read((tmp_path / "skpkit.yaml").read_bytes()).data
    assert data["aturan"] == "kmk-300-2022"  # an office of that ministry
    assert data["pengelola"] == [{"nip": "198806212010122001", "nama": "Nining Kartika", "jabatan": "Kepala"}]
    assert "permenpanrb-6-2022: semua instansi lain (Peraturan Menteri PANRB" in done.stdout  # whose each is
    assert "NIP ini tidak mungkin benar" in done.stdout + done.stderr
    assert "a b tidak dapat menjadi nama cabang" in done.stdout + done.stderr
    assert "ff bukan cara menggabung" in done.stdout + done.stderr
    assert (tmp_path / ".gitlab-ci.yml").exists()
    assert "skpkit new skp" in done.stdout


def test_it_commits_where_that_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Uji")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "uji@example.org")
    with monkeypatch.context() as patched:
        patched.chdir(tmp_path)
        patched.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        (tmp_path / "lain.txt").write_text("punya orang\n", encoding="utf-8")
        start = skpkit.init(tmp_path, Answers("Badan Contoh", "Kantor"))
        start.write("skpkit", "id", commit=True)
    listed = subprocess.run(["git", "ls-files"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True).stdout
    assert {*listed.split()} == {*start.files}


def test_without_a_name_for_git_it_says_that_nothing_was_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "rumah"))
    (tmp_path / "x").mkdir()
    git(tmp_path / "x", "init", "--quiet")
    git(tmp_path / "x", "config", "user.useConfigOnly", "true")
    done = run_here(tmp_path / "x", "init", *OFFICE, "--commit", *DAY)
    assert (done.returncode, "git config --global user.name" in done.stderr) == (3, True)
    assert (tmp_path / "x" / "skpkit.yaml").exists()


def test_what_the_repository_tells_is_not_asked(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=utama")
    git(tmp_path, "remote", "add", "origin", "https://gitlab.example.org/kantor/skp.git")
    known = known_of(tmp_path)
    assert (known.branch, known.forge) == ("utama", "gitlab")
    begun(tmp_path)
    assert settings_of((tmp_path / "skpkit.yaml").read_bytes()).branch == "utama"
    assert (tmp_path / ".gitlab-ci.yml").exists()


DOSSIER = "records/2026/199203172015021003"
PLAN = (
    "199203172015021003", "--nama", "Bagas", "--jabatan", "Pelaksana", "--unit", "KPPN", "--instansi", "Badan",
    "--penilai", "197805142003121002", "--penilai-nama", "Ratna", "--penilai-jabatan", "Kepala",
    "--rhk", "Pengujian SPM", "--iki", "1 | SPM tepat waktu | waktu | persen | 95 95 96 96", "--yes",
)  # fmt: skip
# How each command is run where nothing is yet; those that need no records, and what their report says.
ASKED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("check", "review", "audit", "ci", "status", "fmt"), ()),
    **{f"signers {each}": () for each in ("list", "check", "sign")},
    "signers add": ("kunci.pub",),
    "site": ("situs",),
    "export": ("-o", "x.xlsx"),
    "import": ("x.xlsx",),
    "frozen": (DOSSIER,),
    "adendum": (DOSSIER,),
    "komplemen": (DOSSIER, "--mulai", "2026-07-01"),
    "realisasi": (DOSSIER,),
    "koreksi": (DOSSIER, "1a-N", "Q1", "7"),
    "new skp": PLAN,
    "new manual": (DOSSIER,),
    "new dki": (DOSSIER, "--yes"),
    "new evaluasi": (DOSSIER, "Q1"),
    "exempt": ("aaaaaaaa", "--reason", "x", "--approver", "199203172015021003"),
    "approve": (f"{DOSSIER}/skp.yaml", "--as", "pegawai"),
    "render": ("records", "-o", "x.pdf"),
    "verify": ("x.pdf",),
}
BEGINNING = {"init", "git-setup", "schema", "lsp", "cache", "rules", "explain"}
JUDGES = {"review", "ci"}  # where nothing is on either side, nothing is refused


def test_the_cache_is_of_the_user_and_of_no_repository(tmp_path: Path) -> None:
    for words in ((), ("--clear",)):
        done = run_here(tmp_path, "cache", *words, XDG_CACHE_HOME=str(tmp_path / "cache"))
        assert (done.returncode, str(tmp_path / "cache") in done.stdout) == (0, True), done.stderr


def test_no_command_is_forgotten() -> None:
    assert {*commands()} == {*ASKED, *BEGINNING}


@pytest.mark.parametrize("name", ASKED)
def test_where_no_records_are_every_command_says_how_to_begin(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "--quiet")
    for words in (ASKED[name], ("--lang", "id")):  # also before it says which words it lacks
        done = run_here(tmp_path, *name.split(), *words)
        assert done.returncode == (0 if name in JUDGES else 3), done.stderr
        assert (BEGIN in done.stdout) if name in JUDGES else done.stderr.splitlines()[-1].endswith(BEGIN)
        assert not there(tmp_path)


AFTER = {*ASKED} - {"new skp", "import", *(each for each in ASKED if each.startswith("signers "))}
COUNTS = {"fmt"}


@pytest.mark.parametrize("name", sorted(AFTER))
def test_where_settings_are_alone_the_first_skp_is_told(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "skpkit.yaml").write_text("bahasa: en\n", encoding="utf-8")
    done = run_here(tmp_path, *name.split(), *ASKED[name])
    assert done.returncode == (0 if name in JUDGES | COUNTS else 3), done.stderr
    assert "skpkit new skp" in (done.stdout if name in JUDGES else done.stderr.splitlines()[-1])


@pytest.mark.parametrize("name", ASKED)
def test_in_no_repository_too(tmp_path: Path, name: str) -> None:
    done = run_here(tmp_path, *name.split(), *ASKED[name])
    assert (done.returncode, done.stderr.rstrip().endswith("skpkit init"), there(tmp_path)) == (3, True, {})


def test_where_records_are_gone_from_the_disk_alone_it_is_no_beginning(office: Path) -> None:
    git(office, "rm", "-r", "--quiet", "records")
    done = run_here(office, "check", *DAY)
    assert (done.returncode, BEGIN in done.stderr, FIRST in done.stderr) == (3, False, False)


def test_it_commits_what_an_earlier_run_left(tmp_path: Path) -> None:
    begun(tmp_path, "--forge", "gitea")
    git(tmp_path, "config", "user.name", "Uji")
    git(tmp_path, "config", "user.email", "uji@example.org")
    done = begun(tmp_path, "--forge", "gitea", "--commit")
    assert "sudah di-commit" in done.stdout
    left = subprocess.run(["git", "status", "--short"], cwd=tmp_path, capture_output=True, check=True).stdout
    assert left == b""
    assert "sudah di-commit" not in begun(tmp_path, "--forge", "gitea", "--commit").stdout


def test_a_hook_that_would_not_run_is_told(tmp_path: Path) -> None:
    for name in ("lain", "sendiri"):
        (tmp_path / name).mkdir()
        git(tmp_path / name, "init", "--quiet")
    git(tmp_path / "lain", "config", "core.hooksPath", ".husky")
    assert "dari .husky (core.hooksPath)" in begun(tmp_path / "lain").stdout
    assert not (tmp_path / "lain" / ".git" / "hooks" / "pre-commit").exists()
    own = tmp_path / "sendiri" / ".git" / "hooks" / "pre-commit"
    own.parent.mkdir(exist_ok=True)
    own.write_text("#!/bin/sh\n", encoding="utf-8")
    assert "skpkit review --staged" in begun(tmp_path / "sendiri").stdout
    assert own.read_text(encoding="utf-8") == "#!/bin/sh\n"
    (tmp_path / "baru").mkdir()
    for _ in range(2):
        assert "review --staged" not in begun(tmp_path / "baru").stdout, "its own hook is no other's"
    assert "pre-commit install" in begun(tmp_path, str(tmp_path / "rangka"), "--hook", "pre-commit").stdout


def test_the_official_branch_is_that_of_the_origin(tmp_path: Path) -> None:
    (tmp_path / "asal").mkdir()
    git(tmp_path / "asal", "init", "--quiet", "--initial-branch=utama")
    git(tmp_path / "asal", "commit", "--quiet", "--allow-empty", "--message", "Mulai")
    git(tmp_path, "clone", "--quiet", "asal", "salinan")
    git(tmp_path / "salinan", "checkout", "--quiet", "-b", "kerja")
    assert known_of(tmp_path / "salinan").branch == "utama"


def test_it_begins_nowhere_but_where_it_was_asked_to(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "dalam").mkdir()
    for start, words in ((tmp_path, ("lain/skp",)), (tmp_path / "dalam", ())):
        done = run_here(start, "init", *words, *OFFICE, *DAY)
        assert (done.returncode, f"repositori git {tmp_path}" in done.stderr, there(tmp_path)) == (2, True, {})
    begun(tmp_path)
    begun(tmp_path / "dalam")
    git(tmp_path, "init", "--quiet", "--bare", str(tmp_path / "pusat.git"))
    done = run_here(tmp_path, "init", "pusat.git", *OFFICE, *DAY)
    assert (done.returncode, (tmp_path / "pusat.git" / "skpkit.yaml").exists()) == (2, False)


@pytest.mark.parametrize(
    ("institution", "profile"),
    [
        ("Kementerian  Keuangan RI", "kmk-300-2022"),
        ("Badan Pemeriksa Keuangan", "permenpanrb-6-2022"),
        ("Badan Keuangan Daerah Kota Contoh", "permenpanrb-6-2022"),
    ],
)
def test_whose_regulation_is_usual(institution: str, profile: str) -> None:
    assert usual_profile(institution) == profile
