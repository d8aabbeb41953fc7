"""The team's side of an upload link."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from correspondence.models import Delivery
from correspondence.services.upload_links import issue_link
from requests_app.models import InformationRequest
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


def left_at(request: InformationRequest, *, complete: int, coming: int) -> None:
    """Files at a link of their own, of which the last piece came on 22 August 2018 at 14:05 of the clock here."""
    issue_link(request=request, days=30, by=researcher(request.team), at=datetime(2018, 8, 22, tzinfo=UTC))
    delivery = Delivery.objects.create(link=request.upload_links.first())
    states = ["complete"] * complete + ["coming"] * coming
    for number, state in enumerate(states):
        delivery.files.create(key=str(number), filename="a.pdf", size=3, state=state)
    Delivery.objects.filter(pk=delivery.pk).update(touched_at=datetime(2018, 8, 22, 13, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("complete", "coming", "told"),
    [
        (
            *(2, 0),
            "2 files wait: the sender has not pressed “Finish” yet. They become a letter of this request on "
            "23 August 2018, within an hour after 14:05, unless something more arrives.",
        ),
        (
            *(1, 1),
            "1 file waits: the sender has not pressed “Finish” yet. It becomes a letter of this request on "
            "23 August 2018, within an hour after 14:05, unless something more arrives. 1 file is not "
            "complete and is removed then.",
        ),
        (
            *(0, 2),
            "2 files are not complete and are removed on 23 August 2018, within an hour after 14:05, unless something "
            "more arrives.",
        ),
    ],
)
def test_files_that_wait_for_finish_are_told_with_when_they_are_handed_over(
    client: Client, complete: int, coming: int, told: str
) -> None:
    made = make_request()
    client.force_login(researcher(made.team))
    left_at(made, complete=complete, coming=coming)
    left_at(make_request(), complete=3, coming=0)
    page = client.get(reverse("correspondence:upload_links", args=[made.pk])).content.decode()
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert told in words
    assert words.count("Finish") == (1 if complete else 0)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_for_three_links_as_for_one(
    client: Client, number: int, django_assert_num_queries
) -> None:
    made = make_request()
    client.force_login(researcher(made.team))
    for _ in range(number):
        left_at(made, complete=1, coming=0)
    address = reverse("correspondence:upload_links", args=[made.pk])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)


def test_nothing_is_told_where_nothing_waits(client: Client) -> None:
    made = make_request()
    client.force_login(researcher(made.team))
    left_at(made, complete=0, coming=0)
    assert "Finish" not in client.get(reverse("correspondence:upload_links", args=[made.pk])).content.decode()
