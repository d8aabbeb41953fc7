"""What tests of pages share."""

from django.test import Client
from django.urls import reverse

from accounts.models import User


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: object, **query: str) -> str:
    """The HTML of the page of that name, which the person must be able to see."""
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def told(response) -> list[str]:
    """The messages shown on the page after a redirect."""
    return [str(message) for message in response.context["messages"]]
