"""The text of every page that each kind of account can reach in the demonstration (bin/crawl): the same in every run.

Two files, from before and after a change that should change no page, are compared by ``diff -u``.
"""

import argparse
import logging
import multiprocessing
import os
import shutil
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import django
from django.apps import apps
from django.contrib.auth.signals import user_logged_in
from django.db import connection
from django.utils.module_loading import import_string

from disclosure.testing import template
from disclosure.testing.crawl.accounts import accounts
from disclosure.testing.crawl.addresses import kind
from disclosure.testing.crawl.frozen import MOMENT, SECRET_KEY, frozen
from disclosure.testing.crawl.walk import Page, Walk

PASSWORD = "demonstration-2026"
DATABASE = Path(os.environ.get("VAR_DIR", "var")).resolve() / "crawl.sqlite3"


def prepare() -> None:
    """Django on a copy of the migrated database; of the log only what failed."""
    shutil.copy(template.sqlite_template(), DATABASE)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "disclosure.settings",
        "DATABASE_URL": f"sqlite:///{DATABASE}",
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": "testserver",
    }
    django.setup()
    logging.disable(logging.WARNING)
    # A page lists when each account was last used: no account's crawl may show in another's.
    user_logged_in.disconnect(dispatch_uid="update_last_login")


def build() -> None:
    # By name: it needs Django set up.
    with frozen():
        import_string("disclosure.oversight.demo.building.build_demo")(PASSWORD, now=MOMENT)
    connection.close()
    template.leave_log(DATABASE)


def take_own_database() -> None:
    """A copy for each process: none waits for another's transactions. Content types are looked up once, not by the first page."""
    own = DATABASE.with_stem(f"crawl-{os.getpid()}")
    shutil.copy(DATABASE, own)
    connection.settings_dict["NAME"] = str(own)
    apps.get_model("contenttypes", "ContentType").objects.get_for_models(*apps.get_models())


def crawl(account: str, *, with_queries: bool) -> list[Page]:
    with frozen():
        return Walk(account, with_queries=with_queries).pages()


def crawl_all(names: list[str], processes: int, act) -> dict[str, list[Page]]:
    found = {}
    connection.close()
    with multiprocessing.get_context("fork").Pool(processes, take_own_database) as pool:
        for name, pages in zip(names, pool.imap(act, names), strict=True):
            found[name] = pages
            print(f"{name}: {len(pages)} pages", flush=True)
    return found


def report(found: dict[str, list[Page]], seconds: float) -> int:
    """How many pages there were of each status, which links lead to a refusal and what failed; 1 when something failed."""
    pages = [page for row in found.values() for page in row]
    statuses = Counter(page.status for page in pages)
    print(f"{len(found)} accounts, {len(pages)} pages, {seconds:.0f} s")
    print(", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))
    refused = [page for page in pages if page.status >= 400 and page.came_from]
    counts = Counter((page.status, kind(page.address)) for page in refused)
    for page in {(page.status, kind(page.address)): page for page in reversed(refused)}.values():
        count = counts[page.status, kind(page.address)]
        print(f"{page.status} {page.address} as {page.account}, linked from {page.came_from} ({count} of this kind)")
    failed = [page for page in pages if page.status >= 500]
    for page in failed:
        print(f"FAILED {page.status} {page.address} as {page.account}", file=sys.stderr)
    return 1 if failed else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--queries", action="store_true", help="write the number of database queries of each page")
    parser.add_argument("--accounts", default="", help="only those whose name matches this regular expression")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    options = parser.parse_args()
    started = time.monotonic()
    prepare()
    build()
    print(f"demonstration built, {time.monotonic() - started:.0f} s", flush=True)
    act = partial(crawl, with_queries=options.queries)
    found = crawl_all(accounts(options.accounts), options.processes, act)
    options.file.write_text("".join(page.block for pages in found.values() for page in pages), encoding="utf-8")
    return report(found, time.monotonic() - started)


if __name__ == "__main__":
    sys.exit(main())
