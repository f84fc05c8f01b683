"""Asking on the web: one question a page, nothing lost, one case a form, and a receipt."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from catalog.items.tests.factories import Desk, make_item
from disclosure.audit.models import Event
from disclosure.deadlines.dates import full
from disclosure.organizations.tests.factories import make_holder, make_member, make_organization, make_person
from feedback.cases.codes import case_for
from feedback.cases.models.cases import Case, Sender
from feedback.cases.public.asking.drafts import Draft
from feedback.cases.public.asking.progress import Asking
from feedback.cases.public.asking.sending import send
from feedback.cases.public.asking.sheets import OPINIONS
from feedback.cases.public.browser import WRITING
from feedback.cases.tests.asking_scene import NOW, Writer
from feedback.cases.tests.factories import SUNDAY, under_scheme
from feedback.intake import proof_of_work
from feedback.intake import rate_limit as attempts
from feedback.intake.gate import TOO_MANY, UNDERWAY
from feedback.intake.lockers import content_of, name_of, new_secret
from feedback.intake.models import Attempt, Locker

pytestmark = pytest.mark.django_db
WHAT = {"subject": "办公楼维修用了多少钱", "text": "想知道预算和决算。"}
NAMELESS = {"who": "anonymous", "reply_by": "site"}


@pytest.fixture(autouse=True)
def easy(settings, tmp_path):
    settings.PROOF_OF_WORK_BITS, settings.MEDIA_ROOT = 4, tmp_path


@pytest.fixture
def longkou(client):
    return under_scheme("longkou")


@pytest.fixture
def member(longkou):
    person = make_person("member")
    make_member(person, longkou)
    return person


def topic_written(person=None, **reply) -> Writer:
    writer = Writer("/requests/new/?o=longkou", person).answer(kind="topic").answer(**WHAT).answer(purpose="")
    return writer.answer(**(reply or NAMELESS))


@pytest.mark.clause("LK-17")
def test_a_passer_by_asks_and_leaves_with_number_code_and_dates(longkou):
    writer = Writer("/requests/new/").answer(organization="longkou").answer(kind="topic").answer(**WHAT)
    assert writer.step == "why"
    writer.answer(purpose="关心集体").answer(who="named", name="王五", reply_by="email", email="wang@example.com")
    promised = [row.on for row in writer.page.context["page"].promises]
    writer.send(SimpleUploadedFile("说明.txt", "材料".encode()))

    case = Case.objects.get()
    assert writer.url == "/requests/receipt/"
    code = "-".join(writer.page.context["code_groups"])
    assert case_for(code) == case
    assert case.number in writer.words
    assert promised == [full(case.accept_deadline.due_on), full(case.answer_deadline.due_on)]
    assert all(day in writer.words for day in promised)
    assert (case.subject, case.purpose, case.channel) == (WHAT["subject"], "关心集体", "web")
    assert (case.sender.name, case.sender.email) == ("王五", "wang@example.com")
    assert case.files.get().name == "说明.txt"


def test_what_was_typed_stays_on_an_error_and_on_the_way_back(longkou):
    writer = Writer("/opinions/new/?o=longkou").answer(subject="公开栏的字太小", text="")
    assert (writer.step, writer.page.request["REQUEST_METHOD"]) == ("what", "GET")
    assert "请写明详细内容。" in writer.words
    assert "公开栏的字太小" in writer.words
    writer.answer(subject="公开栏的字太小", text="请放大。")
    assert writer.step == "reply"
    writer.answer(who="named", name="王五", reply_by="email", email="写错了", go="back")
    assert "请放大。" in writer.words
    writer.answer(subject="公开栏的字太小", text="请放大。")
    assert "写错了" in writer.words


def test_clearing_what_was_written_leaves_nothing_behind(longkou):
    writer = topic_written(who="named", name="王五", reply_by="site")
    check = writer.url
    assert writer.answer(go="drop").url == "/"
    assert "王五" not in str(content_of(writer.client.cookies[WRITING].value, None))
    writer.url = check
    assert writer.look().step == "where"


def test_a_step_whose_turn_has_not_come_leads_to_the_open_one(longkou):
    writer = Writer("/requests/new/?o=longkou").answer(kind="topic")
    writer.url = writer.url.replace("step=what", "step=check")
    assert writer.look().step == "what"


def test_a_second_press_leads_to_the_same_receipt(longkou):
    writer = topic_written()
    check, challenge = writer.page.context["page"].action, writer.page.context["challenge"]
    groups = writer.send().page.context["code_groups"]
    again = writer.client.post(check, {"go": "send", "challenge": challenge.token}, follow=True)
    assert again.context["code_groups"] == groups
    assert Case.objects.count() == 1


def test_two_presses_at_once_give_one_case(longkou, member):
    """Both have read the same form before either was received."""
    values = {"organization": "longkou", **WHAT, "who": "account", "reply_by": "site"}
    draft = Draft("token", "opinions", NOW.isoformat(), values)
    receipt = name_of(new_secret(), member.pk)

    def press() -> bool:
        asking = Asking(OPINIONS, draft, member, SUNDAY)
        return send(asking, uploads=[], test={}, source="person", now=NOW, receipt=receipt)

    assert [press(), press()] == [True, False]
    assert (Case.objects.count(), Locker.objects.get().name) == (1, receipt)


def test_a_press_beside_one_that_is_being_received_is_told_so_and_keeps_the_draft_as_it_is(longkou):
    writer = topic_written()
    check, challenge = writer.page.context["page"].action, writer.page.context["challenge"]
    proof_of_work.use(challenge.token, proof_of_work.valid_content(challenge.token, now=timezone.now()), now=NOW)
    before = list(Locker.objects.values())
    again = writer.client.post(check, {"go": "send", "challenge": challenge.token}, follow=True)
    assert UNDERWAY in again.content.decode() and WHAT["subject"] in again.content.decode()
    assert list(Locker.objects.values()) == before
    assert not Case.objects.exists()


def test_a_refused_file_is_counted_and_its_test_spent(longkou, monkeypatch):
    monkeypatch.setitem(attempts.MOST, attempts.CASE, 2)
    for _turn in range(2):
        writer = topic_written().send(SimpleUploadedFile("坏.pdf", b"no pdf"))
        assert "没有收下" in writer.words
    assert Attempt.objects.filter(what="proof").count() == 2
    assert TOO_MANY in topic_written().send().words


def test_a_refused_file_keeps_the_case_from_being_half_received(longkou):
    writer = topic_written().send(SimpleUploadedFile("坏.pdf", b"no pdf"))
    assert writer.step == "check"
    assert "没有收下" in writer.words
    assert WHAT["subject"] in writer.words
    assert not Case.objects.exists()
    writer.send()
    assert Case.objects.count() == 1


def test_without_scripts_the_question_is_answered_and_a_wrong_answer_loses_nothing(longkou):
    writer = topic_written()
    writer.send(challenge=writer.page.context["challenge"].token, answer="九十九")
    assert "没有答对" in writer.words
    assert not Case.objects.exists()
    question = writer.page.context["challenge"].question
    assert question in writer.words


def test_one_address_sends_so_many_and_no_more(longkou, monkeypatch):
    monkeypatch.setitem(attempts.MOST, attempts.CASE, 1)
    assert topic_written().send().url == "/requests/receipt/"
    assert TOO_MANY in topic_written().send().words
    assert Case.objects.count() == 1


def test_a_member_sends_with_the_own_account_and_needs_no_test(longkou, member):
    writer = topic_written(member, who="account", reply_by="site")
    assert writer.page.context["challenge"] is None
    writer.send()
    assert Sender.objects.get().person == member


def test_an_anonymous_case_of_a_member_names_nobody(longkou, member):
    writer = topic_written(member, who="anonymous", name="王五", reply_by="site").send()
    assert writer.url == "/requests/receipt/"
    sender = Sender.objects.get()
    assert (sender.person, sender.organization, sender.name) == (None, None, "")
    assert not Event.objects.filter(actor_id=member.pk, action__startswith="case.").exists()


@pytest.mark.clause("LK-21")
def test_an_application_is_for_members_who_are_named(longkou, member):
    passer_by = Writer("/requests/new/?o=longkou")
    assert "请先登录" in passer_by.words
    assert passer_by.answer(kind="application").step == "kind"

    writer = Writer("/requests/new/?o=longkou", member).answer(kind="application").answer(**WHAT).answer(purpose="")
    assert "anonymous" not in dict(writer.page.context["page"].form.fields["who"].choices)
    writer.answer(who="account", reply_by="site").send()
    assert Case.objects.get().kind == "application"


@pytest.mark.clause("YY-05")
def test_a_branch_applies_through_whoever_holds_a_post_in_it(client):
    yueyang = under_scheme("yueyang")
    branch = make_organization("branch", yueyang)
    secretary = make_holder(branch, "secretary")
    writer = Writer("/requests/new/?o=yueyang", secretary).answer(kind="application").answer(**WHAT).answer(purpose="")
    assert list(dict(writer.page.context["page"].form.fields["who"].choices)) == ["for-branch"]
    writer.answer(who="for-branch", reply_by="site").send()
    sender = Sender.objects.get()
    assert (sender.organization, sender.person) == (branch, secretary)


@pytest.mark.clause("LK-23", "YY-10")
def test_an_opinion_on_an_item_is_open_to_its_readers_alone(longkou, member, client):
    item = make_item(longkou, make_person("clerk"), title="党费收缴", scope="party", stage="inside", now=timezone.now())
    assert client.get(f"/opinions/new/?item={item.pk}").status_code == 404
    writer = Writer(f"/opinions/new/?item={item.pk}", member)
    assert "党费收缴" in writer.words
    writer.answer(subject="数字对不上", text="第二行少了一百元。").answer(who="account", reply_by="site").send()
    case = Case.objects.get()
    assert (case.item, case.organization, case.kind) == (item, longkou, "opinion")


@pytest.mark.parametrize("start", ["?o=nowhere", "?o=over", "?item=0", "?item=²", "?o=longkou&entry=9-9", "?o=%00"])
def test_what_a_link_names_wrongly_is_not_found(longkou, client, start):
    make_organization("over", is_active=False)
    assert client.get(f"/opinions/new/{start}").status_code == 404


def test_organisations_no_longer_in_use_are_not_offered(longkou):
    make_organization("over", is_active=False)
    writer = Writer("/questions/new/")
    assert "longkou党支部" in writer.words
    assert "over党支部" not in writer.words
    assert writer.answer(organization="over").step == "where"


def test_a_village_branch_at_the_lowest_level_can_be_chosen(longkou):
    town = make_organization("town", superior=longkou)
    make_organization("village", superior=town)
    assert "village党支部" in Writer("/requests/new/").words


def test_outside_the_intranet_a_member_asks_as_a_passer_by(longkou, member, settings):
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]
    writer = Writer("/requests/new/?o=longkou", member)
    assert writer.answer(kind="application").step == "kind"
    writer.answer(kind="topic").answer(**WHAT).answer(purpose="").answer(**NAMELESS)
    assert writer.page.context["challenge"] is not None


def test_the_receipt_is_for_the_browser_that_sent_and_kept_by_no_cache(longkou, client):
    writer = topic_written().send()
    assert "no-store" in writer.page["Cache-Control"]
    assert writer.page["Referrer-Policy"] == "no-referrer"
    assert client.get("/requests/receipt/").status_code == 404
    assert writer.client.get("/requests/receipt/").status_code == 200
    writer.client.post("/requests/receipt/forget/")
    assert writer.client.get("/requests/receipt/").status_code == 404


def test_a_case_with_answers_missing_is_not_received(longkou, member):
    asking = Asking(OPINIONS, Draft("token", "opinions", NOW.isoformat(), {"organization": "longkou"}), member, SUNDAY)
    with pytest.raises(ValidationError, match="没填好"):
        send(asking, uploads=[], test={}, source="person", now=NOW, receipt=name_of(new_secret(), member.pk))
    assert not Case.objects.exists()


def test_the_forms_are_reached_from_item_entry_and_organisation(client):
    desk = Desk()
    item = make_item(desk.organization, desk.clerk, now=timezone.now())
    assert f"/opinions/new/?item={item.pk}" in client.get(f"/i/{item.pk}/").content.decode()
    page = client.get("/o/branch/").content.decode()
    assert all(f"{url}?o=branch" in page for url in ("/requests/new/", "/opinions/new/", "/questions/new/"))
    assert "/requests/new/?o=branch&amp;entry=1-1" in client.get("/o/branch/1-1/").content.decode()
    writer = Writer("/requests/new/?o=branch&entry=1-1").answer(kind="topic").answer(**WHAT).answer(purpose="")
    writer.answer(**NAMELESS).send()
    assert Case.objects.get().entry == desk.entry("1-1")
