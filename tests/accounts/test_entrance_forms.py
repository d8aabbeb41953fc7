"""Logging in, passwords and two-step log-in in this project's words."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.services import invite, send_invitation
from tests.accounts.factories import PASSWORD, TeamFactory, UserFactory, lead
from tests.accounts.test_login import LOGIN, log_in, with_two_steps

pytestmark = pytest.mark.django_db
NOT_OUR_WORDS = re.compile(
    r"\b[Ee]mail\b|[Ss]ign(?:ed)? [Ii]n|[Tt]wo-[Ff]actor|[Aa]ctivate|Unused codes|This field is required"
    r"|Recovery Codes|Authenticator App|Authenticator (?:secret|code)|\(again\)|[Rr]eauthenticate|Confirm Access"
)


def shown(html: str) -> str:
    """What a person reads: no tags, no attributes."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def foreign(response) -> list[str]:
    text = shown(response.content.decode())
    assert text
    return NOT_OUR_WORDS.findall(text)


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_email_verification_sent"]
)
def test_pages_for_everybody_speak_as_we_do(name: str) -> None:
    assert foreign(Client().get(reverse(name))) == []


@pytest.mark.parametrize(
    "given", [{}, {"login": "nonsense", "password": "x"}, {"login": "a@b.example", "password": "x"}]
)
def test_what_is_wrong_with_a_log_in_is_said_as_we_say_it(given: dict[str, str]) -> None:
    assert foreign(Client().post(LOGIN, given)) == []


def test_the_summary_calls_a_field_as_its_label_does() -> None:
    page = Client().post(LOGIN, {}).content.decode()
    assert page.count("Enter your e-mail address") == 2  # in the summary and at the field
    assert page.count("Enter your password") == 2
    wrong = Client().post(LOGIN, {"login": "nobody@example.org", "password": "wrong"}).content.decode()
    assert "The e-mail address or the password is not right" in wrong


def test_the_keyboard_goes_from_the_address_to_the_password() -> None:
    page = Client().get(LOGIN).content.decode()
    places = [page.index(part) for part in ('name="login"', 'name="password"', "Forgot your password?")]
    assert places == sorted(places)
    assert page.count("Forgot your password?") == 1


def test_all_of_two_step_log_in_speaks_as_we_do() -> None:
    user = UserFactory()
    client = Client()
    log_in(client, user.email)
    assert foreign(client.get(reverse("mfa_activate_totp"), follow=True)) == []  # the password again
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert foreign(client.get(reverse("mfa_activate_totp"))) == []
    assert foreign(client.post(reverse("mfa_activate_totp"), {"code": "1"})) == []
    client, _ = with_two_steps(UserFactory())
    names = ("mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp")
    assert {name: foreign(client.get(reverse(name))) for name in names} == {name: [] for name in names}


@pytest.mark.parametrize("name", ["account_change_password", "account_email", "account_reauthenticate"])
def test_the_pages_of_an_account_speak_as_we_do(name: str) -> None:
    client = Client()
    client.force_login(UserFactory())
    assert foreign(client.get(reverse(name))) == []
    assert foreign(client.post(reverse(name), {"email": "nonsense", "action_add": ""})) == []


def test_who_was_invited_sets_a_password_and_not_a_new_one() -> None:
    team = TeamFactory()
    send_invitation(membership=invite(team=team, email="new@example.org"), by=lead(team))
    link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mail.outbox[0].body).group(1)
    first = shown(Client().get(link, follow=True).content.decode())
    assert "Set your password" in first
    assert "new password" not in first.lower()
    client = Client()
    client.post(reverse("account_reset_password"), {"email": UserFactory().email})
    link = re.search(r"https?://[^/]+(/\S+/key/\S+)", mail.outbox[-1].body).group(1)
    assert "Set a new password" in shown(client.get(link, follow=True).content.decode())
