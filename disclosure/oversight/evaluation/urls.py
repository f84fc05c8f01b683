"""Addresses of evaluations by members, under /oversight/evaluation/."""

from django.urls import path

from disclosure.oversight.evaluation.public import casting, listing, views

urlpatterns = [
    path("", listing.evaluations, name="evaluations"),
    path("o/<slug:code>/", listing.evaluations, name="organization_evaluations"),
    path("ballot/", casting.ballot, name="ballot"),
    path("<int:pk>/", views.evaluation, name="evaluation"),
    path("<int:pk>/code/", views.take, name="evaluation_code"),
    path("<int:pk>/recount.csv", views.recount, name="evaluation_recount"),
]
