from catalog.models.directory import Catalogue, Entry
from catalog.models.duties import Duty
from catalog.models.items import Attachment, Decision, Item, Version
from catalog.models.schemes import Adoption, Scheme, Wording
from catalog.models.search import SearchDocument

__all__ = [
    "Adoption",
    "Attachment",
    "Catalogue",
    "Decision",
    "Duty",
    "Entry",
    "Item",
    "Scheme",
    "SearchDocument",
    "Version",
    "Wording",
]
