"""Writing an exemption: the entry for a finding, added to `pengecualian.yaml` with its comments and order kept."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from skpkit.errors import SkpkitError, WrongUsage
from skpkit.findings import LEAST_MARK, Finding
from skpkit.messages import N_
from skpkit.model.exemptions import is_accepted
from skpkit.model.nip import digits, is_nip
from skpkit.model.paths import identity_of
from skpkit.model.periods import FORM_ORDER
from skpkit.model.records import same
from skpkit.model.settings import Settings
from skpkit.rules import EXEMPTION_RULES
from skpkit.source.yamlfile import Document, read

SHORT = N_("a fingerprint has at least {least} signs; copy it from the report, where it stands behind the sentence")
NO_SUCH = N_("no finding has the fingerprint {given}; `skpkit check` or `skpkit review` prints it behind the sentence")
SEVERAL = N_("several findings have a fingerprint that begins with {given}; write more of it: {found}")
PASSED = N_("{code} is passed by an exemption already; there is nothing to write")
NOT_FOR = N_("{code} is about the exemptions themselves and cannot be exempted; mend the entry that it names")
NOT_AN_NIP = N_("--approver is no NIP; write its 18 digits")
OWN = N_("--approver is the employee whom the finding is about; somebody else has to approve it")
OVER = N_("--until {day} is over already; give a later day")
UNTIDY = N_("{path} is not in order, so nothing can be added to it; mend it first: skpkit check {path}")
HEADER = "jenis: pengecualian\nversi: 1\npengecualian: []\n"


class Consent(NamedTuple):
    """Who approved an exemption, why and on what basis, and its last day."""

    nip: str
    name: str
    post: str
    reason: str
    basis: str
    until: date | None

    def complete(self, settings: Settings, finding: Finding, today: date) -> Consent:
        """It with name and post of an approver whom the settings list.

        Raises WrongUsage where it cannot pass the finding.
        """
        if finding.code in EXEMPTION_RULES:
            raise WrongUsage(NOT_FOR, code=finding.code)
        if not is_nip(self.nip):
            raise WrongUsage(NOT_AN_NIP)
        nip = digits(self.nip)
        if nip == identity_of(finding.dossier).nip:
            raise WrongUsage(OWN)
        if self.until and self.until < today:
            raise WrongUsage(OVER, day=self.until)
        listed = next((each for each in settings.reviewers if digits(each.nip) == nip), None)
        name, post = (listed.nama, listed.jabatan) if listed else ("", "")
        return self._replace(nip=nip, name=self.name or name, post=self.post or post)


def named(fingerprint: str, *groups: tuple[Finding, ...], passed: tuple[Finding, ...] = ()) -> Finding:
    """The finding with that fingerprint, or the beginning of it, in the first group that has one.

    Raises WrongUsage where there is none, more than one, or only one that is `passed` already.
    """
    given = fingerprint.strip().strip("[]").lower()
    if len(given) < LEAST_MARK:
        raise WrongUsage(SHORT, least=LEAST_MARK)
    for group in groups:
        found = {each.fingerprint: each for each in group if each.fingerprint.startswith(given)}
        if len(found) > 1:
            raise WrongUsage(SEVERAL, given=given, found=tuple(found))
        if found:
            return next(iter(found.values()))
    for each in passed:
        if each.fingerprint.startswith(given):
            raise WrongUsage(PASSED, code=each.code)
    raise WrongUsage(NO_SUCH, given=fingerprint)


def entry(finding: Finding, consent: Consent, today: date) -> dict[str, Any]:
    """The entry: matched by the fingerprint, with file, IKI and period for its readers."""
    told = finding.problem.told
    about = {
        "iki": told.get("iki"),
        "periode": told.get("period") if str(told.get("period")) in FORM_ORDER else None,
    }
    approver = {"nip": consent.nip, "nama": consent.name, "jabatan": consent.post}
    made = {
        "kode": finding.code,
        "berkas": finding.problem.at.path,
        "tentang": {key: value for key, value in about.items() if isinstance(value, str)},
        "sidik": finding.fingerprint,
        "alasan": consent.reason,
        "dasar": consent.basis,
        "disetujui": {key: value for key, value in approver.items() if value},
        "tanggal": today,
        "berlaku_sampai": consent.until,
    }
    return {key: value for key, value in made.items() if value}


def added(content: bytes | None, path: str, new: Mapping[str, Any]) -> bytes:
    """The file with one entry more, all else in it kept.

    Raises SkpkitError for a file that is not in order, or would not be.
    """
    text = (content or HEADER.encode()).decode("utf-8-sig", errors="replace")
    before = read(text.encode())
    if not is_accepted(before):
        raise SkpkitError(UNTIDY, path=path)
    made = (_inserted(text, before, new) or _rewritten(text, new)).encode()
    after = read(made)
    if not is_accepted(after) or not same(before.data["pengecualian"], after.data["pengecualian"][:-1]):
        raise SkpkitError(UNTIDY, path=path)
    return made


def _inserted(text: str, before: Document, new: Mapping[str, Any]) -> str | None:
    """The text with the entry below the last one; None where the entries do not stand one below another."""
    listed = before.data["pengecualian"]
    if not listed:
        return None
    last = before.span(("pengecualian", len(listed) - 1))
    lines = text.splitlines(keepends=True)
    indent, dash, _ = lines[last.line - 1][: last.column - 1].partition("-")
    if not dash or indent.strip():
        return None
    end = last.end_line - (last.end_column == 1)
    if not lines[end - 1].endswith("\n"):
        lines[end - 1] += "\n"
    entry_lines = _dumped([_quoted(new)]).splitlines(keepends=True)
    return "".join((*lines[:end], *(f"{indent}{each.removeprefix('  ')}" for each in entry_lines), *lines[end:]))


def _rewritten(text: str, new: Mapping[str, Any]) -> str:
    """The whole file written anew, with the entry in it; comments and order stay."""
    data = _writer().load(text)
    listed = data["pengecualian"]
    listed.fa.set_block_style()
    listed.append(_quoted(new))
    return _dumped(data)


def _writer() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 10_000  # no line is broken that was not
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(data: Any) -> str:
    out = io.StringIO()
    _writer().dump(data, out)
    return out.getvalue()


def _quoted(value: Any) -> Any:
    """Data for the writer, every text in quotes, so that it reads as the text that it is."""
    if isinstance(value, Mapping):
        return {key: _quoted(each) for key, each in value.items()}
    return DoubleQuotedScalarString(value) if isinstance(value, str) else value
