import pytest
from django.test import Client

from disclosure.notices.models import Notice
from disclosure.notices.tests.factories import NOW, make_notice, make_person
from disclosure.web.paging import PAGE_SIZE

pytestmark = pytest.mark.django_db
INBOX = "/me/notices/"


@pytest.fixture
def clerk(client):
    person = make_person()
    client.force_login(person)
    return person


def test_the_inbox_shows_ones_own_notices_newest_first(client, clerk):
    make_notice(clerk, title="先前的")
    make_notice(clerk, title="后来的", body="第一行\n<b>第二行</b>")
    make_notice(make_person(), title="别人的")
    page = client.get(INBOX).content.decode()
    assert page.index("后来的") < page.index("先前的")
    assert "别人的" not in page
    assert "第一行<br>&lt;b&gt;第二行" in page
    assert "2 条未读" in page


def test_an_empty_inbox_says_so(client, clerk):
    assert "还没有消息" in client.get(INBOX).content.decode()


def test_nobody_reads_an_inbox_without_signing_in(client):
    response = client.get(INBOX)
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")


def test_looking_at_the_inbox_marks_nothing_as_read(client, clerk):
    notice = make_notice(clerk, url="/i/1/")
    client.get(INBOX)
    assert client.get(f"{INBOX}{notice.pk}/read/").status_code == 405
    assert client.get(f"{INBOX}{notice.pk}/open/").status_code == 405
    assert client.get(f"{INBOX}read/").status_code == 405
    assert Notice.objects.unread().count() == 1


def test_marking_one_as_read_leaves_the_others(client, clerk):
    read, other = make_notice(clerk), make_notice(clerk)
    assert client.post(f"{INBOX}{read.pk}/read/").url == INBOX
    assert list(Notice.objects.unread()) == [other]


def test_marking_all_as_read_is_for_ones_own_only_and_keeps_earlier_times(client, clerk):
    earlier = make_notice(clerk, read_at=NOW)
    make_notice(clerk)
    others = make_notice(make_person())
    client.post(f"{INBOX}read/")
    assert list(Notice.objects.unread()) == [others]
    earlier.refresh_from_db()
    assert earlier.read_at == NOW


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/i/7/?from=mail", "/i/7/?from=mail"),
        ("", INBOX),
        ("https://evil.example.org/", INBOX),
        ("//evil.example.org/", INBOX),
        ("/\\evil.example.org/", INBOX),
        ("javascript:alert(1)", INBOX),
        ("i/7/", INBOX),
    ],
)
def test_opening_a_notice_reads_it_and_never_leaves_the_portal(client, clerk, url, expected):
    notice = make_notice(clerk, url=url)
    assert client.post(f"{INBOX}{notice.pk}/open/").url == expected
    notice.refresh_from_db()
    assert notice.is_read


def test_other_peoples_notices_are_not_found_and_stay_unread(client, clerk):
    others = make_notice(make_person(), url="/i/1/")
    assert client.post(f"{INBOX}{others.pk}/read/").status_code == 404
    assert client.post(f"{INBOX}{others.pk}/open/").status_code == 404
    others.refresh_from_db()
    assert not others.is_read


def test_a_post_from_another_site_is_refused(clerk):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(clerk)
    make_notice(clerk)
    assert browser.post(f"{INBOX}read/").status_code == 403
    assert Notice.objects.unread().count() == 1


def test_pages_follow_each_other_and_lead_back(client, clerk):
    for number in range(PAGE_SIZE + 1):
        make_notice(clerk, title=f"第{number:02}条")
    first = client.get(INBOX)
    second = client.get(INBOX + first.context["older_url"])
    assert [notice.title for notice in second.context["page"].rows] == ["第00条"]
    assert second.context["older_url"] == ""
    back = client.get(INBOX + second.context["newer_url"])
    assert [notice.pk for notice in back.context["page"].rows] == [notice.pk for notice in first.context["page"].rows]


def test_the_inbox_costs_the_same_queries_for_one_notice_and_for_twenty(
    client, clerk, django_assert_num_queries, django_assert_max_num_queries
):
    make_notice(clerk, url="/i/1/")
    client.get(INBOX)
    with django_assert_max_num_queries(8) as one:
        client.get(INBOX)
    for _ in range(19):
        make_notice(clerk, url="/i/1/")
    with django_assert_num_queries(len(one)):
        assert len(client.get(INBOX).context["page"].rows) == 20
