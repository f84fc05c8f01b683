from django.urls import include, path

from catalog.public.views.citations import rules, scheme
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
    # Before the entries of an organisation, whose codes may be any word.
    path("", include("catalog.bulletins.public.urls")),
    path("", include("catalog.items.public.urls")),
    path("o/<slug:code>/", organization, name="organization"),
    path("o/<slug:code>/catalogue.<str:kind>", catalogue_file, name="catalogue-file"),
    path("o/<slug:code>/scheme/", scheme, name="scheme"),
    path("o/<slug:code>/<str:entry_code>/", entry, name="entry"),
    path("search/", search, name="search"),
    path("me/", me, name="me"),
    path("guide/", guide, name="guide"),
    path("rules/", rules, name="rules"),
    path("sitemap/", sitemap, name="sitemap"),
    path("reading/", reading, name="reading"),
    path("gallery/", gallery, name="gallery"),
    path("feeds/<slug:code>.xml", feed, name="feed"),
    path("open-data/", include("catalog.public.open_data.urls")),
    path("api/v1/", include("catalog.public.api.urls")),
    path("robots.txt", robots, name="robots"),
]
