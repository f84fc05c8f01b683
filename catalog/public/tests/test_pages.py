"""The portal's pages: who sees what, what is said of time, and that a list costs the same with one row and with twenty."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.directory.models import Entry
from catalog.items.actions.publishing import publish_correction
from catalog.items.models import Item
from catalog.items.tests.factories import Desk, make_item
from disclosure.organizations.tests.factories import make_administrator, make_member, make_organization, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def desk(today):
    return Desk(name="青岭县民政局党支部", supervision_phone="0538-1234567", on=today - timedelta(days=20))


@pytest.fixture
def member(desk):
    person = make_person("member", full_name="周明远")
    make_member(person, desk.organization)
    return person


def sign_in(client, person):
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")


def text_of(answer) -> str:
    return answer.content.decode()


def day(desk):
    return timezone.localdate(desk.now)


@pytest.mark.parametrize("path", ["/", "/search/", "/guide/", "/rules/", "/sitemap/", "/accounts/login/"])
def test_pages_answer_on_an_empty_portal(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert '<html lang="zh-Hans"' in text_of(answer)


def every_page(desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    code = desk.organization.code
    return [
        "/",
        f"/o/{code}/",
        f"/o/{code}/1-1/",
        f"/o/{code}/scheme/",
        f"/i/{item.pk}/",
        "/search/?q=组织",
        "/guide/",
        "/sitemap/",
    ]


def test_no_page_carries_inline_scripts_or_styles(client, desk):
    for path in every_page(desk):
        answer = client.get(path)
        assert answer.status_code == 200
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text_of(answer)), path
        assert "script-src" not in answer["Content-Security-Policy"]


def test_pages_are_kept_by_no_cache(client, desk):
    for path in every_page(desk):
        answer = client.get(path)
        assert "no-cache" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert "Cookie" in answer["Vary"]


def test_reading_never_writes(client, desk):
    paths = every_page(desk)
    before = list(Item.objects.values_list("pk", "changed_at"))
    for path in paths:
        assert client.post(path).status_code in (403, 405)
    assert list(Item.objects.values_list("pk", "changed_at")) == before


@pytest.mark.clause("LK-18")
def test_the_organisation_page_shows_who_answers_for_disclosure(client, desk):
    page = text_of(client.get(desk.organization.get_absolute_url()))
    assert "青岭县民政局党支部" in page
    assert "0538-1234567" in page
    assert "尚未备案" in page
    assert desk.secretary.full_name in page


@pytest.mark.clause("LK-27")
def test_the_organisation_page_shows_its_directory_with_scope_form_limit_and_state(client, desk):
    desk.published_outside(code="1-1", event_on=day(desk))
    page = text_of(client.get(desk.organization.get_absolute_url()))
    assert "组织生活" in page
    assert "党费收缴" in page
    assert "先党内后党外" in page
    assert "已公开 1" in page


def test_the_directory_counts_what_the_reader_may_see(client, desk, member):
    desk.published_inside(code="1-3", event_on=day(desk))
    url = desk.organization.get_absolute_url()
    assert "已公开 1" not in text_of(client.get(url))
    sign_in(client, member)
    assert "已公开 1" in text_of(client.get(url))


def test_lateness_is_shown_to_members_and_not_to_passers_by(client, desk, member):
    desk.registered(code="1-1", event_on=day(desk))
    url = desk.organization.get_absolute_url()
    assert "逾期" not in text_of(client.get(url))
    sign_in(client, member)
    assert "逾期" in text_of(client.get(url))


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("scope=党内", "党费收缴", "学习情况"),
        ("limit=固定", "工作制度", "学习情况"),
        ("state=disclosed", "学习情况", "工作制度"),
        ("state=none", "工作制度", "学习情况"),
    ],
)
def test_the_directory_is_narrowed_by_scope_limit_and_state(client, desk, query, shown, hidden):
    desk.published_outside(code="1-1", event_on=day(desk))
    answer = client.get(f"{desk.organization.get_absolute_url()}?{query}")
    contents = entries_shown(answer)
    assert shown in contents
    assert hidden not in contents


def entries_shown(answer) -> list[str]:
    categories = answer.context_data["directory"].categories
    return [entry.content for row in categories for sub in row.subcategories for entry in sub.entries]


def test_a_filter_nobody_offered_is_no_filter(client, desk):
    answer = client.get(f"{desk.organization.get_absolute_url()}?scope=<script>&limit=%00")
    assert len(entries_shown(answer)) == 8


@pytest.mark.clause("LK-04")
@pytest.mark.parametrize(("kind", "magic"), [("docx", b"PK"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_the_directory_downloads_as_word_excel_and_csv(client, desk, kind, magic):
    answer = client.get(f"/o/{desk.organization.code}/catalogue.{kind}")
    assert answer.status_code == 200
    assert answer.content.startswith(magic)
    assert "filename*=utf-8''" in answer["Content-Disposition"]


def test_a_directory_has_no_other_kinds_of_file(client, desk):
    assert client.get(f"/o/{desk.organization.code}/catalogue.exe").status_code == 404


def test_an_organisation_without_a_catalogue_has_a_page_that_says_so(client):
    organization = make_organization("bare")
    page = text_of(client.get(organization.get_absolute_url()))
    assert "还没有施行中的公开目录" in page


def test_the_entry_page_says_when_it_falls_due_and_by_which_sentence(client, desk):
    page = text_of(client.get(f"/o/{desk.organization.code}/1-8/"))
    assert "事项确定后5个工作日" in page
    assert "在事项确定后5个工作日内完成公开程序" in page
    assert "预设" not in page


def test_the_entry_page_marks_a_number_that_the_document_does_not_give(client, desk):
    page = text_of(client.get(f"/o/{desk.organization.code}/1-1/"))
    assert "预设" in page
    assert "原文只说“及时”" in page


def test_an_unknown_entry_is_not_found(client, desk):
    assert client.get(f"/o/{desk.organization.code}/9-9-9/").status_code == 404


def test_an_item_stays_under_its_entry_when_the_catalogue_gets_a_new_version(client, desk):
    item = desk.published_outside(code="1-1", title="旧目录里的事项", event_on=day(desk))
    from_now = make_item(desk.organization, desk.clerk, title="新目录里的事项", entry=desk.entry("1-1"))
    page = text_of(client.get(f"/o/{desk.organization.code}/1-1/"))
    assert item.title in page
    assert from_now.title in page


@pytest.mark.clause("LK-01")
def test_the_item_page_says_who_what_when_and_that_it_was_in_time(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk), title="召开组织生活会")
    page = text_of(client.get(item.get_absolute_url()))
    for words in (item.index_number, "召开组织生活会", "青岭县民政局党支部", "应公开", "实际公开", "按时"):
        assert words in page
    assert "为什么是" in page
    assert "本季度组织生活会已经召开" in page


def test_the_item_page_says_how_late_it_was(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk) - timedelta(days=30))
    assert re.search(r"逾期 \d+ 天", text_of(client.get(item.get_absolute_url())))


def test_the_release_inside_is_named_apart_from_the_one_outside(client, desk):
    item = desk.published_inside(code="1-2", event_on=day(desk))
    desk.now += timedelta(days=3)
    item = desk.published_outside(item)
    page = text_of(client.get(item.get_absolute_url()))
    assert "党内公开" in page
    assert "向社会公开" in page


def test_a_correction_is_named_and_the_old_text_stands_only_as_what_was_changed(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    item = publish_correction(desk.corrected(item), by=desk.secretary, now=desk.tick())
    page = text_of(client.get(item.get_absolute_url()))
    assert "更正：数字有误" in page
    assert "更正后的正文" in page
    assert "<del>本季度组织生活会已经召开。</del>" in page
    assert page.count("本季度组织生活会已经召开") == 1


def test_a_correction_not_published_yet_is_not_seen(client, desk):
    item = desk.corrected(desk.published_outside(code="1-1", event_on=day(desk)))
    page = text_of(client.get(item.get_absolute_url()))
    assert "更正后的正文" not in page


@pytest.mark.parametrize("code", ["1-3", "1-4"])
def test_what_is_inside_is_the_same_404_to_a_passer_by_as_what_does_not_exist(client, desk, code):
    hidden = desk.published_inside(code=code, event_on=day(desk), title="只在党内")
    pages = []
    for path in (hidden.get_absolute_url(), "/i/999999/", f"/i/{10**30}/"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "只在党内</" not in text_of(answer)
        # Each has a number of its own, drawn by lot.
        pages.append(re.sub("编号 [^。]*。", "", text_of(answer)))
    assert pages[0] == pages[1].replace("999999", str(hidden.pk))


def test_hidden_and_unknown_items_cost_the_same_queries(client, desk):
    hidden = desk.published_inside(code="1-3", event_on=day(desk))
    assert queries(client, hidden.get_absolute_url()) == queries(client, "/i/999999/")


def test_drafts_and_withdrawn_items_are_not_found_by_anyone(client, desk, member):
    draft = desk.registered(code="1-1", event_on=day(desk))
    withdrawn = desk.withdrawn(code="1-1", event_on=day(desk))
    for _ in range(2):
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert client.get(withdrawn.get_absolute_url()).status_code == 404
        sign_in(client, member)


def test_a_member_reads_what_is_inside_and_is_told_so(client, desk, member):
    item = desk.published_inside(code="1-3", event_on=day(desk))
    sign_in(client, member)
    page = text_of(client.get(item.get_absolute_url()))
    assert "党内公开，请勿外传" in page


@pytest.mark.clause("PL-10")
def test_when_display_is_over_a_passer_by_is_told_so_without_the_content(client, desk, member, today):
    item = desk.published_outside(code="1-1", event_on=day(desk), title="期满的事项")
    Item.objects.filter(pk=item.pk).update(display_until=today - timedelta(days=1))
    answer = client.get(item.get_absolute_url())
    assert answer.status_code == 410 and "找管理员时请说这个编号" in answer.text
    assert "公示期已满" in text_of(answer)
    assert "期满的事项" not in text_of(answer)
    sign_in(client, member)
    assert client.get(item.get_absolute_url()).status_code == 200


def test_what_society_never_read_is_404_after_its_display(client, desk, today):
    item = desk.published_inside(code="1-2", event_on=day(desk))
    Item.objects.filter(pk=item.pk).update(display_until=today - timedelta(days=1), display_ended_at=desk.tick())
    assert client.get(item.get_absolute_url()).status_code == 404


def test_outside_the_intranet_a_member_reads_as_a_passer_by_and_is_told_why(client, desk, member, settings):
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]
    item = desk.published_inside(code="1-3", event_on=day(desk))
    sign_in(client, member)
    assert client.get(item.get_absolute_url()).status_code == 404
    assert client.get(item.get_absolute_url(), REMOTE_ADDR="10.1.2.3").status_code == 200
    assert "您现在不在内网" in text_of(client.get("/"))
    assert item.title not in text_of(client.get("/me/"))
    assert "您现在不在内网" not in text_of(client.get("/", REMOTE_ADDR="10.1.2.3"))


def queries(client, path) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


LISTS = [
    "/",
    "/o/branch/",
    "/o/branch/1-1/",
    "/search/",
    "/search/?q=公开",
    "/feeds/branch.xml",
    "/api/v1/items/",
    "/me/",
]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("is_signed_in", [False, True])
def test_a_list_costs_as_many_queries_for_twenty_rows_as_for_one(client, desk, member, path, is_signed_in):
    if is_signed_in:
        sign_in(client, member)
    add_items(desk, 1)
    client.get(path)
    one = queries(client, path)
    add_items(desk, 19)
    assert queries(client, path) == one


def add_items(desk, count):
    for number in range(count):
        scope = ("society", "party")[number % 2]
        make_item(desk.organization, desk.clerk, title=f"公开事项{number}", entry=desk.entry("1-1"), scope=scope)


@pytest.mark.parametrize("path", ["/", "/sitemap/", "/guide/", "/api/v1/organizations/", "/o/top/", "/search/"])
def test_organisations_are_listed_at_the_same_cost_however_many(client, path):
    top = make_organization("top")
    make_organization("below-0", top)
    top.refresh_from_db()
    one = queries(client, path)
    for number in range(1, 20):
        make_organization(f"below-{number}", top)
    assert queries(client, path) == one


def test_lists_are_paged_by_key_and_every_item_is_met_once(client, desk):
    add_items(desk, 50)
    path, met = "/search/", []
    while path:
        page = client.get(path).context_data["page"]
        met += [row.item.get_absolute_url() for row in page.rows]
        path = f"/search/{page.older_url}" if page.older_url else ""
    assert len(met) == len(set(met)) == 25
    assert page.newer_url


def test_the_home_page_drills_down_when_there_are_many_organisations(client):
    top = make_organization("top", name="县委")
    for number in range(70):
        make_organization(f"branch-{number}", top)
    page = text_of(client.get("/"))
    assert "下级组织 70 个" in page
    assert "branch-69" not in page
    assert "下一页" in text_of(client.get("/o/top/"))


def test_my_page_shows_what_is_disclosed_to_me_and_where_i_belong(client, desk, member):
    inside = desk.published_inside(code="1-3", event_on=day(desk), title="党费收缴情况")
    outside = desk.published_outside(code="1-1", event_on=day(desk), title="向社会公开的")
    sign_in(client, member)
    page = text_of(client.get("/me/"))
    assert inside.title in page
    assert outside.title not in page
    assert "青岭县民政局党支部" in page
    assert "党员" in page
    assert "工作台" not in page


def test_who_works_at_the_desk_finds_it_first_and_who_watches_finds_oversight(client, desk):
    sign_in(client, desk.secretary)
    labels = [place.label for place in client.get("/").context["portal"]["places"]]
    assert labels == ["工作台", "公开目录", "最新公开", "点题与申请", "意见征求", "监督"]
    client.logout()
    passing = [place.label for place in client.get("/").context["portal"]["places"]]
    assert passing == ["公开目录", "最新公开", "点题与申请", "意见征求"]


def test_the_choice_of_type_size_is_kept_without_scripts(client):
    offered = text_of(client.get("/guide/?reading=elder"))
    assert 'data-mode="elder"' in offered
    assert "一直用这个字号" in offered
    answer = client.post("/reading/", {"mode": "elder", "next": "/guide/"})
    assert answer["Location"] == "/guide/"
    kept = text_of(client.get("/guide/"))
    assert 'data-mode="elder"' in kept
    assert "一直用这个字号" not in kept


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_choice_of_type_size_leads_nowhere_else(client, wanted):
    answer = client.post("/reading/", {"mode": "large", "next": wanted})
    assert answer["Location"] == "/"


def test_an_unknown_type_size_is_not_kept(client):
    answer = client.post("/reading/", {"mode": "<b>", "next": "/"})
    assert "reading" not in answer.cookies


def test_the_feed_holds_what_society_may_read_whoever_asks(client, desk, member):
    shown = desk.published_outside(code="1-1", event_on=day(desk), title="向社会公开的")
    hidden = desk.published_inside(code="1-3", event_on=day(desk), title="只在党内公开的")
    sign_in(client, member)
    answer = client.get(f"/feeds/{desk.organization.code}.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert shown.title in text_of(answer)
    assert hidden.title not in text_of(answer)


def test_the_feed_calls_an_item_the_same_on_every_host_and_updated_no_earlier_than_published(client, desk):
    item = desk.published_outside(code="1-1", event_on=day(desk))
    # Its text was released inside a day before society could read it.
    item.published_version.__class__.objects.filter(pk=item.published_version_id).update(
        released_at=item.published_outside_at - timedelta(days=1)
    )
    texts = [
        text_of(client.get(f"/feeds/{desk.organization.code}.xml", HTTP_HOST=host))
        for host in ("localhost", "127.0.0.1")
    ]
    assert texts[0] != texts[1]
    ids = [re.findall(r"<id>([^<]+)</id>", text) for text in texts]
    assert ids[0] == ids[1] and len(set(ids[0])) == 2 and all(name.startswith("urn:uuid:") for name in ids[0])
    [published] = re.findall(r"<published>([^<]+)</published>", texts[0])
    assert re.findall(r"<updated>([^<]+)</updated>", texts[0]) == [published, published]


def test_the_json_lists_go_through_the_same_door(client, desk, today):
    shown = desk.published_outside(code="1-1", event_on=day(desk))
    desk.published_inside(code="1-3", event_on=day(desk))
    answer = client.get("/api/v1/items/?organization=branch").json()
    assert [row["id"] for row in answer["items"]] == [shown.pk]
    visible = Item.objects.visible_to(AnonymousUser(), today)
    assert [row.pk for row in visible] == [shown.pk]
    assert client.get("/api/v1/items/?organization=nowhere").json()["items"] == []
    assert [row["code"] for row in client.get("/api/v1/organizations/").json()["organizations"]] == ["branch"]


def test_robots_are_kept_from_the_desk_and_from_what_is_personal(client):
    text = text_of(client.get("/robots.txt"))
    assert "Disallow: /admin/" in text
    assert "Disallow: /me/" in text


def test_the_gallery_is_for_those_who_work_here(client):
    assert client.get("/gallery/").status_code == 404
    sign_in(client, make_administrator("system"))
    assert client.get("/gallery/").status_code == 200


def test_five_wrong_passwords_close_the_door_for_ten_minutes_in_plain_chinese(client):
    make_person("zhou", password="correct-horse-9")
    for _ in range(5):
        answer = client.post("/accounts/login/", {"username": "zhou", "password": "wrong"})
    assert answer.status_code == 429
    assert "请等 10 分钟再试" in text_of(answer)
    assert client.post("/accounts/login/", {"username": "zhou", "password": "correct-horse-9"}).status_code == 429


def test_a_wrong_password_is_answered_without_saying_whether_the_name_exists(client):
    make_person("zhou", password="correct-horse-9")
    known = text_of(client.post("/accounts/login/", {"username": "zhou", "password": "wrong"}))
    unknown = text_of(client.post("/accounts/login/", {"username": "nobody", "password": "wrong"}))
    assert "用户名或密码不对" in known
    assert "用户名或密码不对" in unknown


def test_the_entry_page_names_its_class_in_both_taxonomies(client, desk):
    line = desk.entry("1-1")
    Entry.objects.filter(pk=line.pk).update(class_2010="resolutions", class_2017="study")
    page = client.get(f"/o/{desk.organization.code}/1-1/").content.decode()
    assert "① 决议决定及执行" in page and "① 学习贯彻" in page and "/rules/#disclosure-11" in page


def test_a_rule_says_once_that_it_grounds_reasons_and_then_which(client):
    page = client.get("/rules/").content.decode()
    uses = re.findall(r"不公开的理由：[^<；]+", page)
    assert len(uses) >= 5 and all(words.count("不公开的理由") == 1 for words in uses)
    assert "不公开的理由“" not in page


@pytest.mark.clause("LK-29")
def test_entry_and_item_show_the_government_matter_beside_the_partys(client, desk):
    item, line = desk.published_outside(code="1-1", event_on=day(desk)), desk.entry("1-1")
    paths = (f"/o/{desk.organization.code}/1-1/", item.get_absolute_url())
    assert not any("政务公开" in beside_of(client, path) for path in paths)

    Entry.objects.filter(pk=line.pk).update(
        government_entry="社会救助／审核", government_url="https://gov.example.cn/a"
    )
    for path in paths:
        shown = beside_of(client, path)
        assert str(line) in shown
        assert '<a href="https://gov.example.cn/a" rel="noopener">社会救助／审核</a>' in shown

    Item.objects.filter(pk=item.pk).update(government_entry="养老服务")
    of_entry, of_item = (beside_of(client, path) for path in paths)
    assert "养老服务" not in of_entry
    assert "养老服务" in of_item
    assert "gov.example.cn" not in of_item


def beside_of(client, path):
    """The two matters side by side; empty where the page has none."""
    found = re.search(r'<section aria-labelledby="government">.*?</section>', text_of(client.get(path)), re.DOTALL)
    return found[0] if found else ""
