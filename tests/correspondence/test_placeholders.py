import pytest

from correspondence.placeholders import FIELDS, fill


def test_known_names_become_facts() -> None:
    assert fill("Dear {authority}, {title}.", {"authority": "Anytown", "title": "Scoring"}) == (
        "Dear Anytown, Scoring."
    )


@pytest.mark.parametrize(
    "text",
    [
        "{x.__class__}",
        "{authority.__class__.__mro__}",
        "{unknown}",
        "{authority!r}",
        "{authority:>9}",
        "{0}",
        "{}",
        "{{authority",
        "%(authority)s",
        "{{ settings.SECRET_KEY }}",
        "{AUTHORITY}",
    ],
)
def test_anything_else_in_braces_stays_as_it_is_typed(text: str) -> None:
    assert fill(text, {"authority": "Anytown"}) == text


def test_what_a_fact_says_is_not_filled_again() -> None:
    assert fill("{title}", {"title": "{authority}", "authority": "Anytown"}) == "{authority}"


def test_a_fact_that_is_not_on_the_list_is_not_filled_in() -> None:
    assert fill("{password}", {"password": "secret"}) == "{password}"


def test_a_line_without_its_fact_is_left_out_with_its_blank_line() -> None:
    text = "Dear {authority}\n\nYour reference: {their_reference}\n\nI write."
    assert fill(text, {"authority": "Anytown", "their_reference": ""}) == "Dear Anytown\n\nI write."
    assert fill("{name}\n{team}", {"name": "", "team": "Team"}) == "Team"


def test_every_field_says_what_it_is() -> None:
    assert all(words and not words.endswith(".") for words in FIELDS.values())
