"""What was known on an earlier day."""

from datetime import date

from correspondence.as_at import known
from correspondence.models import Message
from requests_app.models import Event

DAY = date(2018, 8, 10)


def letters(*days: date | None) -> list[Message]:
    return [Message(position=number, on=day) for number, day in enumerate(days, start=1)]


def positions(*days: date | None) -> list[int]:
    return [message.position for message in known(letters(*days), [], by=DAY).messages]


def test_letters_and_events_of_the_day_itself_are_known() -> None:
    events = [Event(on=DAY), Event(on=date(2018, 8, 11))]
    found = known(letters(DAY, date(2018, 8, 11)), events, by=DAY)
    assert ([m.position for m in found.messages], found.events, found.hidden) == ([1], events[:1], 2)


def test_an_undated_letter_is_as_late_as_the_one_before_it() -> None:
    assert positions(date(2018, 8, 1), None, date(2018, 8, 12), None) == [1, 2]


def test_a_letter_out_of_order_keeps_its_own_date() -> None:
    assert positions(date(2018, 8, 12), date(2018, 8, 1)) == [2]


def test_a_thread_without_dates_is_shown_and_its_letters_are_counted() -> None:
    found = known(letters(None, None), [], by=DAY)
    assert (len(found.messages), found.undated, found.hidden) == (2, 2, 0)
