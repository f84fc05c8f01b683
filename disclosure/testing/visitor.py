"""Somebody at a browser without scripts: opens pages, fills in what stands in their forms, presses a button."""

from collections import Counter
from typing import Any, ClassVar
from urllib.parse import urljoin

from django.test import Client
from lxml import html


class Visitor:
    """``work``: the clicks, fields and pages of all visitors since it was cleared."""

    work: ClassVar[Counter[str]] = Counter()

    def __init__(self, client: Any = None) -> None:
        """``client``: Django's, or one that answers like it."""
        self.client, self.url = client or Client(), "/"

    def open(self, url: str) -> "Visitor":
        self.work["clicks"] += 1
        address = urljoin(self.url, url)
        return self.show(self.client.get(address, follow=True), address)

    def show(self, answer, url: str) -> "Visitor":
        """A file is handed over and the page stays."""
        assert answer.status_code == 200, f"{url}: {answer.status_code}"
        if not answer.headers["Content-Type"].startswith("text/html"):
            self.file = answer.content
            return self
        self.url = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        self.page: Any = html.fromstring(answer.content.decode())
        self.work["pages"] += 1
        return self

    @property
    def text(self) -> str:
        return " ".join(self.page.get_element_by_id("main").text_content().split())

    def follow(self, words: str) -> "Visitor":
        """The first link whose words begin so."""
        links = [link for link in self.page.iter("a") if " ".join(link.text_content().split()).startswith(words)]
        assert links, f"{self.url}: no link {words!r}"
        return self.open(links[0].get("href"))

    def form(self, button: str):
        """The form with the button of these words."""
        for form in self.page.forms:
            for press in form.iter("button", "input"):
                if press.text_content().strip() == button or press.get("value") == button:
                    return form, press
        raise AssertionError(f"{self.url}: no button {button!r}: {self.text[:500]}")

    def press(self, button: str, **values: Any) -> "Visitor":
        """Fill in and send. A field is named by the end of its name, as forms of actions prefix them."""
        form, press = self.form(button)
        sent: dict[str, Any] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        for name, value in values.items():
            field = self.field(form, name)
            sent[field] = chosen(form, field, value)
        if press.get("name"):
            sent[press.get("name")] = press.get("value")
        self.work.update(clicks=1, fields=len(values))
        url = urljoin(self.url, form.get("action") or "")
        return self.show(self.client.post(url, sent, follow=True), url)

    def field(self, form, name: str) -> str:
        names = {field.get("name") for field in form.iter("input", "select", "textarea") if field.get("name")}
        found = [each for each in names if each == name or each.endswith(f"-{name}")]
        assert len(found) == 1, f"{self.url}: {name} is one of {sorted(names)}"
        return found[0]


def chosen(form, name: str, value: Any) -> Any:
    """Of a list the option whose words hold the value, as people choose."""
    options = form.xpath(".//select[@name=$name]//option", name=name)
    return next((each.get("value") for each in options if str(value) in each.text_content()), value)
