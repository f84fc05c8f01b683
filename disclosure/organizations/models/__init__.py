from disclosure.organizations.models import directory, people
from disclosure.organizations.start_codes import models as start_codes

__all__ = ["directory", "people", "start_codes"]
