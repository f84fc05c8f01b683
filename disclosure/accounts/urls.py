"""A person's own account, under /me/tokens/."""

from django.urls import path

from disclosure.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("<int:pk>/revoke/", views.revoke_token, name="revoke_token"),
]
