"""Asking the public calculator, as its tests do."""

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

SEED = {"law": "foia", "received": "2018-07-20"}


def get(client: Client, **case: str) -> HttpResponse:
    return client.get(reverse("deadline"), case)


def page(client: Client, **case: str) -> str:
    return get(client, **case).content.decode()
