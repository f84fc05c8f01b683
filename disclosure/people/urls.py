"""A person's own word on where they belong, under /me/enrolments/."""

from django.urls import path

from disclosure.people.enrolment import views

app_name = "people"
urlpatterns = [
    path("", views.enrolments, name="enrolments"),
    path("<int:pk>/<slug:name>/", views.answer, name="enrolment-answer"),
]
