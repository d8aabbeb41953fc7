"""The people and the machines of the case that everything began with, and what each of them does."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from correspondence.models import Arrival, Mailbox, OutgoingLetter
from correspondence.services.fetching import fetch_mailbox
from correspondence.services.inbound import process_waiting
from correspondence.services.outbox import send_due
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.correspondence.documents_text import samples
from tests.correspondence.mails import make_mail
from tests.correspondence.post_office import PostOffice
from tests.web import browser_of, page

FOI, OFFICER = "foi@blaby.gov.uk", "Sam Clerk <s.clerk@blaby.gov.uk>"
LETTER = """Dear council

Please send us, about systems that score people:

1. any notes and reports about them
2. any overviews of how their results are made
3. any material with which staff are trained
4. any assessments of their impact
5. any pictures that they draw
6. any material that promotes them
7. any contracts about them

Yours faithfully
The Score Watch"""
ACKNOWLEDGED = """Dear Score Watch

Freedom of Information Request – FOI-18-1134

I acknowledge receipt of your request for information, which was received on 20/07/2018. You will have an answer
within 20 working days.

Information Team"""
ANSWERED = """Dear Score Watch

Freedom of Information Request – FOI-18-1134

Please find attached our response to your request. There are no assessments of impact. More attachments follow.

Should you be unhappy with this you can ask us for an internal review, and after that apply to the Information
Commissioner.

Information Team"""
TOO_MUCH = "Dear Score Watch\n\nI cannot send all attachments by e-mail. Can you give me a link to upload the others?"


class Play:
    """The people and the machines of the case, and what each of them does. `at`: the time it is."""

    def __init__(self, office: PostOffice, dovecot, mailbox: Mailbox, authority) -> None:
        self.office, self.dovecot, self.mailbox, self.authority = office, dovecot, mailbox, authority
        self.writer = researcher(mailbox.team, name="Ada Quill")
        self.reader = researcher(mailbox.team, name="Bo Reed")
        self.at = datetime(2018, 7, 20, 9, 0, tzinfo=UTC)
        self.count = 0

    def now(self) -> datetime:
        return self.at

    def it_is(self, month: int, day: int, hour: int = 9) -> None:
        self.at = datetime(2018, month, day, hour, tzinfo=UTC)

    @property
    def client(self) -> Client:
        return browser_of(self.writer)

    @property
    def request(self) -> InformationRequest:
        return InformationRequest.objects.get()

    def shown(self, user: User | None = None) -> str:
        """The request page as text, as one of the team sees it."""
        html = page(browser_of(user or self.writer), "correspondence:request", self.request.pk)
        return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))

    def log(self) -> None:
        data = {"authority": self.authority.name, "day": "20/07/2018", "day_is": "sent", "letter": LETTER}
        data |= {"title": "Systems that score people", "team": self.mailbox.team_id}
        assert self.client.post(reverse("requests:log"), data).status_code == 302

    def write(self, query: str, **typed: str) -> EmailMessage:
        """Write a letter from what the page offers, send it off, wait its minute; what the mail server got."""
        address = reverse("correspondence:write", args=[self.request.pk]) + query
        offered = self.client.get(address).context["form"].initial
        assert self.client.post(address, {**offered, **typed}).status_code == 302
        letter = OutgoingLetter.objects.latest("pk")
        self.client.post(reverse("correspondence:send", args=[letter.pk]), {"version": letter.version})
        assert "Not in the thread yet" in self.shown()
        self.at += timedelta(minutes=2)
        assert send_due(clock=self.now) == 1
        assert "Not in the thread yet" not in self.shown()
        return self.office.mails[-1]

    def mail(self, text: str, *, files: int = 0, **headers: str) -> str:
        """A mail of the authority's in the team's real mailbox, fetched and filed; how it was filed."""
        self.count += 1
        given = {
            "From": f"Information Team <{FOI}>",
            "To": "replies@watch.example",
            "Subject": "Your request",
        }
        given |= {"Date": f"{self.at:%a, %d %b %Y %H:%M:%S +0000}"}
        mail = make_mail(text, **given | {"Message_ID": f"<{self.count}@blaby.gov.uk>"} | headers)
        for number in range(files):
            content = samples.pdf(f"Page of annex{self.count}x{number} of the council")
            mail.add_attachment(content, "application", "pdf", filename=f"annex-{self.count}-{number}.pdf")
        return self.deliver(mail.as_bytes())

    def deliver(self, raw: bytes) -> str:
        self.dovecot.deliver(self.mailbox.username, raw)
        assert fetch_mailbox(mailbox=self.mailbox, now=self.at).count == 1
        assert process_waiting(today=timezone.localdate()) == 1
        return Arrival.objects.latest("pk").how

    def answer(self, kind: str, **typed: str) -> None:
        """Say yes to what a letter seems to say, through the page that asks."""
        shown = self.client.get(self.request.get_absolute_url()).context["suggestions"]
        (suggestion,) = [each for each in shown if each.kind == kind]
        address = reverse("correspondence:suggestion", args=[suggestion.pk])
        assert self.client.post(address, typed).status_code == 302

    def clock(self) -> tuple[str, str, list[str]]:
        """What must not move by itself: the state, the last day, and what is recorded."""
        request = self.request
        return request.state, f"{request.due_on}", [each.kind for each in request.events.standing()]


def report(mail: EmailMessage) -> bytes:
    """A mail server says that it goes on trying (RFC 3464)."""
    return (
        f"From: MAILER-DAEMON@blaby.gov.uk\nTo: {mail['Reply-To']}\nSubject: Delayed\nMessage-ID: <r@blaby.gov.uk>\n"
        "Date: Fri, 20 Jul 2018 12:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nIt could not be delivered yet.\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.blaby.gov.uk\n\n"
        f"Final-Recipient: rfc822; {FOI}\nAction: delayed\nStatus: 4.4.1\n"
        f"\n--B\nContent-Type: text/rfc822-headers\n\nMessage-ID: {mail['Message-ID']}\nSubject: x\n\n--B--\n"
    ).encode()
