"""The answers of the desk that show a secret: a slip, a code. It stands in the answer alone, never in a message, which a cookie or
a session would keep."""

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from disclosure.oversight.evaluation.beginning import Slip, submit
from disclosure.oversight.evaluation.opening import open_evaluation
from disclosure.oversight.evaluation.secrecy import grouped, is_slip, public_key, read
from disclosure.oversight.evaluation.voting import Code
from disclosure.web.frame import framed
from disclosure.workflow.kit import Context
from disclosure.workflow.offers import offered
from disclosure.workflow.staff.admin import ProcedureAdmin

SLIPS = (submit.name, open_evaluation.name)


class ShownOnce(ProcedureAdmin):
    """The pages of a procedure some of whose actions return a secret."""

    @method_decorator([require_POST, never_cache, sensitive_post_parameters()])
    def take(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """A secret is in the answer alone, never in a message, which a cookie or a session would keep."""
        context = self.context_of(request, pk)
        if again := self.slip_again(request, context, name):
            return self.secret_page(request, context, again)
        answer = super().take(request, pk, name)
        secret = getattr(request, "secret", None)
        return self.secret_page(request, context, secret) if secret else answer

    def slip_again(self, request: HttpRequest, context: Context, name: str) -> Slip | None:
        """The page was sent twice: whoever took the step sees the slip that is on it again."""
        slip, evaluation = request.POST.get(f"{name}-slip", ""), context.subject
        if name not in SLIPS or not is_slip(slip) or offered(self.workflow, context, name):
            return None
        kept = {
            "submit": (evaluation.slip_one, evaluation.submitted_by_id),
            "open": (evaluation.slip_two, evaluation.opened_by_id),
        }
        is_own = kept[name] == (public_key(slip), context.access.user_id)
        return Slip(grouped(read(slip))) if is_own else None

    def carry_out(self, request, action, subject, form, values):
        found = super().carry_out(request, action, subject, form, values)
        if isinstance(found, Slip | Code):
            request.secret = found
        return found

    def secret_page(self, request: HttpRequest, context: Context, secret: Slip | Code) -> HttpResponse:
        is_code = isinstance(secret, Code)
        title = "投票码" if is_code else "字条上要写的"
        shown = {"secret": secret, "is_code": is_code, "subject": context.subject}
        return framed(self, request, "admin/oversight/evaluation/secret.html", title, shown)
