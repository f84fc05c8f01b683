"""Robots of group chats, and whatever else takes JSON: a few words, posted to the addresses of ``MESSAGE_HOOKS``."""

import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from disclosure.outgoing.posting import JSON_HEADERS, post_and_read

logger = logging.getLogger(__name__)
# 企业微信 and 钉钉 take the same, 飞书 another; both say in their answer what was wrong, with the status 200.
TEXT_MESSAGE = {"qyapi.weixin.qq.com", "oapi.dingtalk.com"}
FEISHU = {"open.feishu.cn", "open.larksuite.com"}
FAULTS = ("errcode", "code")


def body_of(url: str, words: str) -> Mapping[str, Any]:
    """As the place understands it; Mattermost, Rocket.Chat, Slack and one's own take ``text``."""
    host = urlsplit(url).hostname
    if host in TEXT_MESSAGE:
        return {"msgtype": "text", "text": {"content": words}}
    if host in FEISHU:
        return {"msg_type": "text", "content": {"text": words}}
    return {"text": words}


def tell_hooks(words: str) -> bool:
    """Whether one of them took it, or there is none. Their addresses hold their keys: the log has their number alone."""
    taken = [tell_hook(number, url, words) for number, url in enumerate(settings.MESSAGE_HOOKS, start=1)]
    return any(taken) or not taken


def tell_hook(number: int, url: str, words: str) -> bool:
    body = json.dumps(body_of(url, words), ensure_ascii=False).encode()
    try:
        answer = post_and_read(url, body, JSON_HEADERS, networks=settings.WEBHOOK_NETWORKS)
    except (OSError, ValidationError) as error:
        logger.warning("Hook %s of MESSAGE_HOOKS was not told: %s", number, type(error).__name__)
        return False
    fault = f"status {answer.status}" if not 200 <= answer.status < 300 else fault_in(answer.start)
    if fault:
        logger.warning("Hook %s of MESSAGE_HOOKS did not take it: %s", number, fault)
    return not fault


def fault_in(start: bytes) -> str:
    """What the answer itself says to be wrong, by number; nothing where it says nothing of the kind."""
    try:
        said = json.loads(start)
    except ValueError:
        return ""
    numbers = [said.get(name) for name in FAULTS] if isinstance(said, dict) else []
    return next((f"code {each}" for each in numbers if isinstance(each, int) and each), "")
