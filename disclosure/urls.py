"""The site map."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from disclosure.health.views import healthz, metrics
from disclosure.organizations.site import open_outside
from disclosure.sign_in import ChangePassword, SignIn, SignOut

handler400 = "disclosure.web.errors.pages.bad_request"
handler403 = "disclosure.web.errors.pages.forbidden"
handler404 = "disclosure.web.errors.pages.not_found"
handler500 = "disclosure.web.errors.pages.server_error"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", open_outside(SignOut.as_view()), name="logout"),
    path("accounts/password/", open_outside(ChangePassword.as_view()), name="password_change"),
    path("", include("disclosure.oversight.first_day.urls")),
    path("admin/", admin.site.urls),
    path("me/tokens/", include("disclosure.accounts.urls")),
    path("me/enrolments/", include("disclosure.people.urls")),
    path("me/notices/", include("disclosure.notices.urls")),
    path("", include("disclosure.deadlines.urls")),
    path("oversight/", include("disclosure.oversight.urls")),
    path("", include("feedback.urls")),
    path("", include("catalog.urls")),
]
if settings.OIDC_ISSUER:
    urlpatterns.append(path("accounts/single-sign-on/", include("disclosure.single_sign_on.urls")))
