"""A text message goes through the adapter of the settings; by default it is written to a file, once and whole."""

import json
import logging
import stat
from contextlib import nullcontext

import pytest

from disclosure.outgoing.sms import SmsBackend, SmsRefused, SmsUnavailable, send_sms
from disclosure.outgoing.tests.listening import robot


@pytest.fixture
def file(settings, tmp_path):
    settings.SMS_FILE = tmp_path / "var" / "sms.jsonl"
    return settings.SMS_FILE


def test_each_message_is_a_line_of_its_own_that_only_the_portal_reads(file):
    send_sms("138 0013-8000", "第一条\n两行")
    send_sms("+8613900139000", "第二条")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert lines == [{"phone": "13800138000", "text": "第一条\n两行"}, {"phone": "13900139000", "text": "第二条"}]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("phone", ["", "0535-8512345", "1380013800", "办公室"])
def test_what_is_no_mobile_number_is_refused_and_nothing_is_written(file, phone):
    with pytest.raises(SmsRefused, match="不是手机号"):
        send_sms(phone, "收到")
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_tried_again_later(settings, tmp_path):
    (tmp_path / "taken").write_text("")
    settings.SMS_FILE = tmp_path / "taken" / "sms.jsonl"
    with pytest.raises(SmsUnavailable):
        send_sms("13800138000", "收到")


def test_the_log_names_neither_the_number_nor_the_text(file, caplog):
    with caplog.at_level(logging.INFO):
        send_sms("13800138000", "您的点题公开已经收到")
    assert "was written" in caplog.text and "138" not in caplog.text
    assert "8000" not in caplog.text and "点题" not in caplog.text


class Gateway(SmsBackend):
    taken: list[tuple[str, str]] = []

    def send(self, phone, text):
        self.taken.append((phone, text))


def test_another_gateway_is_named_in_the_settings(settings):
    settings.SMS_BACKEND = f"{__name__}.Gateway"
    send_sms("13800138000", "收到")
    assert Gateway.taken == [("13800138000", "收到")]


@pytest.mark.parametrize(
    ("status", "networks", "fault"),
    [
        (202, ["127.0.0.0/8"], None),
        (400, ["127.0.0.0/8"], SmsRefused),
        (429, ["127.0.0.0/8"], SmsUnavailable),
        (500, ["127.0.0.0/8"], SmsUnavailable),
        (200, [], SmsUnavailable),
    ],
)
def test_a_gateway_that_takes_json_needs_no_class_of_its_own(settings, status, networks, fault):
    settings.SMS_BACKEND, settings.WEBHOOK_NETWORKS = "disclosure.outgoing.sms.HookSms", networks
    with robot(status=status) as (settings.SMS_HOOK, came):
        with pytest.raises(fault) if fault else nullcontext() as told:
            send_sms("138 0013 8000", "收到")
        assert came == ([{"phone": "13800138000", "text": "收到"}] if networks else [])
        assert fault is None or "138" not in str(told.value)


def test_a_gateway_that_is_not_there_has_surely_taken_nothing(settings):
    settings.SMS_BACKEND, settings.WEBHOOK_NETWORKS = "disclosure.outgoing.sms.HookSms", ["127.0.0.0/8"]
    settings.SMS_HOOK = "http://127.0.0.1:9/"
    with pytest.raises(SmsUnavailable):
        send_sms("13800138000", "收到")
