"""Fixtures for tests that need real services: Redis, a Celery worker, Chromium.

A test that asks for one of them is marked ``service`` here, so that nobody can forget it. What the machine lacks
skips the test, and bin/test reports it.
"""

import gc
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import override_settings
from kombu import Connection
from playwright.sync_api import Browser, Page, sync_playwright
from xdist.scheduler import LoadScopeScheduling

from disclosure.celery import app
from disclosure.testing import emptying, machine, servers, template

SERVICE_FIXTURES = {"redis_url", "start_worker", "chromium", "page"}
PAGE_FIXTURES = {"client", "admin_client", "rf"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
NOT_ON_SQLITE = pytest.mark.skip(
    reason="SQLite's in-memory test database has one connection; its writers queue for the whole database anyway"
)
DEMONSTRATION = "disclosure/tests/demo/"
SCREENSHOTS = servers.BASE_DIR / "var" / "screenshots"


# A slow machine is no failure: no example has a time limit.
hypothesis.settings.register_profile("portal", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("portal")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("portal", "what bin/test asks of each of its runs")
    group.addoption("--part", choices=PARTS, help="of what is selected, the tests of one run of bin/test")
    group.addoption(
        "--tally", type=Path, metavar="FILE", help="write there in which files the selected tests of each part stand"
    )


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Marks the tests of services before -m asks for them; of what -k and -m have left keeps one part."""
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    for item in items:
        if SERVICE_FIXTURES & fixtures_of(item):
            item.add_marker("service")
        if on_sqlite and has(item, "postgres"):
            item.add_marker(NOT_ON_SQLITE)
    yield
    if path := config.getoption("--tally"):
        path.write_text(json.dumps({name: files_of(filter(belongs, items)) for name, belongs in PARTS.items()}))
    if part := config.getoption("--part"):
        belongs = PARTS[part]
        config.hook.pytest_deselected(items=[item for item in items if not belongs(item)])
        items[:] = [item for item in items if belongs(item)]

    # What takes long begins first, so that no worker is left with it at the end.
    items.sort(key=lambda item: not has(item, "portable"))


def pytest_collection_finish() -> None:
    """What was read lives to the end: no collector walks it again, and seldom what comes. It took a seventh of the run."""
    gc.set_threshold(100_000, 50, 50)
    gc.freeze()


class OneDemonstration(LoadScopeScheduling):
    """Every test goes to whichever worker is free, but those that read the demonstration to one: it takes long to make."""

    def _split_scope(self, nodeid: str) -> str:
        return DEMONSTRATION if nodeid.startswith(DEMONSTRATION) else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    return OneDemonstration(config, log)


def files_of(items: Iterable[pytest.Item]) -> list[str]:
    return sorted({item.nodeid.partition("::")[0] for item in items})


def fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def touches_database(item: pytest.Item) -> bool:
    """What touches none gives the same result whatever the database is."""
    return has(item, "django_db") or bool(DATABASE_FIXTURES & fixtures_of(item))


def has(item: pytest.Item, mark: str) -> bool:
    return item.get_closest_marker(mark) is not None


def needs_services(item: pytest.Item) -> bool:
    return has(item, "service")


def needs_none(item: pytest.Item) -> bool:
    return not needs_services(item)


def needs_postgres(item: pytest.Item) -> bool:
    return needs_none(item) and has(item, "postgres")


def is_of_postgres(item: pytest.Item) -> bool:
    """What SQLite cannot show, and what it may answer differently. Pages are asked on SQLite alone, whatever is marked."""
    is_for_each = has(item, "each_database") and touches_database(item) and not PAGE_FIXTURES & fixtures_of(item)
    return needs_postgres(item) or (needs_none(item) and is_for_each)


def is_beside_postgres(item: pytest.Item) -> bool:
    """Where PostgreSQL is tested too, nothing is left out on SQLite but what it cannot show."""
    return needs_none(item) and not needs_postgres(item)


def is_beside_sqlite(item: pytest.Item) -> bool:
    return needs_services(item) or is_of_postgres(item)


# What a run of bin/test is made of → whether a test belongs to it.
PARTS: dict[str, Callable[[pytest.Item], bool]] = {
    "services": needs_services,
    "others": needs_none,
    "beside-postgres": is_beside_postgres,
    "postgres": is_of_postgres,
    "beside-sqlite": is_beside_sqlite,
}


@pytest.fixture(scope="session", autouse=True)
def shared_test_database(request, tmp_path_factory) -> None:
    """Other processes and threads can open a file; SQLite's usual test database lives in one process's memory."""
    database = connections["default"].settings_dict
    has_services = any(needs_services(item) for item in request.session.items)
    if has_services and database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        hold_in_transaction(connections["default"])


def hold_in_transaction(connection: BaseDatabaseWrapper) -> None:
    """As where the database is in memory: what closes connections between requests and tasks leaves that of a test's
    transaction alone, or the rest of the test has none."""
    close = connection.close
    vars(connection)["close"] = lambda: None if connection.in_atomic_block else close()


@pytest.fixture(scope="session", autouse=True)
def migrated_database(request, shared_test_database, django_db_modify_db_settings) -> Iterator[None]:
    """Test databases begin as copies of one that is migrated already; Django then finds nothing left to apply."""
    connection = connections["default"]
    if not any(touches_database(item) for item in request.session.items):
        yield
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get(template.TEMPLATE_VARIABLE)
        # The server is bin/test's own.
        with emptying.quick_flush(connection) if template.TEMPLATE_VARIABLE in os.environ else nullcontext():
            yield
    elif "mode=memory" in (name := connection.creation._get_test_db_name()):
        held = template.fill_memory(name)
        yield
        held.close()
    else:
        yield


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """A password's cost protects real people only; it would be most of what a test's user costs."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def no_collected_files(tmp_path_factory) -> Iterator[None]:
    """Each client would list all of them anew; the live server finds static files where they are written."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


def require(name: str) -> None:
    if name in machine.missing():
        pytest.skip(f"not exercised: {name}")


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory) -> Iterator[str]:
    require("Redis")
    with servers.redis(tmp_path_factory.mktemp("redis")) as url:
        yield url


@dataclass(frozen=True)
class Worker:
    """A running worker and the way to its queue."""

    broker_url: str
    transport_options: dict
    folder: Path

    def send(self, task: str, *args) -> None:
        with Connection(self.broker_url, transport_options=self.transport_options) as connection:
            app.send_task(task, args, connection=connection)

    @property
    def log(self) -> str:
        return (self.folder / "worker.log").read_text(errors="replace")

    def wait_until(self, happened: Callable[[], object]):
        try:
            return servers.wait_until(happened, "the worker's task")
        except TimeoutError:
            pytest.fail(f"The task did not have its effect. The worker says:\n{self.log}")


def database_url() -> str:
    """Where the current test database is, for another process."""
    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)


def queue_options(var: Path) -> dict:
    for name in ("queue", "queue-control", "files", "mail"):
        (var / name).mkdir(parents=True, exist_ok=True)
    return {
        "data_folder_in": str(var / "queue"),
        "data_folder_out": str(var / "queue"),
        "control_folder": str(var / "queue-control"),
    }


@pytest.fixture
def start_worker(transactional_db, tmp_path) -> Iterator[Callable[[str], Worker]]:
    """``start_worker(broker_url)`` runs a real Celery worker on the test database until the test ends."""
    options = queue_options(tmp_path)
    stack = ExitStack()

    def start(broker_url: str) -> Worker:
        environment = {
            "CELERY_BROKER_URL": broker_url,
            "DATABASE_URL": database_url(),
            "VAR_DIR": str(tmp_path),
        }
        stack.enter_context(servers.celery_worker(tmp_path, environment))
        return Worker(broker_url, options if broker_url.startswith("filesystem") else {}, tmp_path)

    with stack:
        yield start


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, headless; one for the whole run."""
    require("Chromium")
    # Playwright's event loop runs in this thread; Django would take its own synchronous calls for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium_binary(), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium, live_server) -> Iterator[Page]:
    """A fresh visitor's page on the live portal: ``page.goto("/")``."""
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai")
    yield context.new_page()
    context.close()


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """``screenshot(page, "home")`` keeps the whole page as ``var/screenshots/home.png``."""

    def take(page: Page, name: str) -> Path:
        path = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return take
