"""The days of a ledger that were not counted."""

from datetime import date

from requests_app.deadlines import EventKind, Fact, replay
from requests_app.ledger_months import Skipped, skipped_days


def test_a_run_of_days_with_one_reason_is_one_line_weekends_within_it_or_not() -> None:
    facts = [
        Fact(EventKind.RECEIVED, date(2018, 7, 20)),
        Fact(EventKind.FEES_NOTICE, date(2018, 7, 26)),
        Fact(EventKind.FEE_PAID, date(2018, 7, 31)),
    ]
    limit = replay(facts, "foia").deadline("response")
    assert skipped_days(limit)[:2] == [
        Skipped(date(2018, 7, 26), "clock stopped: fees notice", until=date(2018, 7, 31)),
        Skipped(date(2018, 8, 6), "Summer bank holiday (Scotland)"),
    ]
