"""To the provider's page, and back from it."""

import logging

import requests
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import View
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from disclosure.organizations.actions import put_on_record
from disclosure.sign_in import first_page_of
from disclosure.single_sign_on.provider import ProviderFault, provider

LOGGER = logging.getLogger(__name__)
DOWN = "统一身份认证现在没有应答。请过一会儿再试，或者用门户自己的用户名和密码登录。"
NOT_VOUCHED = "统一身份认证没有通过，请从这里重新登录一次。"
UNKNOWN = "您在这个门户还没有可以这样登录的账号，请联系本组织的党务公开办公室。管理员只能用用户名和密码登录。"


class InWords(View):
    def dispatch(self, request, *args, **kwargs):
        """Back to signing in, with a sentence, for whatever the provider does."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (ProviderFault, requests.RequestException) as fault:
            LOGGER.warning("single sign-on: %s", fault)
            return refused(request, DOWN)
        except SuspiciousOperation as fault:
            LOGGER.warning("%s", fault)
            return refused(request, NOT_VOUCHED)


@method_decorator([login_not_required, never_cache], name="dispatch")
class Go(InWords, OIDCAuthenticationRequestView):
    def __init__(self, *args, **kwargs):
        super(OIDCAuthenticationRequestView, self).__init__(*args, **kwargs)

    @property
    def OIDC_OP_AUTH_ENDPOINT(self) -> str:
        return provider().authorization

    @property
    def OIDC_RP_CLIENT_ID(self) -> str:
        return self.get_settings("OIDC_RP_CLIENT_ID")


@method_decorator([login_not_required, never_cache], name="dispatch")
class Back(InWords, OIDCAuthenticationCallbackView):
    def login_success(self):
        answer = super().login_success()
        put_on_record("person.signed_in", self.user, by=self.user, now=timezone.now(), how="统一身份认证")
        return answer

    @property
    def success_url(self):
        return self.request.session.pop("oidc_login_next", None) or first_page_of(self.request)

    def login_failure(self):
        return refused(self.request, UNKNOWN if "code" in self.request.GET else NOT_VOUCHED)


def refused(request, words: str) -> HttpResponseRedirect:
    messages.error(request, words)
    return redirect("login")
