"""The demonstration: whole, believable on any day, and the same when it is made again."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from catalog.bulletins.models import Bulletin, Receipt, UpwardReport
from catalog.changes.models import EntryChange
from catalog.directory.models import Entry
from catalog.filings.models import Filing
from catalog.items.channels.models import Carrier, ChannelRecord, Delivery
from catalog.items.models import Attachment, Decision, Item
from catalog.items.redaction.models import Waiver
from catalog.obligations.confirmations.models import Answer, Confirmation, Rhythm
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.models import Milestone
from catalog.obligations.withholdings.models import Withholding
from catalog.own_schemes.models import SchemeOpinion
from catalog.schemes.rules import scheme_for
from disclosure.audit.models import Event
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.notices.models import Notice
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, Post, User
from disclosure.oversight.demo.data import FOLDER
from disclosure.oversight.rehearsal.telling.beats import Beat, Timing
from disclosure.oversight.rehearsal.telling.chosen_day import day_of
from disclosure.oversight.rehearsal.telling.limits import SETTLING
from disclosure.oversight.rehearsal.telling.story import Story
from disclosure.oversight.rehearsal.telling.telling import Teller
from disclosure.tests.demo.tales import tales
from disclosure.tests.demonstration import PASSWORD
from feedback.cases.models.cases import Case, CaseFile, Step
from feedback.cases.models.replies import Letter, Reply
from feedback.consultations.models import Comment, Consultation, Meeting
from feedback.consultations.status import status_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def counted() -> dict[str, int]:
    models = (
        User, Organization, Post, Membership, Entry, Item, Decision, Attachment, Deadline, Notice, Event, Duty, Withholding,
        EntryChange, Filing, ChannelRecord, Delivery, Carrier, Bulletin, Receipt, UpwardReport, SchemeOpinion, Milestone,
        Case, Step, Reply, Letter, CaseFile, Consultation, Comment, Meeting,
    )  # fmt: skip
    return {model._meta.label: model.objects.count() for model in models}


def run(password=PASSWORD) -> str:
    printed = io.StringIO()
    call_command("demo", password=password, stdout=printed)
    return printed.getvalue()


def test_the_demonstration_is_refused_outside_development(settings):
    settings.DEBUG = False
    before = counted()
    with pytest.raises(CommandError, match="DEBUG=1"):
        run()
    assert counted() == before


def test_a_second_run_changes_nothing_and_prints_every_account(demo, settings):
    settings.DEBUG = True
    before = counted()
    accounts, _, codes = run().partition("\n\n")
    assert counted() == before
    assert [line.split()[0] for line in accounts.splitlines()] == [
        *User.objects.order_by("pk").values_list("username", flat=True)
    ]
    assert "查询码只在装入来件的那一次给出" in codes


def test_a_run_with_another_password_gives_it_to_everyone(demo, settings):
    settings.DEBUG = True
    run("another-password-1")
    assert User.objects.get(username="qijiang-village-member").check_password("another-password-1")
    assert User.objects.values("password").distinct().count() == 1


def test_a_run_completes_what_is_missing_and_leaves_ended_posts_ended(demo, settings):
    settings.DEBUG = True
    ended = Post.objects.get(person__username="jiguan-reviewer")
    ended.until_on = timezone.localdate()
    ended.save()
    Membership.objects.filter(person__username="jiguan-staff").delete()
    run()
    assert Membership.objects.filter(person__username="jiguan-staff", kind="staff").exists()
    assert Post.objects.filter(person__username="jiguan-reviewer").get().until_on


def test_the_catalogues_are_the_documents_own(demo):
    found = {}
    for code in ("longkou", "jiguan", "pingluo", "yueyang", "qijiang"):
        entries = Entry.objects.entries().filter(catalogue__organization__code=code, catalogue__state="in_force")
        found[code] = entries.count()
    assert found == {"longkou": 76, "jiguan": 24, "pingluo": 24, "yueyang": 35, "qijiang": 40}


@pytest.mark.clause("QJ-03")
def test_subordinates_work_by_the_superiors_scheme_and_catalogue(demo):
    village = Organization.objects.get(code="qijiang-village")
    assert not village.adoptions.exists()
    assert not village.catalogues.exists()
    assert scheme_for(village, timezone.localdate()).scheme.slug == "qijiang"
    assert Item.objects.filter(organization=village, entry__catalogue__organization__code="qijiang").exists()


def test_items_stand_in_every_state_and_some_were_returned_corrected_and_late(demo):
    assert set(Item.objects.values_list("state", flat=True)) == {
        "draft", "submitted", "checked", "approved", "published_inside", "published_outside",
        "display_ended", "archived", "withdrawn",
    }  # fmt: skip
    assert Decision.objects.filter(result="returned").exists()
    assert Item.objects.filter(published_version__number=2).exists()
    today = timezone.localdate()
    assert Deadline.objects.overdue(today).count() >= 5
    assert Deadline.objects.filter(closed_on__isnull=True, due_on__gte=today).count() >= 5
    assert [row for row in Deadline.objects.filter(closed_on__isnull=False) if row.closed_on > row.due_on]


MAIN = ("longkou", "jiguan", "pingluo", "yueyang", "qijiang")


def states(queryset, name="state") -> dict[str, set]:
    """Organisation's code → the values found there."""
    found = {code: set() for code in MAIN}
    for code, value in queryset.values_list("organization__code", name):
        found.setdefault(code, set()).add(value)
    return found


def test_duties_are_open_done_late_and_excused(demo):
    today = timezone.localdate()
    words = {duty.state_words(today) for duty in Duty.objects.select_related("deadline", "withholding")}
    assert words >= {"待公开", "按时完成", "逾期", "暂缓公开", "不予公开"}
    assert set(states(Duty.objects.open(), "kind")) >= set(MAIN)


def test_every_main_organization_has_an_exemption_a_deferral_and_one_that_waits(demo):
    in_force = states(Withholding.objects.in_force(timezone.localdate()).exclude(kind="narrowing"), "kind")
    assert {code: in_force[code] for code in MAIN} == dict.fromkeys(MAIN, {"exemption", "deferral"})
    waiting = states(Withholding.objects.all())
    assert all("submitted" in waiting[code] for code in MAIN)
    assert "agreed" in waiting["jiguan"]
    exemptions = Withholding.objects.filter(kind="exemption", state="in_force").select_related("filing")
    assert all(withholding.filing.sent_on for withholding in exemptions)


def test_the_register_of_filings_has_received_pending_and_overdue_ones(demo):
    today = timezone.localdate()
    words = {row.state_words(today) for row in Filing.objects.select_related("deadline")}
    assert words == {"已签收", "已报送", "待报送", "逾期未报"}
    assert Filing.objects.get(organization__code="longkou", what="catalogue").received_by


def test_a_change_was_announced_and_another_waits_for_who_made_the_catalogue(demo):
    approved = EntryChange.objects.get(organization__code="longkou")
    assert approved.announcement.scope == "society"
    assert approved.new_catalogue.version == 2
    waiting = EntryChange.objects.get(organization__code="qijiang-town")
    assert (waiting.state, waiting.catalogue.organization.code) == ("submitted", "qijiang")


def test_works_have_a_stage_disclosed_and_one_open(demo):
    for code in ("longkou", "qijiang"):
        stages = Milestone.objects.filter(project__organization__code=code)
        assert stages.filter(duty__fulfilled_by__published_inside_at__isnull=False).exists()
        assert stages.filter(duty__in=Duty.objects.open()).exists()


def test_forms_are_recorded_confirmed_and_left_open(demo):
    by_hand = ChannelRecord.objects.filter(is_by_portal=False)
    assert by_hand.filter(confirmed_at__isnull=False, evidence__isnull=False).exists()
    assert by_hand.filter(recorded_at__isnull=False, confirmed_at=None).count() >= 5
    assert by_hand.filter(recorded_at=None, deadline__closed_on=None).exists()
    assert sorted(Delivery.objects.values_list("recipient__username", "channel")) == [
        ("longkou-committee", ""),
        ("longkou-member", "面谈"),
    ]
    assert all(states(Carrier.objects.all(), "kind")[code] >= {"board", "screen", "box"} for code in MAIN)


def test_one_is_hidden_one_narrowed_and_some_were_followed_up(demo):
    assert Item.objects.get(hidden_at__isnull=False).hiding_confirmed_at
    assert Item.objects.get(narrowed_on__isnull=False).state == "published_inside"
    assert [
        item.versions.progress().count()
        for item in Item.objects.filter(versions__progress_on__isnull=False).distinct().order_by("pk")
    ] == [1, 2]


def test_notices_go_down_and_reports_go_up(demo):
    published = states(Bulletin.objects.published(), "kind")
    assert all(published[code] == {"notice", "announcement", "study"} for code in MAIN)
    assert Receipt.objects.filter(reader__username="qijiang-village-member").exists()
    assert set(UpwardReport.objects.values_list("state", flat=True)) == {"sent", "received", "answered"}


def test_an_item_comes_again_another_goes_outside_by_itself_and_a_number_was_let_stand(demo):
    again = Item.objects.get(redisclosure_of__isnull=False)
    assert (again.state, again.redisclosure_of.state) == ("published_outside", "display_ended")
    assert Item.objects.get(outside_after_days__isnull=False).state == "published_inside"
    assert Waiver.objects.get().state == "agreed"
    assert set(SchemeOpinion.objects.values_list("draft__organization__code", "result")) == {
        ("pingluo", "adopted"),
        ("pingluo", ""),
    }


# Every situation in which a case can stand → where the demonstration shows it.
SITUATIONS = {
    "received today": ("longkou", {"state": "received", "kind": "topic"}),
    "waits to be completed": ("longkou", {"waiting_for": "completion"}),
    "waits for a third party": ("longkou", {"waiting_for": "third_party"}),
    "accepted, seconded and shown while it is handled": (
        "longkou", {"state": "accepted", "listed_at__isnull": False, "seconds__isnull": False}
    ),
    "put off": ("longkou", {"steps__action": "extended", "state": "accepted"}),
    "led to an item for everyone": ("longkou", {"led_to__isnull": False, "replies__result": "published"}),
    "disclosed, and withdrawn since": ("longkou", {"steps__action": "topic_owed", "answer_deadline__closed_on": None}),
    "answered to the sender alone": ("longkou", {"replies__result": "to_sender", "verdict": "satisfied"}),
    "refused, explained and filed": ("longkou", {"replies__result": "refused", "filing__isnull": False}),
    "merged": ("longkou", {"state": "merged", "merged_into__isnull": False}),
    "not handled": ("longkou", {"state": "screened_out"}),
    "not content, done again": ("longkou", {"verdict": "unsatisfied", "reopened_count": 1, "closed_at": None}),
    "to be put right": ("longkou", {"rectification__isnull": False, "rectification__order__closed_at": None}),
    "put right, content": ("longkou", {"rectification__order__closed_at__isnull": False, "verdict": "satisfied"}),
    "entered by staff from the box": ("longkou", {"channel": "box", "is_anonymous": True}),
    "a visit, told by telephone": ("longkou", {"channel": "visit", "steps__action": "told"}),
    "a question that is open": ("longkou", {"kind": "question", "state": "received"}),
    "at the superior": ("jiguan", {"state": "at_superior", "replies__superior__code": "jiguan-superior"}),
    "overturned above, answered": ("jiguan", {"replies__state": "overturned", "state": "closed"}),
    "upheld above, partly answered": ("jiguan", {"replies__result": "partly", "replies__state": "sent"}),
    "disclosed already": ("jiguan", {"replies__result": "already_public"}),
    "an answer that waits for approval": ("jiguan", {"replies__approved_by": None, "state": "accepted"}),
    "handled, not answered yet": ("jiguan", {"kind": "opinion", "state": "handled"}),
    "handed over": ("pingluo", {"state": "handed_over", "handover__way": "sent"}),
    "handed over inside": ("jiguan", {"origin__organization__code": "pingluo"}),
    "complained about": ("jiguan", {"complaints__organization__code": "jiguan-superior"}),
    "a complaint": ("jiguan-superior", {"complaint_about__isnull": False, "state": "received"}),
    "held by others": ("pingluo", {"replies__result": "not_held"}),
    "put aside": ("pingluo", {"deferred_until_on__isnull": False}),
    "not accepted": ("pingluo", {"state": "not_accepted"}),
    "screened, nobody has it": ("pingluo", {"state": "screened", "handler": None}),
    "answered twice": ("pingluo", {"reopened_count": 1, "verdict": "satisfied"}),
    "by an organisation": ("yueyang", {"kind": "application", "channel": "visit"}),
    "disclosed inside the Party": ("yueyang", {"replies__result": "in_scope"}),
    "taken back": ("yueyang", {"state": "withdrawn"}),
    "closed by silence": ("yueyang", {"state": "closed", "verdict": "", "kind": "opinion"}),
    "decided above on paper": ("qijiang", {"replies__superior_by__username": "qijiang-handler"}),
    "about an item": ("qijiang", {"item__isnull": False, "kind": "opinion"}),
    "the sender was looked at": ("qijiang", {"steps__action": "sender_seen"}),
    "with a file": ("qijiang", {"files__isnull": False}),
}  # fmt: skip


def test_cases_stand_in_every_situation(demo):
    lacking = [
        words
        for words, (code, where) in SITUATIONS.items()
        if not Case.objects.filter(organization__code=code, **where).exists()
    ]
    assert lacking == []
    assert all(states(Case.objects.all(), "kind")[code] >= {"topic", "application", "opinion"} for code in MAIN)
    today = timezone.localdate()
    open_ones = Case.objects.filter(closed_at=None, answered_on=None)
    assert open_ones.filter(answer_deadline__due_on__range=(today, today + timedelta(days=5))).exists()
    assert {row.organization.code for row in open_ones.filter(answer_deadline__due_on__lt=today)} >= {
        "longkou",
        "pingluo",
    }


def test_every_collector_and_handler_is_one_person_and_complaints_are_heard_above(demo):
    for code in MAIN:
        roles = Post.objects.filter(person__username=f"{code}-handler").values_list("role", flat=True)
        assert set(roles) == {"handler", "collector"}
        assert Case.objects.filter(sender__person__username=f"{code}-member").count() >= 2
    assert Post.objects.filter(person__username="jiguan-superior-approver", role="collector").exists()


def test_consultations_run_wait_for_their_summary_and_have_it(demo):
    today = timezone.localdate()
    found = {(row.scope, status_of(row, today).name) for row in Consultation.objects.all()}
    assert found >= {("society", "open"), ("party", "open"), ("society", "over"), ("party", "summarised")}
    assert set(Comment.objects.exclude(result="").values_list("result", flat=True)) == {"adopted", "partly", "declined"}
    assert set(Meeting.objects.published().values_list("kind", flat=True)) == {"hearing", "symposium"}


def test_some_confirmed_the_last_quarter_some_in_part_and_some_not(demo):
    rows = Confirmation.objects.select_related("organization", "deadline")
    found = {row.organization.code: (row.state_words, row.answers.exclude(confirmed_at=None).count()) for row in rows}
    assert found.keys() == {*MAIN, *(f"qijiang-{name}" for name in ("town", "village", "school", "hospital"))}
    assert {found[code][0] for code in ("longkou", "pingluo", "qijiang")} == {"已确认"}
    assert found["yueyang"][0] == "未确认"
    assert found["yueyang"][1] > 0
    assert found["jiguan"] == ("未确认", 0)
    assert Answer.objects.filter(confirmed_at=None).looked_up().filter(has_item=True).exists()
    assert Rhythm.objects.get().every == "half_year"


def test_query_codes_are_told_once_and_stand_in_no_file(demo):
    assert len(demo.codes) >= 5
    sources = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*") if path.suffix in (".py", ".yaml"))
    assert re.findall(r"\b[2-9A-HJKMNP-Z]{4}(?:-[2-9A-HJKMNP-Z]{4}){3}\b", sources) == []


def test_everyone_concerned_finds_something_in_the_inbox(demo):
    told = set(Notice.objects.values_list("recipient__username", flat=True))
    assert {"longkou-reviewer", "yueyang-superior-approver", "jiguan-clerk", "qijiang-hospital-secretary"} <= told


def test_everything_that_people_do_happens_in_working_hours_and_in_the_past(demo):
    calendar, now = current_calendar(), timezone.now()
    for decision in Decision.objects.filter(by__isnull=False):
        at = timezone.localtime(decision.at)
        assert at < now
        assert calendar.is_working(at.date()), decision
        assert 9 <= at.hour < 18, decision
    for step in Step.objects.filter(by__isnull=False).select_related("case"):
        at = timezone.localtime(step.at)
        assert at < now
        assert calendar.is_working(at.date()), step
        assert 9 <= at.hour < 18, (step, step.case)
    assert not Step.objects.filter(at__gte=now).exists()


def test_no_title_of_an_item_is_part_of_another_or_of_a_catalogue(demo):
    titles = list(Item.objects.values_list("title", flat=True))
    names = Entry.objects.values_list("name", flat=True)
    assert [title for title in titles for other in titles if title != other and title in other] == []
    assert [title for title in titles for name in names if title in name] == []


def tellers(now: datetime) -> Iterator[Teller]:
    for code, written in tales().items():
        yield Teller(written, Organization.objects.get(code=code), now)


def begun(teller: Teller) -> Iterator[tuple[Story, Sequence[Beat]]]:
    """The stories that find their day by what they answer to, each with its steps on that day."""
    for part in ("stories", "by_time"):
        for number, story in enumerate(teller.written.stories(part)):
            timing = Timing(teller.organization, teller.limits.days, teller.written.vocabulary, teller.now, number)
            lines = list(timing.vocabulary.lines(story.steps, (part, number)))
            # What waits for an item's publication follows that item's own days.
            if not any("once_public" in raw for raw, _place in lines):
                on = day_of(story, lines, timing, teller.limits.of(lines[0][0]))
                yield story, list(timing.whole(lines, on))


def test_every_story_finds_its_day_whenever_the_demonstration_is_made(demo):
    # In the long holidays, on New Year's Day before dawn, on an ordinary Sunday night; through ends of months and of the year.
    moments = [(date(2026, 2, 20), 8), (date(2026, 10, 6), 23), (date(2027, 1, 1), 0), (date(2026, 6, 7), 21)]
    moments += [(date(2026, 1, 1) + timedelta(days=number), number % 24) for number in range(0, 400, 19)]
    for day, hour in moments:
        now = timezone.make_aware(datetime.combine(day, datetime.min.time())) + timedelta(hours=hour, minutes=5)
        for teller in tellers(now):
            for story, beats in begun(teller):
                assert max(beat.at for beat in beats) <= now, story
                wanted = int((story.about or story.ago or "0").removesuffix("d"))
                assert abs((day - local_day(beats[0].at)).days - wanted) <= 60, story


def test_cases_happen_one_step_after_the_other(demo):
    for teller in tellers(timezone.now()):
        for story, beats in begun(teller):
            if beats[0].name == "ask":
                assert [beat.at for beat in beats] == sorted(beat.at for beat in beats), story


def test_what_a_story_says_of_its_lateness_holds(demo):
    """Today: the days are chosen so that they are true."""
    for teller in tellers(timezone.now()):
        for story, beats in begun(teller):
            limit = teller.limits.of(beats[0].raw)
            main = [beat for beat in beats if "aside" not in beat.place]
            if limit.rule and story.late != "any" and (due_on := limit.due_on(main, teller.limits.days)):
                settled = next((local_day(beat.at) for beat in main if beat.name in SETTLING), teller.limits.days.today)
                assert (due_on < settled) == (story.late == "true"), story
