"""There where the place has an identity provider, and only there."""

from django.urls import path

from disclosure.single_sign_on.views import Back, Go

urlpatterns = [
    path("", Go.as_view(), name="single_sign_on"),
    path("back/", Back.as_view(), name="single_sign_on_back"),
]
