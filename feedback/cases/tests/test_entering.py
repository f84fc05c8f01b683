"""What did not come over the web is entered with its true day; its receipt is shown once, and one press makes one case."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from catalog.items.tests.factories import Desk
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_holder
from feedback.cases.codes import digest
from feedback.cases.forms.entry import enter, new_press
from feedback.cases.models.cases import Case
from feedback.cases.tests.factories import under_scheme

pytestmark = pytest.mark.django_db
ADD = "/admin/feedback/case/add/"


@pytest.fixture
def longkou():
    return under_scheme("longkou")


@pytest.fixture
def collector(longkou):
    return make_holder(longkou, "collector")


@pytest.fixture
def page(client, collector):
    client.force_login(collector)
    return client


def answers(**given) -> dict:
    return {
        "press": new_press(timezone.now()),
        "kind": "opinion",
        "channel": "box",
        "received_on": str(timezone.localdate() - timedelta(days=2)),
        "subject": "公开栏字太小",
        "text": "请把公开栏的字放大一些。",
        "who": "anonymous",
        "reply_by": "site",
        **given,
    }


def shown(response) -> str:
    """The code as the receipt prints it."""
    return "-".join(response.context["code_groups"])


@pytest.mark.clause("LK-23")
@pytest.mark.clause("YY-10")
def test_a_case_from_the_box_is_entered_with_its_true_day_and_a_receipt_to_print(page, collector):
    scan = SimpleUploadedFile("意见.txt", "请把公开栏的字放大一些。".encode())
    response = page.post(ADD, answers(files=[scan]))
    case = Case.objects.get()
    assert case.received_on == timezone.localdate() - timedelta(days=2)
    assert (case.channel, case.registered_by, case.is_anonymous) == ("box", collector, True)
    assert [row.name for row in case.files.all()] == ["意见.txt"]
    assert case.code_digest == digest(shown(response))
    words = response.content.decode()
    assert case.number in words and "打印回执" in words and "最迟答复您" in words


def test_the_query_code_is_on_that_one_page_and_nowhere_after(page):
    response = page.post(ADD, answers())
    code = shown(response)
    assert "no-store" in response["Cache-Control"] and response["Referrer-Policy"] == "no-referrer"
    case = Case.objects.get()
    later = page.get(reverse("admin:feedback_case_change", args=[case.pk])).content.decode()
    kept = f"{later}{dict(page.session)}{list(Event.objects.values())}{list(case.steps.values())}{vars(case)}"
    assert code not in kept and code.replace("-", "") not in kept


@pytest.mark.clause("QJ-17")
def test_a_second_press_makes_no_second_case_and_shows_no_code(page):
    given = answers()
    page.post(ADD, given)
    again = page.post(ADD, given, follow=True)
    assert Case.objects.count() == 1
    assert "没有再登记一次" in again.content.decode() and "code_groups" not in again.context


def test_every_fault_is_shown_at_its_field_and_nothing_typed_is_lost(page):
    tomorrow = str(timezone.localdate() + timedelta(days=1))
    given = answers(
        received_on=tomorrow, who="named", reply_by="post", channel="", item="没有这个号", purpose="建议改进"
    )
    response = page.post(ADD, given)
    assert set(response.context["form"].errors) == {"received_on", "name", "address", "channel", "item"}
    words = response.content.decode()
    assert "公开栏字太小" in words and "建议改进" in words and given["press"] in words
    assert not Case.objects.exists()
    mended = {**given, **answers(item=""), "press": given["press"]}
    assert page.post(ADD, mended).context["case"]


def test_a_file_that_may_not_be_kept_keeps_the_case_out_too(page):
    program = SimpleUploadedFile("来信.exe", b"MZ\x90\x00")
    response = page.post(ADD, answers(files=[program]))
    assert "files" in response.context["form"].errors
    assert not Case.objects.exists()


def test_one_enters_only_the_kinds_one_works_on_and_only_where(page, client, longkou):
    assert [kind for kind, _ in page.get(ADD).context["form"].fields["kind"].choices] == ["opinion"]
    response = page.post(ADD, answers(kind="topic"))
    assert "kind" in response.context["form"].errors
    client.force_login(make_holder(longkou, "approver"))
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, answers()).status_code == 403


@pytest.mark.clause("LK-17")
def test_the_clock_of_a_request_by_telephone_runs_from_the_day_of_the_call(longkou):
    handler = make_holder(longkou, "handler")
    values = {
        "kind": "topic",
        "channel": "phone",
        "received_on": date(2026, 9, 18),
        "subject": "办公楼维修用了多少钱",
        "text": "想知道预算和决算。",
        "organization": longkou,
        "is_anonymous": False,
        "name": "王小明",
    }
    now = timezone.make_aware(datetime(2026, 9, 21, 9))
    case = enter(values, [], new_press(now), by=handler, now=now).case
    # Five days from the 18th end on the 23rd; fifteen end on 3 October, which is a holiday until the 8th.
    assert case.accept_deadline.due_on == date(2026, 9, 23)
    assert case.answer_deadline.due_on == date(2026, 10, 8)


def test_an_item_is_named_by_its_number_and_only_if_one_may_read_it(client):
    desk = Desk()
    item = desk.published_outside()
    client.force_login(make_holder(desk.organization, "collector", "box-keeper"))
    client.post(ADD, answers(item=item.index_number))
    assert Case.objects.get().item == item
