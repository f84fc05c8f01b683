"""Changes of a catalogue in force: an entry changed, withdrawn or terminated (变更、撤销、终止; LK-20, QJ-15).

Asked by who works by the catalogue, decided by who made it. Every verb locks first, then asks person and state, and only
then writes; it raises ``PermissionDenied`` or ``ValidationError`` with a sentence for the page.
"""

from catalog.changes.asking import ask, take_back
from catalog.changes.deciding import approve, refuse

__all__ = ["approve", "ask", "refuse", "take_back"]
