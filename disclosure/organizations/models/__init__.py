from disclosure.organizations.models import directory, people

__all__ = ["directory", "people"]
