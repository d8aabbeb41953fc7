"""Reports for tests: asked for and made as in real life, and read back."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils import timezone
from pypdf import PdfReader

from accounts.models import User
from requests_app.models import Report
from requests_app.services.making import make_waiting
from requests_app.services.reports import ask_for_report

TODAY = date(2018, 8, 30)


def ask(by: User, **given: Any) -> Report:
    """A report of all the person's requests as at 30 August 2018, unless said otherwise; not made yet."""
    wanted = {"kind": "requests", "title": "All", "on": TODAY, "at": timezone.now(), "teams": by.teams.all()}
    return ask_for_report(by=by, **{**wanted, **given})


def made(report: Report, makers: Any) -> PdfReader:
    """Have it made, in a process of its own as always, and open it."""
    assert make_waiting(makers) == 1
    report.refresh_from_db()
    assert report.state == "ready", report.error
    return PdfReader(report.file.open("rb"))


def words(pdf: PdfReader) -> str:
    """All its text, white space folded."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def letters_of(text: str) -> str:
    """Text without any white space: pages break lines where they like."""
    return re.sub(r"\s+", "", text)


def tags_of(pdf: PdfReader) -> set[str]:
    """The kinds of elements in the tree that screen readers go through."""
    found, waiting = set(), [pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        node = waiting.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict) and "/S" in node:
            found.add(str(node["/S"]))
            waiting.append(node.get("/K", []))
    return found
