"""When a person is mailed, and what is in it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from requests_app.deadlines import calendar_for
from requests_app.models import Notice, NoticeSettings
from requests_app.notice_mail import stop_url, who_stops_what
from requests_app.services.parcels import is_time
from requests_app.services.reminders import send_pending
from requests_app.services.reminding import choose_how, finish_reminder, remind, stop_mailing
from requests_app.services.sweeping import sweep
from tests.accounts.factories import TeamFactory, researcher
from tests.requests_app.factories import make_request

FOIA = calendar_for("foia")
LATE = date(2018, 8, 21)
ALL = list(Notice.Kind.values)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London"))


def how(**fields) -> NoticeSettings:
    return NoticeSettings(**fields)


@pytest.mark.parametrize(
    ("settings", "now", "expected"),
    [
        (how(), "2026-11-28 23:00", True),  # a Saturday
        (how(is_quiet_on_days_off=True), "2026-11-28 10:00", False),
        (how(is_quiet_on_days_off=True), "2026-11-30 10:00", False),  # St Andrew's Day, Scotland
        (how(is_quiet_on_days_off=True), "2026-12-01 10:00", True),
        (how(rhythm="daily"), "2026-12-01 06:59", False),
        (how(rhythm="daily"), "2026-12-01 07:00", True),
        (how(rhythm="daily", last_mailed_on=date(2026, 12, 1)), "2026-12-01 18:00", False),
        (how(rhythm="weekly", weekday=2), "2026-12-01 09:00", False),  # a Tuesday
        (how(rhythm="weekly", weekday=2), "2026-12-02 09:00", True),
        (how(rhythm="weekly", weekday=2, last_mailed_on=date(2026, 11, 24)), "2026-12-01 09:00", True),
    ],
)
def test_people_are_mailed_when_they_want(settings: NoticeSettings, now: str, expected: bool) -> None:
    assert is_time(settings, at(now), FOIA) is expected


@pytest.fixture
def ada(db):
    return researcher(TeamFactory(), email="ada@example.org")


def late(user, number: int = 1, **fields) -> None:
    for _ in range(number):
        make_request(team=user.teams.get(), owner=user, **fields)
    sweep(on=LATE)


def test_what_waits_for_a_person_comes_in_one_mail_the_most_urgent_first(ada) -> None:
    make_request(team=ada.teams.get(), owner=ada, received_on=date(2018, 7, 24), title="Soon")
    late(ada, 3, title="Late")
    assert send_pending(now=at("2018-08-21 09:00")) == 4
    (letter,) = mail.outbox
    assert letter.subject == "4 reminders: 3 overdue, 1 due soon"
    assert letter.body.index("Late") < letter.body.index("Soon")
    assert letter.alternatives[0].content.count("<li>") == 4


def test_a_digest_goes_once_a_day(ada) -> None:
    choose_how(user=ada, rhythm="daily", weekday=0, is_quiet_on_days_off=False, mailed=ALL)
    late(ada)
    sent = [send_pending(now=at(f"2018-08-21 {hour}:00")) for hour in ("06", "07")]
    late(ada)
    sent += [send_pending(now=at("2018-08-21 08:00")), send_pending(now=at("2018-08-22 07:00"))]
    assert (sent, len(mail.outbox)) == ([0, 1, 0, 1], 2)


def test_a_kind_that_was_stopped_is_shown_and_not_mailed(ada) -> None:
    choose_how(
        user=ada,
        rhythm="at_once",
        weekday=0,
        is_quiet_on_days_off=False,
        mailed=[kind for kind in ALL if kind != "overdue"],
    )
    late(ada)
    assert (send_pending(now=at("2018-08-21 09:00")), mail.outbox) == (0, [])
    assert Notice.objects.get().status == "shown"


def test_a_mail_can_be_stopped_with_one_click(ada) -> None:
    late(ada)
    send_pending(now=at("2018-08-21 09:00"))
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    token = headers["List-Unsubscribe"].strip("<>").rstrip("/").rpartition("/")[2]
    assert who_stops_what(token) == (ada.pk, ["overdue"])
    stop_mailing(user_id=ada.pk, kinds=["overdue"])
    assert NoticeSettings.objects.get(user=ada).not_mailed == ["overdue"]


def test_a_token_of_somebody_elses_making_stops_nothing(ada) -> None:
    token = stop_url(ada, [Notice.Kind.OVERDUE]).rstrip("/").rpartition("/")[2]
    assert who_stops_what(token[:-2] + "xx") is None


def test_what_was_due_soon_is_not_told_when_it_is_late_already(ada) -> None:
    make_request(team=ada.teams.get(), owner=ada)
    sweep(on=date(2018, 8, 16))
    assert send_pending(now=at("2018-08-21 09:00")) == 0
    assert Notice.objects.get().status == "dropped"


def test_a_reminder_that_is_done_is_not_mailed(ada) -> None:
    reminder = remind(request=make_request(team=ada.teams.get()), user=ada, on=date(2018, 8, 10))
    sweep(on=date(2018, 8, 10))
    finish_reminder(reminder=reminder)
    assert (send_pending(now=at("2018-08-10 09:00")), mail.outbox) == (0, [])


def test_somebody_whose_account_is_disabled_is_told_nothing(ada) -> None:
    late(ada)
    ada.is_active = False
    ada.save()
    assert (send_pending(now=at("2018-08-21 09:00")), mail.outbox) == (0, [])


def test_a_clock_set_back_mails_nobody_twice(ada) -> None:
    choose_how(user=ada, rhythm="daily", weekday=0, is_quiet_on_days_off=False, mailed=ALL)
    late(ada)
    sent = [send_pending(now=at(f"2018-10-28 {hour}") + timedelta(0)) for hour in ("08:30", "07:30", "08:30")]
    assert (sent, len(mail.outbox)) == ([1, 0, 0], 1)
