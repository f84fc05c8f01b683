"""Addresses of notices, below those of the catalogue."""

from django.urls import path

from catalog.bulletins.public.receipt import read
from catalog.bulletins.public.views import bulletin, bulletin_file, column

urlpatterns = [
    path("o/<slug:code>/bulletins/", column, name="bulletins"),
    path("b/<int:pk>/", bulletin, name="bulletin"),
    path("b/<int:pk>/read/", read, name="bulletin-read"),
    path("b/<int:bulletin_pk>/files/<int:pk>/", bulletin_file, name="bulletin-file"),
]
