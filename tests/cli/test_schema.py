"""`skpkit schema`: listed, printed, written beside the records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from skpkit.source.schemas import KINDS, schema_folder
from tests.support.command import run_here
from tests.support.places import PROJECT


def test_the_list_tells_whose_each_is(office: Path) -> None:
    done = run_here(office, "schema")
    assert done.returncode == 0
    assert done.stdout.startswith("pengaturan (skpkit.yaml)\n    ")
    assert "skp (records/**/skp.yaml)\n    Sasaran Kinerja Pegawai" in done.stdout
    assert "report (ditulis oleh skpkit untuk program lain)\n" in done.stdout
    listed = json.loads(run_here(office, "schema", "--format", "json").stdout)
    assert [each["name"] for each in listed][: len(KINDS)] == [*KINDS]
    assert {each["name"] for each in listed} == {each.name.split(".")[0] for each in schema_folder().iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_one_is_printed_as_it_is(office: Path, kind: str) -> None:
    done = run_here(office, "schema", kind)
    assert done.stdout == (schema_folder() / f"{kind}.schema.json").read_text(encoding="utf-8")
    address = json.loads(done.stdout)["$id"]
    assert (PROJECT / address).is_file(), "its address is its path here"


def test_all_are_written_with_the_settings_that_name_them(office: Path) -> None:
    (office / "skpkit.yaml").write_text("rekaman: kinerja\n", encoding="utf-8")
    done = run_here(office, "schema", "--out", "alat/skema")
    assert done.returncode == 0, done.stderr
    told = json.loads((office / "alat/skema/pengaturan-vscode.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert told["./alat/skema/dki.schema.json"] == "kinerja/**/dki/*.yaml"
    for name in told:
        kind = name.rpartition("/")[2]
        assert (office / name).read_bytes() == (schema_folder() / kind).read_bytes()
    done = run_here(office, "schema", "skp", "--out", "satu")
    assert [each.name for each in (office / "satu").iterdir()] == ["skp.schema.json"]


def test_a_name_that_is_none_is_told_those_that_are(tmp_path: Path) -> None:
    done = run_here(tmp_path, "schema", "skpp")
    assert (done.returncode, done.stdout) == (2, "")
    assert "skp, manual_iki" in done.stderr


def test_what_is_written_goes_over_nothing_of_others(office: Path) -> None:
    keep = office / "catatan.txt"
    keep.write_text("catatan")
    for folder, place in (("tautan", "skp.schema.json"), ("asing", "dki.schema.json")):
        (office / folder).mkdir()
        if folder == "tautan":
            (office / folder / place).symlink_to(keep)
        else:
            (office / folder / place).write_text("catatan")
    before = sorted(office.rglob("*.json"))
    for out in ("tautan", "asing", "records", ".git/hooks"):
        done = run_here(office, "schema", "--out", out)
        assert (done.returncode, done.stdout) == (2, ""), out
        assert f"skpkit: {out}/" in done.stderr
    for words in (("export", "-o"), ("import", "--template")):
        for place in (".git/a.xlsx", "records/a.xlsx"):
            assert run_here(office, *words, place).returncode == 2, (words, place)
    (office / "a.xlsx").symlink_to(keep)
    for words in (("export", "-o"), ("import", "--template")):
        done = run_here(office, *words, "a.xlsx", "--force")
        assert (done.returncode, "a.xlsx" in done.stderr) == (2, True)
    assert run_here(office, "schema", "--out", "tautan", "--force").returncode == 2
    assert keep.read_text() == "catatan"
    assert sorted(office.rglob("*.json")) == before
    assert run_here(office, "schema", "--out", "asing", "--force").returncode == 0
    assert run_here(office, "schema", "--out", "asing").returncode == 0, "they are ours by now"
