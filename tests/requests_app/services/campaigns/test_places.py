"""Which authorities a campaign goes to, and why not to some."""

import pytest

from authorities.models import Authority, Contact
from requests_app.errors import CampaignRefused
from requests_app.models import CampaignAuthority
from requests_app.services.campaigns import places
from requests_app.services.campaigns.places import Added, add_authorities, leave_out, take_in
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.requests_app.campaigns import make_campaign, reachable, with_authorities

pytestmark = pytest.mark.django_db


def reasons(campaign) -> list[str]:
    return [each.reason for each in campaign.authorities.of(campaign).order_by("number")]


def test_each_authority_stands_on_the_list_once() -> None:
    campaign, (one, two) = make_campaign(), reachable(2)
    with_authorities(campaign, [one])
    ids = [two.pk, one.pk, two.pk, 999_999_999]
    assert add_authorities(campaign=campaign, authorities=ids, by=campaign.created_by) == Added(1, 1)
    assert list(campaign.authorities.values_list("number", "authority")) == [(1, one.pk), (2, two.pk)]


def test_who_cannot_be_written_to_is_left_out_with_the_reason() -> None:
    good, gone, bouncing, twin, retired = reachable(5)
    none, review = AuthorityFactory(), AuthorityFactory()
    Authority.objects.filter(pk=gone.pk).update(is_active=False)
    bouncing.contacts.update(status=Contact.Status.BOUNCING)
    twin.contacts.update(email=good.contacts.get().email.upper())
    retired.contacts.update(retired_at="2026-01-01T00:00Z")
    ContactFactory(authority=review, email="review@x.example", role="review")
    campaign = with_authorities(make_campaign(), [good, gone, bouncing, twin, retired, none, review])
    assert reasons(campaign) == [
        "",
        "gone",
        "bouncing",
        "same_address",
        "no_address",
        "no_address",
        "no_address",
    ]
    assert [each.authority for each in campaign.authorities.ready(campaign)] == [good]


def test_an_address_found_later_makes_the_authority_ready() -> None:
    authority = AuthorityFactory()
    campaign = with_authorities(make_campaign(), [authority])
    ContactFactory(authority=authority, email="foi@found.example")
    assert reasons(campaign) == [""]


def test_of_two_with_one_address_the_second_goes_where_the_first_is_left_out() -> None:
    one, two = reachable(2)
    two.contacts.update(email=one.contacts.get().email)
    campaign = with_authorities(make_campaign(), [one, two])
    first = campaign.authorities.get(number=1)
    leave_out(campaign=campaign, places=[first.pk], note="They share an office", by=campaign.created_by)
    assert reasons(campaign) == ["by_hand", ""]


def test_what_was_left_out_can_be_taken_in_again() -> None:
    campaign = with_authorities(make_campaign(), reachable(2))
    pk = campaign.authorities.get(number=1).pk
    by = campaign.created_by
    assert leave_out(campaign=campaign, places=[pk], note="Pilot", by=by) == 1
    assert CampaignAuthority.objects.get(pk=pk).left_out_note == "Pilot"
    assert take_in(campaign=campaign, places=[pk], by=by) == 1
    assert reasons(campaign) == ["", ""]


def test_more_than_a_campaign_can_hold_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(places, "MOST", 1)
    campaign = make_campaign()
    ids = [each.pk for each in reachable(2)]
    with pytest.raises(CampaignRefused, match="can go to 1"):
        add_authorities(campaign=campaign, authorities=ids, by=campaign.created_by)
