"""The clocks of a request, an earlier day, and recording what happened, as a browser meets them."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Team
from requests_app.deadlines import EventKind
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.requests_app.factories import make_request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = (
    (EventKind.ACKNOWLEDGED, date(2018, 7, 23)),
    (EventKind.CLARIFICATION_ASKED, date(2018, 7, 25)),
    (EventKind.CLARIFICATION_GIVEN, date(2018, 8, 1)),
    (EventKind.FEES_NOTICE, date(2018, 8, 8)),
    (EventKind.FEE_PAID, date(2018, 8, 10)),
    (EventKind.EXTENSION, date(2018, 8, 20)),
    (EventKind.RESPONSE, date(2018, 10, 20)),
    (EventKind.REVIEW_ASKED, date(2018, 10, 29)),
    (EventKind.REVIEW_DECIDED, date(2018, 11, 22)),
    (EventKind.COMPLAINT, date(2018, 12, 3)),
)


def addresses() -> list[tuple[Team, str]]:
    """Pages with few clocks, with many, of a day long gone, with an error, and the forms and reasons."""
    short, long = make_request(), make_request(steps=LONG)
    zealand = make_request(law="oia-nz")
    pages = [short.get_absolute_url(), long.get_absolute_url()]
    pages += [f"{long.get_absolute_url()}?as_at={day}" for day in ("2018-07-30", "2018-11-23", "2018-02-31")]
    pages += [reverse("requests:why", args=[long.pk]) + f"?kind={kind}" for kind in ("response", "complaint")]
    pages.append(reverse("requests:record", args=[zealand.pk]) + "?kind=extension")
    return [(request.team, page) for request, page in zip((short, *[long] * 6, zealand), pages, strict=True)]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(signed_in, theme: str) -> None:
    found = []
    for team, address in addresses():
        for width in (360, 1280):
            page = signed_in(researcher(team), color_scheme=theme, viewport={"width": width, "height": 800})
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{address} scrolls at {width}")
            violations = Axe().run(page).response["violations"]
            found += [f"{address} at {width}: {v['id']} at {v['nodes'][0]['target']}" for v in violations]
            page.context.close()
    assert found == []


@pytest.mark.parametrize("width", [360, 1280])
def test_every_bar_stands_under_the_same_line_of_time(signed_in, width: int) -> None:
    request = make_request(steps=LONG)
    page = signed_in(researcher(request.team), viewport={"width": width, "height": 800})
    page.goto(request.get_absolute_url())
    axis = page.locator(".axis").bounding_box()
    bars = [bar.bounding_box() for bar in page.locator(".clocks .bar").all()]
    assert len(bars) == request.deadlines.count() == 9
    assert {(round(bar["x"]), round(bar["width"])) for bar in bars} == {
        (round(axis["x"]), round(axis["width"]))
    }
    assert min(bar["height"] for bar in bars) >= 24


def test_without_a_script_one_looks_back_and_comes_back(signed_in) -> None:
    request = make_request(steps=LONG)
    page = signed_in(researcher(request.team), java_script_enabled=False)
    page.goto(request.get_absolute_url())
    page.get_by_label("See it as it stood on").fill("2018-07-30")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    assert page.url.endswith("?as_at=2018-07-30")
    assert page.locator("main .tag").first.inner_text() == "Clarification asked"
    assert page.locator("main").get_by_role("button").all_inner_texts() == ["Show"]
    with page.expect_navigation():
        page.get_by_role("link", name="back to today").click()
    assert page.locator("main .tag").first.inner_text() == "With the regulator"


def test_what_happened_is_recorded_in_two_clicks_and_a_date(signed_in) -> None:
    request = make_request()
    page = signed_in(researcher(request.team))
    page.goto(request.get_absolute_url())
    page.get_by_role("link", name="They answered").click()
    expect(page.get_by_label("When")).to_be_focused()
    assert page.get_by_label("What happened").input_value() == "response"
    page.get_by_label("When").fill("2018-07-01")
    page.get_by_role("button", name="Record").click()
    page.get_by_role("alert").get_by_text("the request was received only on 20 July 2018").wait_for()
    page.get_by_label("When").fill("2018-08-14")
    with page.expect_navigation():
        page.get_by_role("button", name="Record").click()
    assert page.url.endswith(request.get_absolute_url())
    assert InformationRequest.objects.get().answered_on == date(2018, 8, 14)


@pytest.mark.parametrize("script", [True, False])
def test_the_day_of_an_extension_is_asked_for_once_an_extension_is_chosen(signed_in, script: bool) -> None:
    request = make_request(law="oia-nz")
    page = signed_in(researcher(request.team), java_script_enabled=script)
    page.goto(reverse("requests:record", args=[request.pk]) + "?kind=response")
    until = page.get_by_label("Extended until")
    assert not until.is_visible()
    page.get_by_label("What happened").select_option("extension")
    until.wait_for()
