"""Consultations for tests, taken through their life by the actions."""

from datetime import date, timedelta

from disclosure.organizations.tests.factories import make_holders, make_organization, noon
from feedback.consultations.actions import publishing, writing
from feedback.consultations.actions import summary as summarising
from feedback.consultations.actions.deciding import decide
from feedback.consultations.models import Consultation

MONDAY = date(2026, 9, 7)
FRIDAY = date(2026, 9, 18)
SECRET = "只在党内说的稿子"
NAMES = ("clerk", "secretary", "collector")


class Office:
    """An organisation whose clerk writes, whose secretary publishes and whose collector answers comments."""

    def __init__(self, code="branch"):
        self.organization = make_organization(code)
        for role, person in make_holders(self.organization, NAMES).items():
            setattr(self, role, person)

    def draft(self, on=MONDAY, **text) -> Consultation:
        first = {"title": SECRET, "body": "<p>第一条　每月开一次会。</p>", "scope": "society"}
        days = {"from_on": on, "until_on": on + (FRIDAY - MONDAY)}
        return writing.write(self.organization, by=self.clerk, now=noon(on), **{**first, **days, **text})

    def out(self, on=MONDAY, **text) -> Consultation:
        return publishing.publish(self.draft(on, **text), by=self.secretary, now=noon(on))

    def summarised(self, consultation: Consultation) -> Consultation:
        """With every comment that waits adopted, published the day after the end."""
        now = noon(consultation.until_on + timedelta(days=1))
        waiting = list(consultation.comments.filter(result="").values_list("pk", flat=True))
        if waiting:
            decide(consultation, comments=waiting, result="adopted", by=self.collector, now=now)
        summarising.write_summary(consultation, summary="<p>都听了。</p>", by=self.clerk, now=now)
        return summarising.publish_summary(consultation, by=self.secretary, now=now)
