from datetime import date

import pytest
from django.core import mail

from requests_app.models import Deadline, InformationRequest, Notice
from requests_app.services import recompute as module
from requests_app.services.recompute import recompute
from requests_app.services.reminders import send_pending
from tests.accounts.factories import UserFactory
from tests.requests_app.factories import DUE, make_request

pytestmark = pytest.mark.django_db


def _spoil(request):
    InformationRequest.objects.filter(pk=request.pk).update(due_on=date(2000, 1, 3), state="answered")
    Deadline.objects.filter(request=request).delete()


def test_wrong_dates_are_put_right():
    request = make_request()
    _spoil(request)
    done = recompute()
    request.refresh_from_db()
    assert (done.seen, done.changed, request.state, request.due_on) == (1, 1, "awaiting_response", DUE)
    assert request.deadlines.filter(kind="response", due_on=DUE).exists()


def test_what_is_right_is_not_written():
    make_request()
    assert recompute().changed == 0


def test_closed_requests_are_left_alone():
    request = make_request()
    InformationRequest.objects.filter(pk=request.pk).update(state="closed")
    assert recompute().seen == 0


def test_one_that_cannot_be_derived_does_not_stop_the_others(caplog):
    broken, good = make_request(), make_request()
    broken.events.all().delete()
    _spoil(good)
    done = recompute()
    good.refresh_from_db()
    assert (done.failed, good.due_on) == (1, DUE)
    assert str(broken.pk) in caplog.text


def test_a_run_that_died_between_chunks_is_finished_by_the_next(monkeypatch):
    monkeypatch.setattr(module, "CHUNK", 2)
    requests = [make_request() for _ in range(5)]
    for request in requests:
        _spoil(request)
    real, calls = module.recompute_chunk, []

    def dies(ids):
        calls.append(ids)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(ids)

    monkeypatch.setattr(module, "recompute_chunk", dies)
    with pytest.raises(KeyboardInterrupt):
        recompute()
    monkeypatch.setattr(module, "recompute_chunk", real)
    recompute()
    assert set(InformationRequest.objects.values_list("due_on", flat=True)) == {DUE}


def test_a_date_that_the_nightly_run_moves_is_told_to_the_owner():
    owner = UserFactory()
    request = make_request(owner=owner)
    InformationRequest.objects.update(due_on=date(2018, 8, 17))
    assert recompute().moved == 1
    notice = Notice.objects.get()
    assert (notice.kind, notice.recipient, notice.run) == ("moved", owner, None)
    assert (notice.was_due_on, notice.due_on) == (date(2018, 8, 17), DUE)
    assert send_pending() == 1
    assert "has moved from 17 August 2018 to 20 August 2018, as its dates" in mail.outbox[0].body
    assert request.authority.name in mail.outbox[0].subject


def test_a_request_whose_state_was_wrong_has_not_moved():
    _spoil(make_request(owner=UserFactory()))
    InformationRequest.objects.update(due_kind="review_request")
    assert (recompute().changed, Notice.objects.count()) == (1, 0)
