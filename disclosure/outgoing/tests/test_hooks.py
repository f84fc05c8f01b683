"""Robots are told in their own form, never in a network that is not listed, and what they answer is read."""

import pytest

from disclosure.outgoing.hooks import body_of, tell_hooks
from disclosure.outgoing.tests.listening import robot

LOOPBACK = ["127.0.0.0/8"]


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=a", {"msgtype": "text", "text": {"content": "不正常"}}),
        ("https://oapi.dingtalk.com/robot/send?access_token=a", {"msgtype": "text", "text": {"content": "不正常"}}),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/a", {"msg_type": "text", "content": {"text": "不正常"}}),
        ("https://chat.example.org/hooks/a", {"text": "不正常"}),
    ],
)
def test_each_kind_of_robot_is_told_as_it_understands(url, body):
    assert body_of(url, "不正常") == body


@pytest.mark.parametrize(
    ("answer", "networks", "is_taken"),
    [
        ("ok", LOOPBACK, True),
        ('{"errcode": 0}', LOOPBACK, True),
        ('{"errcode": 93000}', LOOPBACK, False),
        ("ok", [], False),
    ],
)
def test_it_counts_as_told_when_one_took_it_and_the_log_names_no_address(settings, caplog, answer, networks, is_taken):
    settings.WEBHOOK_NETWORKS = networks
    with robot(answer) as (url, came):
        settings.MESSAGE_HOOKS = [url]
        assert tell_hooks("门户不正常") is is_taken
        assert came == ([{"text": "门户不正常"}] if networks else [])
        settings.MESSAGE_HOOKS = ["http://127.0.0.1:9/", url]
        assert tell_hooks("门户不正常") is is_taken
    assert "Hook 1 of MESSAGE_HOOKS" in caplog.text and "hidden" not in caplog.text


def test_without_robots_nothing_is_left_to_tell(settings):
    settings.MESSAGE_HOOKS = []
    assert tell_hooks("门户不正常")
