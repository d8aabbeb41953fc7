"""A lead’s morning, with and without a script: see who is late, give it to somebody, undo, chase, export."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from accounts.models import User
from correspondence.models import OutgoingLetter
from requests_app.models import InformationRequest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_a_leads_morning(signed_in, demo, script):
    lead, ada = (User.objects.get(email=f"{name}@demo.example") for name in ("lead", "ada"))
    page = signed_in(lead, java_script_enabled=script, viewport={"width": 360, "height": 740})
    page.goto(reverse("requests:dashboard"))
    page.click("a.stat:has-text('nobody')")
    unowned = InformationRequest.objects.filter(owner=None).count()
    boxes = page.locator("input[name=chosen]")
    assert boxes.count() == unowned == 2

    boxes.first.check()
    page.select_option("#id_owner_many", str(ada.pk))
    with page.expect_navigation():
        page.click("button[value=assign]")
    assert InformationRequest.objects.filter(owner=None).count() == unowned - 1
    with page.expect_navigation():
        page.click("text=Undo")
    assert InformationRequest.objects.filter(owner=None).count() == unowned

    page.goto(reverse("requests:list") + "?status=overdue")
    page.check("#id_scope_all")
    page.fill("#id_tag_many", "to chase")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    found = page.locator(".pages p").inner_text()
    assert InformationRequest.objects.filter(tags__name="to chase").count() == int(
        re.search(r"of (\d+)", found)[1]
    )

    page.goto(reverse("requests:list") + "?status=overdue")
    for number in range(4):
        boxes.nth(number).check()
    with page.expect_navigation():
        page.click("button[value=chase]")
    with page.expect_navigation():
        page.click("text=Send the letters ticked >> nth=0")
    assert OutgoingLetter.objects.filter(state="waiting").count() == 4
    with page.expect_navigation():
        page.click("text=Call all of them back")
    assert not OutgoingLetter.objects.filter(state="waiting").exists()

    page.goto(reverse("requests:list") + "?status=overdue")
    with page.expect_download() as started:
        page.click("button[value=csv]")
    rows = started.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + InformationRequest.objects.filter(tags__name="to chase").count()


def test_the_keys_go_through_what_there_is_to_do(signed_in, demo):
    page = signed_in(User.objects.get(email="lead@demo.example"))
    page.goto(reverse("home"))
    rows = page.locator(".todo .steps__what")
    focused = "document.activeElement.textContent"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    assert (first, page.evaluate(focused)) == (rows.nth(0).inner_text(), rows.nth(1).inner_text())
    page.keyboard.press("Tab")  # the row's next step
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("Enter")
    page.wait_for_url("**/requests/*/")


def test_the_plots_fit_the_paper(signed_in, demo):
    page = signed_in(User.objects.get(email="lead@demo.example"))
    for name in ("requests:dashboard", "requests:figures"):
        page.goto(reverse(name))
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 690, "height": 980})  # A4 within its margins
        wide = page.evaluate(
            "[...document.querySelectorAll('main svg, main table')]"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"
        )
        assert wide == []
