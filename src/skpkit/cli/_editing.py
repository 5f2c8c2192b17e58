"""The options by which commands take edits of an SKP."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from skpkit.cli._language import _, chosen_language
from skpkit.cli._shared import Function, here, with_options
from skpkit.cli._streams import say
from skpkit.errors import SkpkitError
from skpkit.messages import N_, tell

if TYPE_CHECKING:
    from skpkit.writing.amending import SkpEdit

NOT_EDITED = N_(
    "the editor {editor} could not be run, or left with an error; let $EDITOR name one that is there, such as nano, or "
    "edit a copy of the file and give it: --dari FILE"
)
LARGEST = 5  # megabytes of a record
SPARED = N_("what you wrote in the editor lies in {path}; mend it there and go on with --dari {path}")

KODE_CELLS = _("IKI PERIOD=VALUE")
OF_FIELD = _("CODE FIELD=VALUE")
FIELD = _("FIELD=VALUE")
RHK_CODE = _("RHK CODE")
IKI_RHK = _("IKI RHK")
PART_CODE = _("PART CODE")
PART_TEXT = _("PART TEXT")
TEXT = _("VALUE TEXT")
TARGET = _("A target, such as 1a-N Q3=5, or several: 1a-N Q3=5,Q4=6; without a value it goes. Totals follow.")
IKI = _("A field of an IKI, such as 1a-N nama=TEXT (nama, satuan, aspek, ukuran; mulai and selesai of its own period).")
NEW_IKI = _("A new IKI in an RHK, such as RHK-1 1c-N; give its fields with --iki and --target.")
DROP_IKI = _("Take an IKI out, with its manual.")
MOVE_IKI = _("Let an IKI stand in another RHK, such as 1c-N RHK-2.")
RHK = _("A field of an RHK, such as RHK-1 rencana=TEXT (rencana, penugasan, perspektif, rhk_pimpinan=NIP/CODE).")
NEW_RHK = _("A new RHK under utama or tambahan, such as utama RHK-3; give its fields with --rhk.")
DROP_RHK = _("Take an RHK out, with its IKI and their manuals.")
BEHAVIOUR = _("What is expected of a value of perilaku kerja, such as akuntabel TEXT.")
ANNEX = _("A further line of the lampiran, such as konsekuensi TEXT.")
EMPLOYEE = _("A field of the employee, such as jabatan=TEXT; instansi too.")
APPRAISER = _("A field of the appraiser: nama, nip, jabatan, pangkat_golongan, unit_kerja.")
PERIOD = _("The period of the SKP: mulai=DATE or selesai=DATE; IKI that would outlast it end with it.")
MANUAL = _(
    "A field of a manual, such as 1a-N formula=TEXT; a manual that is there gets an entry of its own, that of a new "
    "IKI is written with it."
)
AWAY = _("Days not on duty: the first and the last one; the reason is that of the change.")


def edit_options(function: Function) -> Function:
    """The options for edits of an SKP; `edits_of` reads what they give."""
    return with_options(function, _OPTIONS)


def _many(name: str, word: str, text: str, metavar: str, nargs: int = 2) -> Callable[[Function], Function]:
    return click.option(name, word, nargs=nargs, multiple=True, help=text, metavar=metavar)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    _many("--target", "target", TARGET, KODE_CELLS),
    _many("--iki", "iki", IKI, OF_FIELD),
    _many("--iki-baru", "new_iki", NEW_IKI, RHK_CODE),
    _many("--hapus-iki", "drop_iki", DROP_IKI, "IKI", 1),
    _many("--pindah-iki", "move_iki", MOVE_IKI, IKI_RHK),
    _many("--rhk", "rhk", RHK, OF_FIELD),
    _many("--rhk-baru", "new_rhk", NEW_RHK, PART_CODE),
    _many("--hapus-rhk", "drop_rhk", DROP_RHK, "RHK", 1),
    _many("--perilaku", "behaviour", BEHAVIOUR, TEXT),
    _many("--lampiran", "annex", ANNEX, PART_TEXT),
    _many("--pegawai", "employee", EMPLOYEE, FIELD, 1),
    _many("--penilai", "appraiser", APPRAISER, FIELD, 1),
    _many("--periode", "period", PERIOD, FIELD, 1),
    _many("--manual", "manual", MANUAL, OF_FIELD),
    _many("--tidak-bertugas", "away", AWAY, _("DATE DATE")),
)


def edits_of(given: Mapping[str, Any]) -> list[SkpEdit]:
    """The edits that options give: first what is new, then fields and targets, last what goes. Raises WrongUsage."""
    from skpkit.writing.amending import SkpEdit, cells_of, field_of

    edits = [SkpEdit("new_rhk", section, "", kode) for section, kode in given["new_rhk"]]
    edits += [SkpEdit("new_iki", rhk, "", kode) for rhk, kode in given["new_iki"]]
    edits += [SkpEdit("move_iki", kode, "", rhk) for kode, rhk in given["move_iki"]]
    edits += [field_of("rhk", kode, each, "rencana=TEXT") for kode, each in given["rhk"]]
    edits += [field_of("iki", kode, each, "nama=TEXT") for kode, each in given["iki"]]
    edits += [edit for kode, each in given["target"] for edit in cells_of(kode, each)]
    edits += [SkpEdit("behaviour", value, "", text) for value, text in given["behaviour"]]
    edits += [SkpEdit("annex", part, "", text) for part, text in given["annex"]]
    edits += [field_of("employee", "", each, "jabatan=TEXT") for each in given["employee"]]
    edits += [field_of("appraiser", "", each, "nama=TEXT") for each in given["appraiser"]]
    edits += [field_of("period", "", each, "selesai=2026-11-30") for each in given["period"]]
    edits += [SkpEdit("away", "", first, last) for first, last in given["away"]]
    edits += [field_of("manual", kode, each, "formula=TEXT") for kode, each in given["manual"]]
    edits += [SkpEdit("drop_iki", kode) for kode in given["drop_iki"]]
    edits += [SkpEdit("drop_rhk", kode) for kode in given["drop_rhk"]]
    return edits


def edited(content: bytes) -> bytes:
    """A text as somebody leaves it in an editor, byte for byte; as it was, where nothing was saved. Raises SkpkitError
    where the editor fails."""
    try:
        changed = click.edit(content, extension=".yaml")
    except click.ClickException:
        named = next(filter(None, map(os.environ.get, ("VISUAL", "EDITOR"))), "vi")
        raise SkpkitError(NOT_EDITED, editor=named) from None
    return content if changed is None else bytes(changed)


@contextmanager
def spared(wrote: Iterable[bytes]) -> Iterator[None]:
    """Keep what somebody `wrote` in an editor by then in a file of its own, where nothing comes of it."""
    try:
        yield
    except (SkpkitError, SystemExit, click.Abort):
        for content in wrote:
            from tempfile import mkstemp

            number, name = mkstemp(prefix="skpkit-", suffix=".yaml")
            with os.fdopen(number, "wb") as file:
                file.write(content)
            say(f"skpkit: {tell(SPARED, {'path': name}, chosen_language())}", err=True)
        raise


def read_file(file: str) -> bytes:
    """What a file holds, and for - the standard input. Raises SkpkitError where it cannot be read."""
    from skpkit.source.given import bytes_of

    return sys.stdin.buffer.read() if file == "-" else bytes_of(here() / file, LARGEST)
