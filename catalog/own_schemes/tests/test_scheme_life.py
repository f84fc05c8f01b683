"""An organisation's own scheme: drafted, opinions solicited, reviewed, issued, filed; who it binds."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.directory.tests.factories import NOW, TODAY, adopt, branch, make_catalogue, make_scheme_loaded
from catalog.filings import actions as filings
from catalog.filings.models import Filing
from catalog.own_schemes.actions import (
    add_opinion,
    answer_opinion,
    begin_draft,
    discard,
    issue,
    preset_rest,
    register_review,
    save_draft,
    save_section,
    scheme_drafts,
    solicit,
    submit,
)
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.schemes.copying import with_presets
from catalog.schemes.models import Adoption, Wording
from catalog.schemes.rules import scheme_for, with_changes
from disclosure.audit.models import Event
from disclosure.audit.tests.factories import actions_on
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post, noon
from disclosure.workflow.kit import stamp_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
clause = pytest.mark.clause
S = SchemeDraft.State
LATER = TODAY + timedelta(days=10)
UNTIL = TODAY + timedelta(days=5)

# What is allowed from where, and where it leads; what is said elsewhere.
TRANSITIONS: dict[str, dict[str, str]] = {
    "save": {S.DRAFT: S.DRAFT, S.SOLICITING: S.SOLICITING},
    "solicit": {S.DRAFT: S.SOLICITING},
    "add_opinion": {S.SOLICITING: S.SOLICITING},
    "answer_opinion": {S.DRAFT: S.DRAFT, S.SOLICITING: S.SOLICITING},
    "submit": {S.DRAFT: S.REVIEWING, S.SOLICITING: S.REVIEWING},
    "pass_review": {S.REVIEWING: S.REVIEWED},
    "fail_review": {S.REVIEWING: S.DRAFT},
    "issue": {S.REVIEWED: S.ISSUED},
    "discard": {S.DRAFT: S.DISCARDED, S.SOLICITING: S.DISCARDED, S.REVIEWED: S.DISCARDED},
}
REFUSALS = {
    "save": "方案已经送审或办结，不能再改。",
    "solicit": "只有起草中的方案可以征求意见。",
    "add_opinion": "只有征求意见中的方案可以登记意见。",
    "answer_opinion": "方案已经送审或办结，不能再答复意见。",
    "submit": "方案已经送审或办结，没有再改。",
    "pass_review": "方案不在送审中，不能登记审定结果。",
    "fail_review": "方案不在送审中，不能登记审定结果。",
    "issue": "方案审定以后才能印发；已经印发的不再印发。",
    "discard": "送审中、已印发或已作废的方案不能作废。",
}


class Maker:
    """An organisation that makes its scheme, with who writes, keeps and issues it. What the copy leaves open is preset."""

    def __init__(self, slug="longkou", code="maker", superior=None):
        self.organization = make_organization(code, superior)
        self.scheme = make_scheme_loaded(slug)
        self.clerk = make_holder(self.organization, "clerk")
        self.secretary = make_holder(self.organization, "secretary")
        self.leader = make_holder(self.organization, "approver")

    def draft(self, body="正文", binds_below=False, rules=None) -> SchemeDraft:
        """``rules``: path → the rule written there instead of the one that was copied."""
        given = {"organization": self.organization, "scheme": self.scheme, "title": "党务公开实施方案"}
        draft = begin_draft(**given, by=self.clerk, now=NOW)
        document = with_presets(with_changes(draft.document, rules or {}))
        given = {"title": draft.title, "body": body, "binds_below": binds_below, "document": document}
        return save_draft(draft, **given, by=self.clerk, now=NOW)

    def soliciting(self, **fields):
        return solicit(self.draft(**fields), from_on=TODAY, until_on=UNTIL, by=self.secretary, now=NOW)

    def reviewing(self, draft=None, **fields):
        draft = draft or self.soliciting(**fields)
        return submit(draft, review_body="县纪委", by=self.secretary, now=noon(LATER))

    def reviewed(self, **fields):
        given = {"passed": True, "reviewed_on": LATER, "opinion": "同意"}
        return register_review(self.reviewing(**fields), **given, by=self.secretary, now=noon(LATER))

    def reviewed_of(self, draft):
        given = {"passed": True, "reviewed_on": LATER, "by": self.secretary, "now": noon(LATER)}
        return register_review(self.reviewing(draft), **given)

    def issued(self, draft=None, on=LATER, **fields):
        draft = draft or self.reviewed(**fields)
        return issue(draft, document_number="党发〔2026〕1号", issued_on=on, by=self.leader, now=noon(on))

    def opinion(self, draft, **fields):
        given = {"side": "inside", "text": "建议加快", "given_on": TODAY, **fields}
        return add_opinion(draft, **given, by=self.clerk, now=NOW)


@pytest.fixture
def maker():
    return Maker()


@clause("PL-13")
def test_a_scheme_goes_from_draft_over_opinions_and_review_to_its_issue():
    maker = Maker("pingluo")
    draft = maker.soliciting()
    inside = maker.opinion(draft, sender="张三")
    outside = maker.opinion(draft, side="outside", text="公示时间太短")
    answer_opinion(inside.draft, opinion=inside, result="adopted", by=maker.clerk, now=NOW)
    answer_opinion(
        outside.draft, opinion=outside, result="declined", reply="原方案规定7至15天", by=maker.clerk, now=NOW
    )

    draft = maker.issued(register_review(maker.reviewing(draft), passed=True, reviewed_on=LATER,
                                         by=maker.secretary, now=noon(LATER)))  # fmt: skip

    assert (draft.state, draft.document_number, draft.issued_by) == (S.ISSUED, "党发〔2026〕1号", maker.leader)
    assert (draft.review_body, draft.filing) == ("县纪委", None)
    assert not Filing.objects.exists()
    assert actions_on(draft) == [
        "schemedraft.created", "schemedraft.changed", "schemedraft.solicited", "schemedraft.opinion_added",
        "schemedraft.opinion_added", "schemedraft.opinion_answered", "schemedraft.opinion_answered",
        "schemedraft.submitted", "schemedraft.reviewed", "schemedraft.issued",
    ]  # fmt: skip


@clause("PL-13")
def test_a_scheme_that_asks_for_opinions_is_not_reviewed_without():
    maker = Maker("pingluo")
    with pytest.raises(ValidationError, match="送审以前要在党内外征求意见"):
        maker.reviewing(maker.draft())
    assert SchemeDraft.objects.get().state == S.DRAFT


def test_where_the_scheme_asks_for_none_it_may_be_reviewed_at_once(maker):
    assert maker.reviewing(maker.draft()).state == S.REVIEWING


@clause("PL-13")
def test_the_review_waits_for_the_last_day_and_for_every_answer(maker):
    draft = maker.soliciting()
    opinion = maker.opinion(draft)
    with pytest.raises(ValidationError) as refusal:
        submit(draft, review_body="县纪委", by=maker.secretary, now=noon(UNTIL))
    assert refusal.value.messages == ["征求意见到2026年9月6日结束，第二天起才能送审。", "还有1条意见没有答复。"]
    answer_opinion(opinion.draft, opinion=opinion, result="adopted", by=maker.clerk, now=NOW)
    done = submit(draft, review_body="县纪委", by=maker.secretary, now=noon(UNTIL + timedelta(days=1)))
    assert (done.state, done.review_body) == (S.REVIEWING, "县纪委")


def test_an_opinion_that_is_not_adopted_says_why(maker):
    opinion = maker.opinion(maker.soliciting())
    with pytest.raises(ValidationError, match="请说明理由"):
        answer_opinion(opinion.draft, opinion=opinion, result="partly", by=maker.clerk, now=NOW)
    with pytest.raises(ValidationError, match="请选择怎样处理"):
        answer_opinion(opinion.draft, opinion=opinion, result="", by=maker.clerk, now=NOW)
    assert SchemeOpinion.objects.get().result == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"given_on": TODAY + timedelta(days=1)}, "不能晚于今天"),
        ({"given_on": TODAY - timedelta(days=1)}, "不能早于征求意见开始"),
        ({"text": " "}, "请写意见"),
        ({"side": "elsewhere"}, "党内还是党外"),
    ],
)
def test_an_opinion_has_a_side_a_text_and_a_day_that_has_come(maker, given, words):
    draft = maker.soliciting()
    with pytest.raises(ValidationError, match=words):
        maker.opinion(draft, **given)
    assert not SchemeOpinion.objects.exists()


@clause("PL-13")
def test_what_the_review_did_not_pass_is_written_and_submitted_anew(maker):
    draft = maker.reviewing()
    with pytest.raises(ValidationError, match="请写明审定意见|请写明"):
        register_review(draft, passed=False, reviewed_on=LATER, by=maker.secretary, now=noon(LATER))
    back = register_review(
        draft, passed=False, reviewed_on=LATER, opinion="天数太长", by=maker.secretary, now=noon(LATER)
    )
    assert (back.state, back.review_opinion) == (S.DRAFT, "天数太长")
    assert maker.reviewing(back).state == S.REVIEWING


def call(maker, verb, draft):
    """The verb as a person would press it, with all it needs."""
    by, now = maker.secretary, noon(LATER)
    opinion = draft.opinions.first()
    given = {"title": draft.title, "body": "正文", "binds_below": False, "document": draft.document}
    return {
        "save": lambda: save_draft(draft, **{**given, "title": "新名"}, by=by, now=now),
        "solicit": lambda: solicit(draft, from_on=TODAY, until_on=UNTIL, by=by, now=now),
        "add_opinion": lambda: maker.opinion(draft),
        "answer_opinion": lambda: answer_opinion(opinion.draft, opinion=opinion, result="adopted", by=by, now=now),
        "submit": lambda: submit(draft, review_body="县纪委", by=by, now=now),
        "pass_review": lambda: register_review(draft, passed=True, reviewed_on=LATER, by=by, now=now),
        "fail_review": lambda: register_review(draft, passed=False, reviewed_on=LATER, opinion="不妥", by=by, now=now),
        "issue": lambda: issue(draft, document_number="1号", issued_on=LATER, by=maker.leader, now=now),
        "discard": lambda: discard(draft, reason="重来", by=by, now=now),
    }[verb]


@pytest.mark.parametrize("verb", list(TRANSITIONS))
@pytest.mark.parametrize("state", S.values)
def test_a_verb_works_in_the_states_of_the_table_and_in_no_other(maker, state, verb):
    draft = maker.soliciting()
    SchemeOpinion.objects.create(
        draft=draft, side="inside", text="好", given_on=TODAY, result="adopted", entered_by=maker.clerk, entered_at=NOW
    )
    SchemeDraft.objects.update(
        state=state, reviewed_on=LATER, issued_on=LATER if state == "issued" else None, document_number="旧号"
    )
    act = call(maker, verb, draft)
    if state in TRANSITIONS[verb]:
        act()
        assert SchemeDraft.objects.get().state == TRANSITIONS[verb][state]
    else:
        with pytest.raises(ValidationError, match=REFUSALS[verb]):
            act()
        assert SchemeDraft.objects.get().state == state


def test_a_clerk_writes_a_secretary_walks_it_on_and_a_leader_issues(maker):
    draft = maker.draft()
    with pytest.raises(PermissionDenied):
        solicit(draft, from_on=TODAY, until_on=UNTIL, by=maker.clerk, now=NOW)
    ready = register_review(maker.reviewing(draft), passed=True, reviewed_on=LATER, by=maker.secretary, now=noon(LATER))
    with pytest.raises(PermissionDenied):
        issue(ready, document_number="1号", issued_on=LATER, by=maker.secretary, now=noon(LATER))
    stranger = make_holder(make_organization("elsewhere"), "approver")
    with pytest.raises(PermissionDenied):
        issue(ready, document_number="1号", issued_on=LATER, by=stranger, now=noon(LATER))
    assert maker.issued(ready).state == S.ISSUED


def test_the_drafter_does_not_issue_the_own_draft(maker):
    SchemeDraft.objects.filter(pk=maker.reviewed().pk).update(created_by=maker.leader)
    with pytest.raises(PermissionDenied, match="起草或修改过这份方案的人不能印发"):
        maker.issued(SchemeDraft.objects.get())
    assert not Adoption.objects.exists()


def test_an_issue_needs_a_number_and_a_day_between_review_and_today(maker):
    ready = maker.reviewed()
    for number, on, words in (
        (" ", LATER, "请写文号"),
        ("1号", LATER + timedelta(days=1), "不能晚于今天"),
        ("1号", LATER - timedelta(days=1), "不能早于审定日期"),
        ("1号", date(2007, 12, 31), "请核对年份"),
    ):
        with pytest.raises(ValidationError, match=words):
            issue(ready, document_number=number, issued_on=on, by=maker.leader, now=noon(LATER))
    assert SchemeDraft.objects.get().state == S.REVIEWED


def test_a_second_press_issues_nothing_more():
    maker = Maker("yueyang")
    ready = maker.reviewed()
    maker.issued(ready)
    with pytest.raises(ValidationError, match="不再印发"):
        maker.issued(ready)
    assert (Adoption.objects.count(), Filing.objects.count()) == (1, 1)


@clause("YY-08")
def test_issuing_ends_the_scheme_before_and_files_the_new_one_by_its_rules():
    maker = Maker("yueyang")
    before = adopt(maker.organization, "longkou")
    draft = maker.issued(rules={"time_limits.immediate.rule": {"working_days": 2}})
    before.refresh_from_db()
    assert (before.until_on, draft.adoption.from_on) == (LATER - timedelta(days=1), LATER)
    assert scheme_for(maker.organization, before.until_on).scheme.slug == "longkou"
    rules = scheme_for(maker.organization, LATER)
    assert rules.rule_for("immediate") == {"working_days": 2}
    assert draft.filing.to_name == "上一级党组织"
    assert draft.filing.deadline.start_on == LATER


@pytest.mark.parametrize(
    ("slug", "filed_with"),
    [
        ("longkou", None),
        ("jiguan", None),
        ("pingluo", None),
        ("yueyang", "上一级党组织"),
        ("qijiang", "上一级党组织"),
    ],
)
@clause("YY-08")
@clause("QJ-23")
def test_an_own_scheme_is_filed_where_the_document_asks_for_it(slug, filed_with):
    maker = Maker(slug)
    filing = maker.issued().filing
    assert (filing and filing.to_name) == filed_with
    assert Filing.objects.count() == (1 if filed_with else 0)


@clause("YY-08")
def test_the_superior_signs_for_the_scheme_that_was_sent():
    superior = make_organization("above")
    maker = Maker("yueyang", superior=superior)
    filing = maker.issued().filing
    sent = filings.send(filing, sent_on=LATER, number="党发1号", by=maker.secretary, now=noon(LATER))
    signed = filings.acknowledge(sent, by=make_holder(superior, "approver"), now=noon(LATER))
    assert (signed.content, signed.state_words(LATER)) == ("正文", "已签收")


def test_who_rewrote_a_colleagues_draft_does_not_issue_it(maker):
    both = make_holder(maker.organization, "clerk", "both")
    make_post(both, maker.organization, "approver")
    draft = maker.draft()
    rewritten = {"title": draft.title, "body": "改写过的", "binds_below": True, "document": draft.document}
    save_draft(draft, **rewritten, by=both, now=NOW)
    draft = maker.reviewed_of(solicit(draft, from_on=TODAY, until_on=UNTIL, by=maker.secretary, now=NOW))
    waiting = {person: draft in scheme_drafts.inbox(access_of(person, LATER)) for person in (both, maker.leader)}
    assert waiting == {both: False, maker.leader: True}
    with pytest.raises(PermissionDenied, match="起草或修改过这份方案的人不能印发"):
        issue(draft, document_number="1号", issued_on=LATER, by=both, now=noon(LATER))
    assert maker.issued(draft).state == S.ISSUED


# --- numbers of one's own ---


def test_what_a_colleague_saved_meanwhile_is_not_overwritten_unseen(maker):
    draft = maker.draft()
    given = {"title": draft.title, "binds_below": False, "document": draft.document, "seen": stamp_of(draft.saved_at)}
    save_draft(draft, body="书记写的", **given, by=maker.secretary, now=noon(LATER))
    with pytest.raises(ValidationError, match="别人保存过"):
        save_draft(draft, body="经办人写的", **given, by=maker.clerk, now=noon(LATER))
    assert SchemeDraft.objects.get().body == "书记写的"


# --- those below ---


def county(below=2):
    maker = Maker("qijiang", code="county")
    units = [make_organization(f"town-{number}", maker.organization) for number in range(below)]
    return maker, units


@clause("QJ-23")
def test_the_superiors_rules_open_the_filing_of_an_own_scheme_for_everyone_directly_below():
    maker, (first, second) = county()
    village = make_organization("village", first)
    head = make_holder(first, "secretary")
    draft = maker.issued(binds_below=True)

    rows = Filing.objects.filter(to_organization=maker.organization).order_by("pk")
    assert [row.organization for row in rows] == [first, second]
    assert not Filing.objects.filter(organization=village).exists()
    deadline = rows[0].deadline
    assert (deadline.start_on, deadline.due_on) == (date(2026, 9, 11), date(2026, 9, 21))
    assert (deadline.rule, deadline.trace["event"]) == ({"calendar_days": 10}, "上级细则下发")
    assert deadline.trace["source"] == {"document": "《党务公开实施方案》"}
    assert deadline.url == f"/admin/catalog/filing/{rows[0].pk}/change/"
    assert Notice.objects.get(recipient=head).title == f"请报送{rows[0].title}"
    assert draft.document_number in rows[0].title


@clause("QJ-23")
def test_the_own_scheme_goes_up_in_the_row_that_the_superiors_rules_opened():
    maker, (town, _other) = county()
    maker.issued(binds_below=True)
    below = Maker.__new__(Maker)
    below.organization, below.scheme = town, maker.scheme
    for role, name in (("clerk", "clerk"), ("secretary", "secretary"), ("approver", "leader")):
        setattr(below, name, make_holder(town, role))
    draft = below.issued()
    asked_for = Filing.objects.get(organization=town)
    assert draft.filing == asked_for
    assert asked_for.content == "正文"
    sent = filings.send(asked_for, sent_on=LATER, by=below.secretary, now=noon(LATER))
    assert (sent.deadline.closed_on, Deadline.objects.filter(organization=town).count()) == (LATER, 1)


@clause("QJ-24")
def test_who_has_no_scheme_of_its_own_works_by_the_superiors_from_the_day_of_issue():
    maker, (town, other) = county()
    adopt(other, "longkou")
    maker.issued(binds_below=True, rules={"time_limits.immediate.rule": {"working_days": 3}})
    assert scheme_for(town, LATER).rule_for("immediate") == {"working_days": 3}
    assert scheme_for(other, LATER).scheme.slug == "longkou"


def test_issuing_again_asks_nobody_twice():
    maker, _units = county()
    maker.issued(binds_below=True)
    again = LATER + timedelta(days=1)
    SchemeDraft.objects.filter(pk=maker.reviewed(binds_below=True).pk).update(reviewed_on=again)
    maker.issued(SchemeDraft.objects.get(state=S.REVIEWED), on=again)
    assert Filing.objects.filter(to_organization=maker.organization).count() == 2


@clause("QJ-23")
def test_binding_many_costs_as_many_statements_as_binding_one():
    counts = []
    for code, below in (("one", 1), ("many", 20)):
        maker = Maker("qijiang", code=code)
        for number in range(below):
            make_holder(make_organization(f"{code}-{number}", maker.organization), "secretary")
        ready = maker.reviewed(binds_below=True)
        with CaptureQueriesContext(connection) as captured:
            maker.issued(ready)
        counts.append(len(captured))
        assert Filing.objects.filter(to_organization=maker.organization).count() == below
    assert counts[0] == counts[1]


# --- the organisation's own document ---


@clause("QJ-24")
def test_a_draft_begins_without_the_identity_of_what_it_is_copied_from(maker):
    draft = maker.draft()
    assert (draft.document["title"], draft.document["issuer"]) == (draft.title, maker.organization.name)
    assert "龙口" not in str(draft.document) and "市直机关工委" not in str(draft.document)


def test_a_draft_may_be_written_from_scratch(maker):
    draft = begin_draft(organization=maker.organization, title="本院方案", by=maker.clerk, now=NOW)
    assert draft.scheme is None
    assert [row["kind"] for row in draft.document["time_limits"]] == ["fixed", "periodic", "immediate"]


@clause("QJ-24")
def test_the_issue_makes_a_scheme_of_the_organisations_own(maker):
    draft = maker.issued()
    scheme = draft.adoption.scheme
    assert (scheme.slug, scheme.organization, scheme.title) == ("maker-1", maker.organization, "党务公开实施方案")
    assert (scheme.document_number, scheme.issuer) == ("党发〔2026〕1号", maker.organization.name)
    assert (scheme.issued_on, draft.adoption.changes) == (LATER, {})
    assert scheme.data["document_number"] == "党发〔2026〕1号" and scheme.data["issued_on"] == str(LATER)
    source = scheme_for(maker.organization, LATER).source_for("immediate")
    assert source["document"] == "《党务公开实施方案》"


def test_the_next_scheme_starts_from_the_own_one_as_it_stands(maker):
    section = {"article": "第三条", "sentence": "由集体决定。", "inside_first": True, "preset": False}
    draft = save_section(maker.draft(), section="release", values=section, by=maker.clerk, now=NOW)
    first = maker.issued(maker.reviewed_of(draft)).adoption.scheme
    again = begin_draft(organization=maker.organization, scheme=first, title="修订", by=maker.clerk, now=noon(LATER))
    assert again.document["release"] == section
    assert (again.document["title"], again.document["document_number"]) == ("修订", None)
    given = {"title": "修订", "body": "正文", "binds_below": False, "document": again.document}
    again = save_draft(again, **given, by=maker.clerk, now=noon(LATER))
    again = maker.issued(maker.reviewed_of(again), on=LATER + timedelta(days=1))
    assert again.adoption.scheme.slug == "maker-2"
    assert scheme_for(maker.organization, LATER).scheme == first


def test_a_section_is_saved_alone_and_the_log_names_it(maker):
    draft = maker.draft()
    before, seen = draft.document, stamp_of(draft.saved_at)
    saved = save_section(draft, section="filing", values=[], seen=seen, by=maker.clerk, now=noon(LATER))
    assert saved.document == {**before, "filing": []}
    assert Event.objects.filter(action="schemedraft.changed").latest("pk").changes == {"sections": ["filing"]}
    with pytest.raises(ValidationError, match="别人保存过"):
        save_section(draft, section="filing", values=None, seen=seen, by=maker.clerk, now=noon(LATER))
    with pytest.raises(ValidationError, match="起草和印发时写"):
        save_section(draft, section="issuer", values="别的组织", by=maker.clerk, now=noon(LATER))


def test_what_another_organisation_issued_is_not_copied(maker):
    scheme = Maker("yueyang", code="other").issued().adoption.scheme
    with pytest.raises(ValidationError, match="只能抄"):
        begin_draft(organization=maker.organization, scheme=scheme, title="抄来", by=maker.clerk, now=NOW)


@clause("QJ-24")
def test_a_superiors_scheme_is_copied_without_its_identity():
    maker, (town, _other) = county()
    scheme = maker.issued().adoption.scheme
    clerk = make_holder(town, "clerk")
    draft = begin_draft(organization=town, scheme=scheme, title="本镇方案", by=clerk, now=noon(LATER))
    assert maker.organization.name not in str(draft.document)


def test_confirmed_wordings_go_along_where_the_word_does():
    maker = Maker("yueyang")
    given = {"scheme": maker.scheme, "confirmed_at": NOW}
    Wording.objects.create(field="forms", raw="岳阳统计信息网", meaning="网站", **given)
    draft = maker.issued()
    kept = Wording.objects.filter(scheme=draft.adoption.scheme).values_list("raw", "meaning")
    assert list(kept) == [("及时", "immediate")]


# --- complete when it is sent for review ---


def begun(maker):
    return begin_draft(organization=maker.organization, scheme=maker.scheme, title="本局方案", by=maker.clerk, now=NOW)


def test_what_is_wrong_is_not_saved_and_what_is_missing_may_be(maker):
    draft = begun(maker)
    with pytest.raises(ValidationError, match="申请不予公开：“怎样办”只能是"):
        save_section(draft, section="refusal", values={"route": "never"}, by=maker.clerk, now=NOW)
    with pytest.raises(ValidationError, match="没有“surprises”这一栏"):
        save_section(draft, section="surprises", values=[], by=maker.clerk, now=NOW)
    assert SchemeDraft.objects.get().document == draft.document
    saved = save_section(draft, section="refusal", values={"route": "explain"}, by=maker.clerk, now=NOW)
    assert saved.document["refusal"] == {"route": "explain"}


@clause("PL-13")
def test_a_document_that_lacks_something_is_not_sent_for_review(maker):
    draft = begun(maker)
    given = {"title": draft.title, "body": "正文", "binds_below": False, "document": draft.document}
    draft = save_draft(draft, **given, by=maker.clerk, now=NOW)
    with pytest.raises(ValidationError) as refusal:
        maker.reviewing(draft)
    assert refusal.value.messages[0] == "时限第1条：没有条目和原句，也没有写明预设的理由。"
    assert refusal.value.messages[-1].endswith("处没有写全。")
    assert SchemeDraft.objects.get().state == S.DRAFT

    draft = preset_rest(draft, by=maker.clerk, now=NOW)
    assert maker.reviewing(draft).state == S.REVIEWING


def test_grounds_that_are_given_already_stay_when_the_rest_becomes_a_preset(maker):
    row = {"inside_first": True, "article": "第三条", "sentence": "先党内后党外。", "preset": False}
    draft = preset_rest(save_section(begun(maker), section="release", values=row, by=maker.clerk, now=NOW),
                        by=maker.clerk, now=NOW)  # fmt: skip
    assert draft.document["release"] == row
    assert draft.document["narrowing"]["preset"]
    with pytest.raises(ValidationError, match="没有缺条目的规则"):
        preset_rest(draft, by=maker.clerk, now=NOW)


def test_who_works_by_a_preset_as_its_own_goes_on_from_it_as_it_stands(maker):
    adopt(maker.organization, "longkou")
    draft = begun(maker)
    assert draft.document["time_limits"] == maker.scheme.data["time_limits"]
    assert (draft.document["title"], draft.document["issuer"]) == ("本局方案", maker.organization.name)
    assert "slug" not in draft.document and draft.document["document_number"] is None


def test_a_scheme_that_forgets_a_kind_of_the_catalogue_in_force_is_not_sent_for_review(maker):
    """Else nothing would be owed of those entries, and nobody would have said so."""
    rows = [branch("1", "决定", [branch("1-1", "工程", limit_kind="staged"), branch("1-2", "任免")])]
    make_catalogue(maker.organization, branches=rows, in_force=True)
    draft = maker.draft()
    kept = [row for row in draft.document["time_limits"] if row["kind"] != "staged"]
    short = save_section(draft, section="time_limits", values=kept, by=maker.clerk, now=NOW)
    with pytest.raises(ValidationError, match="有1项是“逐段公开”（1-1），方案里没有这一类时限"):
        maker.reviewing(short)
    whole = save_section(short, section="time_limits", values=draft.document["time_limits"], by=maker.clerk, now=NOW)
    assert maker.reviewing(whole).state == S.REVIEWING
