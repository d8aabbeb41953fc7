"""A mail of the inbox is shown from what reading it once gave."""

from __future__ import annotations

import pytest

from correspondence import waiting_mail as module
from correspondence.models import Arrival
from correspondence.waiting_mail import WaitingMail, waiting_mail
from tests.accounts.factories import TeamFactory
from tests.correspondence.waiting import make_waiting

pytestmark = pytest.mark.django_db
TEXT = "We hold it.\n\nOn 20 July 2018 you wrote:\n> Dear Council\n> please send it"
NAMES = ("../../etc/passwd.pdf", "a\u202eb.pdf")


def read_anew(arrival: Arrival) -> WaitingMail:
    """As for a mail that came before its contents were kept."""
    Arrival.objects.filter(pk=arrival.pk).update(contents=None)
    return waiting_mail(Arrival.objects.get(pk=arrival.pk))


def test_it_is_shown_without_being_taken_apart_again(monkeypatch) -> None:
    arrival = make_waiting(TeamFactory(), TEXT, files=NAMES, Cc="Other@Lab.example")
    with monkeypatch.context() as patched:
        patched.setattr(module, "parse", lambda raw: pytest.fail("it was taken apart again"))
        seen = waiting_mail(Arrival.objects.get(pk=arrival.pk))
    assert seen.text.startswith("We hold it.")
    assert "> please send it" in seen.quoted
    assert "other@lab.example" in seen.recipients
    assert [each.filename for each in seen.files] == ["passwd.pdf", "a[U+202E]b.pdf"]
    assert read_anew(arrival) == seen
