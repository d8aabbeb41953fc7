"""What is posted to the pages of campaigns."""

from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from requests_app.campaign_letter import DEFAULT_BODY, DEFAULT_SUBJECT
from requests_app.models import Campaign, InformationRequest
from requests_app.services.campaigns.asking import Elsewhere, log_sent_elsewhere
from tests.authorities.factories import AuthorityFactory


def post(client: Client, name: str, campaign: Campaign, query: str = "", /, **data):
    return client.post(reverse(f"correspondence:{name}", args=[campaign.pk]) + query, data, follow=True)


def letter_data(campaign: Campaign, *questions: tuple[str, str, str], **changed):
    """A posted letter: `questions` are (place, label, text)."""
    data = {
        "subject": DEFAULT_SUBJECT,
        "body": DEFAULT_BODY,
        "version": campaign.version,
        "q-TOTAL_FORMS": len(questions),
        "q-INITIAL_FORMS": 0,
    }
    for number, (place, label, text) in enumerate(questions):
        data |= {f"q-{number}-place": place, f"q-{number}-label": label, f"q-{number}-text": text}
    return data | changed


def log_one(campaign: Campaign, **fields) -> InformationRequest:
    authority = AuthorityFactory()
    entry = Elsewhere(authority.pk, date(2018, 7, 20), **fields)
    log_sent_elsewhere(campaign=campaign, entries=[entry], by=campaign.created_by, on=timezone.localdate())
    return InformationRequest.objects.get(authority=authority)
