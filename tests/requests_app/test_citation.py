"""A deadline as one cites it."""

from datetime import date

from requests_app.citation import citation
from requests_app.deadlines import EventKind, Fact, replay

ON = date(2018, 8, 21)
RECEIVED = Fact(EventKind.RECEIVED, date(2018, 7, 20))


def test_it_names_the_section_the_day_and_the_facts() -> None:
    limit = replay([RECEIVED], "foia").deadline("response")
    assert (
        citation(limit, on=ON)
        == "FOIA 2000 s.10(1); worked out on 21 August 2018 from: received 20 July 2018"
    )


def test_it_says_when_only_earlier_facts_were_used() -> None:
    limit = replay([RECEIVED], "foia").deadline("response")
    assert citation(limit, on=ON, as_at=date(2018, 8, 1)).endswith(
        "worked out on 21 August 2018 as at 1 August 2018 from: received 20 July 2018"
    )


def test_an_assumed_receipt_says_so() -> None:
    limit = replay([Fact(EventKind.SENT, date(2018, 7, 20))], "foia").deadline("response")
    assert citation(limit, on=ON).endswith("from: sent 20 July 2018 (taken as the day of receipt)")


def test_an_extension_that_names_its_day_says_which() -> None:
    told = Fact(EventKind.EXTENSION, date(2018, 8, 1), until=date(2018, 9, 28))
    limit = replay([RECEIVED, told], "oia-nz").deadline("response")
    assert citation(limit, on=ON).endswith(
        "from: received 20 July 2018, extension notified 1 August 2018 (until 28 September 2018)"
    )
