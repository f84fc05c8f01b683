from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import (
    Audience,
    Membership,
    OrganizationGroupPermission,
    OrganizationUserPermission,
    Post,
    User,
)

__all__ = [
    "Audience",
    "Department",
    "LeadingGroupSeat",
    "Membership",
    "Organization",
    "OrganizationGroupPermission",
    "OrganizationUserPermission",
    "Post",
    "User",
]
