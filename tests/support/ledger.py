"""A repository in which the steps of a year land, as commits of main or merged from branches."""

from __future__ import annotations

from random import Random

from tests.support.gitrepo import GitRepo
from tests.support.landed import LandedStep


class Ledger(GitRepo):
    """A repository in which the steps of a year land: as commits of main, or merged from branches."""

    def land(self, steps: list[LandedStep], dice: Random) -> list[str]:
        """Land them; the commit of main that brought each."""
        landed = list[str]()
        for nth, each in enumerate(steps):
            before = steps[nth - 1] if nth else None
            ways = ["commit"] if before is None else ["commit", "merge", "behind"]
            way = dice.choice(ways)
            if way == "behind" and (nth < 2 or not _apart(each, steps[nth - 1])):
                way = "merge"
            day = f"{each.day}T08:00:00+09:00"
            if way != "commit":
                self.git("switch", "--quiet", "--create", f"usul-{nth}", landed[-2 if way == "behind" else -1])
            change = _change(before, each)
            if way != "commit":
                part = dict(dice.sample(sorted(change.items()), dice.randint(0, len(change))))
                self.put(part, day)
            self.put({path: text for path, text in change.items() if way == "commit" or path not in part}, day)
            if way != "commit":
                self.git("switch", "--quiet", "main")
                merge = ("merge", "--quiet", "--no-ff", "--message", "Gabung", f"usul-{nth}")
                self.git(*merge, GIT_COMMITTER_DATE=day)
            landed.append(self.id_of("HEAD"))
        return landed

    def put(self, change: dict[str, bytes | None], day: str) -> None:
        """Commit a change on a day."""
        self.write(change)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Rekaman", GIT_COMMITTER_DATE=day)


def _apart(one: LandedStep, other: LandedStep) -> bool:
    """Whether two steps are about different dossiers that stay where they are, so that a merge by lines takes both."""
    return one.path[-18:] != other.path[-18:] and not any("moved" in each.deed for each in (one, other))


def _change(before: LandedStep | None, after: LandedStep) -> dict[str, bytes | None]:
    was = before.tree.files if before else {}
    now = after.tree.files
    return {path: now.get(path) for path in {*was, *now} if was.get(path) != now.get(path)}
