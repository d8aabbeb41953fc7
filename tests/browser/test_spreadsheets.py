"""Bringing in a team's spreadsheet, without a script and by it."""

from __future__ import annotations

import pytest

from accounts.models import User
from requests_app.models import InformationRequest
from requests_app.services import imports
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEADER = "Authority\tDate sent\tOutcome\tReply\tTitle"
TEXT = f"{HEADER}\nFife Council\t1/2/2023\t7\t\tScores\nFyfe Concil\t2/2/2023\t7\t\tScores"


@pytest.fixture
def ada() -> User:
    AuthorityFactory(name="Fife Council")
    return researcher(TeamFactory())


def test_all_of_it_goes_without_a_script(signed_in, ada) -> None:
    page = signed_in(ada, java_script_enabled=False)
    page.goto("/requests/spreadsheets/")
    page.get_by_label("Or paste cells").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("7", exact=True).select_option("none")
    page.get_by_role("button", name="Check each row").click()
    page.get_by_role("link", name="1 name of the file is not in the list of authorities").click()
    page.get_by_label("Another authority, named here").check()
    page.get_by_label("Another authority", exact=True).fill("Fife Council")
    page.get_by_role("button", name="Decide, and check again").click()
    page.get_by_role("button", name="Bring in 2 requests").click()
    imports.work_on_imports()
    page.get_by_role("link", name="Refresh").click()
    page.get_by_role("link", name="Take it all back").wait_for()
    assert InformationRequest.objects.count() == 2
    page.get_by_role("link", name="Take it all back").click()
    page.get_by_role("button", name="Take it all back").click()
    imports.work_on_imports()
    page.get_by_role("link", name="Refresh").click()
    page.get_by_text("2 requests are out again").wait_for()
