"""The team's side of an upload link."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def test_the_team_makes_an_address_once_and_makes_it_void(client: Client) -> None:
    made = make_request()
    client.force_login(researcher(made.team))
    address = reverse("correspondence:upload_links", args=[made.pk])
    page = client.post(address, {"days": "14"}).content.decode()
    link = made.upload_links.get()
    shown = next(word for word in page.split() if "/upload/" in word).partition("<")[0]
    assert client.get("/upload/" + shown.partition("/upload/")[2]).status_code == 200
    assert "/upload/" not in client.get(address).content.decode().replace("upload-link", "")
    client.post(reverse("correspondence:revoke_upload_link", args=[link.pk]))
    assert client.get("/upload/" + shown.partition("/upload/")[2]).status_code == 404
    assert client.post(address, {"days": "0"}).status_code == 422
