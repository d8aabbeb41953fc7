import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from requests_app.deadlines import EventKind
from tests.accounts.factories import MembershipFactory, TeamFactory, UserFactory, lead
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request
from tests.web import page

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a[^>]*href="(/requests/\?[^"]+)"[^>]*>(.*?)</a>', re.S)


@pytest.fixture
def boss(client):
    boss = lead()
    client.force_login(boss)
    return boss


def _late(team, days=60, **fields):
    return make_request(team=team, received_on=timezone.localdate() - timedelta(days=days), **fields)


def _numbers(html):
    """(address, number) of each link of the page whose words are a number."""
    found = []
    for href, words in LINK.findall(html):
        own = re.sub(r'<span class="(vh|stat__label|stat__hint)">.*?</span>', "", words, flags=re.S)
        own = re.sub(r"<[^>]+>", "", own).replace(",", "").strip()
        if own.isdecimal():
            found.append((unescape(href), int(own)))
    return found


@pytest.mark.parametrize("by", ["person", "authority", "law", "nation"])
def test_each_number_on_the_page_is_what_its_address_lists(client, boss, by):
    team = boss.teams.get()
    today = timezone.localdate()
    for days in (1, 29, 31, 40, 60, 90):
        _late(team, days, owner=boss if days % 2 else None)
    _late(team, 60, steps=((EventKind.CLARIFICATION_ASKED, today - timedelta(days=50)),))
    _late(
        team,
        100,
        steps=(
            (EventKind.RESPONSE, today - timedelta(days=80)),
            (EventKind.REVIEW_ASKED, today - timedelta(days=75)),
        ),
    )
    numbers = _numbers(page(client, "requests:dashboard", by=by))
    assert len(numbers) > 30
    wrong = []
    for address, number in dict.fromkeys(numbers):
        listed = client.get(address).context["page_obj"].paginator.count
        if listed != number:
            wrong.append((address, number, listed))
    assert wrong == []


def test_the_dashboard_is_of_the_persons_teams_alone(client, boss):
    _late(boss.teams.get())
    _late(TeamFactory())
    board = client.get(reverse("requests:dashboard")).context["board"]
    assert board.numbers["overdue"].n == 1


def test_one_team_of_several_can_be_looked_at(client, boss):
    other = MembershipFactory(user=boss).team
    _late(boss.teams.exclude(pk=other.pk).get())
    late = _late(other)
    answer = client.get(reverse("requests:dashboard"), {"team": other.pk})
    assert [row.request for row in answer.context["rows"]] == [late]
    listed = client.get(f"{reverse('requests:list')}?{answer.context['board'].numbers['overdue'].query}")
    assert [row.request for row in listed.context["rows"]] == [late]


@pytest.mark.parametrize("team", ["999999", "x", "1" * 30])
def test_a_team_one_is_not_in_is_a_404(client, boss, team):
    assert client.get(reverse("requests:dashboard"), {"team": team}).status_code == 404
    assert client.get(reverse("requests:dashboard"), {"team": TeamFactory().pk}).status_code == 404


def test_an_unknown_grouping_is_by_person(client, boss):
    assert client.get(reverse("requests:dashboard"), {"by": "x"}).context["board"].group.code == "person"


def test_with_nothing_overdue_it_says_so(client, boss):
    assert "No request is overdue" in page(client, "requests:dashboard")


@pytest.mark.parametrize("name", ["requests:dashboard", "requests:figures"])
def test_the_queries_do_not_grow_with_the_rows(client, boss, name):
    team = boss.teams.get()

    def queries():
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name))
        return len(captured)

    _late(team, owner=boss, reference="A-1")
    one = queries()
    for number in range(5):
        _late(team, owner=UserFactory(), reference=f"B-{number}", authority=AuthorityFactory(nation="wales"))
    assert queries() == one


def test_the_plots_draw_what_the_address_chooses(client, boss):
    team = boss.teams.get()
    _late(team, authority=AuthorityFactory(nation="wales"))
    _late(team, authority=AuthorityFactory(nation="england"))
    _late(TeamFactory(), authority=AuthorityFactory(nation="wales"))
    answer = client.get(reverse("requests:figures"), {"nation": "wales", "by": "nation"})
    assert (answer.context["curve"].requests, [p.name for p in answer.context["panels"]]) == (1, ["Wales"])


def test_the_numbers_of_the_plots_are_what_their_links_list(client, boss):
    team = boss.teams.get()
    for days in (1, 3, 3, 60):
        _late(team, days)
    numbers = _numbers(page(client, "requests:figures"))
    assert len(numbers) >= 3
    for address, number in numbers:
        assert client.get(address).context["page_obj"].paginator.count == number, address


def test_plots_of_a_filter_that_does_not_exist_show_nothing_and_say_so(client, boss):
    _late(boss.teams.get())
    assert "names a filter that there is not" in page(client, "requests:figures", nation="x")
