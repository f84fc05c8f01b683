"""For which organisation a person works on a page."""

from django.db.models import QuerySet

from disclosure.organizations.access import access_for
from disclosure.organizations.models.directory import Organization


def organizations_with(request, *permissions: str) -> QuerySet[Organization]:
    """Where the person holds any of the permissions."""
    return Organization.objects.filter(pk__in=access_for(request).organization_ids(*permissions))


def chosen(request, organizations: QuerySet[Organization]) -> Organization | None:
    """Of several the one that was picked; the only one by itself."""
    code = request.POST.get("organization") or request.GET.get("organization")
    if code:
        return next((row for row in organizations if row.code == code), None)
    return organizations[0] if len(organizations) == 1 else None
