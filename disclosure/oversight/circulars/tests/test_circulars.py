"""The monthly circular: its figures are counts, its reasons the answers given, its way that of a notice (LK-22, QJ-18)."""

from datetime import date, datetime, timedelta
from io import BytesIO
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from catalog.bulletins.actions import confirm_read, publish, save_bulletin, submit, withdraw
from catalog.bulletins.models import Bulletin
from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import (
    client_of,
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
    noon,
)
from disclosure.oversight.board.numbers import month_before
from disclosure.oversight.circulars.actions import draft_circular
from disclosure.oversight.circulars.drafting import text_of
from disclosure.oversight.circulars.models import Circular
from disclosure.oversight.circulars.receipts import receipts_of
from disclosure.oversight.indicators.tests.factories import Counted, drawn_rows
from disclosure.oversight.inspections.models import Finding, Inspection, Visit
from disclosure.oversight.urging.actions import answer_urge, press
from disclosure.oversight.watching import Watch

pytestmark = pytest.mark.django_db
ON, MONTH, DAY = date(2026, 9, 16), date(2026, 8, 1), timedelta(days=1)


@pytest.fixture
def tree():
    county = make_organization("county")
    town = make_organization("town", county)
    places = [county, town, make_organization("village", town), make_organization("idle", county)]
    return {place.code: place for place in places} | {"elsewhere": make_organization("elsewhere")}


@pytest.fixture
def clerk(tree):
    return make_holder(tree["county"], "clerk")


@pytest.fixture
def secretary(tree):
    return make_holder(tree["county"], "secretary")


def text_at(tree, month=MONTH, on=ON) -> str:
    return "\n".join(text_of(Watch([tree["county"].path], tree["county"]), month, on).paragraphs)


def published(tree, clerk, secretary, now: datetime) -> Bulletin:
    circular = draft_circular(tree["county"], MONTH, by=clerk, now=now)
    return publish(submit(circular.bulletin, by=clerk, now=now), by=secretary, now=now)


# --- what it says ---


@pytest.mark.clause("QJ-18")
@pytest.mark.clause("LK-05")
def test_its_figures_are_plain_counts_of_the_month_compared_with_the_last_and_with_last_year(tree):
    places = [tree["county"], tree["town"], tree["village"]]
    rows = drawn_rows(places, 900, ON)

    def counted(month: date, codes) -> dict:
        chosen = [row for row in rows if row.due_on and row.due_on.replace(day=1) == month]
        return Counted([row for row in chosen if row.organization in [tree[code] for code in codes]], ON).values()

    text = text_at(tree).splitlines()
    wanted = [("一、", ("county", "town", "village"))]
    wanted += [
        (f"{code}党支部{'' if code == 'village' else '（本级）'}：应办", (code,))
        for code in ("county", "town", "village")
    ]
    for words, codes in wanted:
        line = next(line for line in text if words in line)
        this, before, last_year = (counted(month, codes) for month in (MONTH, date(2026, 7, 1), date(2025, 8, 1)))
        assert f"应办{this['due']}件，按时{this['on_time']}件，按时率{int(this['on_time_rate'])}%" in line
        assert f"上月{int(before['on_time_rate'])}%，去年同月{int(last_year['on_time_rate'])}%" in line
        late = f"逾期{this['late']}件，其中{this['overdue_now']}件现在还没办" if this["late"] else "没有逾期"
        assert late in line
    assert "这个月没有应办的：idle党支部。" in text


@pytest.mark.clause("QJ-18")
def test_beside_what_is_late_stands_the_reason_that_was_given_and_the_promised_day(tree):
    inspector, head = make_holder(tree["county"], "inspector"), make_holder(tree["town"], "secretary")
    (silent,) = make_rows(tree["town"], 1, due_on=date(2026, 8, 3), title="没有答复的事")
    (row,) = make_rows(tree["town"], 1, due_on=date(2026, 8, 20), title="有原因的事")
    make_rows(tree["village"], 1, due_on=date(2026, 8, 20), closed_on=date(2026, 8, 25), title="补办的事")
    (urge,) = press(tree["county"], rows=[row], words="请尽快办。", by=inspector, now=noon(ON - 2 * DAY))
    answer_urge(urge, reason="会议记录还没有签字。", promised_on=ON + 4 * DAY, by=head, now=noon(ON - DAY))
    text = text_at(tree)
    assert f"没有答复的事（逾期{(ON - silent.due_on).days}天，还没办）" in text
    assert "有原因的事（逾期27天，还没办，原因：会议记录还没有签字，答应9月20日办好）" in text
    assert "补办的事（晚5天办结）" in text


@pytest.mark.clause("PL-18")
def test_what_an_inspection_found_worth_doing_elsewhere_is_told_with_the_month_of_its_results(tree):
    leader = make_holder(tree["county"], "inspector")
    days = {"from_on": ON, "until_on": ON, "period_from": ON, "period_until": ON, "size": 1}
    told = {"led_by": leader, "planned_at": noon(ON), "results_at": noon(MONTH + 30 * DAY), "confirmed_at": None}
    inspection = Inspection.objects.create(organization=tree["county"], kind="regular", title="查", **days, **told)
    visit = Visit.objects.create(inspection=inspection, organization=tree["town"])
    found = {"visit": visit, "found_by": leader, "found_at": noon(ON)}
    Finding.objects.create(text="专人核对，一周一次。", is_good=True, **found)
    Finding.objects.create(text="栏目空着", **found)
    text = text_at(tree)
    assert "四、值得推广的做法。\ntown党支部：专人核对，一周一次。\n五、要求" in text and "栏目空着" not in text
    assert "值得推广" not in text_at(tree, date(2026, 7, 1))


@pytest.mark.clause("QJ-18")
def test_of_many_the_five_late_longest_are_named_and_all_are_counted(tree):
    for place, count in (("town", 7), ("village", 5)):
        for number in range(count):
            make_rows(tree[place], 1, due_on=date(2026, 8, 3 + number), title=f"{place}{number}")
    (town,) = [line for line in text_at(tree).splitlines() if line.startswith("town党支部：town0")]
    (village,) = [line for line in text_at(tree).splitlines() if line.startswith("village党支部：village0")]
    assert [number for number in range(7) if f"town{number}（" in town] == [0, 1, 2, 3, 4]
    assert town.endswith("等7件。") and village.count("village") == 6 and "等" not in village


def test_a_month_in_which_nothing_was_late_says_so(tree):
    make_rows(tree["town"], 2, due_on=date(2026, 8, 20), closed_on=date(2026, 8, 20))
    text = text_at(tree)
    assert "一、总的情况。应办2件，按时2件，按时率100%，没有逾期。" in text
    assert "三、逾期的事项和原因。没有逾期的。" in text


def test_of_a_month_that_is_not_over_it_says_what_has_not_come_due(tree):
    make_rows(tree["town"], 2, due_on=ON - 5 * DAY, closed_on=ON - 5 * DAY)
    make_rows(tree["village"], 3, due_on=ON + 5 * DAY)
    text = text_at(tree, month=ON.replace(day=1))
    assert "一、总的情况。应办5件，按时2件，按时率100%，3件还没到期，没有逾期。" in text
    assert "village党支部：应办3件，都还没到期。" in text


# --- its way ---


@pytest.mark.clause("LK-22")
@pytest.mark.clause("QJ-18")
def test_it_is_edited_published_by_another_person_and_confirmed_by_those_below(tree, clerk, secretary):
    make_rows(tree["village"], 1, due_on=date(2026, 8, 20))
    member, stranger = make_person("member"), make_person("stranger")
    make_member(member, tree["village"])
    make_member(stranger, tree["elsewhere"])
    now = noon(ON)
    circular = draft_circular(tree["county"], MONTH, by=clerk, now=now)
    bulletin = circular.bulletin
    save_bulletin(
        bulletin, kind="notice", title=bulletin.title, body=f"{bulletin.body}<p>另加一句。</p>", scope="party",
        needs_receipt=True, by=clerk, now=now,
    )  # fmt: skip
    submit(bulletin, by=clerk, now=now)
    with pytest.raises(PermissionDenied):
        publish(bulletin, by=clerk, now=now)
    publish(bulletin, by=secretary, now=now)
    for person, sees in ((member, True), (stranger, False), (AnonymousUser(), False)):
        assert Bulletin.objects.visible_to(person, ON).filter(pk=bulletin.pk).exists() is sees
    confirm_read(bulletin, by=member, now=now)
    rows = {
        row[0].text: (row[1].text, row[2].text, row[3].word)
        for row in receipts_of(Watch([tree["county"].path]), bulletin, ON)
    }
    assert rows["village党支部"] == ("1", "1", "都已确认")
    assert rows["town党支部"] == ("0", "0", "没有党员账号")
    assert "elsewhere党支部" not in rows


@pytest.mark.clause("QJ-18")
def test_organisations_are_compared_inside_the_party_alone(tree, clerk):
    bulletin = draft_circular(tree["county"], MONTH, by=clerk, now=noon(ON)).bulletin
    assert (bulletin.kind, bulletin.scope, bulletin.needs_receipt) == ("notice", "party", True)
    with pytest.raises(ValidationError):
        save_bulletin(bulletin, kind="notice", title="题", body="文", scope="society", by=clerk, now=noon(ON))


def test_a_month_has_one_until_it_is_taken_down(tree, clerk, secretary):
    bulletin = published(tree, clerk, secretary, noon(ON))
    with pytest.raises(ValidationError, match="已经起草过"):
        draft_circular(tree["county"], MONTH, by=clerk, now=noon(ON))
    assert Bulletin.objects.count() == 1
    withdraw(bulletin, reason="数字有误", by=secretary, now=noon(ON))
    draft_circular(tree["county"], MONTH, by=clerk, now=noon(ON))
    draft_circular(tree["town"], MONTH, by=make_holder(tree["town"], "clerk"), now=noon(ON))
    assert Circular.objects.count() == 3


def test_of_a_month_to_come_there_is_nothing_to_tell(tree, clerk):
    with pytest.raises(ValidationError, match="还没有开始"):
        draft_circular(tree["county"], date(2026, 10, 1), by=clerk, now=noon(ON))


# --- its pages ---


def page_url(code: str) -> str:
    return reverse("oversight:organization_circulars", args=[code])


def urls_of(code: str) -> list[str]:
    return [page_url(code), *(reverse("oversight:circular_file", args=[code, kind]) for kind in ("docx", "pdf"))]


@pytest.mark.parametrize("url", urls_of("county"))
def test_only_who_watches_or_writes_there_sees_the_draft(client, tree, clerk, secretary, url):
    member = make_person("member")
    make_member(member, tree["county"])
    assert client.get(url).status_code == 302
    for person, status in (
        (member, 403),
        (make_holder(tree["town"], "clerk"), 403),
        (make_holder(tree["county"], "handler"), 403),
        (make_holder(tree["town"], "supervisor"), 404),
        (make_holder(tree["elsewhere"], "secretary"), 404),
        (make_holder(tree["county"], "supervisor"), 200),
        (clerk, 200),
        (secretary, 200),
    ):
        assert (person, client_of(person).get(url).status_code) == (person, status)


def test_a_clerk_finds_the_circulars_of_their_own_desk_from_the_first_page(tree, clerk):
    """Who supervises elsewhere too is no stranger at the desk."""
    link, home = reverse("oversight:circulars"), reverse("admin:index")
    assert link in client_of(clerk).get(home).content.decode()
    assert client_of(clerk).get(link).url == page_url("county")
    assert link not in client_of(make_holder(tree["village"], "clerk")).get(home).content.decode()
    make_post(clerk, tree["elsewhere"], "supervisor")
    assert client_of(clerk).get(page_url("county")).status_code == 200
    make_post(clerk, tree["town"], "clerk")
    ended = Post.objects.get(person=clerk, role="supervisor")
    ended.until_on = timezone.localdate()
    ended.save()
    page = client_of(clerk).get(link).content.decode()
    assert page_url("county") in page and page_url("town") in page


def test_who_only_watches_keeps_no_draft(tree, clerk):
    keep = reverse("oversight:keep_circular", args=["county"])
    supervisor = client_of(make_holder(tree["county"], "supervisor"))
    assert "存为通报草稿" not in supervisor.get(page_url("county")).content.decode()
    assert supervisor.post(keep).status_code == 403
    assert client_of(make_holder(tree["elsewhere"], "secretary")).post(keep).status_code == 404
    assert supervisor.get(keep).status_code == 405
    assert not Circular.objects.exists()
    writer = client_of(clerk)
    assert "存为通报草稿" in writer.get(page_url("county")).content.decode()
    answer = writer.post(keep)
    circular = Circular.objects.get()
    assert circular.month == month_before(timezone.localdate().replace(day=1))
    assert answer.url == circular.bulletin.get_staff_url()
    assert writer.get(answer.url).status_code == 200


def test_the_paper_is_the_draft_of_the_ledger_and_then_the_words_of_the_notice(tree, clerk, secretary):
    month = month_before(timezone.localdate().replace(day=1))
    make_rows(tree["village"], 1, due_on=month, title="迟了的事")
    supervisor = client_of(make_holder(tree["county"], "supervisor"))
    url = reverse("oversight:circular_file", args=["county", "docx"])

    def words() -> str:
        return "\n".join(line.text for line in Document(BytesIO(supervisor.get(url).content)).paragraphs)

    assert "迟了的事" in words()
    assert (
        quote(f"{month.year}年{month.month}月通报-{tree['county']}.docx") in supervisor.get(url)["Content-Disposition"]
    )
    this_month = f"{page_url('county')}?month={timezone.localdate():%Y-%m}"
    unfinished = "这个月还没有过完" in supervisor.get(this_month).content.decode()
    assert unfinished and "这个月还没有过完" not in supervisor.get(page_url("county")).content.decode()
    now = timezone.now()
    bulletin = draft_circular(tree["county"], month, by=clerk, now=now).bulletin
    save_bulletin(
        bulletin, kind="notice", title="改过的题", body="<p>改过的话。</p>", scope="party", needs_receipt=True,
        by=clerk, now=now,
    )  # fmt: skip
    assert words().splitlines()[0] == "改过的题"
    assert "改过的话。" in words()
    assert "迟了的事" not in words()
    publish(submit(bulletin, by=clerk, now=now), by=secretary, now=now)
    page = supervisor.get(page_url("county")).content.decode()
    assert bulletin.get_absolute_url() in page
    assert "谁已经看过" in page


def test_the_page_costs_the_same_statements_for_one_organisation_and_for_many(tree):
    on = timezone.localdate()
    month = month_before(on.replace(day=1))
    supervisor = client_of(make_holder(tree["county"], "supervisor"))

    def statements() -> int:
        supervisor.get(page_url("county"))
        with CaptureQueriesContext(connection) as captured:
            assert supervisor.get(page_url("county")).status_code == 200
        return len(captured)

    make_rows(tree["village"], 1, due_on=month)
    few = statements()
    for number in range(20):
        make_rows(make_organization(f"unit-{number}", tree["town"]), 3, due_on=month)
    assert statements() == few


def test_who_watches_several_places_chooses_one(tree):
    person = make_holder(tree["town"], "supervisor", "both")
    home = reverse("oversight:circulars")
    assert client_of(person).get(home).url == page_url("town")
    make_holder(tree["elsewhere"], "supervisor")
    make_post(person, tree["elsewhere"], "supervisor")
    page = client_of(person).get(home).content.decode()
    assert page_url("town") in page
    assert page_url("elsewhere") in page
