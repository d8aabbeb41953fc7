"""The unfiled inbox: filing by hand, putting aside, and undoing both."""

import pytest
from django.core.files.storage import default_storage

from accounts.audit_models import AuditEntry
from correspondence.errors import CannotUndo, DealtWith
from correspondence.models import Arrival, Message
from correspondence.services.beginning import file_with_new
from correspondence.services.inbox import (
    file_here,
    file_several,
    give_to_team,
    mark_not_ours,
    put_aside,
    wait_again,
)
from correspondence.services.undoing import undo
from requests_app.models import InformationRequest
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.waiting import TODAY, make_waiting
from tests.requests_app.factories import RECEIVED, make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_():
    return make_request()


@pytest.fixture
def by(request_):
    return researcher(request_.team)


def file(arrival: Arrival, request, by):
    return file_here(arrival=arrival, request=request, by=by, today=TODAY)


def state(arrival: Arrival) -> tuple:
    arrival.refresh_from_db()
    return arrival.state, arrival.reason


def audited() -> list[str]:
    return list(
        AuditEntry.objects.exclude(action="request.logged").order_by("pk").values_list("action", flat=True)
    )


def test_what_a_person_files_is_a_letter_with_its_files_and_moves_no_clock(request_, by) -> None:
    arrival = make_waiting(request_.team, "Our response is as follows.", files=("a.pdf", "b.pdf"))
    before = (request_.state, request_.due_on)
    file(arrival, request_, by)
    letter = request_.messages.get()
    request_.refresh_from_db()
    assert [each.filename for each in letter.attachments.all()] == ["a.pdf", "b.pdf"]
    assert (state(arrival), arrival.letter) == (("filed", ""), letter)
    assert (request_.state, request_.due_on) == before
    assert audited() == ["mail.filed"]


def test_undone_it_waits_as_it_did_and_the_request_is_without_it(request_, by) -> None:
    arrival = make_waiting(request_.team)
    was = state(arrival)
    move = file(arrival, request_, by)
    assert undo(move=move, by=by) == 1
    assert state(arrival) == was
    assert list(request_.messages.standing()) == []
    assert list(request_.messages.removed()) == []  # it waits in the inbox, and nowhere else
    assert undo(move=move, by=by) == 0
    assert audited() == ["mail.filed", "move.undone"]


def test_filed_again_elsewhere_the_same_letter_goes_there_with_what_hangs_on_it(request_, by) -> None:
    other = make_request(team=request_.team)
    arrival = make_waiting(request_.team, files=("a.pdf",))
    undo(move=file(arrival, request_, by), by=by)
    file(arrival, other, by)
    letter = Message.objects.get()
    assert (letter.request, letter.removed_at, letter.attachments.count()) == (other, None, 1)
    assert state(arrival) == ("filed", "")


def test_filed_again_where_it_was_it_stands_there_once(request_, by) -> None:
    arrival = make_waiting(request_.team)
    for _ in range(3):
        undo(move=file(arrival, request_, by), by=by)
    file(arrival, request_, by)
    assert [letter.position for letter in request_.messages.standing()] == [1]


def test_a_letter_that_is_there_already_is_told_and_undone_all_the_same(request_, by) -> None:
    first, second = (
        make_waiting(request_.team),
        make_waiting(request_.team, Message_ID="<x@marshland.example>"),
    )
    file(first, request_, by)
    Arrival.objects.filter(pk=second.pk).update(message_id="<1@marshland.example>", raw=first.raw.name)
    move = file(second, request_, by)
    assert state(second) == ("duplicate", "This e-mail is here already: it is letter 1 of the thread.")
    assert request_.messages.count() == 1
    undo(move=move, by=by)
    assert state(second)[0] == "unfiled"
    assert request_.messages.standing().count() == 1


def test_two_people_file_one_mail_once(request_, by) -> None:
    arrival = make_waiting(request_.team)
    file(arrival, request_, by)
    with pytest.raises(DealtWith):
        file(arrival, make_request(team=request_.team), by)
    with pytest.raises(DealtWith):
        mark_not_ours(arrival=arrival, by=by)
    assert Message.objects.count() == 1


def test_a_mail_is_never_filed_with_another_teams_request(request_, by) -> None:
    arrival = make_waiting(request_.team)
    with pytest.raises(ValueError, match="own team"):
        file(arrival, make_request(), by)
    assert state(arrival)[0] == "unfiled"


def test_not_ours_is_kept_and_comes_back(request_, by) -> None:
    arrival = make_waiting(request_.team)
    move = mark_not_ours(arrival=arrival, by=by)
    assert (state(arrival)[0], default_storage.exists(arrival.raw.name)) == ("not_ours", True)
    undo(move=move, by=by)
    assert (state(arrival)[0], arrival.handled_by) == ("unfiled", None)
    mark_not_ours(arrival=arrival, by=by)
    for _ in range(2):
        wait_again(arrival=arrival, by=by)
    assert state(arrival)[0] == "unfiled"
    assert audited() == ["mail.not_ours", "move.undone", "mail.not_ours", "mail.waits_again"]


def test_several_at_once_are_undone_at_once(request_, by) -> None:
    mails = [make_waiting(request_.team) for _ in range(3)]
    moves, problems = file_several(pairs=[(mail, request_) for mail in mails], by=by, today=TODAY)
    assert (len(moves), problems, request_.messages.standing().count()) == (3, [], 3)
    assert undo(move=moves[1], by=by) == 3
    assert [state(mail)[0] for mail in mails] == ["unfiled"] * 3


def test_one_that_somebody_else_took_stops_no_other(request_, by) -> None:
    mails = [make_waiting(request_.team) for _ in range(3)]
    mark_not_ours(arrival=mails[1], by=by)
    moves, problems = put_aside(arrivals=mails, by=by)
    assert (len(moves), problems) == (
        2,
        ["RE: Systems that score people: Somebody dealt with this mail already: nothing was done."],
    )


def test_undo_is_refused_once_it_was_put_elsewhere(request_, by) -> None:
    arrival = make_waiting(request_.team)
    first = file(arrival, request_, by)
    undo(move=first, by=by)
    second = file(arrival, make_request(team=request_.team), by)
    type(first).objects.filter(pk=first.pk).update(undone_at=None)
    with pytest.raises(CannotUndo):
        undo(move=first, by=by)
    assert state(arrival)[0] == "filed"
    undo(move=second, by=by)


def test_a_request_logged_for_a_mail_goes_when_that_is_undone(request_, by) -> None:
    arrival = make_waiting(request_.team)
    move = file_with_new(
        arrival=arrival,
        team=request_.team,
        by=by,
        today=TODAY,
        authority=AuthorityFactory(),
        title="Parking",
        received_on=RECEIVED,
    )
    made = InformationRequest.objects.get(title="Parking")
    assert (made.team, made.messages.count(), state(arrival)[0]) == (request_.team, 1, "filed")
    undo(move=move, by=by)
    assert not InformationRequest.objects.filter(title="Parking").exists()
    assert state(arrival)[0] == "unfiled"
    file(arrival, request_, by)
    assert request_.messages.standing().count() == 1


def test_a_request_that_has_other_letters_by_now_stays(request_, by) -> None:
    move = file_with_new(
        arrival=make_waiting(request_.team),
        team=request_.team,
        by=by,
        today=TODAY,
        authority=AuthorityFactory(),
        title="Parking",
        received_on=RECEIVED,
    )
    file(make_waiting(request_.team), move.to_request, by)
    with pytest.raises(CannotUndo):
        undo(move=move, by=by)
    assert move.to_request.messages.standing().count() == 2


def test_mail_of_no_team_is_read_again_for_the_team_it_is_given_to(request_) -> None:
    stray, team = make_waiting(None), TeamFactory()
    give_to_team(arrival=stray, team=team, by=researcher())
    stray.refresh_from_db()
    assert (stray.team, stray.state) == (team, "stored")
    assert AuditEntry.objects.filter(action="mail.given_to_team").count() == 1
    with pytest.raises(DealtWith):
        give_to_team(arrival=stray, team=TeamFactory(), by=researcher())
