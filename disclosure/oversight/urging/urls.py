"""Pressing for what is late, under /oversight/urging/."""

from django.urls import path

from disclosure.oversight.urging import answering, views

urlpatterns = [
    path("", views.urge, name="urge"),
    path("o/<slug:code>/", views.urge, name="urge"),
    path("given/", views.given_list, name="urges"),
    path("given/o/<slug:code>/", views.given_list, name="organization_urges"),
    path("mine/", answering.mine, name="my_urges"),
    path("<int:pk>/", answering.urged, name="urged"),
]
