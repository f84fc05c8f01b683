"""Pages of the demonstration for the HTML checker: one of every kind that a few accounts reach, with every form also sent empty."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponseBase
from django.test.signals import template_rendered
from django.urls import Resolver404, resolve
from lxml.html import HtmlElement

from disclosure.testing.crawl.addresses import internal
from disclosure.testing.crawl.text import links, parsed
from disclosure.tests.demo.world import ANONYMOUS, Browser

# Of one kind of page so many; one object differs from the next by its state.
USUAL, OBJECTS = 1, 2
REFUSED = {403, 404}
# They end the visit.
LEFT_OUT = {"logout", "feedback:receipt-forget"}


@dataclass
class Collected:
    """``pages``: by account and address; ``templates``: all that were rendered."""

    pages: dict[str, str] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    seen: Counter[str] = field(default_factory=Counter)

    def keep(self, name: str, response: HttpResponseBase) -> str | None:
        """The page, empty where the answer is a file; none where it is refused."""
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        source = response.content.decode() if is_page else ""
        if source:
            self.pages[name] = source
        return None if response.status_code in REFUSED else source


@contextmanager
def recorded(templates: set[str]) -> Iterator[None]:
    def note(sender, template, **_more) -> None:
        templates.add(template.name)

    template_rendered.connect(note)
    try:
        yield
    finally:
        template_rendered.disconnect(note)


def view_of(address: str) -> str:
    """The name of its route; empty for what is no address here."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return ""


@dataclass
class Visit:
    """As one account, by links and forms; the database is left as it was."""

    collected: Collected
    account: str
    browser: Browser
    objects: Counter[str] = field(default_factory=Counter)

    def walk(self, starts: Iterable[str]) -> None:
        waiting, known = list(starts), set(starts)
        while waiting:
            address = waiting.pop(0)
            if address not in starts and not self.is_new(view_of(address)):
                continue
            found = [link for link in self.look(address) if link not in known]
            known.update(found)
            waiting += found

    def is_new(self, view: str) -> bool:
        most = OBJECTS if view.endswith("_change") else USUAL
        counted = self.objects if view.endswith("_change") else self.collected.seen
        counted[view] += 1
        return bool(view) and counted[view] <= most

    def look(self, address: str) -> list[str]:
        """The page's links, each once; its forms are sent. What was refused here may be a page to another account."""
        source = self.ask(address, partial(self.browser.get, address))
        if source is None:
            self.collected.seen[view_of(address)] -= 1
        if not source:
            return []
        page = parsed(source)
        for form in page.forms:
            self.send(form, address)
        return list(dict.fromkeys(link for each in links(page) if (link := internal(each, address))))

    def ask(self, name: str, request) -> str | None:
        with transaction.atomic():
            source = self.collected.keep(f"{self.account} {name}", request())
            transaction.set_rollback(True)
        return source

    def send(self, form: HtmlElement, page: str) -> None:
        """Without what has to be filled in."""
        address = internal(form.get("action") or page, page)
        if form.method != "POST" or address is None or view_of(address) in LEFT_OUT:
            return
        if self.is_new(f"post {view_of(address)}"):
            names = [each.name for each in form.inputs if each.name and each.get("type") == "hidden"]
            self.ask(f"post {address}", partial(self.browser.post, address, {n: form.fields[n] or "" for n in names}))


def visit(collected: Collected, account: str, starts: Iterable[str]) -> None:
    """In a browser of its own: what the forms do to its session is nobody else's."""
    browser = Browser()
    if account != ANONYMOUS:
        person = get_user_model().objects.get(username=account)
        browser.force_login(person, "django.contrib.auth.backends.ModelBackend")
    Visit(collected, account, browser).walk([start for each in starts if (start := internal(each, "/"))])
