from catalog.archive.models import ArchiveRecord
from catalog.bulletins.models import Bulletin, BulletinFile, Receipt, UpwardReport
from catalog.changes.models import EntryChange
from catalog.directory.models import Catalogue, Entry
from catalog.filings.models import Filing
from catalog.items.channels.models import Carrier, Delivery, Evidence, FormRecord
from catalog.items.models import Attachment, Decision, Item, Version
from catalog.items.redaction.models import Clearance
from catalog.items.search.models import SearchDocument
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.models import Stage, Work
from catalog.obligations.withholdings.models import Excuse
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.schemes.models import Adoption, Scheme, Wording

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
