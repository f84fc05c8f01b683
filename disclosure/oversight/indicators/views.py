"""What each number counts, in words."""

from disclosure.oversight import frame
from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.oversight.watching import watch_of


@frame.explained
def definitions(request):
    context = {"indicators": INDICATORS.values()}
    return frame.page(request, "definitions", watch_of(request), "", context, "这些数怎么算")
