"""Signing in and out, each put on record with where it came from."""

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.forms import TextInput
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from disclosure.audit.record import record
from disclosure.organizations.access import access_of
from disclosure.organizations.intranet import is_on_intranet
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import WATCH
from disclosure.people.signing_in import username_for
from disclosure.web.components import description


class SignInForm(AuthenticationForm):
    """A name longer than any account's is refused before it is counted or looked for."""

    username = UsernameField(max_length=150, widget=TextInput(attrs={"autofocus": True}))

    def clean_username(self):
        """A telephone stands for the account it belongs to, and is not counted or logged itself."""
        return username_for(self.cleaned_data["username"])


def is_sent_by_the_provider(request, credentials: Mapping[str, object] | None = None) -> bool:
    """Whether it is no try of a password."""
    return "nonce" in (credentials or {})


def first_page_of(request) -> str:
    """On the intranet who works at the desk begins with today, who only watches with what is late; everyone else with their own page."""
    person = request.user
    if not is_on_intranet(request):
        return reverse("catalog:me")
    if person.is_staff:
        return reverse("admin:index")
    return reverse("oversight:home" if access_of(person, timezone.localdate()).has_any(WATCH) else "catalog:me")


class SignIn(views.LoginView):
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"description": description("党员和工作人员登录后，看在党内公开的事项、本人的来件和消息。")}

    def get_context_data(self, **kwargs):
        """With the name of the provider beside it, where there is one."""
        provider = settings.OIDC_NAME if settings.OIDC_ISSUER else ""
        return super().get_context_data(provider=provider, **kwargs)

    def get_default_redirect_url(self):
        return first_page_of(self.request)

    def form_valid(self, form):
        answer = super().form_valid(form)
        record("person.signed_in", form.get_user(), by=form.get_user(), now=timezone.now())
        return answer

    def form_invalid(self, form):
        """A wrong password for a known name is on record; an unknown name leaves none, and looks the same outside."""
        person = User.objects.filter(username=form.cleaned_data.get("username", "")).first()
        if person is not None:
            record("person.sign_in_failed", person, by=None, now=timezone.now())
        return super().form_invalid(form)


class SignOut(views.LogoutView):
    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            record("person.signed_out", request.user, by=request.user, now=timezone.now())
        return super().post(request, *args, **kwargs)


class ChangePassword(views.PasswordChangeView):
    success_url = reverse_lazy("catalog:me")

    def form_valid(self, form):
        answer = super().form_valid(form)
        record("person.password_changed", self.request.user, by=self.request.user, now=timezone.now())
        return answer
