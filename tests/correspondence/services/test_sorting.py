"""Which request a mail belongs to."""

import pytest

from correspondence.mail.parse import parse
from correspondence.models import Message
from correspondence.services.addresses import reply_address_of
from correspondence.services.sorting import Decision, decide
from tests.accounts.factories import TeamFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.mails import make_mail
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
NOBODYS = Decision(reason="Nothing in it says which request it belongs to.")


def where(team, envelope_to: str = "", **headers: str) -> Decision:
    return decide(parse(make_mail(**headers).as_bytes()), team=team, envelope_to=envelope_to)


@pytest.mark.parametrize("header", ["To", "Cc", "Delivered_To", "envelope"])
def test_its_own_address_decides_wherever_it_stands(settings, header: str) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example.org"
    request = make_request()
    address = reply_address_of(request)
    given = {"envelope_to": address} if header == "envelope" else {header: f"The team <{address}>"}
    assert where(None, **given) == Decision(request, "address")


def test_the_letter_it_answers_decides_the_nearest_first() -> None:
    first = make_request()
    second = make_request(team=first.team)
    for number, request in enumerate((first, second), start=1):
        letter = make_letter(request)
        Message.objects.filter(pk=letter.pk).update(message_id=f"<{number}@ours.example>")
    both = "<1@ours.example> <2@ours.example>"
    assert where(first.team, In_Reply_To="<1@ours.example>", References=both) == Decision(first, "thread")
    assert where(first.team, References=both) == Decision(second, "thread")


def test_letters_of_another_team_decide_nothing() -> None:
    letter = make_letter(make_request())
    Message.objects.filter(pk=letter.pk).update(message_id="<1@ours.example>")
    assert where(TeamFactory(), In_Reply_To="<1@ours.example>") == NOBODYS


def test_a_letter_that_was_taken_out_decides_nothing() -> None:
    letter = make_letter(make_request())
    Message.objects.filter(pk=letter.pk).update(message_id="<1@ours.example>", removed_at="2018-08-20T00:00Z")
    assert where(letter.request.team, In_Reply_To="<1@ours.example>") == NOBODYS
