from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Membership
from requests_app.errors import NotInTheTeam, TooLateToUndo
from requests_app.models import Handover, InformationRequest
from requests_app.services.assigning import assign_requests, undo_handover
from tests.accounts.factories import TeamFactory, UserFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EVERY = InformationRequest.objects


@pytest.fixture
def boss():
    return lead()


@pytest.fixture
def three(boss):
    """A team's requests: one of each of two people, and one of nobody's."""
    team = boss.teams.get()
    owners = [boss, researcher(team), None]
    for owner in owners:
        made = make_request(team=team, authority=AuthorityFactory(), owner=owner)
        EVERY.filter(pk=made.pk).update(owner=owner)
    return owners


def _owners():
    return [request.owner for request in EVERY.order_by("pk").select_related("owner")]


def test_all_are_given_to_one(boss, three):
    handover = assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    assert (_owners(), handover.number) == ([boss] * 3, 2)


def test_they_can_be_given_to_nobody(boss, three):
    assign_requests(requests=EVERY.all(), to=None, by=boss, at=AT)
    assert _owners() == [None] * 3


def test_undoing_gives_each_back_to_who_had_it(boss, three):
    handover = assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    assert undo_handover(handover=handover, by=boss, at=AT + timedelta(seconds=59)) == 2
    assert _owners() == three


def test_after_a_minute_it_is_too_late(boss, three):
    handover = assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    with pytest.raises(TooLateToUndo):
        undo_handover(handover=handover, by=boss, at=AT + timedelta(seconds=60))
    assert _owners() == [boss] * 3


def test_it_is_undone_once(boss, three):
    handover = assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    undo_handover(handover=handover, by=boss, at=AT)
    with pytest.raises(TooLateToUndo):
        undo_handover(handover=handover, by=boss, at=AT)


def test_what_was_given_on_meanwhile_stays_there(boss, three):
    handover = assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    other = researcher(boss.teams.get())
    last = EVERY.order_by("pk").last()
    assign_requests(requests=EVERY.filter(pk=last.pk), to=other, by=other, at=AT)
    assert undo_handover(handover=handover, by=boss, at=AT) == 1
    assert _owners() == [three[0], three[1], other]


def test_nobody_gets_a_request_of_a_team_they_are_not_in(boss, three):
    make_request(team=TeamFactory(), owner=UserFactory())
    before = _owners()
    with pytest.raises(NotInTheTeam):
        assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    assert (_owners(), Handover.objects.count()) == (before, 0)


def test_whoever_is_editing_one_is_told(boss, three):
    versions = list(EVERY.order_by("pk").values_list("version", flat=True))
    assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    after = list(EVERY.order_by("pk").values_list("version", flat=True))
    assert [new - old for old, new in zip(versions, after, strict=True)] == [0, 1, 1]


def test_a_thousand_take_no_more_queries_than_three(boss, three, django_assert_num_queries):
    team = boss.teams.get()
    assert Membership.objects.filter(user=boss, team=team).exists()
    body = AuthorityFactory()
    with django_assert_num_queries(8):
        assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    EVERY.bulk_create(InformationRequest(team=team, authority=body, title="x") for _ in range(1000))
    with django_assert_num_queries(8):
        assign_requests(requests=EVERY.all(), to=boss, by=boss, at=AT)
    assert EVERY.filter(owner=boss).count() == 1003
