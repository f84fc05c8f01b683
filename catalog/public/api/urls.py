"""Under /api/v1/."""

from django.urls import include, path

from catalog.public.api.routes import described, urls

urlpatterns = [path("", described, name="api"), path("", include((urls, "api")))]
