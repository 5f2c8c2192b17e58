"""What may be wrong in a dossier so that something else only follows from it: the names of such causes.

The rule that tells one names it, and so does every rule whose finding may follow from it; which of them is told then is
decided where findings are settled, so that no rule is silent for another that says nothing.
"""

from __future__ import annotations

from skpkit.findings import Cause


def lost(name: str) -> Cause:
    """A record of that name in the dossier cannot be read, or lies under another name."""
    return Cause("lost", (name,))


def false_nip(nip: str) -> Cause:
    """An NIP cannot be true."""
    return Cause("nip", (nip,))


def self_appraised(path: str) -> Cause:
    """The employee of the SKP at a path is its appraiser, or was."""
    return Cause("self-appraised", (path,))


def repeated(folder: str) -> Cause:
    """Some code of an SKP is used twice."""
    return Cause("repeated", (folder,))


def repeated_code(folder: str, kode: str) -> Cause:
    """This code of an SKP is used twice."""
    return Cause("repeated code", (folder, kode))


def repeated_iki(folder: str, kode: str) -> Cause:
    """Two IKI of an SKP have this code."""
    return Cause("repeated IKI", (folder, kode))


def unfilled(folder: str) -> Cause:
    """An SKP lacks its main result, or an RHK its indikator."""
    return Cause("unfilled", (folder,))


def impossible(folder: str, iki: str = "") -> Cause:
    """The period of an SKP, or of an IKI, cannot be."""
    return Cause("impossible", (folder, iki))


def uneven(folder: str, iki: str) -> Cause:
    """The totals of an IKI's target disagree with their parts."""
    return Cause("uneven", (folder, iki))


def undefined(folder: str, iki: str) -> Cause:
    """A target of an IKI in its manual leaves capaian undefined."""
    return Cause("undefined", (folder, iki))


def orphan(folder: str, iki: str) -> Cause:
    """The manual of that code is of no IKI."""
    return Cause("orphan", (folder, iki))


def no_skp(folder: str) -> Cause:
    """An SKP folder has records but no SKP."""
    return Cause("no SKP", (folder,))


def other_rhk(folder: str, rhk: str) -> Cause:
    """A manual names an RHK that the SKP does not have."""
    return Cause("other RHK", (folder, rhk))


def unplaced(dialogue: str, iki: str, period: str) -> Cause:
    """A dialogue records a realisation that has no target."""
    return Cause("unplaced", (dialogue, iki, period))


def premature(dialogue: str, iki: str, period: str) -> Cause:
    """A dialogue records a realisation whose period had not ended."""
    return Cause("premature", (dialogue, iki, period))


def conflicting(folder: str, iki: str, period: str) -> Cause:
    """The realisations of a cell contradict one another."""
    return Cause("conflicting", (folder, iki, period))


def unagreed(folder: str, matter: str, nth: int) -> Cause:
    """Something is wanting with the dialogue of an adendum or komplemen."""
    return Cause("unagreed", (folder, matter, str(nth)))


def absent(dialogue: str) -> Cause:
    """One of the two is missing among the peserta of a dialogue."""
    return Cause("absent", (dialogue,))


def unapproved(path: str, who: str) -> Cause:
    """In the SKP at a path the approval of penetapan by the employee or the appraiser is wanting."""
    return Cause("unapproved", (path, who))


def unplanned(folder: str) -> Cause:
    """No dialogue agrees on an SKP as it should."""
    return Cause("unplanned", (folder,))


def rewritten(record: str) -> Cause:
    """Earlier entries of the `perubahan` of a record were rewritten."""
    return Cause("rewritten", (record,))


def left_open(path: str) -> Cause:
    """The SKP at a path, which a komplemen replaces, was not closed, or runs into a later one."""
    return Cause("left open", (path,))
