import pytest
from django.urls import reverse

from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


def test_a_request_is_taken_out_with_a_reason_and_put_back(client):
    person = researcher()
    client.force_login(person)
    request = make_request(team=person.teams.get())
    address = reverse("requests:discard", args=[request.pk])
    assert client.post(address, {"because": ""}).status_code == 422
    page = client.post(address, {"because": "logged twice"}, follow=True).content.decode()
    assert "logged twice" in page
    assert client.get(request.get_absolute_url()).status_code == 404
    client.post(reverse("requests:restore", args=[request.pk]))
    assert client.get(request.get_absolute_url()).status_code == 200


def test_another_teams_taken_out_requests_do_not_exist(client):
    owner = researcher()
    client.force_login(owner)
    request = make_request(team=owner.teams.get())
    client.post(reverse("requests:discard", args=[request.pk]), {"because": "x"})
    client.force_login(researcher())
    assert request.authority.name not in client.get(reverse("requests:discarded")).content.decode()
    assert client.post(reverse("requests:restore", args=[request.pk])).status_code == 404
    assert not InformationRequest.objects.exists()
