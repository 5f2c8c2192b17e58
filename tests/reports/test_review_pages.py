"""The pages, Markdown and HTML: what a reviewer reads first, and nothing that a record holds acts in them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from skpkit.change.account import Account, CellStory, IndicatorStory
from skpkit.cli._sheets import sheets_beside
from skpkit.errors import SkpkitError
from skpkit.findings import Finding, Location, Problem, Severity
from skpkit.judge.engine import StateName, Verdict, check
from skpkit.judge.office import Office
from skpkit.judge.review import Step, review, review_steps, terms_of
from skpkit.messages import LANGUAGES
from skpkit.model.exemptions import exemptions_in
from skpkit.paper.charts import Bar, bars
from skpkit.reports import VERDICT, Report
from skpkit.reports._picture import picture
from skpkit.reports._stories import StoryLine, StoryView, stories
from skpkit.reports._together import told_together
from skpkit.reports._view import view_of
from skpkit.reports.markdown_report import MARKER, MOST, as_markdown, plain
from tests.support.edits import edited, examples
from tests.support.memory import MemoryTree
from tests.support.places import GOLDEN
from tests.support.reviewed import HOSTILE, TODAY, hostile, many, mixed, moved, reviewed

PAGES = ("markdown", "html")
OPEN = "{Q1: 5, Q2: 10, Q3: 12, Q4: 5, Y: 32}"
LINKS = "https://example.org/kantor/kinerja/blob/{commit}/{path}#L{line}"


def told(verdict: Verdict, form: str, lang: str = "en", links: str = "") -> str:
    """A page of a verdict."""
    return VERDICT[form](Report(verdict, lang, links=links))


def rendered(markdown: str) -> str:
    """Markdown as a forge shows it."""
    return str(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))


class Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


# --- what they show ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", PAGES)
def test_pages_are_as_kept(form: str) -> None:
    made = told(mixed(), form, "id", LINKS)
    made = re.sub(r"<style>.*?</style>|<script>.*?</script>|sha256-[^']*", "…", made, flags=re.DOTALL)
    kept = GOLDEN / "reports" / {"markdown": "review.md", "html": "review.html"}[form]
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made, encoding="utf-8")
    assert made == kept.read_text(encoding="utf-8")


def test_persons_come_with_the_gravest_first_and_findings_beside_what_they_are_about() -> None:
    view = view_of(Report(mixed(), "en"))
    assert [each.rank for each in view.persons] == sorted(each.rank for each in view.persons)
    bagas = next(each for each in view.persons if each.title.startswith("Bagas"))
    first = bagas.changed[0]
    assert first.group.title.startswith("1b-N: Jumlah")
    assert [each.code for each in first.findings] == ["SKP301"]
    row = first.group.rows[0]
    assert (row.label, row.old, row.new, row.codes) == ("Target, quarter I", "5", "6", ("SKP301",))
    assert row.notes[0] == "frozen by the dialogue of 7 April 2026, which records 6 for quarter I"
    assert [each.codes for each in first.group.rows[1:]] == [(), ()]
    (decided,) = bagas.decided
    assert decided.thing.title.startswith("Adendum 2")
    assert {each.standing for each in decided.thing.approvals} == {"unrequired"}


def test_every_finding_stands_once_in_each_page() -> None:
    findings = mixed().findings
    view = view_of(Report(mixed(), "en"))
    shown = sorted(mark for person in view.persons for each in person.findings for mark in each.marks)
    assert shown == sorted(each.fingerprint[:8] for each in findings)
    assert told(mixed(), "html").count('<section class="finding ') == len(findings)
    assert len(re.findall(r"^> . \*\*", told(mixed(), "markdown"), re.MULTILINE)) == len(findings)


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_check_and_what_could_not_be_judged_have_a_page(form: str, lang: str) -> None:
    verdict = check(Office(examples()), TODAY)
    assert Report(verdict, lang).say("Check of {head}", head="x").split()[0] in told(verdict, form, lang)
    broken = replace(verdict, failures=(SkpkitError("a reason"),), head=StateName("HEAD", "3" * 40))
    assert "a reason" in told(broken, form, lang)


@pytest.mark.parametrize("form", PAGES)
def test_pages_say_whether_it_is_a_proposal_or_history(form: str) -> None:
    assert "A proposal" in told(mixed(), form)
    assert "History" in told(replace(mixed(), judged_as="history"), form)


@pytest.mark.parametrize("form", PAGES)
def test_an_exemption_is_told_with_who_gave_it_why_and_until_when(form: str) -> None:
    lead, *others = mixed().findings
    entry = b"""jenis: pengecualian
versi: 1
pengecualian:
  - kode: SKP309
    sidik: "0000000000"
    alasan: Manual menyusul
    dasar: ND-12
    disetujui: {nip: "197001011995031001", nama: Sari Dewi, jabatan: Pengelola}
    tanggal: 2026-06-01
    berlaku_sampai: 2026-07-01
"""
    (exemption,) = exemptions_in("records/pengecualian.yaml", entry, lambda _: None)
    passed = replace(mixed(), findings=tuple(others), exempted=(lead,), passes={lead.fingerprint: (exemption,)})
    shown = unescape(told(passed, form)).replace("\u200b", "")
    sentence = "an exemption of Sari Dewi from 1 June 2026 to 1 July 2026, based on ND-12: Manual menyusul"
    assert sentence in shown
    assert sentence not in unescape(told(mixed(), form))


@pytest.mark.parametrize("form", PAGES)
def test_a_finding_of_a_step_names_its_commit(form: str) -> None:
    findings = tuple(replace(each, commit="c" * 40) for each in mixed().findings)
    assert f"commit {'c' * 12}" in told(replace(mixed(), findings=findings), form)
    assert "commit" not in told(mixed(), form).replace("main", "")


@pytest.mark.parametrize("form", PAGES)
def test_places_are_links_to_fixed_commits_where_somebody_knows_an_address(form: str) -> None:
    linked = told(mixed(), form, links=LINKS)
    assert f"https://example.org/kantor/kinerja/blob/{'2' * 40}/records/2026/199203172015021003/skp.yaml#L" in linked
    assert f"blob/{'1' * 40}/records/2026/199203172015021003/dki/2026-04-07.yaml#L" in linked
    assert "http" not in told(mixed(), form).replace("http-equiv", "")


def test_no_page_shows_an_nip_or_a_path_to_one_without_need() -> None:
    for form in PAGES:
        assert not re.search(r"[0-9]{18}", told(mixed(), form)), form


def test_a_page_leads_to_the_printed_documents_beside_it(tmp_path: Path) -> None:
    sheet = tmp_path / "2026/199203172015021003/skp.pdf"
    other = tmp_path / "2025/199203172015021003/skp.pdf"
    for each in (sheet, other):
        each.parent.mkdir(parents=True)
        each.touch()
    sheets = sheets_beside(tmp_path / "review.html", mixed().people)
    assert sheets == {"2026/199203172015021003": ("2026/199203172015021003/skp.pdf",)}
    made = VERDICT["html"](Report(mixed(), "en", sheets=sheets))
    assert '<a href="2026/199203172015021003/skp.pdf">skp.pdf</a>' in made


# --- hostile texts -------------------------------------------------------------------------------------------


def test_nothing_of_a_record_acts_in_markdown() -> None:
    made = told(hostile(), "markdown")
    page = Elements(rendered(made))
    tags = {tag for tag, _ in page.found}
    assert tags <= {*"details summary b sub h2 p em strong ul li table thead tbody tr th td blockquote".split()}
    assert not re.search(r"(?<![\w/])[@#]\w", page.text)
    assert not re.search(r"\w://|www\.", page.text)
    assert "alert(1)" in page.text.replace("\u200b", "")
    assert "\u202e" not in made
    assert not any(line.startswith(("/", "::", "##[")) for line in made.splitlines())


def test_a_text_reads_in_markdown_as_it_was_written() -> None:
    for text in (
        HOSTILE.replace("\u202e", ""),
        "1. a - b + c = d",
        "a_b*c",
        "GH-12 user/repo#3 a@b.c !7 ~l $x ^y &z %9",
    ):
        shown = Elements(rendered(f"| {plain(text)} |\n| --- |\n")).text.strip().replace("\u200b", "")
        assert shown == text
        assert unescape(plain(text)).replace("\u200b", "") == text


def test_nothing_of_a_record_acts_in_html() -> None:
    made = told(hostile(), "html")
    page = Elements(made)
    scripts = [attributes for tag, attributes in page.found if tag in ("script", "img", "iframe", "object", "link")]
    assert scripts == [{}]
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]
    assert not [name for _, attributes in page.found for name in attributes if name == "style"]
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert "\u202e" not in made


def test_the_policy_of_the_page_allows_its_own_script_and_style_alone() -> None:
    page = Elements(told(mixed(), "html"))
    (policy,) = [each["content"] for tag, each in page.found if tag == "meta" and "http-equiv" in each]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 2


# --- what has an end -----------------------------------------------------------------------------------------


def crowd(count: int) -> Verdict:
    """A verdict with so many findings of one dossier, of all severities, some with sentences without end."""
    kinds = (("SKP208", Severity.INFO), ("SKP221", Severity.WARNING), ("SKP110", Severity.ERROR))
    findings = []
    for nth in range(count):
        code, severity = kinds[nth % 3]
        problem = Problem(Location(f"records/2026/1/{nth}.yaml"), f"finding {nth} {'x' * (nth % 7 * 300)}")
        findings.append(Finding(code, "some-rule", severity, problem, f"2026/{nth % 50}", fingerprint=f"{nth:020}"))
    return Verdict(tuple(findings), base=StateName("main", "1" * 40), head=StateName("b", "2" * 40))


def test_markdown_ends_before_a_forge_refuses_it_and_says_what_it_leaves_out() -> None:
    made = told(crowd(900), "markdown")
    assert len(made) <= MOST
    assert made.startswith(f"{MARKER}\n")
    shown = re.findall(r"^> . ?\*\*(error|warning|note) ", made.replace("\ufe0f", ""), re.MULTILINE)
    assert shown
    assert set(shown) == {"error"}
    assert f"{900 - len(shown)} findings" in made
    assert made.count("<details") == made.count("</details>")
    nobody = {f"2026/{nth}" for nth in range(50)} - set(re.findall(r"<summary>.*?(2026/[0-9]+)\b", made))
    named = re.search(r"^Nothing is shown here of: (.*)\.$", made, re.MULTILINE)
    assert nobody
    assert named
    assert set(named[1].split("; ")) == nobody
    small = told(crowd(3), "markdown")
    assert "Left out" not in small
    assert {"error", "warning", "note"} == set(re.findall(r"\*\*(error|warning|note) ", small))


def test_a_page_of_many_dossiers_folds_them() -> None:
    made = told(many(), "html")
    folds = re.findall(r'<details class="fold"( open)?>', made)
    assert len(folds) == 12
    assert 1 <= sum(map(bool, folds)) <= 5
    assert len(told(many(), "markdown")) <= MOST


# --- the drawing ---------------------------------------------------------------------------------------------


def drawn() -> Iterator[tuple[str, dict[str, str | None]]]:
    """The elements of a drawing of two periods: one met, one with a moved target and nothing reached."""
    lines = (
        StoryLine("quarter I", "Q1", "4", "4", "5", "tercapai", "target met", "", moved=False),
        StoryLine("quarter II", "Q2", "8", "10", "–", "kosong", "not realised yet", "", moved=True),
    )

    chart = bars([Bar(4, 5), Bar(4, None), Bar(10, None), Bar(8, None)])
    yield from Elements(str(picture(Report(mixed(), "en"), StoryView("Target of 1b-N", lines, chart)))).found


def test_a_drawing_has_a_bar_for_what_was_reached_and_marks_for_targets_before_and_after() -> None:
    elements = list(drawn())
    (bar,) = [each for tag, each in elements if tag == "rect"]
    marks = [(each["class"], each["x1"]) for tag, each in elements if tag == "line" and each["class"] != "zero"]
    zero = next(float(str(each["x1"])) for tag, each in elements if each.get("class") == "zero")
    assert bar["class"] == "tercapai"
    full = {kind: float(str(x)) - zero for kind, x in marks[1:]}
    assert float(str(bar["width"])) == pytest.approx(full["mark"] / 2, abs=0.2)
    assert [kind for kind, _ in marks] == ["mark", "was", "mark"]
    assert full["was"] == pytest.approx(full["mark"] * 0.8, abs=0.2)
    (spoken,) = [each["aria-label"] for tag, each in elements if tag == "svg"]
    assert spoken
    assert "quarter II: target 8 before, 10 after, realisasi –, not realised yet" in spoken


def test_a_period_that_was_reported_is_not_judged_anew_by_what_may_be_refused() -> None:
    verdict = reviewed(moved("{Q1: 7, Q2: 10, Q3: 10, Q4: 5, Y: 32}"))
    (story,) = (
        each.story for person in view_of(Report(verdict, "en")).persons for each in person.changed if each.story
    )
    assert story.lines[0].word == "target met before, below target after"
    assert story.lines[0].state == "terukur"
    assert "target met before, below target after" in str(picture(Report(verdict, "en"), story))


def test_what_was_recorded_and_goes_is_judged_by_what_it_was() -> None:
    yoga = next(each for each in view_of(Report(mixed(), "en")).persons if each.title.startswith("Yoga"))
    (story,) = (each.story for each in yoga.changed if each.story)
    march = next(each for each in story.lines if each.short == "B03")
    assert (march.value, march.word) == ("22 → –", "target met before, not realised yet after")


def test_a_realisasi_that_comes_is_judged_by_the_target_before_too() -> None:
    record = {"file": "bagas/dki/2026-07-06.yaml", "realisasi": [{"iki": "1b-N", "periode": "Q2", "realisasi": 9}]}
    verdict = reviewed([*moved("{Q1: 5, Q2: 8, Q3: 10, Q4: 5, Y: 28}"), record])
    bagas = view_of(Report(verdict, "en")).persons[0]
    group = next(each for each in bagas.changed if each.story)
    assert group.story
    assert group.story.lines[1].word == "below target before, target met after"
    notes = {note for row in group.group.rows for note in row.notes}
    now = "frozen by the dialogue of 6 July 2026, which comes with this change itself and records 9 for quarter II"
    assert now in notes


GONE = Location("records/2026/199203172015021003/iki/x.yaml")


def test_what_an_adendum_declares_is_not_told_as_allowed_where_it_is_refused() -> None:
    bagas = next(each for each in view_of(Report(mixed(), "en")).persons if each.title.startswith("Bagas"))
    rows = {row.label: row.notes for each in bagas.changed for row in each.group.rows}
    assert "adendum 2 declares it, which does not make it allowed" in rows["Target, quarter I"]
    assert "declared by adendum 2" in rows["Target, quarter III"]


def test_what_is_due_says_that_it_is_so_only_if_the_change_is_accepted() -> None:
    refused, accepted = (view_of(Report(each, "en")).persons[0] for each in (mixed(), reviewed(moved(OPEN))))
    assert refused.owed_title == "What would be due next if this were accepted"
    assert accepted.owed_title == "What is due next (no condition of this request)"
    history = view_of(Report(replace(mixed(), judged_as="history"), "en")).persons[0]
    assert history.owed_title == "What is due next"


def test_what_goes_along_with_a_finding_has_its_sentence() -> None:
    lead = next(
        each for person in view_of(Report(mixed(), "en")).persons for each in person.findings if each.code == "SKP301"
    )
    assert [each.split(":")[0] for each in lead.also] == [
        "Goes with it, SKP315, 2 times, such as",
        "Goes with it, SKP317",
    ]
    assert all(len(each.split(": ", 1)[1]) > 20 for each in lead.also)


def test_a_new_dialogue_is_a_list_and_its_values_a_table() -> None:
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 9, "kendala": "Loket tutup"}
    verdict = reviewed([{"file": "bagas/dki/2026-07-06.yaml", "realisasi": [line]}])
    changed = view_of(Report(verdict, "en")).persons[0].changed
    # what is refused stands first, here that the dialogue is of a day to come
    assert changed[0].group.title == "Records that came, went or moved"
    first, *others = changed[1:]
    assert [(each.label, each.new) for each in first.group.rows if each.paired] == [("Realisasi, quarter II", "9")]
    assert ("Kendala, quarter II", "Loket tutup") in [(each.label, each.said) for each in first.group.rows]
    said = {row.label: row.said for each in others for row in each.group.rows}
    assert said["Peserta"].endswith("(atasan langsung)")
    for form in PAGES:
        assert "Kendala, quarter II: Loket tutup" in unescape(told(verdict, form))


def test_a_realisasi_of_before_is_drawn_beside_that_of_after() -> None:
    cell = CellStory("Q1", (5.0, 5.0), (6.0, 3.0), False, True, False, ())
    account = Account("d", "n", "", "", TODAY, stories=(IndicatorStory("", "1b-N", (cell,)),))
    (story,) = stories(Report(mixed(), "en"), [account]).values()
    now, before = story.chart.batang
    assert before.kanan > now.kanan > now.kiri
    assert str(picture(Report(mixed(), "en"), story)).count('<rect class="past"') == 1


def test_evidence_of_a_step_stands_in_the_state_before_that_step() -> None:
    states = []
    reported = "records/2026/199203172015021003/dki/2026-04-07.yaml"
    content = examples().files[reported]
    first = examples().changed({reported: None})
    for nth, tree in enumerate((first, first.changed({reported: content}), examples())):
        state = edited(tree, moved("{Q1: 7, Q2: 10, Q3: 10, Q4: 5, Y: 32}")) if nth == 2 else tree
        state.commit = str(nth) * 40
        states.append(Office(state))
    terms = terms_of(states[0], states[-1])
    steps = [Step(one, two, TODAY, two.tree) for one, two in pairwise(states)]
    verdict = review_steps(review(states[0], states[-1], TODAY, terms=terms), steps, terms)
    verdict = replace(verdict, base=StateName("main", "0" * 40), head=StateName("usulan", "2" * 40))
    report = Report(verdict, "en", links=LINKS)
    found = next(each for each in verdict.findings if each.code == "SKP301" and each.commit)
    proof = next(each for each in found.problem.evidence if each.moment == "before" and each.at.path == reported)
    assert report.commit_of(found, proof) == "1" * 40
    shown = next(
        one for person in view_of(report).persons for one in person.findings if one.marks == (found.fingerprint[:8],)
    )
    assert f"blob/{'1' * 40}/{reported}" in " ".join(each.link for each in shown.evidence)


def test_each_row_that_a_finding_is_about_bears_its_code_wherever_it_stands() -> None:
    words = {
        "rencana: Terselesaikannya pengujian SPM sesuai norma waktu": "rencana: Pengujian SPM selesai",
        "{Q1: 5, Q2: 10, Q3: 10, Q4: 5, Y: 30}": "{Q1: 5, Q2: 10, Q3: 10, Q4: 6, Y: 31}",
    }
    view = view_of(Report(reviewed([{"file": "bagas/skp.yaml", "replace": words}]), "en"))
    rows = {row.label: row.codes for each in view.persons[0].changed for row in each.group.rows}
    assert "SKP305" in rows["Rencana Hasil Kerja"]
    assert "SKP305" in rows["Target, quarter IV"]
    assert sum(each.code == "SKP305" for each in view.persons[0].findings) == 1


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_a_new_manual_with_whatever_it_may_say_is_shown(form: str) -> None:
    said = "skala_stabilize: [{ca: 90, capaian: 100}]\ncascading: {jenis: cascading_peta, metode: direct}\n"
    edit = {"file": "bagas/iki/1b-N.yaml", "without": ["cascading"], "append": said}
    after = edited(examples(), [edit])
    without = MemoryTree(
        {path: each for path, each in examples().files.items() if not path.endswith("003/iki/1b-N.yaml")}
    )
    verdict = review(Office(without), Office(after), TODAY)
    assert VERDICT[form](Report(verdict, "id"))


def test_what_is_found_of_a_record_that_comes_stands_beside_it_and_what_is_beside_nothing_has_a_heading() -> None:
    line = {"iki": "1b-N", "periode": "Q2", "realisasi": 7}
    came = reviewed([{"file": "bagas/dki/2026-06-12.yaml", "realisasi": [line]}])
    at = Location("records/2026/199203172015021003/dki/2026-06-12.yaml", 8)
    (dossier,) = {each.dossier for each in came.changes}
    about, beside = (Finding("SKP319", "x", Severity.WARNING, Problem(each, "late"), dossier) for each in (at, GONE))
    (person,) = view_of(Report(replace(came, findings=(about, beside)), "id")).persons
    assert [len(each.findings) for each in person.changed if each.group.title.startswith("Rekaman yang")] == [1]
    assert len(person.loose) == 1
    assert "**Di luar yang berubah**" in told(replace(came, findings=(about, beside)), "markdown", lang="id")


# --- what is told of how a record is written -----------------------------------------------------------------


SLIPS = "records/2026/199203172015021003/skp.yaml"
WRITTEN = "  iki: <b>@galuh</b> | `x` </pre> \u202e85%"


def written(severity: Severity = Severity.ERROR) -> Verdict:
    """A check that found something on a hostile line, and shows how it should be."""
    at = Location(SLIPS, 7, 8, 7, len(WRITTEN) + 1)
    problem = Problem(at, "a list is written with dashes", example=("perubahan:", "  - nomor: 1", "</pre><u>#12</u>"))
    found = Finding("SKP003", "schema-violation", severity, problem, "2026/1", fingerprint="a" * 20)
    return Verdict((found,), head=StateName("worktree"), source={(SLIPS, 7): WRITTEN})


@pytest.mark.parametrize("form", PAGES)
def test_the_line_of_a_file_and_how_it_should_be_stand_in_a_page(form: str) -> None:
    made = told(written(), form, "id")
    page = Elements(made if form == "html" else rendered(made))
    text = page.text.replace("\u200b", "")
    assert f"       7 | {WRITTEN.replace(chr(0x202E), chr(92) + 'u202e')}\n         |        ^^^" in text
    assert "Seharusnya seperti ini:" in text
    assert "perubahan:\n  - nomor: 1\n</pre><u>#12</u>" in text
    assert [tag for tag, _ in page.found].count("pre") == 2
    assert "u" not in {tag for tag, _ in page.found}
    if form == "markdown":
        assert "@galuh" not in made
    hidden = VERDICT[form](Report(written(), "id").masked())
    assert hidden.count("<pre") == 1  # its line may name people


@pytest.mark.parametrize("form", PAGES)
def test_where_a_table_shows_the_change_a_page_shows_no_line(form: str) -> None:
    assert "<pre" in told(written(), form)
    assert told(written(Severity.WARNING), form).count("<pre") == 1
    both = mixed()
    shown = replace(both, source={(each.problem.at.path, each.problem.at.line): "x" * 99 for each in both.findings})
    lines = [each for each in told(shown, form).split("<pre")[1:] if "x" * 9 in each]
    assert len(lines) == 1  # of the total, which no change is refused for


@pytest.mark.parametrize("form", PAGES)
def test_what_the_calendar_says_of_periods_in_a_row_is_told_once_in_a_page(form: str) -> None:
    verdict = check(Office(examples()), date(2026, 12, 20))
    months = [each for each in verdict.findings if each.code == "SKP208"]
    report = Report(verdict, "id")
    views = [each for person in view_of(report).persons for each in person.findings if each.code == "SKP208"]
    assert len(views) < len(months) / 2
    assert sorted(mark for each in views for mark in each.marks) == sorted(each.fingerprint[:8] for each in months)
    made = unescape(VERDICT[form](report))
    assert "tidak ada DKI pada Juni s.d. November" in made.replace("\u200b", "")


def test_findings_that_are_told_together_are_counted_one_by_one_where_they_are_left_out() -> None:
    verdict = check(Office(examples()), date(2026, 12, 20))
    report = Report(verdict, "en")
    left = re.search(r"Left out here[^:]*: ([0-9]+) findings", as_markdown(report, 3000))
    assert left
    shown = sum(len(each.marks) for person in view_of(report).persons for each in person.findings)
    assert shown == len(verdict.findings)
    assert int(left[1]) > len(list(told_together(verdict.findings))) // 2
