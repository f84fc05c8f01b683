"""Items and the people who take them through their life, for the tests of every app."""

from datetime import date, datetime, timedelta

from catalog.directory.tests.factories import adopt, branch, make_catalogue
from catalog.items.actions.checking import approve, check_secrecy, review, submit
from catalog.items.actions.publishing import (
    ask_withdrawal,
    confirm_withdrawal,
    publish_inside,
    publish_outside,
    start_correction,
)
from catalog.items.actions.registering import register_item
from catalog.items.actions.table import items
from catalog.items.actions.writing import save_text
from catalog.items.blockers import find_submission
from catalog.items.channels.actions import confirm_channel, record_channel
from catalog.items.context import ItemContext
from catalog.items.models import Item, Version
from catalog.items.search.index import reindex
from catalog.items.search.models import SearchDocument
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holders, make_organization, noon
from disclosure.workflow.offers import offers

TODAY = date(2026, 9, 1)
NOW = noon(TODAY)
BODY = "<p>本季度组织生活会已经召开。</p>"
DESK = ("clerk", "reviewer", "secrecy", "approver", "secretary")


class Desk:
    """An organisation with a scheme, a catalogue in force and one person in every role of the desk.

    ``desk.clerk``, ``desk.reviewer``, ``desk.secrecy``, ``desk.approver``, ``desk.secretary``; every verb steps a minute on.
    """

    def __init__(self, code="branch", slug="longkou", superior=None, entries=None, on=TODAY, **fields):
        self.organization = make_organization(code, superior, **fields)
        self.scheme = adopt(self.organization, slug).scheme
        self.catalogue = make_catalogue(self.organization, self.scheme, entries or STANDARD, in_force=True)
        self.now = noon(on)
        for role, person in make_holders(self.organization, DESK).items():
            setattr(self, role, person)

    def entry(self, code):
        return self.catalogue.nodes.get(code=code, rank="entry")

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    def registered(self, code="1-1", title="召开组织生活会", event_on=TODAY, body=BODY, **plan) -> Item:
        """A draft that could be submitted. ``code=None``: off-catalogue."""
        plan = {"is_truthful": True, **plan}
        entry = self.entry(code) if code else None
        item = register_item(
            organization=self.organization,
            entry=entry,
            title=title,
            event_on=event_on,
            by=self.clerk,
            now=self.tick(),
            **plan,
        )
        return save_text(item, title=title, body=body, by=self.clerk, now=self.tick()) if body else item

    def submitted(self, item=None, **fields) -> Item:
        return submit(item or self.registered(**fields), by=self.clerk, now=self.tick())

    def checked(self, item=None, **fields) -> Item:
        item = item or self.submitted(**fields)
        item = review(item, passed=True, by=self.reviewer, now=self.tick())
        return check_secrecy(item, passed=True, by=self.secrecy, now=self.tick())

    def approved(self, item=None, *, minutes_number="1号", **fields) -> Item:
        """With the meeting's date and number where the item's route asks for them."""
        item = item or self.checked(**fields)
        meeting = {"meeting_on": self.now.date(), "minutes_number": minutes_number}
        evidence = meeting if item.approval_route == Item.ApprovalRoute.COLLECTIVE else {}
        return approve(item, passed=True, by=self.approver, now=self.tick(), **evidence)

    def published_inside(self, item=None, **fields) -> Item:
        item = item or self.approved(**fields)
        return publish_inside(item, by=self.secretary, now=self.tick())

    def published_outside(self, item=None, **fields) -> Item:
        """Through the stage inside where the item goes inside first."""
        item = item or self.approved(**fields)
        if item.inside_first and item.published_inside_at is None:
            item = self.published_inside(item)
        return publish_outside(item, by=self.secretary, now=self.tick())

    def released(self, **fields) -> Item:
        """As far as its scope goes."""
        return self.released_from(self.registered(**fields))

    def released_from(self, item) -> Item:
        item = self.approved(self.checked(self.submitted(item)))
        return self.published_outside(item) if item.scope == "society" else self.published_inside(item)

    def carried_out(self, item, **values) -> Item:
        """Every channel that is owed by hand: recorded by the clerk, confirmed by another."""
        values = {"from_on": self.now.date(), "place": "二楼会议室", "attendance": 18, **values}
        for record in item.channel_records.filter(recorded_at=None, deadline__isnull=False).order_by("pk"):
            record = record_channel(record, by=self.clerk, now=self.tick(), **values)
            confirm_channel(record, by=self.secretary, now=self.tick())
        return Item.objects.get(pk=item.pk)

    def corrected(self, item, title="更正后的标题", body="<p>更正后的正文。</p>") -> Item:
        """Through every check, not published yet."""
        item = start_correction(item, note="数字有误", by=self.clerk, now=self.tick())
        item = save_text(item, title=title, body=body, by=self.clerk, now=self.tick())
        return self.approved(self.checked(self.submitted(item)))

    def withdrawn(self, item=None, **fields) -> Item:
        item = item or self.released(**fields)
        item = ask_withdrawal(item, reason="内容有误", by=self.clerk, now=self.tick())
        return confirm_withdrawal(item, by=self.secretary, now=self.tick())


STANDARD = [
    branch(
        "1",
        "组织生活",
        [
            branch("1-1", "学习情况", channels=["网站"]),
            branch("1-2", "支部决议", inside_first=True, scope_words=["先党内后党外"]),
            branch("1-3", "党费收缴", scope="party", scope_words=["党内"]),
            branch("1-4", "职工福利", scope="staff", scope_words=["机关全体人员"]),
            branch("1-5", "委员分工", scope="audience", scope_words=["党支部委员"], audience_names=["党支部委员"]),
            branch("1-6", "个人奖惩", scope="individual", scope_words=["个人"]),
            branch(
                "1-7", "干部任免", scope="party", scope_words=["党内"], channels=["会议"], pinned_by="cadres-publicity"
            ),
            branch("1-8", "工作制度", limit_kind="fixed", limit_words="固定"),
        ],
    )
]


def make_item(
    organization, by, *, title="公开事项", body=BODY, scope="society", stage="outside", now=NOW, **fields
) -> Item:
    """A row as the actions would leave it, made at once: ``stage`` is ``draft``, ``inside`` or ``outside``.

    For tests of lists and pages, that ask how things look and not how they came about; ``Desk`` walks the whole way.
    """
    number = Item.objects.count() + 1
    item = Item.objects.create(
        organization=organization,
        title=title,
        scope=scope,
        limit_kind=fields.pop("limit_kind", "immediate"),
        event_on=fields.pop("event_on", now.date()),
        index_number=fields.pop("index_number", f"{organization.code}-test-{number:04d}"),
        created_by=by,
        created_at=now,
        changed_at=now,
        **fields,
    )
    released = stage != "draft"
    item.working_version = Version.objects.create(
        item=item,
        title=title,
        body=body,
        state="released" if released else "draft",
        released_at=now if released else None,
        created_by=by,
        created_at=now,
        saved_at=now,
        saved_by=by,
    )
    if released:
        item.published_version = item.working_version
        item.published_inside_at = now
        item.published_outside_at = now if stage == "outside" and scope == "society" else None
        item.state = "published_outside" if item.published_outside_at else "published_inside"
    item.save()
    reindex(item)
    return item


def available(item, person, on):
    """The buttons of the workbench."""
    return offers(items, ItemContext(item, access_of(person, on)))


def submission_blockers(item, *, on):
    return list(find_submission(ItemContext(item, access_of(None, on)), {}))


def publication_blockers(item, *, by, on, stage):
    """``stage`` is ``inside`` or ``outside``. ``by`` is None where nobody in particular asks."""
    action = publish_inside if stage == "inside" else publish_outside
    return action.found(ItemContext(item, access_of(by, on)), {})


def indexed(item) -> bool:
    return SearchDocument.objects.filter(item=item).exists()
