"""How much the portal asks of each organisation, for who watches it."""

from django.utils import timezone

from disclosure.oversight import frame
from disclosure.oversight.assessment.burden.months import burden_of
from disclosure.oversight.watching import watch_of


@frame.explained
def burden(request, code=""):
    watch = watch_of(request, code)
    context = {"burden": burden_of(watch, timezone.localdate())}
    return frame.page(request, "assessment/burden", watch, "burden", context, "减负")
