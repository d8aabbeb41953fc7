"""What the doctor says of periodic work, and of letters that go out."""

from datetime import UTC, datetime, timedelta

import pytest

from correspondence.models import OutgoingLetter
from foi_tracker.doctor import letters, periodic
from foi_tracker.doctor.findings import State
from foi_tracker.models import TaskRecord
from foi_tracker.punctuality import periodic_tasks
from requests_app.models import Notice
from tests.correspondence.outgoing import LATER, make_queued
from tests.requests_app.factories import make_request

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def said() -> tuple[State, str]:
    finding = periodic.punctuality(periodic_tasks(at=NOW))
    return finding.state, finding.says


def ran(task: str, ago: timedelta, outcome: str) -> None:
    TaskRecord.objects.create(task=task, started_at=NOW - ago, finished_at=NOW - ago, outcome=outcome)


def test_before_anything_has_run_it_is_worth_knowing_and_no_fault() -> None:
    assert said() == (State.NOTE, "nothing has run yet")


def test_what_failed_and_what_is_late_is_named() -> None:
    ran("foi_tracker.heartbeat", timedelta(seconds=5), "done")
    assert said() == (State.GOOD, "on time")
    ran("requests_app.sweep", timedelta(minutes=1), "failed")
    assert said() == (State.BROKEN, "failed when last run: sweep for notices")
    ran("correspondence.send_outbox", timedelta(hours=1), "done")
    assert said() == (State.BROKEN, "late: send outbox")


def test_a_letter_that_nobody_sends_is_told_after_ten_minutes() -> None:
    make_queued()
    assert letters.outbox(LATER).state == State.GOOD
    assert letters.outbox(LATER + timedelta(minutes=11)).says == "1 waiting for over ten minutes"


def test_letters_in_doubt_and_reminders_that_were_refused_are_counted() -> None:
    letter = make_queued()
    assert (letters.to_check().state, letters.notices(NOW).state) == (State.GOOD, State.GOOD)
    OutgoingLetter.objects.filter(pk=letter.pk).update(state="uncertain")
    request = make_request()
    notice = Notice.objects.create(
        request=request,
        recipient=letter.written_by,
        kind="overdue",
        deadline_kind="response",
        due_on=request.due_on,
        status="failed",
    )
    assert letters.to_check().says == "1 may not have arrived"
    assert letters.notices(NOW).says == "0 to be tried again, 1 given up"
    Notice.objects.filter(pk=notice.pk).update(
        status="pending", attempts=2, created_at=NOW - timedelta(hours=1)
    )
    assert letters.notices(NOW).says == "1 to be tried again, 0 given up"
