"""Text messages behind an adapter: ``SMS_BACKEND`` names a class derived from ``SmsBackend``, which takes its address
and keys from the environment and answers within seconds, for nothing else is sent meanwhile."""

import json
import logging
import os
import re
import socket
from abc import ABC, abstractmethod
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from disclosure.outgoing.posting import JSON_HEADERS, post

logger = logging.getLogger(__name__)
MOBILE = re.compile(r"1[3-9]\d{9}")
# Answers that say: not a bad message, but not now, or not from this portal.
NOT_NOW = {401, 403, 404, 408, 425, 429}


class SmsRefused(Exception):
    """This message will never be taken, such as for a number that is none. The text names no number."""


class SmsUnavailable(Exception):
    """The gateway took nothing this time; the message is tried again later."""


class SmsBackend(ABC):
    @abstractmethod
    def send(self, phone: str, text: str) -> None:
        """Hand ``text`` over for the mobile number ``phone`` (eleven digits). Returns once it is taken for certain.

        Raises ``SmsRefused`` or ``SmsUnavailable``; no exception may name the number or the text.
        """


class FileSms(SmsBackend):
    """Writes each message as one line of JSON to ``SMS_FILE``, on disk before it counts as sent."""

    def send(self, phone: str, text: str) -> None:
        path = Path(settings.SMS_FILE)
        line = json.dumps({"phone": phone, "text": text}, ensure_ascii=False) + "\n"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            append(path, line.encode())
        except OSError as error:
            raise SmsUnavailable("短信没有写进文件。") from error
        logger.info("A message was written to the file of messages")


class HookSms(SmsBackend):
    """Posts each message as JSON, ``{"phone", "text"}``, to ``SMS_HOOK``: a gateway of one's own, or what stands before one."""

    def send(self, phone: str, text: str) -> None:
        body = json.dumps({"phone": phone, "text": text}, ensure_ascii=False).encode()
        try:
            status = post(settings.SMS_HOOK, body, JSON_HEADERS, networks=settings.WEBHOOK_NETWORKS)
        except (ConnectionRefusedError, socket.gaierror, ValidationError) as error:
            # Whatever else goes wrong may do so when it was taken.
            raise SmsUnavailable("短信平台没有应答。") from error
        if 400 <= status < 500 and status not in NOT_NOW:
            raise SmsRefused(f"短信平台不收这一条（答 {status}）。")
        if not 200 <= status < 300:
            raise SmsUnavailable(f"短信平台现在不收（答 {status}）。")


def append(path: Path, line: bytes) -> None:
    """One write to the end, so that two processes never mix their lines; nobody but the portal reads it."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line)
        os.fsync(handle)
    finally:
        os.close(handle)


def send_sms(phone: str, text: str) -> None:
    """Through the backend of the settings. Raises ``SmsRefused`` or ``SmsUnavailable``."""
    import_string(settings.SMS_BACKEND)().send(mobile(phone), text)


def mobile(phone: str) -> str:
    """The eleven digits, however they were typed."""
    digits = re.sub(r"\D", "", phone)
    digits = digits.removeprefix("86") if len(digits) == 13 else digits
    if not MOBILE.fullmatch(digits):
        raise SmsRefused("不是手机号，收不到短信。")
    return digits


def is_mobile(phone: str) -> bool:
    try:
        return bool(mobile(phone))
    except SmsRefused:
        return False
