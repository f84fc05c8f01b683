"""The scheme files as the tests read them, and what counts as a ground for a rule."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import yaml

SCHEMES = Path(__file__).parent.parent
SLUGS = ["longkou", "jiguan", "pingluo", "yueyang", "qijiang"]
PERIOD_WORDS = {"month": ["每月", "按月"], "quarter": ["季度"], "half_year": ["半年"], "year": ["年末", "12月底"]}


@cache
def scheme(slug):
    return yaml.safe_load((SCHEMES / f"{slug}.yaml").read_text(encoding="utf-8"))


@cache
def rows(slug):
    with (SCHEMES / f"{slug}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_code(slug):
    return {row["code"]: row for row in rows(slug)}


def limit(slug, kind):
    (found,) = [each for each in scheme(slug)["time_limits"] if each["kind"] == kind]
    return found


def notes(slug, kind):
    return [note for note in scheme(slug)["catalogue"]["notes"] if note["kind"] == kind]


def count(slug, column):
    return Counter(row[column] for row in rows(slug))


def blocks(node):
    """Every mapping in a scheme, depth first."""
    if isinstance(node, dict):
        yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    for child in children:
        yield from blocks(child)


def claims(slug):
    """Every mapping that lays down a rule, whether with a number or without."""
    document = scheme(slug)
    single = (
        "refusal",
        "exemption",
        "narrowing",
        "off_catalogue",
        "release",
        "separation",
        "archive",
        "assessment",
        "supervisors",
        "evaluation",
        "accountability",
        "time_limit_principle",
        "display_policy",
    )
    several = ("time_limits", "display", "approval_routes", "form_rules", "filing", "quotas", "reports")
    several += ("meetings", "contact_points")
    found = [document[key] for key in single if key in document]
    found += [each for key in several for each in document.get(key, [])]
    return found + list(document["requests"].values())


def has_ground(block):
    sourced = block.get("article") and block.get("sentence")
    return bool(sourced or (block.get("preset") and block.get("preset_reason")))


def is_said(rule, sentence):
    """Whether the sentence states the rule's number, as the documents write it."""
    ((key, value),) = rule.items()
    if key == "working_days":
        return re.search(rf"(?<!\d){value}个工作日", sentence)
    if key == "calendar_days":
        return re.search(rf"(?<!\d){value}日", sentence)
    if key == "period_end":
        return any(word in sentence for word in PERIOD_WORDS[value])
    return key == "disclosure_day" and value == {"weekday": 5, "nth": 1} and "每月第一周星期五" in sentence
