"""One's access tokens: made, shown once, revoked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from disclosure.accounts.forms import TokenForm
from disclosure.accounts.models import AccessToken
from disclosure.accounts.tokens import make_token, revoke
from disclosure.organizations.access import access_for
from disclosure.web.components import MINE, Link
from disclosure.web.frame import add_errors


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("secret")
def tokens(request):
    """For who works at the desk. The secret stands in the answer to the press, never again."""
    if not access_for(request).works_at_desk:
        raise PermissionDenied("访问令牌给有岗位的工作人员用。")
    form, secret, now = TokenForm(request.POST or None), "", timezone.now()
    if form.is_bound and form.is_valid():
        try:
            secret = make_token(request.user, **form.cleaned_data, now=now)
        except ValidationError as error:
            add_errors(form, error)
        else:
            form = TokenForm()
    rows = AccessToken.objects.open(timezone.localdate()).filter(person=request.user).order_by("-pk")
    context = {"rows": rows, "form": form, "secret": secret, "crumbs": [MINE, Link("访问令牌")]}
    return TemplateResponse(request, "accounts/tokens.html", context)


@require_POST
def revoke_token(request, pk):
    revoke(
        get_object_or_404(AccessToken.objects.select_related("person"), pk=pk, person=request.user), now=timezone.now()
    )
    messages.success(request, "已作废，用它的程序从现在起读不到了。")
    return redirect("accounts:tokens")
