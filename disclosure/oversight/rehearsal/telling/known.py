"""Whether a story was told before: what it begins is there under its name."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from catalog.items.models import Item, Version
from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.choosing import actions_named
from disclosure.oversight.rehearsal.telling.story import Misread, Raw
from feedback.cases.models.cases import Case

# What the shorthands begin.
BEGUN: Mapping[str, type[models.Model]] = {
    "register": Item,
    "start_redisclosure": Item,
    "propose_exemption": Withholding,
    "propose_deferral": Withholding,
    "ask": Case,
}
# How a row is told from the others of its organisation.
NAMES = ("title", "subject", "name", "what", "place", "why", "entry", "reason")
COLUMNS = {"entry": "entry_code"}
# Whose a row is, where it is not its ``organization``: that one is whom it is about.
OF = {"contactpoint": "guided_by"}


class Known:
    """What an organisation has, asked once for each kind of row."""

    def __init__(self, organization: Organization):
        self.organization = organization
        self.found: dict[tuple[type[models.Model], str], set[str]] = {}

    def has(self, first: Raw, title: str) -> bool:
        """``title``: of an item that does not begin with one. An item is known by every title that it had; what has no name of its own
        by there being any of its kind. Raises ``Misread`` for what begins nothing, and for one of many that has none."""
        given: Mapping[str, Any] = {**first, **({"title": title} if title else {})}
        model = begun_by(str(first.get("do", "")))
        name = next((name for name in NAMES if given.get(name)), "pk")
        if name == "pk" and first.get("do") in BEGUN:
            raise Misread(f"第一步要写其中一样，以后才认得出讲过没有：{'、'.join(NAMES)}；或者写“known_as”。")
        key = model, COLUMNS.get(name, name)
        if key not in self.found:
            self.found[key] = set(self.rows(model).values_list(key[1], flat=True))
        return given[name] in self.found[key] if name in given else bool(self.found[key])

    def rows(self, model: type[models.Model]) -> models.QuerySet:
        if model is Item:
            return Version.objects.filter(item__organization=self.organization)
        column = OF.get(model._meta.model_name or "", "organization")
        rows: models.QuerySet = model._default_manager.filter(**{column: self.organization})
        return rows.filter(item=None) if model is Withholding else rows


def begun_by(do: str) -> type[models.Model]:
    code, _, name = do.rpartition(".")
    if do in BEGUN:
        return BEGUN[do]
    starts = [workflow for workflow, action in actions_named(name) if action.is_start]
    found = next((workflow.model for workflow in starts if code in ("", workflow.code)), None)
    if found is None:
        raise Misread(f"“{do}”不是新办一件的步骤，不能放在最前面。")
    return found
