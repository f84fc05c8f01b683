"""Another organisation's rules without its identity, for a scheme of one's own (design.md, "A scheme is an organisation's own
document"). What is copied says how things are done; who said it, in which sentence, and about which bodies, is not copied.

Whatever a scheme must give a ground for stands in the copy as to be grounded, or as a preset with a reason in neutral words.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from catalog.schemes.choices import Scope
from disclosure.deadlines.rules import LimitError, Rule

Row = Mapping[str, Any]
SUPERIOR = "上一级党组织"
TO_BE_GROUNDED = {"article": "", "sentence": "", "preset": False}
# Beside its ground. What is not named here says who the other is, or quotes its document.
LIMIT = (
    "kind", "label", "raw_words", "event", "event_help", "rule", "important_rule", "recurrences", "choices", "is_permanent",
    "reopens_on_revision", "progress_updates", "year_end_summary", "summary_when_work_ends", "summary_rule",
)  # fmt: skip
REQUEST = ("rule", "start", "applicants", "most", "needs_decision")
REPLIES = ("rule", "start")
OFF_CATALOGUE = ("approver", "needs_work_plan", "work_plan_by", "files_with_superior")
ROUTE = ("route", "fixed_for", "circulation", "owner")
ROUTES = {"leader": "分管领导审批", "collective": "集体研究", "superior": "报上一级党组织审核"}
CHANNEL = ("name", "side", "only_scope", "portal")
ASSESSMENT = ("assessed", "weights", "rule", "passing", "by_hand", "ranks")
EVALUATION, ACCOUNTABILITY = ("rule", "results_for"), ("steps", "commends", "keep_years", "seen_by")
FILING = ("what", "approver", "rule", "event")
AUDIENCE = {"scope": str(Scope.AUDIENCE), "label": "特定对象", "raw_words": ["特定对象"], "inside_first": False}
OTHERS = {"number": 1, "name": "其他应当公开的事项", "home_for_off_catalogue": True}


def copied(data: Row, *, title: str, issuer: str) -> Row:
    """The rules of ``data`` as the first draft of a document of ``issuer``'s own. Pure: shares nothing with ``data``."""
    return deepcopy({**identity(title, issuer), **dict(parts(data, issuer))})


def identity(title: str, issuer: str) -> Row:
    return {"title": title, "document_number": None, "issuer": issuer, "issued_on": None}


def parts(data: Row, issuer: str) -> Iterator[tuple[str, Any]]:
    """Key → what the copy has of it, in the order of the files."""
    yield "time_limits", [limit(row) for row in data["time_limits"]]
    yield "requests", {step: grounded(row, REQUEST) for step, row in data["requests"].items() if row}
    if row := data.get("opinions"):
        yield "opinions", grounded(row, REPLIES)
    yield "refusal", {**grounded(data["refusal"], ("route",)), "filed_with": body(data["refusal"], "filed_with")}
    yield "exemption", decided(data["exemption"])
    yield "narrowing", decided(data["narrowing"])
    yield "off_catalogue", grounded(data["off_catalogue"], OFF_CATALOGUE)
    yield "display", [grounded(row, ("scope", "kinds", "min_days", "max_days")) for row in data.get("display") or []]
    for key, kept in (("release", ("inside_first",)), ("separation", ("distinct_people",))):
        if row := data.get(key):
            yield key, grounded(row, kept)
    routes = data.get("approval_routes") or []
    yield "approval_routes", [{**grounded(row, ROUTE), "label": ROUTES[row["route"]]} for row in routes]
    yield "quotas", [grounded(row, ("who", "label", "count", "rule")) for row in data.get("quotas") or []]
    yield "scopes", list(scopes(data["scopes"]))
    yield "forms", [{**taken(row, CHANNEL), "raw_words": [row["name"]]} for row in data["forms"]]
    yield "form_rules", []
    yield "categories", [OTHERS]
    yield "catalogue", catalogue(data["catalogue"], issuer)
    if row := data.get("supervisors"):
        yield "supervisors", grounded(row, ("constituencies", "is_optional"))
    yield "meetings", [grounded(row, ("kind", "rule")) for row in data.get("meetings") or []]
    yield "filing", [{**grounded(row, FILING), "with": SUPERIOR} for row in data.get("filing") or []]
    if (data.get("drafting") or {}).get("solicits_opinions"):
        yield "drafting", grounded(data["drafting"], ("solicits_opinions",))
    yield "reports", [{**grounded(row, ("name", "label", "rule")), "to": SUPERIOR} for row in data.get("reports") or []]
    grounded_parts: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("assessment", ASSESSMENT),
        ("evaluation", EVALUATION),
        ("accountability", ACCOUNTABILITY),
        ("archive", ("event", "rule")),
    )
    for key, own in grounded_parts:
        if row := data.get(key):
            yield key, grounded(row, own)


def taken(row: Row, keys: Iterable[str]) -> Row:
    return {key: row[key] for key in keys if key in row}


def grounded(row: Row, keys: Iterable[str]) -> Row:
    """With the ground that is still to be given; a preset stays one."""
    ground = {"preset": True, "preset_reason": reason(row)} if row.get("preset") else TO_BE_GROUNDED
    return {**taken(row, keys), **ground}


def reason(row: Row) -> str:
    """Why a preset stands where the document says nothing, in words that name no document."""
    try:
        return f"没有另作规定，预设为{Rule.from_mapping(row['rule']).describe()}，可以改。"
    except (KeyError, LimitError):
        return "没有另作规定，按通常的做法预设，可以改。"


def limit(row: Row) -> Row:
    moving = {"moving": {"preset": True, "preset_reason": reason({})}} if row.get("moving") else {}
    return {**grounded(row, LIMIT), **moving}


def decided(row: Row) -> Row:
    decision = {"decision": grounded(row["decision"], ("rule",))} if row.get("decision") else {}
    return {**grounded(row, ("route",)), **decision}


def body(row: Row, key: str) -> str | None:
    """Whoever is named there: one's own superior."""
    return SUPERIOR if row.get(key) else None


def scopes(rows: Iterable[Row]) -> Iterator[Row]:
    """Groups that the other named are its own."""
    for row in rows:
        if row["scope"] == Scope.AUDIENCE:
            continue
        stage = {"second_stage": grounded(row["second_stage"], ("rule",))} if row.get("second_stage") else {}
        yield {**taken(row, ("scope", "label", "raw_words", "inside_first")), **stage}
    yield AUDIENCE


def catalogue(row: Row, issuer: str) -> Row:
    reached = taken(row["applies_to"], ("kind", "sectors"))
    filed_with = body(row, "filed_with")
    return {
        "title": f"{issuer}党务公开目录",
        "applies_to": reached,
        "filed_with": filed_with,
        "presets": [],
        "notes": [],
    }


# --- grounds ---


def with_presets(data: Row) -> Row:
    """Every ground that is still to be given as a preset: for a copy that is put in force without a document."""
    return preset(data)


def preset(node: Any) -> Any:
    if isinstance(node, list):
        return [preset(each) for each in node]
    if not isinstance(node, Mapping):
        return node
    found = {key: preset(value) for key, value in node.items()}
    if {"article", "sentence"} <= set(node) and not (node["article"] and node["sentence"]) and not node.get("preset"):
        return {**found, "preset": True, "preset_reason": reason(node)}
    return found
