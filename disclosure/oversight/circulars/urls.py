"""The monthly circulars, under /oversight/circulars/, in the name space of the oversight pages."""

from django.urls import path

from disclosure.oversight.circulars import views

urlpatterns = [
    path("", views.circulars, name="circulars"),
    path("o/<slug:code>/", views.circulars, name="organization_circulars"),
    path("o/<slug:code>/keep/", views.keep, name="keep_circular"),
    path("o/<slug:code>/circular.<slug:kind>", views.file, name="circular_file"),
]
