"""Reading facts, dates and terms."""

from datetime import date

import pytest

from requests_app.deadlines import (
    EventKind,
    Fact,
    NotADate,
    UnknownFact,
    parse_date,
    parse_facts,
    parse_term,
)


def test_facts_and_terms_are_read_from_one_line():
    facts, terms = parse_facts("received=2018-07-20; responded = 2018-08-01;term=2026-09-02/2026-10-23;")
    assert facts == (
        Fact(EventKind.RECEIVED, date(2018, 7, 20)),
        Fact(EventKind.RESPONSE, date(2018, 8, 1)),
    )
    assert terms == ((date(2026, 9, 2), date(2026, 10, 23)),)


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_is_read_under_both_of_its_names_and_has_a_label(kind):
    for name in {kind.value, kind.fact_name}:
        assert parse_facts(f"{name}=2018-07-20")[0] == (Fact(kind, date(2018, 7, 20)),)
    assert kind.label


@pytest.mark.parametrize(
    ("text", "zone", "day"),
    [
        ("2026-06-14T23:30Z", "Europe/London", date(2026, 6, 15)),
        ("2026-01-14T23:30Z", "Europe/London", date(2026, 1, 14)),
        ("2026-05-01T22:50:00Z", "Europe/London", date(2026, 5, 1)),
        ("2026-05-01T22:50:00+0000", "Europe/Brussels", date(2026, 5, 2)),
        ("2026-05-01 12:30:00.5+00:00", "Pacific/Auckland", date(2026, 5, 2)),
        ("2026-05-01T23:59", "Europe/London", date(2026, 5, 1)),
        (" 2026-05-01 ", "Europe/London", date(2026, 5, 1)),
    ],
)
def test_an_instant_is_the_date_it_is_there(text, zone, day):
    assert parse_date(text, zone) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20 July 2018",
        "2018-7-20",
        "2018-02-30",
        "20180720",
        "2018-W29-5",
        "2018-07-20T25:00Z",
        "0000-01-01",
    ],
)
def test_anything_else_is_not_a_date(text):
    with pytest.raises(NotADate, match="is not a date: write it as 2018-07-20"):
        parse_date(text)


def test_an_instant_at_the_end_of_all_dates_is_refused_and_not_a_crash():
    with pytest.raises(NotADate):
        parse_date("9999-12-31T23:30-11:00")


@pytest.mark.parametrize("text", ["recieved=2018-07-20", "2018-07-20", "=2018-07-20"])
def test_an_unknown_fact_is_named(text):
    with pytest.raises(UnknownFact):
        parse_facts(text)


def test_a_term_needs_two_days():
    with pytest.raises(NotADate, match="is not a term"):
        parse_term("2026-09-02")
