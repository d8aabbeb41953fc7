"""Mails that are written to files."""

import os
from pathlib import Path

from django.core.mail import EmailMessage

from foi_tracker.filebased import EmailBackend


def test_a_written_mail_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        sent = EmailBackend(file_path=tmp_path).send_messages(
            [EmailMessage("Reset", "A link", "a@example.org", ["b@example.org"])] * 2
        )
    finally:
        os.umask(old)
    [mail] = tmp_path.iterdir()
    assert (sent, mail.stat().st_mode & 0o777) == (2, 0o600)
    assert mail.read_text().count("A link") == 2
