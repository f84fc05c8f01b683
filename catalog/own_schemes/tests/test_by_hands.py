"""Documents of three other kinds of organisation, each written from nothing on the pages alone, as its office would, up to the
issue: a hospital, a university, a village that discloses Party, village and money matters."""

import pytest
from django.urls import reverse
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.sections.tests.test_sections import posted
from catalog.schemes.document.reading import check_data
from catalog.schemes.rules import scheme_for
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.web.whole_numbers import whole_number

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
FORM = "application/x-www-form-urlencoded"


def said(prefix, article, sentence, **values):
    """The fields of a part, with where it stands in the document."""
    ground = {"article": article, "sentence": sentence, "preset": [], "preset_reason": ""}
    return {f"{prefix}-{name}": value for name, value in {**values, **ground}.items()}


def rows(prefix, *parts):
    return {f"{prefix}-{number}-{name}": value for number, part in enumerate(parts) for name, value in part.items()}


def grounded(article, sentence, **values):
    return {**values, "article": article, "sentence": sentence, "preset": [], "preset_reason": ""}


HOSPITAL = {
    "fixed": said(
        "time_limits-fixed", "第六条", "制度、机构、职责确定后5个工作日内公开，长期保留。", rule="确定后5个工作日内", label="长期",
        event="事项确定", raw_words="长期、常年",
    ),
    "periodic": {
        **said(
            "time_limits-periodic", "第七条", "药品采购、耗材使用、医疗收费情况每季度首月15日前公开。", rule="每季度首月15日前", label="定期",
            event="季度开始", raw_words="定期",
        ),
        **rows("time_limits-periodic-recurrences", {"label": "公开", "rule": "每季度首月15日前"}),
    },
    "immediate": said(
        "time_limits-immediate", "第八条", "干部任免、评先评优决定后2个工作日内公开，重大事项不超过5个工作日。", rule="2个工作日",
        important_rule="5个工作日", label="及时", event="作出决定", raw_words="及时、即时",
    ),
    "scopes": rows(
        "scopes",
        {"scope": "society", "label": "社会", "raw_words": "社会、患者和家属", "inside_first": []},
        {"scope": "staff", "label": "本院职工", "raw_words": "本院职工、职工", "inside_first": []},
        {"scope": "party", "label": "党员", "raw_words": "党员、党内", "inside_first": []},
    ),
    "channels": rows(
        "forms",
        {"name": "职工代表大会", "raw_words": "职代会", "side": "inside"},
        {"name": "院内办公网", "raw_words": "办公网、OA", "side": "inside", "portal": "intranet"},
        {"name": "门诊大厅公示栏", "raw_words": "公示栏", "side": "outside"},
        {"name": "微信公众号", "raw_words": "公众号", "side": "outside"},
        {"name": "医院网站", "raw_words": "网站", "side": "outside", "portal": "site"},
    ),
    "approval": rows(
        "approval_routes",
        grounded("第十条", "日常事项由分管院领导审批。", route="leader", label="分管院领导审批"),
        grounded("第十条", "三重一大事项由党委会集体研究。", route="collective", label="党委会集体研究", fixed_for=["important"]),
    ),
    "filing": rows("filing", grounded("第二十条", "本办法印发后15日内报卫生健康委党组备案。", what="scheme", with_="卫生健康委党组", rule="15日", event="印发")),
    "about": {
        "interpreted_by-who": "党委办公室", "interpreted_by-article": "第二十一条", "interpreted_by-sentence": "由党委办公室负责解释。",
    },
}  # fmt: skip
UNIVERSITY = {
    "periodic": {
        **said(
            "time_limits-periodic", "第九条", "每学期开学当月底以前公开党建工作要点、经费使用情况。", rule="每年3月底、9月底前", label="每学期",
            event="学期开始", raw_words="每学期、定期", choices=[],
        ),
        **rows(
            "time_limits-periodic-recurrences",
            {"label": "公开", "rule": "每年3月底、9月底前"},
            {"label": "微调", "rule": "每两个月", "is_adjustment": "on"},
        ),
    },
    "staged": said(
        "time_limits-staged", "第十条", "重点建设项目每完成一个阶段10日内公开，年末总结。", is_used="on", label="分期", event="阶段完成",
        rule="10日", raw_words="分期", year_end_summary="on", summary_rule="每年12月底前", summary_sentence="年末总结。",
    ),
    "requests": {
        **said("requests-accept", "第十五条", "收到申请5个工作日内受理。", rule="5个工作日", applicants=["member", "society"]),
        **said("requests-answer", "第十五条", "受理后15个工作日内答复。", rule="15个工作日", start="acceptance"),
    },
    "exemption": said(
        "exemption", "第十六条", "不宜公开的，由学院党委提出，报学校党委在7个工作日内审定。", route="superior_decides", decision__rule="7个工作日",
        decision__article="第十六条", decision__sentence="报学校党委在7个工作日内审定。",
    ),
    "display": rows("display", grounded("第十二条", "公示时间为5至10天。", scope="society", kinds=["immediate"], min_days="5", max_days="10")),
    "check_points": {
        "check_points-points": "内容是否真实\n时间是否及时\n师生是否满意", "check_points-article": "第十八条", "check_points-sentence": "每年检查一次。",
        **said("inspection", "第十八条", "每年检查一次，也可以随机抽查。", kinds=["regular", "random"]),
        **rows("inspection-told_by", {"point": "时间是否及时", "fact": "in_time"}),
    },
    "leading_group": {
        "leading_group-head": "学院党委书记", "leading_group-deputies": "院长", "leading_group-article": "第三条",
        "leading_group-sentence": "成立党务公开工作领导小组。",
    },
}  # fmt: skip
VILLAGE = {
    "periodic": {
        **said(
            "time_limits-periodic", "三（二）", "村级财务每月公开一次，次月10日前公布上月收支。", rule="次月10日前", label="定期", event="",
            raw_words="定期、每月",
        ),
        **rows("time_limits-periodic-recurrences", {"label": "公布", "rule": "次月10日前；每季度末月25日前"}),
    },
    "immediate": said(
        "time_limits-immediate", "三（三）", "村民代表会议决议当日上墙，实施结果3日内公布。", rule="当日", label="随时", event="作出决议", raw_words="随时、即时",
    ),
    "categories": rows(
        "categories", {"number": "1", "name": "党务", "home_for_off_catalogue": []}, {"number": "2", "name": "村务"},
        {"number": "3", "name": "财务", "home_for_off_catalogue": "on"},
    ),
    "channels": rows(
        "forms",
        {"name": "村民代表会议", "raw_words": "村民代表会议", "side": "both"},
        {"name": "三务公开栏", "raw_words": "公开栏、上墙", "side": "outside"},
        {"name": "村村响广播", "raw_words": "广播", "side": "outside"},
        {"name": "微信群", "raw_words": "微信群", "side": "outside"},
        {"name": "网站", "raw_words": "网站", "side": "outside", "portal": "site"},
    ),
    "approval": rows(
        "approval_routes",
        grounded(
            "四", "重大事项按四议两公开，经村民代表会议决议。", route="collective", label="村两委商议、村民代表会议决议", fixed_for=["important"],
            owner="branch", reviewer="村务监督委员会",
        ),
    ),
    "release": said("release", "二", "村务财务向全体村民公开。", inside_first=[]),
    "reports": rows("reports", grounded("六", "每年1月15日前向镇党委报告上年公开情况。", label="公开情况报告", rule="次年1月15日前", to="镇党委")),
    "quotas": rows("quotas", grounded("六", "每个村民小组每季度报一次。", who="department", label="村民小组报送", count="1", rule="每季度")),
    "rollout": {
        "rollout-title": "实施步骤", "rollout-article": "七", "rollout-sentence": "分两步走。",
        **rows(
            "rollout-stages",
            {"name": "清理", "from_on": "2027-01-04", "until_on": "2027-01-29", "article": "七", "sentence": "一月清理。"},
            {"name": "上墙", "from_on": "2027-02-01", "until_on": "2027-02-26", "article": "七", "sentence": "二月上墙。"},
        ),
        **rows(
            "rollout-tasks",
            {"stage": "1", "name": "清理旧账", "article": "七", "sentence": "清理旧账。"},
            {"stage": "2", "name": "换公开栏", "article": "七", "sentence": "换公开栏。"},
        ),
    },
}  # fmt: skip


@pytest.mark.clause("QJ-24")
@pytest.mark.parametrize(
    ("name", "written", "rules"),
    [
        ("市人民医院党委", HOSPITAL, {"fixed": {"working_days": 5}, "periodic": {"day_of_month": {"day": 15, "months": [1, 4, 7, 10]}}}),
        ("文学院党委", UNIVERSITY, {"staged": {"calendar_days": 10}, "periodic": {"day_of_month": {"day": 31, "months": [3, 9]}}}),
        ("向阳村党支部", VILLAGE, {"immediate": {"calendar_days": 0}, "periodic": {"day_after_period": {"period": "month", "day": 10, "month": 1}}}),
    ],
    ids=["hospital", "university", "village"],
)  # fmt: skip
def test_a_document_becomes_a_scheme_by_hands_alone(client, name, written, rules):
    organization = make_organization("own", name=name)
    clerk, secretary, leader = (make_holder(organization, role) for role in ("clerk", "secretary", "approver"))
    client.force_login(clerk)
    client.post(at("add"), {"organization": "own", "title": f"{name}党务公开办法", "scheme": ""})
    draft = SchemeDraft.objects.get()
    for section, values in written.items():
        fill(client, draft, section, values)
    text = client.get(at("text", draft.pk)).context["form"]
    client.post(at("text", draft.pk), {"title": draft.title, "body": "第一条……", "seen": text["seen"].value()})
    draft.refresh_from_db()
    assert [fault.message for fault in check_data(draft.document).faults] == []

    client.force_login(secretary)
    today = timezone.localdate().isoformat()
    press(client, draft, "submit", review_body="上级党委")
    press(client, draft, "register_review", passed="yes", reviewed_on=today)
    client.force_login(leader)
    press(client, draft, "issue", document_number="1号", issued_on=today)
    draft.refresh_from_db()
    assert draft.state == SchemeDraft.State.ISSUED
    issued = scheme_for(organization, timezone.localdate())
    assert (issued.scheme.issuer, issued.scheme.organization) == (name, organization)
    assert {kind: issued.rule_for(kind) for kind in rules} == rules
    assert not any(word in str(issued.data) for word in ("龙口", "岳阳", "平罗", "綦江"))


def test_what_the_village_says_of_its_money_recurs_twice(client):
    """Each month's account by the 10th of the next, and the quarter's own by the 25th of its last month."""
    organization = make_organization("own")
    client.force_login(make_holder(organization, "clerk"))
    client.post(at("add"), {"organization": "own", "title": "三务公开办法", "scheme": ""})
    draft = SchemeDraft.objects.get()
    fill(client, draft, "periodic", VILLAGE["periodic"])
    draft.refresh_from_db()
    row = next(row for row in draft.document["time_limits"] if row["kind"] == "periodic")
    (recurrence,) = row["recurrences"]
    assert [next(iter(rule)) for rule in recurrence["rule"]["several"]] == ["day_after_period", "day_of_month"]


def test_what_the_university_is_looked_at_by_is_told_by_its_own_points(client):
    organization = make_organization("own")
    client.force_login(make_holder(organization, "clerk"))
    client.post(at("add"), {"organization": "own", "title": "党务公开办法", "scheme": ""})
    draft = SchemeDraft.objects.get()
    fill(client, draft, "check_points", UNIVERSITY["check_points"])
    draft.refresh_from_db()
    assert draft.document["inspection"]["kinds"] == ["regular", "random"]
    assert draft.document["inspection"]["told_by"] == [{"point": "时间是否及时", "fact": "in_time"}]


def at(name, *args):
    return reverse(f"admin:catalog_schemedraft_{name}", args=args)


def fill(client, draft, section, values):
    """As a person: rows that are not wanted are taken away, and where the empty ones do not do, more are asked for."""
    left = dict(values)
    while left:
        address = at("section", draft.pk, section)
        form = client.get(address).context["form"]
        data = posted(form.parts)
        for block, part in form.parts:
            if block.is_list:
                clear(block, part, data, values)
        now = {name: value for name, value in left.items() if stands(name, form)}
        for name, value in now.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        data["seen"], data["then"] = form["seen"].value(), "more"
        answer = client.post(address, data.urlencode(), content_type=FORM)
        assert answer.status_code == 302, [fault.text for fault in answer.context["form"].faults()]
        assert now, f"there is no field for {sorted(left)}"
        left = {name: value for name, value in left.items() if name not in now}


def clear(block, part, data, values):
    """Of the rows that the blank begins with, those for which the document has none."""
    wanted = {row_number(name, block) for name in values} - {None}
    for number in range(max(wanted) + 1, part.initial_form_count()) if wanted else ():
        data[f"{block.prefix}-{number}-DELETE"] = "on"


def row_number(name, block):
    rest = name.removeprefix(f"{block.prefix}-")
    return whole_number(rest.split("-")[0]) if rest != name else None


def stands(name, form) -> bool:
    """Whether the page has the field now."""
    return any(field.html_name == name for each in form.part_forms() for field in each)


def press(client, draft, name, **values):
    page = client.get(draft.get_absolute_url())
    form = next(row.form for row in page.context["offers"] if row.action.name == name)
    data = {form.add_prefix(key): value for key, value in values.items()}
    if "seen" in form.fields:
        data[form.add_prefix("seen")] = form["seen"].value()
    client.post(at("do", draft.pk, name), data)
