"""What of a changed dossier cannot be read, so that nobody can say what changed there: no verdict on it is clean.

Whatever settings, exemptions or the base say of a record that cannot be read, an edit behind it is not judged; so what
it is called makes no difference here. What the base cannot read was looked for in its history before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from skpkit import rules
from skpkit.change.revision import Revision
from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Severity
from skpkit.messages import N_
from skpkit.model.dossier import Dossier
from skpkit.model.files import File

UNREADABLE_BASE = N_(
    "{path} cannot be read in the base, so the change of its dossier cannot be judged; compare with a revision in "
    "which it can be read: skpkit review REVISION..HEAD"
)
UNREADABLE_HEAD = N_(
    "{path} cannot be read, and that is no error here (the settings or an exemption of the base, or it was so before), "
    "so the change of its dossier cannot be judged; mend the file: skpkit check {path}"
)


def unread(revisions: Iterable[Revision], told: Iterable[Finding]) -> Iterator[SkpkitError]:
    """Why changes cannot be judged: a record of their dossiers cannot be read before, or after, without an error that
    says so; after it one may be hidden at a wrong place too. A manual whose bytes stayed as they were hides no change.
    What else stays unreadable does: a dialogue or an evaluation would freeze something, and without the SKP nothing in
    its folder is judged."""
    reading = rules.reading_rules()
    heard = {each.problem.at.path for each in told if each.severity is Severity.ERROR and each.code in reading}
    for revision in revisions:
        before, after = revision.before, revision.after
        for file in before.unread_files() if before else ():
            if _may_hide_a_change(file, after):
                yield SkpkitError(UNREADABLE_BASE, path=file.path)
        for file in (*after.unread_files(), *after.hidden_files()) if after else ():
            if file.path not in heard and _may_hide_a_change(file, before):
                yield SkpkitError(UNREADABLE_HEAD, path=file.path)


def _may_hide_a_change(file: File, there: Dossier | None) -> bool:
    """Whether what cannot be read binds others, or is not what the other state has under that name."""
    same = there.file(file.full_name) if there else None
    return file.may_bind or not same or (same.oid, same.mode) != (file.oid, file.mode)
