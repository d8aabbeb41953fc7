"""Campaigns sent through a real mail server: paced, paused, called back, gone on with by another worker."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from authorities.models import Contact
from correspondence.models import CampaignSending, Message, OutgoingLetter
from correspondence.services import campaigns
from correspondence.services.campaigns import (
    call_back_waiting,
    go_on,
    pause,
    progress_of,
    start_sending,
    work_on_campaigns,
)
from correspondence.services.outbox import send_due
from requests_app.campaign_letter import Item
from requests_app.errors import CampaignRefused
from requests_app.models import Campaign, InformationRequest
from requests_app.services.campaigns.editing import archive_campaign, current_letter, set_letter
from requests_app.services.campaigns.places import add_authorities
from tests.accounts.factories import UserFactory
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.post_office import PostOffice, open_post_office
from tests.requests_app.campaigns import make_campaign, reachable, with_authorities

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)  # a Tuesday


@pytest.fixture
def office(settings):
    with open_post_office() as opened:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", opened.port, 5
        settings.DEFAULT_FROM_EMAIL = "FOI Tracker <tracker@foi.example>"
        settings.REPLY_ADDRESS = "reply@foi.example"
        yield opened


def start(campaign: Campaign, *, per_hour: int = 60, at: datetime = NOW, **fields) -> CampaignSending:
    given = {"working_days_only": True, "by": campaign.created_by, **fields}
    return start_sending(campaign=campaign, per_hour=per_hour, at=at, **given)


def work(at: datetime) -> int:
    return work_on_campaigns(clock=lambda: at)


def run_until_sent(campaign: Campaign, *, step: timedelta = timedelta(minutes=1), turns: int = 40) -> None:
    """Both workers' rounds, the clock a step further each time."""
    at = NOW
    for _ in range(turns):
        work(at)
        send_due(clock=lambda at=at: at)
        at += step
    send_due(clock=lambda: at + timedelta(minutes=2))


def played(campaign: Campaign, office: PostOffice, number: int) -> None:
    """Every authority got one letter of its own, and its request is recorded as sent."""
    assert letters_to(office) == {
        f"foi@council-{pk}.example": 1 for pk in campaign.authorities.values_list("authority", flat=True)
    }
    requests = InformationRequest.objects.filter(campaign=campaign)
    assert (requests.count(), Message.objects.count()) == (number, number)
    assert set(requests.values_list("events__kind", flat=True)) == {"sent"}
    assert requests.filter(due_on=None).count() == 0
    place = campaign.authorities.get(number=2)
    assert f"Our reference: {place.our_reference}" in place.request.messages.get().body_text
    assert CampaignSending.objects.get().state == "done"


def letters_to(office: PostOffice) -> dict[str, int]:
    to = [each for _, each in office.envelopes]
    return {each: to.count(each) for each in to}


def test_a_campaign_of_thirty_is_sent_one_letter_each(office: PostOffice) -> None:
    campaign = with_authorities(make_campaign(), reachable(30))
    start(campaign, per_hour=600)
    run_until_sent(campaign, turns=4)
    played(campaign, office, 30)
    assert progress_of(campaign).gone == 30


@pytest.mark.slow
def test_a_campaign_of_470_is_sent_one_letter_each(office: PostOffice) -> None:
    campaign = with_authorities(make_campaign(), reachable(470))
    start(campaign, per_hour=3600)
    run_until_sent(campaign, turns=9)
    played(campaign, office, 470)


def test_letters_go_as_fast_as_was_said() -> None:
    campaign = with_authorities(make_campaign(), reachable(5))
    start(campaign, per_hour=60)
    seen = [work(NOW + timedelta(seconds=seconds)) for seconds in (0, 30, 60, 61, 119, 180)]
    assert seen == [1, 0, 1, 0, 0, 2]


@pytest.mark.parametrize(
    ("day", "only", "sent"),
    [(28, True, 0), (28, False, 1), (30, True, 0), (27, True, 1)],
    ids=["Saturday", "Saturday all the same", "St Andrew’s Day", "Friday"],
)
def test_on_days_off_nothing_goes_unless_it_was_said(day: int, only: bool, sent: int) -> None:
    campaign = with_authorities(make_campaign(), reachable())
    start(campaign, working_days_only=only)
    assert work(NOW.replace(day=day)) == sent


def test_no_request_is_made_before_its_turn() -> None:
    campaign = with_authorities(make_campaign(), reachable(3))
    start(campaign)
    work(NOW)
    assert InformationRequest.objects.count() == 1
    seen = progress_of(campaign)
    assert (seen.to_go, seen.waiting, seen.gone, seen.total) == (2, 1, 0, 3)


def test_a_pause_stops_at_once_and_going_on_goes_on(office: PostOffice) -> None:
    campaign = with_authorities(make_campaign(), reachable(3))
    start(campaign)
    work(NOW)
    pause(campaign=campaign, by=campaign.created_by)
    later = NOW + timedelta(hours=1)
    assert work(later) == 0
    go_on(campaign=campaign, by=campaign.created_by, at=later)
    assert [work(later), work(later + timedelta(minutes=1))] == [1, 1]


def test_what_has_not_gone_is_called_back_and_goes_when_started_again(office: PostOffice) -> None:
    campaign = with_authorities(make_campaign(), reachable(3))
    start(campaign)
    work(NOW)
    send_due(clock=lambda: NOW + timedelta(minutes=1))
    work(NOW + timedelta(minutes=1))
    assert call_back_waiting(campaign=campaign, by=campaign.created_by) == 1
    seen = progress_of(campaign)
    assert (seen.to_go, seen.waiting, seen.gone) == (2, 0, 1)
    assert (InformationRequest.objects.count(), OutgoingLetter.objects.count()) == (1, 1)
    start(campaign, at=NOW + timedelta(minutes=5))
    run_until_sent(campaign, turns=9)
    played(campaign, office, 3)


def test_whoever_is_added_later_gets_the_version_of_then(office: PostOffice) -> None:
    campaign = with_authorities(make_campaign(), reachable())
    start(campaign)
    run_until_sent(campaign, turns=3)
    letter = current_letter(campaign)
    seen = Campaign.objects.get().version
    items = [Item("1", "Only this", line=1)]
    by = campaign.created_by
    set_letter(
        campaign=campaign, seen_version=seen, subject=letter.subject, body=letter.body, questions=items, by=by
    )
    add_authorities(campaign=campaign, authorities=[reachable()[0].pk], by=by)
    start(campaign)
    run_until_sent(campaign, turns=3)
    assert [place.letter.number for place in campaign.authorities.order_by("number")] == [1, 2]
    assert "1. Only this" in office.mails[1].get_payload(decode=True).decode()


def test_an_address_that_fails_leaves_the_others_going(office: PostOffice) -> None:
    campaign = with_authorities(make_campaign(), reachable(2))
    Contact.objects.filter(authority=campaign.authorities.get(number=1).authority).update(email="no address")
    start(campaign)
    run_until_sent(campaign, turns=3)
    first = campaign.authorities.get(number=1)
    assert (first.left_out, first.request) == ("problem", None)
    assert "no address" in first.left_out_note
    assert (len(office.letters), InformationRequest.objects.count()) == (1, 1)


def test_an_archived_campaign_sends_nothing_more() -> None:
    campaign = with_authorities(make_campaign(), reachable(2))
    start(campaign)
    archive_campaign(campaign=campaign, by=campaign.created_by)
    assert work(NOW) == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"per_hour": 0}, "from 1 to 3,600"), ({"per_hour": 3601}, "from 1 to 3,600")],
)
def test_a_pace_that_is_none_is_refused(fields, said) -> None:
    with pytest.raises(CampaignRefused, match=said):
        start(with_authorities(make_campaign(), reachable()), **fields)


def test_what_could_not_be_sent_is_refused_with_the_reason() -> None:
    with pytest.raises(CampaignRefused, match="no authority"):
        start(with_authorities(make_campaign(), [AuthorityFactory()]))
    with pytest.raises(CampaignRefused, match="no questions yet"):
        start(with_authorities(make_campaign(questions=()), reachable()))
    with pytest.raises(CampaignRefused, match="Give your name"):
        start(with_authorities(make_campaign(), reachable()), by=UserFactory(name=""))


def test_a_turn_costs_the_same_whatever_has_gone_before() -> None:
    campaign = with_authorities(make_campaign(), reachable(8))
    start(campaign)
    costs = []
    for minute in range(1, 8):
        with CaptureQueriesContext(connection) as queries:
            assert work(NOW + timedelta(minutes=minute)) in (1, 2)
        costs.append(len(queries))
    assert costs[2] == costs[5]


def test_progress_costs_two_queries(django_assert_num_queries) -> None:
    campaign = with_authorities(make_campaign(), reachable(3))
    with django_assert_num_queries(2):
        progress_of(campaign)


@pytest.mark.django_db(transaction=True)
def test_two_starts_and_many_workers_at_once_are_one_sending() -> None:
    campaign = with_authorities(make_campaign(), reachable(6))

    def at_once(what):
        try:
            return what()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(at_once, [lambda: start(campaign)] * 2))
        list(
            pool.map(at_once, [partial(work, NOW + timedelta(minutes=n)) for n in range(7) for _ in range(2)])
        )
    for minute in range(10, 16):
        work(NOW + timedelta(minutes=minute))
    assert CampaignSending.objects.count() == 1
    assert sorted(InformationRequest.objects.values_list("authority", flat=True)) == sorted(
        campaign.authorities.values_list("authority", flat=True)
    )
    assert OutgoingLetter.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_in_a_turn_leaves_nothing_half_done(monkeypatch) -> None:
    campaign = with_authorities(make_campaign(), reachable(2))
    start(campaign)

    def die(**given):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(campaigns, "queue", die)
        with pytest.raises(KeyboardInterrupt):
            work(NOW)
    assert (InformationRequest.objects.count(), OutgoingLetter.objects.count()) == (0, 0)
    assert [work(NOW), work(NOW + timedelta(minutes=1))] == [1, 1]
