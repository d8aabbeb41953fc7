"""Findings are published once, change by a new edition, and can be withdrawn; the audit has all of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from accounts.audit import entries_about
from requests_app.errors import EditedMeanwhile, PublicationRefused
from requests_app.models import Publication
from requests_app.models.publication import slug_for
from requests_app.services.embargo import set_embargo
from requests_app.services.publications import (
    change_publication,
    embargoed_since,
    publish_findings,
    put_back_publication,
    withdraw_publication,
)
from tests.accounts.factories import UserFactory
from tests.requests_app.campaigns import make_campaign
from tests.requests_app.dataset.world import many
from tests.requests_app.publications import FROM, make_publication, snapshot, terms

pytestmark = pytest.mark.django_db
AT = datetime(2018, 9, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def publication():
    return make_publication(make_campaign(), by=UserFactory(name="Bo Lead"), at=AT)


def change(publication: Publication, **given):
    given = {"terms": terms(), "snapshot": None, "seen_version": publication.version, **given}
    return change_publication(publication=publication, by=UserFactory(), at=AT, **given)


def test_it_opens_on_its_day_and_not_before(publication) -> None:
    assert [publication.is_open(on=FROM + n * DAY) for n in (-1, 0, 1)] == [False, True, True]


def test_it_never_opens_before_the_day_whose_embargoes_it_keeps(publication) -> None:
    kept = snapshot(embargo_on=FROM + DAY)
    changed = change(publication, snapshot=kept)
    assert [changed.is_open(on=FROM + n * DAY) for n in (0, 1)] == [False, True]


def test_no_figures_keep_the_embargoes_of_a_day_that_was_over(publication) -> None:
    with pytest.raises(IntegrityError):
        change(publication, snapshot=snapshot(embargo_on=FROM - DAY))


def test_a_campaign_is_published_once(publication) -> None:
    with pytest.raises(PublicationRefused, match="meanwhile"):
        make_publication(publication.campaign)
    assert Publication.objects.count() == 1


def test_two_publications_of_one_title_have_different_addresses_that_nobody_guesses() -> None:
    one, other = slug_for("Scoring systems"), slug_for("Scoring systems")
    assert one.rpartition("-")[0] == other.rpartition("-")[0] == "scoring-systems"
    assert len({one, other}) == 2
    assert len(one.rpartition("-")[2]) == 16


@pytest.mark.parametrize(
    "title", ["", "…", "ж" * 200, "<script>alert(1)</script>", "x" * 300, "../../etc", "a\r\nb"]
)
def test_any_title_makes_an_address_of_plain_signs(title: str) -> None:
    slug = slug_for(title)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert 16 <= len(slug) <= 80


def test_words_change_without_touching_the_figures_and_the_address_stays(publication) -> None:
    publication.refresh_from_db()
    changed = change(publication, terms=terms(title="Another title"))
    assert (changed.title, changed.edition, changed.slug) == ("Another title", 1, publication.slug)
    assert (changed.figures, changed.dataset.name) == (publication.figures, publication.dataset.name)


def test_figures_taken_anew_are_the_next_edition_and_the_earlier_dataset_goes(
    publication, django_capture_on_commit_callbacks
) -> None:
    storage, earlier = publication.dataset.storage, publication.dataset.name
    with django_capture_on_commit_callbacks(execute=True):
        changed = change(publication, snapshot=replace(snapshot(on=FROM + DAY), dataset=b"PK another"))
    assert (changed.edition, changed.figures_on) == (2, FROM + DAY)
    assert changed.dataset.open().read() == b"PK another"
    assert not storage.exists(earlier)


def test_withdrawn_is_withdrawn_until_it_is_put_back(publication) -> None:
    by = UserFactory()
    gone = withdraw_publication(publication=publication, seen_version=1, because=" wrong ", by=by, at=AT)
    assert (gone.is_open(on=FROM), gone.withdrawn_because) == (False, "wrong")
    with pytest.raises(PublicationRefused):
        withdraw_publication(publication=gone, seen_version=2, because="", by=by, at=AT)
    back = put_back_publication(publication=gone, seen_version=2, by=by, at=AT)
    assert (back.is_open(on=FROM), back.edition, back.withdrawn_because) == (True, 1, "")
    with pytest.raises(PublicationRefused):
        put_back_publication(publication=back, seen_version=3, by=by, at=AT)


def test_the_second_of_two_editors_is_told(publication) -> None:
    change(publication)
    with pytest.raises(EditedMeanwhile):
        change(publication, seen_version=1)
    with pytest.raises(EditedMeanwhile):
        withdraw_publication(publication=publication, seen_version=1, because="", by=UserFactory(), at=AT)


def test_what_came_under_embargo_since_is_found_also_if_it_was_discarded() -> None:
    world = many(3, 1, coded=0)
    counted, another = world.requests[0], world.requests[1]
    publication = publish_findings(
        campaign=world.campaign,
        terms=terms(),
        snapshot=snapshot(requests=(counted.pk,)),
        by=UserFactory(),
        at=AT,
    )
    for request in (counted, another):
        set_embargo(request=request, until=FROM + DAY, note="", by=None)
    type(counted).everything.filter(pk=counted.pk).update(discarded_at=AT)
    assert [each.pk for each in embargoed_since(publication, on=FROM)] == [counted.pk]
    assert embargoed_since(publication, on=FROM + DAY).count() == 0


def test_the_audit_names_who_did_what(publication) -> None:
    ada = UserFactory(name="Ada Quill")
    change_publication(
        publication=publication, seen_version=1, terms=terms(title="New"), snapshot=snapshot(), by=ada, at=AT
    )
    withdraw_publication(publication=publication, seen_version=2, because="wrong", by=ada, at=AT)
    put_back_publication(publication=publication, seen_version=3, by=ada, at=AT)
    entries = entries_about(Publication).order_by("pk")
    assert [(entry.action, entry.actor_text) for entry in entries] == [
        ("publication.published", "Bo Lead"),
        ("publication.renewed", "Ada Quill"),
        ("publication.withdrawn", "Ada Quill"),
        ("publication.put_back", "Ada Quill"),
    ]
    assert entries[1].details["title_was"] == "Scoring systems in councils"
    assert entries[2].details["because"] == "wrong"


def test_only_the_team_sees_it_in_lists(publication) -> None:
    member = publication.campaign.created_by
    assert list(Publication.objects.visible_to(member)) == [publication]
    assert list(Publication.objects.visible_to(UserFactory())) == []
