"""Let stand by a second person, or covered: what becomes of a finding, through the actions and at the desk."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.publishing import start_correction
from catalog.items.actions.writing import EditConflict, mask_in_text, save_text
from catalog.items.models import Decision
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.waivers import ask_waiver, decide_waiver
from catalog.items.tests.factories import TODAY, Desk, publication_blockers, submission_blockers
from disclosure.audit.models import Event
from disclosure.files.tests.test_personal_data import CARD, NUMBER
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import client_of, make_post

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
PHONE = "13812341234"
PHONE_KEY = {"kind": "mobile_phone", "mask": "138****1234"}
NUMBER_KEY = {"kind": "identity_number", "mask": "37*************019"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk():
    return Desk()


def codes(item):
    return [row.code for row in submission_blockers(item, on=TODAY)]


def open_inside(item):
    return [row.code for row in publication_blockers(item, by=None, on=TODAY, stage="inside")]


def asked(desk, item, **key):
    return ask_waiver(item, reason="对外服务电话", by=desk.clerk, now=desk.tick(), **(key or PHONE_KEY))


def decided(desk, waiver, *, agreed=True, by=None):
    return decide_waiver(waiver.version.item, waiver=waiver, agreed=agreed, by=by or desk.secrecy, now=desk.tick())


def page(item):
    return f"/admin/catalog/item/{item.pk}/change/"


@pytest.mark.clause("JG-01")
@pytest.mark.parametrize(
    ("words", "code"),
    [(f"身份证{NUMBER}", "identity_number"), (f"卡号{CARD}", "bank_card"), ("秘密★3年", "secrecy_mark")],
)
def test_numbers_cards_and_marks_stop_the_submission(desk, words, code):
    assert codes(desk.registered(body=f"<p>{words}</p>")) == [code]
    assert codes(desk.registered(title=words)) == [code]


@pytest.mark.parametrize("words", [f"电话{PHONE}", "家住龙口市东莱街道东莱街12号", "宅电：8501234"])
def test_phones_and_homes_stop_the_publication_only(desk, words):
    item = desk.registered(body=f"<p>{words}</p>")
    assert codes(item) == []
    assert len(open_inside(desk.approved(desk.checked(desk.submitted(item))))) == 1


def test_an_office_and_an_author_stop_nothing(desk):
    item = desk.registered(body="<p>监督电话0535-8501234，地址：龙口市东莱街道港城大道1001号</p>")
    assert open_inside(desk.approved(desk.checked(desk.submitted(item)))) == []


@pytest.mark.clause("JG-01")
def test_an_agreed_waiver_holds_for_this_version(desk):
    item = desk.registered(body=f"<p>身份证{NUMBER}，电话{PHONE}</p>")
    decided(desk, asked(desk, item, **NUMBER_KEY))
    assert codes(item) == []
    waiver = decided(desk, asked(desk, item))
    assert (waiver.state, waiver.decided_by) == ("agreed", desk.secrecy)
    item = desk.released_from(item)
    item = start_correction(item, note="改", by=desk.clerk, now=desk.tick())
    assert codes(item) == ["identity_number"]
    assert Waiver.objects.filter(version=item.published_version, state="agreed").count() == 2


def test_a_refused_waiver_blocks_on_and_may_be_asked_again(desk):
    item = desk.registered(body=f"<p>身份证{NUMBER}</p>")
    decided(desk, asked(desk, item, **NUMBER_KEY), agreed=False)
    assert codes(item) == ["identity_number"]
    again = asked(desk, item, **NUMBER_KEY)
    assert (again.state, again.decided_by) == ("asked", None)
    assert Waiver.objects.count() == 1


def test_nobody_decides_on_their_own_request_or_text(desk):
    make_post(desk.clerk, desk.organization, "secrecy")
    item = desk.registered(body=f"<p>{PHONE}</p>")
    waiver = asked(desk, item)
    with pytest.raises(ValidationError, match="别人"):
        decided(desk, waiver, by=desk.clerk)
    with pytest.raises(PermissionDenied):
        decided(desk, waiver, by=desk.reviewer)
    waiver.refresh_from_db()
    assert waiver.state == "asked"


def test_a_second_press_says_so_and_changes_nothing(desk):
    item = desk.registered(body=f"<p>{PHONE}</p>")
    waiver = asked(desk, item)
    with pytest.raises(ValidationError, match="不用再申请"):
        asked(desk, item)
    decided(desk, waiver)
    events = Event.objects.count()
    with pytest.raises(ValidationError, match="已经有人决定"):
        decided(desk, waiver, agreed=False)
    assert Event.objects.count() == events


def test_what_is_not_in_the_text_gets_no_waiver(desk):
    with pytest.raises(ValidationError, match="没有这一处"):
        asked(desk, desk.registered(body="<p>无</p>"))


def test_neither_log_nor_inbox_shows_what_is_behind_the_mask(desk):
    item = desk.registered(title=f"名单{PHONE}", body=f"<p>{NUMBER}</p>")
    decided(desk, asked(desk, item, **NUMBER_KEY))
    decided(desk, asked(desk, item))
    item = mask_in_text(item, by=desk.clerk, now=desk.tick(), **NUMBER_KEY)
    desk.submitted(item)
    written = (
        str(list(Event.objects.values())) + str(list(Notice.objects.values())) + str(list(Waiver.objects.values()))
    )
    assert NUMBER not in written
    assert PHONE not in written
    assert Event.objects.filter(action="waiver.agreed", changes__mask="138****1234").exists()


@pytest.mark.parametrize(
    ("body", "covered"),
    [
        (f"<p>电话{PHONE}。</p>", "<p>电话138****1234。</p>"),
        ("<p>电话138<strong>1234</strong>1234。</p>", "<p>电话138****1234<strong></strong>。</p>"),
        ("<p>电话138-1234-1234</p><p>１３８１２３４１２３４</p>", "<p>电话138****1234</p><p>138****1234</p>"),
        (f"<table><tbody><tr><td>甲</td><td>{PHONE}</td></tr></tbody></table>", "<td>138****1234</td>"),
    ],
)
def test_the_suggested_mask_is_put_into_the_text(desk, body, covered):
    item = desk.registered(body=body)
    item = mask_in_text(item, by=desk.clerk, now=desk.tick(), **PHONE_KEY)
    assert covered in item.working_version.body or covered.replace("<strong></strong>", "") in item.working_version.body
    assert open_inside(item) == ["no_review", "no_secrecy", "no_approve"]


def test_a_title_is_masked_too(desk):
    item = mask_in_text(desk.registered(title=f"请打{PHONE}"), by=desk.clerk, now=desk.tick(), **PHONE_KEY)
    assert (item.title, item.working_version.title) == ("请打138****1234", "请打138****1234")


def test_masking_does_not_overwrite_what_another_person_saved(desk):
    item = desk.registered(body=f"<p>{PHONE}</p>")
    seen = item.working_version.saved_at
    save_text(item, title="改", body=f"<p>{PHONE}改</p>", by=desk.secretary, now=desk.tick())
    with pytest.raises(EditConflict):
        mask_in_text(item, by=desk.clerk, now=desk.tick(), seen_saved_at=seen, **PHONE_KEY)


def test_a_file_is_not_masked(desk):
    item = desk.registered()
    upload = SimpleUploadedFile("名单.txt", PHONE.encode())
    add_attachment(item, upload=upload, by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="附件里的请改好文件"):
        mask_in_text(item, by=desk.clerk, now=desk.tick(), **PHONE_KEY)


@pytest.mark.clause("JG-05")
def test_who_submits_declares_the_truth_with_the_department_and_the_moment(desk):
    item = desk.submitted()
    decision = Decision.objects.get(version=item.working_version, step="submit")
    assert decision.evidence["is_truthful"] is True and "department" in decision.evidence
    assert (decision.by, decision.at) == (desk.clerk, desk.now)
    shown = client_of(desk.reviewer).get(page(item)).content.decode()
    assert "对内容的真实性负责" in shown


def test_the_panel_leads_from_a_finding_to_its_mask_and_its_waiver(desk):
    item = desk.registered(body=f"<p>身份证{NUMBER}，电话{PHONE}</p>")
    clerk, secrecy = client_of(desk.clerk), client_of(desk.secrecy)
    shown = clerk.get(page(item)).content.decode()
    assert "不该公开的内容（2处）" in shown and "正文第1段" in shown and "37*************019" in shown
    clerk.post(f"/admin/catalog/item/{item.pk}/findings/mask/", NUMBER_KEY)
    item.refresh_from_db()
    assert NUMBER not in item.working_version.body
    url = f"/admin/catalog/item/{item.pk}/waivers/ask/?kind=mobile_phone&mask=138****1234"
    assert "请写明" in clerk.post(url, {"reason": " "}).content.decode()
    assert clerk.post(url, {"reason": "服务电话"}).status_code == 302
    assert "等保密审查员决定" in clerk.get(page(item)).content.decode()
    waiver = Waiver.objects.get()
    decide = f"/admin/catalog/item/{item.pk}/waivers/{waiver.pk}/decide/"
    assert decide not in clerk.get(page(item)).content.decode()
    assert decide in secrecy.get(page(item)).content.decode()
    assert "您没有“决定是否保留”的权限。" in clerk.post(decide, {"agreed": "yes"}, follow=True).content.decode()
    waiver.refresh_from_db()
    assert waiver.state == "asked"
    assert client_of(Desk("other").secrecy).post(decide, {"agreed": "yes"}).status_code == 404
    secrecy.post(decide, {"agreed": "yes"})
    waiver.refresh_from_db()
    assert waiver.state == "agreed"
    assert "同意保留" in clerk.get(page(item)).content.decode()
