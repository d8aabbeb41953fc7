"""The style guide shows every component; what holds for it holds for the pages made of them."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from foi_tracker.styleguide import sample_months
from tests.accounts.factories import UserFactory


@pytest.fixture
def signed_in(new_context, live_server, db):
    """Make a page of somebody who is logged in, with the browser's options given."""
    client = Client()
    client.force_login(UserFactory())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def make(**options):
        context = new_context(**options)
        context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
        )
        return context.new_page()

    return make


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(signed_in, theme: str, width: int) -> None:
    page = signed_in(color_scheme=theme, viewport={"width": width, "height": 800})
    page.goto("/styleguide/")
    violations = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in violations] == []


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_no_page_scrolls_sideways(signed_in, width: int, script: bool) -> None:
    page = signed_in(viewport={"width": width, "height": 800}, java_script_enabled=script)
    page.goto("/styleguide/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_strict_policy_blocks_nothing_of_ours(signed_in) -> None:
    page = signed_in()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto("/styleguide/")
    assert [text for text in refused if "Content Security Policy" in text] == []


def test_focus_goes_to_the_error_summary_and_from_it_to_the_field(signed_in) -> None:
    page = signed_in()
    page.goto("/styleguide/")
    assert page.evaluate("document.activeElement.className") == "errors"
    page.click(".errors a")
    assert page.evaluate("document.activeElement.id") == "id_authority"


def test_a_menu_closes_on_escape_and_gives_the_focus_back(signed_in) -> None:
    page = signed_in()
    page.goto("/styleguide/")
    page.click(".menu:visible > summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".menu[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_tab_stop_skips_to_the_content(signed_in) -> None:
    page = signed_in()
    page.goto("/accounts/password/change/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_sample_ledger_ends_on_the_twentieth_working_day() -> None:
    cells = [
        cell
        for month in sample_months(date(2018, 8, 15))
        for week in month["weeks"]
        for cell in week
        if cell and cell["kind"] in ("counted", "due")
    ]
    assert [cell["number"] for cell in cells] == list(range(1, 21))
    assert cells[-1]["on"] == date(2018, 8, 20)
