"""Approving a record in whatever layout it was written: the approval comes, and nothing else changes."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest

from skpkit.judge.office import Office
from skpkit.model.records import same
from skpkit.source.yamlfile import read
from skpkit.writing.granting import GrantAsked, grant
from tests.support.edits import PEOPLE, examples
from tests.support.records import data_of, written

SKP = f"{PEOPLE['bagas']}/skp.yaml"
TODAY = date(2026, 6, 15)
ARMOUR = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQ==\n-----END SSH SIGNATURE-----\n"
REVIEWER = "198806212010122001"


def comments(text: str) -> list[str]:
    """The comments of a text that `written` made."""
    return [each.partition("# catatan:")[2] for each in text.splitlines() if "# catatan:" in each]


def asked(role: str, entry: str | None, nip: str = "") -> GrantAsked:
    """What is asked for on the usual day."""
    return GrantAsked(role, entry, nip, "", "", None, TODAY)


@pytest.mark.parametrize("style", range(40))
def test_any_layout_gets_an_approval_and_keeps_all_else(style: int) -> None:
    dice = Random(style)  # noqa: S311 - the same every time
    data = data_of(examples().files[SKP])
    text = written(data, dice)
    office = Office(examples().changed({SKP: text}))
    role, entry, nip = dice.choice(
        [
            ("pegawai", "penetapan", ""),
            ("pengelola_kinerja_organisasi", "1", REVIEWER),
            ("pejabat_penilai_kinerja", None, ""),
        ]
    )
    signer = dice.choice([None, lambda content: ARMOUR])
    made = grant(office, SKP, text.encode(), asked(role, entry, nip), signer)
    if not made.content:
        assert signer is None, "it stands there, and nobody signs it"
        return
    after = read(made.content)
    assert not after.slips
    given = after.data["perubahan"][0] if made.thing == "adendum 1" else after.data["penetapan"]
    before: dict[str, Any] = data["perubahan"][0] if made.thing == "adendum 1" else data["penetapan"]
    assert ("tanda_tangan" in str(given)) == (signer is not None)
    assert role in {each["sebagai"] for each in given.pop("persetujuan")}
    assert same(given, {key: each for key, each in before.items() if key != "persetujuan"})
    others = ({**each, "penetapan": None, "perubahan": None} for each in (after.data, data))
    assert same(*others)
    assert comments(made.content.decode()) == comments(text)
    assert made.content.decode().count("\r\n") in (0, made.content.decode().count("\n"))
