"""An Atom feed of what an organisation and those below it have disclosed to society: the same for every reader."""

from uuid import NAMESPACE_OID, uuid5

from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from catalog.items.models import Item
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.site import public_page

LONGEST = 30


@public_page
def feed(request, code):
    organization = get_object_or_404(Organization, code=code)
    nobody = AnonymousUser()
    items = Item.objects.visible_to(nobody, timezone.localdate())
    items = items.filter(organization__path__startswith=organization.path).newest_for(nobody)
    address = request.build_absolute_uri
    # Ids stay when the portal moves to another host: who reads the feed sees nothing twice.
    atom = Atom1Feed(
        title=f"{organization.name} 党务公开",
        link=address(organization.get_absolute_url()),
        feed_url=address(request.path),
        description="",
        language="zh-Hans",
        feed_guid=lasting_id("organization", organization.code),
    )
    items = items.with_last_progress().select_related("organization", "published_version")
    for item in items.defer("published_version__body")[:LONGEST]:
        atom.add_item(
            title=item.published_version.title,
            link=address(item.get_absolute_url()),
            description="",
            author_name=item.organization.name,
            pubdate=item.published_outside_at,
            # Its text may have been released inside before it was published outside.
            updateddate=max(
                filter(None, [item.published_outside_at, item.published_version.released_at, item.last_progress_at])
            ),
            unique_id=lasting_id("item", f"{item.pk} {item.created_at.isoformat()}"),
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def lasting_id(kind: str, key: str) -> str:
    """The same on every host and after every restore."""
    return uuid5(NAMESPACE_OID, f"{kind} {key}").urn
