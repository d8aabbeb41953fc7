from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, UserFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    person = researcher()
    client.force_login(person)
    return person


def _names(answer):
    return [row.request.authority.name for row in answer.context["rows"]]


def _late(team, **fields):
    return make_request(team=team, received_on=timezone.localdate() - timedelta(days=60), **fields)


def _fresh(team, **fields):
    return make_request(team=team, received_on=timezone.localdate(), **fields)


def test_the_list_shows_the_teams_own_and_no_other(client, person):
    mine = _fresh(person.teams.get())
    _fresh(TeamFactory())
    assert _names(client.get(reverse("requests:list"))) == [mine.authority.name]


def test_filters_live_in_the_address(client, person):
    team = person.teams.get()
    late = _late(team, authority=AuthorityFactory(nation="wales"), owner=person)
    _late(team, owner=person)
    _fresh(team, authority=AuthorityFactory(nation="wales"), owner=person)
    _late(team, authority=AuthorityFactory(nation="wales"))
    answer = client.get(
        reverse("requests:list"), {"status": "overdue", "nation": "wales", "owner": person.pk}
    )
    assert _names(answer) == [late.authority.name]


@pytest.mark.parametrize(
    "filters", [{"law": "nonsense"}, {"owner": "999999"}, {"over": "abc"}, {"nation": "x"}]
)
def test_a_filter_that_does_not_exist_shows_nothing_and_says_so(client, person, filters):
    _late(person.teams.get())
    for name in ("requests:list", "requests:overdue"):
        answer = client.get(reverse(name), filters)
        assert (answer.status_code, len(answer.context["rows"])) == (200, 0)
        assert "names a filter that there is not" in answer.content.decode()


def test_a_page_that_does_not_exist_is_the_last_one(client, person):
    _fresh(person.teams.get())
    assert len(client.get(reverse("requests:list"), {"page": "99"}).context["rows"]) == 1


def test_each_persons_numbers_on_the_dashboard_are_what_they_link_to(client, person):
    team = person.teams.get()
    other, gone = researcher(team), UserFactory()
    for owner, count in ((person, 2), (other, 1), (gone, 3), (None, 1)):
        for _ in range(count):
            _late(team, owner=owner)
    for load in client.get(reverse("requests:overdue")).context["board"].loads:
        narrowed = client.get(reverse("requests:overdue"), {"owner": load.owner_id or "nobody"})
        assert len(narrowed.context["rows"]) == load.overdue, load.name


def test_a_link_of_one_person_shows_the_same_list_to_another(client, person):
    team = person.teams.get()
    _late(team, owner=person)
    _late(team, owner=researcher(team))
    address = reverse("requests:list") + f"?owner={person.pk}"
    mine = _names(client.get(address))
    client.force_login(researcher(team))
    assert _names(client.get(address)) == mine
    assert len(mine) == 1


def test_an_empty_list_says_what_to_do(client, person):
    assert "No requests yet" in client.get(reverse("requests:list")).content.decode()


def test_the_overdue_dashboard_counts_what_it_links_to(client, person):
    team = person.teams.get()
    for _ in range(3):
        _late(team, owner=person)
    _late(team)
    _fresh(team)
    make_request(
        team=team,
        received_on=timezone.localdate() - timedelta(days=60),
        steps=((EventKind.CLARIFICATION_ASKED, timezone.localdate() - timedelta(days=50)),),
    )
    board = client.get(reverse("requests:overdue")).context["board"]
    assert (board.overdue, board.nobodys, board.waiting_for_us) == (4, 1, 1)
    narrowed = client.get(reverse("requests:overdue"), {"owner": "nobody"})
    assert len(narrowed.context["rows"]) == board.nobodys
    ours = client.get(reverse("requests:list"), {"status": "us"})
    assert len(ours.context["rows"]) == board.waiting_for_us


def test_the_longest_late_comes_first(client, person):
    team = person.teams.get()
    first = make_request(team=team, received_on=timezone.localdate() - timedelta(days=200))
    second = _late(team)
    assert _names(client.get(reverse("requests:overdue"))) == [first.authority.name, second.authority.name]


@pytest.mark.parametrize("name", ["requests:list", "requests:overdue", "home"])
def test_the_queries_do_not_grow_with_the_rows(client, person, name):
    team = person.teams.get()

    def queries():
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name))
        return len(captured)

    _late(team, owner=person, reference="A-1")
    one = queries()
    for number in range(9):
        _late(team, owner=person if number % 2 else UserFactory(), reference=f"B-{number}")
    assert queries() == one


def test_the_list_makes_no_more_queries_at_a_thousand_requests_than_at_ten(client, person):
    team, authority = person.teams.get(), AuthorityFactory()

    def fill(count):
        InformationRequest.objects.bulk_create(
            InformationRequest(
                team=team,
                authority=authority,
                title=f"Request {number}",
                received_on="2018-07-20",
                due_on="2018-08-20",
                due_kind="response",
            )
            for number in range(count)
        )

    fill(10)
    client.get(reverse("requests:list"))
    with CaptureQueriesContext(connection) as ten:
        client.get(reverse("requests:list"))
    fill(990)
    with CaptureQueriesContext(connection) as thousand:
        client.get(reverse("requests:list"))
    assert len(thousand) == len(ten)
