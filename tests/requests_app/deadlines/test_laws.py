"""The laws as data."""

import importlib
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from requests_app.deadlines import LAWS, Fact, law, parse_facts, replay
from requests_app.deadlines.days import CALENDARS


@pytest.mark.parametrize("code", sorted(LAWS))
def test_each_law_is_complete(code):
    found = law(code)
    assert found.code == code
    assert found.calendar in CALENDARS
    assert ZoneInfo(found.zone)
    assert all((found.name, found.short_name, found.jurisdiction, found.regulator))
    assert found.sections["response"] == found.response.section
    assert all(found.sections.values())


def test_a_law_is_found_however_its_code_is_typed():
    assert law(" FOIA ") is LAWS["foia"]
    assert law(LAWS["eir"]) is LAWS["eir"]


def test_the_core_knows_nothing_of_django():
    for module in ("clock", "life", "table", "command", "report", "days"):
        source = importlib.import_module(f"requests_app.deadlines.{module}")
        imports = [line for line in Path(source.__file__).read_text("utf-8").splitlines() if "import" in line]
        assert not [line for line in imports if "django" in line]


def test_a_fact_is_a_plain_value():
    [fact] = parse_facts("received=2018-07-20")[0]
    assert fact == Fact(fact.kind, fact.on)
    assert replay([fact], "foia") == replay([fact], law("foia"))
