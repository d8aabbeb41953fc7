"""What may stand in a campaign's letter, and what it becomes."""

from datetime import date

from requests_app.campaign_letter import DEFAULT_BODY, Item, facts_of, fill, law_asked_under, unknown_fields

ITEMS = [Item("1", "Which systems?"), Item("2a", " Any {name} of them. ")]


def facts(**changed):
    given = {
        "authority": "Wold Council",
        "law_code": "foisa",
        "title": "Scoring",
        "team": "Team A",
        "name": "Ada Quill",
        "our_reference": "C1-007",
        "items": ITEMS,
        "on": date(2026, 11, 24),
    }
    return facts_of(**{**given, **changed})


def test_each_field_becomes_its_fact() -> None:
    text = "{salutation}\n{date}, {our_reference}: {title}\n{law}\n{questions}\n{name}, {team}, {authority}"
    assert fill(text, facts()) == (
        "Dear Wold Council\n24 November 2026, C1-007: Scoring\n"
        "Freedom of Information (Scotland) Act 2002\n1. Which systems?\n\n2a. Any {name} of them.\n"
        "Ada Quill, Team A, Wold Council"
    )


def test_what_a_fact_says_is_never_filled_again() -> None:
    assert fill("{authority}", facts(authority="{team} Council")) == "{team} Council"


def test_unknown_fields_are_named_once_each() -> None:
    assert unknown_fields("{who} {x.__class__} {who} {date} {}") == ["who", "x.__class__", ""]


def test_the_letter_that_a_campaign_begins_with_has_only_known_fields() -> None:
    assert unknown_fields(DEFAULT_BODY) == []


def test_who_asks_for_environmental_information_asks_scottish_bodies_under_scottish_regulations() -> None:
    asked = [law_asked_under(law, "environment") for law in ("foia", "foisa", "foi-ie")]
    assert asked == ["eir", "eisr", "foi-ie"]
    assert law_asked_under("foisa", "") == "foisa"
