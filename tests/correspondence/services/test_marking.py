"""A letter is read once somebody's mark has reached it, also those that were read before that was kept with them."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from correspondence.models import Message
from correspondence.services.marking import mark_read
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def test_letters_up_to_the_mark_are_read_from_the_first_mark_on() -> None:
    request = make_request()
    first, second, third = (make_letter(request) for _ in range(3))
    early, late = timezone.now(), timezone.now()
    for letter, at in ((first, early), (second, late)):
        mark_read(user=researcher(request.team), request=request, up_to=letter.pk, at=at)
    kept = dict(Message.objects.values_list("pk", "read_at"))
    assert kept == {first.pk: early, second.pk: late, third.pk: None}
    Message.objects.update(read_at=None)
    import_module("correspondence.migrations.0102_fill_letters_read").fill(apps, None)
    assert dict(Message.objects.values_list("pk", "read_at")) == kept
