"""The authority's number files a mail only together with a sender who fits, and only where one request bears it."""

from datetime import date

import pytest

from correspondence.mail.parse import parse
from correspondence.models import Message
from correspondence.services.addresses import reply_address_of
from correspondence.services.inbound import process_waiting, receive
from correspondence.services.sorting import Decision, decide
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from requests_app.services.requests import add_reference
from tests.accounts.factories import TeamFactory
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.mails import make_mail
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
NUMBER = "FOI-18-1134"
NOBODYS = Decision(reason="Nothing in it says which request it belongs to.")


def council(name: str, email: str) -> InformationRequest:
    authority = AuthorityFactory(name=name)
    ContactFactory(authority=authority, email=email)
    return make_request(authority=authority, reference=NUMBER)


@pytest.fixture
def marsh() -> InformationRequest:
    return council("Marshland Council", "foi@marshland.gov.uk")


def where(team, sender: str = "Sam <sam@marshland.gov.uk>", text: str = "We hold it.", **headers: str):
    given = {"Subject": f"{NUMBER} – your request", **headers}
    return decide(parse(make_mail(text, From=sender, **given).as_bytes()), team=team)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (f"RE: {NUMBER}", ""),
        ("RE: FOI18/1134", ""),
        ("[FOI18/1134]", ""),
        ("Your request", "Our ref: FOI18/1134"),
        ("RE: foi 18 1134", ""),
        ("Your request", f"Our ref: {NUMBER}\n\nDear Sam"),
        ("Your request", "Our reference: FOI–18–1134"),
    ],
)
def test_however_spelled_and_wherever_it_stands(marsh, subject: str, text: str) -> None:
    assert where(marsh.team, text=text, Subject=subject) == Decision(marsh, "reference")


def test_a_number_without_its_letters_files_where_the_sender_fits_and_one_request_alone_is_meant(
    marsh,
) -> None:
    add_reference(request=marsh, value="FOI 2102/26")
    assert where(marsh.team, Subject="Ref: 2102/26") == Decision(marsh, "reference")
    assert where(marsh.team, "foi@upland.gov.uk", Subject="Ref: 2102/26").reason == (
        "It names 2102/26, which may be FOI 2102/26, but its sender is not known to write for Marshland Council."
    )
    assert where(marsh.team, Subject="EIR 2102/26") == NOBODYS
    make_request(team=marsh.team, authority=marsh.authority, reference="EIR-2102-26")
    told = where(marsh.team, Subject="Ref: 2102/26")
    assert told == Decision(reason="It names 2102/26, and 2 requests may go by that.")


def test_leading_zeros_do_not_count(marsh) -> None:
    add_reference(request=marsh, value="01900117")
    assert where(marsh.team, Subject="RE: 1900117 your request") == Decision(marsh, "reference")


def test_a_closed_request_gets_its_mail_too(marsh) -> None:
    closed = make_request(
        team=marsh.team,
        authority=marsh.authority,
        reference="FOI-2",
        steps=((EventKind.WITHDRAWN, date(2018, 7, 25)),),
    )
    assert (closed.state, where(marsh.team, Subject="FOI-2018-2, FOI-2")) == ("closed", NOBODYS)
    add_reference(request=closed, value="FOI-18-2222")
    assert where(marsh.team, Subject="FOI-18-2222") == Decision(closed, "reference")


@pytest.mark.parametrize(
    "sender", ["foi@upland.gov.uk", "foi@gov.uk", "marshland.gov.uk@example.com", "x@nhs.net"]
)
def test_a_sender_who_does_not_fit_files_nothing_and_is_told(marsh, sender: str) -> None:
    assert where(marsh.team, sender) == Decision(
        reason=f"It names {NUMBER}, but its sender is not known to write for Marshland Council."
    )


def test_of_a_shared_mail_host_only_the_very_address_files() -> None:
    trust = council("Fen Trust", "fen.foi@nhs.net")
    assert where(trust.team, "Fen.FOI@nhs.net") == Decision(trust, "reference")
    assert where(trust.team, "other@nhs.net").request is None


def test_one_number_at_two_authorities_goes_to_the_one_whose_sender_it_is(marsh) -> None:
    upland = council("Upland Council", "foi@upland.gov.uk")
    upland.team = marsh.team
    upland.save()
    assert where(marsh.team) == Decision(marsh, "reference")
    assert where(marsh.team, "foi@upland.gov.uk") == Decision(upland, "reference")
    assert where(marsh.team, "foi@fen.gov.uk").request is None


def test_two_requests_of_one_number_wait_for_a_person(marsh) -> None:
    make_request(team=marsh.team, authority=marsh.authority, reference="foi 18 1134")
    assert where(marsh.team).reason == f"It names {NUMBER}, foi 18 1134, and 2 requests go by that."


def test_two_numbers_of_two_requests_wait_for_a_person(marsh) -> None:
    make_request(team=marsh.team, authority=marsh.authority, reference="FOI-18-2222")
    told = where(marsh.team, Subject=f"{NUMBER} and FOI-18-2222").reason
    assert told == f"It names {NUMBER}, FOI-18-2222, and 2 requests go by that."


def test_another_teams_number_and_a_number_of_our_own_file_nothing(marsh) -> None:
    add_reference(request=marsh, value="OURS-18-9999", role="ours")
    assert where(TeamFactory()) == NOBODYS
    assert where(None) == Decision(
        reason="It gives the number of a case, but nothing tells which team it is for."
    )
    assert where(None, Subject="Your request") == NOBODYS
    assert where(marsh.team, Subject="Reference: OURS-18-9999") == NOBODYS


@pytest.mark.parametrize("value", ["01223 457000", "FS50123456"])
def test_telephone_numbers_and_the_regulators_notices_file_nothing(marsh, value: str) -> None:
    add_reference(request=marsh, value=value)
    assert where(marsh.team, text=f"Call {value}.", Subject=value) == NOBODYS


def test_its_own_address_goes_before_the_letters_and_these_before_a_number(marsh, settings) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example.org"
    second = make_request(team=marsh.team)
    letter = make_letter(second)
    Message.objects.filter(pk=letter.pk).update(message_id="<1@ours.example>")
    third = make_request(team=marsh.team)
    assert where(marsh.team, In_Reply_To="<1@ours.example>") == Decision(second, "thread")
    told = where(marsh.team, In_Reply_To="<1@ours.example>", To=reply_address_of(third))
    assert told == Decision(third, "address")


def test_a_forged_sender_is_filed_with_a_doubt_and_moves_nothing(marsh, settings) -> None:
    settings.TRUSTED_AUTHSERV_ID = "mx.foi.example.org"
    mail = make_mail("Our response is as follows.", From="foi@marshland.gov.uk", Subject=NUMBER)
    mail["Authentication-Results"] = "mx.foi.example.org; dmarc=fail header.from=marshland.gov.uk"
    before = (marsh.state, marsh.due_on, marsh.events.count())
    receive(raw=mail.as_bytes(), door="pipe", team=marsh.team)
    process_waiting(today=date(2018, 9, 1))
    letter = marsh.messages.get()
    marsh.refresh_from_db()
    assert (letter.sender_check, letter.sender_note) == (
        "failed",
        "Our mail server doubts that it comes from that address (DMARC: fail).",
    )
    assert (marsh.state, marsh.due_on, marsh.events.count()) == before


def test_the_same_message_id_with_other_words_is_kept_and_both_are_there(marsh) -> None:
    for text in ("We hold it.", "We do not hold it.", "We hold it."):
        raw = make_mail(text, From="foi@marshland.gov.uk", Subject=NUMBER).as_bytes()
        receive(raw=raw, door="pipe", team=marsh.team)
    process_waiting(today=date(2018, 9, 1))
    assert [letter.body_text.strip() for letter in marsh.messages.all()] == [
        "We hold it.",
        "We do not hold it.",
    ]
