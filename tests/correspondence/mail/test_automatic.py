"""A machine's mail is told from a person's, and a failed delivery gives its facts."""

from email.message import EmailMessage

import pytest

from correspondence.mail.parse import parse
from correspondence.mail.types import BouncedRecipient
from tests.correspondence.mail.builders import mail

STATUS = """Reporting-MTA: dns; mx.lab.example

Final-Recipient: rfc822; gone@example.gov.uk
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user
"""


def report(status: str = STATUS, *, subject: str = "Undelivered Mail Returned to Sender") -> bytes:
    """A report of failed delivery as mail servers write it (RFC 3464)."""
    returned = "From: sam@lab.example\nSubject: Request\nMessage-ID: <request.1@lab.example>\n"
    parts = [
        ("text/plain", "It was not delivered."),
        ("message/delivery-status", status),
        ("text/rfc822-headers", returned),
    ]
    body = "".join(f"--x\nContent-Type: {kind}\n\n{words}\n" for kind, words in parts) + "--x--\n"
    head = (
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.lab.example\n"
        f"Subject: {subject}\nDate: Fri, 20 Jul 2018 10:00:00 +0100\nMessage-ID: <dsn.1@mx.lab.example>\n"
        "Auto-Submitted: auto-replied\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\n\n'
    )
    return (head + body).encode()


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (rules)"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": "out"},
        {"Precedence": "auto_reply"},
        {"Return_Path": "<>"},
        {"Subject": "Automatic reply: Your request"},
        {"Subject": "Out of Office: holiday"},
        {"Subject": "AutoReply: FOI"},
        {"Subject": "Ateb awtomatig: Eich cais"},
        {"Subject": "Auto-acknowledgement of your request"},
    ],
)
def test_a_machines_reply_is_told(headers: dict[str, str]) -> None:
    found = parse(mail(**headers).as_bytes())
    assert (found.automatic, found.bounce) == ("auto_reply", None)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X_Auto_Response_Suppress": "All"},
        {"Auto_Submitted": "no"},
        {"Precedence": "bulk"},
        {"Precedence": "list"},
        {"Subject": "RE: Automatic reply: Your request"},
        {"Subject": "Report on undelivered mail in the county"},
        {"Subject": "Acknowledgement of your request"},
        {"From": "postmaster@example.gov.uk"},
        {"X_Autoreply": "no"},
    ],
)
def test_a_persons_mail_is_not_taken_for_a_machines(headers: dict[str, str]) -> None:
    assert parse(mail(**headers).as_bytes()).automatic is None


def test_a_delivery_report_names_who_did_not_get_what() -> None:
    found = parse(report())
    assert found.automatic == "bounce"
    assert found.bounce is not None
    assert found.bounce.recipients == (
        BouncedRecipient("gone@example.gov.uk", "failed", "5.1.1", "550 5.1.1 no such user"),
    )
    assert found.bounce.permanent is True
    assert found.bounce.original_message_id == "<request.1@lab.example>"
    assert found.body_text == "It was not delivered."
    assert found.attachments == ()


@pytest.mark.parametrize(
    ("status", "permanent"),
    [
        (STATUS, True),
        (STATUS.replace("failed", "delayed").replace("5.1.1", "4.4.1"), False),
        (STATUS.replace("5.1.1", "5.2.2"), False),
        (STATUS.replace("5.1.1", "4.7.0"), False),
        (STATUS.replace("Status: 5.1.1\n", "").replace("550 5.1.1", "554"), True),
        (STATUS.replace("Status: 5.1.1\n", "").replace("550 5.1.1 ", ""), None),
    ],
)
def test_whether_to_try_again_is_read_from_the_codes(status: str, permanent: bool | None) -> None:
    bounce = parse(report(status)).bounce
    assert bounce is not None
    assert bounce.permanent is permanent


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (STATUS, "bounce"),
        (STATUS.replace("failed", "delayed").replace("5.1.1", "4.4.1"), "delay"),
        (STATUS.replace("Action: failed\n", "").replace("5.1.1", "4.4.1"), "delay"),
        (STATUS.replace("5.1.1", "4.4.7"), "bounce"),  # tried for days, then given up
        (STATUS.replace("failed", "delayed") + "\n" + STATUS.partition("\n\n")[2], "bounce"),
    ],
)
def test_a_server_that_goes_on_trying_is_told_from_one_that_gave_up(status: str, kind: str) -> None:
    found = parse(report(status))
    assert (found.automatic, found.kind) == ("bounce", kind)


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Warning: could not send message for past 4 hours", "delay"),
        ("Delivery Status Notification (Delay)", "delay"),
        ("Undelivered Mail Returned to Sender", "bounce"),
    ],
)
def test_a_delay_is_known_by_its_subject_where_nothing_else_says_so(subject: str, kind: str) -> None:
    text = "Still trying:\n\n  slow@example.gov.uk\n"
    message = mail(text, Subject=subject, From="Mail Delivery System <Mailer-Daemon@mx.lab.example>")
    assert parse(message.as_bytes()).kind == kind


def test_a_report_that_it_arrived_is_no_failure() -> None:
    found = parse(report(STATUS.replace("failed", "delivered").replace("5.1.1", "2.0.0")))
    assert (found.automatic, found.bounce) == ("auto_reply", None)


def test_a_read_receipt_is_an_automatic_reply() -> None:
    raw = report().replace(b"report-type=delivery-status", b"report-type=disposition-notification")
    raw = raw.replace(b"message/delivery-status", b"message/disposition-notification").replace(
        b"Undelivered", b"Read"
    )
    assert parse(raw).automatic == "auto_reply"


@pytest.mark.parametrize(
    "subject", ["Mail delivery failed: returning message to sender", "Undeliverable: Your request"]
)
def test_a_failure_told_in_words_alone_is_one_too(subject: str) -> None:
    text = (
        "It failed:\n\n  gone@example.gov.uk\n    550 no such user\n\nMessage-ID: <request.1@lab.example>\n"
    )
    message: EmailMessage = mail(
        text, Subject=subject, From="Mail Delivery System <Mailer-Daemon@mx.lab.example>"
    )
    found = parse(message.as_bytes())
    assert found.automatic == "bounce"
    assert found.bounce is not None
    assert [one.email for one in found.bounce.recipients] == ["gone@example.gov.uk"]
    assert (found.bounce.permanent, found.bounce.original_message_id) == (True, "<request.1@lab.example>")


def test_exims_header_names_the_recipient() -> None:
    found = parse(mail("x", X_Failed_Recipients="gone@example.gov.uk, away@example.gov.uk").as_bytes())
    assert found.bounce is not None
    assert [one.email for one in found.bounce.recipients] == ["gone@example.gov.uk", "away@example.gov.uk"]
