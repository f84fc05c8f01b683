"""The oversight pages, under /oversight/."""

from django.urls import path

from disclosure.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.overview, name="home"),
    path("deadlines.csv", views.export_csv, name="csv"),
    path("deadlines.xlsx", views.export_xlsx, name="xlsx"),
    path("deadlines/<int:pk>/", views.deadline, name="deadline"),
    path("calendar/", views.calendar, name="calendar"),
    path("o/<slug:code>/", views.overview, name="organization"),
    path("o/<slug:code>/calendar/", views.calendar, name="organization_calendar"),
    path("o/<slug:code>/map/", views.period_map, name="map"),
    path("o/<slug:code>/deadlines.csv", views.export_csv, name="organization_csv"),
    path("o/<slug:code>/deadlines.xlsx", views.export_xlsx, name="organization_xlsx"),
]
