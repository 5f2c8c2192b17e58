"""Beginning: the files with which a repository of records starts, and what is said where there are no records yet."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from skpkit.adding import EDITOR, IGNORED, SCHEMAS, to_add
from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import Note
from skpkit.forge.drivers import ATTRIBUTES, apply, attributes_line, setup_of, with_line
from skpkit.forge.hosts import HOMES, MERGES, NOWHERE
from skpkit.forge.installing import Package, package_of
from skpkit.judge.office import FIRST, Office
from skpkit.messages import N_, as_word
from skpkit.model.nip import digits, nip_flaw
from skpkit.model.profiles import known_profiles, profile
from skpkit.model.settings import Settings, Way, settings_of
from skpkit.opening import day
from skpkit.publishing import ENDING, editor_settings
from skpkit.source.history import (
    commit_files,
    hooks_elsewhere,
    make_repository,
    never_committed,
    official_branch,
    open_records,
    open_repository,
    remote_address,
)
from skpkit.source.resources import VERSION, data_folder
from skpkit.source.schemas import KINDS, SETTINGS_KIND, accepts, schema_folder
from skpkit.source.tree import RECORDS, SETTINGS
from skpkit.writing.composing import Gloss, Glosses, scalar_text, text_of
from skpkit.writing.journal import Batch

README = "README.md"
KEPT = ".gitkeep"  # keeps the folder of a year without records

BEGIN = N_("there are no records here yet; begin with: skpkit init")
NOT_AN_NIP = N_(
    "the NIP of the pengelola cannot be true; write its 18 digits as they stand in the letter of appointment"
)
ALONE = N_("name and position of a pengelola need the NIP too: --pengelola NIP")
NO_BRANCH = N_("{name} cannot be the name of a branch; take one such as main")
NO_LINE = N_("{given} cannot be written as one line of the settings; shorten it, and leave out what cannot be seen")
INSIDE = N_(
    "{path} lies in the git repository {top}, so the records would begin there; run it there if that is meant, else "
    "name a folder that is in no repository"
)
BARE = N_("{path} is a repository without files of its own; clone it, and run skpkit init in the clone")
HOOK_ELSEWHERE = N_(
    "git takes its hooks from {path} here (core.hooksPath), so none was written; let the hook pre-commit there run: "
    "skpkit review --staged"
)
HOOK_THERE = N_(
    "a hook pre-commit of your own is there and was left, so no commit is judged; let it run: skpkit review --staged"
)
A_FILE = N_("{path} is a file, and the records need a folder; name another one")


class Answers(NamedTuple):
    """What a repository begins with. `institution`, `unit` and the pengelola may stay empty, `branch` and `forge` are
    then what the repository tells; `ways` are those of MERGES by which the office lets requests be merged. Before the
    day `starts`, or else that on which it begins, the calendar asks for nothing. `package` is from where the checks of
    the forge install skpkit, as `package_of` takes it."""

    institution: str = ""
    unit: str = ""
    profile: str = ""
    reviewer_nip: str = ""
    reviewer_name: str = ""
    reviewer_post: str = ""
    branch: str = ""
    forge: str = ""
    ways: tuple[Way, ...] = ()
    language: str = "id"
    hook: str = "git"
    starts: date | None = None
    package: str = ""


class Start(NamedTuple):
    """A repository that begins: its top, the paths that are to be written and what they hold, those that are there
    already and are left, and whether git has to make the repository first. `own` are those of them that are as they
    would be written, of an earlier run; `hook_left` says why a hook is not written, `to_add` what files lack that were
    there."""

    root: Path
    files: Mapping[str, bytes]
    left: tuple[str, ...]
    new: bool
    branch: str
    hook: bytes | None
    own: tuple[str, ...] = ()
    hook_left: Note | None = None
    to_add: tuple[Note, ...] = ()

    def write(self, command: str, language: str, *, commit: bool = False) -> bool:
        """Make the repository, write the files as one, and let git show and merge records there; with `commit` commit
        what was written, by an earlier run too. `command` is how a shell runs skpkit. Whether there was something to
        commit.

        Raises SkpkitError where that cannot be done.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        if self.new:
            make_repository(self.root, self.branch)
        with open_repository(self.root) as repository:
            Batch(self.root, repository.journals, "skpkit init", self.files).write()
            own = repository.own_settings()
            settings = _settings_in(self.root, self.files)
            apply(own, setup_of(own, self.root, settings.records, command, language))
            hook = repository.hooks / "pre-commit"
        if self.hook is not None and not self.hook_left and not os.path.lexists(hook):
            hook.parent.mkdir(exist_ok=True)
            beside = hook.with_name("pre-commit.skpkit-baru")  # half a hook would be left as somebody's own
            beside.write_bytes(self.hook)
            beside.chmod(0o755)
            beside.replace(hook)
        paths = never_committed(self.root, [*self.files, *self.own]) if commit else []
        if paths:
            commit_files(self.root, paths, "Repositori rekaman SKP dimulai")
        return bool(paths)


def known_of(folder: str | Path = ".") -> Answers:
    """What a folder tells of itself before anybody is asked: its settings, branch and forge."""
    root = _place_of(folder)
    held = _settings_in(root, {})
    told = Answers(held.institution, held.unit, held.profile or "", branch=held.branch or "", ways=held.ways)
    if not (root / ".git").exists():
        return told
    address = remote_address(root)
    forge = next((name for name, home in HOMES.items() if any(word in address for word in home.addresses)), "")
    return told._replace(branch=held.branch or official_branch(root), forge=forge)


def usual_profile(institution: str) -> str:
    """The `aturan` that an office of an institution most likely goes by."""
    named = " ".join(institution.casefold().split())
    finance = ("kementerian keuangan", "kemenkeu", "ministry of finance")
    return "kmk-300-2022" if any(each in named for each in finance) else "permenpanrb-6-2022"


def profiles() -> Mapping[str, str]:
    """Each `aturan` with the name of the regulation that it is."""
    return {each: found.title for each in known_profiles() if (found := profile(each))}


def init(folder: str | Path, answers: Answers, *, command: str = "skpkit", today: date | None = None) -> Start:
    """The files of a repository of records that begins in a folder, or at the top of the repository around it. What is
    there already is left as it is. Nothing is written before `write` of what is given.

    Raises WrongUsage for answers that cannot be.
    """
    root = _place_of(folder)
    asked = _settled(answers, known_of(folder))
    now = day(today).date
    asked = asked._replace(starts=asked.starts or now)
    package = package_of(asked.package, root, VERSION)
    files = dict(_files(asked, root, now.year, package))
    there = {each for each in files if os.path.lexists(root / each)}
    hook = _filled("pre-commit.j2", {"command": command}) if asked.hook == "git" else None
    return Start(
        root,
        {path: content for path, content in files.items() if path not in there},
        tuple(sorted(each for each in there if not each.startswith(f"{SCHEMAS}/") and not each.endswith(KEPT))),
        not (root / ".git").exists(),
        asked.branch,
        hook,
        tuple(each for each in there if _holds(root / each, files[each]) or each == SETTINGS)
        + ((package.file,) if package.file else ()),
        _hook_left(root, hook),
        tuple(to_add(root, files, _settings_in(root, {}).records)),
    )


def _holds(file: Path, content: bytes) -> bool:
    return file.is_file() and not file.is_symlink() and file.read_bytes() == content


def _hook_left(root: Path, hook: bytes | None) -> Note | None:
    """Why a hook would judge nothing in a repository that is there, or is left."""
    if hook is None or not (root / ".git").exists():
        return None
    if elsewhere := hooks_elsewhere(root):
        return Note(HOOK_ELSEWHERE, {"path": elsewhere})
    with open_repository(root) as repository:
        there = repository.hooks / "pre-commit"
    if os.path.lexists(there) and not (there.is_file() and b"review --staged" in there.read_bytes()):
        return Note(HOOK_THERE)
    return None


def branch_name(text: str) -> str:
    """The name of a branch. Raises WrongUsage for what cannot be one."""
    if not accepts(SETTINGS_KIND, {"cabang": text}) or not re.fullmatch(r"[^\s~^:?*\[\\]+", text):
        raise WrongUsage(NO_BRANCH, name=text)
    return text


def lead_on(folder: str | Path) -> str | None:
    """The sentence that leads on where a repository holds no records, neither on the disk nor in its newest commit;
    None where there are some, or nobody can tell."""
    try:
        with open_records(Path(folder)) as records:
            states = [records.worktree(), records.head()]
            offices = [Office(each) for each in states if each]
            if any(each.listing.places or each.outside().files or each.elsewhere for each in offices):
                return None
            return FIRST if offices[0].content(SETTINGS) is not None else BEGIN
    except SkpkitError:
        return None


def refuse_unbegun(folder: str | Path) -> None:
    """Raises SkpkitError with the sentence that leads on, where no repository of records has begun around a folder:
    none lies there, or it has neither settings nor records."""
    top = top_of(folder)
    if (top / SETTINGS).exists() or next((top / RECORDS).glob("*/*"), None):
        return
    with open_records(Path(folder)):
        pass
    if lead_on(folder) == BEGIN:
        raise SkpkitError(BEGIN)


def records_of(folder: str | Path) -> str:
    """The folder of the records that the settings around a folder name."""
    return _settings_in(top_of(folder), {}).records


def top_of(folder: str | Path) -> Path:
    """The top of the repository around a folder, else the folder."""
    folder = Path(folder)
    start = folder.absolute()
    return next((each for each in (start, *start.parents) if (each / ".git").exists()), start)


def _place_of(folder: str | Path) -> Path:
    """Where records begin that are asked for in a folder: there, or where they have begun around it already. Raises
    WrongUsage for a place where they cannot."""
    start, root = Path(folder).absolute(), top_of(folder)
    if root.exists() and not root.is_dir():
        raise WrongUsage(A_FILE, path=str(root))
    if (start / "objects").is_dir() and (start / "refs").is_dir() and (start / "HEAD").is_file():
        raise WrongUsage(BARE, path=str(start))
    if os.path.realpath(start) != os.path.realpath(root) and not (root / SETTINGS).exists():
        raise WrongUsage(INSIDE, path=str(start), top=str(root))
    return root


def _settings_in(root: Path, files: Mapping[str, bytes]) -> Settings:
    file = root / SETTINGS
    held = files.get(SETTINGS)
    if held is None and file.is_file() and not file.is_symlink():
        held = file.read_bytes()
    return settings_of(held)


def _settled(answers: Answers, known: Answers) -> Answers:
    """The answers with what is known or usual in the place of those that are empty."""
    nip = digits(answers.reviewer_nip)
    if nip and nip_flaw(nip):
        raise WrongUsage(NOT_AN_NIP)
    if not nip and (answers.reviewer_name or answers.reviewer_post):
        raise WrongUsage(ALONE)
    branch = answers.branch or known.branch or "main"
    institution = answers.institution or known.institution
    asked = answers._replace(
        reviewer_nip=nip,
        branch=branch,
        institution=institution,
        unit=answers.unit or known.unit,
        forge=answers.forge or known.forge or NOWHERE,
        profile=answers.profile or known.profile or usual_profile(institution),
        ways=known.ways or answers.ways,
    )
    for given in (asked.institution, asked.unit, asked.reviewer_name, asked.reviewer_post):
        if given and not accepts(SETTINGS_KIND, {"instansi": given}):
            raise WrongUsage(NO_LINE, given=given)
    branch_name(branch)
    return asked


def _files(asked: Answers, root: Path, year: int, package: Package) -> Mapping[str, bytes]:
    """All files that a repository begins with."""
    held = _settings_in(root, {})
    records = held.records
    home = HOMES.get(asked.forge)
    words = {
        "office": asked.unit or asked.institution or "kantor kami",
        "records": records,
        "year": year,
        "branch": asked.branch,
        "version": VERSION,
        "quoted_branch": scalar_text(asked.branch, flow=True),
        "forge": home.called if home else "",
        "ways": [MERGES[each] for each in asked.ways],
        "package": package,
    }
    files = {
        SETTINGS: _settings_text(asked).encode(),
        README: _filled("README.md.j2", words),
        IGNORED: _starter("gitignore"),
        ATTRIBUTES: with_line(_starter("gitattributes"), attributes_line(records)),
        ".editorconfig": _starter("editorconfig"),
        EDITOR: editor_settings(f"./{SCHEMAS}", records),
    }
    folder = root / records / str(year)
    if not folder.is_dir() or all(each.name == KEPT for each in folder.iterdir()):
        files[f"{records}/{year}/{KEPT}"] = b""
    for kind in KINDS:
        files[f"{SCHEMAS}/{kind}{ENDING}"] = (schema_folder() / f"{kind}{ENDING}").read_bytes()
    if home:
        files[home.job] = _filled(home.starter, words)
    if asked.hook == "pre-commit":
        files[".pre-commit-config.yaml"] = _starter("pre-commit-config.yaml")
    return files


def _settings_text(asked: Answers) -> str:
    """The settings, each key with what it is for."""
    data: dict[str, Any] = {"jenis": SETTINGS_KIND, "versi": 1, "bahasa": asked.language, "aturan": asked.profile}
    data |= {key: value for key, value in {"instansi": asked.institution, "unit_kerja": asked.unit}.items() if value}
    data |= {"rekaman": RECORDS, "pembekuan": "periode", "kertas": "a4", "cabang": asked.branch}
    data |= {"gabung": list(asked.ways)} if asked.ways else {}
    data["zona"] = Settings().zone
    data |= {"mulai": asked.starts.isoformat()} if asked.starts else {}
    found = profiles().get(asked.profile, "")
    glosses: Glosses = {
        (): Gloss(f"Pengaturan repositori rekaman {asked.unit or asked.institution}".rstrip()),
        ("bahasa",): Gloss(behind="bahasa pesan: id atau en"),
        ("aturan",): Gloss(f"Aturan bagi rekaman baru: {found}"),
        ("instansi",): Gloss("Diusulkan bagi rekaman baru"),
        ("rekaman",): Gloss(behind="folder rekaman"),
        ("pembekuan",): Gloss(behind="yang dibekukan realisasi: periode, atau iki (lebih ketat)"),
        ("kertas",): Gloss(behind="a4 atau f4"),
        ("cabang",): Gloss("Cabang yang memuat keadaan resmi; usulan dinilai terhadapnya"),
        ("gabung",): Gloss(behind="cara menggabungkan usulan; dengan rebase setiap commit dinilai sendiri"),
        ("zona",): Gloss(behind="kapan hari berganti; WIB: Asia/Jakarta, WITA: Asia/Makassar, WIT: Asia/Jayapura"),
        ("mulai",): Gloss(behind="yang jatuh tempo sebelum hari ini tidak ditagih"),
        ("pengelola",): Gloss("Pengelola kinerja organisasi, yang mereviu adendum dan komplemen"),
    }
    if asked.reviewer_nip:
        named = {"nip": asked.reviewer_nip, "nama": asked.reviewer_name, "jabatan": asked.reviewer_post}
        data["pengelola"] = [{key: value for key, value in named.items() if value}]
        return text_of(SETTINGS_KIND, data, glosses)
    return text_of(SETTINGS_KIND, data, glosses) + (
        "# Pengelola kinerja organisasi, yang mereviu adendum dan komplemen; hapus # bila sudah ditunjuk\n"
        "# pengelola:\n"
        '#   - {nip: "18 angka", nama: Nama, jabatan: Jabatan}\n'
    )


def _starter(name: str) -> bytes:
    return (data_folder("starters") / name).read_bytes()


def _filled(name: str, words: Mapping[str, object]) -> bytes:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(  # noqa: S701 - it makes no HTML
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_starter(name).decode()).render(words).encode()


def next_steps(start: Start, *, committed: bool) -> Sequence[str]:
    """What is to be done next, as commands. Only what was written is committed, whatever else lies there."""
    tops = " ".join(dict.fromkeys(as_word(each.partition("/")[0]) for each in start.files))
    return [
        *([] if committed or not start.files else [f"git add {tops}", "git commit -m 'Repositori rekaman'"]),
        *(["pre-commit install"] if ".pre-commit-config.yaml" in start.files else []),
        "skpkit new skp",
    ]
