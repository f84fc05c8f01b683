"""What a draft set differently from a preset becomes a whole document, and back."""

from copy import deepcopy

from django.db import migrations


def child(place, part):
    if isinstance(place, list):
        return next(row for row in place if str(row.get("kind") or row.get("name") or row.get("number")) == part)
    return place[part]


def parent(data, path):
    """What holds the last part of a dotted path, and that part; None where the document has no such place."""
    *parts, last = path.split(".")
    try:
        for part in parts:
            data = child(data, part)
    except (KeyError, StopIteration, TypeError):
        return None, last
    return data, last


def rules_in(data):
    """Dotted path → rule, of what a draft could set differently."""
    for row in data["time_limits"]:
        path = f"time_limits.{row['kind']}"
        yield f"{path}.rule", row["rule"]
        if row.get("important_rule"):
            yield f"{path}.important_rule", row["important_rule"]
        for turn in row.get("recurrences") or []:
            yield f"{path}.recurrences.{turn['name']}.rule", turn["rule"]
    for step, row in data["requests"].items():
        yield f"requests.{step}.rule", row["rule"]
    if data.get("archive"):
        yield "archive.rule", data["archive"]["rule"]


def write_documents(apps, schema_editor):
    for draft in apps.get_model("catalog", "SchemeDraft").objects.select_related("scheme"):
        document = deepcopy(draft.scheme.data)
        for path, rule in draft.changes.items():
            place, last = parent(document, path)
            if place is not None:  # else the preset has changed since
                place[last] = rule
        draft.document = document
        draft.save(update_fields=["document"])


def write_changes(apps, schema_editor):
    """A draft from scratch goes back to the first preset; what it has beyond its numbers is lost."""
    first = apps.get_model("catalog", "Scheme").objects.filter(organization=None).order_by("pk").first()
    for draft in apps.get_model("catalog", "SchemeDraft").objects.select_related("scheme"):
        draft.scheme = draft.scheme or first
        draft.changes = {}
        for path, rule in rules_in(draft.scheme.data):
            place, last = parent(draft.document, path)
            if place and place.get(last) and place[last] != rule:
                draft.changes[path] = place[last]
        draft.save(update_fields=["scheme", "changes"])


class Migration(migrations.Migration):
    dependencies = [("catalog", "0016_a_scheme_is_ones_own")]

    operations = [
        migrations.RunPython(write_documents, write_changes),
        migrations.RemoveField(model_name="schemedraft", name="changes"),
    ]
