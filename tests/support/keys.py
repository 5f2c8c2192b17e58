"""Keys of invented people, made by the real `ssh-keygen` for a run of the tests, and lists of them."""

from __future__ import annotations

import shutil
import subprocess
from atexit import register
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from skpkit.judge.guards import signed_of
from skpkit.judge.office import Office
from skpkit.model.signable import approvals_given
from tests.support.memory import MemoryTree
from tests.support.records import data_of, written

MISSING = "OpenSSH's ssh-keygen is not here"
needs_ssh_keygen = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason=MISSING)

BAGAS, RATNA, HENDRA = "199203172015021003", "197805142003121002", "198806212010122001"
"""The employee, the appraiser, and the pengelola."""


class Keys:
    """Keys by the name of their file in a folder, made when first asked for; `fixed` ones are the same in every run."""

    def __init__(self, folder: Path, *, fixed: bool = False) -> None:
        self.folder = folder
        self.fixed = fixed

    def private(self, name: str) -> Path:
        """The file of a private key."""
        file = self.folder / name
        if not file.exists() and self.fixed:
            self._derive(file)
        elif not file.exists():
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file)]
            subprocess.run(command, check=True, capture_output=True)
        return file

    def _derive(self, file: Path) -> None:
        """A key made of its name."""
        key = Ed25519PrivateKey.from_private_bytes(sha256(file.name.encode()).digest())
        ours = (Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        file.touch(0o600)
        file.write_bytes(key.private_bytes(*ours))
        file.with_suffix(".pub").write_bytes(key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH))

    def public(self, name: str) -> str:
        """Type and key, as a signers file has them."""
        text = self.private(name).with_suffix(".pub").read_text(encoding="ascii")
        return " ".join(text.split()[:2])

    def line(self, name: str, principal: str, more: str = "") -> str:
        """A line of a signers file."""
        return f'{principal} namespaces="skpkit"{more} {self.public(name)}\n'

    def sign(self, name: str, content: bytes, namespace: str = "skpkit") -> str:
        """A signature. A test is skipped where none can be made."""
        if shutil.which("ssh-keygen") is None:
            pytest.skip(MISSING)
        command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(self.private(name)), "-n", namespace]
        return subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode("ascii")


SIGNERS = "penandatangan.txt"
SETTINGS = f"""\
penandatangan: {SIGNERS}
tanda_tangan: {{sejak: 2026-06-01}}
pengelola:
  - {{nip: "{HENDRA}", nama: Nining Kartika, jabatan: Kepala Subbagian Umum}}
"""


def listed(keys: Keys) -> str:
    """A signers file with the three of them."""
    return "".join(keys.line(name, nip) for name, nip in (("bagas", BAGAS), ("ratna", RATNA), ("hendra", HENDRA)))


def signed(keys: Keys, tree: MemoryTree, path: str, *approvals: tuple[str, str, str]) -> MemoryTree:
    """The tree with some approvals of a record signed: each by thing (`adendum 2`), role and the name of a key."""
    for thing, role, name in approvals:
        dossier = Office(tree).dossier_at(path)
        assert dossier
        (given,) = (
            each
            for each in approvals_given(dossier)
            if (each.approved.record.path, each.approved.thing, each.approval.sebagai) == (path, thing, role)
        )
        data = data_of(tree.files[path])
        line: Any = data
        for key in given.approval.path:
            line = line[key]
        line["tanda_tangan"] = keys.sign(name, given.signed)
        tree = tree.changed({path: written(data)})
    return tree


def detached(keys: Keys, name: str, path: str, before: MemoryTree, after: MemoryTree) -> str:
    """The signature of a file as a state after another holds it."""
    return keys.sign(name, signed_of(Office(before), Office(after), path, after.files[path]))


@cache
def fixed_keys() -> Keys:
    """Keys that are the same in every run, for stories."""
    folder = Path(mkdtemp(prefix="skpkit-keys-"))
    register(shutil.rmtree, folder, ignore_errors=True)
    return Keys(folder, fixed=True)
