"""What a reader sees of a page of HTML, line by line, with its fields and where its links lead."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

INLINE = {
    "a", "abbr", "b", "bdi", "button", "cite", "code", "data", "em", "i", "img", "input", "kbd", "label", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "svg", "time", "tspan", "u", "var", "wbr", "td", "th",
}  # fmt: skip
UNSEEN = {"style", "noscript", "meta", "base", "symbol", "defs", "use", "path"}
# Said to those who cannot see, or shown when asked for.
SPOKEN = ("aria-label", "title", "placeholder", "datetime")
TOKEN = "csrfmiddlewaretoken"


def parsed(source: str) -> HtmlElement:
    return html.document_fromstring(source if source.strip() else "<html></html>")


def page_lines(page: HtmlElement) -> list[str]:
    """White space is one space, empty lines are left out."""
    written = "".join(Writer(page).element(page))
    lines = (" ".join(line.split()) for line in written.split("\n"))
    return [line for line in lines if line and line != "|"]


class Writer:
    """Writes elements in the order of the document; what starts a line of its own is put between line ends."""

    def __init__(self, page: HtmlElement):
        self.labels = {label.get("for"): " ".join(label.text_content().split()) for label in page.iter("label")}

    def element(self, element: HtmlElement) -> Iterator[str]:
        if not isinstance(element.tag, str) or element.tag in UNSEEN or element.get("name") == TOKEN:
            return
        edge = "" if element.tag in INLINE else "\n"
        write = getattr(self, f"write_{element.tag}", self.write_other)
        yield edge
        yield from (f" ({name}: {words}) " for name in SPOKEN if (words := element.get(name)))
        yield from write(element)
        yield edge

    def inside(self, element: HtmlElement) -> Iterator[str]:
        yield one_line(element.text)
        for child in element:
            yield from self.element(child)
            yield one_line(child.tail)

    write_other = inside

    def labelled(self, element: HtmlElement) -> str:
        label = self.labels.get(element.get("id"))
        return f" ({label})" if label else ""

    def write_a(self, element: HtmlElement) -> Iterator[str]:
        yield from self.inside(element)
        yield f" <{element.get('href', '')}> "

    def write_link(self, element: HtmlElement) -> Iterator[str]:
        yield f"[link {element.get('rel')} {element.get('href')}]"

    def write_script(self, element: HtmlElement) -> Iterator[str]:
        yield f"[script {element.get('src')}]" if element.get("src") else ""

    def write_img(self, element: HtmlElement) -> Iterator[str]:
        source = element.get("src", "")
        yield f" [img {source if not source.startswith('data:') else 'data:'} {element.get('alt', '')}] "

    def write_iframe(self, element: HtmlElement) -> Iterator[str]:
        yield f"[iframe {element.get('src', '')}]"

    def write_td(self, element: HtmlElement) -> Iterator[str]:
        yield from self.inside(element)
        yield " | "

    write_th = write_td

    def write_form(self, element: HtmlElement) -> Iterator[str]:
        yield f"[form {element.get('method', 'get').lower()} {element.get('action', '')}]\n"
        yield from self.inside(element)

    def write_input(self, element: HtmlElement) -> Iterator[str]:
        state = "".join(
            f" {name}" for name in ("checked", "disabled", "required", "readonly") if name in element.attrib
        )
        what = f"{element.get('type', 'text')} {element.get('name', '')} = {element.get('value', '')}"
        yield f" [{what}{state}{self.labelled(element)}] "

    def write_textarea(self, element: HtmlElement) -> Iterator[str]:
        yield f"[textarea {element.get('name')}{self.labelled(element)}]\n{element.text_content()}"

    def write_select(self, element: HtmlElement) -> Iterator[str]:
        yield f"[select {element.get('name')}{self.labelled(element)}]\n"
        yield from self.inside(element)

    def write_option(self, element: HtmlElement) -> Iterator[str]:
        chosen = " (selected)" if "selected" in element.attrib else ""
        yield f"- {one_line(element.text_content())} = {element.get('value', '')}{chosen}"

    def write_button(self, element: HtmlElement) -> Iterator[str]:
        name = " ".join(filter(None, [element.get("type", "submit"), element.get("name"), element.get("value")]))
        yield f" [button {name}: "
        yield from self.inside(element)
        yield "] "


def one_line(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def links(page: HtmlElement) -> Iterator[str]:
    """Every link as it stands on the page, frames, and what a form sends by GET when it is left as it is."""
    for element in page.iter(html.etree.Element):
        if element.tag == "form" and element.method == "GET":
            yield sent(element)
        yield from (value for name in ("href", "src") if (value := element.get(name)))
        yield from (value for name, value in element.items() if name.startswith("data-") and value.startswith("/"))


def sent(form: HtmlElement) -> str:
    filled = "&".join(f"{name}={value}" for name, value in form.form_values() if value)
    return (form.get("action") or "?").partition("?")[0] + (f"?{filled}" if filled else "")
