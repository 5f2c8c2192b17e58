"""What signatures rest on changes only with the signature of a pengelola whom the base lists.

Who may write a key into the signers file may sign for everybody. So the file changes only together with its detached
signature (`<file>.sig`), by a key that the file before it lists for one of those whom the settings before it name as
`pengelola`; so does the list of revoked keys beside it (`<file>.revoked`). The settings would be a way around: where
they name another file, ask for fewer signatures (`tanda_tangan`) or let pass what was found (a lower `tingkat`, a
longer `batas_mundur`, a later `mulai`, one `hari_libur` more, another `pembekuan` or `zona`, a `gabung` without
`rebase`), name other `pengelola` or `penyetuju_pengecualian` or call them otherwise, compare with another branch
(`cabang`) or look for the records elsewhere (`rekaman`), they come with a signature too (`skpkit.yaml.sig`). A
signature is for one change alone, from what the base holds, so no version that was
signed once comes back with it. None of these files is taken away. Nobody but one of those pengelola passes such a
change by an exemption. The first signers file is free.

**Fix:** let a pengelola sign the file as it is to be: `skpkit signers sign --sign KEY`, and bring both in one change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from skpkit.change.guarded import GuardedFiles, GuardedFlaw
from skpkit.findings import Problem
from skpkit.messages import N_, Value
from skpkit.rules._rule import guarded_rule, own
from skpkit.rules.authority._told import SENTENCES

BASIS = (
    own(
        N_("a signature is worth what the list of keys is worth, so that is guarded"),
    ),
)

BARE = N_(
    "{what} changed without a signature; let a pengelola whose key was listed before sign it as it is now, and bring "
    "{what}.sig in the same change: skpkit signers sign {what} --sign KEY"
)
SETTINGS = N_(
    "what {what} says of signatures, of those who approve, of what is found and how late it may come in, of what is "
    "frozen, of how requests land, or of where the records are changed without a signature; "
    "let a pengelola whose key was listed before sign the file as it is now, and bring {what}.sig in the same change: "
    "skpkit signers sign {what} --sign KEY"
)
GONE = N_("{what} was taken away, or skpkit.yaml names it no longer; restore that, so that it stays known who may sign")
NOBODY = N_(
    "{what} changed, but `pengelola` in skpkit.yaml lists nobody who could sign that; list those who may, in a change "
    "of its own, first"
)
NO_REVIEWER = N_(
    "{what} changed, and its signature is by nobody whom `pengelola` in skpkit.yaml lists; let one of them sign it"
)
OWN: dict[GuardedFlaw, str] = {"bare": BARE, "gone": GONE, "nobody": NOBODY}
MESSAGES: Mapping[GuardedFlaw, str] = OWN | dict(SENTENCES) | {"another": NO_REVIEWER}


@guarded_rule(basis=BASIS, locked=True)
def rule(guarded: GuardedFiles) -> Iterator[Problem]:
    """Each guarded file that changed without a signature that counts."""
    for each in guarded.files:
        if each.flaw:
            path = each.was.path if each.flaw == "gone" else each.at.path
            message = MESSAGES[each.flaw]
            if (each.what, each.flaw) == ("settings", "bare"):
                message = SETTINGS
            told: dict[str, Value] = {"what": path, "day": guarded.today}
            yield Problem(each.at, message, told, each.was, about=(each.what,), moved=(each.moved,))
