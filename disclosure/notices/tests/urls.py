"""The inbox and nothing else, where the site map puts it."""

from django.urls import include, path

urlpatterns = [path("me/notices/", include("disclosure.notices.urls"))]
