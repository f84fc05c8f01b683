"""Row locks, for procedures and actions that do not lock the row they are about."""

from django.db import models

from disclosure.organizations.models.directory import Organization


def lock_row(model: type[models.Model], pk: int) -> None:
    """Taken by itself: what is read after it is what the other has written. Raises ``DoesNotExist``."""
    model._default_manager.select_for_update(of=("self",)).only("pk").get(pk=pk)


def lock_organization(pk: int) -> None:
    lock_row(Organization, pk)
