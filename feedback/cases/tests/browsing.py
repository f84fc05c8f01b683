"""Windows in Chromium for tests that play several people: each has one of their own, signed in, of a phone or a desktop."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@contextmanager
def window(browser: Browser, live_server, person=None, size: dict = DESKTOP) -> Iterator[Page]:
    """Nothing moves in it, so that what is looked at stands still."""
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport=size, reduced_motion="reduce"
    )
    if person:
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": live_server.url}]
        )
    yield context.new_page()
    context.close()


def session_of(person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def turn(page: Page, name: str) -> None:
    """Presses, and comes to the page that answers."""
    with page.expect_navigation():
        press(page, name)


def code_on(page: Page) -> str:
    """The query code as the receipt shows it."""
    return "-".join(page.locator(".receipt__code > span:not(.visually-hidden)").all_inner_texts())


def says(page: Page, words: str, *sizes: dict) -> None:
    """And nothing sticks out of the window, nor at the other sizes; it keeps its own."""
    own = page.viewport_size
    for size in (*sizes, own):
        page.set_viewport_size(size)
        expect(page.get_by_text(words).filter(visible=True).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (words, size)
