"""Timings of the main pages and jobs on a generated database (bin/bench): a median and a number of statements a line."""

import argparse
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date, timedelta
from io import StringIO

import django
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

REPEATS = 5
# Deadlines written one by one; the database copies them to any number.
SEED = 20_000
PUBLIC_PAGES = (
    "/",
    "/o/longkou/",
    "/search/?q=党费",
    "/feeds/longkou.xml",
    "/requests/",
    "/consultations/",
    "/healthz",
)
QUEUE = "/admin/feedback/case/"
SIGNED_IN_PAGES = {
    "qijiang-supervisor": ("/oversight/", "/oversight/circulars/o/qijiang/", "/oversight/assessment/"),
    "qijiang-approver": (
        "/oversight/evaluation/",
        "/oversight/points/",
        "/oversight/urging/given/",
        "/admin/orders/order/",
    ),
    "longkou-secretary": ("/", "/me/", "/admin/", "/search/?q=党费"),
    "longkou-handler": (
        "/admin/",
        QUEUE,
        f"{QUEUE}?tab=unassigned",
        f"{QUEUE}?tab=late",
        f"{QUEUE}?tab=open",
        f"{QUEUE}?q=维修",
    ),
}


def generate_organizations(count: int) -> list:
    """Branches of one committee, written in one statement."""
    organization = apps.get_model("organizations", "Organization")
    committee = organization.objects.get(code="qijiang")
    first = committee.numchild + 1
    branches = [
        organization(
            path=organization._get_path(committee.path, committee.depth + 1, first + number),
            depth=committee.depth + 1,
            code=f"branch-{number}",
            name=f"第{number}党支部",
        )
        for number in range(count)
    ]
    organization.objects.bulk_create(branches, batch_size=500)
    organization.objects.filter(pk=committee.pk).update(numchild=committee.numchild + count + 1)
    return branches


def generate_deadlines(branches: list, count: int, on: date) -> None:
    """Two years' ledger: one in ten open, due from a month ago to a month ahead; of the others one in nine was late."""
    deadline = apps.get_model("deadlines", "Deadline")
    rows = []
    for number in range(min(count, SEED)):
        is_open = number % 10 == 0
        due_on = on + timedelta(days=number // 10 % 60 - 30) if is_open else on - timedelta(days=number % 727 + 1)
        rows.append(
            deadline(
                organization=branches[number * 7 % len(branches)],
                kind=("duty", "item", "filing")[number % 3],
                title=f"应公开任务 {number}",
                start_on=due_on - timedelta(days=7),
                opened_on=due_on - timedelta(days=7),
                due_on=due_on,
                closed_on=None if is_open else due_on + timedelta(days=number % 10 == 1),
                closed_as="" if is_open else "done",
                rule={},
                trace={},
            )
        )
    deadline.objects.bulk_create(rows, batch_size=500)
    multiply(deadline, len(rows), count)


def multiply(model, first: int, count: int) -> None:
    """Copies of the newest ``first`` rows until there are ``count`` of them, written by the database itself."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields if not field.primary_key]
    columns, there = ", ".join(names), first
    with connection.cursor() as cursor:
        while there < count:
            copied = min(there, count - there)
            rows = f"SELECT {columns} FROM {table} ORDER BY id DESC LIMIT {copied}"
            cursor.execute(f"INSERT INTO {table} ({columns}) {rows}")
            there += copied


def tidy() -> None:
    """As a database in use keeps itself: PostgreSQL plans by what it believes to be in its tables."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def generate_cases(count: int, on: date) -> None:
    """One organisation's queue, four in five open; every other one has a handler."""
    organization = apps.get_model("organizations", "Organization").objects.get(code="longkou")
    handler = get_user_model().objects.get(username="longkou-handler")
    deadline, case = apps.get_model("deadlines", "Deadline"), apps.get_model("feedback", "Case")
    now, clocks, rows = timezone.now(), [], []
    for number in range(count):
        due_on, is_open = on + timedelta(days=number % 60 - 20), number % 5 > 0
        clock = deadline(
            organization=organization, kind="request", title=f"点题公开答复 {number}", start_on=on, opened_on=on, due_on=due_on,
            closed_on=None if is_open else on, closed_as="" if is_open else "done", rule={}, trace={}, permission="handle_requests",
        )  # fmt: skip
        clocks.append(clock)
        rows.append(
            case(
                kind="topic", organization=organization, number=f"bench-{number}", code_digest=f"bench-{number}",
                subject=f"第{number}次问办公楼维修", text="想知道维修的决算。", received_on=on, registered_at=now, changed_at=now,
                state="accepted" if is_open else "closed", closed_at=None if is_open else now, is_anonymous=True,
                handler=handler if number % 2 else None,
            )
        )  # fmt: skip
    deadline.objects.bulk_create(clocks, batch_size=500)
    for row, clock in zip(rows, clocks, strict=True):
        row.answer_deadline = clock
    case.objects.bulk_create(rows, batch_size=500)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement while the block runs; the log of a connection forgets those beyond the last 9,000."""
    found: list[str] = []

    def note(execute, sql, params, many, context):
        found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def measure(label: str, act: Callable[[], object], repeats: int = REPEATS) -> None:
    """Print the median in milliseconds; the statements are those of the last repeat, with warm caches."""
    seconds, answer = [], None
    for _ in range(repeats):
        with counted() as statements:
            started = time.perf_counter()
            answer = act()
            seconds.append(time.perf_counter() - started)
    status = getattr(answer, "status_code", "")
    print(f"{statistics.median(seconds) * 1000:9.1f} ms {len(statements):6} statements  {label} {status}", flush=True)


def silently(name: str, *arguments: str) -> None:
    with redirect_stdout(StringIO()):
        call_command(name, *arguments)


def measure_pages() -> None:
    visitor = Client()
    for url in PUBLIC_PAGES:
        measure(f"visitor {url}", lambda url=url: visitor.get(url))
    for username, urls in SIGNED_IN_PAGES.items():
        reader = signed_in(username)
        for url in urls:
            measure(f"{username} {url}", lambda url=url, reader=reader: reader.get(url))


def signed_in(username: str) -> Client:
    reader = Client()
    reader.force_login(get_user_model().objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return reader


def measure_assessment(on: date) -> None:
    """Of the year before, of all branches and who heads them: drafted once, then its page and the list that holds it."""
    clerk, add = signed_in("qijiang-clerk"), "/admin/oversight/assessment/add/"
    values = {"year": on.year - 1, "of": "below"}
    measure(f"qijiang-clerk drafts an assessment of {values['year']}", lambda: clerk.post(add, values), repeats=1)
    (row,) = apps.get_model("oversight", "Assessment").objects.filter(organization__code="qijiang", year=values["year"])
    for url in (row.get_absolute_url(), "/admin/oversight/assessment/", f"/oversight/assessment/?year={row.year}"):
        reader = clerk if url.startswith("/admin/") else signed_in("qijiang-supervisor")
        measure(f"{url}, with {row.results.count()} results", lambda url=url, reader=reader: reader.get(url))


def measure_jobs(on: date) -> None:
    measure("overdue", lambda: silently("overdue", "--on", on.isoformat(), "--format", "csv"))
    # What is owed for the first time is opened in one night alone.
    for night in ("first", "second"):
        measure(f"sweep, {night} time", lambda: silently("sweep", "--on", on.isoformat()), repeats=1)
    measure("catalogue export", lambda: silently("catalogue", "export", "longkou", "--format", "csv"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organizations", type=int, default=500)
    parser.add_argument("--deadlines", type=int, default=20000)
    parser.add_argument("--cases", type=int, default=20000)
    options = parser.parse_args()
    on = timezone.localdate()
    branches = generate_organizations(options.organizations)
    generate_deadlines(branches, options.deadlines, on)
    generate_cases(options.cases, on)
    tidy()
    counts = f"{options.organizations} organisations, {options.deadlines} deadlines, {options.cases} cases"
    print(f"{connection.vendor}: {counts}")
    measure_pages()
    measure_assessment(on)
    measure_jobs(on)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "disclosure.settings")
    os.environ.setdefault("ALLOWED_HOSTS", "testserver")
    django.setup()
    main()
