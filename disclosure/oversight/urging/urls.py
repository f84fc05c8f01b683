"""Below /oversight/urging/, in the name space of the oversight pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
