"""Every environment variable is declared once, read as declared, and documented as it is read."""

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from disclosure.environment.documents import example, table
from disclosure.environment.variables import VARIABLES, Use, of_use, read_all

BASE_DIR = Path(settings.BASE_DIR)
DECLARED = {variable.name: variable for variable in VARIABLES}
PORTAL = {variable.name for variable in of_use(Use.PORTAL)}
# What other programs define and we only ask or set: the shell, Python, Django, pytest, the machine of the CI.
FOREIGN = {"PATH", "CI", "TMPDIR", "BASH_SOURCE", "PYTHONHASHSEED", "PYTHONPATH", "PYTEST_VERSION"}
FOREIGN |= {"DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE", "PROMETHEUS_MULTIPROC_DIR"}

# Capitals in the decisions that name something in the code or in SQL.
CONSTANTS = {"NARROWER", "IMMEDIATE"}

NOTHING = type(None)
# Name → what is written and what is read; None: refused, NOTHING: read as none.
GOOD_AND_BAD = {
    "SECRET_KEY": [("a-key", "a-key")],
    "SECRET_KEY_FALLBACKS": [
        ("the-key-of-before, the-key-before-it", ["the-key-of-before", "the-key-before-it"]),
        ("short", None),
    ],
    "SENDERS_KEPT_YEARS": [("10", 10), ("", 3), ("0", None), ("always", None)],
    "DEBUG": [("1", True), ("True", True), (" 0 ", False), ("", False), ("2", None), ("yes", None)],
    "ALLOWED_HOSTS": [
        ("a.example.org, .b.cn,[::1]", ["a.example.org", ".b.cn", "[::1]"]),
        ("*", ["*"]),
        ("", ["localhost", "127.0.0.1", "[::1]"]),
        ("https://a.example.org", None),
        ("a.example.org b.example.org", None),
    ],
    "CSRF_TRUSTED_ORIGINS": [
        ("https://a.cn,https://*.b.cn:8443", ["https://a.cn", "https://*.b.cn:8443"]),
        ("", []),
        ("a.cn", None),
        ("https://a.cn/", None),
    ],
    "HTTPS": [("1", True), ("false", False), ("maybe", None)],
    "HSTS_SUBDOMAINS": [("1", True), ("0", False), ("on", None)],
    "HSTS_PRELOAD": [("0", False), ("preload", None)],
    "DATABASE_URL": [
        ("postgres://user:word@host:5432/portal", "postgres://user:word@host:5432/portal"),
        ("sqlite:////tmp/db.sqlite3", "sqlite:////tmp/db.sqlite3"),
        ("", ""),
        ("foo", None),
        ("mysql://host/portal", None),
        ("postgres://host:port/portal", None),
    ],
    "CELERY_BROKER_URL": [
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
        ("", "filesystem://"),
        ("127.0.0.1:6379", None),
        ("http://127.0.0.1", None),
    ],
    "REDIS_URL": [("redis://127.0.0.1:6379/1", "redis://127.0.0.1:6379/1"), ("", ""), ("localhost", None)],
    "INTRANET_NETWORKS": [
        ("10.0.0.0/8, fd00::/8", ["10.0.0.0/8", "fd00::/8"]),
        ("10.1.2.3/8", ["10.1.2.3/8"]),
        ("", []),
        ("10.0.0.0/33", None),
        ("10.0.0.0/8,内网", None),
        ("10.0.0.0/8，192.168.0.0/16", None),
    ],
    "WEBHOOK_NETWORKS": [
        ("10.0.0.0/8, fd00::/8", ["10.0.0.0/8", "fd00::/8"]),
        ("10.1.2.3/8", ["10.1.2.3/8"]),
        ("", []),
        ("10.0.0.0/33", None),
        ("10.0.0.0/8,内网", None),
        ("10.0.0.0/8，192.168.0.0/16", None),
    ],
    "OIDC_ISSUER": [
        ("https://id.example.org/realms/county", "https://id.example.org/realms/county"),
        ("", ""),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://id.example.org", None),
        ("id.example.org", None),
    ],
    "OIDC_CLIENT_ID": [("portal", "portal")],
    "OIDC_CLIENT_SECRET": [("word", "word")],
    "OIDC_CLAIM": [("employee_number", "employee_number"), ("", "preferred_username")],
    "OIDC_NAME": [("县统一身份认证", "县统一身份认证")],
    "TRUSTED_PROXY": [
        ("127.0.0.1", "127.0.0.1"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("", ""),
        ("x", None),
        ("::1,::2", None),
    ],
    "VAR_DIR": [("/var/lib/portal", "/var/lib/portal"), ("", "")],
    "SENDFILE_BACKEND": [
        ("django_sendfile.backends.nginx", "django_sendfile.backends.nginx"),
        ("nginx", None),
        ("django_sendfile/backends", None),
    ],
    "ATTACHMENT_MAX_BYTES": [
        ("1", 1),
        ("", 52428800),
        ("0", None),
        ("50MB", None),
        ("-1", None),
        ("10000000001", None),
    ],
    "LETTER_FILE_MAX_BYTES": [("1024", 1024), ("", 10485760), ("1e6", None)],
    "PROOF_OF_WORK_BITS": [("1", 1), ("31", 31), ("0", None), ("32", None), ("１７", None)],
    "CLAMD": [
        ("127.0.0.1:3310", "127.0.0.1:3310"),
        ("/run/clamav/clamd.ctl", "/run/clamav/clamd.ctl"),
        ("", ""),
        ("scanner", None),
        (":3310", None),
        ("scanner:65536", None),
    ],
    "EMAIL_BACKEND": [("a.b.Backend", "a.b.Backend"), ("smtp", None)],
    "EMAIL_HOST": [("mail.example.org", "mail.example.org"), ("", "localhost")],
    "EMAIL_PORT": [("587", 587), ("", 25), ("abc", None), ("0", None), ("65536", None)],
    "EMAIL_SECURITY": [("", ""), ("ssl", "ssl"), (" STARTTLS ", "starttls"), ("yes", None)],
    "EMAIL_HOST_USER": [("portal", "portal")],
    "EMAIL_HOST_PASSWORD": [(" with blanks ", " with blanks ")],
    "DEFAULT_FROM_EMAIL": [
        ("portal@example.org", "portal@example.org"),
        ("党务公开 <portal@内网>", "党务公开 <portal@内网>"),
        ("portal", None),
        ("a@b@c", None),
        ("portal@example.org, other@example.org", None),
    ],
    "QUIET_HOURS": [("22-8", (22, 8)), ("0-0", NOTHING), ("", NOTHING), ("22", None), ("22-24", None)],
    "SMS_BACKEND": [("disclosure.outgoing.sms.FileSms",) * 2, ("FileSms", None)],
    "SMS_HOOK": [("https://sms.example.org/send?key=1", "https://sms.example.org/send?key=1"), ("", ""), ("sms", None)],
    "BACKUP_FOLDER": [("/var/backups/portal", "/var/backups/portal"), ("", ""), ("backups", None)],
    "BACKUP_KEEP": [("7, 4, 12", (7, 4, 12)), ("", (7, 4, 12)), ("1,0,0", (1, 0, 0)), ("0,4,12", None), ("7,4", None)],
    "BACKUP_PASSPHRASE": [(" with blanks ", " with blanks ")],
    "MONITOR_NETWORKS": [
        ("10.0.0.8", ["10.0.0.8"]),
        ("", ["127.0.0.0/8", "::1/128"]),
        ("10.0.0.0/8;::1", None),
    ],
    "PING_URL": [
        ("https://hc-ping.com/a?b=1", "https://hc-ping.com/a?b=1"),
        ("", ""),
        ("hc-ping.com/a", None),
    ],
    "MESSAGE_HOOKS": [
        ("https://a.cn/send?key=1\n http://10.0.0.8/hook", ["https://a.cn/send?key=1", "http://10.0.0.8/hook"]),
        ("", []),
        ("https://a.cn 钉钉", None),
        ("dingtalk://token", None),
    ],
    "PORTAL_NAME": [("党务公开", "党务公开"), ("", "党务公开门户")],
    "PORTAL_URL": [
        ("https://portal.example.org", "https://portal.example.org"),
        ("http://dangwu:8000/", "http://dangwu:8000/"),
        ("portal", None),
        ("ftp://portal", None),
        ("https://", None),
        ("https://portal:x", None),
        ("https://portal/?a=1", None),
    ],
    "PORTAL_RESPONSIBLE": [("办公室", "办公室")],
    "PORTAL_PHONE": [("0535-1", "0535-1")],
    "ADMINISTRATOR_PASSWORD": [("word", "word")],
    "DEMO_PASSWORD": [("word", "word")],
    "PYTHON": [("python3.13", "python3.13")],
    "CHROMIUM": [("chromium", "chromium")],
    "TEST_DATABASE_TEMPLATE": [("portal_template", "portal_template")],
    "EMPTY_DATABASE": [("var/db.sqlite3", "var/db.sqlite3")],
}
ROWS = [(name, words, value) for name, rows in GOOD_AND_BAD.items() for words, value in rows]


@pytest.mark.parametrize(("name", "words", "value"), ROWS)
def test_a_value_is_read_as_declared_or_refused_with_what_is_expected(name, words, value):
    variable = DECLARED[name]
    if value is None:
        with pytest.raises(ImproperlyConfigured) as refused:
            variable.read({name: words})
        message = str(refused.value)
        assert name in message
        assert variable.meaning in message
        assert variable.reader.expected in message
        assert (f"“{words.strip()}”" in message) != variable.secret
    else:
        assert variable.read({name: words}) == (None if value is NOTHING else value)


def test_each_variable_has_a_good_value_and_each_that_is_no_text_a_bad_one():
    assert set(GOOD_AND_BAD) == set(DECLARED)
    refused = {name for name, _words, value in ROWS if value is None}
    assert refused == {name for name, variable in DECLARED.items() if variable.reader.expected != "文字"}


def test_what_is_not_set_is_the_default_and_every_default_can_be_read():
    assert read_all({}) == {name: DECLARED[name].read({name: DECLARED[name].default}) for name in PORTAL}


def test_all_faults_are_said_at_once():
    with pytest.raises(ImproperlyConfigured) as refused:
        read_all({"HTTPS": "maybe", "EMAIL_PORT": "abc", "PORTAL_NAME": "门户"})
    assert [line.split("（")[0] for line in str(refused.value).splitlines()] == [
        "环境变量 HTTPS",
        "环境变量 EMAIL_PORT",
    ]


@pytest.mark.parametrize(("https", "subdomains", "is_taken"), [("1", "1", True), ("0", "1", False), ("1", "0", False)])
def test_the_list_in_the_browsers_needs_https_on_every_subdomain(https, subdomains, is_taken):
    environment = {"HTTPS": https, "HSTS_SUBDOMAINS": subdomains, "HSTS_PRELOAD": "1"}
    if is_taken:
        assert read_all(environment)["HSTS_PRELOAD"] is True
    else:
        with pytest.raises(ImproperlyConfigured, match="HSTS_PRELOAD"):
            read_all(environment)


def test_a_gateway_for_text_messages_needs_its_address():
    with pytest.raises(ImproperlyConfigured, match="SMS_HOOK"):
        read_all({"SMS_BACKEND": "disclosure.outgoing.sms.HookSms"})


def test_an_identity_provider_needs_to_know_the_portal():
    portal = {"OIDC_ISSUER": "https://id.example.org", "OIDC_CLIENT_ID": "portal"}
    with pytest.raises(ImproperlyConfigured, match="OIDC_CLIENT_SECRET"):
        read_all(portal)
    assert read_all({**portal, "OIDC_CLIENT_SECRET": "word"})["OIDC_CLIENT_ID"] == "portal"


@pytest.mark.parametrize(("words", "uses"), [("", (False, False)), ("starttls", (True, False)), ("ssl", (False, True))])
def test_the_password_of_the_mail_server_is_sent_as_the_environment_says(words, uses, monkeypatch):
    monkeypatch.setenv("EMAIL_SECURITY", words)
    found = runpy.run_path(str(BASE_DIR / "disclosure" / "settings.py"))
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == uses


def test_https_alone_promises_nothing_for_other_names_below_the_domain():
    values = read_all({"HTTPS": "1"})
    assert (values["HTTPS"], values["HSTS_SUBDOMAINS"], values["HSTS_PRELOAD"]) == (True, False, False)


@pytest.mark.parametrize("check", ["security.W005", "security.W021"])
def test_a_deployment_check_asks_for_no_promise_that_only_the_owner_of_the_domain_can_make(check):
    assert check in settings.SILENCED_SYSTEM_CHECKS


def is_environment(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "environ"


def asked(node: ast.AST) -> ast.AST | None:
    """The name that a node asks the environment for or sets in it."""
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr="get" | "setdefault" | "pop"), args=[name, *_]):
            return name if is_environment(owner) else None
        case ast.Call(func=ast.Attribute(attr="getenv"), args=[name, *_]):
            return name
        case ast.Subscript(value=owner, slice=name):
            return name if is_environment(owner) else None
        case ast.Compare(left=name, comparators=[owner]):
            return name if is_environment(owner) else None
    return None


def python_files() -> Iterator[Path]:
    for folder in ("bin", "catalog", "disclosure", "feedback"):
        yield from (BASE_DIR / folder).rglob("*.py")
    yield BASE_DIR / "manage.py"


def names_in_python() -> set[str]:
    found = set()
    for path in python_files():
        text = path.read_text(encoding="utf-8")
        if "environ" in text or "getenv" in text:
            asks = [asked(node) for node in ast.walk(ast.parse(text))]
            found |= {ask.value if isinstance(ask, ast.Constant) else ast.unparse(ask) for ask in asks if ask}
    named = {"TEMPLATE_VARIABLE": "TEST_DATABASE_TEMPLATE", "EMPTY_VARIABLE": "EMPTY_DATABASE"}
    return {named.get(name.rpartition(".")[2], name) for name in found}


def names_in_shell() -> set[str]:
    scripts = [path for folder in ("bin", ".ci") for path in (BASE_DIR / folder).iterdir() if not path.suffix]
    return {name for path in scripts for name in re.findall(r"\$\{?([A-Z][A-Z_]+)\b", path.read_text(encoding="utf-8"))}


def names_in_settings() -> set[str]:
    tree = ast.parse((BASE_DIR / "disclosure/settings.py").read_text(encoding="utf-8"))
    return {
        node.slice.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "env"
        if isinstance(node.slice, ast.Constant)
    }


def test_nothing_is_read_that_is_not_declared_and_nothing_declared_that_is_not_read():
    read = names_in_python() | names_in_shell() | names_in_settings()
    assert read - FOREIGN == set(DECLARED)
    assert names_in_settings() == PORTAL


def test_the_settings_ask_the_environment_for_nothing_else():
    tree = ast.parse((BASE_DIR / "disclosure/settings.py").read_text(encoding="utf-8"))
    names = [asked(node) for node in ast.walk(tree)]
    assert {name.value for name in names if name} == {"PYTEST_VERSION"}


def test_the_chinese_readme_and_the_example_are_printed_from_the_table():
    assert table() in (BASE_DIR / "README.zh-CN.md").read_text(encoding="utf-8")
    assert (BASE_DIR / "deploy/portal.env.example").read_text(encoding="utf-8") == example()


def test_the_example_of_a_production_environment_can_be_read():
    lines = [line for line in example().splitlines() if not line.startswith("#")]
    values = read_all(dict(line.split("=", 1) for line in lines))
    assert (values["HTTPS"], values["DEBUG"], values["TRUSTED_PROXY"]) == (True, False, "127.0.0.1")


def test_the_english_readme_lists_what_the_portal_and_its_commands_read_with_their_defaults():
    text = (BASE_DIR / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \| ([^|]*) \|", text, re.MULTILINE)
    expected = {name: variable for name, variable in DECLARED.items() if variable.use is not Use.TESTS}
    assert [name for name, _default in rows] == list(expected)
    for name, default in rows:
        assert expected[name].default in default, name


@pytest.mark.parametrize("path", ["README.zh-CN.md", "deploy/README.md", "docs/manual", "docs/decisions.md"])
def test_no_document_names_a_variable_that_is_not_read(path):
    place = BASE_DIR / path
    files = sorted(place.glob("*.md")) if place.is_dir() else [place]
    for file in files:
        text = file.read_text(encoding="utf-8")
        named = set(re.findall(r"`([A-Z][A-Z_]{3,})(?:=[^`]*)?`", text))
        assert named - FOREIGN - CONSTANTS <= set(DECLARED), file.name


@pytest.mark.parametrize("document", ["table", "example"])
def test_the_command_prints_the_documents(capsys, monkeypatch, document):
    monkeypatch.setattr("sys.argv", ["environment", document])
    runpy.run_module("disclosure.environment", run_name="__main__")
    assert capsys.readouterr().out == {"table": table, "example": example}[document]()
