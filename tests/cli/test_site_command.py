"""`skpkit site` as an office publishes its records: pages of all that is recorded, whole or not at all, inert, and read
in a real browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from skpkit import sites
from skpkit.cli import _progress
from skpkit.errors import SkpkitError
from skpkit.model.paths import Identity
from skpkit.paper import filing, print_run
from skpkit.paper.printing import Printer
from tests.support.browser import chromium, opened
from tests.support.command import COMMIT, DAY, git, put, run_here
from tests.support.outside import load
from tests.support.reviewed import BAGAS as BAGAS_NIP
from tests.support.reviewed import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("Bagas", "Wulandari", "Permadi", "Anggraini")
BAGAS = "2026/bagas-pratama-003.html"
RAISED = {"{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}": "{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"}


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def written(office: Path, out: Path, *words: str) -> dict[str, bytes]:
    """A site that was written without a complaint."""
    done = run_here(office, "site", str(out), *(words or DAY))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert not [each for each in out.parent.iterdir() if each.name.startswith(".skpkit")]
    return files(out)


@pytest.fixture(scope="module")
def grown(whole_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a second step, by which somebody else set another target with a manual, and texts of any kind."""
    folder = tmp_path_factory.mktemp("kantor") / "rekaman"
    shutil.copytree(whole_office, folder)
    quoted = "'" + HOSTILE.replace("'", "''").replace("\u202e", "") + "'"
    put(
        folder,
        [
            {"file": "bagas", "adendum": ["target"]},
            {"file": "bagas/skp.yaml", "replace": RAISED},
            {"file": "bagas/iki/1b-N.yaml", "replace": RAISED},
            {"file": "bagas/skp.yaml", "replace": {"jabatan: Pelaksana Seksi Pencairan Dana": f"jabatan: {quoted}"}},
        ],
    )
    git(folder, *COMMIT[:-1], f"Naikkan target {HOSTILE}")
    return folder


@pytest.fixture(scope="module")
def made(grown: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    out = tmp_path_factory.mktemp("situs") / "kinerja"
    written(grown, out)
    return out


# --- what is written -----------------------------------------------------------------------------------------


def test_an_office_gets_a_page_for_each_employee_the_history_and_a_search(grown: Path, made: Path) -> None:
    assert {"index.html", "riwayat.html", "cari.html", BAGAS, "skpkit-site.json"} < set(files(made))
    assert len(list(made.glob("2026/*.html"))) == 4
    home = (made / "index.html").read_text()
    assert all(name in home for name in NAMES)
    page = (made / BAGAS).read_text()
    head = re.search(r'"commit": "([0-9a-f]{8})', (made / "skpkit-site.json").read_text())
    assert head
    assert "Naikkan target" in page
    assert f"({head[1]})" in page
    assert "<del>10</del>" in page or "<td>10</td>" in page
    assert re.search(
        r'Bukti dukung: [^<]+<br>Dicatat dalam: <a href="#r\d+">Dialog 7 April 2026</a>; '
        r"tercatat 10 Juni 2026, Uji: “Rekaman”",
        page,
    )
    links = re.findall(r'href="([^"#]*)(?:#([^"]*))?"', page + home + (made / "riwayat.html").read_text())
    assert len(links) > 20
    for address, anchor in links:
        target = made / "2026" / address if address.startswith("../") else made / (address or BAGAS)
        assert target.is_file(), address
        assert not anchor or f'id="{anchor}"' in target.read_text(), (address, anchor)


def test_the_same_commit_and_day_give_the_same_files_and_take_the_place_of_the_old(grown: Path, made: Path) -> None:
    before = files(made)
    (made / "index.html").write_text("old")
    assert written(grown, made) == before
    (grown / "records" / "2026").rename(grown / "records" / "2026-lain")  # what is not committed does not count
    try:
        assert written(grown, made) == before
    finally:
        (grown / "records" / "2026-lain").rename(grown / "records" / "2026")


def test_earlier_states_units_and_both_languages_can_be_shown(grown: Path, tmp_path: Path) -> None:
    first = written(grown, tmp_path / "lama", *DAY, "--rev", "HEAD^", "--lang", "en")
    assert b"Naikkan target" not in first[BAGAS]
    assert b"Evidence of the realisasi:" in first[BAGAS]
    done = run_here(grown, "site", str(tmp_path / "unit"), *DAY, "--unit", "tidak ada")
    assert done.returncode == 3
    assert "tidak ada" in done.stderr
    assert not (tmp_path / "unit").exists()


def test_of_a_merge_those_are_named_who_wrote_what_it_brought(whole_office: Path, tmp_path: Path) -> None:
    """Also where the dossier has moved to a unit since, and from there on what was recorded is known."""
    folder = tmp_path / "rekaman"
    shutil.copytree(whole_office, folder)
    git(folder, "checkout", "-q", "-b", "usul")
    skp = folder / "records" / "2026" / BAGAS_NIP / "skp.yaml"
    skp.write_text(skp.read_text().replace("Pelaksana Seksi Pencairan Dana", "Pelaksana Seksi Bank"))
    git(folder, *COMMIT[:-1], "Pindah seksi", "--author", "Dewi Lestari <dewi@example.org>")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "--quiet", "--no-ff", "-m", "Gabung usul", "usul")
    (folder / "records" / "2026" / "seksi-bank").mkdir()
    git(folder, "mv", f"records/2026/{BAGAS_NIP}", f"records/2026/seksi-bank/{BAGAS_NIP}")
    git(folder, "commit", "--quiet", "-m", "Pindah folder")
    page = written(folder, tmp_path / "situs")[BAGAS].decode()
    assert "10 Juni 2026, Dewi Lestari: “Gabung usul”" in page
    assert re.search(r"Uji: “Pindah folder” \([0-9a-f]{8}\) <span[^>]*>perubahan: 1<", page)
    assert "tercatat 10 Juni 2026, Uji: “Rekaman”" in page


def test_a_clone_with_a_part_of_the_history_is_refused(grown: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{grown}", "dangkal")
    done = run_here(tmp_path / "dangkal", "site", str(tmp_path / "situs"), *DAY)
    assert done.returncode == 3
    assert "git fetch --unshallow" in done.stderr
    assert not (tmp_path / "situs").exists()


def test_a_folder_in_no_repository_has_a_site_without_history(grown: Path, tmp_path: Path) -> None:
    shutil.copytree(grown, tmp_path / "lepas", ignore=shutil.ignore_patterns(".git"))
    found = written(tmp_path / "lepas", tmp_path / "situs")
    assert "tidak berada di repositori git" in found[BAGAS].decode()
    assert "Dialog 7 April 2026" in found[BAGAS].decode()


def test_who_somebody_is_can_be_hidden_also_who_was_named_once(grown: Path, tmp_path: Path) -> None:
    found = written(grown, tmp_path / "situs", *DAY, "--mask")
    for name, content in found.items():
        text = name + content.decode()
        assert not [each for each in NAMES if each.lower() in text.lower()], name
        assert not re.search(r"\d{18}", text), name
    assert "B. P. (…003)" in found["index.html"].decode()
    done = run_here(grown, "site", str(tmp_path / "lain"), *DAY, "--mask", "--pdf")
    assert done.returncode == 2
    assert "--pdf" in done.stderr


def test_forms_are_printed_into_it_and_linked(grown: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = filing.signed

    def one(printer: Printer, identity: Identity) -> Iterator[filing.Filed]:
        """Of all that is signed the SKP of one employee: a document takes its time."""
        wanted = filing.Filed(f"records/2026/{BAGAS_NIP}/skp.yaml", "skp")
        return (each for each in everything(printer, identity) if each == wanted)

    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(_progress, "bar", lambda: nullcontext(lambda *done: told.append(done)))
    monkeypatch.setattr(sites, "signed", one)
    monkeypatch.setattr(print_run, "signed", one)
    found = written(grown, tmp_path / "situs", *DAY, "--pdf")
    papers = [name for name in found if name.endswith(".pdf")]
    assert papers == [f"dokumen/2026/{BAGAS_NIP}-skp.pdf"]
    stages = {stage: [done for named, *done in told if named == stage] for stage, *_ in told}
    assert {stage: (done[-1], done) for stage, done in stages.items()} == {
        stage: ([4, 4], sorted(done)) for stage, done in stages.items()
    }
    assert list(stages) == [sites.FOLLOWING, print_run.PRINTING, sites.WRITING]
    assert found[papers[0]].startswith(b"%PDF")
    assert f'href="../{papers[0]}"' in found[BAGAS].decode()


def test_a_realisasi_without_evidence_says_so(grown: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rekaman"
    shutil.copytree(grown, folder, ignore=shutil.ignore_patterns(".git"))
    for dialogue in (folder / "records" / "2026" / BAGAS_NIP / "dki").glob("*.yaml"):
        dialogue.write_text(re.sub(r"bukti_dukung: *\[[^\]]*\]", "bukti_dukung: []", dialogue.read_text()))
    page = written(folder, tmp_path / "situs")[BAGAS].decode()
    assert re.search("<b>Tanpa bukti dukung</b><br>Dicatat dalam: <a[^>]*>Dialog 7 April 2026<", page)
    assert "Bukti dukung:" not in page


# --- where it is written -------------------------------------------------------------------------------------


def test_a_folder_that_is_not_ours_is_not_touched(grown: Path, tmp_path: Path) -> None:
    foreign, ours = tmp_path / "orang", tmp_path / "kita"
    foreign.mkdir()
    (foreign / "catatan.txt").write_text("milik orang lain")
    written(grown, ours)
    (ours / "catatan.txt").write_text("ditaruh di sini")
    before = {each: files(each) for each in (foreign, ours)}
    for out in (foreign, ours, grown, grown / "records", grown / "records" / "situs", grown / ".git" / "situs"):
        done = run_here(grown, "site", str(out), *DAY)
        assert (done.returncode, done.stdout) == (2, ""), out
        assert "Traceback" not in done.stderr
    assert {each: files(each) for each in (foreign, ours)} == before
    (tmp_path / "berkas").write_text("")
    assert run_here(grown, "site", str(tmp_path / "berkas"), *DAY).returncode == 2
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".skpkit")]


def test_nothing_is_left_of_a_site_that_fails_and_the_old_one_stays(
    grown: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(made)

    def failing(*_: object) -> None:
        raise SkpkitError("the disk is full")

    monkeypatch.setattr(sites, "_enlist", failing)
    assert run_here(grown, "site", str(made), *DAY).returncode == 3
    assert files(made) == before
    assert list(made.parent.iterdir()) == [made]


# --- in a browser --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser, once for this module."""
    with chromium() as found:
        yield found


def test_pages_are_quiet_fit_a_phone_and_shut_nobody_out(browser: Browser, made: Path) -> None:
    for name, dark in (("index.html", False), ("riwayat.html", True), ("cari.html", False), (BAGAS, True)):
        with opened(browser, made / name, width=390, dark=dark) as shown:
            shown.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            assert shown.complaints == [], name
            assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390, name
            assert shown.faults() == [], (name, dark)
            assert shown.page.evaluate("window.ran") is None


def test_what_is_searched_is_found_and_opened(browser: Browser, made: Path) -> None:
    with opened(browser, made / "index.html") as shown:
        page = shown.page
        page.get_by_role("searchbox").first.fill("satuan KERJA dibina")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cari.html*")
        first = page.locator("#results a").first
        assert "1b-N" in first.inner_text()
        assert page.get_by_role("status").inner_text().startswith("ditemukan: ")
        page.get_by_role("searchbox").fill(BAGAS_NIP)
        assert page.evaluate("location.hash") == f"#q={BAGAS_NIP}"
        assert "Bagas Pratama" in page.locator("#results a").first.inner_text()
        page.get_by_role("searchbox").fill("naikkan target")
        assert page.locator("#results mark").all_inner_texts()[:2] == ["Naikkan", "target"]
        step = page.locator("#results a", has_text="Naikkan target").first
        step.click()
        page.wait_for_url("**/2026/*")
        assert page.locator("details:target").evaluate("each => each.open")
        page.go_back()
        page.get_by_role("searchbox").fill("tidakadadimanapun")
        assert page.locator("#results li").count() == 0
        assert page.evaluate("window.ran") is None


def test_it_is_walked_by_keyboard_and_stands_open_on_paper(browser: Browser, made: Path) -> None:
    with opened(browser, made / BAGAS) as shown:
        page = shown.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
        fold = page.locator("#records details").first
        fold.locator("> summary").focus()
        page.keyboard.press("Enter")
        assert fold.evaluate("each => each.open")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details:not([open])").count() == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details:not([open])").count() > 0


def test_a_script_that_a_record_could_bring_would_not_run(browser: Browser, made: Path) -> None:
    with opened(browser, made / "cari.html") as shown:
        shown.page.evaluate(
            "() => { const made = document.createElement('script'); made.textContent = 'window.ran = 1';"
            " document.body.append(made); }"
        )
        assert shown.page.evaluate("window.ran") is None
        assert any("Content Security Policy" in each for each in shown.complaints)


def test_its_list_names_what_it_shows(made: Path) -> None:
    told = json.loads((made / "skpkit-site.json").read_text())
    assert (told["today"], len(told["commit"])) == ("2026-06-15", 40)
    assert sorted([*told["files"], "skpkit-site.json"]) == sorted(files(made))


# --- the pictures of the pages that tell of it ---------------------------------------------------------------


def test_the_pictures_show_what_is(tmp_path: Path) -> None:
    """Take them anew with: python docs/demo/pictures.py."""
    pictures = load("docs/demo/pictures.py")
    pictures.make(tmp_path)
    linked = set()
    for page in ("status", "site"):
        text = (pictures.DOCS / f"{page}.md").read_text(encoding="utf-8")
        linked |= set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text))
    assert linked == set(pictures.PICTURES)
    for name, (page, *_) in pictures.PICTURES.items():
        with Image.open(pictures.DOCS / name) as picture:
            assert picture.text["Description"] == pictures.told_by(tmp_path / page)  # type: ignore[attr-defined]
        assert (pictures.DOCS / name).stat().st_size < 60_000
