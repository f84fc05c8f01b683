"""Addresses of records of accountability as those concerned read them, under /oversight/accountability/."""

from django.urls import path

from disclosure.oversight.accountability import views

urlpatterns = [
    path("", views.measures, name="measures"),
    path("<int:pk>/", views.measure, name="measure"),
]
