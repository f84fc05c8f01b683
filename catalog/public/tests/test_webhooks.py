"""Other systems are told of what society may read, signed, at listed addresses, until they have taken it."""

import hmac
import json
from base64 import b64decode, b64encode
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.items.actions.publishing import ask_withdrawal, confirm_withdrawal
from catalog.items.tests.factories import Desk
from catalog.public.webhooks import sending
from catalog.public.webhooks.models import Webhook, WebhookDelivery
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import client_of, make_administrator, make_person
from disclosure.outgoing import posting

pytestmark = pytest.mark.django_db
URL = "https://example.org/hook"


@pytest.fixture
def desk():
    return Desk(on=timezone.localdate())


@pytest.fixture
def hook():
    return Webhook.objects.create(name="网站", url=URL, added_by=make_person("adder"), added_at=timezone.now())


@pytest.fixture
def posted(monkeypatch):
    """What was sent; ``answers``: what is answered to each, 200 when none is left."""
    sent, answers = [], []

    def post(url, body, headers, *, networks):
        sent.append((url, body.decode(), headers))
        answer = answers.pop(0) if answers else 200
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(sending, "post", post)
    post.sent, post.answers = sent, answers
    return post


def shown(desk, **given):
    return desk.published_outside(code="1-1", event_on=timezone.localdate(), **given)


def test_what_society_may_read_is_told_signed_and_what_is_inside_is_not(desk, hook, posted):
    item = shown(desk, title="党费收缴情况")
    desk.published_inside(code="1-3", event_on=timezone.localdate(), title="只在党内")
    ask_withdrawal(item, reason="写错了", by=desk.clerk, now=desk.tick())
    confirm_withdrawal(item, by=desk.secretary, now=desk.tick())
    assert sending.send_waiting(now=desk.tick()) == 2
    told = [json.loads(body) for _url, body, _headers in posted.sent]
    assert [each["type"] for each in told] == ["item.published", "item.withdrawn"]
    assert [each["data"]["id"] for each in told] == [item.pk, item.pk]
    assert "党费收缴情况" in posted.sent[0][1] and "党费收缴情况" not in posted.sent[1][1]
    assert "只在党内" not in str(posted.sent)
    for _url, body, headers in posted.sent:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
        key = b64decode(hook.secret.removeprefix("whsec_"))
        right = b64encode(hmac.new(key, signed, "sha256").digest()).decode()
        assert headers["webhook-signature"] == f"v1,{right}"
    assert sending.send_waiting(now=desk.tick()) == 0


def test_who_does_not_answer_is_asked_later_each_time_and_given_up_loudly(desk, hook, posted):
    guard = make_administrator("system")
    shown(desk)
    now, waits = desk.tick(), []
    posted.answers.extend([500, OSError(), 302, 404, 500, 500, 500])
    while row := WebhookDelivery.objects.filter(given_up_at__isnull=True).first():
        waits.append(row.next_at - now)
        now = max(now, row.next_at)
        assert sending.send_waiting(now=now) == 0
    assert len(posted.sent) == len(sending.GAPS) + 1
    assert waits[1:] == list(sending.GAPS)
    assert {headers["webhook-id"] for _url, _body, headers in posted.sent} == {WebhookDelivery.objects.get().key}
    assert Notice.objects.get(recipient=guard, title__contains="推送").title == "推送送不到“网站”，已经放弃"
    assert sending.forget(now=now + sending.KEPT + timedelta(days=1)) == 1


def test_nothing_waits_for_an_address_that_is_out_of_use(desk, hook, posted):
    shown(desk)
    Webhook.objects.update(is_active=False)
    shown(desk, title="公务用车")
    assert WebhookDelivery.objects.count() == 1
    assert sending.send_waiting(now=desk.tick()) == 0


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/", "https://"),
        ("https://user:pw@example.org/", "用户名"),
        ("https://[::1", "写得不对"),
        ("https://127.0.0.1/", "内网"),
        ("https://169.254.169.254/latest", "内网"),
        ("https://10.1.2.3/", "内网"),
        ("https://[::ffff:10.1.2.3]/", "内网"),
        ("https://0.0.0.0/", "内网"),
        ("http://93.184.216.34/", "要用 https"),
    ],
)
def test_no_address_of_this_machine_or_an_unlisted_network_is_spoken_to(url, why):
    with pytest.raises(ValidationError, match=why):
        posting.address_of(posting.require_url(url), [])


def test_a_listed_network_may_be_plain_and_the_name_is_looked_up_once(live_server):
    url = posting.require_url(live_server.url + "/healthz")
    assert posting.address_of(url, ["127.0.0.0/8", "::1/128"]) in ("127.0.0.1", "::1")
    assert posting.post(f"{live_server.url}/healthz", b"{}", {}, networks=["127.0.0.0/8", "::1/128"]) in (403, 405)


def test_only_the_system_administrator_lists_addresses_and_gives_the_secret(hook, desk, settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    system = client_of(make_administrator("system"))
    refused = system.post(
        "/admin/catalog/webhook/add/", {"name": "大屏", "url": "https://10.0.0.8/", "is_active": "on"}
    )
    assert "WEBHOOK_NETWORKS" in refused.content.decode()
    system.post("/admin/catalog/webhook/add/", {"name": "大屏", "url": "http://127.0.0.1:9/", "is_active": "on"})
    assert Webhook.objects.filter(name="大屏", added_by__administrator="system").exists()
    assert hook.secret in system.get(hook.get_absolute_url()).content.decode()
    shown(desk)
    assert "等着送" in system.get("/admin/catalog/webhookdelivery/").content.decode()
    row = WebhookDelivery.objects.get(webhook=hook)
    address = f"/admin/catalog/webhookdelivery/{row.pk}/change/"
    assert system.post(address, {"what": "item.withdrawn", "key": "x", "body": "x"}).status_code == 403
    assert WebhookDelivery.objects.get(pk=row.pk).body == row.body
    for person in (desk.secretary, make_administrator("security"), make_administrator("audit")):
        assert client_of(person).get(hook.get_absolute_url()).status_code in (302, 403)
