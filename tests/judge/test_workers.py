"""Work that is shared out ends when nobody waits for it any more."""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path
from time import monotonic

import pytest

from skpkit.judge.workers import Workers, given_up


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked there alone")
def test_what_nobody_waits_for_is_given_up(tmp_path: Path) -> None:
    def work(part: int) -> int:
        until = monotonic() + 20
        while part and monotonic() < until:
            if given_up():
                return part
        (tmp_path / str(part)).touch()
        return part

    made = Workers(2).share(work, range(8))
    assert next(made) == 0
    assert isinstance(made, Generator)
    made.close()
    assert [each.name for each in tmp_path.iterdir()] == ["0"]
    assert not given_up()
