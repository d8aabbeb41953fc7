"""Bringing in a list: by keys, and without a script."""

from __future__ import annotations

import pytest

from accounts.models import User
from authorities.models import Authority
from authorities.services import imports
from tests.accounts.factories import site_admin
from tests.authorities.factories import AuthorityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Name\tNation\nBlaby Distrct Concil\tEngland\nOadbey Council\tEngland\nFife Council\tScotland"


@pytest.fixture
def admin() -> User:
    AuthorityFactory(name="Blaby District Council")
    AuthorityFactory(name="Oadby Council")
    return site_admin()


def _to_the_preview(page) -> None:
    page.goto("/authorities/import/")
    page.get_by_label("Or paste cells").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Check each row").click()
    page.wait_for_selector(".tabs")
    page.wait_for_load_state()


def test_rows_are_decided_by_keys_one_after_the_other(signed_in, admin) -> None:
    page = signed_in(admin)
    _to_the_preview(page)
    page.locator("[data-decide]").first.focus()
    page.keyboard.press("s")
    page.wait_for_selector("[data-decide][aria-label*='Oadbey Council']:only-child:focus")
    page.keyboard.press("a")
    page.wait_for_selector("[data-decide]", state="detached")
    assert page.locator(".tabs").inner_text().split()[:4] == ["New", "2", "Changed", "1"]


def test_keys_do_nothing_while_no_row_has_the_focus(signed_in, admin) -> None:
    page = signed_in(admin)
    _to_the_preview(page)
    page.get_by_label("Name", exact=True).press("s")
    page.locator("h1").click()
    page.keyboard.press("k")
    assert page.locator("[data-decide]").count() == 2


def test_all_of_it_goes_without_a_script(signed_in, admin) -> None:
    page = signed_in(admin, java_script_enabled=False)
    _to_the_preview(page)
    page.get_by_role("button", name="The same as Blaby District Council").click()
    page.get_by_role("button", name="skip", exact=True).click()
    page.get_by_role("button", name="Bring in 2 rows").click()
    page.get_by_text("Waiting to be applied").first.wait_for()
    imports.work_on_imports()
    page.get_by_role("link", name="Refresh").click()
    page.get_by_role("link", name="Take it all back").wait_for()
    assert Authority.objects.filter(name="Fife Council").exists()


def test_the_bar_moves_by_itself_and_gives_way_to_the_report(signed_in, admin) -> None:
    page = signed_in(admin)
    _to_the_preview(page)
    page.get_by_role("button", name="Bring in 1 row").click()
    page.wait_for_selector("progress")
    page.reload()
    page.locator("progress").wait_for()
    imports.work_on_imports()
    page.wait_for_selector("text=Take it all back")
