"""`manage.py first_account`."""

import re

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_it_prints_the_password_once(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("first_account", "boss@example.org")
    said = re.fullmatch(
        r"First account: boss@example\.org, password (\S+) \(shown this once\)\n", capsys.readouterr().out
    )
    assert said
    assert User.objects.get().check_password(said[1])
    with pytest.raises(CommandError, match=r"changepassword boss@example\.org"):
        call_command("first_account", "other@example.org")
    assert User.objects.count() == 1


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(CommandError, match="boss is not an e-mail address"):
        call_command("first_account", "boss")
    assert not User.objects.exists()
