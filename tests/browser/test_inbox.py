"""The unfiled inbox in a browser: two clicks and no script."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from correspondence.models import Arrival
from tests.accounts.factories import researcher
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.correspondence.factories import make_letter
from tests.correspondence.waiting import make_waiting
from tests.requests_app.factories import make_request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def request_():
    authority = AuthorityFactory(
        name="Marshland and Fenland Joint Committee for the Drainage of the Lower Levels"
    )
    ContactFactory(authority=authority, email="foi@marshland.example")
    return make_request(authority=authority, reference="FOI-18-1134", title="Systems that score people")


def test_a_mail_is_filed_in_two_clicks_without_a_script_and_undone_in_one(signed_in, request_) -> None:
    arrival = make_waiting(request_.team, files=("answer.pdf",))
    page = signed_in(researcher(request_.team), java_script_enabled=False)
    page.goto("/inbox/")
    page.get_by_role("link", name="RE: Systems that score people").click()
    page.get_by_role("button", name=re.compile("File here.*Marshland")).click()
    letter = request_.messages.get()
    page.get_by_text("Nothing waits").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Undone.").wait_for()
    page.get_by_role("link", name="RE: Systems that score people").wait_for()
    letter.refresh_from_db()
    assert letter.removed_at is not None
    assert Arrival.objects.get(pk=arrival.pk).state == "unfiled"


def test_a_letter_is_moved_in_two_clicks_without_a_script(signed_in, request_) -> None:
    letter = make_letter(request_, subject="Parking fines in the market square")
    there = make_request(team=request_.team, title="Parking fines in the market square")
    page = signed_in(researcher(request_.team), java_script_enabled=False)
    page.goto(request_.get_absolute_url())
    page.get_by_role("link", name="Move Parking fines").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Move here").first.click()
    assert there.messages.get() == letter
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert request_.messages.get() == letter


def test_it_is_done_with_the_keyboard_and_enter_on_a_tick_files_nothing(signed_in, request_) -> None:
    arrival = make_waiting(request_.team)
    page = signed_in(researcher(request_.team))
    page.goto("/inbox/")
    page.locator("input[name=mail]").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Tick the mails first").wait_for()
    page.get_by_role("link", name="RE: Systems that score people").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/inbox/{arrival.pk}/")
    page.get_by_role("button", name="File here").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Filed with").wait_for()
    assert Arrival.objects.get(pk=arrival.pk).state == "filed"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(signed_in, request_, theme: str) -> None:
    long_name = "a-very-long-name-of-a-file-that-an-officer-chose-" * 3 + ".pdf"
    mails = [
        make_waiting(
            request_.team, "Words.\n\n> earlier", files=(long_name, "b.pdf"), Subject="Re: " + "long " * 40
        ),
        make_waiting(request_.team, Subject="Hello", From="", Date=""),
    ]
    stray = make_waiting(None)
    letter = make_letter(request_, subject="A letter")
    user = researcher(request_.team, is_site_admin=True)
    page = signed_in(user, color_scheme=theme)
    addresses = [
        "/inbox/",
        *(f"/inbox/{mail.pk}/" for mail in mails),
        f"/inbox/{mails[0].pk}/?q=marshland",
        f"/inbox/{mails[0].pk}/?q=nothing+fits",
        f"/inbox/{mails[0].pk}/new/",
        "/inbox/strays/",
        reverse("correspondence:move_letter", args=[letter.pk]),
        reverse("correspondence:split_letter", args=[letter.pk]),
    ]
    found = []

    def look(where: str) -> None:
        violations = Axe().run(page).response["violations"]
        found.extend(f"{where}: {each['id']} at {each['nodes'][0]['html'][:200]}" for each in violations)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            wide = page.evaluate("document.documentElement.scrollWidth")
            found.extend([f"{where}: {wide} wide at {width}"] if wide > width else [])

    for address in addresses:
        page.goto(address)
        look(address)
    page.goto("/inbox/")
    page.get_by_role("link", name="Hello").click()
    page.get_by_role("button", name="Not ours").click()
    look("a message with undo")
    page.goto("/inbox/?show=not_ours")
    look("not ours")
    Arrival.objects.all().delete()
    page.goto("/inbox/")
    look("empty")
    assert stray.pk
    assert found == []
