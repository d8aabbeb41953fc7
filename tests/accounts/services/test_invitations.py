import pytest
from django.core import mail

from accounts.services import invite, send_invitation
from tests.accounts.factories import TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_who_has_no_password_is_sent_a_link_to_set_one(settings) -> None:
    settings.SITE_URL = "https://foi.example"
    membership = invite(team=TeamFactory(name="Housing"), email="new@example.org")
    send_invitation(membership=membership, by=UserFactory(name="Ada"))
    (sent,) = mail.outbox
    assert sent.to == ["new@example.org"]
    assert sent.subject == "Housing: you are invited to FOI Tracker"
    assert "Ada has invited you to the team “Housing” in FOI Tracker, as a researcher." in sent.body
    assert "https://foi.example/accounts/password/reset/key/" in sent.body


def test_who_has_a_password_is_sent_to_the_log_in_page() -> None:
    membership = invite(team=TeamFactory(), email=UserFactory().email, role="lead")
    send_invitation(membership=membership, by=UserFactory())
    (sent,) = mail.outbox
    assert "/password/reset/key/" not in sent.body
    assert "as a team lead" in sent.body
    assert "/accounts/login/" in sent.body


def test_a_disabled_account_is_told_nothing() -> None:
    membership = invite(team=TeamFactory(), email=UserFactory(is_active=False).email)
    send_invitation(membership=membership, by=UserFactory())
    assert mail.outbox == []


def test_signs_in_names_are_just_signs() -> None:
    membership = invite(team=TeamFactory(name="R&D <team>"), email="new@example.org")
    send_invitation(membership=membership, by=UserFactory(name="O'Hara {{ x }}"))
    assert "O'Hara {{ x }} has invited you to the team “R&D <team>”" in mail.outbox[0].body
