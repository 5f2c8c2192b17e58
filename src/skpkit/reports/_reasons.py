"""Why a change is asked for, which a reader wants to know first: what the request says of itself."""

from __future__ import annotations

from skpkit.messages import N_, cut
from skpkit.reports._report import AND_MORE, LONGEST_SUBJECT, Report

REQUEST_SAYS, PUSH_SAYS = N_("Words of the request: {words}"), N_("Words of the push: {words}")
MOST_SAID = 3  # lines of a request that are told of it


def request_says(report: Report) -> str:
    """The title of a request, and the first line of what each of its commits says; empty where it is no request."""
    verdict = report.verdict
    if verdict.judged_as != "proposal":
        return ""
    said = [report.asks, *(each.subject for each in verdict.commits.values() if not each.merges)]
    lines = [*dict.fromkeys(cut(line, LONGEST_SUBJECT) for each in said if (line := " ".join(each.split())))]
    words = "; ".join(f"“{report.text(each)}”" for each in lines[:MOST_SAID])
    if len(lines) > MOST_SAID:
        words = report.around(AND_MORE, people=words, count=len(lines) - MOST_SAID)
    return report.around(REQUEST_SAYS if report.proposes else PUSH_SAYS, words=words) if words else ""
