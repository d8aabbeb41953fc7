"""Addresses that need no log-in."""

from django.urls import path

from requests_app.views import calculator

urlpatterns = [
    path("deadline/", calculator.calculator, name="deadline"),
]
