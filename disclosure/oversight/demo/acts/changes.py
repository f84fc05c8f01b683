"""The first catalogue's filing is signed for by the superior, where the demonstration says so."""

from datetime import datetime

from catalog.directory.models import Catalogue
from catalog.filings import actions as filings
from catalog.filings.models import Filing
from disclosure.deadlines.dates import local_day
from disclosure.oversight.demo.scene import Scene


def receive_catalogue(scene: Scene) -> None:
    if not scene.story("catalogue_received"):
        return
    first = Catalogue.objects.filter(organization=scene.organization).order_by("version").select_related("filing")[0]
    if first.filing and first.filing.received_on is None:
        receive(scene, first.filing, at=scene.at(60, 16, 20))


def receive(scene: Scene, filing: Filing, *, at: datetime) -> None:
    """Signed for by the superior in the portal, else by its written receipt."""
    if "superior" in scene.cast:
        filings.acknowledge(filing, by=scene.cast["superior"], now=at)
        return
    on = local_day(at)
    receipt = {"received_on": on, "receipt": f"收文〔{on.year}〕{on.month}号"}
    filings.register_receipt(filing, by=scene.cast["secretary"], now=at, **receipt)
