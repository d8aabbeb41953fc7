"""The form in which one records what happened."""

from datetime import date

import pytest

from requests_app.deadlines import LAWS, EventKind, law
from requests_app.forms import EventForm

TODAY = date(2026, 1, 5)


def form(*args, code: str = "foia", **more) -> EventForm:
    return EventForm(*args, today=TODAY, law=law(code), **more)


def test_what_can_lawfully_come_next_stands_before_everything_else() -> None:
    steps = (EventKind.REVIEW_DECIDED, EventKind.RESPONSE)
    (next_name, first), (other_name, rest) = form(next_steps=steps, chosen="response").fields["kind"].choices
    assert (next_name, other_name) == ("What can lawfully come next", "Something else")
    assert first == [("review_decided", "Review decided"), ("response", "Response")]
    assert {value for value, _ in first + rest} == {kind.value for kind in EventKind}
    assert len(first + rest) == len(EventKind)


def test_a_kind_that_was_picked_stands_there_and_the_date_has_the_focus() -> None:
    picked = form(chosen="response")
    assert 'value="response" selected' in str(picked["kind"])
    assert "autofocus" in str(picked["on"])
    assert "autofocus" not in str(picked["kind"])
    assert 'value="2026-01-05"' in str(picked["on"])


@pytest.mark.parametrize("chosen", [None, "", "no such thing"])
def test_without_a_kind_none_is_guessed(chosen: str | None) -> None:
    blank = form(chosen=chosen)
    assert blank.fields["kind"].choices[0] == ("", "Choose one")
    assert "autofocus" in str(blank["kind"])
    assert form({"kind": "", "on": "2026-01-05"}).errors == {"kind": ["Choose what happened"]}


def test_only_laws_that_set_no_length_ask_until_when() -> None:
    assert {code for code in LAWS if "until" in form(code=code).fields} == {"oia-nz", "atia-ca"}


@pytest.mark.parametrize(("kind", "kept"), [("extension", date(2026, 2, 2)), ("response", None)])
def test_the_named_day_belongs_to_extensions_alone(kind: str, kept: date | None) -> None:
    filled = form({"kind": kind, "on": "2026-01-05", "until": "2026-02-02"}, code="oia-nz")
    assert filled.is_valid()
    assert filled.cleaned_data["until"] == kept


def test_an_extension_cannot_end_before_it_is_notified() -> None:
    wrong = form({"kind": "extension", "on": "2026-01-05", "until": "2026-01-05"}, code="oia-nz")
    assert wrong.errors == {"until": ["An extension notified on 5 January 2026 cannot end on 5 January 2026"]}
