"""The evidence bundle holds everything of a request, and nothing that stands in a letter can break it."""

import hashlib
from datetime import date

import pytest
from django.urls import reverse

from correspondence.evidence import MAKERS, evidence_paper
from correspondence.models import Message
from requests_app.deadlines import EventKind
from requests_app.models import Report
from requests_app.reports.paper import NothingToReport
from requests_app.services.life import correct_event
from tests.accounts.factories import lead
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import PDF, make_letter, upload
from tests.requests_app.factories import DUE, make_request
from tests.requests_app.papers import TODAY, ask, letters_of, made, tags_of, words
from tests.web import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    boss = lead()
    client.force_login(boss)
    return boss


@pytest.fixture
def request_made(boss):
    return make_request(
        team=boss.teams.get(),
        authority=AuthorityFactory(name="Wold Borough Council"),
        title="Scoring systems",
        letter="Dear Sir or Madam,\n\n1. Which systems do you use?",
        reference="FOI-18-1134",
        by=boss,
    )


def bundle(boss, request, **given) -> Report:
    return ask(boss, kind="evidence", title="Bundle", request=request, teams=[request.team], **given)


def test_facts_events_limits_letters_and_documents_are_in_it(boss, request_made):
    make_letter(
        request_made, author_name="Sam Clerk", text="We need more time.\n\nYours", files=[upload("annex.pdf")]
    )
    pdf = made(bundle(boss, request_made), MAKERS)
    text = words(pdf)
    digest = hashlib.sha256(PDF).hexdigest()
    for said in (
        "Their reference FOI-18-1134",
        "Response due: 20 August 2018 (FOIA 2000 s.10(1)); 7 working days late.",
        "Received on 20 July 2018, so the 20th working day after it is 20 August 2018",
        "Monday 6 August 2018 is not counted: Summer bank holiday (Scotland)",
        "20 Aug 20, last",
        "1. The request From us, no date given",
        "Which systems do you use?",
        "2. No subject From the authority, Tuesday 14 August 2018. Sam Clerk",
        "We need more time.",
        "annex.pdf",
    ):
        assert letters_of(said) in letters_of(text), said
    assert digest in letters_of(text)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/L"} <= tags_of(pdf)
    assert [each.title for each in pdf.outline[1] if not isinstance(each, list)] == [
        "What happened",
        "Time limits and how they are counted",
        "Letters",
        "Documents",
    ]


def test_an_event_that_was_corrected_stands_in_it_with_what_became_of_it(client, boss, request_made):
    event = request_made.events.get(kind=EventKind.RECEIVED)
    correct_event(event=event, on=date(2018, 7, 23), by=boss, because="the stamp says so")
    html = page(client, "correspondence:print_evidence", request_made.pk)
    assert "<s>Received by the authority</s>" in html or f"<s>{event.get_kind_display()}</s>" in html
    assert "Corrected to 23 July 2018" in html
    assert "the stamp says so" in html


def test_letters_taken_out_and_notes_of_our_own_stay_out(client, boss, request_made):
    make_letter(request_made, text="Filed by mistake.")
    Message.objects.filter(body_text="Filed by mistake.").update(removed_at="2018-08-20T10:00:00Z")
    make_letter(request_made, text="Our own note.", channel="note", direction="out")
    html = page(client, "correspondence:print_evidence", request_made.pk)
    assert "mistake" not in html
    assert "own note" not in html


def test_what_is_only_mentioned_is_listed_as_not_held(client, boss, request_made):
    letter = make_letter(request_made)
    letter.attachments.create(filename="costs\u202efdp.exe")
    html = page(client, "correspondence:print_evidence", request_made.pk)
    assert "0 of 1 attachment held" in html
    assert "mentioned, not held" in html
    assert "costs[U+202E]fdp.exe" in html


def test_a_hostile_letter_is_set_in_full_and_asks_for_nothing(boss, request_made):
    hostile = "".join(
        (
            "<script>alert(1)</script><img src='http://127.0.0.1:9/x.png'><style>@page{size:1mm}</style>",
            "<iframe src='file:///etc/passwd'></iframe>\u202etxet desrever\u2066\x07\n{{ 7|add:7 }}{% now 'Y' %}\n",
            "A" * 5_000,
        )
    )
    make_letter(request_made, text=hostile, author_name="<b>Clerk</b>\u202e", subject="<h1>Subject</h1>")
    pdf = made(bundle(boss, request_made), MAKERS)
    text = letters_of(words(pdf))
    assert "<script>alert(1)</script><imgsrc='http://127.0.0.1:9/x.png'>" in text
    assert "[U+202E]txetdesrever[U+2066][U+0007]" in text
    assert "{{7|add:7}}{%now'Y'%}" in text
    assert text.count("A") >= 5_000
    assert "root:" not in text
    assert {tuple(map(round, page.mediabox[2:])) for page in pdf.pages} == {(595, 842)}


def test_of_another_teams_request_there_is_no_bundle(client, boss):
    strange = make_request()
    with pytest.raises(NothingToReport):
        evidence_paper(bundle(boss, strange))
    for name, method in (("evidence", client.post), ("print_evidence", client.get)):
        assert method(reverse(f"correspondence:{name}", args=[strange.pk])).status_code == 404


def test_one_button_on_the_requests_page_asks_for_it(client, boss, request_made):
    html = page(client, "correspondence:request", request_made.pk)
    address = reverse("correspondence:evidence", args=[request_made.pk])
    assert f'<form method="post" action="{address}">' in html
    answer = client.post(address)
    report = Report.objects.get()
    assert (report.kind, report.request, list(report.teams.all())) == (
        "evidence",
        request_made,
        [request_made.team],
    )
    assert report.title == "Wold Borough Council: Scoring systems (FOI-18-1134)"
    assert answer["Location"] == report.get_absolute_url()


def test_without_the_libraries_it_is_a_page_to_be_printed(client, boss, request_made, monkeypatch):
    monkeypatch.setattr("requests_app.pdf.needs.LIBRARIES", {"pango-1.0": "libpango-that-is-not-there.so.0"})
    answer = client.post(reverse("correspondence:evidence", args=[request_made.pk]), follow=True)
    assert "This server cannot make PDFs" in answer.content.decode()
    assert Report.objects.count() == 0


def test_a_bundle_of_three_letters_takes_as_few_queries_as_of_one(
    boss, request_made, django_assert_num_queries
):
    report = bundle(boss, request_made)
    for letters in (1, 2):
        for number in range(letters):
            make_letter(
                request_made, text=f"Letter {letters}.{number}", files=[upload(f"{letters}{number}.pdf")]
            )
        with django_assert_num_queries(12):
            paper = evidence_paper(Report.objects.get(pk=report.pk))
    assert len(paper.context["letters"]) == 4
    assert (report.on, DUE < TODAY) == (TODAY, True)
