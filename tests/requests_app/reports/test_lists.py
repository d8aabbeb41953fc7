"""Papers about a list hold exactly its rows, in its order, and the numbers of the pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from requests_app.deadlines import EventKind
from requests_app.models import Report
from requests_app.reports.lists import overdue_paper, requests_paper
from tests.accounts.factories import MembershipFactory, lead
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request
from tests.web import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    """A lead whose team has seven requests in Wales, some answered, and one in England; another team has one too."""
    boss, today = lead(), timezone.localdate()
    for number in range(7):
        received = today - timedelta(days=20 + 15 * number)
        answer = ((EventKind.RESPONSE, received + timedelta(days=10 + 5 * number)),) if number % 2 else ()
        authority = AuthorityFactory(name=f"{'gfedcba'[number]} council", nation="wales")
        make_request(
            team=boss.teams.get(), authority=authority, received_on=received, steps=answer, owner=boss
        )
    make_request(team=boss.teams.get(), received_on=today - timedelta(days=200))
    make_request(received_on=today - timedelta(days=200), authority=AuthorityFactory(nation="wales"))
    return boss


def draft(boss, kind="requests", **given) -> Report:
    return Report(kind=kind, title="X", made_by=boss, on=timezone.localdate(), **given)


def test_the_figures_are_those_of_the_page_with_the_plots(boss):
    page = browser_of(boss).get("/requests/figures/?nation=wales").context
    paper = requests_paper(draft(boss, query="nation=wales")).context
    for name in ("curve", "after", "days", "months", "limit"):
        assert paper[name] == page[name], name
    assert paper["states"] == [state[:3] for state in page["states"]]
    assert (paper["count"], paper["answered"], paper["authorities"]) == (7, 3, 7)
    assert paper["outcomes"].total == 7


@pytest.mark.parametrize("query", ["", "nation=wales&sort=authority", "status=open&sort=-due", "q=council"])
def test_the_rows_are_those_of_the_list_in_its_order(boss, query):
    page = browser_of(boss).get(f"/requests/?{query}").context
    paper = requests_paper(draft(boss, query=query)).context
    assert [row.request for row in paper["rows"]] == [row.request for row in page["rows"]]
    assert paper["count"] == page["page_obj"].paginator.count


def test_the_overdue_paper_has_the_board_and_the_rows_of_the_overdue_page(boss):
    page = browser_of(boss).get("/requests/overdue/?nation=wales").context
    paper = overdue_paper(draft(boss, "overdue", query="nation=wales")).context
    assert paper["board"] == page["board"]
    assert [row.request for row in paper["rows"]] == [row.request for row in page["rows"]]
    assert paper["narrowed"] == ["Nation: Wales"]


def test_those_ticked_are_taken_from_what_the_filters_leave(boss):
    every = [row.request for row in requests_paper(draft(boss)).context["rows"]]
    ticked = [request for request in every if request.authority.name in ("a council", "b council")]
    english = next(request for request in every if request.authority.nation == "england")
    pks = [request.pk for request in (*ticked, english)]
    paper = requests_paper(draft(boss, query="nation=wales", chosen=pks)).context
    assert [row.request for row in paper["rows"]] == ticked


def test_a_paper_is_of_the_teams_that_its_filters_leave(boss):
    team = boss.teams.get()
    other = MembershipFactory(user=boss).team
    assert set(requests_paper(draft(boss)).teams) == {team, other}
    assert requests_paper(draft(boss, query=f"team={team.pk}")).teams == [team]


def test_an_address_with_a_filter_that_there_is_not_gives_no_row(boss):
    paper = requests_paper(draft(boss, query="nation=atlantis")).context
    assert (paper["rows"], paper["count"], paper["narrowed"]) == ([], 0, [])
