import time
from datetime import date, timedelta

import pytest
from django.conf import settings
from icalendar import Calendar

from requests_app.calendar_feed import as_ics, deadlines_for
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from requests_app.services.life import record_event, withdraw_event
from requests_app.services.proclaiming import proclaim_day
from requests_app.services.runs import work_on_runs
from tests.accounts.factories import TeamFactory, UserFactory, researcher, site_admin
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import DUE, make_request
from tests.requests_app.many import make_many

pytestmark = pytest.mark.django_db
TODAY = date(2018, 8, 1)
LATE = date(2018, 9, 10)


@pytest.fixture
def ada():
    return researcher()


def _ics(user, *, mine=True, on=TODAY):
    return as_ics(deadlines_for(user, mine=mine, on=on), name="FOI deadlines")


def _events(user, **options):
    return Calendar.from_ical(_ics(user, **options)).walk("VEVENT")


def _own(user, **fields):
    return make_request(team=user.teams.get(), owner=user, **fields)


def _days(user, **options):
    return [
        (str(event["summary"]).partition(":")[0], event.decoded("dtstart"))
        for event in _events(user, **options)
    ]


def test_a_due_date_is_an_all_day_event_with_a_link_to_the_request(ada):
    request = _own(ada, authority=AuthorityFactory(name="Anytown Council"), reference="FOI-18-1134")
    (event,) = _events(ada)
    assert str(event["summary"]) == "Response due: Anytown Council"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (DUE, DUE + timedelta(days=1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    link = f"{settings.SITE_URL}/requests/{request.pk}/"
    assert str(event["url"]) == link
    assert str(event["description"]).split("\n") == [
        "Scoring systems",
        "Reference: FOI-18-1134",
        "Rests on: FOIA 2000 s.10(1)",
        link,
    ]
    assert (str(event["transp"]), str(event["class"])) == ("TRANSPARENT", "PRIVATE")


@pytest.mark.parametrize(
    ("law", "steps", "on", "days"),
    [
        ("foia", (), LATE, [("Response due", DUE)]),
        ("eir", (), TODAY, [("Response due", DUE)]),
        ("eir", (), LATE, [("Response due", DUE), ("Last day to ask for a review", date(2018, 10, 16))]),
        (
            "foia",
            ((EventKind.CLARIFICATION_ASKED, date(2018, 8, 1)),),
            LATE,
            [("Our clarification", date(2018, 8, 31))],
        ),
        (
            "foia",
            ((EventKind.FEES_NOTICE, date(2018, 8, 1)),),
            LATE,
            [("Last day to pay the fee", date(2018, 10, 31))],
        ),
        (
            "foia",
            ((EventKind.RESPONSE, date(2018, 8, 1)),),
            LATE,
            [("Last day to ask for a review", date(2018, 9, 28))],
        ),
        (
            "foia",
            ((EventKind.RESPONSE, date(2018, 8, 1)), (EventKind.REVIEW_ASKED, date(2018, 8, 2))),
            TODAY,
            [("Review outcome due", date(2018, 9, 3))],
        ),
        (
            "foia",
            ((EventKind.RESPONSE, date(2018, 8, 1)), (EventKind.REVIEW_ASKED, date(2018, 8, 2))),
            LATE,
            [
                ("Review outcome due", date(2018, 9, 3)),
                ("Last day to complain to the regulator", date(2018, 11, 12)),
            ],
        ),
        ("foia", ((EventKind.WITHDRAWN, date(2018, 8, 1)),), LATE, []),
        (
            "foia",
            ((EventKind.RESPONSE, date(2018, 8, 1)), (EventKind.COMPLAINT, date(2018, 8, 20))),
            LATE,
            [],
        ),
    ],
)
def test_it_holds_what_is_due_and_our_own_next_steps(ada, law, steps, on, days):
    _own(ada, law=law, steps=steps)
    assert _days(ada, on=on) == days


def test_mine_are_those_one_looks_after_and_all_are_those_of_ones_teams(ada):
    mine, others = _own(ada), make_request(team=ada.teams.get(), owner=UserFactory())
    make_request(team=TeamFactory())

    def numbers(**options):
        return {int(str(event["url"]).rstrip("/").rsplit("/", 1)[1]) for event in _events(ada, **options)}

    assert numbers(mine=True) == {mine.pk}
    assert numbers(mine=False) == {mine.pk, others.pk}


def test_a_site_admin_who_is_no_member_has_an_empty_calendar():
    make_request()
    assert _events(site_admin(), mine=False) == []


def test_somebody_who_left_the_team_finds_nothing_more_though_still_the_owner(ada):
    _own(ada)
    ada.memberships.all().delete()
    assert _events(ada) == []


def test_an_event_keeps_its_uid_and_its_sequence_rises_when_its_date_moves(ada):
    request = _own(ada)
    long_ago = request.created_at - timedelta(days=9)
    InformationRequest.objects.update(created_at=long_ago, updated_at=long_ago)
    request.deadlines.update(changed_at=long_ago)
    (before,) = _events(ada)
    proclaim_day(on=date(2018, 8, 14), name="Day of Mourning", nations=["wales"], by=site_admin())
    work_on_runs()
    (after,) = _events(ada)
    host = settings.SITE_URL.partition("//")[2].partition(":")[0]
    assert before["uid"] == after["uid"] == f"request-{request.pk}-response@{host}"
    assert after.decoded("dtstart") == DUE + timedelta(days=1)
    assert (before["sequence"], after["sequence"] > 700_000) == (0, True)
    assert after.decoded("last-modified") > before.decoded("last-modified")
    assert after.decoded("dtstamp") == after.decoded("last-modified")


def test_nothing_changes_while_nothing_happens(ada):
    _own(ada)
    assert _ics(ada) == _ics(ada)


def test_a_sequence_does_not_fall_when_a_limit_goes_and_comes_back(ada):
    request = _own(ada)
    long_ago = request.created_at - timedelta(days=9)
    InformationRequest.objects.update(created_at=long_ago)
    request.deadlines.update(changed_at=long_ago + timedelta(days=5))
    (before,) = _events(ada)
    event = record_event(request=request, kind=EventKind.CLARIFICATION_ASKED, on=TODAY, by=ada)
    withdraw_event(event=event, by=ada, because="another letter")
    (after,) = _events(ada)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"] > 0


@pytest.mark.parametrize(
    "text",
    [
        "Roads\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO",
        "Roads\nATTACH:http://evil.example/",
        "Roads\rX-EVIL:1",
        "Roads\u2028X-EVIL:1\u2029X-EVIL:2\x85X-EVIL:3\x0bX-EVIL:4\x07\x1b",
    ],
)
def test_a_title_or_name_cannot_begin_a_line_of_the_file(ada, text):
    request = _own(ada, authority=AuthorityFactory(name=text))
    InformationRequest.objects.filter(pk=request.pk).update(title=text)
    found = _ics(ada).decode()
    lines = found.replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith(("X-EVIL", "ATTACH", "ACTION", "BEGIN:VALARM"))] == []
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") - (text.count("END:VEVENT") * 2) == 1
    assert not any(mark in found for mark in "\u2028\u2029\x85\x0b\x07\x1b")
    (event,) = _events(ada)
    assert event.subcomponents == []


def test_commas_semicolons_and_accents_come_through(ada):
    _own(ada, title="Rents; rates, and “tolls” \\ Ynys Môn", authority=AuthorityFactory(name="A, B; C"))
    (event,) = _events(ada)
    assert str(event["summary"]) == "Response due: A, B; C"
    assert str(event["description"]).startswith("Rents; rates, and “tolls” \\ Ynys Môn\n")


def test_every_line_is_at_most_75_octets_and_ends_in_crlf(ada):
    _own(ada, title="Lång " * 39)
    found = _ics(ada)
    assert found.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in found.split(b"\r\n")) <= 75
    assert b"\n" not in found.replace(b"\r\n", b"")


def test_times_are_utc_and_the_calendar_says_how_often_to_look(ada):
    _own(ada)
    calendar = Calendar.from_ical(_ics(ada))
    assert calendar.decoded("refresh-interval") == timedelta(hours=1)
    assert str(calendar["x-wr-calname"]) == "FOI deadlines"
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstamp").utcoffset() == timedelta(0)


def test_a_thousand_requests_take_as_many_queries_as_one_and_less_than_a_second(
    ada, django_assert_num_queries
):
    stories = [
        ("foia", [(EventKind.RECEIVED, date(2018, 7, 2) + timedelta(days=n % 60))]) for n in range(1000)
    ]
    make_many(stories[:1], team=ada.teams.get(), authority=AuthorityFactory(), owner=ada)
    with django_assert_num_queries(2):
        assert len(_events(ada)) == 1
    make_many(stories, team=ada.teams.get(), authority=AuthorityFactory(), owner=ada)
    began = time.process_time()
    with django_assert_num_queries(2):
        found = _ics(ada)
    assert time.process_time() - began < 20  # it does not hang
    assert found.count(b"BEGIN:VEVENT") == 1001
