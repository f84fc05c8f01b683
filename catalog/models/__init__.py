from catalog.models.archive import ArchiveRecord
from catalog.models.bulletins import Bulletin, BulletinFile, Receipt, UpwardReport
from catalog.models.carrying import Carrier, Delivery, Evidence, FormRecord
from catalog.models.changes import EntryChange
from catalog.models.clearances import Clearance
from catalog.models.directory import Catalogue, Entry
from catalog.models.duties import Duty, Stage, Work
from catalog.models.excuses import Excuse
from catalog.models.filings import Filing, SchemeDraft, SchemeOpinion
from catalog.models.items import Attachment, Decision, Item, Version
from catalog.models.schemes import Adoption, Scheme, Wording
from catalog.models.search import SearchDocument

__all__ = [
    "Adoption",
    "ArchiveRecord",
    "Attachment",
    "Bulletin",
    "BulletinFile",
    "Carrier",
    "Catalogue",
    "Clearance",
    "Decision",
    "Delivery",
    "Duty",
    "Entry",
    "EntryChange",
    "Evidence",
    "Excuse",
    "Filing",
    "FormRecord",
    "Item",
    "Receipt",
    "Scheme",
    "SchemeDraft",
    "SchemeOpinion",
    "SearchDocument",
    "Stage",
    "UpwardReport",
    "Version",
    "Wording",
    "Work",
]
