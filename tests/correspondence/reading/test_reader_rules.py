"""Every entry of the reader's lists holds the example it comes from."""

import pytest

from correspondence.reading.outcome_rules import OUTCOME_RULES
from correspondence.reading.reader_signals import SIGNALS
from correspondence.reading.reader_text import fold
from correspondence.reading.reader_voice import OPENINGS, WITHIN


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda one: f"{one.sign}: {one.example}")
def test_a_signal_is_found_in_its_example(signal):
    words = fold(signal.example)
    assert any(needle in words for needle in signal.needles)
    assert signal.pattern.search(words)


@pytest.mark.parametrize("rule", OUTCOME_RULES, ids=lambda one: f"{one.sign}: {one.example}")
def test_an_outcome_is_found_in_its_example(rule):
    words = fold(rule.example)
    assert any(needle in words for needle in rule.needles)
    assert rule.pattern.search(words)


@pytest.mark.parametrize("rule", OPENINGS, ids=lambda one: one.example)
def test_a_paragraph_begins_as_its_example_does(rule):
    assert rule.pattern.match(fold(rule.example))


@pytest.mark.parametrize("rule", WITHIN, ids=lambda one: one.example)
def test_a_paragraph_holds_what_its_example_does(rule):
    words = fold(rule.example)
    assert any(needle in words for needle in rule.needles)
    assert rule.pattern.search(words)
