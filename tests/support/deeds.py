"""What people do on two branches of the examples, at random, that take each other in as they please."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.support.branches import Branches, Edits
from tests.support.command import OLD, target

TERMS = ("-c", "merge.renames=true", "-c", "merge.directoryRenames=conflict", "-c", "merge.renameLimit=0")
LINE = {"iki": "1b-N", "periode": "Q2", "realisasi": 8}
UNIT = "records/2026/kppn"
FROZEN = OLD.replace("Q1: 5", "Q1: 4").replace("Y: 30", "Y: 29")


def one(file: str, **what: Any) -> Edits:
    return [{"file": file, **what}]


DEEDS: tuple[Edits, ...] = (
    target("{Q1: 5, Q2: 12, Q3: 10, Q4: 5, Y: 32}"),
    target("{Q1: 5, Q2: 10, Q3: 11, Q4: 5, Y: 31}"),
    [{"file": f"bagas/{each}", "replace": {OLD: FROZEN}} for each in ("skp.yaml", "iki/1b-N.yaml")],
    one("bagas/dki/2026-04-07.yaml", replace={"realisasi: 6,": "realisasi: 60,"}),
    one("bagas/dki/2026-06-08.yaml", realisasi=[]),
    one("bagas/dki/2026-06-12.yaml", realisasi=[LINE], status="draf"),
    one("bagas/dki/2026-06-08.yaml", delete=True),
    one("bagas/evaluasi/Q1.yaml", delete=True),
    one("bagas/evaluasi", delete=True),
    one("bagas/dki/2026-05-08.yaml", delete=True),
    one("bagas/skp.yaml", replace={"status: ditetapkan": "status: rancangan"}),
    one("bagas/skp.yaml", replace={"status: rancangan": "status: ditetapkan"}),
    one("bagas/skp.yaml", replace={"jenis: skp\n": "# catatan\njenis: skp\n"}),
    one("yoga/skp.yaml", append="# catatan\n"),
    one("yoga/dki/2026-02-04.yaml", delete=True),
    one("sari/skp.yaml", replace={"status: ditetapkan": "status: rancangan"}),
    one("skpkit.yaml", write="tingkat: {SKP305: peringatan}\n"),
    one("skpkit.yaml", write="pembekuan: iki\n"),
    one("README.md", write="dua\n"),
)


def deed(repo: Branches, dice: Random) -> None:
    """Something that is possible as things are; a dossier is moved once in a while."""
    if dice.random() < 0.1:
        folders = [each for each in (repo.path / "records/2026").glob("**/1*") if (each / "skp.yaml").exists()]
        moved = dice.choice(folders)
        (repo.path / UNIT).mkdir(exist_ok=True)
        moved.rename((repo.path / UNIT if moved.parent.name == "2026" else repo.path / "records/2026") / moved.name)
        return
    for edits in dice.sample(DEEDS, len(DEEDS)):
        try:
            repo.edit(edits)
        except (ValueError, KeyError, AssertionError):
            continue  # there is no occasion for it
        return


def history(repo: Branches, dice: Random) -> None:
    """Two branches that record, and take each other in as they please."""
    repo.git("branch", "usul")
    for nth in range(dice.randint(4, 9)):
        ours, theirs = dice.sample(("main", "usul"), 2)
        repo.git("switch", "--quiet", ours)
        if nth > 1 and dice.random() < 0.35:
            side, other = dice.choice(("ours", "theirs")), dice.choice((theirs, theirs, f"{theirs}~1"))
            repo.git(*TERMS, "merge", "--quiet", "--no-ff", "--no-commit", "-X", side, other, fine=(0, 1))
            if dice.random() < 0.5:
                deed(repo, dice)
        else:
            for _ in range(dice.randint(1, 2)):
                deed(repo, dice)
        repo.commit()
