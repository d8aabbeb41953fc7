"""From "Write to the authority" to a letter that has gone, as a researcher meets it."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail as django_mail
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from authorities.models import Contact
from correspondence.models import Message, OutgoingLetter
from correspondence.services.outbox import send_due
from correspondence.services.upload_links import link_of
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.outgoing import TO, make_case, make_draft, make_queued
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_() -> InformationRequest:
    return make_case()


@pytest.fixture
def member(request_) -> Client:
    return browser_of(researcher(request_.team, name="Ada Quill"))


def write(member: Client, request_, *, kind: str = "chaser", follow: bool = False, **data):
    address = reverse("correspondence:write", args=[request_.pk]) + f"?kind={kind}"
    given = {"to_email": TO, "subject": "Answer overdue", "body": "Your answer is late.", **data}
    return member.post(address, given, follow=follow)


def act(member: Client, name: str, letter: OutgoingLetter, **data):
    return member.post(reverse(f"correspondence:{name}", args=[letter.pk]), data, follow=True)


def words(response) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()))


def test_the_way_from_the_request_to_a_sent_letter(member: Client, request_, settings) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example"
    assert reverse("correspondence:write", args=[request_.pk]) in page(
        member, "correspondence:request", request_.pk
    )
    kinds = page(member, "correspondence:write", request_.pk)
    assert kinds.index("Ask where the answer is") < kinds.index("Thank them")
    form = page(member, "correspondence:write", request_.pk, kind="chaser")
    assert "The last day that the law allows for your answer was 20 August 2018" in form
    assert f'value="{TO}"' in form
    shown = write(member, request_, follow=True, attachments=[upload("a.pdf")])
    letter = OutgoingLetter.objects.get()
    assert (letter.state, django_mail.outbox) == ("draft", [])
    assert f"Ada Quill, {request_.team.name} <foi-tracker@localhost>" in words(shown)
    assert f"reply+{request_.reply_address.token}@foi.example" in words(shown)
    assert "No date moves by sending it." in words(shown)
    sent_off = act(member, "send", letter, version="1")
    assert re.search(r"Waiting to be sent\. It goes in (60|59|58) seconds\.", words(sent_off))
    thread = page(member, "correspondence:request", request_.pk)
    assert "Not in the thread yet" in thread
    assert "Call it back" in thread
    send_due(clock=lambda: timezone.now() + timedelta(seconds=61))
    assert len(django_mail.outbox) == 1
    thread = page(member, "correspondence:request", request_.pk)
    assert "Not in the thread yet" not in thread
    assert "</svg>Sent</span>" in thread


def test_a_letter_called_back_is_a_draft_again(member: Client, request_) -> None:
    letter = make_queued(request_)
    assert told(act(member, "call_back", letter)) == ["Called back: it is a draft again, and was not sent."]
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_a_letter_that_has_gone_is_told_to_have_gone(member: Client, request_) -> None:
    letter = make_queued(request_)
    send_due()
    assert told(act(member, "call_back", letter)) == ["It is too late to call this letter back: sent."]
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"to_email": ""}, "Enter the address it goes to"),
        ({"to_email": "nobody"}, "Enter an e-mail address"),
        ({"to_email": "a@b.example\r\nBcc: spy@example.org"}, "Enter an e-mail address"),
        ({"subject": ""}, "Enter a subject"),
        ({"subject": "x\r\nBcc: spy@example.org"}, "The subject must be one line"),
        ({"body": ""}, "Write the letter"),
        ({"body": "\0"}, "not text"),
        ({"subject": "x" * 251}, "at most 250 characters"),
    ],
)
def test_bad_input_gets_one_sentence_and_nothing_is_kept(
    member: Client, request_, data: dict, sentence: str
) -> None:
    response = write(member, request_, **data)
    assert response.status_code == 422
    assert sentence.casefold() in words(response).casefold()
    assert not OutgoingLetter.objects.exists()


def test_a_letter_with_a_gap_can_be_kept_but_not_sent(member: Client, request_) -> None:
    shown = write(member, request_, kind="reply", body="[Write here what you have to say]", follow=True)
    letter = OutgoingLetter.objects.get()
    assert "It cannot go out like this. Fill the gap in the letter first" in words(shown)
    assert reverse("correspondence:send", args=[letter.pk]) not in shown.content.decode()
    assert "It was not sent. Fill the gap" in told(act(member, "send", letter, version="1"))[0]
    letter.refresh_from_db()
    assert letter.state == "draft"


def test_a_draft_that_changed_since_it_was_looked_over_is_not_sent(member: Client, request_) -> None:
    letter = make_draft(request_)
    OutgoingLetter.objects.update(version=2)
    assert told(act(member, "send", letter, version="1")) == [
        "It was not sent. Somebody else changed this draft while you were editing it."
    ]


def test_the_second_of_two_editors_sees_both_versions_and_can_keep_either(member: Client, request_) -> None:
    letter = make_draft(request_)
    address = reverse("correspondence:edit_draft", args=[letter.pk])
    typed = {"to_email": TO, "subject": "S", "body": "Mine", "version": "1"}
    assert member.post(address, typed).status_code == 302
    response = member.post(address, {**typed, "body": "Theirs"})
    assert response.status_code == 422
    assert "Somebody else changed this draft" in words(response)
    assert re.search(r"What stands there now, by Ada Quill .*Mine", words(response))
    html = response.content.decode()
    assert ">\nTheirs</textarea>" in html
    assert 'name="version" value="2"' in html
    letter.refresh_from_db()
    assert letter.body == "Mine"
    assert member.post(address, {**typed, "body": "Theirs", "version": "2"}).status_code == 302


def test_a_draft_can_be_thrown_away(member: Client, request_) -> None:
    letter = make_draft(request_)
    assert told(act(member, "delete_draft", letter)) == ["The draft is gone. Nothing was sent."]
    assert not OutgoingLetter.objects.exists()


def test_sending_a_review_is_announced_before(member: Client, request_) -> None:
    letter = make_draft(request_, kind="review")
    shown = page(member, "correspondence:outgoing", letter.pk)
    assert "“Review asked for” is recorded for the day on which it went" in shown


def test_a_law_without_a_review_offers_none(member: Client) -> None:
    request = make_case(law="sar")
    kinds = page(browser_of(researcher(request.team)), "correspondence:write", request.pk)
    assert "Ask for a review" not in kinds


def test_an_uncertain_letter_is_on_the_list_the_home_page_and_its_request(member: Client, request_) -> None:
    letter = make_queued(request_)
    OutgoingLetter.objects.update(state="uncertain", last_error="The mail server did not answer in time.")
    assert "1 letter of your teams may not have arrived" in page(member, "home")
    listed = page(member, "correspondence:check_delivery")
    assert "Nobody can tell whether it arrived: The mail server did not answer in time." in listed
    assert "Check delivery:" in page(member, "correspondence:request", request_.pk)
    assert told(act(member, "settle", letter, do="drop")) == ["Noted. It is off the list."]
    assert "Nothing to check" in page(member, "correspondence:check_delivery")
    assert "may not have arrived" not in page(member, "home")


def test_a_letter_that_failed_can_be_written_to_another_address(member: Client, request_) -> None:
    letter = make_queued(request_)
    OutgoingLetter.objects.update(state="failed", last_error="550 no such person")
    Contact.objects.update(status="bouncing")
    response = act(member, "settle", letter, do="rewrite")
    assert told(response) == ["Here is the same letter as a draft. Check the address."]
    assert response.redirect_chain[-1][0] == letter.get_absolute_url()


def test_an_answer_that_is_none_changes_nothing(member: Client, request_) -> None:
    letter = make_queued(request_)
    OutgoingLetter.objects.update(state="uncertain")
    act(member, "settle", letter, do="nonsense")
    letter.refresh_from_db()
    assert letter.state == "uncertain"


def test_a_letter_that_came_back_says_so_in_the_thread(member: Client, request_) -> None:
    make_queued(request_)
    send_due()
    OutgoingLetter.objects.update(
        bounced_at=timezone.now(), bounce_is_permanent=True, bounce_reason="550 no such person"
    )
    thread = page(member, "correspondence:request", request_.pk)
    assert "Came back" in thread
    assert "It was not delivered: 550 no such person." in thread


def test_the_list_of_letters_to_check_asks_no_more_of_the_database_for_more(
    member: Client, request_, django_assert_num_queries
) -> None:
    for more in (1, 2):
        for _ in range(more):
            make_queued(make_case(team=request_.team))
        OutgoingLetter.objects.update(state="uncertain")
        with django_assert_num_queries(5):
            page(member, "correspondence:check_delivery")


def test_another_teams_letters_to_check_are_neither_listed_nor_counted(member: Client) -> None:
    make_queued()
    OutgoingLetter.objects.update(state="uncertain")
    assert "Nothing to check" in page(member, "correspondence:check_delivery")
    assert "may not have arrived" not in page(member, "home")


def test_looking_at_letters_writes_nothing(member: Client, request_) -> None:
    letter = make_draft(request_)
    make_letter(request_)
    with CaptureQueriesContext(connection) as asked:
        for name, pk in (("write", request_.pk), ("outgoing", letter.pk), ("edit_draft", letter.pk)):
            page(member, f"correspondence:{name}", pk)
        page(member, "correspondence:write", request_.pk, kind="reply")
        page(member, "correspondence:check_delivery")
    written = [each["sql"] for each in asked if re.match(r"(INSERT|UPDATE|DELETE)", each["sql"])]
    assert written == []


def test_script_in_a_letter_is_inert(member: Client, request_) -> None:
    letter = make_draft(request_, subject="<script>alert(1)</script>", body="<script>alert(1)</script>")
    assert "<script>alert" not in page(member, "correspondence:outgoing", letter.pk)
    assert "<script>alert" not in page(member, "correspondence:request", request_.pk)


def _missing_two(request_: InformationRequest) -> Message:
    letter = make_letter(request_, on=date(2018, 8, 14))
    letter.attachments.create(filename="a.pdf", file=ContentFile(b"x", "a"), size=1)
    letter.attachments.create(filename="b {team}.pdf")
    letter.attachments.create()
    make_letter(request_, on=date(2018, 8, 16), text="A later letter.")
    return letter


def test_asking_for_what_is_missing_answers_that_letter_and_names_its_files(member: Client, request_) -> None:
    letter = _missing_two(request_)
    address = (
        reverse("correspondence:write", args=[request_.pk]) + f"?kind=reply&answers={letter.pk}&ask=files"
    )
    form = member.get(address)
    body = form.context["form"]["body"].value()
    assert (
        "Your letter of 14 August 2018 speaks of 3 attachments, of which 1 reached us. "
        "Please send us what is missing:\n\n- b {team}.pdf\n\nYours faithfully"
    ) in body
    member.post(address, {"to_email": TO, "subject": "Files", "body": body})
    kept = OutgoingLetter.objects.get()
    assert (kept.kind, kept.answers) == ("reply", letter)


def test_an_upload_link_is_made_with_the_letter_that_gives_it(member: Client, request_) -> None:
    write(
        member,
        request_,
        kind="reply",
        body="Please send the rest.\n\nYours faithfully\n\nAda",
        upload_link="on",
    )
    kept, link = OutgoingLetter.objects.get(), request_.upload_links.get()
    before, secret, after = re.split(r"(?<=/upload/)([\w-]{43})/", kept.body)
    assert (before.startswith("Please send the rest.\n\nYou can"), after) == (
        True,
        "\n\nYours faithfully\n\nAda",
    )
    assert link_of(secret, at=timezone.now()) == link


def test_a_letter_that_cannot_be_kept_makes_no_upload_link(member: Client, request_) -> None:
    assert write(member, request_, kind="reply", body="", upload_link="on").status_code == 422
    write(member, request_, kind="chaser", upload_link="on")
    assert not request_.upload_links.exists()


@pytest.mark.parametrize("pk", ["", "x", "9" * 30, "0", "²"])
def test_a_reply_to_no_letter_of_the_request_answers_the_last_one(member: Client, request_, pk: str) -> None:
    letter = make_letter(request_)
    address = reverse("correspondence:write", args=[request_.pk]) + f"?kind=reply&answers={pk}"
    assert member.get(address).context["answers"] == letter
    stranger = make_letter(make_case())
    assert member.get(f"{address.partition('&')[0]}&answers={stranger.pk}").context["answers"] == letter
