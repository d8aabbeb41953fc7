"""Asking for reports on pages, watching them, and getting the file."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from requests_app.models import InformationRequest, Report
from requests_app.pdf import needs
from requests_app.views import reports as views
from tests.accounts.factories import lead, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request
from tests.requests_app.papers import ask
from tests.web import browser_of, page, told

pytestmark = pytest.mark.django_db
NEW = "/requests/reports/new/"


@pytest.fixture
def boss(client):
    boss = lead()
    client.force_login(boss)
    return boss


@pytest.fixture
def late(boss):
    """Three overdue requests of the team, two of them in Wales; and one that is another team's."""
    long_ago = timezone.localdate() - timedelta(days=60)
    make_request(received_on=long_ago, authority=AuthorityFactory(name="Elsewhere Council"))
    return [
        make_request(
            team=boss.teams.get(), received_on=long_ago, owner=boss, authority=AuthorityFactory(nation=nation)
        )
        for nation in ("england", "wales", "wales")
    ]


@pytest.fixture
def no_pango(monkeypatch):
    monkeypatch.setattr(needs, "LIBRARIES", {"pango-1.0": "libpango-that-is-not-there.so.0"})


def test_a_report_is_asked_for_with_a_title_and_keeps_the_filters(client, boss, late):
    answer = client.post(f"{NEW}?nation=wales&sort=due&page=2", {"title": "Wales,  spring"})
    report = Report.objects.get()
    assert (report.kind, report.title, report.query) == ("requests", "Wales, spring", "nation=wales&sort=due")
    assert (report.made_by, report.on, list(report.teams.all())) == (
        boss,
        timezone.localdate(),
        list(boss.teams.all()),
    )
    assert answer["Location"] == report.get_absolute_url()


def test_the_page_says_how_many_requests_and_by_what_they_are_chosen(client, boss, late):
    html = page(client, "requests:new_report", nation="wales")
    assert "<dt>Requests</dt><dd>2</dd>" in html
    assert "<dt>Chosen by</dt><dd>Nation: Wales</dd>" in html


def test_those_ticked_on_the_list_alone_are_reported(client, boss, late):
    ticked = [late[0].pk, late[2].pk]
    answer = client.post("/requests/many/?sort=due", {"scope": "ticked", "chosen": ticked, "do": "pdf"})
    assert answer["Location"] == f"{NEW}?sort=due&chosen={ticked[0]}&chosen={ticked[1]}"
    client.post(answer["Location"], {"title": "Two"})
    assert Report.objects.get().chosen == ticked
    assert "<dt>Requests</dt><dd>2</dd>" in client.get(answer["Location"]).content.decode()


def test_all_that_match_are_reported_where_none_is_ticked(client, boss, late):
    answer = client.post("/requests/many/?nation=wales", {"scope": "ticked", "do": "pdf"})
    assert answer["Location"] == f"{NEW}?nation=wales"


def test_the_overdue_page_asks_with_one_click(client, boss, late):
    html = page(client, "requests:overdue", nation="wales")
    assert f'action="{NEW}?nation=wales"' in html
    client.post(f"{NEW}?nation=wales", {"kind": "overdue"})
    report = Report.objects.get()
    assert (report.kind, report.title, report.query) == ("overdue", "Overdue requests", "nation=wales")


@pytest.mark.parametrize(
    ("query", "data", "problem"),
    [
        ("", {}, "Give the report a title"),
        ("nation=atlantis", {"title": "X"}, "This address names a filter that there is not."),
        ("nation=scotland", {"title": "X"}, "No request fits, so there is nothing to report."),
        ("", {"title": "X" * 201}, "at most 200 characters"),
        ("", {"title": "X", "kind": "evidence"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_reported_is_said_and_nothing_is_written(client, boss, late, query, data, problem):
    answer = client.post(f"{NEW}?{query}", data)
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert Report.objects.count() == 0


def test_more_than_a_report_can_list_is_refused_with_another_way(client, boss, late, monkeypatch):
    monkeypatch.setattr(views, "MOST", 2)
    answer = client.post(NEW, {"title": "All"})
    assert answer.status_code == 422
    assert "These are 3 requests, and a report lists at most 2." in answer.content.decode()


def test_without_the_libraries_the_print_view_is_offered_and_nothing_waits_for_ever(
    client, boss, late, no_pango
):
    assert "This server cannot make PDFs" in page(client, "requests:new_report", nation="wales")
    answer = client.post(f"{NEW}?nation=wales", {"kind": "overdue"}, follow=True)
    assert answer.redirect_chain == [("/requests/reports/print/overdue/?nation=wales", 302)]
    assert "This server cannot make PDFs" in answer.content.decode()
    assert Report.objects.count() == 0


def test_the_print_view_says_what_the_page_says(client, boss, late):
    shown = page(client, "requests:print_report", "overdue", nation="wales")
    assert "2 of 3 overdue, the longest late first" in shown
    assert [late_one.authority.name in shown for late_one in late] == [False, True, True]
    assert "Elsewhere" not in shown
    assert client.get("/requests/reports/print/evidence/").status_code == 404


def test_papers_of_one_and_of_three_requests_take_the_same_queries(
    client, boss, late, django_assert_num_queries
):
    chosen = [request.pk for request in late]
    for some in (chosen[:1], chosen):
        address = "&".join(f"chosen={pk}" for pk in some)
        with django_assert_num_queries(17):
            client.get(f"/requests/reports/print/requests/?{address}")


@pytest.mark.parametrize(
    ("state", "seconds", "words"),
    [
        ("waiting", 5, "You may leave this page"),
        ("waiting", 60, "No worker has begun yet."),
        ("making", 5, "You may leave this page"),
    ],
)
def test_the_page_of_one_that_is_not_ready_says_what_is_happening(client, boss, state, seconds, words):
    report = ask(boss, at=timezone.now() - timedelta(seconds=seconds))
    Report.objects.update(state=state, total=9)
    html = page(client, "requests:report", report.pk)
    assert words in html
    assert f'hx-get="/requests/reports/{report.pk}/progress/"' in html
    assert '<noscript><p class="small"><a href="">Refresh</a></p></noscript>' in html


def test_a_worker_that_is_not_heard_of_is_told_on_the_page(client, boss):
    report = ask(boss)
    Report.objects.update(state="making", next_attempt_at=timezone.now() - timedelta(seconds=1))
    assert "The worker that was making it has stopped." in page(client, "requests:report", report.pk)


def test_progress_is_a_part_of_the_page_and_ends_with_the_whole_of_it(client, boss):
    report = ask(boss)
    address = reverse("requests:report_progress", args=[report.pk])
    Report.objects.update(state="making", done=3, total=9)
    part = client.get(address, headers={"HX-Request": "true"})
    assert "3 of 9" in part.content.decode()
    assert "<html" not in part.content.decode()
    Report.objects.update(state="ready")
    ended = client.get(address, headers={"HX-Request": "true"})
    assert ended["HX-Redirect"] == report.get_absolute_url()
    assert client.get(address)["Location"] == report.get_absolute_url()


def ready(boss) -> Report:
    report = ask(boss, title="Spring 2018")
    report.file.save("x.pdf", ContentFile(b"%PDF-1.7"))
    Report.objects.update(state="ready", size=8)
    return report


def test_the_file_is_handed_out_under_its_title_and_day(client, boss):
    answer = client.get(reverse("requests:report_file", args=[ready(boss).pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="spring-2018-2018-08-30.pdf"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "private, no-store")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"


def test_a_file_that_is_not_ready_or_gone_is_a_404(client, boss):
    report = ready(boss)
    address = reverse("requests:report_file", args=[report.pk])
    report.file.storage.delete(Report.objects.get().file.name)
    assert client.get(address).status_code == 404
    Report.objects.update(state="making")
    assert client.get(address).status_code == 404


def test_one_that_failed_says_why_and_is_tried_again_by_whoever_asked(client, boss):
    report = ask(boss)
    Report.objects.update(state="failed", error="It is too large for a PDF.", attempts=1)
    assert "It is too large for a PDF." in page(client, "requests:report", report.pk)
    colleague = browser_of(researcher(boss.teams.get()))
    assert "Try again" not in page(colleague, "requests:report", report.pk)
    address = reverse("requests:try_report_again", args=[report.pk])
    assert colleague.post(address).status_code == 403
    client.post(address)
    report.refresh_from_db()
    assert (report.state, report.attempts) == ("waiting", 0)


def test_a_report_is_deleted_by_whoever_asked_with_its_file(client, boss):
    report = ready(boss)
    name = Report.objects.get().file.name
    address = reverse("requests:remove_report", args=[report.pk])
    assert browser_of(researcher(boss.teams.get())).post(address).status_code == 403
    assert told(client.post(address, follow=True)) == ["“Spring 2018” was deleted."]
    assert (Report.objects.count(), report.file.storage.exists(name)) == (0, False)


def test_the_list_holds_what_one_may_see_in_as_few_queries_for_three_as_for_one(
    client, boss, django_assert_num_queries
):
    ask(lead(), title="A stranger’s")
    for titles in (["One"], ["Two", "Three"]):
        for title in titles:
            ask(boss, title=title)
        with django_assert_num_queries(5):
            answer = client.get("/requests/reports/")
    assert [report.title for report in answer.context["page_obj"]] == ["Three", "Two", "One"]


def test_an_empty_list_says_where_reports_come_from(client, boss):
    assert "No reports yet" in page(client, "requests:reports")


def test_a_hostile_title_is_inert(client, boss, late):
    title = "<script>alert(1)</script>\u202e"
    report = ask(boss, title=title)
    assert "<script>alert" not in page(client, "requests:report", report.pk)
    assert InformationRequest.objects.count() == 4
