"""Under /open-data/."""

from django.urls import path

from catalog.public.open_data.dump import CSV, PACKAGE
from catalog.public.open_data.views import open_data, package, table

urlpatterns = [
    path("", open_data, name="open-data"),
    path(CSV, table, name="open-data-table"),
    path(PACKAGE, package, name="open-data-package"),
]
