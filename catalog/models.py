from catalog.archive.appraisal.models import Appraisal, CondemnedFile
from catalog.archive.models import ArchiveRecord
from catalog.bulletins.models import Bulletin, BulletinFile, Receipt, UpwardReport
from catalog.changes.models import EntryChange
from catalog.directory.models import Catalogue, Entry
from catalog.filings.models import Filing
from catalog.items.channels.models import Carrier, ChannelRecord, Delivery, Evidence
from catalog.items.models import Attachment, Decision, Item, Version
from catalog.items.redaction.models import Waiver
from catalog.items.search.models import SearchDocument
from catalog.obligations.models import Answer, Confirmation, Duty, Milestone, Project, Rhythm, Withholding
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.public.models import OpenDataDump, Webhook, WebhookDelivery
from catalog.schemes.models import Adoption, Scheme, Wording
