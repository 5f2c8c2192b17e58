"""Files that programs leave beside records, and the record that a file under a nearly right name was meant to be."""

from __future__ import annotations

import re

_LEFT_BY = (
    (re.compile(r"~\$.*|\.~lock\..*#"), "Microsoft Office, LibreOffice"),
    (re.compile(r"\.DS_Store|\._.*|\.AppleDouble|\.localized"), "macOS"),
    (re.compile(r"(?:Thumbs|ehthumbs)\.db|desktop\.ini|.*\.lnk", re.IGNORECASE), "Windows"),
    (
        re.compile(r"\..*\.sw[a-p]|.*~|\#.*\#|\.\#.*|.*\.(?:bak|tmp|temp|old|orig|rej|crdownload|part)", re.IGNORECASE),
        "editor",
    ),
)
_ENDING = re.compile(r"(?:\.ya?ml)(?:\.txt)?$", re.IGNORECASE)
_COPY = re.compile(
    r"(?:(?:copy|salinan)(?: of| dari)? )?(?P<name>.+?)"
    r"(?: ?\([0-9]+\)| ?- ?(?:copy|salin(?:an)?)(?: ?\([0-9]+\))?|[ _-](?:copy|salinan|baru|final|revisi|edit))?",
    re.IGNORECASE,
)


def left_by(name: str) -> str:
    """The program that leaves files of such a name; empty for any other."""
    last = name.rpartition("/")[2]
    return next((program for pattern, program in _LEFT_BY if pattern.fullmatch(last)), "")


def is_text(name: str) -> bool:
    """Whether a file of that name may be a record: one of YAML, or one to which an editor added `.txt`."""
    return _ENDING.search(name) is not None


def as_yaml(name: str) -> str:
    """The name with the ending of records."""
    return _ENDING.sub(".yaml", name)


def meant_name(name: str) -> str:
    """The name that a file was meant to have: `skp.yaml` for `SKP.yml`, `skp.yaml.txt`, `skp (1).yaml`."""
    folder, slash, last = name.rpartition("/")
    stem = _ENDING.sub("", last)
    if stem == last:
        return name
    found = _COPY.fullmatch(stem)
    plain = found["name"] if found else stem
    return f"{folder.lower()}{slash}{'skp' if plain.lower() == 'skp' else plain}.yaml"
