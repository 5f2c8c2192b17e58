"""A year of an invented office in a git repository of its own, and skpkit judging it.

    python docs/demo/demo.py [FOLDER]

`history.yaml` tells how the records of this project came about, commit by commit; `build` replays it. Dates,
names and texts are fixed, so the commits have the same ids on every machine.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml
from git import Repo

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from skpkit.forge.hosts import PUBLIC  # noqa: E402 - run as a script, this folder alone is on the path
from tests.support.edits import edited  # noqa: E402 - run as a script, this folder alone is on the path
from tests.support.memory import MemoryTree  # noqa: E402

TODAY = ("--today", "2026-12-01")
GOOD, FORBIDDEN = "usulan/adendum-baik", "usulan/adendum-terlarang"
HEAD = "records/2026/197406181999031004/skp.yaml"
STAFF = "records/2026/seksi-pencairan-dana/199304122015022001/skp.yaml"
SETTINGS = {
    "user.name": "KPPN Teluk Melati",
    "user.email": "kinerja@kppn-teluk-melati.example",
    "core.autocrlf": "false",
    "core.fileMode": "false",
}


@dataclass(frozen=True)
class Step:
    """One commit, as `history.yaml` writes it; its head explains the keys."""

    tanggal: str
    oleh: str
    pesan: str
    berkas: Sequence[str] = ()
    ubah: Sequence[Mapping[str, Any]] = ()

    @property
    def signature(self) -> dict[str, str]:
        """Author, committer and date in the words of git's environment."""
        mail = f"{self.oleh.lower().replace(' ', '.')}@kppn-teluk-melati.example"
        who = {"NAME": self.oleh, "EMAIL": mail, "DATE": f"{self.tanggal}:00 +0700"}
        return {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}


def history() -> tuple[list[Step], dict[str, list[Step]]]:
    """The steps of the main line, and those of each proposal."""
    told = yaml.safe_load(Path(__file__).with_name("history.yaml").read_text(encoding="utf-8"))
    return [Step(**step) for step in told["utama"]], {
        name: [Step(**step) for step in steps] for name, steps in told["usulan"].items()
    }


def states(steps: Sequence[Step], state: MemoryTree | None = None) -> Iterator[MemoryTree]:
    """What each step leaves, after a state or from nothing on."""
    tree = state or MemoryTree({})
    for number, step in enumerate(steps):
        moves = [edit for later in steps[number:] for edit in later.ubah if "move" in edit]
        for pattern in step.berkas:
            files = {path.relative_to(PROJECT).as_posix(): path for path in PROJECT.glob(pattern)}
            tree = tree.changed({_then(name, moves): path.read_text("utf-8") for name, path in files.items()})
        tree = edited(tree, [{**edit, "file": _then(edit["file"], moves)} for edit in step.ubah])
        yield tree


def _then(name: str, moves: Sequence[Mapping[str, str]]) -> str:
    """Where the file `name` lay before the moves to come."""
    for move in reversed(moves):
        if name.startswith(f"{move['move']}/"):
            name = move["file"] + name.removeprefix(move["move"])
    return name


def build(folder: Path) -> None:
    """Write the office's repository into `folder`, which is new or empty; `main` is checked out."""
    steps, proposals = history()
    with _nobodys_git(), Repo.init(folder, mkdir=True, initial_branch="main") as repo:
        for key, value in SETTINGS.items():
            repo.git.config(key, value)
        main = MemoryTree({})
        for step, tree in zip(steps, states(steps), strict=True):
            _commit(repo, folder, step, main, tree)
            main = tree
        for branch, proposed in proposals.items():
            repo.git.checkout("-q", "-b", branch, "main")
            before = main
            for step, tree in zip(proposed, states(proposed, main), strict=True):
                _commit(repo, folder, step, before, tree)
                before = tree
        repo.git.checkout("-q", "main")


@contextmanager
def _nobodys_git() -> Iterator[None]:
    """Hide git's variables and configuration of whoever builds: a hook around us names another repository."""
    before = dict(os.environ)
    for name in [name for name in before if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _commit(repo: Repo, folder: Path, step: Step, before: MemoryTree, after: MemoryTree) -> None:
    """Make and commit what one step changes."""
    for path in before.files.keys() - after.files.keys():
        (folder / path).unlink()
        with suppress(OSError):  # up to the first folder that holds something
            os.removedirs((folder / path).parent)
    for path, content in after.files.items():
        if before.files.get(path) != content:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
    repo.git.add("--all", "--force")
    with repo.git.custom_environment(**step.signature):
        repo.git.commit("--quiet", "--no-verify", "--no-gpg-sign", "--message", step.pesan)


class Show(NamedTuple):
    """A command to show, and how it has to end."""

    tells: str
    arguments: Sequence[str]
    exit_code: int = 0
    mentions: Sequence[str] = ()
    makes: Path | None = None


def shows(out: Path) -> Iterator[Show]:
    """What is run in the repository; documents are written into `out`."""
    yield Show("Seluruh rekaman diperiksa: bersih.", ["check", *TODAY])
    yield Show("Adendum atas triwulan yang masih terbuka: diterima.", ["review", f"main...{GOOD}", *TODAY])
    refused = ["review", f"main...{FORBIDDEN}", *TODAY]
    yield Show("Adendum yang menyentuh realisasi: ditolak dengan bukti.", refused, 1, ["SKP301", "SKP302"])
    for record, made in ((HEAD, out / "skp-kepala-kantor.pdf"), (STAFF, out / "skp-pegawai.pdf")):
        yield Show(f"SKP dicetak menjadi {made.name}.", ["render", record, "-o", str(made)], makes=made)


def run(show: Show, program: str, folder: Path) -> bool:
    """Run one command as a user would, print it and what it says; whether it ended as told."""
    if show.makes:
        show.makes.parent.mkdir(exist_ok=True)
        show.makes.unlink(missing_ok=True)
    click.echo(f"\n# {show.tells}\n$ skpkit {' '.join(show.arguments)}")
    # Inside a CI skpkit would write annotations, and hide names; a user sees text.
    env = {key: value for key, value in os.environ.items() if key not in PUBLIC}
    env["PYTHONIOENCODING"] = "utf-8"
    command = [program, *show.arguments]
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = done.stdout.decode("utf-8", "replace")
    click.echo(f"{said.rstrip()}\n[kode keluar {done.returncode}]")
    as_told = done.returncode == show.exit_code and all(word in said for word in show.mentions)
    return as_told and (show.makes is None or show.makes.is_file())


def main(arguments: Sequence[str]) -> int:
    """Build, show, and say what was made; 0 only if every command ended as told."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    folder = Path(arguments[0] if arguments else tempfile.mkdtemp(prefix="skpkit-demo-")).resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        click.echo(f"{folder} sudah berisi; sebutkan folder yang baru atau kosong.")
        return 2
    program = shutil.which(Path(sys.executable).with_name("skpkit")) or shutil.which("skpkit")
    if program is None:
        click.echo("Perintah skpkit belum terpasang: jalankan `pip install .` dahulu.")
        return 2
    build(folder)
    click.echo(f"Repositori contoh: {folder}")
    surprises = [show.tells for show in shows(PROJECT / "build") if not run(show, program, folder)]
    if surprises:
        click.echo("\nTidak seperti yang dijanjikan:\n" + "\n".join(surprises))
        return 1
    click.echo(
        f"\nTerbentuk: riwayat satu tahun dan dua usulan di {folder}, dua PDF di {PROJECT / 'build'}.\n"
        f"Coba di sana (skpkit ada di {Path(sys.executable).parent}): git log --stat; skpkit explain SKP301;\n"
        "skpkit audit main~20..main (perubahan terlarang yang sempat masuk dan dikembalikan);\n"
        "skpkit git-setup --write, lalu git log -p (perubahan dengan istilah formulir);\n"
        "atau ubah sebuah target lalu jalankan skpkit review.\n"
        "An invented office's year in git, one good and one forbidden proposal: change a target, run `skpkit review`."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
