"""Mails for tests, as an authority's officer would send them."""

from __future__ import annotations

from email.message import EmailMessage


def make_mail(
    text: str = "Please find attached our response to your request.", **headers: str
) -> EmailMessage:
    """A mail of 14 August 2018 unless said otherwise; an underscore in a name stands for a hyphen, "" leaves it out."""
    given = {
        "From": "Sam Clerk <foi@marshland.example>",
        "To": "r.researcher@example.org",
        "Subject": "RE: Systems that score people",
        "Date": "Tue, 14 Aug 2018 23:30:00 +0000",
        "Message-ID": "<1@marshland.example>",
    }
    message = EmailMessage()
    for name, value in (given | {name.replace("_", "-"): value for name, value in headers.items()}).items():
        if value:
            message[name] = value
    message.set_content(text)
    return message
