"""Addresses of items and their screens, below those of the catalogue."""

from django.urls import path

from catalog.items.public.views.attachment import attachment
from catalog.items.public.views.delivery import item_opened
from catalog.items.public.views.item import item
from catalog.items.public.views.poster import poster
from catalog.items.public.views.screen import screen, screen_json

urlpatterns = [
    path("i/<int:pk>/", item, name="item"),
    path("i/<int:pk>/poster.pdf", poster, name="poster"),
    path("i/<int:pk>/opened/", item_opened, name="item-opened"),
    path("i/<int:item_pk>/files/<int:pk>/", attachment, name="attachment"),
    path("screen/<slug:code>/", screen, name="screen"),
    path("screen/<slug:code>/items.json", screen_json, name="screen-items"),
]
