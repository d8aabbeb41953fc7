"""The matrix by keyboard, and without a script on a narrow screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.accounts.factories import researcher
from tests.requests_app.dataset.world import World, many

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(db) -> World:
    return many(14, 3, coded=12)


def focused(page: Page) -> list[str | int]:
    """What the link in focus says, in which row and column."""
    return page.evaluate(
        "(() => { const link = document.activeElement; const cell = link.closest('td, th');"
        " return [link.textContent, cell.parentElement.rowIndex, cell.cellIndex]; })()"
    )


def test_arrows_lead_from_cell_to_cell_and_enter_opens_the_evidence(signed_in, world) -> None:
    page = signed_in(researcher(world.team))
    page.goto(f"/campaigns/{world.campaign.pk}/matrix/")
    page.get_by_role("rowheader", name="Body 00011").get_by_role("link").focus()
    seen = []
    for key in (
        "ArrowRight",
        "ArrowDown",
        "ArrowDown",
        "ArrowRight",
        "ArrowUp",
        "Home",
        "Control+Home",
        "End",
    ):
        page.keyboard.press(key)
        seen.append(focused(page))
    assert seen == [
        ["No answer yet", 12, 3],
        ["Not coded yet", 13, 3],
        ["Not coded yet", 14, 3],
        ["Not coded yet", 14, 4],
        ["Not coded yet", 13, 4],
        ["Body 00012", 13, 0],
        ["Authority", 0, 0],
        ["3 Item 3", 0, 5],
    ]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    question = world.questions[0][2]
    page.wait_for_url(f"**/requests/{question.request_id}/coding/**#question-{question.pk}")


def test_without_a_script_on_a_narrow_screen_it_filters_and_stays_in_the_page(signed_in, world) -> None:
    page = signed_in(
        researcher(world.team), java_script_enabled=False, viewport={"width": 360, "height": 800}
    )
    page.goto(f"/campaigns/{world.campaign.pk}/matrix/")
    page.get_by_text("By what came back for a question").click()
    page.get_by_label("2. Item 2").select_option("Refused")
    with page.expect_navigation():
        page.get_by_role("button", name="Show", exact=True).click()
    assert page.get_by_role("rowheader").all_text_contents()[:2] == [
        "Body 00002Health · Wales",
        "Body 00008Health · Wales",
    ]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    with page.expect_download() as download:
        page.get_by_role("button", name="Data package").click()
    assert download.value.suggested_filename.endswith(".zip")
