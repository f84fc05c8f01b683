"""Components are tags with named arguments."""

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError

from disclosure.testing.servers import BASE_DIR
from disclosure.web.tags import ARGUMENTS


def drawn(source: str, **values) -> str:
    return Template(source).render(Context(values))


def test_every_component_has_its_template_and_every_template_its_tag():
    files = {path.stem for path in (BASE_DIR / "templates" / "components").glob("*.html")}
    assert files == set(ARGUMENTS)


def test_the_gallery_shows_only_what_pages_use():
    pages = (path for path in (BASE_DIR / "templates").rglob("*.html") if path.name != "gallery.html")
    tags = re.findall(
        r"{% (\w+)((?: \w+=(?:\"[^\"]*\"|'[^']*'|[^ ]+))*) %}", " ".join(page.read_text() for page in pages)
    )
    given = {(tag, name) for tag, values in tags for name in re.findall(r" (\w+)=", values)}
    given |= {(tag, "url") for tag, name in given if name == "to"}
    own = {(tag, name) for tag, names in ARGUMENTS.items() for name in names.split()}
    assert own - given == set()
    assert {tag for tag, _values in tags} >= set(ARGUMENTS)


def test_a_component_sees_its_arguments_alone():
    found = drawn('{% state_badge state="done" word=words %}', words="已公开", title="不该出现")
    assert "已公开" in found
    assert "不该出现" not in found


def test_a_route_gives_the_address():
    assert 'href="/search/"' in drawn('{% link_button label="搜一搜" to="catalog:search" %}')


@pytest.mark.parametrize("tag", ["{% button lable='保存' %}", "{% button '保存' %}", "{% icon to='search' %}"])
def test_an_argument_that_a_component_does_not_have_is_refused(tag):
    with pytest.raises(TemplateSyntaxError, match="has no argument"):
        Template(tag)
