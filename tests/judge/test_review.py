"""A review of a history: what is refused and on what evidence, and what nobody should be able to slip through."""

from __future__ import annotations

from pathlib import Path

import pytest

import skpkit
from skpkit.model.settings import Settings, settings_of
from tests.support.command import COMMIT, DAY, OLD, git, put, report, run, target


def test_realised_target_is_refused_with_its_evidence(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    code, data = report(office, "review", "main", *DAY)
    (finding,) = data["findings"]
    assert (code, finding["code"]) == (1, "SKP301")
    (proof,) = finding["evidence"]
    assert proof["path"].endswith("dki/2026-04-07.yaml")
    assert proof["line"] == 15
    assert proof["commit"] == data["base"]
    assert "baris 15" in finding["message"]


def test_reported_realisation_is_refused_and_speaks_for_310(office: Path) -> None:
    put(office, [{"file": "bagas/dki/2026-04-07.yaml", "replace": {"realisasi: 96.2": "realisasi: 97.2"}}])
    code, data = report(office, "review", "main", *DAY)
    assert code == 1
    assert [(each["code"], each["also"]) for each in data["findings"]] == [("SKP302", ["SKP310", "SKP315"])]


def test_polarisation_tells_both_achievements(office: Path) -> None:
    entry = (
        "perubahan:\n  - nomor: 1\n    tanggal: 2026-06-01\n    alasan: Penyesuaian\n    persetujuan:\n"
        '      - {sebagai: pejabat_penilai_kinerja, nip: "197805142003121002", tanggal: 2026-06-01}\n'
    )
    file = "bagas/iki/2a-N.yaml"
    put(office, [{"file": file, "replace": {"minimize": "maximize"}}, {"file": file, "append": entry}])
    code, data = report(office, "review", "main", *DAY)
    (finding,) = data["findings"]
    assert (code, finding["code"]) == (1, "SKP304")
    assert "110" in finding["message"]
    assert "90" in finding["message"]


def test_a_correction_is_accepted(office: Path) -> None:
    without = {"file": "bagas/evaluasi/Q1.yaml", "delete": True}
    put(office, [without])
    git(office, *COMMIT)
    koreksi = {"dki": "dki/2026-04-07.yaml", "alasan": "Salah hitung"}
    line = {"iki": "1a-C", "periode": "Q1", "realisasi": 95.8, "koreksi": koreksi}
    put(office, [without, {"file": "bagas/dki/2026-06-09.yaml", "realisasi": [line]}])
    assert report(office, "review", "main", *DAY)[0] == 0


def test_each_commit_names_the_commit_and_judges_it_on_its_day(office: Path) -> None:
    change = {"file": "bagas/skp.yaml", "replace": {OLD: OLD.replace("Q1: 5", "Q1: 6")}}
    put(office, [change])
    git(office, *COMMIT)
    put(office, [])
    git(office, *COMMIT)
    assert report(office, "review", "HEAD~2..HEAD", *DAY)[1]["findings"] == []
    code, data = report(office, "review", "HEAD~2..HEAD", "--each-commit", *DAY)
    assert code == 1
    assert [each["code"] for each in data["findings"]] == ["SKP301", "SKP301"]
    assert len({each["commit"] for each in data["findings"]}) == 2


def test_each_commit_is_never_weaker_than_the_whole(office: Path) -> None:
    new = "        - {kode: 1c-N, nama: Jumlah surat, aspek: kuantitas, satuan: surat, target: {Q4: 2, Y: 2}}\n"
    adendum = {"file": "bagas", "adendum": ["iki"]}
    put(office, [adendum, {"file": "bagas/skp.yaml", "replace": {"    - kode: RHK-2\n": f"{new}    - kode: RHK-2\n"}}])
    git(office, "add", ".")
    git(office, *COMMIT)
    for each_commit in ([], ["--each-commit"]):
        code, data = report(office, "review", "HEAD~1...HEAD", *each_commit, "--today", "2026-07-11")
        assert code == 1
        told = {(each["code"], each["severity"]) for each in data["findings"]}
        assert told == {("SKP318", "error"), ("SKP319", "warning")}  # a month after its adendum
    code, data = report(office, "review", "HEAD~1..HEAD", "--each-commit", "--today", "2026-07-11")  # it has landed
    assert code == 0
    assert [(each["code"], each["severity"]) for each in data["findings"]] == [("SKP318", "warning")]


def test_settings_come_from_the_base(office: Path) -> None:
    put(office, [{"file": "bagas/skp.yaml", "replace": {OLD: OLD.replace("Q3: 10", "Q3: 12")}}])
    (office / "skpkit.yaml").write_text("tingkat: {SKP305: mati}\n", encoding="utf-8")
    assert "SKP305" in {each["code"] for each in report(office, "review", "main", *DAY)[1]["findings"]}


@pytest.mark.parametrize(
    ("ways", "code", "told"), [("rebase, merge", 1, "setiap commit"), ("squash", 0, "squash"), (None, 0, "")]
)
def test_where_each_commit_lands_by_itself_each_is_judged(office: Path, ways: str | None, code: int, told: str) -> None:
    settings = office / "skpkit.yaml"
    settings.write_text(f"gabung: [{ways}]\n" if ways else "bahasa: id\n", encoding="utf-8")
    git(office, "add", ".")
    git(office, *COMMIT)
    git(office, "checkout", "--quiet", "-b", "usul")
    settings.write_text("gabung: [squash]\n", encoding="utf-8")  # a request does not choose how it is judged
    for content in (OLD.replace("Q1: 5", "Q1: 6"), OLD):
        put(office, [{"file": "bagas/skp.yaml", "replace": {OLD: content}}] if content != OLD else [])
        git(office, "add", ".")
        git(office, *COMMIT)
    git(office, "checkout", "--quiet", "--detach", "main")
    git(office, "merge", "--quiet", "--no-ff", "-m", "Merge", "usul")  # as a forge tries it
    for asked in ("main...usul", "HEAD^1...HEAD"):
        found, data = report(office, "review", asked, *DAY)
        assert (found, bool(data["findings"])) == (code, bool(code)), asked
        ways_told = [each["message"] for each in data["notes"] if "`gabung`" in each["message"]]
        assert [told in each for each in ways_told] == ([True] if ways else [])
    git(office, "checkout", "--quiet", "usul")
    assert report(office, "review", *DAY)[0] == 0, "what is still worked on is judged as one"


REALISED = "bagas/dki/2026-07-03.yaml"


LINE = {"iki": "1b-N", "periode": "Q2", "realisasi": 12}


def on_a_branch(office: Path) -> None:
    """A branch moves an open target under an adendum; main then records that period's realisasi."""
    git(office, "checkout", "--quiet", "-b", "usul")
    put(office, target("{Q1: 5, Q2: 12, Q3: 10, Q4: 5, Y: 32}"))
    git(office, "add", ".")
    git(office, *COMMIT)
    git(office, "checkout", "--quiet", "main")
    put(office, [{"file": REALISED, "realisasi": [LINE]}])
    git(office, "add", ".")
    git(office, *COMMIT)
    git(office, "checkout", "--quiet", "usul")


@pytest.mark.parametrize("each_commit", [(), ("--each-commit",)])
def test_a_merge_of_the_base_does_not_open_what_it_froze(office: Path, each_commit: tuple[str, ...]) -> None:
    on_a_branch(office)
    git(office, "merge", "--quiet", "main")
    code, data = report(office, "review", "main...usul", *each_commit, "--today", "2026-07-15")
    assert code == 1
    assert "SKP301" in {each["code"] for each in data["findings"]}


def test_a_realisation_altered_in_a_merge_is_found(office: Path) -> None:
    on_a_branch(office)
    git(office, "merge", "--quiet", "main")
    path = office / "records/2026/199203172015021003/dki/2026-07-03.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("12", "13"), encoding="utf-8")
    git(office, "commit", "--quiet", "--all", "--amend", "--no-edit")
    code, data = report(office, "review", "main...usul", "--each-commit", "--today", "2026-07-15")
    assert code == 1
    assert {"SKP301", "SKP302"} <= {each["code"] for each in data["findings"]}


def test_a_change_of_settings_is_listed_and_the_records_folder_cannot_be_hidden(office: Path) -> None:
    (office / "skpkit.yaml").write_text("rekaman: catatan\n", encoding="utf-8")
    code, data = report(office, "review", "main", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"]} == {"SKP311"}
    assert "Pengaturan, Folder rekaman: records → catatan" in {each["text"] for each in data["changes"]}
    git(office, *COMMIT)
    put(office, [])
    (office / "skpkit.yaml").write_text("rekaman: catatan\n", encoding="utf-8")
    assert run(office, "review", "HEAD", *DAY).returncode == 3


def test_an_unreadable_record_is_no_way_out_where_settings_hush_it_up(office: Path) -> None:
    (office / "skpkit.yaml").write_text("tingkat: {SKP001: mati}\n", encoding="utf-8")
    git(office, *COMMIT)
    file = office / "records/2026/199203172015021003/skp.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Q1: 5,", "Q1: 6,") + "\tx: 1\n", encoding="utf-8")
    assert report(office, "review", "HEAD", *DAY)[0] == 3


EXEMPTION = """\
jenis: pengecualian
versi: 1
pengecualian:
  - kode: SKP301
    berkas: records/2026/199203172015021003/skp.yaml
    tentang: {iki: 1b-N, periode: Q1}
    nilai: {semula: 5, menjadi: 6}
    alasan: Target salah ketik sejak penetapan
    disetujui: {nip: "NIP", nama: Hendra Saputra, jabatan: Kepala Kantor Wilayah}
    tanggal: 2026-06-01
    berlaku_sampai: 2026-06-30
"""


@pytest.mark.parametrize(
    ("approver", "today", "code"),
    [
        ("197003151995031001", "2026-06-15", 0),
        ("197003151995031001", "2026-07-01", 1),  # it has expired
        ("199203172015021003", "2026-06-15", 1),  # the employee approved it himself
    ],
)
def test_an_exemption_of_the_base_passes_what_it_names(office: Path, approver: str, today: str, code: int) -> None:
    unevaluated = {"file": "bagas/evaluasi/Q1.yaml", "delete": True}
    put(office, [unevaluated])
    exemptions = office / "records/pengecualian.yaml"
    exemptions.write_text(EXEMPTION.replace("NIP", approver), encoding="utf-8")
    git(office, "add", ".")
    git(office, *COMMIT)
    put(office, [unevaluated, *target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}")])
    found, data = report(office, "review", "HEAD", "--today", today)
    assert found == code
    assert len(data["exempted"]) == 1 - code


def test_an_exemption_of_the_change_itself_passes_nothing(office: Path) -> None:
    put(office, target("{Q1: 6, Q2: 10, Q3: 10, Q4: 5, Y: 31}"))
    (office / "records/pengecualian.yaml").write_text(EXEMPTION.replace("NIP", "197003151995031001"), encoding="utf-8")
    assert report(office, "review", "main", *DAY)[0] == 1


def test_settings_are_read_once_a_state(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for nth in range(10):
        (office / "skpkit.yaml").write_text(f"versi: 1\n# {nth}\n", encoding="utf-8")
        git(office, "add", ".")
        git(office, *COMMIT)
    read: list[bytes | None] = []

    def counted(content: bytes | None) -> Settings:
        read.append(content)
        return settings_of(content)

    monkeypatch.setattr("skpkit.judge.office.settings_of", counted)
    assert skpkit.review(office, "HEAD~10..HEAD", each_commit=True).exit_code == 0
    assert len(read) == len(set(read)) == 11


# --- a base that cannot be read --------------------------------------------------------------------------------

BROKEN = "\tx: 1\n"
DOSSIER = "records/2026/199203172015021003"


def broken_on_main(office: Path, name: str) -> Path:
    """A record that the newest commit of main cannot read, as it was before."""
    file = office / DOSSIER / name
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole + BROKEN, encoding="utf-8")
    git(office, "add", ".")
    git(office, *COMMIT)
    file.write_text(whole, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["skp.yaml", "iki/1b-N.yaml", "dki/2026-04-07.yaml"])
def test_who_mends_a_record_of_the_base_is_judged_against_its_newest_readable_state(office: Path, name: str) -> None:
    file = broken_on_main(office, name)
    code, data = report(office, "review", "main", *DAY, "--lang", "en")
    assert (code, [each["code"] for each in data["findings"] if each["severity"] == "error"]) == (0, [])
    told = [each["message"] for each in data["notes"] if "newest state" in each["message"]]
    assert len(told) == 1
    assert f"{DOSSIER}/{name} (" in told[0]
    assert data["failures"] == []
    for old, new in (("Q1: 5,", "Q1: 4,"), ("realisasi: 6,", "realisasi: 60,")):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, data = report(office, "review", "main", *DAY)
    assert code == 1
    assert {each["code"] for each in data["findings"]} & {"SKP301", "SKP302"}


def test_a_record_that_no_state_could_read_counts_as_new_and_that_is_said(office: Path) -> None:
    text = (office / DOSSIER / "dki/2026-05-08.yaml").read_text(encoding="utf-8")
    (office / DOSSIER / "dki/2026-05-20.yaml").write_text(text.replace("2026-05-08", "2026-05-20"), encoding="utf-8")
    broken_on_main(office, "dki/2026-05-20.yaml")
    code, data = report(office, "review", "main", *DAY, "--lang", "en")
    assert [each["code"] for each in data["findings"] if each["code"] in ("SKP302", "SKP310")] == []
    assert any("judged as new" in each["message"] for each in data["notes"])
    assert data["failures"] == []
    assert code in (0, 1)


def test_one_that_stays_broken_is_no_verdict(office: Path) -> None:
    file = broken_on_main(office, "dki/2026-04-07.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("realisasi: 6,", "realisasi: 60,") + BROKEN, "utf-8")
    assert report(office, "review", "main", *DAY)[0] == 1


@pytest.mark.parametrize(
    ("name", "code"), [("iki/1b-N.yaml", 0), ("dki/2026-04-07.yaml", 3), ("skp.yaml", 3), ("evaluasi/Q1.yaml", 3)]
)
def test_one_that_the_change_leaves_broken_hinders_if_it_binds_others(office: Path, name: str, code: int) -> None:
    file = broken_on_main(office, name)
    file.write_text(file.read_text(encoding="utf-8") + BROKEN, encoding="utf-8")
    other = office / DOSSIER / "iki/2a-N.yaml"
    other.write_text(other.read_text(encoding="utf-8") + "# catatan\n", encoding="utf-8")
    found, data = report(office, "review", "main", *DAY)
    assert found == (1 if [each for each in data["findings"] if each["severity"] == "error"] else code)
    assert bool(data["failures"]) is (code == 3 and found == 3)


def test_lowering_what_cannot_be_read_makes_no_verdict(office: Path) -> None:
    (office / "skpkit.yaml").write_text("tingkat: {SKP001: peringatan}\n", encoding="utf-8")
    git(office, *COMMIT)
    file = office / DOSSIER / "iki/1b-N.yaml"
    file.write_text(file.read_text(encoding="utf-8") + BROKEN, encoding="utf-8")
    code, data = report(office, "review", "main", *DAY)
    assert code != 0
    (failure,) = data["failures"]
    assert "1b-N.yaml" in failure


def test_an_office_sets_up_its_hooks_before_its_first_record(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    for name in ("BACA.md", ".pre-commit-config.yaml"):
        (tmp_path / name).write_text("x\n", encoding="utf-8")
        git(tmp_path, "add", "--all")
        done = run(tmp_path, "review", "--staged", *DAY, "--lang", "en")
        assert (done.returncode, "no records in records yet" in done.stdout) == (0, True), done.stdout + done.stderr
        git(tmp_path, *COMMIT)
    assert run(tmp_path, "review", "main~1..main", *DAY).returncode == 0
    assert run(tmp_path, "check", *DAY).returncode == 3


@pytest.mark.parametrize("words", [("review",), ("check",)])
def test_records_that_the_settings_do_not_reach_are_no_pass(tmp_path: Path, words: tuple[str, ...]) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "skpkit.yaml").write_text("rekaman: data/kinerja\n", encoding="utf-8")
    git(tmp_path, "add", "--all")
    git(tmp_path, *COMMIT)
    kept = tmp_path / "data/rekaman/2026/umum/199203172015021003/skp.yaml"
    kept.parent.mkdir(parents=True)
    kept.write_text("jenis: skp\n", encoding="utf-8")
    done = run(tmp_path, *words, *DAY, "--lang", "en")
    assert (done.returncode, "but in data/rekaman; set `rekaman`" in done.stderr) == (3, True), done.stderr


def test_other_line_ends_are_told_as_the_way_of_writing(office: Path) -> None:
    for file in (office / "records").rglob("*.yaml"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    code, data = report(office, "review", *DAY, "--lang", "en")
    assert (code, data["changes"], data["summary"]["dossiers"]) == (0, [], 0)
    assert any("dossiers of which this is so: 4" in str(each) for each in data["notes"])
    put(office, [{"file": "bagas/skp.yaml", "replace": {OLD: "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"}}])
    assert report(office, "review", *DAY)[1]["summary"]["dossiers"] == 1


def test_settings_that_leave_the_records_behind_are_told_as_the_cause(office: Path) -> None:
    (office / "skpkit.yaml").write_text("rekaman: data/kinerja\n", encoding="utf-8")
    code, data = report(office, "review", *DAY, "--lang", "en")
    said = "records lie in data/kinerja, where none are, but they are in records; set `rekaman` back"
    assert (code, [said in each["message"] for each in data["notes"]].count(True)) == (1, 1)
