"""The combobox of authorities, by keyboard, by mouse and without JavaScript."""

import pytest
from playwright.sync_api import expect

from authorities.services import replace
from tests.accounts.factories import site_admin
from tests.authorities.factories import AuthorityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def old():
    """An authority to be replaced, among others: the page has a combobox and little else."""
    for name in ("Blaby District Council", "Selby District Council", "Kent Police"):
        AuthorityFactory(name=name)
    return AuthorityFactory(name="Old Authority")


@pytest.fixture
def page(signed_in, old):
    page = signed_in(site_admin())
    page.goto(f"{old.get_absolute_url()}replace/")
    return page


def test_the_arrows_move_through_the_suggestions_and_enter_takes_one(page) -> None:
    box = page.get_by_role("combobox", name="Replaced by")
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press_sequentially("dist")
    options = page.get_by_role("listbox", name="Authorities").get_by_role("option")
    expect(options).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(0).get_attribute("id"))
    box.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    box.press("Enter")
    expect(box).to_have_value("Selby District Council")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert page.url.endswith("/replace/")


def test_escape_closes_the_list_and_keeps_what_was_typed(page) -> None:
    box = page.get_by_role("combobox", name="Replaced by")
    box.press_sequentially("dist")
    page.get_by_role("option").first.wait_for()
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("dist")
    expect(box).to_be_focused()


def test_a_click_takes_a_suggestion_and_leaving_the_box_closes_the_list(page) -> None:
    box = page.get_by_role("combobox", name="Replaced by")
    box.press_sequentially("dist")
    page.get_by_role("option", name="Blaby District Council").click()
    expect(box).to_have_value("Blaby District Council")
    expect(box).to_be_focused()
    box.fill("kent")
    page.get_by_role("option", name="Kent Police").wait_for()
    box.press("Tab")
    expect(page.get_by_role("option")).to_have_count(0)


def test_the_page_hears_of_the_choice_as_of_a_change_by_hand(page) -> None:
    page.evaluate(
        "document.addEventListener('change', (e) => { document.body.dataset.heard = e.target.value; })"
    )
    page.get_by_role("combobox", name="Replaced by").press_sequentially("dist")
    page.get_by_role("option", name="Blaby District Council").click()
    expect(page.locator("body")).to_have_attribute("data-heard", "Blaby District Council")


def test_emptying_the_box_takes_the_suggestions_away(page) -> None:
    box = page.get_by_role("combobox", name="Replaced by")
    box.press_sequentially("dist")
    page.get_by_role("option").first.wait_for()
    box.fill("")
    expect(page.get_by_role("option")).to_have_count(0)
    box.fill("nothing like it")
    expect(page.locator("[data-combobox-status]")).to_have_text("No authority has a name like that.")


def test_names_are_inert_in_the_suggestions(page) -> None:
    AuthorityFactory(name='<img src=x onerror="document.title=1"> Board')
    box = page.get_by_role("combobox", name="Replaced by")
    box.press_sequentially("board")
    page.get_by_role("option", name="<img src=x").click()
    expect(box).to_have_value('<img src=x onerror="document.title=1"> Board')
    assert "replaced" in page.title()


def test_without_javascript_the_server_offers_radios(signed_in, old) -> None:
    page = signed_in(site_admin(), java_script_enabled=False)
    page.goto(f"{old.get_absolute_url()}replace/")
    page.get_by_label("Replaced by").fill("district")
    with page.expect_navigation():
        page.get_by_role("button", name="Save").click()
    assert page.title().startswith("Error:")
    page.get_by_label("Selby District Council").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**{old.get_absolute_url()}")
    old.refresh_from_db()
    assert (old.replaced_by.name, old.is_active) == ("Selby District Council", False)


def test_the_list_follows_what_is_typed_and_the_address_with_it(signed_in, old) -> None:
    replace(old, by=AuthorityFactory(name="Greater Authority", nation="scotland"))
    page = signed_in(site_admin())
    page.goto("/authorities/")
    rows = page.locator("#found tbody tr")
    expect(rows).to_have_count(4)
    page.get_by_label("Name", exact=True).press_sequentially("dist")
    expect(rows).to_have_count(2)
    expect(page).to_have_url("/authorities/?q=dist&nation=&kind=&law=&address=&tag=&set=&status=")
    page.get_by_label("Name", exact=True).fill("")
    expect(rows).to_have_count(4)
    page.get_by_label("Nation").select_option("Scotland")
    expect(rows).to_have_count(1)
    page.reload()
    expect(rows).to_have_count(1)
    page.go_back()
    expect(rows).to_have_count(4)


def test_the_list_is_searched_without_javascript(signed_in, old) -> None:
    page = signed_in(site_admin(), java_script_enabled=False)
    page.goto("/authorities/")
    page.get_by_label("Name", exact=True).fill("blaby")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#found tbody tr")).to_have_count(1)
    with page.expect_navigation():
        page.get_by_role("link", name="Blaby District Council").click()
    assert page.locator("h1").inner_text() == "Blaby District Council"
