"""The sections of a scheme on its pages: every one is opened, saved, refused beside its field; and only by who writes."""

from urllib.parse import urlencode

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from catalog.directory.tests.factories import NOW
from catalog.own_schemes.actions import begin_draft
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.sections.table import sections
from catalog.own_schemes.sections.tests.test_sections import plain, posted
from catalog.own_schemes.tests.test_scheme_life import Maker
from catalog.schemes.document.reading import check_data
from disclosure.organizations.tests.factories import make_holder, make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
clause = pytest.mark.clause
NAMES = [section.name for section in sections()]


@pytest.fixture
def maker():
    return Maker("pingluo")


@pytest.fixture
def draft(maker, client):
    found = maker.draft()
    client.force_login(maker.clerk)
    return found


def at(name, *args):
    return reverse(f"admin:catalog_schemedraft_{name}", args=args)


def sent(client, draft, name, **values):
    """What the browser sends of the page as it stands, with some fields written over; ``__`` is the dash after a block."""
    form = client.get(at("section", draft.pk, name)).context["form"]
    data = posted(form.parts)
    data["seen"] = form["seen"].value()
    for key, value in values.items():
        data.setlist(key.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def save(client, draft, name, **values):
    return client.post(
        at("section", draft.pk, name), sent(client, draft, name, **values).urlencode(), content_type=FORM
    )


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("name", NAMES)
def test_every_section_opens_and_is_saved_as_it_stands(client, draft, name):
    before = draft.document
    answer = save(client, draft, name)
    assert answer.url == f"{draft.get_absolute_url()}#{name}"
    assert plain(SchemeDraft.objects.get().document) == plain(before)


@clause("PL-13")
def test_days_are_written_as_people_say_them_and_the_page_says_what_was_read(client, draft):
    values = {
        "time_limits__periodic__rule": "每季度第一个月的10号前", "time_limits__periodic__recurrences__0__rule": "每季度首月10日前；每年12月底前",
    }  # fmt: skip
    answer = save(client, draft, "periodic", **values)
    row = next(row for row in SchemeDraft.objects.get().document["time_limits"] if row["kind"] == "periodic")
    assert row["rule"] == {"day_of_month": {"day": 10, "months": [1, 4, 7, 10]}}
    said = [str(each) for each in get_messages(answer.wsgi_request)]
    assert said == [
        "方案已保存。", "读作：多久以内公开，或者哪一天公开：每季度首月10日前", "读作：多久一次，哪一天：每季度首月10日前；每年12月底前",
    ]  # fmt: skip
    page = client.get(draft.get_absolute_url()).content.decode()
    assert "公开：每季度首月10日前；每年12月底前" in page


@pytest.mark.parametrize(
    ("name", "values", "field", "said"),
    [
        ("fixed", {"time_limits__fixed__rule": "过几天"}, "time_limits-fixed-rule", "“过几天”没有读懂，请照样子写。"),
        ("categories", {"categories__0__name": ""}, "categories-0-name", "请填“名称”。"),
        (
            "periodic", {"time_limits__periodic__recurrences__0__rule": "5个工作日"},
            "time_limits-periodic-recurrences-0-rule", "“5个工作日”不会按周期再来",
        ),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_beside_its_field_and_nothing_typed_is_lost(client, draft, name, values, field, said):
    answer = save(client, draft, name, **values)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert SchemeDraft.objects.get().document == draft.document
    errors = [(fault.url, fault.text) for fault in answer.context["form"].faults()]
    assert [url for url, _text in errors] == [f"#id_{field}"]
    assert said in errors[0][1] and said in page
    assert all(value in page for value in values.values())


def test_two_rows_of_one_name_are_refused_where_they_stand(client, draft):
    answer = save(client, draft, "channels", forms__0__raw_words="文件、通报")
    assert answer.status_code == 200
    assert "写在两种形式里" in answer.content.decode()


def test_what_a_colleague_saved_meanwhile_is_not_written_over(client, maker, draft):
    mine = sent(client, draft, "archive", archive__rule="20日")
    client.force_login(maker.secretary)
    save(client, draft, "archive", archive__rule="30日")
    client.force_login(maker.clerk)
    answer = client.post(at("section", draft.pk, "archive"), mine.urlencode(), content_type=FORM)
    page = answer.content.decode()
    assert "您写的时候别人保存过这份方案" in page and 'value="20日"' in page
    assert SchemeDraft.objects.get().document["archive"]["rule"] == {"calendar_days": 30}
    again = posted(answer.context["form"].parts)
    again["seen"] = answer.context["form"]["seen"].value()
    assert client.post(at("section", draft.pk, "archive"), again.urlencode(), content_type=FORM).status_code == 302
    assert SchemeDraft.objects.get().document["archive"]["rule"] == {"calendar_days": 20}


def test_a_page_without_its_stamp_writes_nothing(client, draft):
    data = sent(client, draft, "archive", archive__rule="20日")
    del data["seen"]
    answer = client.post(at("section", draft.pk, "archive"), data.urlencode(), content_type=FORM)
    assert "请打开这一页再保存" in answer.content.decode()
    assert SchemeDraft.objects.get().document == draft.document


def test_the_buttons_lead_to_the_next_section_and_to_more_rows(client, draft):
    assert save(client, draft, "fixed", then="next").url == at("section", draft.pk, "periodic")
    assert save(client, draft, "filing", then="more").url == at("section", draft.pk, "filing")
    last = NAMES[-1]
    assert save(client, draft, last, then="next").url == f"{draft.get_absolute_url()}#{last}"


def test_who_does_not_write_gets_no_section(client, maker, draft):
    for role in ("approver", "reviewer", "secrecy"):
        client.force_login(make_holder(maker.organization, role, username=f"other-{role}"))
        assert client.get(at("section", draft.pk, "fixed")).status_code == 403
        assert client.post(at("section", draft.pk, "fixed"), {}).status_code == 403
        assert client.get(at("text", draft.pk)).status_code == 403
        assert at("section", draft.pk, "fixed") not in client.get(draft.get_absolute_url()).content.decode()
    client.force_login(make_holder(make_organization("elsewhere"), "secretary"))
    assert client.get(at("section", draft.pk, "fixed")).status_code == 404
    assert client.get(at("text", draft.pk)).status_code == 404


def test_a_section_that_is_not_there_is_not_found(client, draft):
    assert client.get(at("section", draft.pk, "nothing")).status_code == 404


def test_what_was_typed_for_a_scheme_that_has_gone_on_can_be_copied(client, maker):
    draft = maker.soliciting()
    client.force_login(maker.clerk)
    data = sent(client, draft, "archive", archive__preset_reason="写了很久的理由")
    maker.reviewing(draft)
    page = client.post(at("section", draft.pk, "archive"), data.urlencode(), content_type=FORM).content.decode()
    assert "您刚才写的没有存进去" in page and "写了很久的理由" in page
    assert client.get(at("section", draft.pk, "archive")).url == draft.get_absolute_url()


def test_name_and_text_are_written_on_a_page_of_their_own(client, draft):
    form = client.get(at("text", draft.pk)).context["form"]
    values = {"title": "村务党务公开办法", "body": "第一条……", "binds_below": "on", "seen": form["seen"].value()}
    assert client.post(at("text", draft.pk), {**values, "title": " "}).status_code == 200
    assert client.post(at("text", draft.pk), values).url == draft.get_absolute_url()
    saved = SchemeDraft.objects.get()
    assert (saved.title, saved.document["title"], saved.body, saved.binds_below) == (
        "村务党务公开办法",
        "村务党务公开办法",
        "第一条……",
        True,
    )
    assert plain({**saved.document, "title": ""}) == plain({**draft.document, "title": ""})


def test_the_page_lists_every_section_with_what_it_lacks(client, maker):
    given = {"organization": maker.organization, "scheme": maker.scheme, "title": "党务公开实施方案"}
    draft = begin_draft(**given, by=maker.clerk, now=NOW)
    client.force_login(maker.clerk)
    page = client.get(draft.get_absolute_url())
    rows = [row for group in page.context["page"].more.contents for row in group.rows]
    assert [row.name for row in rows] == NAMES
    lacking = sum(len(row.missing) for row in rows)
    assert lacking == len(check_data(draft.document).faults) > 0
    missing = next(row for row in rows if row.missing)
    assert missing.badge.word == f"还差{len(missing.missing)}处"
    form = client.get(missing.url)
    assert [fault.text for fault in form.context["missing"]] == missing.missing
    for row in rows:
        for fault in client.get(row.url).context["missing"] if row.missing else ():
            assert f'id="{fault.url[1:]}"' in client.get(row.url).content.decode(), fault


def test_what_stands_only_as_a_preset_is_told_apart_from_what_was_written(client, draft):
    def badge(name):
        page = client.get(draft.get_absolute_url()).context["page"]
        return next(row.badge.word for group in page.more.contents for row in group.rows if row.name == name)

    assert (badge("archive"), badge("rollout")) == ("有预设", "可以不写")
    ground = {"archive__article": "第九条", "archive__sentence": "展示结束后十日内归档。"}
    save(client, draft, "archive", **ground, archive__preset=[], archive__preset_reason="")
    assert badge("archive") == "写好了"


def test_the_number_of_statements_does_not_grow_with_the_document(client, maker):
    small, large = maker.draft(), maker.draft()
    rows = [{"number": number, "name": f"第{number}类", "home_for_off_catalogue": False} for number in range(1, 41)]
    SchemeDraft.objects.filter(pk=large.pk).update(document={**large.document, "categories": rows})
    client.force_login(maker.clerk)
    for address in (lambda each: each.get_absolute_url(), lambda each: at("section", each.pk, "categories")):
        client.get(address(small))
        counts = []
        for each in (small, large):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address(each))
            counts.append(len(queries))
        assert counts[0] == counts[1]


# --- beginning ---


def begin(client, maker, **values):
    address = f"{at('add')}?{urlencode({'organization': maker.organization.code})}"
    return client.post(
        address, {"organization": maker.organization.code, "title": "本院公开办法", "scheme": "", **values}
    )


def test_a_scheme_begins_from_nothing_from_a_preset_and_from_a_superiors(client):
    above = Maker("longkou", code="above")
    above.issued()
    below = Maker("yueyang", code="below", superior=above.organization)
    elsewhere = Maker("qijiang", code="elsewhere")
    elsewhere.issued()
    client.force_login(below.clerk)
    page = client.get(at("add")).content.decode()
    assert "不抄，从头写" in page
    assert 'value="above-1"' in page and 'value="elsewhere-1"' not in page
    for asked, source in (("", None), ("yueyang", "yueyang"), ("above-1", "above-1")):
        begin(client, below, scheme=asked)
        draft = SchemeDraft.objects.filter(organization=below.organization).latest("pk")
        assert (draft.scheme.slug if draft.scheme else None) == source
    refused = begin(client, below, scheme="elsewhere-1")
    assert refused.status_code == 200
    assert "这一份不能抄" in refused.content.decode() and "本院公开办法" in refused.content.decode()


def test_the_page_that_compares_leads_to_a_draft_from_the_one_that_is_liked(client, maker, draft):
    address = f"{at('add')}?{urlencode({'organization': maker.organization.code, 'scheme': 'pingluo'})}"
    page = client.get(at("compare"))
    assert address in [column.begin_url for column in page.context["columns"]]
    assert 'value="pingluo" ' in client.get(address).content.decode()
    form = client.get(address).context["form"]
    assert form["scheme"].value() == "pingluo"


def test_what_was_issued_is_changed_by_a_next_draft_from_it(client, maker):
    draft = maker.issued()
    client.force_login(maker.secretary)
    page = client.get(draft.get_absolute_url()).context["page"].more
    assert client.get(page.again_url).context["form"]["scheme"].value() == draft.adoption.scheme.slug
    begin(client, maker, scheme=draft.adoption.scheme.slug, title="修订稿")
    again = SchemeDraft.objects.get(title="修订稿")
    fresh = {"title": "", "document_number": None, "issued_on": None}
    assert plain({**again.document, **fresh}) == plain({**draft.document, **fresh})
    client.force_login(maker.leader)
    assert client.get(draft.get_absolute_url()).context["page"].more.again_url == ""
    assert page.again_url and client.get(again.get_absolute_url()).context["page"].more.again_url == ""


# --- comparing ---


def test_schemes_are_laid_side_by_side_in_words(client):
    maker = Maker("longkou")
    Maker("yueyang", code="other")
    client.force_login(maker.clerk)
    page = client.get(at("compare"), {"schemes": ["longkou", "yueyang"]})
    assert [column.name for column in page.context["columns"]] == ["中共岳阳市统计局党组", "龙口市科技局党支部"]
    rows = {row.title: row for group in page.context["groups"] for row in group.rows}
    first, second = rows["定期公开的事项"].cells
    assert first.lines == ["定期：工作完成，3个工作日；重要事项7个工作日"]
    assert second.lines == ["定期：更新周期开始，每半年", "更换：每半年", "微调：每季度"]
    assert rows["分阶段公开的事项"].cells[0].lines == ["没有写"]
    assert not rows["经手的人要分开"].differs and rows["目录外的事项"].differs


def test_a_draft_is_compared_with_others_and_seen_by_its_own_people_only(client, maker, draft):
    page = client.get(at("compare"), {"draft": draft.pk})
    assert page.context["columns"][0].name == "正在起草的"
    other = Maker("longkou", code="other")
    client.force_login(other.clerk)
    assert client.get(at("compare"), {"draft": draft.pk}).context["draft"] is None
    assert client.get(at("compare"), {"draft": "x"}).context["draft"] is None
    assert client.get(at("compare"), {"draft": "9" * 5000}).context["draft"] is None


def test_who_drafts_nowhere_compares_nothing(client, maker):
    client.force_login(maker.leader)
    assert client.get(at("compare")).status_code == 403


# --- who comes next ---


def waiting(client, person):
    client.force_login(person)
    return client.get("/admin/").content.decode()


@clause("PL-13")
def test_each_step_says_whose_turn_it_is_and_stands_on_their_first_page(client, maker):
    draft = maker.draft()
    assert turns(client, maker, draft) == [
        ("起草人maker-clerk", "写各部分和正文"),
        ("书记maker-secretary", "写好以后征求意见，或者送审"),
    ]
    assert on_first_page(client, maker, draft) == {"clerk", "secretary"}
    draft = maker.soliciting()
    assert ("书记maker-secretary", "征求意见结束、都答复以后送审") in turns(client, maker, draft)
    assert on_first_page(client, maker, draft) == {"secretary"}
    SchemeDraft.objects.update(solicit_until_on=timezone.localdate())
    assert on_first_page(client, maker, draft) == set()
    maker.opinion(draft)
    assert on_first_page(client, maker, draft) == {"clerk", "secretary"}


def test_after_the_review_the_leader_who_did_not_draft_issues(client, maker):
    draft = maker.reviewed()
    assert turns(client, maker, draft) == [("分管领导maker-approver", "印发")]
    assert on_first_page(client, maker, draft) == {"leader"}
    SchemeDraft.objects.filter(pk=draft.pk).update(created_by=maker.leader)
    assert turns(client, maker, draft)[0][0].startswith("分管领导（现在没有人能办")


def test_what_was_issued_waits_for_its_filing_and_then_for_nobody(client):
    maker = Maker("yueyang")
    draft = maker.issued()
    assert turns(client, maker, draft) == [("书记maker-secretary", "报上一级党组织备案")]
    longkou = Maker("longkou", code="longkou-maker")
    assert turns(client, longkou, longkou.issued()) == []


def turns(client, maker, draft):
    client.force_login(maker.secretary)
    page = client.get(draft.get_absolute_url())
    return [(turn.who, turn.step) for turn in page.context["page"].more.turns]


def on_first_page(client, maker, draft):
    people = {"clerk": maker.clerk, "secretary": maker.secretary, "leader": maker.leader}
    return {name for name, person in people.items() if draft.get_absolute_url() in waiting(client, person)}
