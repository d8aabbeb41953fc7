"""The home page: what to do now, in the order of the law, each row with its next step."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from correspondence.models import Arrival, OutgoingLetter
from correspondence.services.marking import mark_read
from requests_app.deadlines import EventKind, calendar_for
from requests_app.models import InformationRequest, Reminder
from requests_app.services.reminding import remind
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.correspondence.factories import make_letter
from tests.correspondence.outgoing import make_draft
from tests.requests_app.factories import make_request
from tests.web import browser_of, page

pytestmark = pytest.mark.django_db
FOIA = calendar_for("foia")


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def ada(team):
    return researcher(team)


@pytest.fixture
def browser(ada) -> Client:
    return browser_of(ada)


def back(days: int):
    """So many working days before today."""
    day = timezone.localdate()
    while FOIA.count(day + timedelta(1), timezone.localdate()) < days:
        day -= timedelta(1)
    return day


def request_of(ada, days: int = 30, *steps: tuple[EventKind, int], **fields) -> InformationRequest:
    happened = tuple((kind, back(ago)) for kind, ago in steps)
    return make_request(team=ada.teams.get(), owner=ada, received_on=back(days), steps=happened, **fields)


def mail(team, subject: str = "Your request") -> Arrival:
    return Arrival.objects.create(
        team=team, door="pipe", raw=ContentFile(b"x", "raw"), size=1, state="unfiled", subject=subject
    )


def piles(browser: Client, **query: str):
    return browser.get(reverse("home"), query).context["piles"]


def steps(browser: Client) -> dict[str, list[tuple[str, str]]]:
    return {pile.code: [(row.step, row.step_url) for row in pile.rows] for pile in piles(browser)}


def writing(request: InformationRequest, kind: str) -> str:
    return f"{reverse('correspondence:write', args=[request.pk])}?kind={kind}"


def test_what_the_law_ends_comes_first_and_each_row_has_its_step(browser, ada, team) -> None:
    ends = request_of(ada, 70, (EventKind.RESPONSE, 60))
    ends.deadlines.filter(kind="review_request").update(due_on=timezone.localdate() + timedelta(1))
    late, soon = request_of(ada, 30), request_of(ada, 18)
    review = request_of(ada, 90, (EventKind.RESPONSE, 70), (EventKind.REVIEW_ASKED, 60))
    unclear, fee = (
        request_of(ada, 10, (kind, 5)) for kind in (EventKind.CLARIFICATION_ASKED, EventKind.FEES_NOTICE)
    )
    letter, arrival = make_letter(request_of(ada, 5)), mail(team)
    reminder = remind(request=request_of(ada, 4), user=ada, on=timezone.localdate())
    shown = steps(browser)
    assert list(shown) == ["rights", "overdue", "us", "unread", "unfiled", "due_soon", "reminders"]
    assert shown == {
        "rights": [("Ask for a review", writing(ends, "review"))],
        "overdue": [("Complain", writing(review, "complaint")), ("Chase", writing(late, "chaser"))],
        "us": [
            ("Clarify", writing(unclear, "clarification")),
            ("Record the payment", f"{reverse('requests:record', args=[fee.pk])}?kind=fee_paid"),
        ],
        "unread": [("Read", letter.get_absolute_url())],
        "unfiled": [("File", reverse("correspondence:inbox_mail", args=[arrival.pk]))],
        "due_soon": [("Ask when it comes", writing(soon, "chaser"))],
        "reminders": [("Done", reverse("requests:reminder_done", args=[reminder.pk]))],
    }


def test_each_step_opens(browser, ada, team) -> None:
    request_of(ada, 30), request_of(ada, 18), mail(team)
    request_of(ada, 10, (EventKind.CLARIFICATION_ASKED, 5))
    request_of(ada, 10, (EventKind.FEES_NOTICE, 5))
    request_of(ada, 90, (EventKind.RESPONSE, 70), (EventKind.REVIEW_ASKED, 60))
    addresses = [url for rows in steps(browser).values() for _, url in rows]
    assert {url: browser.get(url).status_code for url in addresses} == dict.fromkeys(addresses, 200)
    written = [url for url in addresses if "/write/" in url]
    assert {url: "<textarea" in browser.get(url).content.decode() for url in written} == dict.fromkeys(
        written, True
    )


def test_after_a_reminder_in_vain_the_next_step_is_a_review(browser, ada) -> None:
    request = request_of(ada, 30)
    letter = make_draft(request, by=ada)
    OutgoingLetter.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())
    (pile,) = piles(browser)
    assert (pile.rows[0].step, pile.rows[0].step_url) == ("Ask for a review", writing(request, "review"))
    assert pile.rows[0].why.endswith(f"Chased on {timezone.localdate():%-d %B %Y}")


def test_of_a_late_one_unread_letters_are_read_before_it_is_chased(browser, ada) -> None:
    request = request_of(ada, 30)
    make_letter(request)
    late = piles(browser)[0].rows[0]
    assert (late.step, late.step_url) == ("Read", request.get_absolute_url())
    assert late.why.endswith("1 letter of theirs unread: the answer may be there")


def test_a_letter_somebody_read_is_done(browser, ada) -> None:
    letter = make_letter(request_of(ada, 5))
    mark_read(user=ada, request=letter.request, up_to=letter.pk, at=timezone.now())
    assert piles(browser) == []


def test_a_reminder_is_done_from_here_and_one_stays_here(browser, ada) -> None:
    reminder = remind(request=request_of(ada, 4), user=ada, on=timezone.localdate())
    answer = browser.post(reverse("requests:reminder_done", args=[reminder.pk]), {"back": "home"})
    assert answer["Location"] == reverse("home")
    assert (Reminder.objects.waiting().count(), piles(browser)) == (0, [])


def test_mine_is_mine_and_the_teams_is_everybodys_but_no_other_teams(browser, ada, team) -> None:
    mine = request_of(ada, 30)
    theirs = make_request(team=team, received_on=back(31))
    stranger = lead()
    make_request(team=stranger.teams.get(), received_on=back(40), owner=ada)
    mail(stranger.teams.get())
    remind(request=mine, user=stranger, on=timezone.localdate())
    assert [row.href for pile in piles(browser) for row in pile.rows] == [mine.get_absolute_url()]
    both = [row.href for pile in piles(browser, whose="all") for row in pile.rows]
    assert both == [theirs.get_absolute_url(), mine.get_absolute_url()]


@pytest.mark.parametrize("whose", ["", "all"])
def test_the_numbers_at_the_foot_are_those_of_their_lists(browser, ada, team, whose) -> None:
    request_of(ada, 5), request_of(ada, 30), make_request(team=team, received_on=back(3))
    request_of(ada, 40, (EventKind.RESPONSE, 30), (EventKind.REVIEW_ASKED, 5))
    html = page(browser, "home", whose=whose)
    stats = re.findall(r'class="stat" href="([^"]+)".*?stat__n">(\d+)<', html, re.S)
    assert len(stats) == 3
    for address, number in stats:
        listed = browser.get(address.replace("&amp;", "&")).context["page_obj"].paginator.count
        assert (address, listed) == (address, int(number))


def test_only_the_first_are_shown_and_the_way_to_all_of_them(browser, ada, team) -> None:
    for _ in range(9):
        request_of(ada, 30)
        mail(team)
    overdue, unfiled = piles(browser)
    assert (len(overdue.rows), unfiled.all_url) == (8, reverse("correspondence:inbox"))
    listed = browser.get(overdue.all_url).context["page_obj"].paginator.count
    assert listed == 9
    assert f"{reverse('correspondence:chase')}?status=overdue&amp;owner={ada.pk}" in page(browser, "home")


def test_with_nothing_to_do_it_says_so(browser, ada) -> None:
    assert "Start with one letter" in page(browser, "home")
    request_of(ada, 5)
    assert "Nothing of yours to do today" in page(browser, "home")
    assert "Nothing to do today" in page(browser, "home", whose="all")


@pytest.mark.parametrize("whose", ["", "all"])
def test_the_queries_do_not_grow_with_the_rows(browser, ada, team, whose) -> None:
    def queries() -> int:
        browser.get(reverse("home"), {"whose": whose})
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("home"), {"whose": whose})
        return len(asked)

    def fill() -> None:
        request_of(ada, 30, reference="A-1"), request_of(ada, 18, reference="A-2"), mail(team)
        request_of(ada, 10, (EventKind.CLARIFICATION_ASKED, 5))
        make_letter(request_of(ada, 5))
        remind(request=request_of(ada, 4), user=ada, on=timezone.localdate())

    fill()
    one = queries()
    for _ in range(3):
        fill()
    assert (queries(), one) == (one, 16)


def test_a_request_with_several_unread_letters_stands_there_once_with_the_first_of_them(browser, ada) -> None:
    request = request_of(ada, 5)
    first, _ = make_letter(request), make_letter(request, text="Another.")
    (pile,) = piles(browser)
    assert [(row.step, row.step_url) for row in pile.rows] == [("Read", first.get_absolute_url())]
