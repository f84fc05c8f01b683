"""Below /oversight/supervisors/, in the name space of the oversight pages."""

from django.urls import path

from disclosure.oversight.supervisors import views

urlpatterns = [
    path("", views.supervisors, name="supervisors"),
    path("<int:pk>/suggest/", views.write_suggestion, name="suggest"),
    path("o/<slug:code>/", views.supervisors, name="organization_supervisors"),
]
