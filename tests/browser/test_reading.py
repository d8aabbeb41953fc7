"""Reading in a real browser: keys, marks that are made by scrolling, print, and a shared page without a script."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from correspondence.models import LastRead, Message
from correspondence.services.sharing import issue_share_link
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NASTY = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"


@pytest.fixture
def thread(live_server):
    """A request with fourteen letters, one of them long and one with a notice and quoted text."""
    request = make_request(title=f"Scoring {NASTY}", reference="FOI-1")
    for number in range(12):
        make_letter(request, on=date(2018, 8, 1) + timedelta(days=number), text="We write to you.\n\n" * 12)
    make_letter(
        request, subject=NASTY, author_name=NASTY, text=f"rubric {NASTY}\n\n" * 200, on=date(2018, 9, 1)
    )
    closing = make_letter(request, text="Short.\n\nThis was scanned for viruses.", on=date(2018, 9, 2))
    Message.objects.filter(pk=closing.pk).update(quoted_text="earlier words")
    return request


def test_keys_lead_through_the_letters_and_can_be_switched_off(signed_in, thread):
    page = signed_in(researcher(thread.team))
    page.goto(thread.get_absolute_url())
    letters = [f"letter-{pk}" for pk in thread.messages.values_list("pk", flat=True)]
    focused = "document.activeElement.id"
    for key, expected in (("j", letters[0]), ("j", letters[1]), ("k", letters[0]), ("k", letters[0])):
        page.keyboard.press(key)
        assert page.evaluate(focused) == expected
    page.keyboard.press("/")
    assert page.evaluate(focused) == "site-search"
    page.keyboard.type("j/?")
    assert page.input_value("#site-search") == "j/?"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.uncheck("#keys input")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(focused) == ""
    page.get_by_role("link", name="Keyboard shortcuts").click()
    page.wait_for_url("**/keys/")  # and for its scripts
    page.check("main [data-keys-switch]")
    page.goto(thread.get_absolute_url())
    page.keyboard.press("j")
    assert page.evaluate(focused) == letters[0]


def test_the_thread_is_marked_as_read_once_its_end_is_seen(signed_in, thread):
    page = signed_in(researcher(thread.team))
    page.goto(thread.get_absolute_url())
    assert LastRead.objects.count() == 0
    page.keyboard.press("End")
    page.wait_for_selector("text=Marked as read.")
    assert LastRead.objects.get().up_to == max(thread.messages.values_list("pk", flat=True))


def test_on_paper_everything_is_open_and_nothing_is_to_be_clicked(signed_in, thread):
    page = signed_in(researcher(thread.team), java_script_enabled=False)
    page.goto(thread.get_absolute_url())
    page.emulate_media(media="print")
    for words in ("earlier words", "This was scanned for viruses."):
        assert page.locator(f"text={words}").first.bounding_box()["height"] > 0
    rest = page.locator(".more--letter > .as-typed").first
    assert rest.bounding_box()["height"] > 1000
    for gone in (
        ".mast",
        ".foot",
        ".jumps",
        "text=Mark as read",
        "text=Edit letter",
        "text=Attach a file",
        "#add",
    ):
        assert not page.locator(gone).first.is_visible(), gone


def test_what_letters_bring_is_inert_where_it_is_found_and_where_it_is_shared(signed_in, new_context, thread):
    secret = issue_share_link(
        request=thread,
        expires_at=timezone.now() + timedelta(days=1),
        hides_names=False,
        for_whom=NASTY,
        by=researcher(thread.team),
    )
    stranger = new_context(viewport={"width": 360, "height": 740}).new_page()
    member = signed_in(researcher(thread.team), viewport={"width": 360, "height": 740})
    for page, address in (
        (member, "/search/?q=rubric"),
        (member, f"/search/?q=rubric+{NASTY}&kind=letters"),
        (member, f"/requests/{thread.pk}/share/"),
        (stranger, f"/shared/{secret}/"),
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.title() != "run"
        assert page.locator("main img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert [found["id"] for found in Axe().run(page).response["violations"]] == []
