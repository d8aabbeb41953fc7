"""`manage.py deadlines`: from a shell, without a database (pytest-django would refuse one here)."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def run(*args):
    out, errors = StringIO(), StringIO()
    call_command("deadlines", *args, stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


def test_a_date_of_receipt_gives_every_deadline_with_its_reason():
    out, errors = run("--received", "2018-07-20")
    assert errors == ""
    assert "Response due: 20 August 2018 (2018-08-20)" in out
    assert "6 August 2018 (Summer bank holiday, Scotland) is not counted (FOIA 2000 s.10(1))." in out


def test_why_shows_the_ledger_of_the_one_asked_for():
    lines = run("--law", "foia", "--received", "2018-07-20", "--kind", "response", "--why")[0].splitlines()
    assert lines[0].startswith("Response due:")
    assert "  Mon 2018-08-06      Summer bank holiday (Scotland)" in lines
    assert "  Mon 2018-08-20  20" in lines


def test_json_is_for_programs():
    args = ("--received", "2018-07-20", "--fact", "responded=2018-08-01", "--kind", "review_request")
    [found] = json.loads(run(*args, "--format", "json", "--why")[0])
    assert (found["due_on"], found["owed_by"], len(found["ledger"])) == ("2018-09-28", "requester", 59)


def test_terms_make_the_school_year():
    args = ("--body", "school", "--received", "2025-10-15", "--kind", "response", "--format", "json")
    terms = ("--term", "2025-09-02/2025-10-24", "--term", "2025-11-03/2025-12-19")
    assert json.loads(run(*args, *terms)[0])[0]["due_on"] == "2025-11-19"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ((), "Nothing has been received yet"),
        (("--received", "1066-10-14"), "14 October 1066 is before the rights under FOIA 2000 began"),
        (("--received", "soon"), "“soon” is not a date: write it as 2018-07-20."),
        (("--law", "x", "--received", "2018-07-20"), "“x” is not a law known here"),
        (("--body", "x", "--received", "2018-07-20"), "“x” is not a kind of public body known here"),
        (("--kind", "x", "--received", "2018-07-20"), "“x” is not a kind of deadline"),
        (
            ("--received", "2018-07-20", "--term", "2018-10-23/2018-09-02"),
            "A term cannot end on 2 September 2018",
        ),
        (
            ("--received", "2018-07-20", "--fact", "fee_paid=2018-08-01"),
            "A fee cannot be paid on 1 August 2018",
        ),
        (("--csv", "/nowhere/facts.csv"), "The file /nowhere/facts.csv cannot be read: No such file"),
    ],
)
def test_bad_input_gets_one_clear_line(args, sentence):
    with pytest.raises(CommandError) as caught:
        run(*args)
    assert str(caught.value).startswith(sentence)
    assert "\n" not in str(caught.value)


def test_a_table_goes_in_and_dates_come_out(tmp_path):
    table = tmp_path / "facts.csv"
    table.write_text("id,law,body,kind,facts\n1,foia,,response,received=2018-07-20\n", "utf-8-sig")
    assert run("--csv", str(table)) == ("id,due\n1,2018-08-20\n", "")


def test_a_bad_row_is_told_and_the_command_fails_after_the_last(tmp_path):
    table = tmp_path / "facts.csv"
    rows = "1,foia,,response,received=2018-07-20\n2,foia,,response,\n3,foia,,response,received=2018-07-21\n"
    table.write_text("id,law,body,kind,facts\n" + rows, "utf-8")
    out, errors = StringIO(), StringIO()
    with pytest.raises(CommandError, match="1 row has no date"):
        call_command("deadlines", "--csv", str(table), stdout=out, stderr=errors)
    assert out.getvalue() == "id,due\n1,2018-08-20\n2,\n3,2018-08-20\n"
    assert errors.getvalue().startswith("2: Nothing has been received yet")


def test_a_binary_file_is_no_table(tmp_path):
    picture = tmp_path / "facts.csv"
    picture.write_bytes(b"\x89PNG\r\n\xff\xfe\x00")
    with pytest.raises(CommandError, match="is not a CSV table"):
        run("--csv", str(picture))
