"""Headers of answers."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.factories import researcher

pytestmark = pytest.mark.django_db


def test_no_copy_is_kept_of_a_page_of_somebody_logged_in() -> None:
    client = Client()
    client.force_login(researcher())
    for address in ("/", "/requests/", "/authorities/", "/team/profile/"):
        assert "no-store" in client.get(address).headers["Cache-Control"]
        assert "private" in client.get(address).headers["Cache-Control"]


def test_pages_open_to_everybody_are_left_alone_and_ask_nobody_who_it_is(django_assert_num_queries) -> None:
    client = Client()
    client.force_login(researcher())
    with django_assert_num_queries(0):
        client.get("/healthz")
    assert "no-store" not in client.get(reverse("deadline")).headers.get("Cache-Control", "")
    assert "Cache-Control" not in Client().get("/requests/").headers  # sent on to the log-in page


def test_no_page_may_use_camera_or_place() -> None:
    assert "geolocation=()" in Client().get("/healthz").headers["Permissions-Policy"]
    assert "camera=()" in Client().get("/accounts/login/").headers["Permissions-Policy"]
