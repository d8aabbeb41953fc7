"""Starting, pausing and watching the sending of a campaign."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from correspondence.models import CampaignSending
from correspondence.services.campaigns import work_on_campaigns
from requests_app.models import InformationRequest
from tests.correspondence.views.campaigns.pages import post
from tests.requests_app.campaigns import reachable, with_authorities
from tests.web import page, told

pytestmark = pytest.mark.django_db


def test_only_a_lead_starts_pauses_and_archives(member, leader, campaign) -> None:
    with_authorities(campaign, reachable(2))
    data = {"per_hour": "60"}
    assert post(member, "campaign_sending", campaign, **data).status_code == 403
    assert "A lead of" in page(member, "correspondence:campaign_sending", campaign.pk)
    response = post(leader, "campaign_sending", campaign, **data)
    assert told(response) == ["Started. The first letter is written within half a minute."]
    work_on_campaigns(clock=lambda: timezone.now() + timedelta(seconds=1))
    assert InformationRequest.objects.count() == 1
    said = [told(post(leader, "campaign_sending", campaign, do=do)) for do in ("call_back", "go_on", "pause")]
    assert said == [
        ["Paused. 1 letter called back; what had gone has gone."],
        ["It goes on."],
        ["Paused. No more letters are written."],
    ]
    assert post(member, "campaign_archive", campaign).status_code == 403
    assert told(post(leader, "campaign_archive", campaign)) == ["The campaign is archived."]
    assert "archived" in page(leader, "correspondence:campaign_sending", campaign.pk)


def test_what_cannot_be_started_says_why(leader, campaign) -> None:
    response = post(leader, "campaign_sending", campaign, per_hour="60")
    assert response.status_code == 422
    assert "There is no authority that a letter could go to." in response.content.decode()
    assert CampaignSending.objects.count() == 0


def test_the_progress_asks_for_itself_while_it_runs(leader, campaign) -> None:
    with_authorities(campaign, reachable())
    post(leader, "campaign_sending", campaign, per_hour="60")
    address = reverse("correspondence:campaign_progress", args=[campaign.pk])
    running = leader.get(address, headers={"HX-Request": "true"}).content.decode()
    post(leader, "campaign_sending", campaign, do="pause")
    paused = leader.get(address, headers={"HX-Request": "true"}).content.decode()
    assert [f'hx-get="{address}"' in text for text in (running, paused)] == [True, False]
