"""Which forms the plan suggests, which it refuses, and why (LK-11, JG-12, YY-07, QJ-07)."""

import pytest

from catalog.directory.tests.factories import branch, install
from catalog.items.actions.writing import change_plan
from catalog.items.channels.suggestions import suggested_channels, unfit_reason
from catalog.items.staff.forms import PlanForm
from catalog.items.tests.factories import TODAY, Desk, submission_blockers
from catalog.schemes.rules import scheme_for
from disclosure.organizations.tests.factories import client_of, make_organization

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def rules_of(slug):
    """The scheme at work, with its own catalogue in force."""
    organization = make_organization(slug)
    catalogue = install(organization, slug)
    return scheme_for(organization, TODAY), catalogue


def entry_of(catalogue, code):
    return catalogue.nodes.get(code=code, rank="entry")


def channels(suggestions) -> dict[str, str]:
    return {row.channel: row.article for row in suggestions}


@pytest.mark.clause("LK-11")
def test_the_seven_sentences_add_to_what_the_catalogue_lists():
    rules, catalogue = rules_of("longkou")
    found = channels(suggested_channels(rules, entry_of(catalogue, "5-2-1"), "society"))
    assert found == {"会议": "", "文件": "", "网站": "", "新闻媒体": "", "通报": "四（三）2"}
    found = channels(suggested_channels(rules, entry_of(catalogue, "1-2-1"), "society"))
    assert found["电视"] == found["文件查阅处"] == "四（三）1"
    assert channels(suggested_channels(rules, entry_of(catalogue, "2-1-1"), "society"))["简报"] == "四（三）5"
    assert channels(suggested_channels(rules, entry_of(catalogue, "3-3-1"), "party")) == {"会议": "", "文件": ""}


@pytest.mark.clause("LK-11")
def test_in_a_narrowed_scope_nothing_is_suggested_that_would_reach_further():
    rules, catalogue = rules_of("longkou")
    entry = entry_of(catalogue, "5-2-1")
    assert channels(suggested_channels(rules, entry, "party")) == {
        "会议": "",
        "文件": "",
        "网站": "",
        "通报": "四（三）2",
    }
    assert unfit_reason(rules, "新闻媒体", entry, "party") == "只用于向社会公开"
    assert unfit_reason(rules, "新闻媒体", entry, "society") == ""


@pytest.mark.clause("LK-11")
def test_what_the_catalogue_lists_in_its_own_scope_is_never_refused():
    rules, catalogue = rules_of("longkou")
    entry = entry_of(catalogue, "3-2-1")
    assert entry.scope == "party" and "新闻媒体" in entry.channels
    assert unfit_reason(rules, "新闻媒体", entry, "party") == ""
    assert unfit_reason(rules, "电视", entry, "party") == "只用于向社会公开"


@pytest.mark.clause("JG-12")
def test_each_of_the_three_tiers_has_its_own_channels():
    rules, _catalogue = rules_of("jiguan")
    assert [row.channel for row in suggested_channels(rules, None, "party")] == ["会议", "文件", "通报", "简报"]
    assert [row.channel for row in suggested_channels(rules, None, "staff")] == ["会议", "文件", "机关局域网"]
    assert [row.channel for row in suggested_channels(rules, None, "society")] == ["公开栏", "互联网", "媒体", "电话"]
    assert {row.article for row in suggested_channels(rules, None, "staff")} == {"三（二）2"}
    assert unfit_reason(rules, "媒体", None, "staff") == "只用于向社会公开"


@pytest.mark.clause("YY-07")
def test_party_and_society_have_their_own_channels():
    rules, _catalogue = rules_of("yueyang")
    assert [row.channel for row in suggested_channels(rules, None, "party")] == ["会议", "通报", "文件", "简报", "内网"]
    assert [row.channel for row in suggested_channels(rules, None, "society")] == ["报刊", "广播", "电视", "网站"]


@pytest.mark.clause("QJ-07")
def test_what_only_one_person_learns_is_told_by_talk_or_letter():
    rules, _catalogue = rules_of("qijiang")
    names = [row.channel for row in suggested_channels(rules, None, "individual")]
    assert names == ["面谈", "公文", "书信", "电子邮件"]
    assert unfit_reason(rules, "面谈", None, "party") == "只用于告知个人"
    assert unfit_reason(rules, "党建网站", None, "individual") == "只用于向社会公开"


@pytest.mark.clause("QJ-08")
def test_of_pinned_channels_none_is_suggested_besides():
    rules, catalogue = rules_of("qijiang")
    entry = entry_of(catalogue, "5-1")
    entry.channels = ["会议"]
    assert len(suggested_channels(rules, entry, "party")) > 1, "no rule is named, nothing is pinned"
    entry.pinned_by = "cadres-publicity"
    assert [row.channel for row in suggested_channels(rules, entry, "party")] == entry.channels


ENTRIES = [
    branch(
        "5",
        "干部选任和管理情况",
        [
            branch("5-1", "任前公示情况", channels=["会议", "网站", "新闻媒体"]),
            branch(
                "5-2", "干部任免", scope="party", scope_words=["党内"], channels=["会议"], pinned_by="cadres-publicity"
            ),
        ],
    )
]


def plan_data(item, **changes):
    plan = {
        "event_on": item.event_on, "scope": item.scope, "approval_route": "leader", "is_truthful": "on",
        "channels": item.channels,
    }  # fmt: skip
    return {**plan, **changes}


@pytest.mark.clause("LK-11")
def test_the_plan_shows_beside_each_channel_what_the_scope_says_of_it():
    desk = Desk(entries=ENTRIES)
    item = desk.registered("5-1")
    form = PlanForm(
        item=item, rules=scheme_for(desk.organization, TODAY), today=TODAY, initial={"channels": item.channels}
    )
    shown = str(form["channels"])
    assert '<span class="form-choice__note" data-for="staff party audience individual">只用于向社会公开</span>' in shown
    assert "干部选任和管理宜用（四（三）2）" in shown
    assert shown.count("checked") == 3
    assert 'data-unfit="staff party audience individual"' in shown


@pytest.mark.clause("LK-11")
def test_a_channel_that_does_not_fit_the_chosen_scope_is_refused_at_the_desk_with_the_blockers_words():
    desk = Desk(entries=ENTRIES)
    item = desk.registered("5-1")
    clerk = client_of(desk.clerk)
    url = f"/admin/catalog/item/{item.pk}/plan/"
    sentence = "“新闻媒体”不适用于公开范围“党内”。"
    assert sentence in clerk.post(url, plan_data(item, scope="party")).content.decode()
    item.refresh_from_db()
    assert item.scope == "society"
    assert clerk.post(url, plan_data(item, scope="party", channels=["会议", "网站"])).status_code == 302
    item.refresh_from_db()
    assert (item.scope, item.channels) == ("party", ["会议", "网站"])
    item = change_plan(item, channels=["新闻媒体"], by=desk.clerk, now=desk.tick())
    assert sentence in [row.message for row in submission_blockers(item, on=TODAY)]


@pytest.mark.clause("QJ-08")
def test_pinned_scope_and_channels_cannot_be_changed_by_sending_others():
    desk = Desk(entries=ENTRIES)
    item = desk.registered("5-2")
    clerk = client_of(desk.clerk)
    assert "按有关规定，不得更改" in clerk.get(f"/admin/catalog/item/{item.pk}/change/?step=plan").content.decode()
    sent = plan_data(item, scope="individual", channels=["简报"], is_important="on")
    assert clerk.post(f"/admin/catalog/item/{item.pk}/plan/", sent).status_code == 302
    item.refresh_from_db()
    assert (item.scope, item.channels, item.is_important) == ("party", ["会议"], True)
