"""Addresses that need no log-in."""

from django.urls import path

from requests_app.views import calculator, calendar, notices

urlpatterns = [
    path("deadline/", calculator.calculator, name="deadline"),
    path("calendar/<str:secret>.ics", calendar.feed, name="calendar_feed"),
    path("notices/stop/<str:token>/", notices.stop, name="stop_notices"),
]
