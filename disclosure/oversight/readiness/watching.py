"""The supervisors and meetings that a scheme asks for, as points of the readiness (LK-24, YY-19, YY-20, QJ-18, PL-14)."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from catalog.schemes.choices import Constituency, MeetingKind
from disclosure.oversight.readiness.point import Point
from disclosure.oversight.readiness.sources import Evidence
from disclosure.web.day_words import plain

# So long before a term ends somebody else is looked for.
SOON = timedelta(days=30)


def of_supervisors(evidence: Evidence) -> Iterator[Point]:
    """Whether there are any from each of those whom the scheme names, for a while yet. Where it leaves it open whether to have
    any, none is no fault."""
    said = (evidence.scheme or {}).get("supervisors")
    if not said or (said.get("is_optional") and not evidence.supervisors):
        return
    url = reverse("admin:oversight_supervisor_add")
    yield Point("supervisors", "监督", "党务公开监督员", lacking_supervisors(evidence, said), url)


def lacking_supervisors(evidence: Evidence, said: dict) -> str:
    if not evidence.supervisors:
        return f"还没有聘任监督员{cited(said)}。"
    until = {
        each: max(day for whom, day in evidence.supervisors if whom == each) for each, _day in evidence.supervisors
    }
    if lacking := [each for each in said.get("constituencies") or [] if each not in until]:
        return f"监督员里还没有{words(lacking)}代表{cited(said)}。"
    if ending := [each for each in until if until[each] <= evidence.on + SOON]:
        day = min(until[each] for each in ending)
        return f"{words(ending)}监督员的聘期到{plain(day - timedelta(days=1))}为止，请续聘或者换人。"
    return ""


def words(constituencies: list[str]) -> str:
    return "、".join(str(Constituency(each).label) for each in sorted(constituencies, key=Constituency.values.index))


def cited(said: dict) -> str:
    return f"（{said['article']}）" if said.get("article") else ""


def of_meetings(evidence: Evidence) -> Iterator[Point]:
    """Whether those that the scheme asks for were held in time."""
    for row in (evidence.scheme or {}).get("meetings") or []:
        kind = MeetingKind(row["kind"])
        if kind == MeetingKind.SUPERVISORS and not evidence.supervisors:
            continue
        missing = f"{kind.label}该开的没有开{cited(row)}。" if kind in evidence.meetings_late else ""
        url = reverse("admin:oversight_workmeeting_add")
        yield Point(f"meetings_{kind}", "会议", f"{kind.label}按时开", missing, url)
