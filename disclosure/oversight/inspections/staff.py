"""The view of inspections among those of the oversight pages, and their actions; imported once all apps are there."""

from disclosure.oversight.frame import View, add_view
from disclosure.oversight.inspections.actions import drawing, looking, planning, reporting, sheets  # noqa: F401 - the table is known

add_view(View("inspections", "检查", "act", "oversight:inspections", "oversight:organization_inspections"))
