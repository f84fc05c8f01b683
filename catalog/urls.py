from django.urls import path

from catalog.bulletins.public.views import bulletin, bulletin_file, column, read
from catalog.items.public.views.attachment import attachment
from catalog.items.public.views.delivery import item_opened
from catalog.items.public.views.item import item
from catalog.items.public.views.poster import poster
from catalog.items.public.views.screen import screen, screen_json
from catalog.public.views.api import items as api_items
from catalog.public.views.api import organizations as api_organizations
from catalog.public.views.entry import entry
from catalog.public.views.feeds import feed
from catalog.public.views.home import guide, home, robots, sitemap
from catalog.public.views.me import me
from catalog.public.views.organization import catalogue_file, organization
from catalog.public.views.reading import reading
from catalog.public.views.search import search
from disclosure.web.gallery.page import gallery

app_name = "catalog"
urlpatterns = [
    path("", home, name="home"),
    path("o/<slug:code>/", organization, name="organization"),
    path("o/<slug:code>/catalogue.<str:kind>", catalogue_file, name="catalogue-file"),
    path("o/<slug:code>/bulletins/", column, name="bulletins"),
    path("o/<slug:code>/<str:entry_code>/", entry, name="entry"),
    path("i/<int:pk>/", item, name="item"),
    path("i/<int:pk>/poster.pdf", poster, name="poster"),
    path("i/<int:pk>/opened/", item_opened, name="item-opened"),
    path("i/<int:item_pk>/files/<int:pk>/", attachment, name="attachment"),
    path("screen/<slug:code>/", screen, name="screen"),
    path("screen/<slug:code>/items.json", screen_json, name="screen-items"),
    path("b/<int:pk>/", bulletin, name="bulletin"),
    path("b/<int:pk>/read/", read, name="bulletin-read"),
    path("b/<int:bulletin_pk>/files/<int:pk>/", bulletin_file, name="bulletin-file"),
    path("search/", search, name="search"),
    path("me/", me, name="me"),
    path("guide/", guide, name="guide"),
    path("sitemap/", sitemap, name="sitemap"),
    path("reading/", reading, name="reading"),
    path("gallery/", gallery, name="gallery"),
    path("feeds/<slug:code>.xml", feed, name="feed"),
    path("api/v1/items/", api_items, name="api-items"),
    path("api/v1/organizations/", api_organizations, name="api-organizations"),
    path("robots.txt", robots, name="robots"),
]
