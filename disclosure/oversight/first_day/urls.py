"""Where a portal and an account begin."""

from django.contrib import admin
from django.urls import path

from disclosure.oversight.first_day import administrators, starting, welcome

app_name = "first_day"
urlpatterns = [
    path("welcome/", welcome.welcome, name="welcome"),
    path("accounts/start/", starting.start_account, name="start"),
    path("admin/administrators/", admin.site.admin_view(administrators.administrators), name="administrators"),
]
