"""Below /oversight/meetings/, in the name space of the oversight pages."""

from django.urls import path

from disclosure.oversight.meetings import views
from disclosure.oversight.meetings.reports import views as reports

urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("o/<slug:code>/", views.meetings, name="organization_meetings"),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("reports/<int:pk>/", reports.office_report, name="office_report"),
    path("reports/<int:pk>/read/", reports.read_report, name="read_office_report"),
    path("reports/<int:pk>.<slug:kind>", reports.report_file, name="office_report_file"),
]
