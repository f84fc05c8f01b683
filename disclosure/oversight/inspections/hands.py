"""Who had a hand in what: nobody inspects that (JG-16)."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import F

from catalog.items.models import Decision, Item, Version
from disclosure.audit.history import actors_by_object
from disclosure.oversight.inspections.models import Sampled


def hands_in(keys: Collection[int]) -> Mapping[int, set[int]]:
    """Key of an item → whoever wrote, checked, approved or published it, or did anything else to it. Four queries."""
    found = {key: set(people) for key, people in actors_by_object(Item, keys).items()}
    rows = [
        *Item.objects.filter(pk__in=keys).values_list("pk", "created_by"),
        *Version.objects.filter(item__in=keys).values_list("item", "created_by"),
        *Version.objects.filter(item__in=keys, saved_by__isnull=False).values_list("item", "saved_by"),
        *Decision.objects.filter(version__item__in=keys, by__isnull=False).values_list(F("version__item"), "by"),
    ]
    for key, person in rows:
        found[key].add(person)
    return found


def hands_of(rows: Collection[Sampled]) -> Mapping[int, set[int]]:
    """Key of a line → who had a hand in what it is about; in what is owed, who had one in its draft. Six queries."""
    owed = [row.subject_id for row in rows if row.subject == Sampled.Subject.OWED]
    drafts: dict[int, list[int]] = defaultdict(list)
    for deadline, item in Item.objects.filter(deadline__in=owed).values_list("deadline", "pk"):
        drafts[deadline].append(item)
    items = {
        row.pk: drafts[row.subject_id] if row.subject == Sampled.Subject.OWED else [row.subject_id] for row in rows
    }
    hands = hands_in({item for found in items.values() for item in found})
    return {key: {person for item in found for person in hands[item]} for key, found in items.items()}
