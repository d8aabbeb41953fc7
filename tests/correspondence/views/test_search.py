"""The search page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.correspondence.search.test_finding import read_file
from tests.requests_app.factories import make_request
from tests.web import browser_of, page

pytestmark = pytest.mark.django_db

# Session, user, the form's teams; letters, files by name, pages, requests, authorities nearly so called; requests with
# references, proclaimed days; letters, files, pages; teams of the account menu; and the count of overdue requests.
QUERIES = 15
NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_database_as_often_for_three_of_each_as_for_one(number: int) -> None:
    request = make_request(title="rubric", reference="FOI-1")
    for _ in range(number):
        read_file(make_letter(request, text="rubric"), "rubric", name="rubric.pdf")
        make_request(team=request.team, title="rubric", reference="FOI-2")
    client = browser_of(researcher(request.team))
    client.get("/search/")
    with CaptureQueriesContext(connection) as queries:
        shown = client.get("/search/", {"q": "rubric"}).content.decode()
    assert shown.count('class="hit"') == 3 * number
    assert len(queries) == QUERIES, "\n".join(query["sql"][:150] for query in queries)


def test_the_words_found_are_marked_and_nothing_else_is_markup() -> None:
    request = make_request(title=f"{NASTY} rubric")
    letter = make_letter(
        request, subject=f"{NASTY} rubric", author_name=NASTY, text=f"{NASTY} <b>rubric</b> {NASTY}"
    )
    read_file(letter, f"{NASTY} rubric", name=f"{NASTY}rubric.pdf")
    shown = page(browser_of(researcher(request.team)), "correspondence:search", q=f"rubric {NASTY}")
    assert shown.count("<script") == shown.count("<script src=")
    assert "<img" not in shown
    shown = page(browser_of(researcher(request.team)), "correspondence:search", q="rubric")
    assert shown.count("<mark>rubric</mark>") == 3
    assert shown.count("<script") == shown.count("<script src=")
    assert "<img" not in shown
    assert "<b>" not in shown


def test_a_hit_leads_to_its_letter_and_a_document_names_its_page() -> None:
    request = make_request()
    letter = make_letter(request, text="rubric")
    read_file(letter, "first", "the thresholds", name="answer.pdf")
    browser = browser_of(researcher(request.team))
    assert f'href="{letter.get_absolute_url()}"' in page(browser, "correspondence:search", q="rubric")
    shown = page(browser, "correspondence:search", q="threshold", kind="documents")
    assert "answer.pdf" in shown
    assert "Page 2" in shown
    assert "<mark>thresholds</mark>" in shown


def test_pages_and_filters_live_in_the_address() -> None:
    request = make_request()
    for number in range(21):
        make_letter(request, text=f"rubric {number}")
    browser = browser_of(researcher(request.team))
    second = page(browser, "correspondence:search", q="rubric", kind="letters", page="2", direction="in")
    assert second.count('class="hit"') == 1
    assert "?q=rubric&amp;direction=in&amp;kind=letters&amp;page=1" in second
    assert page(browser, "correspondence:search", q="rubric", direction="out").count('class="hit"') == 0


def test_without_words_it_tells_how_to_search_and_without_hits_what_to_try() -> None:
    browser = browser_of(researcher(make_request().team))
    assert "Looks through the letters" in page(browser, "correspondence:search")
    assert "Nothing fits" in page(browser, "correspondence:search", q="zebra")
    assert "Nothing fits" in page(browser, "correspondence:search", q="the")


@pytest.mark.parametrize(
    "query", ["after=yesterday", "kind=spies", "law=none", "after=2018-02-01&before=2018-01-01"]
)
def test_a_filter_that_there_is_not_is_named(query: str) -> None:
    shown = browser_of(researcher()).get(f"/search/?{query}").content.decode()
    assert "Error:" in shown


def test_another_teams_words_do_not_show_by_any_door() -> None:
    theirs = make_request(title="Rubric of theirs", letter="rubric", reference="FOI-18-1134")
    read_file(make_letter(theirs, text="rubric secret"), "rubric secret", name="rubric-secret.pdf")
    browser = browser_of(researcher())
    for query in (
        {"q": "rubric"},
        {"q": "FOI-18-1134"},
        {"authority": theirs.authority.name},
        {"direction": "in"},
    ):
        for kind in ("", "letters", "documents", "requests"):
            shown = page(browser, "correspondence:search", **query, kind=kind)
            assert "secret" not in shown
            assert "of theirs" not in shown
            assert "<td" not in shown
            assert f'href="{theirs.authority.get_absolute_url()}"' not in shown
