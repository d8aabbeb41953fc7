"""Days in cells, day first."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authorities.importing.addresses import Wrong
from requests_app.importing.days import read_day

DAY = date(2018, 7, 2)


@pytest.mark.parametrize(
    "cell",
    [
        *("02/07/2018", "2/7/2018", "2/7/18", "2.7.2018", "2-7-18", "02 07 2018", "2018-07-02", "2018/7/2"),
        *("2 July 2018", "2nd July 2018", "2 of July 2018", "02-Jul-18", "2 Jul 2018", "Mon 2 July 2018"),
        *(
            "Monday, 2 July 2018",
            "July 2, 2018",
            "Jul 2nd 2018",
            "2018-07-02 00:00:00",
            "2018-07-02T09:30:00Z",
        ),
        *("02/07/2018 14:05", "2 Gorffennaf 2018", "2 July 2018 at 9:30 am", "2 Jul '18", "2July2018."),
    ],
)
def test_a_day_is_read_however_it_is_written(cell: str) -> None:
    assert read_day(cell) == DAY


@pytest.mark.parametrize(
    ("cell", "right"),
    [
        ("07/20/2018", "If it is 20 July 2018, write 20/07/2018"),
        ("43301", "Perhaps 20 July 2018: write it as a date"),
        ("31/06/2018", "Such as 20/07/2018, 20 July 2018 or 2018-07-20"),
        ("2 Quintember 2018", "Such as 20/07/2018, 20 July 2018 or 2018-07-20"),
        ("July 2018", "Such as 20/07/2018, 20 July 2018 or 2018-07-20"),
        ("soon", "Such as 20/07/2018, 20 July 2018 or 2018-07-20"),
    ],
)
def test_what_is_no_day_is_told_with_what_would_be_right(cell: str, right: str) -> None:
    with pytest.raises(Wrong) as caught:
        read_day(cell)
    assert caught.value.right == right


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%-d %B %Y", "%Y-%m-%d"]),
)
def test_every_day_of_the_century_comes_back(day: date, written: str) -> None:
    assert read_day(day.strftime(written)) == day


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    with suppress(Wrong):
        assert isinstance(read_day(text), date)
