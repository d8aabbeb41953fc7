"""What holds of the clock whatever the facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from requests_app.deadlines import (
    LAWS,
    DeadlineKind,
    EventKind,
    Fact,
    FactsError,
    Unit,
    calendar_for,
    check,
    deadlines,
    due_dates,
    parse_facts,
    replay,
)
from requests_app.deadlines import law as find_law

from . import stories

ONE_DAY = timedelta(days=1)
calm = settings(deadline=None)  # the first look at a calendar lays it out, which takes its time


def response_due(day, law, body="", calendar=None, terms=()):
    [due] = due_dates([day], law, body, calendar=calendar, terms=terms)
    return due


@calm
@given(stories.days, stories.laws, stories.bodies, stories.terms())
def test_no_answer_is_due_on_a_day_that_is_not_a_working_day(day, law, body, terms):
    assert calendar_for(law).is_working(response_due(day, law, body, terms=terms))


@calm
@given(stories.lives(), stories.laws)
def test_no_limit_in_working_days_ends_on_another_day(facts, law):
    calendar = calendar_for(law)
    for each in deadlines(facts, law, conditional=True):
        if each.unit is Unit.WORKING_DAYS or each.limit.rolls:
            assert calendar.is_working(each.due_on)


@calm
@given(stories.days, stories.laws, stories.bodies, stories.terms(), st.integers(0, 40))
def test_a_later_receipt_is_never_due_earlier(day, law, body, terms, later):
    after = response_due(day + timedelta(days=later), law, body, terms=terms)
    assert response_due(day, law, body, terms=terms) <= after


@calm
@given(
    st.data(),
    stories.days,
    st.sampled_from(["foia", "eir", "foisa", "eisr", "sar"]),
    stories.bodies,
    stories.terms(),
)
def test_one_holiday_more_never_makes_a_date_earlier(data, day, law, body, terms):
    extra = data.draw(stories.proclaimed(day))
    with_it = response_due(day, law, body, calendar_for(law, [extra]), terms)
    without = response_due(day, law, body, terms=terms)
    assert with_it >= without
    if not extra.nations & calendar_for(law).nations:
        assert with_it == without


@calm
@given(st.data(), stories.lives(), stories.laws, stories.bodies)
def test_the_order_of_recording_does_not_matter(data, facts, law, body):
    shuffled = data.draw(st.permutations(facts))
    assert attempt(shuffled, law, body) == attempt(facts, law, body)
    assert steps(shuffled, law, body) == steps(facts, law, body)


def attempt(facts, law, body):
    try:
        return replay(facts, law, body)
    except FactsError as error:
        return (type(error), str(error))


def steps(facts, law, body):
    found = attempt(facts, law, body)
    return () if isinstance(found, tuple) else found.next_steps


@calm
@given(stories.lives(), stories.laws, stories.bodies, stories.terms())
def test_the_days_counted_in_a_ledger_are_the_limit(facts, law, body, terms):
    try:
        found = deadlines(facts, law, body, terms=terms, conditional=True)
    except FactsError:
        return
    for each in found:
        ledger = each.ledger()
        counted = [day for day in ledger if day.counted]
        assert each.days in (None, len(counted))
        assert [day.number for day in counted] == list(range(1, len(counted) + 1))
        assert ledger[-1].on == each.due_on
        assert [day.on for day in ledger] == [ledger[0].on + n * ONE_DAY for n in range(len(ledger))]
        assert all(day.reason for day in ledger if not day.counted)
        assert each.explanation.endswith(f"({each.section}).")


@calm
@given(stories.lives(), stories.laws, st.integers(0, 400))
def test_as_at_a_day_is_the_life_of_the_facts_until_then(facts, law, after):
    on = min(fact.on for fact in facts) + timedelta(days=after)
    try:
        check(facts, law)
    except FactsError:
        return
    past = replay(facts, law, on=on)
    assert past.deadlines == replay([fact for fact in facts if fact.on <= on], law).deadlines
    assert past.state == replay([fact for fact in facts if fact.on <= on], law).state


@settings(calm, max_examples=200)
@given(stories.lives(), stories.laws, st.integers(0, 120))
def test_every_step_that_is_offered_may_be_taken(facts, law, later):
    try:
        check(facts, law)
    except FactsError:
        return
    on = max(fact.on for fact in facts) + timedelta(days=later)
    for step in replay(facts, law, on=on).next_steps:
        if step is EventKind.RECEIVED:
            continue  # its date is the day it was received, not today
        life = replay([*facts, Fact(step, on)], law, on=on)
        assert step is not EventKind.RESPONSE or life.responded_on is not None


@pytest.mark.parametrize("law", sorted(LAWS))
@calm
@given(stories.lives())
def test_each_kind_of_deadline_is_given_once_and_rests_on_facts_given(law, facts):
    try:
        found = deadlines(facts, law)
    except FactsError:
        return
    kinds = [each.kind for each in found]
    assert len(kinds) == len(set(kinds))
    for each in found:
        assert set(each.rests_on) <= set(facts)
        assert each.owed_by in ("authority", "requester")
    assert DeadlineKind.ACKNOWLEDGEMENT in kinds
    assert find_law(law).code == law


anything = st.lists(
    st.builds(
        Fact,
        st.sampled_from(list(EventKind)),
        st.dates(date(1990, 1, 1), date(2060, 12, 31)) | st.dates(date(2024, 1, 1), date(2024, 6, 30)),
        st.none(),
        st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    ),
    max_size=8,
)


@settings(calm, max_examples=500)
@given(anything, stories.laws, stories.bodies, stories.terms())
def test_whatever_the_facts_there_is_a_life_or_a_sentence(facts, law, body, terms):
    try:
        life = replay(facts, law, body, terms=terms)
    except FactsError as error:
        sentence = str(error)
    else:
        sentence = "Fine."
        assert all(each.explanation and each.ledger() for each in life.deadlines)
        assert isinstance(life.next_steps, tuple)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@calm
@given(
    st.text(max_size=40)
    | st.from_regex(r"[a-z_]{3,12}=[0-9TZ:/+-]{1,24}(;[a-z]+=[0-9-]{10})?", fullmatch=True)
)
def test_whatever_the_text_there_are_facts_or_a_sentence(text):
    try:
        facts, terms = parse_facts(text)
        check(facts, "foia", terms=terms)
        sentence = "Fine."
    except FactsError as error:
        sentence = str(error)
    assert sentence.endswith(".")
