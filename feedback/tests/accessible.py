"""What axe finds on a page, of WCAG 2.2 A and AA and of its best practices, and whether the page is wider than its window."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from feedback.tests.browsing import DESKTOP, PHONE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FRAME = [[".site-head"], [".site-foot"]]
RUN = """([tags, leftOut, hasColours]) => axe.run({exclude: leftOut}, {
    runOnly: {type: "tag", values: tags}, rules: {"color-contrast": {enabled: hasColours}}, resultTypes: ["violations"], preload: false,
}).then((found) => [
    ...found.violations.flatMap((rule) => rule.nodes.map(
        (node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 200)}: ${node.failureSummary}`)),
    ...(document.documentElement.scrollWidth > window.innerWidth ? ["wider than the window"] : []),
])"""
UNFOLD = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"


def carry_axe(page: Page) -> None:
    """Into every page that is opened from now on; no policy of the page forbids what the browser itself brings along."""
    page.add_init_script(AXE_SCRIPT)


def faults_of(page: Page, *, has_frame: bool = True, is_dark: bool = False) -> list[str]:
    """Each with its place: on a desktop in light and on a phone as it stands, or in dark and with everything unfolded.

    ``has_frame``: with the head and the foot, which are the same on every page of one reader. Colours are what takes
    long, and no width changes them: they are looked at in the first of the two windows.
    """
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    if is_dark:
        page.evaluate(UNFOLD)
    first, second = (PHONE, DESKTOP) if is_dark else (DESKTOP, PHONE)
    found, left_out = [], [] if has_frame else FRAME
    for size in (first, second):
        page.set_viewport_size(size)
        faults = page.evaluate(RUN, [TAGS, left_out, size == first])
        found += [f"{size['width']}: {fault}" for fault in faults]
    return found
