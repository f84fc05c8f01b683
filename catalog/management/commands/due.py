import json
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from catalog.schemes.choices import LimitKind
from catalog.schemes.models import Scheme
from catalog.schemes.rules import NoLimit, Row, SchemeRules
from disclosure.deadlines.reckoning import due_by
from disclosure.deadlines.traces import explain

REQUEST_STEPS = ("accept", "answer")
STARTS = {"receipt": "收到申请", "acceptance": "受理申请"}
KINDS = (*LimitKind.values, *REQUEST_STEPS)


class Command(BaseCommand):
    help = "按实施方案算出一个到期日，并说明为什么是这一天；输出一个 JSON 对象。"

    def add_arguments(self, parser):
        parser.add_argument("--scheme", required=True, metavar="SLUG", help="实施方案的代号")
        parser.add_argument("--kind", required=True, help="、".join(KINDS))
        parser.add_argument("--event", required=True, metavar="YYYY-MM-DD", help="事项发生、确定或收到申请的日期")
        parser.add_argument("--important", action="store_true", help="重要事项")

    def handle(self, *, scheme, kind, event, important, **options):
        rules, on = rules_of(scheme), day(event)
        mapping, source, label = limit_for(rules, kind, is_important=important)
        found = due_by(mapping, on, event=label, source=source)
        notes = [source["note"]] if source.get("note") else []
        answer = {
            "due_on": found.due_on.isoformat(),
            "provisional": found.is_provisional,
            "safe_on": found.safe_on.isoformat(),
            "rule": mapping,
            "source": source,
            "trace": {**found.trace, "sentences": [*explain(found.trace), *notes]},
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False))


def rules_of(slug: str) -> SchemeRules:
    row = Scheme.objects.filter(slug=slug).first()
    if row is None:
        known = "、".join(Scheme.objects.order_by("slug").values_list("slug", flat=True))
        hint = f"已载入的有：{known}" if known else "请先运行 python manage.py load_schemes"
        raise CommandError(f"没有代号为“{slug}”的实施方案。{hint}。")
    return SchemeRules(row, row.data)


def day(text: str) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}”不是日期，请写成 2026-09-28 这样。") from None
    if not 1949 <= on.year <= 2199:
        raise CommandError(f"请核对年份：{text}。")
    return on


def limit_for(rules: SchemeRules, kind: str, *, is_important: bool) -> tuple[Row, Row, str]:
    """Rule, source and what the day given is."""
    if kind in REQUEST_STEPS:
        row = rules.request_rule(kind)
        return row["rule"], rules.source_for_request(kind), STARTS[row["start"]]
    if kind not in LimitKind.values:
        raise CommandError(f"没有“{kind}”这一类时限。可用：{'、'.join(KINDS)}。")
    try:
        return rules.rule_for(kind, is_important=is_important), rules.source_for(kind), rules.limit(kind).event
    except NoLimit as error:
        raise CommandError(str(error)) from None
