"""Reports are made in the background: what they say is what the page says, and nothing is lost on the way."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.audit_models import AuditEntry
from requests_app.models import Report
from requests_app.pdf.types import PrintFailed, TooLarge
from requests_app.reports.lists import MAKERS
from requests_app.services import making
from requests_app.services.making import make_waiting, send_ready
from requests_app.services.reports import remove_report
from tests.accounts.factories import lead
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request
from tests.requests_app.papers import ask, made, tags_of, words
from tests.web import browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return lead()


@pytest.fixture
def late(boss):
    return make_request(
        team=boss.teams.get(),
        owner=boss,
        authority=AuthorityFactory(name="Wold Borough Council"),
        title="Scoring",
    )


def test_the_pdf_is_tagged_and_says_its_title_its_language_and_who_made_it(boss, late):
    pdf = made(ask(boss, kind="overdue", title="Late in August"), MAKERS)
    root = pdf.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "en-GB")
    assert {"/H1", "/H2", "/Table", "/THead", "/TH", "/TD"} <= tags_of(pdf)
    assert (pdf.metadata.title, pdf.metadata.author) == ("Late in August", str(boss))
    assert [each.title for each in pdf.outline[1]] == ["Who is on it", "The longest late first"]
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()
    text = words(pdf)
    assert "Wold Borough Council Scoring" in text
    assert "20 Aug 2018" in text
    assert f"by {boss} Page 1 of 1" in text


def test_the_numbers_of_the_overdue_list_are_those_of_the_page(boss, late):
    team, today = boss.teams.get(), timezone.localdate()
    for number, nation in enumerate(("wales", "wales", "england")):
        received = today - timedelta(days=60 + 30 * number)
        make_request(team=team, received_on=received, owner=boss, authority=AuthorityFactory(nation=nation))
    make_request(received_on=late.received_on, authority=AuthorityFactory(name="Elsewhere Council"))
    page = browser_of(boss).get("/requests/overdue/?nation=wales").context
    text = words(made(ask(boss, kind="overdue", query="nation=wales", on=today), MAKERS))
    board = page["board"]
    numbers = (board.overdue, board.overdue_a_month, board.nobodys, board.due_soon, board.waiting_for_us)
    assert " ".join(map(str, numbers)) in text
    assert f"2 of {board.overdue} overdue, the longest late first" in text
    assert "Nation: Wales" in text
    told = [
        f"{row.request.authority.name} {row.request.title}" in text
        and f"{row.standing.word} {row.standing.late} {boss}" in text
        for row in page["rows"]
    ]
    assert told == [True, True]
    assert "Elsewhere" not in text
    assert "Wold" not in text


def test_it_holds_what_its_maker_may_see_when_it_is_made(boss, late):
    report = ask(boss)
    boss.memberships.all().delete()
    text = words(made(report, MAKERS))
    assert "Wold" not in text
    assert "No request fits." in text


@pytest.fixture
def printer(monkeypatch):
    """Pages are set at once, without a process; `printer.fails` is raised instead."""

    class Printer:
        fails: Exception | None = None
        runs = 0

    def render(template, context):
        Printer.runs += 1
        if Printer.fails:
            raise Printer.fails
        return "<html lang=en><title>x</title>x"

    monkeypatch.setattr(making, "render_to_string", render)
    return Printer


def the_state(report: Report) -> tuple[str, int]:
    report.refresh_from_db()
    return report.state, report.attempts


def test_what_a_killed_worker_left_is_begun_again_once_nobody_is_heard_of(boss, printer):
    report = ask(boss)
    now = timezone.now()
    Report.objects.update(state="making", attempts=1, next_attempt_at=now + timedelta(seconds=50))
    assert make_waiting(MAKERS) == 0
    Report.objects.update(next_attempt_at=now - timedelta(seconds=1))
    assert make_waiting(MAKERS) == 1
    assert the_state(report) == ("ready", 2)


def test_what_kills_every_worker_is_given_up_with_a_sentence(boss, printer):
    report = ask(boss)
    Report.objects.update(state="making", attempts=3, next_attempt_at=timezone.now())
    make_waiting(MAKERS)
    assert the_state(report) == ("failed", 4)
    assert report.error == "The program ended three times while it was being made."
    assert printer.runs == 0


def test_a_program_that_breaks_off_is_tried_three_times(boss, printer):
    report, printer.fails = ask(boss), PrintFailed("The program that sets the pages broke off.")
    for _ in range(5):
        make_waiting(MAKERS)
        Report.objects.filter(state="waiting").update(next_attempt_at=None)
    assert the_state(report) == ("failed", 3)
    assert report.error.startswith("It could not be made in three tries. The program")


def test_what_is_too_large_is_not_tried_again(boss, printer):
    report, printer.fails = ask(boss), TooLarge("It is too large for a PDF.")
    make_waiting(MAKERS)
    assert the_state(report) == ("failed", 1)


def test_one_that_fails_does_not_hold_up_the_next(boss, printer):
    ask(boss, title="One"), ask(boss, title="Two")
    printer.fails = OSError("disk full")
    assert make_waiting(MAKERS) == 2


def test_a_worker_makes_only_the_kinds_it_knows(boss, printer):
    ask(boss)
    assert make_waiting({"evidence": MAKERS["requests"]}) == 0


def test_a_machine_without_the_libraries_leaves_it_waiting(boss, printer, monkeypatch):
    report = ask(boss)
    monkeypatch.setattr(making.needs, "missing", lambda: ["pango-1.0"])
    assert make_waiting(MAKERS) == 0
    assert the_state(report) == ("waiting", 0)


def test_one_that_was_thrown_away_meanwhile_leaves_no_file(boss, printer, monkeypatch):
    report, kept = ask(boss), []
    finish = making._finish

    def thrown_away_first(mine, paper):
        kept.append(mine.file.name)
        remove_report(report=Report.objects.get(pk=report.pk))
        return finish(mine, paper)

    monkeypatch.setattr(making, "_finish", thrown_away_first)
    make_waiting(MAKERS)
    assert [Report.file.field.storage.exists(name) for name in kept] == [False]


@pytest.mark.parametrize(("waited", "mails"), [(5, 0), (90, 1)])
def test_whoever_waited_long_is_sent_one_mail(boss, printer, waited, mails):
    report = ask(boss, at=timezone.now() - timedelta(seconds=waited), title="Spring")
    make_waiting(MAKERS)
    assert [send_ready(), send_ready()] == [mails, 0]
    assert [each.subject for each in mail.outbox] == ["Your report is ready: Spring"] * mails
    assert all(f"/requests/reports/{report.pk}/" in each.body for each in mail.outbox)


def test_a_mail_that_is_refused_is_tried_again(boss, printer, monkeypatch):
    ask(boss, at=timezone.now() - timedelta(minutes=5))
    make_waiting(MAKERS)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
        assert send_ready() == 0
    assert send_ready() == 1


def refuse(*_: object) -> int:
    raise ConnectionRefusedError("no mail server")


def test_asking_is_in_the_audit(boss, late):
    ask(boss, title="Spring", query="nation=wales")
    entry = AuditEntry.objects.get(action="report.asked")
    assert (entry.actor, entry.details) == (
        boss,
        {"kind": "requests", "title": "Spring", "filters": "nation=wales"},
    )
