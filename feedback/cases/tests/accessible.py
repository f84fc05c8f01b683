"""What axe finds on a page, of WCAG 2.2 A and AA and of its best practices, and whether the page is wider than its window."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from feedback.cases.tests.browsing import DESKTOP, PHONE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FRAME = [[".site-head"], [".site-foot"]]
RUN = """([tags, leftOut]) => axe.run({exclude: leftOut}, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"], preload: false,
}).then((found) => found.violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 200)}: ${node.failureSummary}`)))"""
IS_WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"
UNFOLD = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"


def carry_axe(page: Page) -> None:
    """Into every page that is opened from now on; no policy of the page forbids what the browser itself brings along."""
    page.add_init_script(AXE_SCRIPT)


def faults_of(page: Page, *, has_frame: bool = True, is_dark: bool = False) -> list[str]:
    """Each with its place: on a desktop in light, or on a phone in dark and with everything unfolded. In the other window the
    page is asked only whether it fits: axe takes long, and pages take turns.

    ``has_frame``: with the head and the foot, which are the same on every page of one reader.
    """
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    if is_dark:
        page.evaluate(UNFOLD)
    looked_at, other = (PHONE, DESKTOP) if is_dark else (DESKTOP, PHONE)
    page.set_viewport_size(looked_at)
    found = page.evaluate(RUN, [TAGS, [] if has_frame else FRAME])
    for size in (looked_at, other):
        page.set_viewport_size(size)
        found += [f"wider than {size['width']}"] if page.evaluate(IS_WIDER) else []
    return found
