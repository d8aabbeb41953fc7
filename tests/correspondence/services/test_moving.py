"""Letters that stand in the wrong place, and taking back where they were put."""

from datetime import date

import pytest

from accounts.audit_models import AuditEntry
from correspondence.errors import AlreadyHere, CannotUndo, NoMail, OpensRequest, TakenOut
from correspondence.models import Message
from correspondence.services.beginning import split_letter
from correspondence.services.inbox import file_here
from correspondence.services.mending import put_back, remove_letter
from correspondence.services.moving import move_letter, unfile_letter
from correspondence.services.suggestions import dismiss
from correspondence.services.undoing import undo
from requests_app.models import InformationRequest
from tests.accounts.factories import researcher
from tests.authorities.factories import AuthorityFactory
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.waiting import TODAY, make_waiting
from tests.requests_app.factories import RECEIVED, make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return make_request()


@pytest.fixture
def there(here):
    return make_request(team=here.team)


@pytest.fixture
def by(here):
    return researcher(here.team)


def thread(request) -> list[tuple[int, str]]:
    return list(request.messages.order_by("position").values_list("position", "body_text"))


def three(request) -> list[Message]:
    return [make_letter(request, text=f"Letter of {day}.", on=date(2018, 8, day)) for day in (1, 10, 20)]


def test_it_goes_to_the_place_its_date_asks_for_and_leaves_no_gap(here, there, by) -> None:
    letters = three(here)
    make_letter(there, text="Early.", on=date(2018, 8, 5))
    make_letter(there, text="Late.", on=date(2018, 8, 15))
    move = move_letter(message=letters[1], to=there, by=by)
    assert thread(there) == [(1, "Early."), (2, "Letter of 10."), (3, "Late.")]
    assert thread(here) == [(1, "Letter of 1."), (2, "Letter of 20.")]
    undo(move=move, by=by)
    assert thread(there) == [(1, "Early."), (2, "Late.")]
    assert thread(here) == [(1, "Letter of 1."), (2, "Letter of 10."), (3, "Letter of 20.")]
    done = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert done[-2:] == ["message.moved", "move.undone"]


def test_its_files_its_original_and_its_mail_go_with_it(here, there, by) -> None:
    arrival = make_waiting(here.team, files=("a.pdf",))
    letter = file_here(arrival=arrival, request=here, by=by, today=TODAY).letter
    move_letter(message=letter, to=there, by=by)
    moved = there.messages.get()
    assert (moved.attachments.count(), moved.raw.name, moved.arrivals.get()) == (1, arrival.raw.name, arrival)


def test_what_it_seems_to_say_is_asked_again_there_and_stays_answered_here(here, there, by) -> None:
    letter = make_letter(here, text="Please find attached our response to your request.")
    dismiss(suggestion=letter.suggestions.get(), by=by)
    move = move_letter(message=letter, to=there, by=by)
    assert [each.answer for each in letter.suggestions.all()] == [""]
    undo(move=move, by=by)
    assert [each.answer for each in letter.suggestions.all()] == ["dismissed"]


def test_no_clock_moves(here, there, by) -> None:
    before = [(each.state, each.due_on, each.events.count()) for each in (here, there)]
    move_letter(message=make_letter(here), to=there, by=by)
    for each in (here, there):
        each.refresh_from_db()
    assert [(each.state, each.due_on, each.events.count()) for each in (here, there)] == before


def test_the_same_mail_in_both_is_a_sentence_and_changes_nothing(here, there, by) -> None:
    one, other = make_letter(here), make_letter(there)
    Message.objects.filter(pk__in=[one.pk, other.pk]).update(message_id="<1@x.example>")
    with pytest.raises(AlreadyHere, match="it is letter 1 of the thread"):
        move_letter(message=one, to=there, by=by)
    assert (here.messages.count(), there.messages.count()) == (1, 1)


def test_the_letter_that_made_the_request_stays(there, by) -> None:
    own = make_request(team=there.team, letter="Dear Council")
    opening = make_letter(own, direction="out", text="Dear Council")
    with pytest.raises(OpensRequest):
        move_letter(message=opening, to=there, by=by)
    with pytest.raises(OpensRequest):
        unfile_letter(message=opening, by=by)


def test_moved_to_where_it_is_nothing_is_done(here, by) -> None:
    assert move_letter(message=make_letter(here), to=here, by=by) is None
    assert AuditEntry.objects.filter(action="message.moved").count() == 0


def test_moved_on_meanwhile_it_is_not_taken_back(here, there, by) -> None:
    letter = make_letter(here)
    move = move_letter(message=letter, to=there, by=by)
    letter.refresh_from_db()
    move_letter(message=letter, to=make_request(team=here.team), by=by)
    with pytest.raises(CannotUndo):
        undo(move=move, by=by)


def test_back_in_the_inbox_it_waits_and_undone_it_is_in_its_place(here, by) -> None:
    arrival = make_waiting(here.team)
    letter = file_here(arrival=arrival, request=here, by=by, today=TODAY).letter
    move = unfile_letter(message=letter, by=by)
    arrival.refresh_from_db()
    assert (arrival.state, arrival.reason) == ("unfiled", f"{by} put it back into the inbox.")
    undo(move=move, by=by)
    arrival.refresh_from_db()
    assert (arrival.state, list(here.messages.standing())) == ("filed", [letter])


def test_an_uploaded_mail_gets_its_row_in_the_inbox(here, there, by) -> None:
    arrival = make_waiting(here.team)
    letter = file_here(arrival=arrival, request=here, by=by, today=TODAY).letter
    arrival.delete()
    again = unfile_letter(message=letter, by=by).arrival
    assert (again.team, again.subject, again.raw.name) == (here.team, letter.subject, letter.raw.name)
    file_here(arrival=again, request=there, by=by, today=TODAY)
    assert list(there.messages.standing()) == [letter]


def test_a_letter_on_paper_has_no_place_in_the_inbox(here, by) -> None:
    with pytest.raises(NoMail):
        unfile_letter(message=make_letter(here, channel="post"), by=by)


def test_put_back_below_the_story_its_mail_waits_no_longer(here, by) -> None:
    arrival = make_waiting(here.team)
    letter = file_here(arrival=arrival, request=here, by=by, today=TODAY).letter
    unfile_letter(message=letter, by=by)
    put_back(message=letter, by=by)
    arrival.refresh_from_db()
    assert arrival.state == "filed"


def test_split_off_it_has_a_request_of_its_own_and_undone_that_is_out(here, by) -> None:
    letter = make_letter(here, files=[upload()])
    move = split_letter(
        message=letter, by=by, authority=AuthorityFactory(), title="Parking", received_on=RECEIVED
    )
    made = InformationRequest.objects.get(title="Parking")
    assert (made.team, made.messages.get(), letter.attachments.count()) == (here.team, letter, 1)
    undo(move=move, by=by)
    assert not InformationRequest.objects.filter(title="Parking").exists()
    assert list(here.messages.standing()) == [letter]


def test_a_letter_that_was_taken_out_is_put_back_first(here, there, by) -> None:
    letter = make_letter(here)
    remove_letter(message=letter, because="Another request", by=by)
    with pytest.raises(TakenOut):
        move_letter(message=letter, to=there, by=by)
    with pytest.raises(TakenOut):
        unfile_letter(message=letter, by=by)
    assert there.messages.count() == 0
