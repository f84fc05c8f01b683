"""A waiver is for what stood there when it was agreed: another number that looks the same under its mask is not covered."""

from catalog.items.models import Version
from catalog.items.redaction.models import Waiver
from disclosure.files.sensitive_data.places import findings_in_text
from disclosure.files.sensitive_data.plain import same_length, visible

Texts = dict[tuple[str, str], set[str]]


def take_back_outdated(version: Version, *, title: str, body: str) -> list[str]:
    """Before the text of the version becomes the given one. Returns the masks whose waiver is gone; it may be asked anew."""
    rows = list(version.waivers.exclude(state=Waiver.State.REFUSED))
    if not rows:
        return []
    old, new = texts_of(version.title, version.body), texts_of(title, body)
    gone = [row for row in rows if new.get((row.kind, row.mask), set()) - old.get((row.kind, row.mask), set())]
    Waiver.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return [row.mask for row in gone]


def texts_of(title: str, body: str) -> Texts:
    found: Texts = {}
    for row in findings_in_text(title, body):
        plain = "".join(char for char in same_length(visible(row.text)) if char.isalnum())
        found.setdefault((row.kind, row.suggested_mask), set()).add(plain)
    return found
