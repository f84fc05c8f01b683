"""The desk of organisations and people. Structure, posts and administrators change through their actions only."""

from django.contrib import admin
from django.contrib.auth.models import Group

from disclosure.organizations.admin import accounts, directory, portal, terms

__all__ = ["accounts", "directory", "portal", "terms"]

# Posts grant permissions, groups never do.
admin.site.unregister(Group)
