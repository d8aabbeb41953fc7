import pytest
from django.urls import reverse

from tests.accounts.factories import UserFactory


@pytest.mark.django_db
def test_a_page_that_is_open_to_everybody_does_not_ask_who_it_is(client, django_assert_num_queries):
    client.force_login(UserFactory())
    with django_assert_num_queries(0):
        assert client.get(reverse("healthz")).status_code == 200


@pytest.mark.django_db
def test_every_other_page_leads_to_the_log_in_page(client):
    response = client.get(reverse("requests:list"))
    assert response.url == f"{reverse('account_login')}?next={reverse('requests:list')}"
