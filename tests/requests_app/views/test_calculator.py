from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.urls import reverse

from requests_app.deadlines import EventKind, parse_facts
from requests_app.forms.calculator import OTHERS, CalculatorForm
from requests_app.services import calendars
from tests.requests_app.views.calculator import SEED
from tests.requests_app.views.calculator import get as _get
from tests.requests_app.views.calculator import page as _page

pytestmark = pytest.mark.django_db


def test_anybody_may_open_it_and_nothing_is_worked_out_yet(client):
    response = client.get("/deadline/")
    assert response.status_code == 200
    assert "Work out a deadline" in response.content.decode()
    assert "answer__date" not in response.content.decode()


def test_the_seed_case_is_due_on_20_august_because_of_6_august(client):
    page = _page(client, **SEED)
    assert '<time class="answer__date" datetime="2018-08-20">Monday 20 August 2018</time>' in page
    assert "6 August 2018 (Summer bank holiday, Scotland) is not counted (FOIA 2000 s.10(1))." in page
    assert "<strong>Monday 6 August 2018</strong> is not counted: Summer bank holiday (Scotland)" in page
    assert page.count('<table class="cal">') == 2
    assert 'class="rule ' in page


def test_it_can_be_cited(client, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 22))
    page = _page(client, **SEED)
    assert "<dt>Worked out on</dt><dd>22 November 2026" in page
    assert "Freedom of Information Act 2000 (England, Wales, Northern Ireland and UK-wide bodies)" in page
    link = "/deadline/?law=foia&amp;received=2018-07-20"
    assert f'<a href="{link}">{settings.SITE_URL}{link}</a>' in page


def test_the_address_carries_the_case_and_no_blanks(client):
    case = {**SEED, "body": "", "kind": "", "responded": " ", "fee_paid": "", "work_out": "1"}
    response = _get(client, **case)
    assert (response.status_code, response.url) == (302, "/deadline/?law=foia&received=2018-07-20")
    assert client.get(response.url).status_code == 200


def test_an_address_with_blanks_is_answered_as_it_stands(client):
    response = client.get("/deadline/?law=foia&body=&received=2018-07-20&kind=response&responded=")
    assert response.status_code == 200
    assert response.context["address"] == "/deadline/?law=foia&received=2018-07-20&kind=response"
    assert 'datetime="2018-08-20"' in response.content.decode()


def test_an_address_with_no_date_of_receipt_says_so(client):
    response = client.get("/deadline/?law=foisa&received=")
    assert response.status_code == 200
    assert response.content.decode().count("without a date of receipt no time limit runs.") == 2


def test_a_law_alone_is_chosen_and_nothing_worked_out(client):
    page = _page(client, law="foisa")
    assert '<option value="foisa" selected>' in page
    assert "There is a problem" not in page


def test_the_words_of_the_address_are_those_of_the_command():
    names = {kind.fact_name for kind in EventKind} - {"withdrawn", "closed"}
    form = CalculatorForm(calendar_of=calendars.current_calendar)
    assert names <= set(form.fields)
    assert parse_facts(";".join(f"{name}=2018-07-20" for name in names))


@pytest.mark.parametrize(
    ("case", "due"),
    [
        ({"law": "foisa", "received": "2026-03-09"}, "2026-04-07"),
        ({"law": "foia", "received": "2026-05-01", "body": "archive"}, "2026-06-17"),
        (
            {
                "law": "foia",
                "body": "school",
                "received": "2026-08-05",
                "term_1_starts": "2026-09-02",
                "term_1_ends": "2026-10-23",
            },
            "2026-09-29",
        ),
        (
            {"law": "eir", "received": "2026-05-18", "extension_notified": "2026-06-10", "kind": "response"},
            "2026-07-16",
        ),
        (
            {
                "law": "foia",
                "received": "2025-09-01",
                "responded": "2025-09-26",
                "review_requested": "2025-10-10",
                "review_decided": "2026-01-05",
                "kind": "complaint",
            },
            "2026-02-16",
        ),
        ({"law": "foia", "received": "2026-03-02", "fees_notice": "2026-03-09"}, "2026-06-08"),
        ({"law": "foia", "received": "2026-05-01T22:50:00Z"}, "2026-06-02"),
        (
            {
                "law": "oia-nz",
                "received": "2026-06-01",
                "extension_notified": "2026-06-10",
                "extension_until": "2026-08-14",
            },
            "2026-08-14",
        ),
        ({"law": "foia", "received": "20 July 2018"}, "2018-08-20"),
    ],
)
def test_cases_of_every_sort(client, case, due):
    assert f'<time class="answer__date" datetime="{due}">' in _page(client, **case)


@pytest.mark.parametrize(
    ("case", "field", "sentence"),
    [
        (
            {"received": "1066-10-14"},
            "received",
            "14 October 1066 is before the rights under FOIA 2000 began, on 1 January 2005.",
        ),
        (
            {"received": "2099-01-04"},
            "received",
            "4 January 2099 is too far ahead: bank holidays cannot be foreseen after 2050.",
        ),
        ({"received": "31 February"}, "received", "“31 February” is not a date: write it as 2018-07-20."),
        (
            {"law": "magna-carta"},
            "law",
            "“magna-carta” is not a law known here: use one of foia, eir, foisa,",
        ),
        ({"body": "circus"}, "body", "“circus” is not a kind of public body known here: use one of school,"),
        ({"kind": "revenge"}, "kind", "“revenge” is not a kind of deadline: use one of"),
        ({"kind": "appeal"}, "kind", "These facts give no date for “last day to appeal” under FOIA 2000."),
        (
            {"responded": "2018-07-01"},
            "responded",
            "Response on 1 July 2018 cannot be right: the request was received only on 20 July 2018.",
        ),
        (
            {"sent": "2018-07-25"},
            "received",
            "The request cannot have been received on 20 July 2018, before it was sent on 25 July 2018.",
        ),
        (
            {"clarification_asked": "2018-08-02", "clarification_received": "2018-08-01"},
            "clarification_received",
            "A clarification cannot be given on 1 August 2018, before the authority asked for one.",
        ),
        (
            {"fees_notice": "2018-08-02", "fee_paid": "2018-08-01"},
            "fee_paid",
            "A fee cannot be paid on 1 August 2018, before there is a fees notice.",
        ),
        (
            {"review_requested": "2018-08-01"},
            "review_requested",
            "A review cannot be asked for on 1 August 2018, before there is an answer or the time has run out.",
        ),
        (
            {"responded": "2018-08-01", "review_decided": "2018-08-02"},
            "review_decided",
            "A review cannot be decided on 2 August 2018, before it is asked for.",
        ),
        (
            {"responded": "2018-08-01", "review_extension_notified": "2018-08-02"},
            "review_extension_notified",
            "A review cannot be extended on 2 August 2018, before it is asked for.",
        ),
        (
            {"complaint": "2018-08-01"},
            "complaint",
            "A complaint cannot be made on 1 August 2018, before there is an answer or the time has run out.",
        ),
        (
            {"complaint_decided": "2018-09-01"},
            "complaint_decided",
            "A complaint cannot be decided on 1 September 2018, before it is made.",
        ),
        (
            {"body": "school", "term_2_starts": "2018-09-03", "term_2_ends": "2018-09-01"},
            "term_2_ends",
            "A term cannot end on 1 September 2018, before it starts on 3 September 2018.",
        ),
        ({"body": "school", "term_1_starts": "2018-09-03"}, "term_1_ends", "Enter both days of the term"),
        (
            {"extension_until": "2018-09-03"},
            "extension_notified",
            "Enter the day of the notice that names the last day",
        ),
    ],
)
def test_each_error_has_its_own_sentence_beside_its_field_and_in_the_summary(client, case, field, sentence):
    response = _get(client, **{**SEED, **case})
    form = response.context["form"]
    assert response.status_code == 200
    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(sentence)
    page = response.content.decode()
    assert f'<li><a href="#id_{field}">' in page
    assert f'id="id_{field}_error"' in page
    assert "<title>Error: " in page
    assert "answer__date" not in page


def test_two_errors_at_once_are_both_said(client):
    response = _get(client, law="foia", received="1066-10-14", responded="2099-01-01")
    assert list(response.context["form"].errors) == ["received", "responded"]


def test_a_folded_group_is_open_where_something_stands_in_it(client):
    page = _page(client, **SEED, responded="2018-08-01")
    assert page.count('<details class="more" open>') == 1


def test_every_clock_leads_to_its_own_answer(client):
    response = _get(client, law="foia", received="2018-07-20", responded="2018-08-09")
    clocks = {clock["limit"].kind.value: clock for clock in response.context["clocks"]}
    assert [kind for kind, clock in clocks.items() if clock["here"]] == ["review_request"]
    query = parse_qs(urlsplit(clocks["response"]["address"]).query)
    assert query == {
        "law": ["foia"],
        "received": ["2018-07-20"],
        "responded": ["2018-08-09"],
        "kind": ["response"],
    }
    for clock in clocks.values():
        assert client.get(clock["address"]).context["limit"] == clock["limit"]


def test_where_no_time_limit_runs_it_says_so(client):
    page = _page(client, **SEED, responded="2018-08-01", complaint="2018-08-20")
    assert "No time limit runs" in page
    assert "With the regulator" in page


def test_what_is_typed_cannot_break_out(client):
    page = _page(client, law='"><script>alert(1)</script>', received="<script>")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("name", [*(kind.fact_name for kind in OTHERS), "term_1_starts", "extension_until"])
def test_no_address_is_an_error_of_ours(client, name):
    for value in ("\0", "9999-12-31", "0001-01-01", "2018-07-20T99:00Z", "x" * 5000, "2050-12-31"):
        assert _get(client, **SEED, **{name: value}).status_code == 200


@pytest.mark.parametrize(
    ("body", "words"), [("school", "School"), ("archive", "Archive"), ("armed_forces", "Armed forces")]
)
def test_the_kind_of_body_stands_in_what_the_answer_rests_on(client, body, words):
    page = client.get(reverse("deadline"), {"law": "foia", "body": body, "received": "2026-03-20"})
    said = page.content.decode().split("<dt>Kind of body</dt>")[1].split("</dd>")[0]
    assert words in said
