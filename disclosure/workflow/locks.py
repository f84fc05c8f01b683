"""The lock of an organisation's row, for actions that do not lock the row they are about."""

from disclosure.organizations.models.directory import Organization


def lock_organization(pk: int) -> None:
    Organization.objects.select_for_update(of=("self",)).only("pk").get(pk=pk)
