"""How the text of an environment variable becomes a value. Pure: nothing here knows Django or the environment."""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

TRUE, FALSE = {"1", "true"}, {"0", "false"}
WORD = r"[A-Za-z_][A-Za-z0-9_]*"


@dataclass(frozen=True)
class Reader:
    """``parse`` raises ValueError for what is not as ``expected`` says, in Chinese."""

    expected: str
    parse: Callable[[str], Any]


def require(is_right: object) -> None:
    if not is_right:
        raise ValueError


def parse_flag(words: str) -> bool:
    require(words.lower() in TRUE | FALSE)
    return words.lower() in TRUE


def number(low: int, high: int) -> Reader:
    def parse(words: str) -> int:
        require(re.fullmatch("[0-9]{1,18}", words) and low <= int(words) <= high)
        return int(words)

    return Reader(f"{low} 到 {high} 的整数", parse)


def parse_hours(words: str) -> tuple[int, int] | None:
    """``22-8`` as (22, 8); empty or the same hour twice: none."""
    if not words:
        return None
    found = re.fullmatch("([0-9]{1,2})-([0-9]{1,2})", words)
    first, last = map(int, found.groups()) if found else (24, 24)
    require(first < 24 and last < 24)
    return (first, last) if first != last else None


def parse_network(words: str) -> str:
    """As it was written; "" for none."""
    if words:
        ipaddress.ip_network(words, strict=False)
    return words


def parse_key(words: str) -> str:
    require(re.fullmatch(r"\S{16,}", words))
    return words


def parse_host(words: str) -> str:
    require(re.fullmatch(r"\*|[\w.-]+|\[?[0-9A-Fa-f:]+\]?", words))
    return words


def parse_origin(words: str) -> str:
    require(re.fullmatch(r"https?://(\*\.)?[\w.-]+(:[0-9]+)?|https?://\[[0-9A-Fa-f:]+\](:[0-9]+)?", words))
    return words


def parse_address(words: str) -> str:
    """Of a site: http or https, with a host and no query."""
    parts = urlsplit(words)
    require(parts.scheme in {"http", "https"} and parts.hostname and not re.search(r"\s", words))
    require(not parts.query and not parts.fragment and (parts.port is None or parts.port))
    return words


def service(*schemes: str) -> Callable[[str], str]:
    """The address of a service by one of the schemes; "" for none."""

    def parse(words: str) -> str:
        if words:
            parts = urlsplit(words)
            require("://" in words and parts.scheme in schemes and not re.search(r"\s", words))
            require(parts.port is None or parts.port)
        return words

    return parse


def parse_ping(words: str) -> str:
    """The address of a site, with a query where it has one; "" for none."""
    return parse_address(words.partition("?")[0]) and words if words else ""


def parse_issuer(words: str) -> str:
    """https, for what is said there decides who somebody is; http on this machine alone. "" for none."""
    if words:
        parts = urlsplit(parse_address(words))
        require(parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1", "::1"})
    return words


def parse_hooks(words: str) -> list[str]:
    """Addresses with blanks between them."""
    return [parse_ping(each) for each in words.split()]


def parse_folder(words: str) -> str:
    """A whole path; "" for none."""
    require(not words or words.startswith("/"))
    return words


def parse_three(words: str) -> tuple[int, int, int]:
    """``7,4,12``; at least one of the first."""
    found = re.fullmatch(r"([0-9]{1,3}),\s*([0-9]{1,3}),\s*([0-9]{1,3})", words)
    require(found)
    first, second, third = map(int, found.groups() if found else ())
    require(first)
    return first, second, third


def parse_mailbox(words: str) -> str:
    """``name@host`` or ``名称 <name@host>``."""
    _name, address = parseaddr(words)
    require(re.fullmatch(r"[^\s@<>]+@[\w.-]+", address))
    require(words == address or words.endswith(f"<{address}>"))
    return words


def parse_daemon(words: str) -> str:
    """``host:port`` or the path of a socket; "" for none."""
    host, _colon, port = words.rpartition(":")
    require(not words or words.startswith("/") or (host and re.fullmatch("[0-9]{1,5}", port) and 0 < int(port) < 65536))
    return words


def parse_class(words: str) -> str:
    require(re.fullmatch(rf"{WORD}(\.{WORD})+", words))
    return words


def one_of(*allowed: str) -> Callable[[str], str]:
    """In small letters; "" for none."""

    def parse(words: str) -> str:
        require(words.lower() in ("", *allowed))
        return words.lower()

    return parse


def several(one: Callable[[str], str]) -> Callable[[str], list[str]]:
    """Of a list with commas, ASCII ones; empty: none."""
    return lambda words: [one(part.strip()) for part in words.split(",") if part.strip()]


TEXT = Reader("文字", str)
FLAG = Reader("1（是）或 0（否）", parse_flag)
KEYS = Reader("密钥，每个至少 16 个字，多个用英文逗号隔开", several(parse_key))
HOURS = Reader("两个钟点，如 22-8；写成空的就不限", parse_hours)
NETWORK = Reader("一个地址或网段，如 127.0.0.1 或 10.0.0.0/8", parse_network)
NETWORKS = Reader("网段，如 10.0.0.0/8，多个用英文逗号隔开", several(parse_network))
HOSTS = Reader("域名或地址，不带 https:// 和端口，多个用英文逗号隔开", several(parse_host))
ORIGINS = Reader("https://域名，后面没有斜杠，多个用英文逗号隔开", several(parse_origin))
ADDRESS = Reader("网址，如 https://portal.example.org", parse_address)
PING = Reader("网址，如 https://hc-ping.com/…", parse_ping)
HOOKS = Reader("网址，如 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…，多个用空格隔开", parse_hooks)
ISSUER = Reader("https 网址，如 https://id.example.org/realms/office", parse_issuer)
FOLDER = Reader("从 / 开始的路径", parse_folder)
THREE = Reader("三个数，用英文逗号隔开，如 7,4,12；第一个至少是 1", parse_three)
DATABASE = Reader("postgres://用户:密码@主机/库 或 sqlite:///文件路径", service("postgres", "postgresql", "sqlite"))
BROKER = Reader("redis://主机:端口/编号 或 filesystem://", service("redis", "rediss", "redis+socket", "filesystem"))
REDIS = Reader("redis://主机:端口/编号", service("redis", "rediss", "unix"))
MAILBOX = Reader("邮箱，如 portal@example.org 或 党务公开 <portal@example.org>", parse_mailbox)
DAEMON = Reader("地址:端口，如 127.0.0.1:3310，或套接字的路径，如 /run/clamav/clamd.ctl", parse_daemon)
MAIL_SECURITY = Reader("starttls（常用端口 587）或 ssl（常用端口 465）", one_of("starttls", "ssl"))
CLASS = Reader("Python 类的路径（模块.类）", parse_class)
