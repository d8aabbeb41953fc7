"""Dates computed by hand from the law, and those of the case material where it is at hand."""

import csv
from datetime import date
from pathlib import Path

import pytest

from requests_app.deadlines import deadline_of, law, parse_facts
from requests_app.deadlines.table import due_of

OWN = Path(__file__).with_name("vectors.csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(OWN), ids=lambda row: row["id"])
def test_a_date_worked_out_by_hand_is_found(row):
    assert due_of(row) == date.fromisoformat(row["due"]), row["why"]


@pytest.mark.parametrize("row", rows(OWN), ids=lambda row: row["id"])
def test_its_ledger_ends_on_the_day_and_its_sentence_names_day_and_section(row):
    facts, terms = parse_facts(row["facts"], law(row["law"]).zone)
    found = deadline_of(row["kind"], facts, row["law"], row["body"], terms)
    ledger = found.ledger()
    assert ledger[-1].on == found.due_on
    assert [day.number for day in ledger if day.counted] == list(range(1, sum(d.counted for d in ledger) + 1))
    assert found.days in (None, sum(day.counted for day in ledger))
    assert f"({found.section})." in found.explanation
    assert str(found.due_on.year) in found.explanation


def test_all_dates_of_the_case_material_are_found(shared_dir):
    path = shared_dir / "law" / "deadline_vectors.csv"
    if not path.is_file():
        pytest.skip(f"no dated examples: {path} is not there")
    found = {row["id"]: due_of(row).isoformat() for row in rows(path)}
    assert found == {row["id"]: row["expected_due"] for row in rows(path)}
    assert len(found) >= 64
