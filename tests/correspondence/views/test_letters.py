"""Adding letters and e-mails by form."""

from datetime import date
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from correspondence.models import Attachment, Message
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter, upload
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    return make_request()


@pytest.fixture
def member(client: Client, request_) -> Client:
    client.force_login(researcher(request_.team))
    return client


def add(member: Client, request_, **data):
    given = {"what": "in", "channel": "post", "on": "14 August 2018", "text": "We write to you.", **data}
    return member.post(reverse("correspondence:add_letter", args=[request_.pk]), given)


def test_a_letter_with_its_files_is_added(member: Client, request_) -> None:
    response = add(member, request_, author_name="Sam Clerk", attachments=[upload("a.pdf"), upload("b.pdf")])
    message = Message.objects.get()
    assert response.headers["Location"] == f"{request_.get_absolute_url()}#letter-{message.pk}"
    assert (message.direction, message.channel, message.on, message.organisation) == (
        "in",
        "post",
        date(2018, 8, 14),
        request_.authority.name,
    )
    assert message.attachments.count() == 2


def test_a_note_is_ours_whatever_channel_stands_in_the_form(member: Client, request_) -> None:
    add(member, request_, what="note", text="They rang.")
    message = Message.objects.get()
    assert (message.direction, message.channel, message.organisation) == ("out", "note", "")
    shown = member.get(request_.get_absolute_url()).content.decode()
    assert "They rang." in shown


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"on": "2999-01-01"}, "is in the future"),
        ({"on": "31 February"}, "Enter a real date"),
        (
            {"on": "1066-01-01"},
            "1 January 1066 is before the rights under FOIA 2000 began, on 1 January 2005",
        ),
        ({"on": "2004-12-31"}, "31 December 2004 is before the rights"),
        ({"text": ""}, "Type the letter’s text, or attach the letter as a file"),
        ({"text": "\0"}, "not text"),
    ],
)
def test_bad_input_gets_one_sentence(member: Client, request_, data: dict, sentence: str) -> None:
    response = add(member, request_, **{"subject": "Kept", **data})
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert 'value="Kept"' in response.content.decode()
    assert not Message.objects.exists()


def test_an_empty_file_is_told(member: Client, request_) -> None:
    response = add(member, request_, attachments=[upload("a.pdf", b"")])
    assert response.status_code == 422
    assert "“a.pdf” is empty" in response.content.decode()


def test_a_field_that_the_form_does_not_have_changes_nothing(member: Client, request_) -> None:
    other = make_request()
    add(member, request_, request=other.pk, position=99, added_by=1, automatic="bounce", opens_request="1")
    message = Message.objects.get()
    assert (message.request, message.position, message.automatic, message.opens_request) == (
        request_,
        1,
        "",
        False,
    )


def an_email(date: str = "Tue, 14 Aug 2018 10:00:00 +0000") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Message-ID"] = (
        "Sam Clerk <foi@x.example>",
        "RE: yours",
        "<1@x>",
    )
    message["Date"] = date
    message.set_content("We write to you.")
    return message.as_bytes()


def upload_mail(member: Client, request_, raw: bytes, **data):
    file = SimpleUploadedFile("mail.eml", raw)
    return member.post(
        reverse("correspondence:upload_mail", args=[request_.pk]), {"mail": file, **data}, follow=True
    )


def test_an_email_is_uploaded_and_its_original_can_be_had_again(member: Client, request_) -> None:
    upload_mail(member, request_, an_email())
    message = Message.objects.get()
    assert (message.subject, message.author_email) == ("RE: yours", "foi@x.example")
    response = member.get(reverse("correspondence:original", args=[message.pk]))
    assert b"".join(response.streaming_content) == an_email()
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == f'attachment; filename="letter-{message.pk}.eml"'


def test_the_same_email_again_is_told_and_leads_to_the_first(member: Client, request_) -> None:
    upload_mail(member, request_, an_email())
    shown = upload_mail(member, request_, an_email()).content.decode()
    assert "This e-mail is here already: it is letter 1 of the thread." in shown
    assert Message.objects.count() == 1


@pytest.mark.parametrize("raw", [b"%PDF-1.7", b""])
def test_what_is_no_email_is_told(member: Client, request_, raw: bytes) -> None:
    response = upload_mail(member, request_, raw)
    assert response.status_code == 422
    assert (Message.objects.count(), Attachment.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Mon, 24 Aug 2099 10:00:00 +0000", "24 August 2099"),
        ("Fri, 24 Aug 1066 10:00:00 +0000", "24 August 1066"),
    ],
)
def test_an_absurd_date_of_an_email_is_told_and_not_taken(
    member: Client, request_, header: str, said: str
) -> None:
    shown = upload_mail(member, request_, an_email(header)).content.decode()
    message = Message.objects.get()
    assert (message.on, message.date_note) == (None, f"Its date, {said}, cannot be right.")
    assert f"Its date, {said}, cannot be right." in shown


def test_the_senders_mail_is_shown_as_it_gives_it_and_marked_until_the_authority_is_known_by_it(
    member: Client, request_
) -> None:
    shown = upload_mail(member, request_, an_email()).content.decode()
    message = Message.objects.get()
    assert message.organisation == ""
    assert "Sender not verified" in shown
    assert f'href="{reverse("correspondence:original", args=[message.pk])}"' in shown
    request_.authority.contacts.create(email="foi@x.example")
    assert "Sender not verified" not in member.get(request_.get_absolute_url()).content.decode()


def test_an_email_of_ours_and_a_letter_typed_in_need_no_verifying(member: Client, request_) -> None:
    make_letter(request_)
    shown = upload_mail(member, request_, an_email(), direction="out").content.decode()
    assert "Sender not verified" not in shown


def edit(member: Client, message: Message, **data):
    address = reverse("correspondence:edit_letter", args=[message.pk])
    given = {"on": "2018-08-14", "author_name": "Sam Clerk", "direction": "in", "subject": "", **data}
    return member.post(address, given, follow=True)


def test_what_is_noted_about_a_letter_is_put_right(member: Client, request_) -> None:
    letter = make_letter(request_, on=None)
    shown = edit(member, letter, on="15 August 2018", subject="Our answer").content.decode()
    letter.refresh_from_db()
    assert (letter.on, letter.subject, letter.body_text) == (
        date(2018, 8, 15),
        "Our answer",
        "We write to you.",
    )
    assert "Our answer" in shown


@pytest.mark.parametrize(
    ("on", "said"), [("2999-01-01", "is in the future"), ("1066-01-01", "is before the rights")]
)
def test_a_letters_new_date_must_make_sense(member: Client, request_, on: str, said: str) -> None:
    letter = make_letter(request_)
    response = edit(member, letter, on=on)
    assert (response.status_code, said in response.content.decode()) == (422, True)
    letter.refresh_from_db()
    assert letter.on == date(2018, 8, 14)


def test_a_letter_filed_by_mistake_leaves_the_story_and_comes_back(member: Client, request_) -> None:
    letter = make_letter(request_, text="Words for somebody else.")
    shown = member.get(reverse("correspondence:edit_letter", args=[letter.pk])).content.decode()
    remove, back = (
        reverse(f"correspondence:{name}", args=[letter.pk]) for name in ("remove_letter", "put_back")
    )
    assert f'action="{remove}"' in shown
    shown = member.post(remove, {"because": "Another request"}, follow=True).content.decode()
    assert "Words for somebody else." not in shown
    assert "1 letter taken out as filed by mistake" in shown
    assert "Another request" in shown
    assert f'action="{back}"' in shown
    assert "Words for somebody else." in member.post(back, follow=True).content.decode()


def test_an_email_taken_out_and_uploaded_again_stays_out_and_is_told(member: Client, request_) -> None:
    upload_mail(member, request_, an_email())
    member.post(reverse("correspondence:remove_letter", args=[Message.objects.get().pk]))
    shown = upload_mail(member, request_, an_email()).content.decode()
    assert "was taken out as filed by mistake: put it back below the story" in shown
    assert "We write to you." not in shown
