"""The mail that says a report is ready."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from requests_app.models import Report


def mail_of(report: Report) -> EmailMultiAlternatives:
    """It leads to the report's page and holds nothing of the report itself."""
    context = {"report": report, "url": settings.SITE_URL + report.get_absolute_url()}
    mail = EmailMultiAlternatives(
        subject=f"Your report is ready: {report.title}",
        body=render_to_string("requests_app/mail/report.txt", context),
        to=[report.made_by.email],
        headers={
            "Message-ID": f"<report-{report.pk}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("requests_app/mail/report.html", context), "text/html")
    return mail
