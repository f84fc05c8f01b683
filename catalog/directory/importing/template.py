"""The file that an organisation fills in and imports: its scheme's words to choose from."""

from collections.abc import Mapping, Sequence

from catalog.directory.exchange.write_template import write_template
from catalog.schemes.choices import LimitKind, Scope
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.models.directory import Organization

USUAL = {
    "scope": [str(scope.label) for scope in Scope],
    "limit": [kind.label.removesuffix("公开") for kind in LimitKind],
    "forms": ["会议", "文件", "公开栏", "网站"],
}


def template_for(organization: Organization, rules: SchemeRules | None) -> bytes:
    """An xlsx file; the usual words where the organisation works by no scheme yet."""
    return write_template(f"{organization.name}党务公开目录", words_of(rules) if rules else USUAL)


def words_of(rules: SchemeRules) -> Mapping[str, Sequence[str]]:
    """The scheme's own words of each column, in its order; of 定期 and 定期公开 the shorter."""
    limits = [word for row in rules.data["time_limits"] for word in row["raw_words"]]
    return {
        "scope": [word for row in rules.data["scopes"] for word in row["raw_words"]],
        "limit": [word for word in limits if word.removesuffix("公开") not in limits or not word.endswith("公开")],
        "forms": [row["name"] for row in rules.data["forms"]],
    }
