"""SSH signatures, made and verified by OpenSSH's `ssh-keygen`: without a shell, and not for ever.

A signature names its key, so why one is no good is looked up in the list of signers; whether it is, `ssh-keygen` says.
"""

from __future__ import annotations

import os
import subprocess
from datetime import date
from functools import lru_cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory, gettempdir
from typing import NamedTuple

from skpkit.errors import SkpkitError, system_reason
from skpkit.messages import N_, clip
from skpkit.model.signers import NAMESPACE, Attestation, SignatureFlaw, signers_in
from skpkit.model.sshsig import SshSignature, signature_in
from skpkit.source.history.plumbing import NO_TEMPORARY

NO_PROGRAM = N_(
    "ssh-keygen was not found, without which no signature can be verified or made; install OpenSSH (in Debian the "
    "package openssh-client), or add its folder to PATH"
)
TOO_SLOW = N_("ssh-keygen took longer than {seconds} seconds; run skpkit again")
NOT_VERIFIED = N_(
    "ssh-keygen cannot verify signatures here ({words}); it has to be of OpenSSH 8.9 or newer, so update it"
)
NOT_SIGNED = N_(
    "ssh-keygen did not sign with {key} ({words}); name the file of your private key, or its .pub file where an agent "
    "holds the key (ssh-add -l lists those)"
)
NO_KEY_FILE = N_("{key} is not there; name the file of your private key, such as ~/.ssh/skp")
NO_PASSPHRASE = N_(
    "the passphrase of {key} was not given, or is another one; run the command again at a terminal and type it there, "
    "or let an agent hold the key (ssh-add) and name its .pub file"
)
NO_AGENT = N_(
    "no agent holds the private key of {key}, and it does not lie beside it; add it to the agent (ssh-add), or name "
    "the file of the private key"
)
# by what ssh-keygen says, in English wherever it runs, of why it did not sign
_REFUSALS = (("passphrase", NO_PASSPHRASE), ("no private key found", NO_AGENT))

EARLIEST = date(1970, 1, 2)  # before which its clocks know no day
VERIFYING, SIGNING = 20, 300  # seconds: a person may have to type a passphrase, or touch a token


@lru_cache(maxsize=512)  # each holds a record
def verified(attested: Attestation) -> SignatureFlaw | None:
    """What is wrong with a signature; None with a good one. Raises SkpkitError where nobody can say."""
    signature = signature_in(attested.signature)
    if signature is None:
        return "broken"
    if signature.namespace != NAMESPACE:
        return "elsewhere"
    if attested.day < EARLIEST:
        return "expired"
    if Path(gettempdir()) == Path.cwd():  # where no other folder can be written
        raise SkpkitError(NO_TEMPORARY, path=str(Path.cwd()))
    with TemporaryDirectory(prefix="skpkit-") as made:
        folder = Path(made)
        (folder / "signers").write_bytes(attested.signers)
        (folder / "signature").write_text(signature.armour, encoding="ascii")
        (folder / "revoked").write_bytes(attested.revoked or b"")
        asked = ("-Y", "verify", "-f", "signers", "-I", attested.principal, "-O", f"verify-time={attested.day:%Y%m%d}")
        refused = _Asking(folder, attested.content).refuses(*asked, "-r", "revoked")
        return _reason(attested, signature, _Asking(folder, attested.content), asked, refused) if refused else None


class _Asking(NamedTuple):
    """What `ssh-keygen` is asked about the signature in a folder."""

    folder: Path
    content: bytes

    def refuses(self, *asked: str) -> str:
        """What it says against it; empty where it says nothing."""
        done = _run(*asked, "-n", NAMESPACE, "-s", "signature", given=self.content, folder=self.folder, most=VERIFYING)
        return _words(done) if done.returncode else ""


def _reason(
    attested: Attestation, signature: SshSignature, asking: _Asking, asked: tuple[str, ...], words: str
) -> SignatureFlaw:
    """Why a signature was refused."""
    if asking.refuses("-Y", "check-novalidate"):
        return "changed"
    lines = [each for each in signers_in(attested.signers) if each.key == signature.key]
    if not lines:
        return "unlisted"
    line = lines[0]
    if line.principal != attested.principal:
        return "another"
    if not line.for_approvals:
        return "elsewhere"
    if not line.counts_on(attested.day):
        return "expired"
    if not asking.refuses(*asked):
        return "revoked"
    raise SkpkitError(NOT_VERIFIED, words=words)


def sign(content: bytes, key: Path) -> SshSignature:
    """The signature over a content by a private key, or by the one of a `.pub` file that an agent holds."""
    place = key.expanduser().absolute()
    if not place.exists():
        raise SkpkitError(NO_KEY_FILE, key=str(key))
    done = _run("-Y", "sign", "-n", NAMESPACE, "-f", str(place), given=content, folder=place.parent, most=SIGNING)
    made = signature_in(done.stdout.decode("ascii", "replace"))
    if done.returncode or made is None:
        words = _words(done)
        message = next((each for sign, each in _REFUSALS if sign in words.casefold()), NOT_SIGNED)
        raise SkpkitError(message, key=str(key), words=words)
    return made


def _run(*asked: str, given: bytes, folder: Path, most: int) -> subprocess.CompletedProcess[bytes]:
    program = which("ssh-keygen")
    if program is None:
        raise SkpkitError(NO_PROGRAM)
    # times without a zone in a list mean the same on every machine
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603 - no shell, and what it is given are options with their values
            [program, *asked], input=given, capture_output=True, cwd=folder, env=environment, timeout=most, check=False
        )
    except subprocess.TimeoutExpired:
        raise SkpkitError(TOO_SLOW, seconds=most) from None
    except OSError as error:
        raise SkpkitError(NOT_VERIFIED, words=system_reason(error)) from None


def _words(done: subprocess.CompletedProcess[bytes]) -> str:
    """What it complains of last, without the path in front of it."""
    lines = [each.strip() for each in done.stderr.decode("utf-8", "replace").splitlines() if each.strip()]
    return clip(lines[-1].rpartition('": ')[2] if lines else f"exit code {done.returncode}")
