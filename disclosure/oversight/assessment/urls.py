"""Assessments, under /oversight/assessment/, and the page of a place."""

from django.urls import path

from disclosure.oversight.assessment import place, views
from disclosure.oversight.assessment.burden import views as burden

urlpatterns = [
    path("", place.place, name="assessment"),
    path("o/<slug:code>/", place.place, name="organization_assessment"),
    path("burden/", burden.burden, name="burden"),
    path("burden/o/<slug:code>/", burden.burden, name="organization_burden"),
    path("numbers/<int:pk>/", views.rows, name="assessment_rows"),
    path("<int:pk>/circular.<slug:kind>", views.circular_file, name="assessment_circular"),
]
