"""git's drivers for records: what a repository must have set so that git shows and merges them as records.

Which files they are for is told by a line of `.gitattributes`, which everybody gets; what is run is in git's settings
on each machine alone, so that a repository never brings commands along. The commands go on without skpkit: where it is
gone, git shows and merges text.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from skpkit.errors import SkpkitError, system_reason
from skpkit.messages import DEFAULT_LANGUAGE, N_
from skpkit.source.history import OwnSettings

NO_LINK = N_("{path} is a link, which git does not follow there; put a file in its place and run skpkit again")
NOT_READ = N_("{path} could not be read ({why}); let it be read, and run skpkit again")

ATTRIBUTES = ".gitattributes"
GIVEN = "diff=skp merge=skp"
TO_SETTLE = 10
"""The exit code of a merge driver that finished and left marks, which nothing else that ends it leaves with."""
_OURS = re.compile(r"(?P<pattern>\"(?:[^\"\\]|\\.)*\"|\S+)[ \t]+diff=skp[ \t]+merge=skp[ \t]*")
_SPECIAL = re.compile(r"[\\*?\[\]]")

# A heading of a hunk names the person, whom a path tells by NIP alone; where git compares the text as it stands, the
# IKI, cell or dialogue, whose dates are written with digits there.
_HEADINGS = (
    r"^(pegawai nama: .*|peserta: .*, pegawai|[[:space:]]*(- )?(kode|periode):.*|"
    r"[[:space:]]*(- )?tanggal: *['\"]?[0-9]{4}-.*)$"
)


class Setting(NamedTuple):
    """One of git's settings: its name, the value that it is to have, and the one that it has."""

    name: str
    wanted: str
    now: str | None

    @property
    def stands(self) -> bool:
        """Whether it is as it is to be."""
        return self.now == self.wanted


class Setup(NamedTuple):
    """What a repository is to have, and what it has: git's settings, and the attributes as they are and would be."""

    settings: tuple[Setting, ...]
    file: Path
    line: str
    before: bytes
    after: bytes

    @property
    def stands(self) -> bool:
        """Whether nothing is left to do."""
        return self.before == self.after and all(each.stands for each in self.settings)

    @property
    def line_stands(self) -> bool:
        """Whether the attributes are as they are to be."""
        return self.before == self.after


def setup_of(own: OwnSettings, root: Path, records: str, command: str, lang: str) -> Setup:
    """What the repository at a folder is to have for the records in one below it. `command` is how a shell runs skpkit.

    Raises SkpkitError where the attributes cannot be read.
    """
    wanted = settings_for(command, lang)
    now = own.read([*wanted])
    line = attributes_line(records)
    file = root / ATTRIBUTES
    before = _content(file)
    settings = tuple(Setting(name, value, now.get(name)) for name, value in wanted.items())
    return Setup(settings, file, line, before, with_line(before, line))


def removal_of(own: OwnSettings, root: Path) -> Setup:
    """The same for taking them away again: what is set, and the attributes without the drivers' lines."""
    now = own.read([*settings_for("", "")])
    file = root / ATTRIBUTES
    before = _content(file)
    return Setup(
        tuple(Setting(name, "", value) for name, value in now.items()), file, "", before, without_lines(before)
    )


def settings_for(command: str, lang: str) -> dict[str, str]:
    """git's settings for drivers that run a command, by their names."""
    spoken = "" if lang in ("", DEFAULT_LANGUAGE) else f" --lang {lang}"
    merging = command.replace("%", "%%")
    return {
        "diff.skp.xfuncname": _HEADINGS,
        # a shell runs it with the file behind it; a driver that failed would end the whole of git diff
        "diff.skp.textconv": f'f() {{ {command} diff-driver{spoken} "$1" 2>/dev/null || cat "$1"; }}; f',
        "merge.skp.name": "SKP",
        # a driver that did not finish, killed or gone, would leave our side alone, without any mark of what theirs was;
        # a code of its own says that it did, for Python leaves with 1 or 2 where it breaks
        "merge.skp.driver": (
            f"{merging} merge-driver{spoken} %O %A %B %L %P; case $? in 0) ;; {TO_SETTLE}) exit 1;; "
            "*) git merge-file --marker-size=%L %A %O %B;; esac"
        ),
        # of two bases git makes one first: with marks in it nobody could read it
        "merge.skp.recursive": "binary",
    }


def attributes_line(records: str) -> str:
    """The line of attributes for the records in a folder, as `.gitattributes` has it."""
    folder = _SPECIAL.sub(r"\\\g<0>", records) if records not in ("", ".") else ""
    pattern = f"{folder}/**/*.yaml" if folder else "**/*.yaml"
    if re.search(r'[\s"]', pattern) or pattern.startswith(("#", "!")):
        escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
        pattern = f'"{escaped}"'
    return f"{pattern} {GIVEN}"


def with_line(content: bytes, line: str) -> bytes:
    """Attributes with the line in them, all others kept; in place of one for a folder in which records lay before."""
    lines = [*_lines(content)]
    if line in (_bare(each) for each in lines):
        kept = [each for each in lines if _bare(each) == line or not _OURS.fullmatch(_bare(each))]
        return _whole(kept)
    end = "\r\n" if lines and lines[-1].endswith("\r\n") else "\n"
    at = next((nth for nth, each in enumerate(lines) if _OURS.fullmatch(_bare(each))), len(lines))
    if at == len(lines) and lines and _bare(lines[-1]) == lines[-1]:
        lines[-1] += end
    rest = [each for each in lines[at:] if not _OURS.fullmatch(_bare(each))]
    return _whole([*lines[:at], f"{line}{end}", *rest])


def without_lines(content: bytes) -> bytes:
    """Attributes without the lines of the drivers, all others kept."""
    return _whole([each for each in _lines(content) if not _OURS.fullmatch(_bare(each))])


def apply(own: OwnSettings, setup: Setup) -> None:
    """Set git's settings as a setup has them, and take away those that it wants no value for."""
    for each in setup.settings:
        if not each.wanted:
            own.remove(each.name)
        elif not each.stands:
            own.write(each.name, each.wanted)


def as_shell(setting: Setting) -> str:
    """The command by which a person makes a setting."""
    if not setting.wanted:
        return f"git config --local --unset-all {setting.name}"
    return f"git config --local {setting.name} {shlex.quote(setting.wanted)}"


def _lines(content: bytes) -> Iterator[str]:
    """The lines of a file, each with its end; in whatever encoding, nothing of it is lost."""
    return (each for each in re.split(r"(?<=\n)", content.decode("utf-8", "surrogateescape")) if each)


def _bare(line: str) -> str:
    return line.rstrip("\r\n")


def _whole(lines: list[str]) -> bytes:
    return "".join(lines).encode("utf-8", "surrogateescape")


def _content(file: Path) -> bytes:
    if file.is_symlink():
        raise SkpkitError(NO_LINK, path=file.name)
    try:
        return file.read_bytes() if file.exists() else b""
    except OSError as error:
        raise SkpkitError(NOT_READ, path=file.name, why=system_reason(error)) from None
