"""Slips that people make, cured by one click: the text is then what the slip was made of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from skpkit.editors.mending import fixes
from skpkit.editors.session import EditedRecords
from tests.support.command import COMMIT, git
from tests.support.slips import DAY, DOSSIER, office, slips

CURED = {
    "bullet": "Tulis `- nilai: loyal`",
    "bullet without space": "Tulis `- nilai: loyal`",
    "dash without space": "Tulis `- nilai: loyal`",
    "no dash": "Tulis `- sebagai: pejabat_penilai_kinerja`",
    "code cyrillic": "Tulis 1a-C",
    "code joiner": "Tulis 1a-C",
    "key with a zero width": "Tulis instansi",
    "byte order mark in the middle": "Hapus karakter yang tidak terlihat",
    "no-break spaces as indentation": "Mulai baris ini dengan 8 spasi",
    "tab": "Mulai baris ini dengan 8 spasi",
    "target comma": "Tulis 180",
    "target percent": "Tulis 180",
    "target unit": "Tulis 180",
    "period quarter in a word": "Tulis Q2",
    "equals": "Tulis `Q2: 180`",
    "no space behind colon": "Tulis `Q2: 180`",
    "round brackets": "Tulis `target: {Q1: 120, Q2: 180, Q3: 200, Q4: 100, Y: 600}`",
    "colon in a text": 'Tulis `unit_kerja: "Dinas Perpustakaan: Bidang Koleksi"`',
    "misspelt key": "Tulis penetapan",
    "unknown aturan": "Tulis permenpanrb-6-2022",
    "nip unquoted": "Beri tanda petik",
    "nip with spaces": "Kembalikan seperti semula",
    "date in words": "Tulis 2026-01-01",
    "realisasi comma": "Kembalikan seperti semula",
    "realisasi far off": "Kembalikan seperti semula",
    "no in words": "Tulis false",
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditedRecords]:
    folder = tmp_path_factory.mktemp("slips")
    for path, content in office().files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    git(folder, "init", "--quiet", "--template=", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, *COMMIT)
    made = EditedRecords(folder, DAY)
    yield made
    made.close()


@pytest.mark.parametrize("name", CURED)
def test_a_slip_is_cured_by_one_click(session: EditedRecords, name: str) -> None:
    (slip,) = [each for each in slips() if each.name == name]
    with session.trying({slip.path: slip.applied(office()).files[slip.path].decode()}):
        here = [each for each, at in session.judged(slip.path).findings if at.path == slip.path]
        made = {each.title: each.files for each in fixes(session, slip.path, here, "id")}
    wanted = {(slip.mended(office()) if slip.remedy else office()).files[slip.path].decode()}
    wanted.add(office().files[slip.path].decode())
    assert CURED[name] in made
    assert made[CURED[name]].keys() == {slip.path}
    assert made[CURED[name]][slip.path] in wanted


@pytest.mark.parametrize("name", ["conflict", "target from to", "date slashes", "nip destroyed", "target formula"])
def test_where_nobody_knows_what_was_meant_nothing_is_offered(session: EditedRecords, name: str) -> None:
    (slip,) = [each for each in slips() if each.name == name]
    with session.trying({slip.path: slip.applied(office()).files[slip.path].decode()}):
        here = [each for each, at in session.judged(slip.path).findings if at.path == slip.path]
        assert here
        assert [*fixes(session, slip.path, here[:1], "id")] == []


def test_a_manual_that_is_gone_is_put_back(session: EditedRecords) -> None:
    """In comparison with a state that has it: not one that is made anew, which would be another."""
    path = f"{DOSSIER}/iki/1a-C.yaml"
    kept = (session.root / path).read_bytes()
    (session.root / path).unlink()
    session.reload()
    try:
        skp = f"{DOSSIER}/skp.yaml"
        found = [each for each, _ in session.judged(skp).findings if each.code == "SKP304"]
        made = [*fixes(session, skp, found, "id")]
        assert [each.title for each in made] == [f"Kembalikan berkas {path}"]
        assert made[0].files[path].encode() == kept
    finally:
        (session.root / path).write_bytes(kept)
        session.reload()
