"""What shells complete, by the lines of docs/completion.md, in each shell that is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skpkit.cli import main
from tests.support.command import settled
from tests.support.pages import blocks_in
from tests.support.places import PROJECT

NIP = "199203172015021003"
ASK = {
    "bash": """{line}
complete -p skpkit
for asked in "che" "frozen 1992" "check --form"; do
    COMP_WORDS=(skpkit $asked) COMP_CWORD=$(set -- $asked; echo $#) COMPREPLY=()
    _skpkit_completion skpkit
    echo "${{COMPREPLY[@]}}"
done""",
    "zsh": """{line}
print -r -- $_comps[skpkit]
compadd() {{ print -r -- $completions }}
_describe() {{ print -r -- $completions_with_descriptions }}
for asked in "che" "frozen 1992" "check --form"; do
    words=(skpkit ${{=asked}}) CURRENT=$#words
    _skpkit_completion
    completions=() completions_with_descriptions=()
done""",
    "fish": """{line}
for asked in "che" "frozen 1992" "check --form"
    complete -C "skpkit $asked"
end""",
}
OPTIONS = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}


@pytest.mark.parametrize("shell", ASK)
def test_a_shell_completes_commands_options_and_nip(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here")
    (line,) = blocks_in(PROJECT / "docs" / "completion.md", shell)
    (tmp_path / "records" / "2026" / NIP).mkdir(parents=True)
    script = tmp_path / "script"
    script.write_text(ASK[shell].format(line=line), encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [shell, *OPTIONS[shell], script],
        cwd=tmp_path,
        env=settled() | {"PATH": path, "HOME": str(tmp_path), "TERM": "dumb"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    told = done.stdout.splitlines()
    if shell != "fish":
        assert "_skpkit_completion" in told.pop(0), done.stderr
    assert len(told) == 3, (told, done.stderr)
    for each, wanted in zip(told, ("check", NIP, "--format"), strict=True):
        assert each.split(":")[0].split("\t")[0] == wanted


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("skpkit ba", []),
        ("skpkit new dki 1992", [f"plain,{NIP}"]),
        ("skpkit render records", ["file,records"]),
        ("skpkit render x -o out", ["file,out"]),
        ("skpkit explain SKP30", [f"plain,SKP30{nth}" for nth in range(1, 10)]),
        ("skpkit check --select SKP001,skp31", [f"plain,SKP001,SKP31{nth}" for nth in range(10)]),
        ("skpkit render 1992 --document k", ["plain,kemajuan"]),
        ("skpkit status --unit u", ["plain,unit"]),
        ("skpkit site out --unit x", []),
        ("skpkit status --person 1992", [f"plain,{NIP}"]),
        ("skpkit status --person ba", []),
        ("skpkit frozen 1993", ["file,1993"]),
    ],
)
def test_what_is_offered(
    words: str, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records" / "2026" / "unit" / NIP / "iki").mkdir(parents=True)
    (tmp_path / ".git" / "199203172015021004").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_SKPKIT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 0
    assert capsys.readouterr().out.split() == told
