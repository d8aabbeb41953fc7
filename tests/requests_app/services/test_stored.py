from datetime import date, timedelta

import pytest
from django.utils import timezone

from requests_app.deadlines import EventKind
from requests_app.models import Deadline, InformationRequest
from requests_app.services.life import record_event, withdraw_event
from requests_app.services.stored import StoredLimit, write_columns, write_limits
from tests.accounts.factories import UserFactory
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=400)


def _aged(request):
    Deadline.objects.filter(request=request).update(changed_at=LONG_AGO)
    return {row.kind: row for row in Deadline.objects.filter(request=request)}


def _limit(row, **changes):
    values = {name: getattr(row, name) for name in StoredLimit._fields}
    return StoredLimit(**{**values, **changes})


def test_rows_that_are_right_are_not_written(django_assert_num_queries):
    request = make_request()
    before = _aged(request)
    with django_assert_num_queries(2):
        write_limits({request.pk: [_limit(row) for row in before.values()]})
    assert {row.changed_at for row in Deadline.objects.filter(request=request)} == {LONG_AGO}


def test_a_row_that_changes_keeps_its_id_and_says_when():
    request = make_request()
    before = _aged(request)
    moved = [
        _limit(row, due_on=row.due_on + timedelta(days=row.kind == "response")) for row in before.values()
    ]
    write_limits({request.pk: moved})
    after = {row.kind: row for row in Deadline.objects.filter(request=request)}
    assert {kind: row.pk for kind, row in after.items()} == {kind: row.pk for kind, row in before.items()}
    assert after["response"].due_on == DUE + timedelta(days=1)
    assert after["response"].changed_at > LONG_AGO
    assert after["acknowledgement"].changed_at == LONG_AGO


def test_rows_come_and_go_with_the_events():
    request = make_request()
    kinds = set(request.deadlines.values_list("kind", flat=True))
    event = record_event(
        request=request, kind=EventKind.CLARIFICATION_ASKED, on=date(2018, 8, 1), by=UserFactory()
    )
    assert set(request.deadlines.values_list("kind", flat=True)) == {"acknowledgement", "clarification"}
    withdraw_event(event=event, by=UserFactory(), because="wrong letter")
    assert set(request.deadlines.values_list("kind", flat=True)) == kinds


def test_rows_of_other_kinds_stay_where_the_limits_are_not_complete():
    request = make_request()
    response = request.deadlines.get(kind="response")
    write_limits({request.pk: [_limit(response, met_on=DUE)]}, complete=False)
    assert set(request.deadlines.values_list("kind", "met_on")) == {
        ("acknowledgement", None),
        ("response", DUE),
    }
    write_limits({request.pk: [_limit(response)]})
    assert list(request.deadlines.values_list("kind", "met_on")) == [("response", None)]


def test_columns_of_many_are_written_in_one_statement(django_assert_num_queries):
    first, second, other = (make_request() for _ in range(3))
    with django_assert_num_queries(1):
        write_columns(
            ("state", "due_on", "due_days"),
            {first.pk: ("closed", None, None), second.pk: ("answered", date(2020, 2, 29), 40)},
        )
    rows = dict(InformationRequest.objects.values_list("pk", "state"))
    assert rows == {first.pk: "closed", second.pk: "answered", other.pk: "awaiting_response"}
    second.refresh_from_db()
    assert (second.due_on, second.due_days) == (date(2020, 2, 29), 40)
    assert second.updated_at > other.updated_at
