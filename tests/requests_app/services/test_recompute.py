from datetime import date

import pytest

from requests_app.models import Deadline, InformationRequest
from requests_app.services import recompute as module
from requests_app.services.recompute import recompute
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
