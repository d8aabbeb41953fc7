"""Requests made of rows: by law as if each had been logged, in chunks, exactly once; and all of it taken back."""

from datetime import date

import pytest
from django.db import DatabaseError

from accounts.models import AuditEntry
from correspondence.models import Message
from requests_app.counts.plots import waits
from requests_app.deadlines import EventKind, calendar_for
from requests_app.importing.rows import DAY_UNKNOWN
from requests_app.models import Deadline, Event, InformationRequest, Notice, Reference, Tag
from requests_app.services import imports
from requests_app.services.coding import code_question
from requests_app.services.imports import applying, runs, undoing
from requests_app.services.life import record_event
from requests_app.services.recompute import recompute
from requests_app.services.requests import replace_questions
from requests_app.services.sweeping import sweep
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.factories import make_request
from tests.requests_app.services.imports.files import HEADER, applied, checked, row, statuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory()


@pytest.fixture
def ada(team):
    return researcher(team, email="ada@example.org", name="Ada Quill")


@pytest.fixture(autouse=True)
def blaby():
    return AuthorityFactory(name="Blaby District Council")


def many(count: int, owner: str = "") -> list[list[str]]:
    return [row(ref=f"A-{n}", title=f"Title {n}", owner=owner) for n in range(count)]


def test_a_row_becomes_the_request_that_logging_it_would_have_made(team, blaby, ada) -> None:
    run = applied(
        team, row(ref="FOI-18-1134", link="https://example.org/r/1", notes="By post", owner="Ada"), by=ada
    )
    made = InformationRequest.objects.get()
    logged = make_request(
        team=TeamFactory(), authority=blaby, sent_on=date(2018, 7, 19), received_on=date(2018, 7, 20)
    )
    same = ("state", "due_on", "due_kind", "due_days", "received_on", "answered_on", "law", "body")
    assert {name: getattr(made, name) for name in same} == {name: getattr(logged, name) for name in same}
    assert (made.team, made.owner, made.created_by, made.link, made.notes) == (
        *(team, ada, ada, "https://example.org/r/1", "By post"),
    )
    assert [each.value for each in made.references.all()] == ["FOI-18-1134"]
    assert list(made.events.values_list("kind", "on")) == list(logged.events.values_list("kind", "on"))
    assert made.deadlines.count() == logged.deadlines.count() > 0
    assert (run.phase, run.findings.get().made_id) == ("applied", made.pk)


def test_an_answer_is_an_event_with_the_teams_code_beside_it(team) -> None:
    applied(team, row(code="NH", reply="1 Aug 2018"), row(code="Withdrawn", reply="2/8/18", title="B"))
    withdrawn, answered = InformationRequest.objects.order_by("title")
    assert (answered.state, answered.answered_on) == ("answered", date(2018, 8, 1))
    assert answered.events.get(kind="response").note == "Answered: not held (code “NH”)"
    assert (answered.outcome, withdrawn.outcome) == ("not_held", "")
    assert (withdrawn.state, withdrawn.events.get(kind="withdrawn").on) == ("closed", date(2018, 8, 2))


def test_what_a_code_says_stays_until_the_questions_are_coded(team, ada) -> None:
    applied(team, row(code="Full", reply="30/08/2018"))
    request = InformationRequest.objects.get()
    for texts in (["Which system?"], ["Which system?", "Since when?"]):
        replace_questions(request=request, texts=texts)
        request.refresh_from_db()
        assert request.outcome == "granted"
    code_question(question=request.questions.first(), by=ada, outcome="refused")
    request.refresh_from_db()
    assert request.outcome == "incomplete"


def test_what_was_answered_on_a_day_nobody_knows_is_closed_and_in_no_waiting_time(team) -> None:
    run = applied(team, row(code="Refused s.12"), row(code="Full", title="B", sent="", received="20/07/2018"))
    first, second = InformationRequest.objects.order_by("pk")
    assert [(each.state, each.outcome, each.answered_on, each.due_on) for each in (first, second)] == [
        ("closed", "refused", None, None),
        ("closed", "granted", None, None),
    ]
    closed = first.events.get(kind="closed")
    assert (closed.on, closed.note) == (date(2018, 7, 20), "Answered: refused (code “Refused s.12”)")
    assert [each.notes for each in run.findings.all()] == [[DAY_UNKNOWN]] * 2
    found = waits(InformationRequest.objects.all(), on=date(2018, 12, 3), by="", calendar_of=calendar_for)
    assert [(wait.days, wait.answered) for wait in found[""]] == [(0, False)]


def test_what_was_derived_in_bulk_is_what_the_nightly_run_derives(team) -> None:
    applied(team, *many(3), row(code="Full", reply="30/08/2018", title="Answered"))
    assert recompute().changed == 0


def test_tags_and_the_teams_people_are_taken_over(team, ada) -> None:
    header = f"{HEADER},Tags"
    applied(team, [*row(owner="Ada Quill"), "pilot, North"], [*row(title="B"), "Pilot"], header=header)
    assert sorted(Tag.objects.values_list("name", "taggings__request__title")) == [
        ("North", "Scoring systems"),
        ("pilot", "B"),
        ("pilot", "Scoring systems"),
    ]
    assert list(InformationRequest.objects.order_by("title").values_list("owner", flat=True)) == [
        None,
        ada.pk,
    ]


def test_what_is_wrong_unknown_or_not_decided_is_left_out(team) -> None:
    run = applied(team, row(ref="A-1"), row(sent="x"), row("Atlantis Water"), row(ref="B-2"))
    assert (InformationRequest.objects.count(), statuses(run)) == (1, ["new", "error", "unknown", "maybe"])


def test_the_same_file_again_makes_nothing(team) -> None:
    applied(team, *many(3))
    assert statuses(applied(team, *many(3))) == ["same"] * 3
    assert InformationRequest.objects.count() == 3


def test_a_request_logged_since_the_preview_is_not_made_again(team, blaby) -> None:
    run = checked(team, *many(2))
    make_request(team=team, authority=blaby, reference="A-1", received_on=date(2018, 7, 20))
    imports.apply_import(run=run, by=None)
    assert statuses(imports.finish(run)) == ["new", "same"]
    assert InformationRequest.objects.filter(references__value="A-1").count() == 1


def test_what_became_new_only_after_the_preview_is_left_out(team, blaby) -> None:
    run = checked(team, row("Atlantis Water"), *many(1))
    AuthorityFactory(name="Atlantis Water")
    imports.apply_import(run=run, by=None)
    assert statuses(imports.finish(run)) == ["overtaken", "new"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_within_a_chunk_loses_that_chunk_alone(team, monkeypatch) -> None:
    monkeypatch.setattr(applying, "CHUNK", 2)
    run = checked(team, *many(5))
    imports.apply_import(run=run, by=None)
    real = applying.run_sql
    calls = []

    def dies(sql: str, **given):
        calls.append(sql)
        if len(calls) == 2:
            raise DatabaseError("killed")
        return real(sql, **given)

    monkeypatch.setattr(applying, "run_sql", dies)
    imports.work_on_imports()
    run.refresh_from_db()
    assert (run.phase, run.done, InformationRequest.objects.count()) == ("applying", 2, 2)
    monkeypatch.setattr(applying, "run_sql", real)
    imports.work_on_imports()
    run.refresh_from_db()
    assert (run.phase, InformationRequest.objects.count()) == ("applied", 5)


@pytest.mark.parametrize("undo", [False, True])
def test_a_cancelled_import_stops_after_the_chunk_in_hand(team, monkeypatch, undo: bool) -> None:
    monkeypatch.setattr(applying, "CHUNK", 2)
    run = checked(team, *many(5))
    imports.apply_import(run=run, by=None)
    assert runs.ENGINE.step(run.pk)
    assert runs.ENGINE.step(run.pk)
    run.refresh_from_db()
    imports.cancel_import(run=run, undo=undo, by=None)
    run = imports.finish(run)
    assert (run.phase, InformationRequest.objects.count()) == (("undone", 0) if undo else ("applied", 2))


def test_one_import_of_a_team_writes_at_a_time_and_another_teams_at_the_same_time(team) -> None:
    first, second, other = checked(team, *many(1)), checked(team, *many(1)), checked(TeamFactory(), *many(1))
    for run in (first, second, other):
        imports.apply_import(run=run, by=None)
        runs.ENGINE.step(run.pk)
        run.refresh_from_db()
    assert [run.phase for run in (first, second, other)] == ["applying", "waiting", "applying"]
    imports.work_on_imports()
    assert statuses(second) == ["same"]


def test_the_whole_import_is_taken_back_with_what_programs_wrote_of_it(team, ada, monkeypatch) -> None:
    monkeypatch.setattr(undoing, "CHUNK", 2)
    kept = make_request(team=team, title="Kept")
    header = f"{HEADER},Tags"
    run = applied(team, *([*each, "pilot"] for each in many(3, "Ada")), by=ada, header=header)
    sweep(on=date(2018, 12, 3))
    assert Notice.objects.count() > 0
    imports.undo_import(run=run, by=ada)
    run = imports.finish(run)
    assert (run.phase, list(InformationRequest.objects.all())) == ("undone", [kept])
    assert (Reference.objects.count(), Event.objects.exclude(request=kept).count()) == (0, 0)
    assert Deadline.objects.exclude(request=kept).count() == 0
    assert list(
        AuditEntry.objects.filter(action__startswith="request_import").values_list("action", flat=True)
    ) == [
        "request_import.undone",
        "request_import.applied",
    ]


@pytest.mark.parametrize("touch", ["event", "owner", "letter", "deleted"])
def test_nothing_is_taken_back_where_somebody_has_touched_a_request_unless_it_is_spared(
    team, ada, touch: str
) -> None:
    run = applied(team, *many(3, "Ada"), by=ada)
    request = InformationRequest.objects.get(title="Title 1")
    if touch == "event":
        record_event(request=request, kind=EventKind.ACKNOWLEDGED, on=date(2018, 7, 23), by=ada)
    elif touch == "owner":
        InformationRequest.objects.filter(pk=request.pk).update(owner=None)
    elif touch == "letter":
        Message.objects.create(request=request, position=1, direction="in", channel="email")
    else:
        request.delete()
    with pytest.raises(imports.ChangedSince, match="Blaby District Council: Title 1 has been changed"):
        imports.undo_import(run=run, by=ada)
    assert InformationRequest.objects.count() == (2 if touch == "deleted" else 3)
    imports.undo_import(run=run, by=ada, spare=True)
    imports.finish(run)
    assert list(InformationRequest.objects.values_list("title", flat=True)) == (
        [] if touch == "deleted" else ["Title 1"]
    )
    assert run.findings.filter(undone=True).count() == 2


def test_a_file_of_which_nothing_was_applied_is_forgotten(team) -> None:
    run = checked(team, *many(2))
    imports.drop_import(run=run, by=None)
    run.refresh_from_db()
    assert (run.phase, run.rows.count(), run.findings.count()) == ("dropped", 0, 0)


def test_without_a_column_of_people_whoever_brings_it_in_looks_after_them(team, ada) -> None:
    applied(
        team, ["Blaby District Council", "19/07/2018", "Scores"], by=ada, header="Authority,Date sent,Title"
    )
    assert InformationRequest.objects.get().owner == ada
