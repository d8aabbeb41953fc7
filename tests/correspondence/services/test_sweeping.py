"""Letters that nobody has read and mailboxes that are silent are told once, and only as long as it is so."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from correspondence.models import Mailbox, Message
from correspondence.services.mailboxes import switch_mailbox
from correspondence.services.marking import mark_read
from correspondence.services.sweeping import sweep
from requests_app.deadlines import EventKind, calendar_for
from requests_app.models import Notice
from requests_app.services.life import record_event
from requests_app.services.reminders import send_pending
from requests_app.services.reminding import choose_for_team
from tests.accounts.factories import TeamFactory, lead, researcher, site_admin
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
CAME = datetime(2018, 8, 20, 15, 0, tzinfo=UTC)  # a Monday; the 27th is a bank holiday


def at(day: int, hour: int = 9, month: int = 8) -> datetime:
    return datetime(2018, month, day, hour, tzinfo=UTC)


def letter(request, *, came: datetime = CAME, **fields) -> Message:
    """A letter that came in by itself at that time."""
    message = make_letter(request, **fields)
    Message.objects.filter(pk=message.pk).update(added_at=came)
    return message


def mailbox(team, *, checked_at: datetime | None = CAME, **fields) -> Mailbox:
    fields = {"name": "Replies", "host": "mail.example.org", "username": "foi", **fields}
    box = Mailbox.objects.create(team=team, checked_at=checked_at, sealed_password="x", **fields)
    Mailbox.objects.filter(pk=box.pk).update(created_at=CAME - timedelta(days=9))
    return box


def told(kind: str) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient__email", flat=True))


@pytest.fixture
def team(db):
    team = TeamFactory(name="Scoring")
    lead(team, email="lead@example.org")
    return team


@pytest.fixture
def ada(team):
    return researcher(team, email="ada@example.org")


@pytest.fixture
def request_(team, ada):
    return make_request(team=team, owner=ada)


def test_a_letter_that_nobody_read_for_three_working_days_is_told_once(request_) -> None:
    came = letter(request_)
    letter(request_, came=CAME + timedelta(hours=1), text="Another.")
    assert [sweep(now=at(day)) for day in (22, 23, 23, 24)] == [0, 1, 0, 0]
    notice = Notice.objects.get()
    assert (notice.kind, notice.recipient.email) == ("unread", "ada@example.org")
    assert (notice.due_on, notice.key) == (date(2018, 8, 20), str(came.pk))
    assert notice.get_absolute_url() == f"{request_.get_absolute_url()}#letter-{came.pk}"


def test_weekends_and_bank_holidays_do_not_count(request_) -> None:
    letter(request_, came=at(24))
    assert [sweep(now=at(30)), sweep(now=at(31))] == [1, 0]
    Notice.objects.all().delete()
    assert sweep(now=at(29)) == 0


def test_what_somebody_read_is_told_to_nobody_and_what_came_after_it_is(request_, ada) -> None:
    first = letter(request_)
    mark_read(user=ada, request=request_, up_to=first.pk, at=at(21))
    assert sweep(now=at(31)) == 0
    letter(request_, came=at(21), text="Another.")
    assert sweep(now=at(31)) == 1


@pytest.mark.parametrize("fields", [{"direction": "out"}, {"automatic": "auto_reply"}, {"added_by": True}])
def test_our_own_letters_automatic_replies_and_what_a_person_added_do_not_wait(request_, ada, fields) -> None:
    came = letter(request_)
    Message.objects.filter(pk=came.pk).update(**{k: ada if v is True else v for k, v in fields.items()})
    assert sweep(now=at(31)) == 0


def test_nothing_is_told_of_letters_of_closed_requests(request_) -> None:
    letter(request_)
    record_event(request=request_, kind=EventKind.WITHDRAWN, on=date(2018, 8, 21), by=None)
    assert sweep(now=at(31)) == 0


def test_a_letter_read_before_its_mail_went_is_not_mailed(request_, ada) -> None:
    came = letter(request_)
    sweep(now=at(23))
    mark_read(user=ada, request=request_, up_to=came.pk, at=at(23))
    sweep(now=at(23))
    assert (send_pending(now=timezone.localtime(at(23))), Notice.objects.get().status) == (0, "dropped")


def test_it_is_mailed_with_a_link_that_stops_the_kind(request_) -> None:
    letter(request_)
    sweep(now=at(23))
    assert send_pending(now=timezone.localtime(at(23))) == 1
    (out,) = mail.outbox
    assert f"A letter from {request_.authority} came on 20 August 2018, and nobody" in out.body
    assert "No more mails of the kind “Letter waiting to be read”" in out.body


def test_a_team_chooses_after_how_long_or_never(request_, team) -> None:
    letter(request_)
    numbers = {"remind_before": None, "escalate_after": 5, "serious_after": 20}
    chief = team.members.get(email="lead@example.org")
    choose_for_team(team=team, unread_after=None, silent_after=None, by=chief, **numbers)
    mailbox(team)
    assert sweep(now=at(30, month=9)) == 0
    choose_for_team(team=team, unread_after=1, silent_after=None, by=chief, **numbers)
    assert sweep(now=at(21)) == 1


def test_a_mailbox_silent_for_a_day_is_told_to_leads_and_admins_and_named_to_leads_alone(team, ada) -> None:
    site_admin(email="admin@example.org")
    mailbox(team)
    assert [sweep(now=at(21, 14)), sweep(now=at(21, 15)), sweep(now=at(22))] == [0, 2, 0]
    assert told("silent") == ["admin@example.org", "lead@example.org"]
    assert send_pending(now=timezone.localtime(at(22))) == 2
    said = {out.to[0]: out.body.splitlines()[0] for out in mail.outbox}
    since = "of Scoring since 20 August 2018: letters may be waiting there."
    assert said == {
        "admin@example.org": f"Nothing could be fetched from a mailbox {since}",
        "lead@example.org": f"Nothing could be fetched from the mailbox “Replies” {since}",
    }


def test_each_silence_is_told_once_even_two_on_one_day(team) -> None:
    box = mailbox(team)
    sweep(now=at(22))
    Mailbox.objects.filter(pk=box.pk).update(checked_at=CAME + timedelta(hours=1))
    assert [sweep(now=at(23)), sweep(now=at(23))] == [1, 0]


def test_one_that_answers_again_before_the_mail_went_is_not_mailed(team) -> None:
    box = mailbox(team)
    sweep(now=at(22))
    Mailbox.objects.filter(pk=box.pk).update(checked_at=at(22))
    sweep(now=at(22))
    assert (send_pending(now=timezone.localtime(at(22))), Notice.objects.get().status) == (0, "dropped")


def test_one_that_was_off_is_silent_only_after_it_was_on_for_so_long(team, ada) -> None:
    box = mailbox(team, is_active=False)
    assert sweep(now=at(30)) == 0
    switch_mailbox(mailbox=box, on=True, by=ada)
    on = Mailbox.objects.get().switched_on_at
    assert [sweep(now=on + timedelta(hours=hours)) for hours in (23, 24)] == [0, 1]


def test_one_that_never_answered_is_silent_since_it_was_added(team) -> None:
    mailbox(team, checked_at=None)
    assert sweep(now=CAME - timedelta(days=8)) == 1


def test_a_sweep_asks_no_more_of_the_database_for_more_letters(team, ada, django_assert_num_queries) -> None:
    for number in (1, 3):
        Notice.objects.all().delete()
        for each in range(number):
            letter(make_request(team=team, owner=ada))
            mailbox(team, folder=f"{number}-{each}")
        with django_assert_num_queries(13):
            assert sweep(now=at(31)) >= number


def test_six_weeks_of_letters_day_by_day(team, ada) -> None:
    """What was told is what was called for: worked out for each letter by itself, with days on which nobody looked."""
    chance, calendar = random.Random(7), calendar_for("foia")  # noqa: S311
    requests = [make_request(team=team, owner=ada) for _ in range(6)]
    unread: dict[int, list[tuple[int, date]]] = {request.pk: [] for request in requests}
    expected: set[tuple[int, str, date]] = set()
    for number in range(45):
        now = datetime(2018, 9, 1, 12, tzinfo=UTC) + timedelta(days=number)
        for request in requests:
            if chance.random() < 0.12:
                came = letter(request, came=now, text=f"Letter {number}")
                unread[request.pk].append((came.pk, now.date()))
            if unread[request.pk] and chance.random() < 0.12:
                mark_read(user=ada, request=request, up_to=unread[request.pk][-1][0], at=now)
                unread[request.pk] = []
        if chance.random() < 0.3:
            continue
        for pk, waiting in unread.items():
            if waiting and calendar.count(waiting[0][1] + timedelta(1), now.date()) >= 3:
                expected.add((pk, str(waiting[0][0]), waiting[0][1]))
        sweep(now=now)
        sweep(now=now)
    made = list(Notice.objects.values_list("request_id", "key", "due_on"))
    assert len(made) == len(set(made)) > 5
    assert set(made) == expected
