"""Printing: the same bytes each time, pages as pictures, and nothing from outside."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from tests.support.places import PROJECT
from tests.support.printed_skp import BAGAS, example, paper, print_skp, refusal, source, superiors


@pytest.mark.parametrize("style", ["pdf", "png", "svg", "typ"])
def test_same_record_same_bytes_in_another_process_and_at_another_time(style: str) -> None:
    code = (
        "import hashlib, sys, tests.support.printed_skp as t\n"
        "record = t.example(t.BAGAS)\n"
        f"made = t.print_skp(record, source=t.source(record), superiors=t.superiors, format={style!r}, dots=30)\n"
        "print(hashlib.sha256(b''.join(made)).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Jakarta"))
    }
    assert len(made) == 1
    assert len(made.pop().strip()) == 64


def test_pictures_come_a_page_each() -> None:
    record = example(BAGAS)
    pictures = print_skp(record, source=source(record), superiors=superiors, format="png", dots=20)
    assert len(pictures) == 3
    assert all(each.startswith(b"\x89PNG") for each in pictures)
    drawings = print_skp(record, source=source(record), superiors=superiors, format="svg")
    assert all(each.startswith(b"<svg") for each in drawings)


def test_nothing_is_fetched_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, address)
        assert "packages" in refusal({"skp.typ.j2": '#import "@pre" + "view/cetz:0.3.0": *'})
        with pytest.raises(BlockingIOError):
            listener.accept()
        assert os.environ["https_proxy"] == address


def test_no_font_of_the_system_is_used() -> None:
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in paper(example(BAGAS)).pdf.pages
        for font in page.Resources.Font.values()
    }
    assert fonts
    assert all(each.startswith("SourceSansPro-") for each in fonts)
