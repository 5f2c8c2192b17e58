"""`skpkit ci` as a forge runs it: what stands in the log, the summary, the outputs and the files."""

from __future__ import annotations

import json
import re
import subprocess
from functools import partial
from pathlib import Path

import pytest

from skpkit.cli._job import fenced, fitting, to_log
from skpkit.findings import Finding, Location, Problem, Severity
from skpkit.forge.hosts import GITEA, GITHUB
from skpkit.judge.engine import StateName, Verdict
from skpkit.reports import FILES, FORMS, Report, within
from tests.support.command import DAY, git, put, run, run_here
from tests.support.forges import LOWERED, event, github, gitlab, pull_request
from tests.support.reviewed import many

EN = (*DAY, "--lang", "en")
HOSTILE = "::error::x\n::stop-commands::x\n##[error]x\r\n::set-output name=x::y"


@pytest.fixture
def request_(office: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A job of GitHub for a request that lowers a frozen target, its merge commit checked out."""
    git(office, "switch", "--quiet", "--create", "usul")
    put(office, LOWERED)
    git(office, "commit", "--quiet", "--all", "--message", "Turun")
    git(office, "switch", "--quiet", "main")
    git(office, "merge", "--quiet", "--no-ff", "--message", "Gabung", "usul")
    folder = tmp_path_factory.mktemp("job")
    sha, head = (_id(office, each) for each in ("HEAD", "usul"))
    web = {"GITHUB_SERVER_URL": "https://example.org", "GITHUB_REPOSITORY": "kantor/rekaman"}
    told = {**web, "GITHUB_SHA": sha, "GITHUB_REF": "refs/pull/1/merge", "GITHUB_BASE_REF": "main"}
    files = {f"GITHUB_{each}": str(folder / each.lower()) for each in ("OUTPUT", "STEP_SUMMARY")}
    return github("pull_request", **told, **files, **event(folder, pull_request(head)))


def _id(folder: Path, revision: str) -> str:
    asked = ["git", "rev-parse", "--verify", revision]
    return subprocess.run(asked, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


def test_a_form_whose_library_is_missing_is_told_and_none_is_left(
    office: Path, request_: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "reports"
    out.mkdir()
    (out / "skpkit.xlsx").write_bytes(b"of the request")
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text(
        "from importlib import util\nfind = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'xlsxwriter' else find(name, *more)\n",
        encoding="utf-8",
    )
    done = run(office, "ci", *EN, "--out", str(out), **request_, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "pip install 'skpkit[office]'" in done.stderr
    assert {each.name for each in out.iterdir()} == {form.file for name, form in FORMS.items() if name != "xlsx"}
    assert "xlsx=" not in Path(request_["GITHUB_OUTPUT"]).read_text("utf-8")


def test_a_job_is_told_whole(office: Path, request_: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    out = tmp_path_factory.mktemp("out") / "reports"
    done = run_here(office, "ci", *EN, "--out", str(out), **request_)
    assert (done.returncode, done.stderr) == (1, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Run by GitHub Actions, for a request to merge into main."
    assert lines[1].startswith("Judged is HEAD^1...HEAD: the forge's merge of the request is checked out")
    # what the forge shows beside the lines says the same once more, and is folded
    start = lines.index("::endgroup::") + 1
    assert lines[2] == "::group::The same as annotations beside the lines"
    assert lines[3].startswith("::error file=records/2026/199203172015021003/skp.yaml,line=")
    assert all(each.startswith("::") for each in lines[2:start])
    assert lines[start].startswith("::stop-commands::")
    assert lines[-1] == f"::{lines[start].removeprefix('::stop-commands::')}::"
    refused = "Refused. Dossiers changed: 1; errors: 1 (B. P. (…003))."
    report = lines[start + 1 : -1]
    assert (report[0], report[1], report[-1]) == (refused, "", refused)  # read first, and last
    assert report[2].startswith("Review of main (")
    assert "Changes:" in report
    outputs = dict(each.split("=", 1) for each in Path(request_["GITHUB_OUTPUT"]).read_text("utf-8").splitlines())
    assert (outputs["verdict"], outputs["exit-code"], outputs["errors"]) == ("refused", "1", "1")
    assert (outputs["base"], outputs["head"]) == (_id(office, "HEAD^1"), _id(office, "HEAD"))
    assert {style: Path(outputs[style]).parent for style in FILES} == dict.fromkeys(FILES, out)
    assert {each.name for each in out.iterdir()} == {Path(outputs[style]).name for style in FILES}
    summary = Path(request_["GITHUB_STEP_SUMMARY"]).read_text("utf-8")
    assert summary == (out / "skpkit.md").read_text("utf-8")
    record = "records/2026/199203172015021003/skp.yaml"
    assert f"(https://example.org/kantor/rekaman/blob/{outputs['head']}/{record}#L" in summary
    assert "Bagas" not in summary  # others may read it


def test_gitlab_takes_no_commands(office: Path, request_: dict[str, str]) -> None:
    told = gitlab("push", CI_COMMIT_BRANCH="main", CI_COMMIT_BEFORE_SHA=_id(office, "HEAD^1"))
    files = {name: request_[name] for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    done = run_here(office, "ci", *EN, **told, **files)
    assert [Path(each).exists() for each in files.values()] == [False, False]  # which are another forge's
    assert done.returncode == 1
    assert done.stdout.splitlines()[2].startswith("Refused. ")
    assert done.stdout.splitlines()[4].startswith("Review of ")
    assert not [line for line in done.stdout.splitlines() if line.startswith("::")]


def test_a_job_without_a_verdict_says_why_everywhere(office: Path, request_: dict[str, str]) -> None:
    out = office / "reports"
    out.mkdir()
    for name in ("skpkit.json", "lain.txt"):  # as a request may have brought them
        (out / name).write_text("{}", encoding="utf-8")
    request_ |= {"GITHUB_BASE_REF": "lain", "GITHUB_SHA": "1" * 40}
    done = run_here(office, "ci", *EN, "--out", "reports", **request_)
    assert done.returncode == 3
    assert "fetch-depth: 0" in done.stderr.splitlines()[-1]
    assert "fetch-depth: 0" in Path(request_["GITHUB_STEP_SUMMARY"]).read_text("utf-8")
    assert Path(request_["GITHUB_OUTPUT"]).read_text("utf-8") == "verdict=incomplete\nexit-code=3\n"
    assert [each.name for each in out.iterdir()] == ["lain.txt"]


def test_by_hand_no_file_is_lost(office: Path, request_: dict[str, str]) -> None:
    """In a job a file that git tracks under such a name came with the request."""
    (office / "skpkit.json").write_text("x", encoding="utf-8")
    git(office, "add", "--all")
    git(office, "commit", "--quiet", "--message", "x")
    done = run_here(office, "ci", *EN, "--range", "HEAD^1..HEAD", "--out", ".")
    assert (done.returncode, (office / "skpkit.json").read_text("utf-8")) == (2, "x")
    assert "git tracks" in done.stderr
    done = run_here(office, "ci", *EN, "--range", "HEAD^1..HEAD", "--out", ".", **request_)
    assert done.returncode == 0, done.stderr
    assert json.loads((office / "skpkit.json").read_text("utf-8"))["findings"] == []


def test_a_link_is_no_folder_for_reports(office: Path, request_: dict[str, str], tmp_path: Path) -> None:
    (office / "reports").symlink_to(tmp_path)
    for folder in ("reports", "reports/x", str(office / "reports")):
        done = run_here(office, "ci", *EN, "--out", folder, **request_)
        assert (done.returncode, done.stdout) == (2, "")
        assert "is a link" in done.stderr


def test_a_summary_that_cannot_be_written_hides_no_verdict(office: Path, request_: dict[str, str]) -> None:
    done = run_here(office, "ci", *EN, **{**request_, "GITHUB_STEP_SUMMARY": "/nowhere/at/all"})
    assert done.returncode == 1
    assert "/nowhere/at/all" in done.stderr
    assert "Refused." in done.stdout


def test_a_report_that_cannot_be_written_accepts_nothing(office: Path, request_: dict[str, str]) -> None:
    (office / "taken").write_text("", "utf-8")
    done = run_here(office, "ci", *EN, "--range", "HEAD...HEAD", "--report", "json=taken/report.json", **request_)
    outputs = Path(request_["GITHUB_OUTPUT"]).read_text("utf-8").splitlines()
    assert (done.returncode, outputs[:2]) == (3, ["verdict=incomplete", "exit-code=3"])


def test_who_owns_the_checkout_is_one_sentence(office: Path, request_: dict[str, str]) -> None:
    more = {**request_, "GITHUB_ACTIONS": "", "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    done = run_here(office, "ci", *EN, **more)
    assert done.returncode == 3
    (sentence,) = done.stderr.splitlines()
    assert "safe.directory" in sentence


def test_nothing_in_a_record_is_a_command() -> None:
    problem = Problem(Location(f"records/{HOSTILE}.yaml"), "{text}", {"text": HOSTILE})
    found = Finding("SKP301", "realised-target-revised", Severity.ERROR, problem, HOSTILE)
    verdict = Verdict((found,), people={HOSTILE: HOSTILE}, base=StateName(HOSTILE, None), head=StateName(HOSTILE, None))
    log = to_log(Report(verdict, "en"), GITHUB)
    lines = re.split(r"[\r\n]+", log)
    *commands, begin, end = [line for line in lines if line.startswith(("::", "##"))]
    assert end == f"::{begin.removeprefix('::stop-commands::')}::"
    ours = ["::group", "::error", "::notice", "::endgroup"]
    assert [re.split(r" |(?<=.)::", each)[0] for each in commands] == ours
    ends = {to_log(Report(verdict, "en"), GITEA).splitlines()[0] for _ in range(4)}
    assert len(ends) == 4  # nobody can know it beforehand


def test_nothing_that_a_request_writes_is_a_command_anywhere(office: Path, request_: dict[str, str]) -> None:
    """A name in a record, a branch, a path: in the log, the summary, the outputs and every file."""
    text = "x\n::error::y\n::set-output name=verdict::accepted\n##[error]z\nverdict=accepted\n"
    skp = office / "records/2026/199203172015021003/skp.yaml"
    skp.write_text(re.sub(r"nama: Bagas.*", f"nama: {json.dumps(text)}", skp.read_text("utf-8"), count=1), "utf-8")
    odd = office / "records/2026/::error::w\n::error::v"
    odd.mkdir()
    (odd / "skp.yaml").write_text("x: 1\n", encoding="utf-8")
    git(office, "add", "--all")
    git(office, "commit", "--quiet", "--message", text)
    out = Path(request_["GITHUB_OUTPUT"]).parent / "reports"
    done = run_here(office, "ci", *EN, "--no-mask", "--range", "HEAD^1..HEAD", "--out", str(out), **request_)
    assert done.returncode == 1, done.stderr
    assert "set-output" in done.stdout
    lines = re.split(r"[\r\n]+", done.stdout)
    begin = next(nth for nth, line in enumerate(lines) if line.startswith("::stop-commands::"))
    commands = [line for line in lines if line.lstrip().startswith(("::", "##["))]
    ours = [each for each in commands if re.match(r"::(error|warning|notice) (file=records/|title=)", each)]
    end = lines.index(f"::{lines[begin].rpartition('::')[2]}::")
    fold = ["::group::The same as annotations beside the lines", "::endgroup::"]
    assert [each for each in commands if each not in ours] == [*fold, lines[begin], lines[end]]
    assert all(lines.index(each) < begin for each in ours)
    outputs = [line.partition("=") for line in Path(request_["GITHUB_OUTPUT"]).read_text("utf-8").splitlines()]
    assert [value for name, _, value in outputs if name == "verdict"] == ["refused"]
    assert len({name for name, *_ in outputs}) == len(outputs)
    files = {file.name: file.read_text("utf-8", "replace") for file in out.iterdir()}
    assert files.keys() == {form.file for form in FORMS.values()}
    given = {
        name: [line for line in re.split(r"[\r\n]+", content) if line.lstrip().startswith(("::", "##["))]
        for name, content in files.items()
    }
    assert given.pop("skpkit-github.txt") == ours  # its lines are no more than those of the log
    assert [each for each in given.values() if each] == []


def test_a_summary_is_asked_for_in_fewer_characters_and_nothing_of_it_is_left_open() -> None:
    report = Report(many(), "id")
    whole = within(report, 10**6)
    sizes = set()
    for most in (len(whole.encode()), len(whole.encode()) - 1, 20_000, 5_000, 1_500):
        made = fitting(partial(within, report), most)
        sizes.add(len(made))
        assert len(made.encode()) <= most
        assert made.startswith("<!-- skpkit:review -->\n## ")
        assert made.count("<details") == made.count("</details>")
        assert made == whole or "Tidak dimuat di sini" in made
    assert len(sizes) >= 4
    assert fitting(partial(within, report), 100) == ""


def test_what_stands_in_a_fence_stays_there() -> None:
    assert fenced("a\n```\n<img>\n````\n").splitlines()[0] == "`````text"
