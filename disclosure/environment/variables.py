"""Every environment variable that the portal, its commands and its tests read. The settings take theirs from here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from disclosure.environment.readers import (
    ADDRESS,
    BROKER,
    CLASS,
    DAEMON,
    DATABASE,
    FLAG,
    FOLDER,
    HOOKS,
    HOSTS,
    HOURS,
    ISSUER,
    KEYS,
    MAIL_SECURITY,
    MAILBOX,
    NETWORK,
    NETWORKS,
    ORIGINS,
    PING,
    REDIS,
    TEXT,
    THREE,
    Reader,
    number,
)


class Use(Enum):
    """Who reads it: the settings, a single command, or the project's own tests."""

    PORTAL = "portal"
    COMMAND = "command"
    TESTS = "tests"


@dataclass(frozen=True)
class Variable:
    """``default`` as one would write it, ``otherwise`` what holds without it where that is not plain from the default.

    ``production``: what the example of a production environment writes; None: the line is there as a comment. An empty
    value is the default, except where it is ``blank``: a value of its own. ``secret``: the value is never shown.
    """

    name: str
    meaning: str
    reader: Reader = TEXT
    default: str = ""
    otherwise: str = ""
    production: str | None = None
    secret: bool = False
    blank: bool = False
    use: Use = Use.PORTAL

    def read(self, environment: Mapping[str, str]) -> Any:
        """ImproperlyConfigured: what it is called, what it says, what it should say."""
        words = environment.get(self.name, self.default)
        if self.reader is not TEXT:
            words = words.strip()
        if not words and not self.blank:
            words = self.default
        try:
            return self.reader.parse(words)
        except ValueError:
            said = "写得不对（值不显示）" if self.secret else f"写的是“{words}”"
            raise ImproperlyConfigured(
                f"环境变量 {self.name}（{self.meaning}）{said}，应当是：{self.reader.expected}。"
            ) from None


VARIABLES = (
    Variable(
        "SECRET_KEY",
        "密钥，不要外传",
        otherwise="`bin/setup` 生成在 `VAR_DIR` 下的 `secret_key`",
        production="",
        secret=True,
    ),
    Variable(
        "SECRET_KEY_FALLBACKS",
        "换了密钥以后，以前的密钥；`manage.py reseal` 做完就可以删去",
        KEYS,
        secret=True,
    ),
    Variable(
        "SENDERS_KEPT_YEARS",
        "来件办结、采纳情况公布以后，来件人和提意见人的姓名、电话、住址再保存几年，到期销毁",
        number(1, 30),
        "3",
    ),
    Variable("DEBUG", "开发用；正式运行必须是 0", FLAG, "0"),
    Variable("ALLOWED_HOSTS", "门户的域名", HOSTS, "localhost,127.0.0.1,[::1]", production="portal.example.org"),
    Variable(
        "CSRF_TRUSTED_ORIGINS",
        "提交表单时可信的网址，用了反向代理时要写",
        ORIGINS,
        production="https://portal.example.org",
    ),
    Variable("HTTPS", "只用 HTTPS；浏览器一年之内不再用 HTTP 打开本域名", FLAG, "0", production="1"),
    Variable("HSTS_SUBDOMAINS", "所有下级域名也只用 HTTPS；先确认它们都有证书", FLAG, "0"),
    Variable("HSTS_PRELOAD", "同意浏览器厂商把域名写进预置名单，很难撤回；要同时写上面两项", FLAG, "0"),
    Variable(
        "DATABASE_URL",
        "数据库",
        DATABASE,
        otherwise="`VAR_DIR` 下的 SQLite",
        production="postgres:///portal",
        secret=True,
    ),
    Variable(
        "CELERY_BROKER_URL",
        "后台任务的队列",
        BROKER,
        "filesystem://",
        "`VAR_DIR` 下的文件",
        "redis://127.0.0.1:6379/0",
        secret=True,
    ),
    Variable(
        "REDIS_URL",
        "缓存；网页进程多于一个时要写。会话总在数据库里",
        REDIS,
        otherwise="空（内存缓存）",
        production="redis://127.0.0.1:6379/1",
        secret=True,
    ),
    Variable(
        "INTRANET_NETWORKS",
        "内网：党内公开的内容和工作台只在这些网段打开",
        NETWORKS,
        otherwise="空（登录后处处可看）",
        production="",
    ),
    Variable(
        "WEBHOOK_NETWORKS",
        "推送、群机器人、短信平台还可以发到的内网网段；不写就只发到互联网上的 https 网址",
        NETWORKS,
        otherwise="空",
        production="",
    ),
    Variable(
        "OIDC_ISSUER",
        "统一身份认证（OpenID Connect）的发行者网址：登录页多一个按钮，密码照样能用；管理员仍然只用密码",
        ISSUER,
        otherwise="空（只用密码）",
    ),
    Variable("OIDC_CLIENT_ID", "门户在统一身份认证那边登记的编号"),
    Variable("OIDC_CLIENT_SECRET", "和编号一起给的密钥", secret=True),
    Variable("OIDC_CLAIM", "统一身份认证用哪一项告诉我们用户名", TEXT, "preferred_username"),
    Variable("OIDC_NAME", "登录页的按钮上怎样称呼它", TEXT, "统一身份认证"),
    Variable("TRUSTED_PROXY", "反向代理的地址：只信它转来的 X-Forwarded-For", NETWORK, production="127.0.0.1"),
    Variable(
        "VAR_DIR",
        "附件、档案包、邮件、`sms.jsonl`、队列、静态文件放在哪里",
        otherwise="`var/`",
        production="/var/lib/portal",
    ),
    Variable(
        "SENDFILE_BACKEND",
        "由谁发送附件：正式运行由 nginx",
        CLASS,
        "django_sendfile.backends.simple",
        production="django_sendfile.backends.nginx",
    ),
    Variable("ATTACHMENT_MAX_BYTES", "单个附件最大多少字节（预设 50 MB）", number(1, 10**10), str(50 * 2**20)),
    Variable("LETTER_FILE_MAX_BYTES", "来件的单个附件最大多少字节（预设 10 MB）", number(1, 10**10), str(10 * 2**20)),
    Variable(
        "PROOF_OF_WORK_BITS",
        "没有登录的人发出来件以前，浏览器做的小题有多难：17 约一秒，加 1 约加一倍",
        number(1, 31),
        "17",
    ),
    Variable(
        "CLAMD",
        "病毒检查用的 ClamAV；它没有应答时不收附件",
        DAEMON,
        otherwise="空（不查病毒）",
    ),
    Variable(
        "EMAIL_BACKEND",
        "怎样发邮件；不写时写成文件放在 `VAR_DIR` 下的 `mail`",
        CLASS,
        "django.core.mail.backends.filebased.EmailBackend",
        production="django.core.mail.backends.smtp.EmailBackend",
    ),
    Variable("EMAIL_HOST", "发信服务器", TEXT, "localhost", production="localhost"),
    Variable("EMAIL_PORT", "发信服务器的端口", number(1, 65535), "25"),
    Variable("EMAIL_SECURITY", "和发信服务器怎样加密；服务器要密码的都要写", MAIL_SECURITY, otherwise="空（不加密）"),
    Variable("EMAIL_HOST_USER", "发信服务器的用户名"),
    Variable("EMAIL_HOST_PASSWORD", "发信服务器的密码", secret=True),
    Variable("DEFAULT_FROM_EMAIL", "发信人", MAILBOX, "disclosure@localhost", production="portal@example.org"),
    Variable(
        "QUIET_HOURS",
        "夜里不发邮件和短信的钟点（当地时间）",
        HOURS,
        "22-8",
        production="22-8",
        blank=True,
    ),
    Variable(
        "SMS_BACKEND",
        "发短信的类；预设的只写进 `VAR_DIR` 下的 `sms.jsonl`，由人照着发",
        CLASS,
        "disclosure.outgoing.sms.FileSms",
    ),
    Variable(
        "SMS_HOOK",
        "`SMS_BACKEND` 写成 `disclosure.outgoing.sms.HookSms` 时，短信发到这个网址；在内网的，网段写进 `WEBHOOK_NETWORKS`",
        PING,
        secret=True,
    ),
    Variable(
        "BACKUP_FOLDER",
        "每天夜里自动备份到这个文件夹；最好是另一台机器的盘",
        FOLDER,
        otherwise="空（不自动备份）",
        production="/var/backups/portal",
    ),
    Variable("BACKUP_KEEP", "自动备份留几份：最近几天、几周、几个月各一份", THREE, "7,4,12"),
    Variable("BACKUP_PASSPHRASE", "备份用它加密；丢了就打不开", otherwise="空（不加密）", secret=True),
    Variable("MONITOR_NETWORKS", "从这些网段能看到 `/healthz` 的各项和 `/metrics`", NETWORKS, "127.0.0.0/8,::1/128"),
    Variable("PING_URL", "每五分钟报一次平安的网址（如 healthchecks.io）：断了由那边报警", PING),
    Variable(
        "MESSAGE_HOOKS",
        "门户不正常、恢复正常时发一句话的群机器人（企业微信、钉钉、飞书，或收 JSON 的网址）；在内网的，网段写进 `WEBHOOK_NETWORKS`",
        HOOKS,
        otherwise="空（不发）",
        secret=True,
    ),
    Variable("PORTAL_NAME", "门户的名称；“门户信息”页上写了的优先", TEXT, "党务公开门户"),
    Variable(
        "PORTAL_URL", "邮件和短信里写的网址", ADDRESS, "http://127.0.0.1:8000", production="https://portal.example.org"
    ),
    Variable("PORTAL_RESPONSIBLE", "页脚的主办单位；“门户信息”页上写了的优先"),
    Variable("PORTAL_PHONE", "页脚的监督电话；“门户信息”页上写了的优先"),
    Variable(
        "ADMINISTRATOR_PASSWORD",
        "新管理员的口令（`manage.py create_administrator`）",
        otherwise="运行时询问",
        secret=True,
        use=Use.COMMAND,
    ),
    Variable(
        "DEMO_PASSWORD",
        "演示账号的密码（`bin/serve --demo`）",
        otherwise="随机，保存在 `VAR_DIR` 下的 `demo_password`",
        secret=True,
        use=Use.COMMAND,
    ),
    Variable(
        "PYTHON",
        "建立运行环境用哪个解释器（`bin/setup`）",
        otherwise="系统自带的 3.13、3.12、3.11 中最新的；没有时用 `PATH` 上最新的",
        use=Use.COMMAND,
    ),
    Variable("CHROMIUM", "测试用哪个浏览器", use=Use.TESTS),
    Variable("TEST_DATABASE_TEMPLATE", "测试从哪个数据库复制", use=Use.TESTS),
    Variable("EMPTY_DATABASE", "测试从哪个刚建好的空数据库文件复制", use=Use.TESTS),
)


def read_all(environment: Mapping[str, str]) -> Mapping[str, Any]:
    """Name → value of what the settings read. ImproperlyConfigured names all that is wrong, a line each."""
    values, faults = {}, []
    for variable in of_use(Use.PORTAL):
        try:
            values[variable.name] = variable.read(environment)
        except ImproperlyConfigured as fault:
            faults.append(str(fault))
    faults += faults_of_several(values)
    if faults:
        raise ImproperlyConfigured("\n".join(faults))
    return values


def faults_of_several(values: Mapping[str, Any]) -> Iterator[str]:
    """What one of them says needs another to be said too."""
    if values.get("HSTS_PRELOAD") and not (values.get("HSTS_SUBDOMAINS") and values.get("HTTPS")):
        yield "环境变量 HSTS_PRELOAD 写的是“1”，应当同时写上 HTTPS=1 和 HSTS_SUBDOMAINS=1。"
    if values.get("OIDC_ISSUER") and not (values.get("OIDC_CLIENT_ID") and values.get("OIDC_CLIENT_SECRET")):
        yield "环境变量 OIDC_ISSUER 写了，应当同时写上 OIDC_CLIENT_ID 和 OIDC_CLIENT_SECRET。"
    if str(values.get("SMS_BACKEND")).endswith(".HookSms") and not values.get("SMS_HOOK"):
        yield "环境变量 SMS_BACKEND 写的是 HookSms，应当同时写上 SMS_HOOK。"


def of_use(use: Use) -> Iterable[Variable]:
    return [variable for variable in VARIABLES if variable.use is use]
