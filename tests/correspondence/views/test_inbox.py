"""The pages of the unfiled inbox."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from correspondence.models import Arrival
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, researcher, site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.correspondence.waiting import make_waiting
from tests.requests_app.factories import make_request
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
# Session, user, teams with the count of the navigation, the count and the mails of the page; for the suggestions:
# requests with people, their references and the contacts of their authorities.
LIST_QUERIES = 8
# Session, user, the mail with its team, teams of the navigation; the requests told by number or sender and those with a
# title like the subject, each with references and contacts.
MAIL_QUERIES = 10


@pytest.fixture
def request_():
    authority = AuthorityFactory(name="Marshland Council")
    ContactFactory(authority=authority, email="foi@marshland.example")
    return make_request(authority=authority, reference="FOI-18-1134", title="Systems that score people")


@pytest.fixture
def client(request_):
    return browser_of(researcher(request_.team))


def post(client, name: str, *args: object, **data: object):
    return client.post(reverse(f"correspondence:{name}", args=args), data, follow=True)


def state(arrival: Arrival) -> str:
    arrival.refresh_from_db()
    return arrival.state


def test_the_list_says_who_what_when_why_and_with_which_files(client, request_) -> None:
    make_waiting(request_.team, files=("answer\u202efdp.exe",))
    shown = page(client, "correspondence:inbox")
    for words in (
        "RE: Systems that score people",
        "Sam Clerk",
        "foi@marshland.example",
        "15 August 2018",
        "Nothing in it says which request it belongs to.",
        "Its sender is the address of Marshland Council",
    ):
        assert words in shown
    assert "\u202e" not in shown


def test_an_empty_inbox_says_how_mail_gets_in(client) -> None:
    assert "by the address of its own that each request has" in page(client, "correspondence:inbox")


def test_the_navigation_counts_what_waits_for_the_persons_teams(client, request_) -> None:
    make_waiting(TeamFactory())
    make_waiting(None)
    assert 'Inbox <span class="count' not in page(client, "home")
    for _ in range(2):
        make_waiting(request_.team)
    assert 'Inbox <span class="count is-us">2</span>' in page(client, "home")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_three_mails_as_for_one(client, request_, number: int) -> None:
    for place in range(number):
        make_waiting(request_.team, From=f"foi{place}@marshland.example", Subject=f"FOI-18-113{place}")
        make_request(team=request_.team, authority=request_.authority, reference=f"FOI-18-113{place}")
    with CaptureQueriesContext(connection) as queries:
        page(client, "correspondence:inbox")
    assert len(queries) == LIST_QUERIES, "\n".join(query["sql"][:200] for query in queries)


@pytest.mark.parametrize("number", [1, 3])
def test_a_mail_asks_as_often_for_three_suggestions_as_for_one(client, request_, number: int) -> None:
    for _ in range(number - 1):
        make_request(team=request_.team, authority=request_.authority, title="Systems that score people")
    arrival = make_waiting(request_.team)
    with CaptureQueriesContext(connection) as queries:
        shown = page(client, "correspondence:inbox_mail", arrival.pk)
    assert len(queries) == MAIL_QUERIES, "\n".join(query["sql"][:200] for query in queries)
    assert shown.count("File here<") == number


def test_what_names_a_number_from_a_strange_sender_waits_with_that_request_first(client, request_) -> None:
    make_request(team=request_.team, title="Systems that score people")
    arrival = make_waiting(
        request_.team, Subject="FOI-18-1134 Systems that score people", From="x@fen.example"
    )
    assert (
        arrival.reason == "It names FOI-18-1134, but its sender is not known to write for Marshland Council."
    )
    response = client.get(reverse("correspondence:inbox_mail", args=[arrival.pk]))
    first = response.context["suggested"][0]
    assert (first.request, first.ranked.reasons[0]) == (request_, "It names FOI-18-1134")


def test_quoted_text_is_folded_and_files_are_named(client, request_) -> None:
    text = "We hold it.\n\nOn 20 July 2018 you wrote:\n> Dear Council\n> please send it"
    arrival = make_waiting(request_.team, text, files=("answer.pdf",))
    shown = page(client, "correspondence:inbox_mail", arrival.pk)
    assert '<details class="more quoted"' in shown
    assert "answer.pdf" in shown


def test_file_here_is_one_post_and_its_message_undoes_it(client, request_) -> None:
    arrival = make_waiting(request_.team)
    response = post(client, "inbox_file", arrival.pk, request=request_.pk)
    assert told(response) == ["Filed with Marshland Council, Systems that score people."]
    address = f"/moves/{arrival.moves.get().pk}/undo/"
    assert f'action="{address}"' in response.content.decode()
    assert state(arrival) == "filed"
    assert told(client.post(address, follow=True)) == ["Undone."]
    assert state(arrival) == "unfiled"


@pytest.mark.parametrize("chosen", ["", "x", "-1", "9" * 30, "0", "²"])
def test_what_is_no_request_is_a_404(client, request_, chosen: str) -> None:
    arrival = make_waiting(request_.team)
    assert post(client, "inbox_file", arrival.pk, request=chosen).status_code == 404
    assert state(arrival) == "unfiled"


def test_another_teams_request_is_refused_even_to_somebody_of_both_teams(request_) -> None:
    other = make_request()
    both = researcher(request_.team)
    other.team.memberships.create(user=both, role="researcher")
    arrival = make_waiting(request_.team)
    assert post(browser_of(both), "inbox_file", arrival.pk, request=other.pk).status_code == 404
    assert (state(arrival), other.messages.count()) == ("unfiled", 0)


def test_another_teams_mail_is_neither_seen_nor_filed_nor_put_aside(client, request_) -> None:
    strange = make_waiting(TeamFactory(), Subject="A strange matter")
    assert "A strange matter" not in page(client, "correspondence:inbox")
    for name in ("inbox_file", "inbox_not_ours", "inbox_wait", "inbox_new"):
        assert post(client, name, strange.pk, request=request_.pk).status_code == 404
    mine = make_waiting(request_.team)
    for do in ("file", "not_ours"):
        response = post(client, "inbox_several", mail=[mine.pk, strange.pk], do=do)
        assert told(response)[0].startswith("Tick the mails first")
    assert (state(strange), state(mine)) == ("unfiled", "unfiled")


def test_the_search_finds_by_number_authority_or_words_among_the_teams_requests(client, request_) -> None:
    strange = make_request(title="Systems of another team")
    arrival = make_waiting(request_.team, From="x@fen.example", Subject="Hello")
    for words in ("foi 18 1134", "marshland", "score people"):
        response = client.get(reverse("correspondence:inbox_mail", args=[arrival.pk]), {"q": words})
        assert response.context["found"] == [request_]
    assert strange.title not in page(client, "correspondence:inbox_mail", arrival.pk, q="systems")


def test_several_are_filed_where_suggested_and_the_others_wait_on(client, request_) -> None:
    told_, untold = (
        make_waiting(request_.team),
        make_waiting(request_.team, From="x@fen.example", Subject="Hello"),
    )
    response = post(client, "inbox_several", mail=[told_.pk, untold.pk], do="file")
    assert told(response) == ["1 mail was filed.", "1 had no suggestion to be filed by, and wait on."]
    assert (state(told_), told_.letter.request, state(untold)) == ("filed", request_, "unfiled")


def test_several_are_put_aside_and_undone_at_once(client, request_) -> None:
    mails = [make_waiting(request_.team) for _ in range(3)]
    response = post(client, "inbox_several", mail=[mail.pk for mail in mails], do="not_ours")
    assert told(response) == ["3 mails were put aside as not ours."]
    shown = client.get(reverse("correspondence:inbox"), {"show": "not_ours"}).content.decode()
    assert shown.count("Let it wait again<") == 3
    client.post(f"/moves/{mails[0].moves.get().pk}/undo/")
    assert [state(mail) for mail in mails] == ["unfiled"] * 3


def test_not_ours_and_back(client, request_) -> None:
    arrival = make_waiting(request_.team)
    post(client, "inbox_not_ours", arrival.pk)
    assert state(arrival) == "not_ours"
    assert "It was put aside as not ours." in page(client, "correspondence:inbox_mail", arrival.pk)
    post(client, "inbox_wait", arrival.pk)
    assert state(arrival) == "unfiled"


def test_what_was_filed_meanwhile_leads_to_its_letter(client, request_) -> None:
    arrival = make_waiting(request_.team)
    post(client, "inbox_file", arrival.pk, request=request_.pk)
    response = client.get(reverse("correspondence:inbox_mail", args=[arrival.pk]))
    assert response.url == request_.messages.get().get_absolute_url()
    assert told(post(client, "inbox_not_ours", arrival.pk)) == [
        "Somebody dealt with this mail already: nothing was done."
    ]


def test_a_new_request_is_logged_with_the_mail_in_it(client, request_) -> None:
    arrival = make_waiting(request_.team, Subject="RE: FW: Parking fines")
    shown = page(client, "correspondence:inbox_new", arrival.pk)
    assert 'value="Parking fines"' in shown
    assert 'value="Marshland Council"' in shown
    given = {"authority": "Marshland Council", "day": "2018-07-20", "day_is": "received", "title": "Parking"}
    response = post(client, "inbox_new", arrival.pk, team=request_.team_id, **given)
    made = InformationRequest.objects.get(title="Parking")
    assert told(response) == ["Logged, with the letter in it. The answer is due by 20 August 2018."]
    assert (made.due_on, made.messages.count(), state(arrival)) == (date(2018, 8, 20), 1, "filed")


def test_a_new_request_is_of_the_mails_team_and_no_other(request_) -> None:
    both, other = researcher(request_.team), TeamFactory()
    other.memberships.create(user=both, role="researcher")
    arrival = make_waiting(request_.team)
    given = {"authority": "Marshland Council", "day": "2018-07-20", "day_is": "received", "title": "Parking"}
    response = post(browser_of(both), "inbox_new", arrival.pk, team=other.pk, **given)
    assert (response.status_code, state(arrival)) == (422, "unfiled")


def test_nothing_that_a_mail_brings_runs_in_the_pages(client, request_) -> None:
    nasty = "<script>alert(1)</script>"
    arrival = make_waiting(
        request_.team, nasty, files=(f"{nasty}.pdf",), Subject=nasty, From=f'"{nasty}" <a@b.example>'
    )
    for shown in (
        page(client, "correspondence:inbox"),
        page(client, "correspondence:inbox_mail", arrival.pk),
    ):
        assert "<script>alert" not in shown


def test_mail_of_no_team_shows_its_envelope_alone_and_goes_to_a_team(request_) -> None:
    stray = make_waiting(None, "Secret words.", Subject="FOI-18-1134 secret subject", files=("secret.pdf",))
    admin = browser_of(site_admin())
    shown = page(admin, "correspondence:strays")
    assert "foi@marshland.example" in shown
    assert "ecret" not in shown.replace("ecret_", "")
    response = post(admin, "give_stray", stray.pk, team=request_.team_id)
    assert told(response) == [f"Given to {request_.team.name}: filed with its request."]
    stray.refresh_from_db()
    assert (stray.state, stray.how, stray.letter.request) == ("filed", "reference", request_)


@pytest.mark.parametrize("team", ["", "0", "x"])
def test_a_mail_of_no_team_is_not_given_to_nobody(team: str) -> None:
    stray = make_waiting(None)
    assert told(post(browser_of(site_admin()), "give_stray", stray.pk, team=team)) == ["Choose the team."]
    assert state(stray) == "unfiled"


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_mail_of_no_team_asks_as_often_for_three_as_for_one(number: int) -> None:
    admin = browser_of(site_admin())
    for _ in range(number):
        make_waiting(None)
    with CaptureQueriesContext(connection) as queries:
        page(admin, "correspondence:strays")
    assert len(queries) == 6  # session, user, count, mails, teams to give it to, teams of the navigation


def test_what_a_team_has_is_not_given_away(request_) -> None:
    arrival = make_waiting(request_.team)
    response = post(browser_of(site_admin()), "give_stray", arrival.pk, team=TeamFactory().pk)
    assert response.status_code == 404
