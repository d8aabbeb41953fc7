"""Each component prints what its comment promises."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string

DUE = date(2018, 8, 20)


def part(name: str, **context: Any) -> str:
    return render_to_string(f"components/{name}.html", context).strip()


def words(html: str) -> str:
    """What is read aloud or shown, white space as a browser folds it."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").split())


@pytest.mark.parametrize(
    ("context", "said"),
    [
        ({"due_on": DUE, "days_left": 3}, "due 20 August 2018 — 3 working days left"),
        ({"due_on": DUE, "days_left": 1}, "due 20 August 2018 — 1 working day left"),
        ({"due_on": DUE, "days_left": 0, "kind": "soon"}, "due 20 August 2018 — due today"),
        ({"due_on": DUE, "days_late": 4, "kind": "late"}, "was due 20 August 2018 — 4 working days late"),
        ({"due_on": DUE, "days_late": 1, "kind": "late"}, "was due 20 August 2018 — 1 working day late"),
        ({"due_on": DUE, "met_on": date(2018, 8, 17)}, "due 20 August 2018 — answered 17 August 2018"),
        (
            {"due_on": DUE, "met_on": date(2018, 8, 21), "days_late": 1},
            "was due 20 August 2018 — answered 21 August 2018, 1 working day late",
        ),
        ({"due_on": DUE, "days_left": 2, "unit": "day"}, "due 20 August 2018 — 2 days left"),
        ({"due_on": DUE, "days_left": 0, "kind": "soon", "past": DUE}, "due 20 August 2018 — due that day"),
        ({"due_on": None, "stopped": "clock stopped", "kind": "us"}, "clock stopped"),
        ({"due_on": None}, "no due date"),
    ],
)
def test_a_due_date_is_said_in_words(context: dict[str, Any], said: str) -> None:
    assert words(part("due", **context)) == said


def test_a_tag_is_a_word_and_a_shape() -> None:
    html = part("tag", kind="late", text="Overdue")
    assert words(html) == "Overdue"
    assert html.count("<svg") == 1
    assert 'class="tag is-late"' in html


def test_the_small_ruler_is_drawn_in_working_days() -> None:
    html = part("ruler", limit=20, counted=20, late=4, kind="late")
    assert 'viewBox="0 0 30 16"' in html
    assert 'class="ruler__gone" d="M0 14.5H20"' in html
    assert 'class="ruler__over" d="M20 14.5H24"' in html
    assert 'aria-hidden="true"' in html


def test_the_small_ruler_ends_ten_days_beyond_the_limit() -> None:
    html = part("ruler", limit=20, counted=20, late=171, kind="late")
    assert set(re.findall(r'ruler__over" d="M\d+ [\d.]+H(\d+)"', html)) == {"30"}


def test_the_large_ruler_has_a_notch_for_each_working_day_and_says_so() -> None:
    html = part("ruler_large", limit=20, counted=17, received_on=date(2018, 7, 20), due_on=DUE)
    assert html.count('class="rule__day') == 20
    assert html.count("is-gone") == 17
    assert 'aria-label="17 of 20 working days counted"' in html
    assert "Today, day 17" in html


def test_the_large_ruler_shows_at_most_ten_late_days_and_names_them_all() -> None:
    html = part("ruler_large", limit=20, counted=20, late=171, kind="late", due_on=DUE)
    assert html.count("is-over") == 10
    assert "then 171 working days late" in html
    assert "Today, 171 late" in html


class Sample(forms.Form):
    name = forms.CharField(help_text="As on the letter.")
    law = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=False, label="Remind me")
    note = forms.CharField(required=False)


def test_a_field_points_to_its_hint_and_its_error() -> None:
    form = Sample({})
    html = part("field", field=form["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_name">' in html


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = part("field", field=Sample()["law"])
    assert html.count("<fieldset") == 1
    assert words(html) == "Law A B"


def test_a_field_that_may_be_left_out_says_so() -> None:
    html = part("field", field=Sample()["note"])
    assert words(html) == "Note (optional)"
    assert "(optional)" not in part("field", field=Sample()["note"], hide_optional=True)


def test_the_error_summary_links_to_each_field_in_error() -> None:
    html = part("error_summary", form=Sample({}))
    assert re.findall(r'href="#(\w+)"', html) == ["id_name", "id_law_0"]
    assert words(html) == "There is a problem Name: this is required Law: this is required"
    assert 'tabindex="-1"' in html


def test_without_errors_there_is_no_summary() -> None:
    assert part("error_summary", form=Sample()) == ""


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (1, "1 2 … 15 Next page"),
        (2, "Previous page 1 2 3 … 15 Next page"),
        (6, "Previous page 1 … 5 6 7 … 15 Next page"),
        (14, "Previous page 1 … 13 14 15 Next page"),
        (15, "Previous page 1 … 14 15"),
    ],
)
def test_pages_show_the_first_the_last_and_the_neighbours(page: int, shown: str) -> None:
    html = part("pagination", page_obj=Paginator(range(371), 25).get_page(page), query="state=late&q=a")
    listed = words(html.partition("<ul>")[2].replace('<span class="vh">Page </span>', ""))
    assert listed == shown
    assert html.count('aria-current="page"') == 1
    assert "?state=late&amp;q=a&amp;page=" in html


def test_one_page_has_no_links_to_others() -> None:
    html = part("pagination", page_obj=Paginator(range(3), 25).get_page(1), things="requests")
    assert words(html) == "Showing 1 to 3 of 3 requests"


class File:
    filename = "answer.pdf"
    size = 2048
    is_held = True

    def get_absolute_url(self) -> str:
        return "/files/1"


class Mentioned(File):
    filename = ""
    is_held = False


def test_an_attachment_that_is_only_mentioned_is_not_a_link() -> None:
    assert 'href="/files/1"' in part("attachment", file=File())
    absent = part("attachment", file=Mentioned())
    assert "<a" not in absent
    assert words(absent) == "Attachment mentioned, not held"


def test_a_letter_escapes_what_it_was_sent() -> None:
    html = part(
        "letter",
        direction="in",
        subject="<script>alert(1)</script>",
        author="<b>Officer</b>",
        body="<img src=x onerror=alert(1)>",
        quoted="</div><script>",
        attachments=[File(), Mentioned()],
    )
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "2 attachments" in html


def test_the_ledger_says_why_a_day_is_not_counted() -> None:
    week = [
        {"on": date(2018, 8, 6), "kind": "holiday", "name": "Summer Bank Holiday"},
        {"on": date(2018, 8, 7), "kind": "counted", "number": 11, "gone": True},
        {"on": DUE, "kind": "due", "number": 20},
        None,
    ]
    html = part("ledger_calendar", months=[{"label": "August 2018", "weeks": [week]}])
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html)
    assert [words(cell) for cell in cells] == [
        "6 hol. not counted: Summer Bank Holiday",
        "7 11 day 11",
        "20 20 due, day 20",
        "",
    ]


def test_a_number_is_written_as_people_write_it() -> None:
    assert words(part("stat", n=1048, label="Answered", href="/")) == "Answered 1,048"


def test_a_dangerous_question_is_posted_with_a_token() -> None:
    html = part("confirm", title="Remove it?", yes="Remove", danger=True, csrf_token="abc")
    assert 'method="post"' in html
    assert 'value="abc"' in html
