"""A draft put out for comment: who may what when, what is owed by which day, what nobody sees (JG-10, JG-15)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import make_holder, make_member, make_organization, make_person, noon
from disclosure.workflow.kit import SENDER, stamp_of
from feedback.consultations.actions import comments as commenting
from feedback.consultations.actions import publishing, writing
from feedback.consultations.actions import summary as summarising
from feedback.consultations.actions.deciding import counts_of, decide, names_of, register_of
from feedback.consultations.models import Comment, Consultation
from feedback.consultations.tests.factories import FRIDAY, MONDAY, SECRET, Office

pytestmark = pytest.mark.django_db
AFTER = FRIDAY + timedelta(days=1)


@pytest.fixture
def office():
    return Office()


@pytest.mark.clause("JG-15")
def test_a_consultation_goes_out_by_another_person_who_publishes(office):
    draft = office.draft()
    with pytest.raises(PermissionDenied):
        publishing.publish(draft, by=office.clerk, now=noon(MONDAY))
    own = writing.save(draft, by=office.secretary, now=noon(MONDAY), **text_of(draft))
    with pytest.raises(ValidationError, match="另一个人"):
        publishing.publish(own, by=office.secretary, now=noon(MONDAY))
    second = make_holder(office.organization, "secretary", "second")
    publishing.ask(own, by=office.clerk, now=noon(MONDAY))
    assert list(Notice.objects.values_list("recipient__username", flat=True)) == ["second"]
    assert SECRET not in Notice.objects.get().title
    out = publishing.publish(own, by=second, now=noon(MONDAY))
    assert out.published_by == second
    with pytest.raises(ValidationError, match="已经发布"):
        publishing.publish(own, by=second, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="已经发布"):
        writing.save(own, by=office.clerk, now=noon(MONDAY), **text_of(own))


def text_of(draft, **changed) -> dict:
    names = ("title", "body", "scope", "from_on", "until_on", "allows_anonymous")
    return {**{name: getattr(draft, name) for name in names}, **changed}


def test_saving_over_what_somebody_saved_meanwhile_is_refused_once(office):
    draft = office.draft()
    seen = stamp_of(draft.saved_at)
    later = noon(MONDAY) + timedelta(minutes=5)
    writing.save(draft, by=office.secretary, now=later, **text_of(draft, title="书记改的"))
    with pytest.raises(ValidationError, match="刚刚保存过"):
        writing.save(draft, by=office.clerk, now=later, seen=seen, **text_of(draft))
    draft.refresh_from_db()
    assert draft.title == "书记改的"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"body": ""}, "还没有写征求意见稿"),
        ({"from_on": MONDAY - timedelta(days=3)}, "开始日期2026年9月4日已经过了"),
        ({"from_on": date(2026, 9, 1), "until_on": date(2026, 9, 3)}, "截止日期2026年9月3日已经过了"),
        ({"body": "<p>有问题请打13812345678</p>"}, "手机号"),
        ({"title": "关于张三 110101199001010015 的稿子"}, "身份证号"),
    ],
)
def test_a_draft_that_is_not_ready_is_not_published(office, changed, words):
    draft = office.draft(**changed)
    with pytest.raises(ValidationError, match=words):
        publishing.publish(draft, by=office.secretary, now=noon(MONDAY))
    assert not Consultation.objects.published().exists()
    assert not Deadline.objects.exists()


def test_a_file_is_scanned_and_its_findings_block_publishing(office):
    draft = office.draft()
    upload = SimpleUploadedFile("名单.txt", "张三 11010519491231002X".encode())
    file = writing.add_file(draft, upload=upload, by=office.clerk, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="附件“名单.txt”里有身份证号"):
        publishing.publish(draft, by=office.secretary, now=noon(MONDAY))
    writing.drop_file(draft, file=file, by=office.clerk, now=noon(MONDAY))
    publishing.publish(draft, by=office.secretary, now=noon(MONDAY))


def test_a_consultation_is_for_no_single_person(office):
    with pytest.raises(ValidationError):
        office.draft(scope="individual")
    with pytest.raises(ValidationError, match="请选对象"):
        office.draft(scope="audience")


@pytest.mark.clause("JG-15")
def test_the_summary_is_owed_fifteen_working_days_after_the_end_and_later_when_there_is_more_time(office):
    consultation = office.out()
    deadline = consultation.summary_deadline
    # 18 September is a Friday; the Mid-Autumn and National Day holidays of 2026 stand between.
    assert (deadline.start_on, deadline.due_on) == (FRIDAY, date(2026, 10, 15))
    assert deadline.trace["source"]["preset"] is True
    assert SECRET not in deadline.title
    longer = date(2026, 10, 9)
    extended = publishing.extend(
        consultation, until_on=longer, reason="来的意见不多", by=office.secretary, now=noon(FRIDAY)
    )
    deadline.refresh_from_db()
    assert extended.until_on == deadline.start_on == longer
    assert deadline.due_on == date(2026, 10, 29)
    with pytest.raises(ValidationError, match="要晚于"):
        publishing.extend(consultation, until_on=FRIDAY, reason="缩短", by=office.secretary, now=noon(FRIDAY))
    summarising.withdraw(consultation, reason="有误", by=office.secretary, now=noon(FRIDAY))
    deadline.refresh_from_db()
    assert deadline.closed_as == Deadline.ClosedAs.ENDED


def test_a_consultation_that_is_over_is_not_extended(office):
    with pytest.raises(ValidationError, match="不能再延长"):
        publishing.extend(
            office.out(), until_on=date(2026, 9, 30), reason="再听听", by=office.secretary, now=noon(AFTER)
        )


@pytest.mark.clause("JG-10")
@pytest.mark.clause("YY-18")
def test_comments_are_taken_from_the_first_day_to_the_last_and_no_later(office):
    later = MONDAY + timedelta(days=2)
    consultation = office.out(from_on=later)
    with pytest.raises(ValidationError, match="还没有开始"):
        commenting.comment(consultation, by=SENDER, text="早了", now=noon(MONDAY))
    for on in (later, FRIDAY):
        commenting.comment(consultation, by=SENDER, text="建议每季度开一次", now=noon(on).replace(hour=23, minute=59))
    with pytest.raises(ValidationError, match="已经截止，这一条没有收下"):
        commenting.comment(consultation, by=SENDER, text="晚了", now=noon(AFTER).replace(hour=0, minute=0))
    assert consultation.comments.count() == 2


@pytest.mark.clause("JG-10")
def test_an_anonymous_comment_keeps_neither_account_nor_name_where_that_is_allowed(office):
    member = make_person("member")
    make_member(member, office.organization)
    consultation = office.out(scope="party")
    named = commenting.comment(consultation, by=SENDER, text="署名的", person=member, now=noon(MONDAY))
    unnamed = commenting.comment(
        consultation, by=SENDER, text="不署名的", person=member, is_anonymous=True, now=noon(MONDAY)
    )
    assert (named.person, named.name) == (member, "member")
    assert (unnamed.person, unnamed.name) == (None, "")
    assert set(Event.objects.filter(action="consultation.commented").values_list("actor_id", flat=True)) == {None}
    strict = office.out(allows_anonymous=False)
    for given in ({}, {"person": None, "name": "  "}):
        with pytest.raises(ValidationError, match="要写姓名"):
            commenting.comment(strict, by=SENDER, text="不想留名", now=noon(MONDAY), **given)
    assert commenting.comment(strict, by=SENDER, text="留名", name="张三", now=noon(MONDAY)).name == "张三"


@pytest.mark.clause("JG-10")
def test_who_may_not_read_the_draft_may_not_comment_on_it(office):
    consultation = office.out(scope="party")
    stranger = make_person("stranger")
    for person in (None, stranger):
        with pytest.raises(ValidationError, match="没有收下"):
            commenting.comment(consultation, by=SENDER, text="我猜猜", person=person, now=noon(MONDAY))
    assert not Comment.objects.exists()


@pytest.mark.each_database
def test_a_form_sent_twice_is_one_comment(office):
    consultation = office.out()
    first = commenting.comment(consultation, by=SENDER, text="一次", once="form", now=noon(MONDAY))
    again = commenting.comment(consultation, by=SENDER, text="一次", once="form", now=noon(MONDAY))
    assert first == again
    assert consultation.comments.count() == 1


def test_staff_enter_what_came_on_paper_while_it_was_open(office):
    consultation = office.out()
    entered = commenting.enter(
        consultation, text="信里写的", given_on=FRIDAY, name="李四", by=office.collector, now=noon(AFTER)
    )
    assert (entered.entered_by, entered.name) == (office.collector, "李四")
    with pytest.raises(ValidationError, match="期间以内"):
        commenting.enter(consultation, text="晚了", given_on=AFTER, by=office.collector, now=noon(AFTER))
    with pytest.raises(PermissionDenied):
        other = make_holder(make_organization("other"), "collector")
        commenting.enter(consultation, text="别处的", given_on=FRIDAY, by=other, now=noon(AFTER))
    office.summarised(consultation)
    with pytest.raises(ValidationError, match="已经公布"):
        commenting.enter(consultation, text="太晚", given_on=FRIDAY, by=office.collector, now=noon(AFTER))


@pytest.mark.each_database
@pytest.mark.clause("JG-15")
def test_every_comment_is_answered_before_what_was_adopted_is_published_by_another_person(office):
    consultation = office.out()
    texts = ("采纳的", "部分的", "不采纳的，电话13812345678")
    rows = [commenting.comment(consultation, by=SENDER, text=text, now=noon(MONDAY)).pk for text in texts]
    publish = {"by": office.secretary, "now": noon(AFTER)}
    with pytest.raises(ValidationError, match="截止以后再写"):
        summarising.write_summary(consultation, summary="<p>早</p>", by=office.clerk, now=noon(FRIDAY))
    with pytest.raises(ValidationError, match="没有采纳的原因"):
        decide(consultation, comments=rows, result="declined", by=office.collector, now=noon(AFTER))
    decide(consultation, comments=rows[:1], result="adopted", by=office.collector, now=noon(AFTER))
    summarising.write_summary(consultation, summary="<p>大家说得好。</p>", by=office.clerk, now=noon(AFTER))
    with pytest.raises(ValidationError, match="还有 2 条意见没有写明"):
        summarising.publish_summary(consultation, **publish)
    decide(consultation, comments=rows[1:2], result="partly", reply="已有规定", by=office.collector, now=noon(AFTER))
    decide(consultation, comments=rows[2:], result="declined", reply="没有依据", by=office.collector, now=noon(AFTER))
    summarising.write_summary(consultation, summary="<p>书记改的。</p>", by=office.secretary, now=noon(AFTER))
    with pytest.raises(ValidationError, match="另一个人公布"):
        summarising.publish_summary(consultation, **publish)
    summarising.write_summary(consultation, summary="<p>大家说得好。</p>", by=office.clerk, now=noon(AFTER))
    done = summarising.publish_summary(consultation, **publish)
    assert counts_of(done) == {"total": 3, "adopted": 1, "partly": 1, "declined": 1, "open": 0}
    assert done.summary_deadline.__class__.objects.get().closed_as == Deadline.ClosedAs.DONE
    shown = done.comments.get(pk=rows[2]).shown_text
    assert shown.startswith("不采纳的") and "13812345678" not in shown
    with pytest.raises(ValidationError, match="已经公布"):
        decide(consultation, comments=rows, result="adopted", by=office.collector, now=noon(AFTER))
    with pytest.raises(ValidationError, match="已经公布"):
        summarising.publish_summary(consultation, **publish)


def test_a_comment_about_a_person_can_be_hidden_and_one_marked_secret_must_be(office):
    consultation = office.out()
    row = commenting.comment(consultation, by=SENDER, text="绝密★10年的文件里说过", now=noon(MONDAY))
    values = {"result": "declined", "reply": "不在这次范围", "by": office.collector, "now": noon(AFTER)}
    decide(consultation, comments=[row.pk], **values)
    with pytest.raises(ValidationError, match="不列原文"):
        office.summarised(consultation)
    decide(consultation, comments=[row.pk], is_hidden=True, **values)
    office.summarised(consultation)
    row.refresh_from_db()
    assert row.shown_text == ""
    with pytest.raises(ValidationError, match="身份证号"):
        other = office.out()
        given = commenting.comment(other, by=SENDER, text="好", now=noon(MONDAY))
        decide(other, comments=[given.pk], **{**values, "reply": "见11010519491231002X"})


@pytest.mark.clause("JG-10")
def test_names_are_seen_on_record_only_and_stand_in_no_export_and_no_log(office):
    consultation = office.out(scope="party")
    member = make_person("member", full_name="王小明")
    make_member(member, office.organization)
    commenting.comment(consultation, by=SENDER, text="署名的", person=member, now=noon(MONDAY))
    commenting.enter(consultation, text="信", given_on=MONDAY, name="李四", by=office.clerk, now=noon(MONDAY))
    assert [row.name for row in names_of(consultation, by=office.collector, now=noon(MONDAY))] == ["王小明", "李四"]
    assert Event.objects.filter(action="consultation.names_seen", actor_id=office.collector.pk).count() == 1
    with pytest.raises(PermissionDenied):
        names_of(consultation, by=make_holder(office.organization, "handler"), now=noon(MONDAY))
    paper = str(register_of(consultation).rows)
    assert "署名的" in paper and "王小明" not in paper and "李四" not in paper
    for event in Event.objects.filter(action__startswith="consultation."):
        assert SECRET not in event.object_label and "王小明" not in event.actor_name
        assert "李四" not in f"{event.object_label}{event.changes}"


@pytest.mark.clause("JG-10")
def test_readers_inside_are_notified_of_a_draft_and_commenters_of_its_summary(office):
    member, leaver = make_person("member"), make_person("leaver")
    for person in (member, leaver):
        make_member(person, office.organization)
    consultation = office.out(scope="party")
    assert set(told("published")) == {"member", "leaver"}
    for person in (member, leaver):
        commenting.comment(consultation, by=SENDER, text="好", person=person, now=noon(MONDAY))
    leaver.memberships.update(until_on=FRIDAY)
    office.summarised(consultation)
    assert told("summary") == ["member"]
    assert not Notice.objects.filter(title__contains=SECRET).exists()


def told(what: str) -> list[str]:
    rows = Notice.objects.filter(key__startswith="consultation:", key__endswith=what)
    return sorted(rows.values_list("recipient__username", flat=True))


def test_nobody_is_notified_of_a_draft_for_everyone(office):
    make_member(make_person("member"), office.organization)
    office.out()
    assert not Notice.objects.exists()
