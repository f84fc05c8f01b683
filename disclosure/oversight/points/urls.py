"""Below /oversight/points/, in the name space of the oversight pages."""

from django.urls import path

from disclosure.oversight.points import views

urlpatterns = [
    path("", views.points, name="points"),
    path("o/<slug:code>/", views.points, name="organization_points"),
    path("<int:pk>/", views.point, name="point"),
]
