"""The stories of an organisation: which are still to be played, under which entry each happens, and what decides its dates."""

from collections.abc import Mapping

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.items.models import Version
from catalog.schemes.choices import Scope
from catalog.schemes.rules import SchemeRules, scheme_for
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.acts.items import Play
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.demo.script import Plan, script_for


def play_stories(scene: Scene) -> None:
    """Play what has not been played yet. The titles are those of every version: a corrected item keeps its first title too."""
    known = set(Version.objects.filter(item__organization=scene.organization).values_list("title", flat=True))
    new = [story for story in scene.unit.stories if story["title"] not in known]
    if not new:
        return
    rules = scheme_for(scene.organization, scene.today)
    for story in new:
        entry = entry_of(scene.organization, story)
        script = script_for(plan_of(story, entry, rules), scene.calendar, now=scene.now)
        Play(scene, entry, story, script).run()


def entry_of(organization: Organization, story: Mapping) -> Entry | None:
    if story["entry"] is None:
        return None
    entry = entry_for(organization, story["entry"])
    if entry is None:
        raise LookupError(f"{organization.code} has no entry {story['entry']}")
    return entry


def plan_of(story: Mapping, entry: Entry | None, rules: SchemeRules) -> Plan:
    """What decides the dates: the story, its entry and the scheme."""
    scope, kind = (story.get(name) or getattr(entry, name) for name in ("scope", "limit_kind"))
    limits = rules.display_limits(scope, kind)
    return Plan(
        days_ago=story["days_ago"],
        ends=story["ends"],
        rule=rules.rule_of_entry(entry, kind, is_important=story.get("is_important", False)),
        scope=scope,
        inside_first=bool(story.get("inside_first", entry and entry.inside_first)) and scope == Scope.SOCIETY,
        late=story.get("late", False),
        wait=story.get("wait", 0),
        display_days=story.get("display_days", limits and limits[1]),
    )
