from disclosure.organizations.models import directory, people
from disclosure.organizations.portal import models as portal
from disclosure.organizations.start_codes import models as start_codes

__all__ = ["directory", "people", "portal", "start_codes"]
