"""The calculator, a proclaimed day and the calendar's address, as people meet them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from requests_app.models import RecomputeRun
from requests_app.services import recompute
from requests_app.services.runs import work_on_runs
from tests.accounts.factories import researcher, site_admin
from tests.requests_app.factories import make_request

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_deadline_is_worked_out_by_anybody_and_its_address_carries_the_case(new_context, script):
    page = new_context(java_script_enabled=script).new_page()
    page.goto("/deadline/")
    page.get_by_label("The authority received the request").fill("2018-07-20")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Monday 20 August 2018")
    expect(page.get_by_text("Monday 6 August 2018 is not counted")).to_be_visible()
    assert page.url.endswith("/deadline/?law=foia&received=2018-07-20")
    page.get_by_role("link", name="Last day to complain to the regulator").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Monday 1 October 2018")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_what_is_wrong_is_said_first_and_leads_to_its_field(new_context, script):
    page = new_context(java_script_enabled=script).new_page()
    page.goto("/deadline/?law=foia&received=2018-07-20&fees_notice=2018-08-02&fee_paid=2018-08-01")
    link = page.get_by_role("alert").get_by_role("link", name="A fee cannot be paid on 1 August 2018")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("The authority received the fee")).to_be_visible()
    if script:
        expect(page.get_by_role("alert")).to_be_focused()
        link.click()
        expect(page.get_by_label("The authority received the fee")).to_be_focused()


def test_the_answer_prints_without_its_form_and_with_every_day(new_context):
    page = new_context().new_page()
    page.goto("/deadline/?law=foia&received=2018-07-20")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Change the case")).to_be_hidden()
    expect(page.get_by_text("Worked out on")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.get_by_role("cell", name="Summer bank holiday (Scotland)", exact=True)).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_a_proclaimed_day_is_added_and_its_progress_is_seen(signed_in, script, monkeypatch):
    monkeypatch.setattr(recompute, "CHUNK", 2)
    monkeypatch.setattr("requests_app.views.proclaimed.resume_runs.apply_async", lambda **options: None)
    for _ in range(4):
        make_request()
    page = signed_in(site_admin(), java_script_enabled=script)
    page.goto("/requests/proclaimed/")
    page.get_by_label("Day", exact=True).fill("2018-08-14")
    page.get_by_label("Name of the holiday").fill("Day of Mourning")
    page.get_by_label("Wales").check()
    page.get_by_role("button", name="Add the day").click()
    expect(page.locator(".progress__words", has_text="0 of 4")).to_be_visible()
    RecomputeRun.objects.update(done=2)
    if not script:
        page.get_by_role("link", name="Refresh").click()
    expect(page.locator(".progress__words", has_text="2 of 4")).to_be_visible()
    RecomputeRun.objects.update(done=0)
    work_on_runs()
    if script:
        expect(page.get_by_text("4 due dates moved among 4 open requests.")).to_be_visible()
    else:
        page.get_by_role("link", name="Refresh").click()
    page.reload()
    expect(page.get_by_role("cell", name="4 of 4")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_the_address_of_a_calendar_is_made_and_copied(signed_in, script):
    page = signed_in(researcher(), java_script_enabled=script)
    page.goto("/requests/calendar/")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_role("link", name=re.compile(r"calendar.*[.]ics$")).get_attribute("href")
    path = "/" + address.split("/", 3)[3]
    found = page.request.get(path)
    assert found.headers["content-type"] == "text/calendar; charset=utf-8"
    page.get_by_role("button", name="Make it void").click()
    expect(page.get_by_text("The address is void")).to_be_visible()
    assert page.request.get(path).status == 404
