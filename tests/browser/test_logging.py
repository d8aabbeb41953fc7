"""A researcher logs the seed's request by hand."""

import re
import time

import pytest

from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.authorities.factories import AuthorityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LETTER = """Dear Blaby District Council,

Please send us:

1. Briefing notes about systems that score people
2. Overviews of how their results come about
3. Training materials
4. Any impact assessments
5. Any maps or charts
6. Promotional material
7. Any contracts

With thanks
"""


def _fill_in(page):
    page.goto("/")
    page.get_by_role("link", name="Log a request").first.click()
    page.locator("#id_authority").fill("blaby")
    page.get_by_label("Date", exact=True).fill("2018-07-20")
    page.get_by_label("the authority received it").check()
    page.get_by_label("The letter's text").fill(LETTER)
    page.get_by_label("Reference number").fill("FOI-18-1134")


def _assert_logged():
    request = InformationRequest.objects.get()
    assert (request.authority.name, f"{request.due_on}") == ("Blaby District Council", "2018-08-20")
    assert request.questions.count() == 7
    assert [reference.value for reference in request.references.all()] == ["FOI-18-1134"]


def test_by_hand_in_under_a_minute_with_the_due_date_shown_before_saving(signed_in):
    AuthorityFactory(name="Blaby District Council")
    AuthorityFactory(name="Barsetshire County Council")
    page = signed_in(researcher())
    begun = time.monotonic()
    page.goto("/requests/log/")
    page.locator("#id_authority").press_sequentially("blab")
    page.get_by_role("option", name="Blaby District Council").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Date", exact=True).fill("2018-07-20")
    page.get_by_label("the authority received it").check()
    page.get_by_label("The letter's text").fill(LETTER)
    page.get_by_label("Reference number").fill("FOI-18-1134")
    page.get_by_text("Monday 20 August 2018").first.wait_for()
    assert page.get_by_role("checkbox", checked=True).count() == 7
    page.get_by_role("button", name="Log the request").click()
    page.wait_for_url(re.compile(r"/requests/\d+/$"))
    assert time.monotonic() - begun < 60
    _assert_logged()


def test_the_same_without_javascript(signed_in):
    AuthorityFactory(name="Blaby District Council")
    page = signed_in(researcher(), java_script_enabled=False)
    _fill_in(page)
    page.get_by_role("button", name="Show the due date and the questions").click()
    page.get_by_text("Monday 20 August 2018").first.wait_for()
    assert page.get_by_role("checkbox", checked=True).count() == 7
    page.get_by_role("button", name="Log the request").click()
    page.wait_for_url(re.compile(r"/requests/\d+/$"))
    _assert_logged()


def test_the_same_with_the_keyboard_alone(signed_in):
    AuthorityFactory(name="Blaby District Council")
    page = signed_in(researcher())
    page.goto("/requests/log/")
    page.locator("#id_authority").focus()
    page.keyboard.type("Blaby District Council")
    page.keyboard.press("Escape")
    page.get_by_label("Date", exact=True).fill(
        "2018-07-20"
    )  # how a date is typed depends on the browser's language
    page.get_by_label("we sent it").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(LETTER)
    page.keyboard.press("Tab")
    page.keyboard.type("FOI-18-1134")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/requests/\d+/$"))
    _assert_logged()
