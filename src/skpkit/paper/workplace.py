"""Where printing has its fonts: a folder for a run, which all its processes share and the one that made it removes."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from hashlib import sha256
from importlib.util import find_spec
from os import getpid
from pathlib import Path

from skpkit.errors import SkpkitError
from skpkit.messages import N_

FAMILY = "Source Sans Pro"
_FACES = ("Regular", "It", "Bold", "BoldIt")

NO_FONT = N_("the font {font} is not installed; install skpkit again, with the packages it needs")

_known: list[tuple[Path, str]] = []


def workplace() -> tuple[Path, str]:
    """A folder with the fonts and an empty one, and the fonts' hash."""
    if not _known:
        _known.append(_new())
    return _known[0]


def adopt(folder: Path, digest: str) -> None:
    """Take the workplace that another process made, and will remove."""
    _known[:] = [(folder, digest)]


def _new() -> tuple[Path, str]:
    folder, maker = Path(tempfile.mkdtemp(prefix="skpkit-")), getpid()

    def remove() -> None:
        if getpid() == maker:
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(remove)
    for name in ("fonts", "empty"):
        (folder / name).mkdir()
    return folder, _copied_faces(folder / "fonts")


def _copied_faces(folder: Path) -> str:
    """Copy the four faces there, alone: the package has each twice, and Typst would take either. Their hash."""
    package = find_spec("font_source_sans_pro")
    places = package.submodule_search_locations if package else None
    digest = sha256()
    try:
        for face in _FACES:
            content = (Path((places or [""])[0]) / "files" / f"SourceSansPro-{face}.otf").read_bytes()
            digest.update(content)
            (folder / f"{face}.otf").write_bytes(content)
    except FileNotFoundError as error:
        raise SkpkitError(NO_FONT, font=FAMILY) from error
    return digest.hexdigest()
