"""What was told of the months is a view of those who watch."""

from disclosure.oversight.frame import View, add_view

add_view(View("circulars", "通报", "act", "oversight:circulars", "oversight:organization_circulars"))
