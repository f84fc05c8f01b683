"""One's own calendar."""

from django.urls import path

from disclosure.deadlines.calendar import views

app_name = "deadlines"
urlpatterns = [
    path("me/calendar/", views.calendar, name="calendar"),
    path("me/calendar/key/", views.new_key, name="calendar-key"),
    path("me/calendar/key/drop/", views.drop_key, name="calendar-key-drop"),
    path("calendar/<str:token>.ics", views.feed, name="calendar-feed"),
]
