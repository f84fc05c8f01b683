"""Who had a hand in what: nobody inspects that (JG-16)."""

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


def hands_of(sampled: Sampled) -> set[int]:
    """Who had a hand in what a line is about; in what is owed, who had one in its draft."""
    if sampled.subject == Sampled.Subject.ITEM:
        return hands_in([sampled.subject_id])[sampled.subject_id]
    drafts = Item.objects.filter(deadline=sampled.subject_id).values_list("pk", flat=True)
    return {person for people in hands_in(list(drafts)).values() for person in people}
