"""The view of inspections among those of the oversight pages, their actions, what waits on the desk; imported once all apps are
there."""

from catalog.staff.offered import offer
from disclosure.oversight.frame import View, add_view
from disclosure.oversight.inspections.actions import (  # noqa: F401 - the table is known
    drawing,
    looking,
    planning,
    reporting,
    sheets,
)
from disclosure.oversight.inspections.web.cards import inspection_cards

add_view(View("inspections", "检查", "act", "oversight:inspections", "oversight:organization_inspections"))
offer(inspection_cards)
