"""The desk of catalogues, duties and items."""

from catalog.archive.appraisal import admin as appraisals
from catalog.archive.staff import admin as archive
from catalog.bulletins.staff import admin as bulletins
from catalog.bulletins.staff import report_admin as upward_reports
from catalog.changes.staff import admin as changes
from catalog.directory.staff import admin as catalogues
from catalog.items.channels.staff import admin as carriers
from catalog.items.staff import admin as items
from catalog.obligations.confirmations.staff import admin as confirmations
from catalog.obligations.duties import admin as duties
from catalog.obligations.projects import admin as projects
from catalog.obligations.reports import admin as filings
from catalog.obligations.withholdings.staff import admin as withholdings
from catalog.own_schemes.staff import admin as schemes
from catalog.public.webhooks import admin as webhooks
