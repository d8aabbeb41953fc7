import re

import pytest
from django.urls import reverse

from requests_app.services.feeds import issue_feed, live_feed, revoke_feed
from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client):
    user = researcher()
    client.force_login(user)
    return user


def _address(secret):
    return reverse("calendar_feed", args=[secret])


def _issued(client, replaces=""):
    return client.post(reverse("requests:calendar"), {"do": "issue", "replaces": replaces})


def test_an_address_is_made_and_shown_once(client, ada):
    page = client.get(reverse("requests:calendar")).content.decode()
    assert "Make an address" in page
    response = _issued(client)
    assert "no-store" in response["Cache-Control"]
    mine, everything = re.findall(r'href="(http[^"]+/calendar/[^"]+)"', response.content.decode())
    assert everything == f"{mine}?all=1"
    path = mine.partition("//")[2].partition("/")[2]
    assert client.get(f"/{path}").status_code == 200
    page = client.get(reverse("requests:calendar")).content.decode()
    assert path not in page
    assert "It cannot be shown again." in page


def test_the_page_that_made_it_sent_again_leaves_the_address_alone(client, ada):
    _issued(client)
    feed = live_feed(ada)
    assert _issued(client).status_code == 302
    assert live_feed(ada) == feed


def test_a_new_address_replaces_the_old_and_an_address_can_be_made_void(client, ada):
    old = issue_feed(user=ada, replaces=None)
    _issued(client, replaces=live_feed(ada).pk)
    assert client.get(_address(old)).status_code == 404
    assert client.post(reverse("requests:calendar"), {"do": "revoke"}).status_code == 302
    assert live_feed(ada) is None
    assert client.post(reverse("requests:calendar"), {"do": "revoke"}).status_code == 302


def test_the_address_needs_no_log_in_and_is_private(client, django_assert_num_queries):
    ada = researcher()
    make_request(team=ada.teams.get(), owner=ada)
    secret = issue_feed(user=ada, replaces=None)
    with django_assert_num_queries(3):
        response = client.get(_address(secret))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, max-age=300"
    assert response["X-Robots-Tag"] == "noindex"
    assert response.content.count(b"BEGIN:VEVENT") == 1
    assert "sessionid" not in response.cookies


def test_all_are_the_requests_of_ones_teams(client):
    ada = researcher()
    make_request(team=ada.teams.get(), owner=researcher())
    address = _address(issue_feed(user=ada, replaces=None))
    assert client.get(address).content.count(b"BEGIN:VEVENT") == 0
    assert client.get(address, {"all": "1"}).content.count(b"BEGIN:VEVENT") == 1


def test_what_has_not_changed_is_not_sent_again(client):
    ada = researcher()
    make_request(team=ada.teams.get(), owner=ada)
    address = _address(issue_feed(user=ada, replaces=None))
    tag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_unknown_revoked_and_disabled_are_all_the_same_404(client):
    revoked, disabled = researcher(), researcher()
    secrets = [
        "no-such-secret",
        issue_feed(user=revoked, replaces=None),
        issue_feed(user=disabled, replaces=None),
    ]
    revoke_feed(feed=live_feed(revoked))
    disabled.is_active = False
    disabled.save()
    pages = {client.get(_address(secret)).content.replace(secret.encode(), b"") for secret in secrets}
    assert [client.get(_address(secret)).status_code for secret in secrets] == [404] * 3
    assert len(pages) == 1
