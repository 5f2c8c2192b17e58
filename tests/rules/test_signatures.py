"""Approvals signed with real keys: which count, and what makes a signature fall."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Any

import pytest
import yaml

from skpkit.errors import WrongUsage
from skpkit.forge.signatures import verified
from skpkit.judge.engine import Verdict, check
from skpkit.judge.office import Office
from skpkit.judge.review import review
from skpkit.model.signable import signed_of_exemption
from skpkit.model.signers import principal_named
from skpkit.source.schemas import SETTINGS_KIND, schema_of
from tests.support.edits import PEOPLE, edited, examples
from tests.support.keys import HENDRA, RATNA, SETTINGS, SIGNERS, Keys, detached, listed, needs_ssh_keygen, signed
from tests.support.memory import MemoryTree
from tests.support.records import data_of, written

pytestmark = needs_ssh_keygen

DAY = date(2026, 6, 15)
SKP, MANUAL = f"{PEOPLE['bagas']}/skp.yaml", f"{PEOPLE['bagas']}/iki/1b-N.yaml"
OLD, NEW = "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}", "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}"
APPRAISER, REVIEWER, EMPLOYEE = "pejabat_penilai_kinerja", "pengelola_kinerja_organisasi", "pegawai"
ADENDUM: list[Mapping[str, Any]] = [
    {"file": "bagas", "adendum": ["target"]},
    {"file": "bagas/skp.yaml", "replace": {OLD: NEW}},
    {"file": "bagas/iki/1b-N.yaml", "replace": {OLD: NEW}},
]
BOTH = (("adendum 2", APPRAISER, "ratna"), ("adendum 2", REVIEWER, "hendra"))


@pytest.fixture(scope="module")
def base(keys: Keys) -> MemoryTree:
    """The examples, where signatures are asked for."""
    return examples().changed({"skpkit.yaml": SETTINGS, SIGNERS: listed(keys)})


@pytest.fixture(scope="module")
def agreed(keys: Keys, base: MemoryTree) -> MemoryTree:
    """The same after an adendum that both signed."""
    return signed(keys, edited(base, ADENDUM), SKP, *BOTH)


def judged(before: MemoryTree, after: MemoryTree, day: date = DAY) -> Verdict:
    """The review of two states."""
    return review(Office(before, verify=verified), Office(after, verify=verified), day)


def told(verdict: Verdict, code: str = "SKP401") -> list[tuple[str, str]]:
    """The role, or file, and the severity of what one rule found, in order."""
    return [
        (str(each.problem.told.get("role", each.problem.told["what"])), each.severity)
        for each in verdict.findings
        if each.code == code
    ]


def standing(verdict: Verdict) -> dict[str, str]:
    """How each approval stands, by thing and role."""
    return {f"{each.thing} {each.role}": each.flaw or each.standing for each in verdict.approvals}


def why(verdict: Verdict) -> set[str | None]:
    """What is wrong with the signatures of a change."""
    return {each.flaw for each in verdict.approvals if each.standing == "unsigned"}


def test_signed_by_both_it_is_accepted(base: MemoryTree, agreed: MemoryTree) -> None:
    verdict = judged(base, agreed)
    assert told(verdict) == []
    assert verdict.exit_code == 0
    assert standing(verdict) == {f"adendum 2 {APPRAISER}": "signed", f"adendum 2 {REVIEWER}": "signed"}
    assert {each.name for each in verdict.approvals} == {"Ratna Wulandari", "Nining Kartika"}


def test_each_unsigned_approval_is_told(base: MemoryTree) -> None:
    verdict = judged(base, edited(base, ADENDUM))
    assert told(verdict) == [(APPRAISER, "error"), (REVIEWER, "error")]
    assert set(standing(verdict).values()) == {"unsigned"}


def test_a_role_that_is_not_named_and_a_day_before_owe_no_signature(keys: Keys, base: MemoryTree) -> None:
    after = edited(base, ADENDUM)
    for old, new, wanted in (
        ("{sejak: 2026-06-01}", f"{{sejak: 2026-06-01, peran: [{APPRAISER}]}}", [(APPRAISER, "error")]),
        ("{sejak: 2026-06-01}", "{sejak: 2026-06-11}", []),
        ("tanda_tangan: {sejak: 2026-06-01}\n", "", []),
    ):
        settings = {"skpkit.yaml": SETTINGS.replace(old, new)}
        verdict = judged(base.changed(settings), after.changed(settings))
        assert told(verdict) == wanted
        assert standing(verdict)[f"adendum 2 {REVIEWER}"] == "unrequired"


def test_a_date_before_the_day_lets_nobody_off_who_comes_later(base: MemoryTree) -> None:
    back = edited(base, ADENDUM)
    text = back.files[SKP].decode().replace("2026-06-10", "2026-05-30")
    after = back.changed({SKP: text})
    assert told(judged(base, after)) == [], "within batas_mundur"
    assert told(judged(base, after, date(2026, 6, 16))) == [(APPRAISER, "error"), (REVIEWER, "error")]
    entry = back.changed({SKP: back.files[SKP].decode().replace("tanggal: 2026-06-10}", "tanggal: 2026-05-30}")})
    assert told(judged(base, entry)) == [(APPRAISER, "error"), (REVIEWER, "error")], "the entry itself is later"


@pytest.mark.parametrize(
    ("line", "flaw"),
    [
        ("", "unlisted"),
        (',valid-before="20260609"', "expired"),
        (',valid-after="20260611"', "expired"),
        (',valid-before="20260610"', None),
        (',valid-after="20260610Z"', None),
    ],
)
def test_a_key_counts_on_its_days(
    keys: Keys, base: MemoryTree, agreed: MemoryTree, line: str, flaw: str | None
) -> None:
    lines = keys.line("ratna", RATNA, line) if line else keys.line("lain", RATNA)
    signers = {SIGNERS: lines + keys.line("hendra", HENDRA)}
    assert why(judged(base.changed(signers), agreed.changed(signers))) == ({flaw} if flaw else set())


def test_a_revoked_key_counts_on_no_day(keys: Keys, base: MemoryTree, agreed: MemoryTree) -> None:
    revoked = {f"{SIGNERS}.revoked": f"# bocor\n{keys.public('ratna')} lama\n"}
    assert why(judged(base.changed(revoked), agreed.changed(revoked))) == {"revoked"}
    other = {f"{SIGNERS}.revoked": keys.public("bagas") + "\n"}
    assert why(judged(base.changed(other), agreed.changed(other))) == set()


def test_a_key_for_another_use_counts_for_none(keys: Keys, base: MemoryTree, agreed: MemoryTree) -> None:
    line = keys.line("ratna", RATNA).replace('"skpkit"', '"git,file"')
    signers = {SIGNERS: line + keys.line("hendra", HENDRA)}
    assert why(judged(base.changed(signers), agreed.changed(signers))) == {"elsewhere"}


def test_a_signature_by_somebody_else_is_none(keys: Keys, base: MemoryTree) -> None:
    by_one = (("adendum 2", APPRAISER, "hendra"), ("adendum 2", REVIEWER, "hendra"))
    verdict = judged(base, signed(keys, edited(base, ADENDUM), SKP, *by_one))
    assert standing(verdict) == {f"adendum 2 {APPRAISER}": "another", f"adendum 2 {REVIEWER}": "signed"}


def test_without_a_signers_file_a_signature_is_not_told_as_good(base: MemoryTree, agreed: MemoryTree) -> None:
    plain = {"skpkit.yaml": "", SIGNERS: None}
    assert set(standing(judged(base.changed(plain), agreed.changed(plain))).values()) == {"unverified"}


LEAVING = {"nip": "197003151995031001", "nama": "Dewi Anggraini", "jabatan": "Kepala Seksi Lama"}


@pytest.mark.parametrize("known", ["before", "former", "dialogue", ""])
def test_whoever_approves_is_told_by_name_or_nip(base: MemoryTree, known: str) -> None:
    """The appraiser who leaves approves the adendum that says so."""
    data = data_of(edited(base, ADENDUM).files[SKP])
    entry = data["perubahan"][-1]
    entry["persetujuan"][0] = {"sebagai": APPRAISER, "nip": LEAVING["nip"], "tanggal": entry["tanggal"]}
    before = base
    if known == "before":
        before = base.changed({SKP: written({**data_of(base.files[SKP]), APPRAISER: LEAVING})})
    elif known == "former":
        entry["penilai_lama"] = LEAVING
    elif known:
        dialogue = f"{PEOPLE['bagas']}/dki/2026-04-07.yaml"
        held = data_of(base.files[dialogue])
        held["peserta"].append({"peran": "atasan_langsung", "nip": LEAVING["nip"], "nama": LEAVING["nama"]})
        before = base.changed({dialogue: written(held)})
    verdict = judged(before, before.changed({SKP: written(data)}))
    (seen,) = (each for each in verdict.approvals if each.nip == LEAVING["nip"])
    assert seen.name == (LEAVING["nama"] if known else "")
    assert seen.who in seen.sentence("id")
    assert seen.who == (LEAVING["nama"] if known else f"NIP {LEAVING['nip']}")


def test_a_signed_line_is_told_under_no_other_name(base: MemoryTree, agreed: MemoryTree) -> None:
    data = data_of(agreed.files[SKP])
    line_of(data, REVIEWER)["nama"] = "Kepala Kantor"
    verdict = judged(base, agreed.changed({SKP: written(data)}))
    assert {each.name for each in verdict.approvals} == {"Ratna Wulandari", "Nining Kartika"}
    data = data_of(agreed.files[SKP])
    lines = data["perubahan"][-1]["persetujuan"]
    for other, at in ((line_of(data, REVIEWER), 0), ({**line_of(data, REVIEWER), "nama": "Kepala Kantor"}, 0)):
        for place in (at, len(lines)):
            more = [*lines[:place], other, *lines[place:]]
            copied = {**data, "perubahan": [*data["perubahan"][:-1], {**data["perubahan"][-1], "persetujuan": more}]}
            verdict = judged(agreed, agreed.changed({SKP: written(copied)}))
            assert why(verdict) == {"repeated"}
            assert told(verdict) == [(REVIEWER, "error")]


def line_of(data: Any, role: str, nth: int = -1) -> Any:
    """The approval in a role of an entry, by default the last."""
    return next(each for each in data["perubahan"][nth]["persetujuan"] if each["sebagai"] == role)


def test_a_signature_for_another_use_or_none_at_all_is_none(keys: Keys, base: MemoryTree, agreed: MemoryTree) -> None:
    for made, flaw in (
        (keys.sign("ratna", b"x", "git"), "elsewhere"),
        (keys.sign("ratna", b"x"), "changed"),
        ("-----BEGIN SSH SIGNATURE-----\nVTJOSVUwbEg=\n-----END SSH SIGNATURE-----\n", "broken"),
        ("-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----", "broken"),
        ("$(touch /tmp/x); rm -rf", "broken"),
        ("x" * 10_000, "broken"),
        ("-----BEGIN SSH SIGNATURE-----" + " \n" * 4_900 + "x", "broken"),
        ("-----BEGIN SSH SIGNATURE-----é=\x85-----END SSH SIGNATURE-----".replace("\x85", ""), "broken"),
    ):
        data = data_of(agreed.files[SKP])
        line_of(data, APPRAISER)["tanda_tangan"] = made
        assert why(judged(base, agreed.changed({SKP: written(data)}))) == {flaw}, made


def test_it_fits_no_other_date_entry_role_or_record(keys: Keys, base: MemoryTree, agreed: MemoryTree) -> None:
    data = data_of(agreed.files[SKP])
    line_of(data, APPRAISER)["tanggal"] = "2026-06-11"
    assert standing(judged(base, agreed.changed({SKP: written(data)})))[f"adendum 2 {APPRAISER}"] == "changed"
    data = data_of(signed(keys, agreed, SKP, BOTH[0]).files[SKP])
    line_of(data, APPRAISER)["tanggal"] = "1001-06-11"
    assert standing(judged(base, agreed.changed({SKP: written(data)})))[f"adendum 2 {APPRAISER}"] == "expired"
    data = data_of(agreed.files[SKP])
    line_of(data, REVIEWER).update(nip=RATNA, tanda_tangan=line_of(data, APPRAISER)["tanda_tangan"])
    assert standing(judged(base, agreed.changed({SKP: written(data)})))[f"adendum 2 {REVIEWER}"] == "changed"
    data = data_of(agreed.files[SKP])
    data["perubahan"].append({**data["perubahan"][-1], "nomor": 3})
    assert standing(judged(base, agreed.changed({SKP: written(data)})))[f"adendum 3 {APPRAISER}"] == "changed"


def test_the_same_manual_of_another_employee_has_another_signature(keys: Keys, base: MemoryTree) -> None:
    entry = {
        "nomor": 1,
        "tanggal": "2026-06-10",
        "alasan": "Sumber data baru",
        "persetujuan": [{"sebagai": APPRAISER, "nip": RATNA, "tanggal": "2026-06-10"}],
    }
    after = base.changed({MANUAL: written({**data_of(base.files[MANUAL]), "perubahan": [entry]})})
    after = signed(keys, after, MANUAL, ("perubahan 1", APPRAISER, "ratna"))
    assert standing(judged(base, after)) == {f"perubahan 1 {APPRAISER}": "signed"}
    copied = MANUAL.replace(PEOPLE["bagas"], PEOPLE["sari"])
    verdict = judged(base, base.changed({copied: after.files[MANUAL]}))
    assert standing(verdict) == {f"perubahan 1 {APPRAISER}": "changed"}


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["hasil_kerja"]["utama"][0]["indikator"][1]["target"].update(Q4=7, Y=32),
        lambda data: data["perubahan"][-1].update(alasan="Lain"),
        lambda data: data["perubahan"][-1].update(dialog="dki/2026-05-08.yaml"),
        lambda data: data["perubahan"][0].update(alasan="Lain"),
        lambda data: data["lampiran"].update(konsekuensi=[]),
        lambda data: data["pejabat_penilai_kinerja"].update(jabatan="Lain"),
    ],
)
def test_what_is_changed_after_it_breaks_it(base: MemoryTree, agreed: MemoryTree, change: Any) -> None:
    data = data_of(agreed.files[SKP])
    change(data)
    assert set(standing(judged(base, agreed.changed({SKP: written(data)}))).values()) == {"changed"}


def test_another_approval_layout_and_numbers_of_the_same_value_leave_it(base: MemoryTree, agreed: MemoryTree) -> None:
    data = data_of(agreed.files[SKP])
    more = {**line_of(data, REVIEWER), "nip": "197003151995031001", "nama": "X", "tanggal": "2026-06-12"}
    del more["tanda_tangan"]
    data["perubahan"][-1]["persetujuan"].append(more)
    data["hasil_kerja"]["utama"][0]["indikator"][1]["target"] = {"Y": 31.0, "Q1": 5.0, "Q2": 10, "Q3": 10, "Q4": 6.0}
    data["status"] = "ditetapkan"
    after = agreed.changed({SKP: written(dict(reversed(data.items())), Random(1))})  # noqa: S311 - the same every time
    verdict = judged(base, after)
    kept = [each.flaw or each.standing for each in verdict.approvals]
    assert kept == ["signed", "signed", "unsigned"]


def test_what_is_recorded_later_leaves_it(keys: Keys, agreed: MemoryTree) -> None:
    data = data_of(agreed.files[SKP])
    data["lampiran"]["dukungan_sumber_daya"] = ["Akses aplikasi SAKTI"]
    entry = {**data_of(agreed.files[SKP])["perubahan"][-1], "nomor": 3, "komponen": ["lampiran"]}
    entry["persetujuan"] = [{key: each[key] for key in each if key != "tanda_tangan"} for each in entry["persetujuan"]]
    data["perubahan"].append(entry)
    after = agreed.changed({SKP: written(data)})
    after = signed(keys, after, SKP, ("adendum 3", APPRAISER, "ratna"), ("adendum 3", REVIEWER, "hendra"))
    assert standing(judged(agreed, after)) == {f"adendum 3 {APPRAISER}": "signed", f"adendum 3 {REVIEWER}": "signed"}


def test_an_undeclared_change_takes_the_newest_signatures_along(base: MemoryTree, agreed: MemoryTree) -> None:
    data = data_of(agreed.files[SKP])
    data["lampiran"]["konsekuensi"] = ["Lain"]
    after = agreed.changed({SKP: written(data)})
    verdict = judged(agreed, after)
    assert [(each.code, each.also) for each in verdict.findings if each.severity == "error"] == [
        ("SKP305", ("SKP401",))
    ]
    off = {"skpkit.yaml": SETTINGS + "tingkat: {SKP305: mati}\n"}
    assert told(judged(agreed.changed(off), after.changed(off))) == [(APPRAISER, "error")], "one edit, one finding"


def test_what_is_signed_and_needs_none_is_a_warning_where_it_does_not_hold(keys: Keys, base: MemoryTree) -> None:
    later = {"skpkit.yaml": SETTINGS.replace("2026-06-01", "2026-07-01")}
    after = signed(
        keys, edited(base, ADENDUM), SKP, ("adendum 2", APPRAISER, "lain"), ("adendum 2", REVIEWER, "hendra")
    )
    assert told(judged(base.changed(later), after.changed(later))) == [(APPRAISER, "warning")]


# --- penetapan, evaluations, people without NIP ------------------------------------------------------------------


def plan(base: MemoryTree, **other: Any) -> MemoryTree:
    """A draft of Bagas' SKP with both approvals in June, of which nothing is realised."""
    data = data_of(base.files[SKP])
    data |= {"status": "rancangan", **other}
    del data["perubahan"]
    data["penetapan"]["tanggal"] = "2026-06-12"
    for each in data["penetapan"]["persetujuan"]:
        each["tanggal"] = "2026-06-11"
    return base.changed({SKP: written(data)})


def test_penetapan_is_signed_while_it_is_a_draft_and_set_by_the_second(keys: Keys, base: MemoryTree) -> None:
    nothing = base.changed({path: None for path in base.files if path.startswith(PEOPLE["bagas"])})
    first = signed(keys, plan(nothing.changed({SKP: base.files[SKP]})), SKP, ("penetapan", EMPLOYEE, "bagas"))
    data = data_of(first.files[SKP])
    del data["penetapan"]["persetujuan"][1]
    first = first.changed({SKP: written(data)})
    assert standing(judged(nothing, first)) == {f"penetapan {EMPLOYEE}": "signed"}
    data["penetapan"]["persetujuan"].append({"sebagai": APPRAISER, "nip": RATNA, "tanggal": "2026-06-13"})
    data["penetapan"]["tanggal"] = "2026-06-13"
    data["status"] = "ditetapkan"
    second = signed(keys, first.changed({SKP: written(data)}), SKP, ("penetapan", APPRAISER, "ratna"))
    both = {f"penetapan {EMPLOYEE}": "signed", f"penetapan {APPRAISER}": "signed"}
    assert standing(judged(first, second)) == both, "what a draft held is asked about as it is set"
    data["hasil_kerja"]["utama"][0]["indikator"][1]["target"] |= {"Q4": 1, "Y": 26}
    lowered = second.changed({SKP: written(data)})
    verdict = judged(first, signed(keys, lowered, SKP, ("penetapan", APPRAISER, "ratna")))
    assert standing(verdict) == {f"penetapan {EMPLOYEE}": "changed", f"penetapan {APPRAISER}": "signed"}


def test_what_a_draft_held_unsigned_is_asked_for_when_it_is_set(base: MemoryTree) -> None:
    early = plan(base)
    data = data_of(early.files[SKP])
    for each in data["penetapan"]["persetujuan"]:
        each["tanggal"] = "2026-05-20"
    data["penetapan"]["tanggal"] = "2026-05-20"
    draft = base.changed({SKP: written(data)})
    for other in ({"status": "ditetapkan"}, {"penetapan": {**data["penetapan"], "tanggal": "2026-06-14"}}):
        verdict = judged(draft, draft.changed({SKP: written({**data, **other})}), date(2026, 6, 20))
        assert told(verdict) == [(EMPLOYEE, "error"), (APPRAISER, "error")], other
    data["lampiran"] = {**data["lampiran"]}
    assert told(judged(draft, draft.changed({SKP: written(data) + "# catatan\n"}), date(2026, 6, 20))) == []


def test_an_evaluation_is_signed_and_an_objection_leaves_it(keys: Keys, base: MemoryTree) -> None:
    path = f"{PEOPLE['bagas']}/evaluasi/Q1.yaml"
    data = data_of(base.files[path])
    data |= {"status": "ditetapkan", "tanggal": "2026-06-12"}
    data["persetujuan"] = [{"sebagai": APPRAISER, "nip": RATNA, "tanggal": "2026-06-12"}]
    before = base.changed({path: None})
    after = signed(keys, base.changed({path: written(data)}), path, ("evaluasi", APPRAISER, "ratna"))
    assert standing(judged(before, after)) == {f"evaluasi {APPRAISER}": "signed"}
    data = data_of(after.files[path])
    data["keberatan"] = {"isi": "Nilai perilaku", "tanggal": "2026-06-13"}
    assert standing(judged(after, after.changed({path: written(data)}))) == {}
    data["predikat"] = "sangat_baik"
    assert standing(judged(before, after.changed({path: written(data)}))) == {f"evaluasi {APPRAISER}": "changed"}


def test_one_without_nip_is_a_principal_by_name_and_post(keys: Keys, base: MemoryTree) -> None:
    named = {"nama": "Dr. H. Andi, S.H.", "jabatan": "Bupati * Contoh_Raya"}
    line = keys.line("bupati", principal_named(name=named["nama"], post=named["jabatan"]))
    listing = base.changed({SIGNERS: listed(keys) + line})
    data = data_of(listing.files[SKP])
    data["pejabat_penilai_kinerja"] = {**named, "unit_kerja": "Kabupaten"}
    data["penetapan"]["persetujuan"][1] = {"sebagai": APPRAISER, **named, "tanggal": "2026-01-28"}
    listing = listing.changed({SKP: written(data)})
    after = edited(listing, [ADENDUM[0]])
    after = signed(keys, after, SKP, ("adendum 2", APPRAISER, "bupati"), ("adendum 2", REVIEWER, "hendra"))
    assert standing(judged(listing, after)) == {f"adendum 2 {APPRAISER}": "signed", f"adendum 2 {REVIEWER}": "signed"}
    data = data_of(after.files[SKP])
    line_of(data, APPRAISER)["nama"] = "DR. H. ANDI,  S.H."
    assert standing(judged(listing, after.changed({SKP: written(data)})))[f"adendum 2 {APPRAISER}"] == "signed"
    line_of(data, APPRAISER)["jabatan"] = "Bupati Contoh_Raya"
    assert standing(judged(listing, after.changed({SKP: written(data)})))[f"adendum 2 {APPRAISER}"] == "changed"


# --- the signers file ----------------------------------------------------------------------------------------------


def test_a_key_of_the_change_itself_counts_for_nothing(keys: Keys, base: MemoryTree) -> None:
    more = {SIGNERS: listed(keys).replace(keys.public("ratna"), keys.public("lain"))}
    after = signed(keys, edited(base, ADENDUM).changed(more), SKP, ("adendum 2", APPRAISER, "lain"), BOTH[1])
    verdict = judged(base, after)
    assert standing(verdict)[f"adendum 2 {APPRAISER}"] == "unlisted"
    assert told(verdict, "SKP402") == [(SIGNERS, "error")]


def test_a_list_with_a_line_that_stands_for_several_is_refused(
    keys: Keys, base: MemoryTree, agreed: MemoryTree
) -> None:
    for line, words in (
        (keys.line("lain", "1992*"), "pattern"),
        (keys.line("lain", f"{RATNA},{HENDRA}"), "several"),
        (keys.line("ratna", HENDRA), "stands on line 2 too"),
        (keys.line("lain", HENDRA, ",cert-authority"), "vouch"),
        (keys.line("lain", HENDRA, ',valid-after="2026"'), "no time"),
        (keys.line("lain", HENDRA, ',verify-required="x"'), "none of a signers file"),
        (f"{HENDRA} ssh-ed25519 AAAA", "none of a signers file"),
        (f"{HENDRA} {keys.public('lain')}\x00 x", "none of a signers file"),
    ):
        bad = {SIGNERS: listed(keys) + line}
        for before, after in ((base.changed(bad), agreed), (base, agreed.changed(bad))):
            with pytest.raises(WrongUsage) as raised:
                judged(before, after)
            assert raised.value.place == f"{SIGNERS}:4: "
            assert words in str(raised.value)


def test_two_keys_of_one_person_are_no_fault(keys: Keys, base: MemoryTree, agreed: MemoryTree) -> None:
    more = {SIGNERS: listed(keys) + keys.line("lain", RATNA)}
    assert why(judged(base.changed(more), agreed.changed(more))) == set()


def test_a_list_that_is_not_there_lists_nobody(base: MemoryTree, agreed: MemoryTree) -> None:
    gone: dict[str, None] = {SIGNERS: None}
    assert why(judged(base.changed(gone), agreed.changed(gone))) == {"unlisted"}


@pytest.mark.parametrize("path", [SIGNERS, f"{SIGNERS}.revoked", "skpkit.yaml"])
def test_what_signatures_rest_on_changes_with_a_signature(keys: Keys, base: MemoryTree, path: str) -> None:
    texts = {
        SIGNERS: listed(keys) + keys.line("lain", RATNA),
        f"{SIGNERS}.revoked": keys.public("bagas") + "\n",
        "skpkit.yaml": SETTINGS.replace("2026-06-01", "2027-06-01"),
    }
    after = base.changed({path: texts[path]})

    def signed_by(name: str, content: str) -> list[tuple[str, str]]:
        signature = {f"{path}.sig": detached(keys, name, path, base, after.changed({path: content}))}
        return told(judged(base, after.changed(signature)), "SKP402")

    wrong = [(path, "error")]
    assert told(judged(base, after), "SKP402") == wrong
    assert signed_by("hendra", texts[path]) == []
    assert signed_by("hendra", texts[path] + "#\n") == wrong
    raw = {f"{path}.sig": keys.sign("hendra", texts[path].encode())}
    assert told(judged(base, after.changed(raw)), "SKP402") == wrong, "of the file alone, whatever it replaces"
    assert signed_by("ratna", texts[path]) == wrong, "no pengelola"
    assert signed_by("lain", texts[path]) == wrong, "a key of the change"


@pytest.mark.parametrize("path", [SIGNERS, f"{SIGNERS}.revoked", "skpkit.yaml"])
def test_a_signature_is_for_one_change_alone(keys: Keys, base: MemoryTree, path: str) -> None:
    first = {SIGNERS: listed(keys), f"{SIGNERS}.revoked": "", "skpkit.yaml": SETTINGS}
    tree = base.changed(first)
    kinds = {
        SIGNERS: [listed(keys) + keys.line(name, RATNA) for name in ("lain", "baru")],
        f"{SIGNERS}.revoked": [keys.public(name) + "\n" for name in ("bagas", "lain")],
        "skpkit.yaml": [SETTINGS.replace("2026-06-01", f"2027-0{nth}-01") for nth in (6, 5)],
    }

    def step(now: MemoryTree, text: str) -> MemoryTree:
        made = now.changed({path: text})
        made = made.changed({f"{path}.sig": detached(keys, "hendra", path, now, made)})
        assert told(judged(now, made), "SKP402") == []
        return made

    def restored(now: MemoryTree, *paths: str, of: MemoryTree) -> list[tuple[str, str]]:
        return told(judged(now, now.changed({each: of.files[each] for each in paths})), "SKP402")

    wrong, signature = [(path, "error")], f"{path}.sig"
    one = step(tree, kinds[path][0])
    two = step(one, first[path])
    three = step(two, kinds[path][0])
    assert restored(three, path, signature, of=two) == wrong
    assert restored(two, path, signature, of=one) == wrong, "the same change of the file, another time"
    assert restored(three, signature, of=one) == wrong, "what the next one is bound to"
    gone = three.changed({signature: None})
    assert told(judged(three, gone), "SKP402") == wrong
    other = step(three, kinds[path][1])
    assert restored(tree, path, signature, of=other) == wrong, "signed for another base"


def test_a_signature_is_for_one_file_alone(keys: Keys, base: MemoryTree) -> None:
    more = base.changed({SIGNERS: listed(keys) + keys.line("lain", RATNA)})
    moved = base.changed({"skpkit.yaml": SETTINGS.replace(SIGNERS, "kunci.txt"), "kunci.txt": more.files[SIGNERS]})
    named = {"skpkit.yaml.sig": detached(keys, "hendra", "skpkit.yaml", base, moved)}
    there = {"kunci.txt.sig": detached(keys, "hendra", SIGNERS, base, more)}
    assert told(judged(base, moved.changed({**named, **there})), "SKP402") == [("kunci.txt", "error")]
    there = {"kunci.txt.sig": detached(keys, "hendra", "kunci.txt", base, moved)}
    assert told(judged(base, moved.changed({**named, **there})), "SKP402") == []


def test_what_signatures_rest_on_is_not_taken_away(keys: Keys, base: MemoryTree) -> None:
    plain = SETTINGS.replace(f"penandatangan: {SIGNERS}\n", "").replace("tanda_tangan: {sejak: 2026-06-01}\n", "")
    signature = {"skpkit.yaml.sig": detached(keys, "hendra", "skpkit.yaml", base, base.changed({"skpkit.yaml": plain}))}
    assert told(judged(base, base.changed({SIGNERS: None})), "SKP402") == [(SIGNERS, "error")]
    assert told(judged(base, base.changed({"skpkit.yaml": plain, **signature})), "SKP402") == [(SIGNERS, "error")]
    revoked = base.changed({f"{SIGNERS}.revoked": keys.public("bagas")})
    assert told(judged(revoked, base), "SKP402") == [(f"{SIGNERS}.revoked", "error")]


def test_without_pengelola_nobody_can_sign_a_change(keys: Keys, base: MemoryTree) -> None:
    alone = {"skpkit.yaml": f"penandatangan: {SIGNERS}\n"}
    more = {SIGNERS: listed(keys) + keys.line("lain", RATNA)}
    before, after = base.changed(alone), base.changed({**alone, **more})
    after = after.changed({f"{SIGNERS}.sig": detached(keys, "hendra", SIGNERS, before, after)})
    assert told(judged(before, after), "SKP402") == [(SIGNERS, "error")]


def test_the_first_list_is_free_and_asking_for_more_too(keys: Keys, base: MemoryTree) -> None:
    bare = base.changed({"skpkit.yaml": "", SIGNERS: None})
    assert told(judged(bare, base), "SKP402") == []
    more = {"skpkit.yaml": SETTINGS.replace("2026-06-01", "2026-05-01")}
    assert told(judged(base, base.changed(more)), "SKP402") == []
    assert told(judged(base.changed({SIGNERS: None}), base), "SKP402") == []


# Of each key of the settings what lets more pass: before and after, each beside those of the office.
LOOSER: dict[str, list[tuple[str, str]]] = {
    "rekaman": [("", "rekaman: lain")],
    "pembekuan": [("pembekuan: iki", "pembekuan: periode"), ("pembekuan: iki", ""), ("", "pembekuan: iki")],
    "tingkat": [
        ("", "tingkat: {SKP319: mati}"),
        ("", "tingkat: {SKP213: mati}"),
        ("", "tingkat: {SKP110: peringatan}"),
        ("", "tingkat: {SKP208: mati}"),
        ("", "tingkat: {SKP223: catatan}"),
        ("tingkat: {SKP317: kesalahan}", ""),
    ],
    "hari_libur": [("", "hari_libur: [2026-02-17]"), ("", "hari_libur: [2026-12-25]")],
    "penandatangan": [("", "penandatangan: lain.txt")],
    "tanda_tangan": [
        ("", "tanda_tangan: {sejak: 2027-01-01}"),
        (
            "tanda_tangan: {sejak: 2026-06-01, peran: [pegawai]}",
            "tanda_tangan: {sejak: 2026-06-01, peran: [pejabat_penilai_kinerja]}",
        ),
        ("tanda_tangan: {sejak: 2026-06-01}", "tanda_tangan: "),
    ],
    "pengelola": [("", 'pengelola: [{nip: "199203172015021003", nama: Bagas Pratama, jabatan: Pelaksana}]')],
    "penyetuju_pengecualian": [
        ("", 'penyetuju_pengecualian: [{nip: "199203172015021003", nama: Bagas Pratama, jabatan: Pelaksana}]')
    ],
    "cabang": [("", "cabang: usulan"), ("cabang: main", "cabang: usulan"), ("cabang: main", "")],
    "gabung": [("gabung: [rebase]", ""), ("gabung: [rebase, merge]", "gabung: [merge]")],
    "zona": [("", "zona: Asia/Jakarta"), ("zona: Asia/Makassar", "")],
    "batas_mundur": [("", "batas_mundur: 365"), ("batas_mundur: 7", "")],
    "mulai": [("", "mulai: 2026-06-01"), ("mulai: 2026-03-01", "mulai: 2026-03-02")],
}
# Of each other key why it lets nothing pass.
LETS_NOTHING_PASS = {
    "jenis": "names the kind of file",
    "versi": "there is one, and any other is refused",
    "bahasa": "in which language is told what is found",
    "aturan": "a new record begins with it; each record says its own, by which it is judged",
    "instansi": "a new record begins with it",
    "unit_kerja": "a new record begins with it",
    "kertas": "how a sheet looks",
    "kop": "how a sheet looks",
    "lambang": "how a sheet looks",
    "tampilan": "how a sheet looks",
    "cetak": "how long printing takes, and frames on a sheet",
    "samarkan": "who is named in a report, not what it finds",
}


def together_with(lines: str) -> dict[str, str]:
    """The settings of the office with a key otherwise, or without it where nothing stands behind."""
    data = yaml.safe_load(SETTINGS) | (yaml.safe_load(lines) or {})
    return {"skpkit.yaml": yaml.safe_dump({key: value for key, value in data.items() if value is not None})}


def test_each_key_of_the_settings_is_guarded_or_lets_nothing_pass() -> None:
    keys = set(schema_of(SETTINGS_KIND)["properties"])
    assert keys == {*LOOSER, *LETS_NOTHING_PASS}, "say of a new key which of both it is"
    assert not LOOSER.keys() & LETS_NOTHING_PASS.keys()


@pytest.mark.parametrize(("was", "now"), [each for pairs in LOOSER.values() for each in pairs])
def test_what_lets_more_pass_is_settled_with_a_signature(base: MemoryTree, was: str, now: str) -> None:
    before, after = (base.changed(together_with(each)) for each in (was, now))
    found = told(judged(before, after), "SKP402")
    assert found, "nobody signed it"
    assert {severity for _, severity in found} == {"error"}


@pytest.mark.parametrize(
    ("old", "new"), [("Nining Kartika", "Ratna Wulandari"), ("Kepala Subbagian Umum", "Kepala Kantor")]
)
def test_a_pengelola_gets_no_other_name_or_post_unsigned(base: MemoryTree, old: str, new: str) -> None:
    assert old in SETTINGS
    after = base.changed({"skpkit.yaml": SETTINGS.replace(old, new)})
    assert told(judged(base, after), "SKP402") == [("skpkit.yaml", "error")]


@pytest.mark.parametrize(
    "more",
    [
        "batas_mundur: 7",
        "tingkat: {SKP213: kesalahan, SKP317: kesalahan}",
        "samarkan: true",
        "gabung: [rebase]",
    ],
)
def test_settings_of_other_things_and_stricter_ones_change_freely(base: MemoryTree, more: str) -> None:
    assert told(judged(base, base.changed({"skpkit.yaml": SETTINGS + more + "\n"})), "SKP402") == []


@pytest.mark.parametrize(("day", "found"), [("2026-03-01", []), ("2026-03-02", [("skpkit.yaml", "error")])])
def test_the_start_of_the_calendar_moves_back_freely_and_later_with_a_signature(
    base: MemoryTree, day: str, found: list[tuple[str, str]]
) -> None:
    before = base.changed({"skpkit.yaml": SETTINGS + "mulai: 2026-03-01\n"})
    after = base.changed({"skpkit.yaml": f"{SETTINGS}mulai: {day}\n"})
    assert told(judged(before, after), "SKP402") == found
    assert told(judged(before, base), "SKP402") == []


# --- exemptions ------------------------------------------------------------------------------------------------------

EXEMPTIONS = "records/pengecualian.yaml"


def exempting(keys: Keys, name: str = "", **other: Any) -> dict[str, str]:
    """The exemption of a missing manual, signed by a key."""
    entry = {
        "kode": "SKP201",
        "berkas": SKP,
        "alasan": "Belum ada",
        "disetujui": {"nip": HENDRA},
        "tanggal": "2026-06-10",
        **other,
    }
    if name:
        entry["disetujui"] = {**entry["disetujui"], "tanda_tangan": keys.sign(name, signed_of_exemption(entry))}
    return {EXEMPTIONS: written({"jenis": "pengecualian", "versi": 1, "pengecualian": [entry]})}


def passes(tree: MemoryTree) -> tuple[list[str], list[tuple[str, str]]]:
    """What an exemption passes in a check, and what is wrong with it."""
    verdict = check(Office(tree, verify=verified), DAY)
    return [each.code for each in verdict.exempted], [
        (each.code, each.severity) for each in verdict.findings if each.code in ("SKP006", "SKP403")
    ]


def test_an_exemption_passes_where_its_approver_signed_it(keys: Keys, base: MemoryTree) -> None:
    bare = base.changed({MANUAL: None})
    good = exempting(keys, "hendra")
    assert passes(bare.changed(good)) == (["SKP201"], [])
    assert passes(bare.changed(exempting(keys))) == ([], [("SKP403", "error")])
    assert passes(bare.changed(exempting(keys, "ratna"))) == ([], [("SKP403", "error")])
    wider = {EXEMPTIONS: good[EXEMPTIONS].replace("Belum ada", "Tidak perlu")}
    assert passes(bare.changed(wider)) == ([], [("SKP403", "error")])
    old = exempting(keys, tanggal="2026-05-31")
    assert passes(bare.changed(old)) == (["SKP201"], [])
    late = judged(bare, bare.changed(old), date(2026, 6, 16))
    assert told(late, "SKP403") == [(f"{EXEMPTIONS} 1", "error")], "it comes in after all"
    free = {"skpkit.yaml": SETTINGS.replace("2026-06-01}", "2026-06-01, peran: [pegawai]}")}
    assert passes(bare.changed({**free, **exempting(keys)})) == (["SKP201"], [])
    assert passes(bare.changed({**free, **exempting(keys, "ratna")})) == (["SKP201"], [("SKP403", "warning")])


def test_an_exemption_of_an_approval_is_signed_and_bound_to_the_record(keys: Keys, base: MemoryTree) -> None:
    after = edited(base, ADENDUM)
    ids = [next(each.oid for each in tree.entries(SKP)) for tree in (base, after)]
    entry: dict[str, Any] = {
        "kode": "SKP401",
        "berkas": SKP,
        "nilai": {"semula": ids[0], "menjadi": ids[1]},
        "alasan": "Kunci belum ada",
        "disetujui": {"nip": HENDRA},
        "tanggal": "2026-05-10",
        "berlaku_sampai": "2026-08-01",
    }
    bare = {EXEMPTIONS: written({"jenis": "pengecualian", "versi": 1, "pengecualian": [entry]})}
    for settings in (SETTINGS, SETTINGS.replace("2026-06-01}", f"2026-06-01, peran: [{APPRAISER}, {REVIEWER}]}}")):
        free = {"skpkit.yaml": settings, **bare}
        verdict = judged(base.changed(free), after.changed(free))
        assert len(told(verdict)) == 2, "of a signature, so it is signed whatever `peran` and its date say"
    signature = keys.sign("hendra", signed_of_exemption(entry))
    entry["disetujui"] = {"nip": HENDRA, "tanda_tangan": signature}
    made = {EXEMPTIONS: written({"jenis": "pengecualian", "versi": 1, "pengecualian": [entry]})}
    verdict = judged(base.changed(made), after.changed(made))
    assert told(verdict) == []
    assert {each.code for each in verdict.exempted} == {"SKP401"}
    other = edited(after, [{"file": "bagas/skp.yaml", "replace": {"Penyesuaian rencana kerja": "Lain"}}])
    assert len(told(judged(base.changed(made), other.changed(made)))) == 2


def test_the_list_of_keys_is_passed_by_a_pengelola_alone(keys: Keys, base: MemoryTree) -> None:
    approver = 'penyetuju_pengecualian: [{nip: "197805142003121002", nama: Ratna Wulandari, jabatan: Kepala Seksi}]\n'
    lists = {SIGNERS: listed(keys) + keys.line("lain", HENDRA)}
    after = base.changed(lists)
    ids = [next(each.oid for each in tree.entries(SIGNERS)) for tree in (base, after)]
    for name, nip, passed in (("ratna", RATNA, 0), ("hendra", HENDRA, 1)):
        passing = exempting(
            keys,
            name,
            kode="SKP402",
            berkas=SIGNERS,
            nilai={"semula": ids[0], "menjadi": ids[1]},
            berlaku_sampai="2026-08-01",
            disetujui={"nip": nip},
        )
        more = {"skpkit.yaml": SETTINGS + approver, **passing}
        verdict = judged(base.changed(more), after.changed(more))
        assert len(verdict.exempted) == passed, name
        assert told(verdict, "SKP402") == [(SIGNERS, "error")] * (1 - passed)
        stale = [each.problem.at.path for each in check(Office(base.changed(more), verify=verified), DAY).findings]
        assert stale.count(EXEMPTIONS) == 1 - passed, "it is said that it passes nothing"
    alone = {"skpkit.yaml": f"penandatangan: {SIGNERS}\n", **passing}
    assert judged(base.changed(alone), after.changed(alone)).exempted == (), "nobody is pengelola"


@pytest.mark.parametrize(
    ("nip", "name", "told_as", "found"),
    [
        (HENDRA, "Ratna Wulandari", "Nining Kartika", 1),
        (HENDRA, "Dr. Nining Kartika, S.E.", "Nining Kartika", 0),
        (HENDRA, "", "Nining Kartika", 0),
        (RATNA, "Kepala Kantor", "Ratna Wulandari", 1),
        ("197003151995031001", "Kepala Kantor", "Kepala Kantor", 0),
    ],
)
def test_an_exemption_is_told_under_the_name_that_settings_and_records_know(
    base: MemoryTree, nip: str, name: str, told_as: str, found: int
) -> None:
    plain = "" if nip != HENDRA else SETTINGS.replace("tanda_tangan: {sejak: 2026-06-01}\n", "")
    approver = {"nip": nip, **({"nama": name} if name else {})}
    entry = {
        "kode": "SKP201",
        "berkas": SKP,
        "alasan": "Belum ada",
        "disetujui": approver,
        "tanggal": "2026-06-10",
    }
    text = written({"jenis": "pengecualian", "versi": 1, "pengecualian": [entry]})
    tree = base.changed({MANUAL: None, "skpkit.yaml": plain, EXEMPTIONS: text})
    verdict = check(Office(tree, verify=verified), DAY)
    assert [each.approver_name for passing in verdict.passes.values() for each in passing] == [told_as]
    assert [each.severity for each in verdict.findings if each.code == "SKP403"] == ["warning"] * found
    assert name in {each.name for each in verdict.named} | {""}, "a mask hides both names"
    brought = judged(tree.changed({EXEMPTIONS: None}), tree)
    assert [each.told["who"] for each in brought.changes if each.at.path == EXEMPTIONS] == [told_as]
