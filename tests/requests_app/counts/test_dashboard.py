"""Every number of the dashboard against the list it leads to."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from requests_app.counts.dashboard import COLUMNS, MOST, dashboard
from requests_app.counts.groups import GROUPS
from requests_app.deadlines import EventKind, calendar_for
from requests_app.forms import FilterForm
from requests_app.models import InformationRequest
from tests.accounts.factories import MembershipFactory, TeamFactory, lead, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)  # a Tuesday
LATE = (1, 2, 5, 6, 7, 10, 11, 12, 20, 21, 22, 40, 41, 42, 60)


@pytest.fixture
def person() -> User:
    """A lead of one team and a researcher in another, with requests of every kind in both; a third is a stranger's."""
    person = lead()
    own = person.teams.get()
    second = MembershipFactory(user=person).team
    stranger = TeamFactory()
    bodies = [
        AuthorityFactory(),
        AuthorityFactory(nation="scotland", law="foisa"),
        AuthorityFactory(nation="wales"),
        AuthorityFactory(law="foia-us", nation="elsewhere"),
    ]
    owners = [person, researcher(own), None]
    for number, back in enumerate(LATE):
        body = bodies[number % 4]
        due = ON - timedelta(days=back)
        team = (own, own, second, stranger)[number % 4 if number % 5 else 0]
        _due(team, body, due, owners[number % 3])
    for ahead in (0, 1, 5, 6, 12, 13, 30):
        _due(own, bodies[ahead % 4], ON + timedelta(days=ahead), owners[ahead % 3])
    for steps in (
        [(EventKind.CLARIFICATION_ASKED, 5)],
        [(EventKind.FEES_NOTICE, 6)],
        [(EventKind.RESPONSE, 10)],
        [(EventKind.RESPONSE, 10), (EventKind.REVIEW_ASKED, 12)],
        [(EventKind.RESPONSE, 30), (EventKind.REVIEW_ASKED, 32), (EventKind.COMPLAINT, 80)],
        [(EventKind.RESPONSE, 30), (EventKind.WITHDRAWN, 31)],
    ):
        received = ON - timedelta(days=150)
        days = tuple((kind, received + timedelta(days=after)) for kind, after in steps)
        make_request(
            team=own, authority=bodies[0], received_on=received, steps=days, owner=owners[len(days) % 3]
        )
    for request in InformationRequest.objects.order_by("pk")[:12]:
        make_letter(request), make_letter(request)
    return person


def _due(team, body, due, owner):
    """A request whose due date is put where the test wants it."""
    made = make_request(team=team, authority=body, received_on=ON - timedelta(days=120), owner=owner)
    InformationRequest.objects.filter(pk=made.pk).update(due_on=due, owner=owner)


def _listed(person, query: str) -> int:
    form = FilterForm(QueryDict(query), user=person, today=ON)
    found = form.filtered(InformationRequest.objects.visible_to(person))
    assert not form.errors
    return found.count()


def _board(person, by="person", team=""):
    requests = InformationRequest.objects.visible_to(person)
    if team:
        requests = requests.filter(team=team)
    return dashboard(requests, on=ON, by=by, calendar_of=calendar_for, team=team)


@pytest.mark.parametrize("by", GROUPS)
@pytest.mark.parametrize("one_team", [False, True], ids=["all teams", "one team"])
def test_every_number_is_what_its_link_lists(person, by, one_team):
    team = str(person.teams.first().pk) if one_team else ""
    board = _board(person, by, team)
    numbers = [
        *board.numbers.values(),
        *board.total.numbers,
        *(n for line in board.lines for n in line.numbers),
    ]
    assert len(numbers) > len(COLUMNS) * 2
    assert [(n.query, n.n) for n in numbers] == [(n.query, _listed(person, n.query)) for n in numbers]


def test_nothing_at_the_head_of_the_page_is_nought_in_this_test(person):
    assert [code for code, number in _board(person).numbers.items() if not number.n] == []


@pytest.mark.parametrize("by", GROUPS)
def test_the_bands_add_up_to_what_is_overdue(person, by):
    board = _board(person, by)
    for line in [*board.lines, board.total]:
        overdue, *bands = [number.n for number in line.numbers][:6]
        assert sum(bands) == overdue, line.name


@pytest.mark.parametrize("by", ["person", "law", "nation"])
def test_the_lines_add_up_to_all(person, by):
    board = _board(person, by)
    for place, number in enumerate(board.total.numbers):
        assert sum(line.numbers[place].n for line in board.lines) == number.n


def test_another_teams_requests_are_in_no_number(person):
    before = _board(person).numbers
    for _ in range(3):
        _due(TeamFactory(), AuthorityFactory(), ON - timedelta(days=9), None)
    assert _board(person).numbers == before


def test_a_day_late_is_a_working_day_of_the_requests_own_law():
    """10 November 2026: five working days and Veterans Day's Wednesday before the 18th."""
    person = lead()
    for law, nation in (("foia", "england"), ("foia-us", "elsewhere")):
        _due(person.teams.get(), AuthorityFactory(law=law, nation=nation), ON - timedelta(days=14), person)
    lines = {line.name: [number.n for number in line.numbers] for line in _board(person, "nation").lines}
    assert lines == {"England": [1, 0, 1, 0, 0, 0, 0, 0, 1], "Elsewhere": [1, 0, 1, 0, 0, 0, 0, 0, 1]}


def test_of_many_authorities_those_with_most_overdue_come_first():
    person = lead()
    team, worst = person.teams.get(), AuthorityFactory(name="Worst Council")
    for _ in range(2):
        _due(team, worst, ON - timedelta(days=9), person)
    for _ in range(MOST + 2):
        _due(team, AuthorityFactory(), ON - timedelta(days=9), person)
    board = _board(person, "authority")
    assert (board.lines[0].name, len(board.lines), board.left_out) == ("Worst Council", MOST, 3)


@pytest.mark.parametrize(("by", "count"), [("person", 3), ("authority", 4), ("law", 2), ("nation", 2)])
def test_the_queries_do_not_grow(person, by, count):
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            _board(person, by)
        assert len(queries) == count
        _due(
            person.teams.first(), AuthorityFactory(), ON - timedelta(days=9), researcher(person.teams.first())
        )
