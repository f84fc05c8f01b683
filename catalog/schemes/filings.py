"""What a scheme asks to be filed, with whom and by which sentence (LK-04, YY-08, QJ-15)."""

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]


def row_of(data: Row, what: str) -> Row:
    """What the document says of the filing; empty where it asks for none, and then none is opened, shown or owed."""
    named = "exemption" if what == "deferral" else what
    row = next((row for row in data.get("filing") or [] if row["what"] == named), None)
    return row or elsewhere(data, named)


def elsewhere(data: Row, what: str) -> Row:
    """What a scheme says of a filing under another heading: reports, refusals, work plans for what is off the catalogue."""
    if what == "report" and data.get("reports"):
        row = data["reports"][0]
        return {"with": row["to"], "article": row.get("article"), "sentence": row.get("sentence")}
    refusal = data.get("refusal") or {}
    if what == "application" and refusal.get("filed_with"):
        return {"with": refusal["filed_with"], "article": refusal.get("article"), "sentence": refusal.get("sentence")}
    off = data.get("off_catalogue") or {}
    if what == "off_catalogue" and off.get("files_with_superior"):
        return {"with": off.get("approver_name"), "article": off.get("article"), "sentence": off.get("sentence")}
    return {}
