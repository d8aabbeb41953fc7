from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.deadlines import LAWS, calendar_for
from requests_app.figures.lateness import BANDS, Window, window, windows, worked_back
from requests_app.standing import days_between

LAW_CODES = ("foia", "foisa", "foi-ie", "foia-us")
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))


@given(st.sampled_from(LAW_CODES), DAYS, st.integers(1, 130))
def test_the_day_worked_back_to_has_so_many_working_days_from_it_on_and_the_next_has_not(law, on, number):
    calendar = calendar_for(law)
    back = worked_back(calendar, on, number)
    assert calendar.count(back, on) == number
    assert calendar.count(back + timedelta(days=1), on) == number - 1


@given(st.sampled_from(LAW_CODES), DAYS, st.integers(1, 120))
def test_every_due_date_falls_into_the_band_of_its_working_days_late(law, on, back):
    calendar, due = calendar_for(law), on - timedelta(days=back)
    late = days_between(calendar, due, on)
    inside = [
        band
        for band in BANDS
        if (found := window(calendar, on, band))
        and due < found.before
        and (found.first is None or due >= found.first)
    ]
    assert [(band.low <= late, band.high is None or late <= band.high) for band in inside] == [(True, True)]


def test_the_due_day_itself_is_in_no_band():
    on = date(2018, 8, 20)
    assert max(window(calendar_for("foia"), on, band).before for band in BANDS) == on


def test_a_bank_holiday_in_scotland_alone_is_no_day_late_there():
    """6 August 2018 was a bank holiday in Scotland. FOIA heeds it too (s.10(6)(b)), American law does not."""
    on, due = date(2018, 8, 14), date(2018, 8, 3)
    assert [days_between(calendar_for(law), due, on) for law in ("foisa", "foia", "foia-us")] == [6, 6, 7]
    assert windows(["foisa", "foia-us"], calendar_for, on, BANDS[1]) == {
        Window(date(2018, 7, 30), date(2018, 8, 7)): ["foisa"],
        Window(date(2018, 7, 31), date(2018, 8, 7)): ["foia-us"],
    }


@pytest.mark.parametrize("law", sorted(LAWS))
def test_every_law_has_windows(law):
    assert sum(len(laws) for laws in windows([law], calendar_for, date(2026, 11, 24), BANDS[0]).values()) == 1
