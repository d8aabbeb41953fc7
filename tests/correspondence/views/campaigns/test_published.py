"""What everybody finds at the address of published findings, and when; and what nobody finds there."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from correspondence import publishing
from correspondence.views import published
from requests_app.models import Publication
from requests_app.services.embargo import set_embargo
from requests_app.services.publications import withdraw_publication
from tests.accounts.factories import UserFactory, lead, researcher, site_admin
from tests.requests_app.dataset.world import many
from tests.requests_app.publications import terms
from tests.web import browser_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7|add:7 }}"


@pytest.fixture
def world():
    return many(3, 2, coded=3)


def publish(world, *, opens_in: int = 0, **changed) -> Publication:
    today = timezone.localdate()
    return publishing.publish(
        campaign=world.campaign, by=UserFactory(), today=today, at=timezone.now(),
        terms=terms(public_from=today + opens_in * DAY, **changed),
    )  # fmt: skip


def addresses(publication: Publication) -> list[str]:
    return [publication.get_absolute_url(), publication.get_absolute_url() + "data.zip"]


def answers(client: Client, publication: Publication) -> list[int]:
    return [client.get(address).status_code for address in addresses(publication)]


def test_everybody_reads_it_without_an_account(client, world) -> None:
    publication = publish(world, introduction="First.\n\nSecond: https://example.org/report")
    response = client.get(publication.get_absolute_url())
    text = unescape(response.content.decode())
    assert response.status_code == 200
    assert '<meta property="og:title" content="Scoring systems in councils">' in text
    assert f'Figures as at <time datetime="{timezone.localdate().isoformat()}">' in text
    assert '<a href="https://example.org/report" rel="nofollow">' in text
    assert "edition 1" in text
    assert "Body 00000" in text
    assert "noindex" not in text


def test_it_takes_two_queries_however_many_requests(client, django_assert_num_queries) -> None:
    for number in (1, 3):
        address = publish(many(number, 2, coded=number)).get_absolute_url()
        with django_assert_num_queries(2):
            client.get(address)


def test_the_figures_stay_as_they_were_when_answers_change(client, world) -> None:
    publication = publish(world)
    before = client.get(publication.get_absolute_url()).content
    world.questions[0][0].answers.update(outcome="refused")
    assert client.get(publication.get_absolute_url()).content == before


def test_the_same_bytes_for_everybody_with_nothing_of_a_login(world) -> None:
    publication = publish(world)
    member = browser_of(lead(world.team, name="Ada Quill"))
    seen = {client.get(publication.get_absolute_url()).content for client in (Client(), member)}
    assert len(seen) == 1
    assert b"csrf" not in seen.pop().lower()


def test_before_its_day_the_public_finds_nothing_and_the_team_a_preview(client, world) -> None:
    publication = publish(world, opens_in=1)
    assert answers(client, publication) == [404, 404]
    for user in (lead(world.team), researcher(world.team)):
        response = browser_of(user).get(publication.get_absolute_url())
        assert "Only your team sees this page until then" in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "noindex" in response.content.decode()


@pytest.mark.parametrize("person", [lead, site_admin])
def test_a_lead_of_another_team_and_a_site_admin_see_no_preview(world, person) -> None:
    publication = publish(world, opens_in=1)
    assert answers(browser_of(person()), publication) == [404, 404]


def test_nothing_tells_what_waits_from_what_never_was(client, world) -> None:
    waiting = client.get(publish(world, opens_in=1).get_absolute_url())
    unknown = client.get("/findings/scoring-systems-aaaaaaaaaaaaaaaa/")
    assert waiting.content == unknown.content
    assert dict(waiting.headers) == dict(unknown.headers)


def test_after_it_was_withdrawn_nobody_finds_it_not_even_by_what_a_cache_kept(client, world) -> None:
    publication = publish(world)
    address = publication.get_absolute_url()
    kept = client.get(address)["ETag"]
    withdraw_publication(
        publication=publication, seen_version=1, because="", by=UserFactory(), at=timezone.now()
    )
    assert answers(client, publication) == [404, 404]
    response = client.get(address, headers={"If-None-Match": kept})
    assert (response.status_code, response["Cache-Control"]) == (404, "private, no-store")


def test_what_comes_under_embargo_after_all_closes_it(client, world) -> None:
    publication = publish(world)
    assert answers(client, publication) == [200, 200]
    set_embargo(request=world.requests[0], until=timezone.localdate() + DAY, note="", by=None)
    assert answers(client, publication) == [404, 404]
    assert answers(browser_of(researcher(world.team)), publication) == [200, 200]


def test_caches_ask_anew_each_time_and_are_told_if_nothing_changed(client, world) -> None:
    address = publish(world).get_absolute_url()
    first = client.get(address)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "public, no-cache")


def test_asking_for_the_head_or_a_part_gives_away_nothing_more(client, world) -> None:
    waiting = publish(world, opens_in=1)
    for address in addresses(waiting):
        assert client.head(address).status_code == 404
        assert client.get(address, headers={"Range": "bytes=0-9"}).status_code == 404
        assert client.post(address).status_code == 405
    assert client.head(publish(many(1, 1, coded=1)).get_absolute_url()).content == b""


def test_the_dataset_is_saved_and_never_opened_in_the_page(client, world) -> None:
    publication = publish(world, title="Løst & <b>found</b>")
    response = client.get(addresses(publication)[1])
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == f'attachment; filename="{publication.slug}-edition-1.zip"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_without_a_dataset_none_is_offered(client, world) -> None:
    publication = publish(world, offers_dataset=False)
    assert answers(client, publication) == [200, 404]
    assert "Download the dataset" not in client.get(publication.get_absolute_url()).content.decode()


def test_a_dataset_whose_file_is_lost_is_a_404_and_the_page_stays(client, world) -> None:
    publication = publish(world)
    publication.dataset.storage.delete(publication.dataset.name)
    assert answers(client, publication) == [200, 404]


def test_without_authorities_none_is_named(client, world) -> None:
    text = client.get(publish(world, shows_authorities=False).get_absolute_url()).content.decode()
    assert "Body 0" not in text


def test_how_many_are_under_embargo_is_said(client, world) -> None:
    set_embargo(request=world.requests[0], until=timezone.localdate() + DAY, note="", by=None)
    text = client.get(publish(world).get_absolute_url()).content.decode()
    assert "1 request is under embargo and counted nowhere on this page" in text


def test_hostile_words_are_words(client, world) -> None:
    authority = world.requests[0].authority
    authority.name = HOSTILE
    authority.save()
    publication = publish(world, title=HOSTILE, introduction=HOSTILE, publisher=HOSTILE)
    text = client.get(publication.get_absolute_url()).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "{{ 7|add:7 }}" in text


def test_no_one_is_named_and_nothing_is_asked_for_elsewhere(client, world) -> None:
    ada = lead(world.team, name="Ada Quill")
    response = client.get(publish(world).get_absolute_url())
    text = response.content.decode()
    for hidden in (ada.name, ada.email, str(world.by)):
        assert hidden not in text
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


def test_who_asks_too_often_waits(client, world, monkeypatch) -> None:
    monkeypatch.setattr(published, "MOST_A_MINUTE", 2)
    address = publish(world).get_absolute_url()
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("slug", ["x", "..", "%00", "a" * 5000, "a%20b", "1;--"])
def test_addresses_that_are_none_are_404(client, slug: str) -> None:
    assert client.get(f"/findings/{slug}/").status_code == 404
