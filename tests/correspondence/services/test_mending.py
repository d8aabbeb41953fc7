"""Letters put right: the facts about them, and those filed by mistake."""

from datetime import date

import pytest

from accounts.audit_models import AuditEntry
from correspondence.errors import OpensRequest
from correspondence.models import Message, Suggestion
from correspondence.services.mending import edit_letter, put_back, remove_letter
from tests.accounts.factories import researcher
from tests.correspondence.factories import make_letter
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db
ANSWER = "Please find attached our response to your request."


@pytest.fixture
def thread():
    """A request with letters of 1, 10 and 20 August and one without a date."""
    request = make_request()
    for day in (1, 10, 20):
        make_letter(request, on=date(2018, 8, day), text=f"Letter of the {day}th.")
    make_letter(request, on=None, text="Undated.")
    return request


def order(request) -> list[str]:
    return list(request.messages.values_list("body_text", flat=True))


def edit(message: Message, by=None, **facts) -> list[str]:
    given = {name: getattr(message, name) for name in ("on", "author_name", "subject", "direction")}
    return edit_letter(message=message, by=by, **(given | facts))


@pytest.mark.parametrize(
    ("on", "place"),
    [(date(2018, 7, 1), 1), (date(2018, 8, 10), 3), (date(2018, 8, 15), 3), (date(2018, 9, 1), 4)],
)
def test_an_undated_letter_goes_where_its_new_date_belongs(thread, on: date, place: int) -> None:
    undated = thread.messages.get(on=None)
    assert edit(undated, on=on) == ["on"]
    undated.refresh_from_db()
    assert (undated.on, undated.position) == (on, place)
    assert sorted(thread.messages.values_list("position", flat=True)) == [1, 2, 3, 4]


def test_a_letter_whose_new_date_fits_its_place_stays_there(thread) -> None:
    make_letter(thread, on=date(2018, 8, 10), text="Another of the 10th.")
    before = order(thread)
    edit(thread.messages.get(body_text="Letter of the 10th."), on=date(2018, 8, 9))
    edit(thread.messages.get(body_text="Letter of the 20th."), on=None)
    assert order(thread) == before


def test_what_stood_there_before_is_in_the_audit(thread) -> None:
    by, letter = researcher(thread.team), thread.messages.first()
    edit(letter, by, author_name=" Robin Field ", on=date(2018, 8, 2))
    entry = AuditEntry.objects.get(action="message.edited")
    assert (entry.actor, entry.subject_id) == (by, str(letter.pk))
    assert entry.details == {
        "request": thread.pk,
        "author_name_was": "Sam Clerk",
        "author_name_now": "Robin Field",
        "on_was": "2018-08-01",
        "on_now": "2018-08-02",
    }


def test_nothing_changed_is_nothing_written(thread) -> None:
    assert edit(thread.messages.first()) == []
    assert not AuditEntry.objects.filter(action="message.edited").exists()


def test_a_letter_that_turns_out_to_be_the_authoritys_is_read_for_hints_and_ours_asks_nothing() -> None:
    letter = make_letter(make_request(), direction="out", text=ANSWER)
    edit(letter, direction="in")
    assert [each.kind for each in Suggestion.objects.waiting()] == ["response"]
    letter.refresh_from_db()
    assert letter.organisation == letter.request.authority.name
    edit(letter, direction="out")
    letter.refresh_from_db()
    assert (list(Suggestion.objects.waiting()), letter.organisation) == ([], "")


def test_the_letter_that_made_the_request_stays_ours_and_stays() -> None:
    request = make_request(letter="Dear Council, please.")
    opening = make_letter(request, direction="out", text="Dear Council, please.")
    with pytest.raises(OpensRequest):
        edit(opening, direction="in")
    with pytest.raises(OpensRequest):
        remove_letter(message=opening, because="", by=None)


def test_a_letter_filed_by_mistake_is_kept_with_who_when_and_why_and_can_be_put_back() -> None:
    request = make_request()
    by, letter = researcher(request.team), make_letter(request, text=ANSWER)
    for _ in range(2):
        remove_letter(message=letter, because="It is about another request", by=by)
    gone = request.messages.removed().get()
    assert (gone.removed_by, gone.removed_because) == (by, "It is about another request")
    assert gone.removed_at is not None
    assert (request.messages.standing().count(), Suggestion.objects.waiting().count()) == (0, 0)
    for _ in range(2):
        put_back(message=letter, by=by)
    assert (request.messages.standing().get(), Suggestion.objects.waiting().count()) == (letter, 1)
    audited = list(AuditEntry.objects.filter(action__startswith="message.").values_list("action", "details"))
    assert sorted(action for action, _ in audited) == ["message.put_back", "message.removed"]
    assert {"request": request.pk, "because": "It is about another request"} in [each for _, each in audited]
