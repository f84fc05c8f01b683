from django.urls import path

from catalog.views.api import items as api_items
from catalog.views.api import organizations as api_organizations
from catalog.views.attachment import attachment
from catalog.views.bulletin import bulletin, bulletin_file, column, read
from catalog.views.delivery import item_opened
from catalog.views.entry import entry
from catalog.views.feeds import feed
from catalog.views.home import guide, home, robots, sitemap
from catalog.views.item import item
from catalog.views.me import me
from catalog.views.organization import catalogue_file, organization
from catalog.views.poster import poster
from catalog.views.reading import reading
from catalog.views.screen import screen, screen_json
from catalog.views.search import search
from disclosure.web.gallery.page import gallery

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
