"""An office with its leading group and supervisors, and its meetings as far as a test wants them."""

from datetime import date, timedelta

from catalog.directory.tests.factories import adopt
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.tests.factories import make_holders, make_organization, make_person, noon
from disclosure.oversight.meetings.actions import call_meeting, confirm_minutes, invite, resolve, write_minutes
from disclosure.oversight.meetings.models import Resolution, WorkMeeting
from disclosure.oversight.supervisors.tests.factories import make_supervisor

Body, Title = LeadingGroupSeat.Body, LeadingGroupSeat.Title


class Office:
    """Who leads, works and supervises there; the leader sits in the leading group and holds no post."""

    def __init__(self, code="office", slug="qijiang", on=date(2026, 1, 5), superior=None):
        self.on, self.organization = on, make_organization(code, superior)
        adopt(self.organization, slug)
        people = make_holders(self.organization, ["clerk", "secretary", "approver", "collector"])
        self.clerk, self.secretary, self.approver, self.collector = people.values()
        self.leader, self.watcher = make_person(f"{code}-leader"), make_person(f"{code}-watcher")
        self.seat(Body.GROUP, Title.HEAD, self.secretary)
        self.seat(Body.GROUP, Title.MEMBER, self.leader)
        self.seat(Body.OFFICE, Title.DIRECTOR, self.clerk)
        term = {"on": on, "until_on": on + timedelta(days=360), "person": self.watcher}
        term["constituency"] = "retired" if slug == "longkou" else "member"
        self.supervisor = make_supervisor(self.organization, self.clerk, self.approver, name="王监督", **term)

    def seat(self, body, title, person, name=""):
        row = {"organization": self.organization, "body": body, "title": title, "person": person}
        return LeadingGroupSeat.objects.create(**row, name=name or person.full_name, from_on=self.on)

    def call(self, kind="supervisors", on=None, **given) -> WorkMeeting:
        on = on or self.on
        given = {"planned_on": on, "place": "会议室", **given}
        return call_meeting(self.organization, kind=kind, **given, by=self.clerk, now=noon(on))

    def invited(self, kind="supervisors", on=None, **given) -> WorkMeeting:
        meeting = self.call(kind, on, **given)
        return invite(meeting, by=self.clerk, now=noon(on or self.on))

    def minuted(self, kind="supervisors", on=None, resolutions=(), **given) -> WorkMeeting:
        """``resolutions``: what and by when."""
        on = on or self.on
        meeting = self.invited(kind, on, **given)
        given = {"held_on": on, "minutes": "大家都发了言。", "attended": meeting.invitations.all()}
        meeting = write_minutes(meeting, **given, by=self.clerk, now=noon(on))
        for what, due_on in resolutions:
            resolve(meeting, what=what, due_on=due_on, responsible="综合科", by=self.clerk, now=noon(on))
        return meeting

    def confirmed(self, kind="supervisors", on=None, resolutions=(), **given) -> WorkMeeting:
        meeting = self.minuted(kind, on, resolutions, **given)
        return confirm_minutes(meeting, by=self.secretary, now=noon(on or self.on))

    def resolved(self, what="放低公开栏", due_on=date(2026, 1, 20), **given) -> Resolution:
        return self.confirmed(resolutions=[(what, due_on)], **given).resolutions.get()
