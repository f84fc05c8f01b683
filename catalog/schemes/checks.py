"""System checks: is every scheme file complete, and is it in the database? Each finding names the fix."""

from collections.abc import Iterator, Mapping

import yaml
from django.core import checks
from django.db import DatabaseError

from catalog.schemes.loading import digest_of, read_scheme, scheme_files
from catalog.schemes.models import Scheme
from disclosure.deadlines.rules import LimitError, Rule, recurrences_in

KEYS = (
    "slug", "title", "time_limits", "requests", "refusal", "exemption", "off_catalogue", "scopes", "forms", "categories", "catalogue",
    "narrowing",
)  # fmt: skip
GROUNDED = ("time_limits", "display", "filing", "form_rules", "quotas", "reports")
RULES = ("rule", "important_rule", "summary_rule")
NARROWING_ROUTES = ("exemption", "superior", "approver")


@checks.register("catalog")
def scheme_files_are_complete(app_configs, **kwargs):
    found = []
    for path in scheme_files():
        try:
            faults = list(faults_of(read_scheme(path)))
        except yaml.YAMLError as error:
            faults = [f"不是有效的 YAML：{error}"]
        hint = f"请改正 catalog/schemes/{path.name}，再运行 python manage.py load_schemes。"
        found += [checks.Error(f"{path.name}：{fault}", hint=hint, id="catalog.E001") for fault in faults]
    return found


def faults_of(data: Mapping) -> Iterator[str]:
    """What a scheme's file lacks: keys, readable rules, and a source or a reason for every number."""
    missing = [key for key in KEYS if not data.get(key)]
    if missing:
        yield f"缺少 {'、'.join(missing)}"
        return
    named = [(f"time_limits.{row['kind']}", row) for row in data["time_limits"]]
    named += [(f"requests.{step}", row) for step, row in data["requests"].items()]
    named += [(f"{key}.{place}", row) for key in GROUNDED[1:] for place, row in enumerate(data.get(key) or [], 1)]
    named.append(("narrowing", data["narrowing"]))
    if data["narrowing"].get("route") not in NARROWING_ROUTES:
        yield f"narrowing.route 只能是 {'、'.join(NARROWING_ROUTES)}"
    for name, row in named:
        if not is_grounded(row):
            yield f"{name} 没有条目和原句，也没有写明预设的理由（preset_reason）"
        yield from _unreadable(name, row)


def is_grounded(row: Mapping) -> bool:
    return bool(row.get("article") and row.get("sentence")) or bool(row.get("preset") and row.get("preset_reason"))


def _unreadable(name: str, row: Mapping) -> Iterator[str]:
    rules = [row[key] for key in RULES if row.get(key)]
    recurring = [each["rule"] for each in row.get("recurrences") or []]
    for rule in (*rules, *recurring):
        try:
            read = Rule.from_mapping(rule)
        except LimitError as error:
            yield f"{name}：{error}"
        else:
            if rule in recurring and not recurrences_in(read):
                yield f"{name}：“{read.describe()}”不会按周期再来，不能写在 recurrences 里"


@checks.register(checks.Tags.database)
def schemes_are_loaded(app_configs, databases=None, **kwargs):
    """Whether the rows mirror the files. Silent while the table waits for a migration."""
    if "default" not in (databases or []):
        return []
    try:
        loaded = dict(Scheme.objects.values_list("slug", "digest"))
    except DatabaseError:
        return []
    stale = [data["slug"] for data in map(read_scheme, scheme_files()) if loaded.get(data["slug"]) != digest_of(data)]
    if not stale:
        return []
    message = f"实施方案还没有载入，或载入后文件有改动：{'、'.join(stale)}"
    return [checks.Warning(message, hint="运行 python manage.py load_schemes。", id="catalog.W001")]
