"""The site map."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from disclosure.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password/", auth.PasswordChangeView.as_view(success_url="/me/"), name="password_change"),
    path("admin/", admin.site.urls),
    path("me/notices/", include("disclosure.notices.urls")),
    path("oversight/", include("disclosure.oversight.urls")),
    path("", include("catalog.urls")),
]
