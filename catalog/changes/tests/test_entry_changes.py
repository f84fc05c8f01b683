"""Changes of a catalogue in force: asked, decided by its maker, a new version, a filing, a notice, and a history to read."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.bulletins.models import Bulletin
from catalog.changes import actions as changes
from catalog.changes.history import removals
from catalog.changes.models import EntryChange
from catalog.directory import actions as catalogues
from catalog.directory.contents import catalogue_for, entries_of, entry_for
from catalog.directory.models import Catalogue
from catalog.directory.tests.factories import branch, make_catalogue
from catalog.directory.trees import faults
from catalog.filings.models import Filing
from catalog.items.tests.factories import TODAY, Desk, make_item
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import open_duties
from catalog.obligations.withholdings import actions as withholdings
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import client_of, make_holder, make_organization, make_post, noon
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offers
from disclosure.workflow.tests.races import at_once

pytestmark = pytest.mark.django_db


def asked(desk, code="1-1", kind="change", **fields) -> EntryChange:
    values = {
        "after": {"name": "学习教育情况", "person_name": "李明"} if kind == "change" else None,
        "reason": "名称不准确",
        "explanation": "按上级文件统一名称。",
        **fields,
    }
    organization = values.pop("organization", desk.organization)
    by = values.pop("by", desk.secretary)
    entry = entry_for(organization, code)
    return changes.ask(organization=organization, entry=entry, kind=kind, by=by, now=desk.tick(), **values)


def approved(desk, change=None, **fields) -> EntryChange:
    return changes.approve(change or asked(desk, **fields), by=desk.approver, now=desk.tick())


# --- asking ---


def test_asking_changes_nothing_but_keeps_what_was_and_what_shall_be():
    desk = Desk()
    change = asked(desk)
    assert change.state == "submitted"
    assert change.before["name"] == "学习情况" and change.after == {"name": "学习教育情况", "person_name": "李明"}
    assert entry_for(desk.organization, "1-1").name == "学习情况"
    assert Notice.objects.get(recipient=desk.approver).url == f"/admin/catalog/entrychange/{change.pk}/change/"


def test_only_who_maintains_the_catalogue_asks():
    desk = Desk()
    with pytest.raises(PermissionDenied):
        asked(desk, by=desk.clerk)
    assert not EntryChange.objects.exists()


def test_a_change_that_changes_nothing_is_refused():
    desk = Desk()
    with pytest.raises(ValidationError, match="内容和原来一样"):
        asked(desk, after={"name": "学习情况"})


def test_a_scope_that_rules_have_set_is_not_changed():
    desk = Desk()
    with pytest.raises(ValidationError, match="不得更改"):
        asked(desk, code="1-7", after={"scope": "society"})


@pytest.mark.each_database
def test_an_entry_has_one_open_request_for_change_at_a_time():
    desk = Desk()
    first = asked(desk)
    with pytest.raises(ValidationError, match="已有待批准"):
        asked(desk)
    changes.take_back(first, by=desk.secretary, now=desk.tick())
    assert asked(desk).state == "submitted"


def test_an_entry_of_a_version_that_was_replaced_is_not_changed():
    desk = Desk()
    before = desk.entry("1-1")
    approved(desk, code="1-2", after={"name": "支部的决议"})
    with pytest.raises(ValidationError, match="不在本组织施行的目录里"):
        changes.ask(
            organization=desk.organization, entry=before, kind="withdraw", reason="不再需要", explanation="不再公开。",
            by=desk.secretary, now=desk.tick(),
        )  # fmt: skip


# --- deciding ---


def test_what_waits_for_a_person_is_what_the_page_offers_them():
    desk = Desk()
    make_post(desk.secretary, desk.organization, "approver")
    change = asked(desk)
    offered = {
        person: [offer.action.name for offer in offers(changes.changes, Context(change, access_of(person, TODAY)))]
        for person in (desk.secretary, desk.approver, desk.clerk)
    }
    assert offered == {desk.secretary: ["take-back"], desk.approver: ["approve", "refuse"], desk.clerk: []}
    waits = {person: list(changes.changes.inbox(access_of(person, TODAY))) for person in offered}
    assert waits == {desk.secretary: [], desk.approver: [change], desk.clerk: []}


@pytest.mark.each_database
@pytest.mark.clause("LK-20")
def test_agreeing_puts_the_next_version_in_force_and_keeps_the_code():
    desk = Desk()
    change = approved(desk)
    new = catalogue_for(desk.organization)
    assert (new.version, new.state, new.in_force_from) == (2, "in_force", TODAY)
    assert change.new_catalogue == new and new.approved_by == desk.approver
    entry = entry_for(desk.organization, "1-1")
    assert (entry.name, entry.person_name, entry.scope) == ("学习教育情况", "李明", "society")
    assert Catalogue.objects.get(pk=desk.catalogue.pk).state == "superseded"
    assert desk.catalogue.nodes.get(code="1-1").name == "学习情况", "the version before stays as it was"
    assert not faults(new)


@pytest.mark.clause("LK-20")
@pytest.mark.clause("QJ-15")
@pytest.mark.parametrize(
    ("slug", "filed_with"),
    [
        ("longkou", "市党务公开工作领导小组"),
        ("qijiang", "县党务公开工作领导小组"),
    ],
)
def test_an_approved_change_is_filed_with_whom_the_scheme_names(slug, filed_with):
    desk = Desk(slug=slug)
    change = approved(desk, kind="terminate")
    assert (change.filing.what, change.filing.to_name) == (Filing.What.CHANGE, filed_with)
    assert change.filing.deadline.due_on is not None
    assert "向公众的说明：按上级文件统一名称。" in change.filing.content


@pytest.mark.parametrize(("slug", "filed"), [("jiguan", []), ("pingluo", []), ("yueyang", ["catalogue"])])
def test_where_the_document_asks_for_no_filing_of_a_change_none_goes_up(slug, filed):
    """岳阳 二（四）1 asks for the catalogue: its next version goes up."""
    desk = Desk(slug=slug)
    change = approved(desk, kind="terminate")
    assert change.filing is None
    assert [row.what for row in Filing.objects.filter(catalogue=change.new_catalogue)] == filed


@pytest.mark.clause("QJ-15")
@pytest.mark.parametrize(("code", "scope"), [("1-1", "society"), ("1-3", "party"), ("1-4", "party"), ("1-5", "party")])
def test_the_explanation_is_published_to_those_who_read_the_entry(code, scope):
    desk = Desk()
    change = approved(desk, code=code, kind="withdraw")
    notice = change.announcement
    assert (notice.kind, notice.state, notice.scope) == ("announcement", "published", scope)
    assert (notice.created_by, notice.published_by) == (desk.secretary, desk.approver)
    assert "按上级文件统一名称。" in notice.body
    seen = Bulletin.objects.visible_to(None, TODAY).filter(pk=notice.pk).exists()
    assert seen == (scope == "society")


def test_who_asked_does_not_decide():
    desk = Desk()
    make_post(desk.secretary, desk.organization, "approver")
    change = asked(desk)
    with pytest.raises(PermissionDenied, match="另一个人"):
        changes.approve(change, by=desk.secretary, now=desk.tick())
    assert EntryChange.objects.get().state == "submitted"


def test_a_refusal_needs_a_reason_and_leaves_the_catalogue_as_it_is():
    desk = Desk()
    change = asked(desk)
    with pytest.raises(ValidationError):
        changes.refuse(change, note=" ", by=desk.approver, now=desk.tick())
    change = changes.refuse(change, note="名称已经准确", by=desk.approver, now=desk.tick())
    assert change.state == "refused"
    assert (
        Catalogue.objects.count() == 1
        and not Filing.objects.filter(what="change").exists()
        and not Bulletin.objects.exists()
    )
    assert Notice.objects.filter(recipient=desk.secretary, body="名称已经准确").exists()


@pytest.mark.each_database
def test_pressing_twice_says_so_and_changes_nothing():
    desk = Desk()
    change = approved(desk)
    with pytest.raises(ValidationError, match="已经有人办过"):
        changes.approve(change, by=desk.approver, now=desk.tick())
    assert (
        Catalogue.objects.count() == 2
        and Filing.objects.filter(what="change").count() == 1
        and Bulletin.objects.count() == 1
    )


def below(desk, code="village", sector="village"):
    organization = make_organization(code, desk.organization, sector=sector)
    secretary = make_holder(organization, "secretary")
    return organization, secretary


def class_desk() -> Desk:
    """A superior that made the catalogue for the organisations below it."""
    desk = Desk("county", slug="qijiang")
    desk.catalogue = make_catalogue(
        desk.organization, desk.scheme, [branch("1", "村务", [branch("v-1", "村级决议"), branch("v-2", "村级财务")])],
        in_force=True, applies_to="class", sectors=["village"], title="村级党务公开目录",
    )  # fmt: skip
    return desk


@pytest.mark.each_database
@pytest.mark.clause("QJ-15")
def test_below_one_asks_and_the_maker_decides_for_all():
    desk = class_desk()
    village, secretary = below(desk)
    other, _secretary = below(desk, "hamlet")
    change = asked(desk, code="v-1", organization=village, by=secretary, after={"name": "村级会议决议"})
    approver = make_holder(village, "approver")
    with pytest.raises(PermissionDenied):
        changes.approve(change, by=approver, now=desk.tick())
    changes.approve(change, by=desk.approver, now=desk.tick())
    assert entry_for(other, "v-1").name == entry_for(village, "v-1").name == "村级会议决议"
    assert entry_for(desk.organization, "1-1").name == "学习情况", "the maker's own catalogue is another"
    assert change.catalogue.organization == EntryChange.objects.get().filing.organization == desk.organization


def test_two_changes_of_one_catalogue_follow_each_other():
    desk = Desk()
    first, second = asked(desk), asked(desk, code="1-2", after={"name": "支部的决议"})
    approved(desk, first)
    approved(desk, second)
    new = catalogue_for(desk.organization)
    assert new.version == 3
    assert {entry_for(desk.organization, code).name for code in ("1-1", "1-2")} == {"学习教育情况", "支部的决议"}


# --- what is no longer owed ---

PERIODIC = [
    branch(
        "1", "组织建设", [branch("1-1", "党费收缴", limit_kind="periodic", limit_words="定期"), branch("1-2", "决议")]
    )
]


@pytest.mark.each_database
@pytest.mark.clause("LK-20")
def test_what_is_terminated_is_owed_by_nobody_any_more_and_says_why():
    desk = Desk(entries=PERIODIC)
    open_duties(on=TODAY, now=noon(TODAY), removals=removals)
    assert Duty.objects.open().count() == 2
    approved(desk, kind="terminate")
    duties = list(Duty.objects.select_related("deadline"))
    assert {duty.ended_reason for duty in duties} == {"目录事项已终止"}
    assert {duty.deadline.closed_as for duty in duties} == {"ended"}


def test_an_exemption_of_a_terminated_entry_ends_with_it():
    desk = Desk(entries=PERIODIC)
    withholding = withholdings.propose(
        organization=desk.organization, entry=desk.entry("1-1"), kind="exemption", reason="privacy", explanation="涉及个人",
        legal_basis="personal-information-25", from_on=TODAY, review_on=date(2027, 3, 1), by=desk.clerk, now=desk.tick(),
    )  # fmt: skip
    withholding = withholdings.approve(withholding, by=desk.approver, now=desk.tick())
    approved(desk, kind="terminate")
    withholding.refresh_from_db()
    assert withholding.state == "ended"
    assert withholding.review_deadline.closed_as == "ended"


def test_another_organisations_duties_of_the_same_code_go_on():
    desk, other = Desk(entries=PERIODIC), Desk("other", entries=PERIODIC)
    open_duties(on=TODAY, now=noon(TODAY), removals=removals)
    approved(desk, kind="withdraw")
    assert Duty.objects.open().filter(organization=other.organization).count() == 2


# --- history ---


@pytest.mark.clause("LK-20")
def test_the_page_of_a_terminated_entry_still_answers_and_says_what_happened(client):
    desk = Desk()
    kept = make_item(desk.organization, desk.clerk, title="旧的学习情况", entry=desk.entry("1-1"))
    inside = make_item(desk.organization, desk.clerk, title="党内的旧事项", entry=desk.entry("1-1"), scope="party")
    approved(desk, kind="terminate")
    page = client.get(f"/o/{desk.organization.code}/1-1/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "已终止" in text and "按上级文件统一名称。" in text and kept.title in text
    assert inside.title not in text
    assert "1-1" not in [line.code for line in catalogue_lines(desk.organization)]


def catalogue_lines(organization):
    return entries_of(catalogue_for(organization)).entries


def test_a_passer_by_does_not_read_why_an_entry_for_members_ended(client):
    desk = Desk()
    approved(desk, code="1-3", kind="withdraw")
    text = client.get(f"/o/{desk.organization.code}/1-3/").content.decode()
    assert "已撤销" in text and "按上级文件统一名称。" not in text


def test_a_changed_entry_shows_its_history_under_its_code(client):
    desk = Desk()
    approved(desk)
    text = client.get(f"/o/{desk.organization.code}/1-1/").content.decode()
    assert "学习教育情况" in text and "按上级文件统一名称。" in text and "变更了公开内容" in text


def test_a_code_that_never_was_is_not_found(client):
    desk = Desk()
    approved(desk, kind="terminate")
    assert client.get(f"/o/{desk.organization.code}/8-8/").status_code == 404
    assert client.get(f"/o/{Desk('other').organization.code}/9-9/").status_code == 404


# --- the desk ---


def test_a_change_walks_from_the_form_to_the_new_version_by_buttons_alone():
    desk = Desk()
    secretary = client_of(desk.secretary)
    assert "申请变更" in secretary.get("/admin/catalog/entrychange/").content.decode()
    entry = desk.entry("1-1")
    address = f"/admin/catalog/entrychange/add/?organization={desk.organization.code}&entry={entry.pk}"
    assert entry.name in secretary.get(address).content.decode()
    data = {
        "kind": "change", "reason": "名称不准确", "explanation": "统一名称。", "name": "学习教育", "scope": "society",
        "scope_words": "社会", "channels": "、".join(entry.channels), "limit_kind": "immediate", "limit_words": "即时",
    }  # fmt: skip
    answer = secretary.post(address, data, follow=True)
    change = EntryChange.objects.get()
    assert change.after == {"name": "学习教育"}
    assert "批准以前目录不变" in answer.content.decode()
    approver = client_of(desk.approver)
    today = approver.get("/admin/").content.decode()
    assert f"/admin/catalog/entrychange/{change.pk}/change/" in today
    answer = approver.post(f"/admin/catalog/entrychange/{change.pk}/do/approve/", {"approve-note": "同意"}, follow=True)
    assert "今天起施行" in answer.content.decode()
    assert entry_for(desk.organization, "1-1").name == "学习教育"
    again = approver.post(f"/admin/catalog/entrychange/{change.pk}/do/approve/", {}, follow=True)
    assert "已经有人办过" in again.content.decode()


def test_a_change_of_the_time_limit_alone_is_asked_for_in_words():
    desk = Desk()
    entry = desk.entry("1-1")
    address = f"/admin/catalog/entrychange/add/?organization={desk.organization.code}&entry={entry.pk}"
    data = {
        "kind": "change", "reason": "上级要求", "explanation": "改为每季度公开。", "name": entry.name, "scope": "society",
        "scope_words": "社会", "channels": "、".join(entry.channels), "limit_kind": entry.limit_kind,
        "limit_words": entry.limit_words, "limit_rule": "每季度首月十日前",
    }  # fmt: skip
    page = client_of(desk.secretary).post(address, data, follow=True).content.decode()
    assert EntryChange.objects.get().after == {"limit_rule": {"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}}
    assert "每季度首月10日前" in page


def test_nothing_typed_is_lost_when_a_question_is_not_answered():
    desk = Desk()
    address = f"/admin/catalog/entrychange/add/?organization={desk.organization.code}&entry={desk.entry('1-1').pk}"
    answer = client_of(desk.secretary).post(address, {"kind": "withdraw", "reason": "不再需要"})
    text = answer.content.decode()
    assert "请写向公众的说明" in text and "不再需要" in text
    assert "公开内容：" not in text, "a withdrawal asks nothing of the values"


def test_who_works_elsewhere_does_not_see_a_change():
    desk, other = Desk(), Desk("other")
    change = asked(desk)
    client = client_of(other.approver)
    assert client.get(f"/admin/catalog/entrychange/{change.pk}/change/").status_code == 404
    assert client.post(f"/admin/catalog/entrychange/{change.pk}/do/approve/", {}).status_code == 404
    assert change.entry_code not in client.get("/admin/catalog/entrychange/").content.decode()


def test_a_draft_that_does_not_know_of_the_change_is_named():
    desk = Desk()
    catalogues.new_version(desk.catalogue, by=desk.secretary, now=desk.tick())
    change = asked(desk)
    text = client_of(desk.approver).get(f"/admin/catalog/entrychange/{change.pk}/change/").content.decode()
    assert "第2版" in text and "里面没有这次变更" in text


def test_a_list_of_twenty_takes_as_many_queries_as_a_list_of_one():
    desk = Desk(entries=[branch("1", "目录", [branch(f"1-{number}", f"事项{number}") for number in range(1, 22)])])
    client = client_of(desk.approver)
    counts = []
    for numbers in (range(1, 2), range(2, 21)):
        for number in numbers:
            asked(desk, code=f"1-{number}", kind="terminate")
        for address in ("/admin/catalog/entrychange/", "/admin/"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))
    assert counts[:2] == counts[2:]


def test_the_log_names_the_entry_and_the_version():
    desk = Desk()
    change = approved(desk)
    event = Event.objects.get(action="change.approved")
    assert event.object_label == "变更 1-1 学习情况" and event.changes["version"] == 2
    assert event.actor_name == str(desk.approver) and change.state == "approved"


# --- at once ---


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_who_decide_at_once_leave_one_result():
    desk = Desk()
    second = make_holder(desk.organization, "approver", "second-approver")
    change, now = asked(desk), desk.tick()
    outcomes = at_once(
        lambda: changes.approve(change, by=desk.approver, now=now),
        lambda: changes.refuse(change, note="不妥", by=second, now=now),
    )
    assert sorted(isinstance(each, EntryChange) for each in outcomes) == [False, True]
    state = EntryChange.objects.get().state
    assert Catalogue.objects.count() == (2 if state == "approved" else 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_two_below_who_ask_at_once_leave_one_question():
    desk = class_desk()
    villages = [below(desk, code) for code in ("village", "hamlet")]
    entry, now = entry_for(villages[0][0], "v-1"), desk.tick()

    def ask(organization, secretary):
        return changes.ask(
            organization=organization, entry=entry, kind="withdraw", reason="不再需要", explanation="不再公开。",
            by=secretary, now=now,
        )  # fmt: skip

    outcomes = at_once(*(partial(ask, *village) for village in villages))
    assert sorted(isinstance(each, EntryChange) for each in outcomes) == [False, True]
    assert EntryChange.objects.count() == 1
