"""A campaign, and who looks at it in a browser."""

import pytest
from django.test import Client

from requests_app.models import Campaign
from tests.accounts.factories import TeamFactory, lead, researcher
from tests.requests_app.campaigns import make_campaign
from tests.web import browser_of


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def member(team) -> Client:
    return browser_of(researcher(team, name="Ada Quill"))


@pytest.fixture
def leader(team) -> Client:
    return browser_of(lead(team, name="Bo Lead"))


@pytest.fixture
def campaign(team) -> Campaign:
    return make_campaign(team=team)
