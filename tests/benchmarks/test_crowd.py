"""The benchmarks stand outside the ordinary run; what fills them by SQL is tried here, so that a new column tells."""

from __future__ import annotations

import pytest

from correspondence.models import Arrival, LastRead, Message
from requests_app.models import Deadline, Event, InformationRequest
from tests.benchmarks import crowd

pytestmark = pytest.mark.django_db


def test_the_crowd_is_a_tracker_whose_pages_open(client) -> None:
    people = crowd.fill(200)
    counts = [model.objects.count() for model in (InformationRequest, Message, Arrival)]
    assert counts == [200, 200, 200]
    assert min(model.objects.count() for model in (Deadline, Event, LastRead)) > 150
    client.force_login(people["all ten teams"])
    assert [client.get(address).status_code for address in ("/", "/requests/dashboard/")] == [200, 200]
