"""Tables of facts in, tables of dates out."""

import io

import pytest

from requests_app.deadlines import BadTable, NoSuchDeadline, UnknownFact, convert, deadline_of, parse_facts

HEAD = "id,law,body,kind,facts\n"


def run(text):
    out, errors = io.StringIO(), io.StringIO()
    failed = convert(io.StringIO(text), out, errors)
    return failed, out.getvalue(), errors.getvalue()


def test_each_row_gives_its_date_in_order():
    text = HEAD + "b,foia,,response,received=2018-07-20\na,foisa,,response,received=2024-03-18\n"
    assert run(text) == (0, "id,due\nb,2018-08-20\na,2024-04-16\n", "")


def test_a_bad_row_gets_an_empty_date_and_one_line_and_the_rest_goes_on():
    text = HEAD + (
        "1,foia,,response,received=2018-07-20\n"
        "2,foia,,response,received=yesterday\n"
        "3,atlantis,,response,received=2018-07-20\n"
        "4,foia,,response,received=2018-07-20;fees_notice=2018-07-23\n"
        "5,foia,pub,response,received=2018-07-20\n"
        "6,foia,,tea,received=2018-07-20\n"
        "7,foia,,response,received=2018-07-20\n"
    )
    failed, out, errors = run(text)
    assert failed == 5
    assert out == "id,due\n1,2018-08-20\n2,\n3,\n4,\n5,\n6,\n7,2018-08-20\n"
    assert [line.split(":")[0] for line in errors.splitlines()] == ["2", "3", "4", "5", "6"]
    assert "4: These facts give no date for “response due” under FOIA 2000." in errors


def test_an_empty_table_gives_only_its_heading():
    assert run(HEAD) == (0, "id,due\n", "")


def test_other_columns_and_their_order_do_not_matter():
    text = "why,facts,kind,law,id\nbecause,received=2018-07-20,response,foia,x\n"
    assert run(text) == (0, "id,due\nx,2018-08-20\n", "")


def test_a_short_row_is_a_bad_row():
    failed, out, errors = run(HEAD + "1\n")
    assert (failed, out) == (1, "id,due\n1,\n")
    assert errors.startswith("1: ")


@pytest.mark.parametrize("text", ["", "id,due\n1,2\n", "\x00\x00"])
def test_what_is_no_table_of_facts_is_refused_as_a_whole(text):
    with pytest.raises(BadTable):
        run(text)


def test_a_kind_of_deadline_that_is_unknown_or_not_given_is_named():
    facts, _ = parse_facts("received=2018-07-20")
    with pytest.raises(UnknownFact, match="“tea” is not a kind of deadline"):
        deadline_of("tea", facts, "foia")
    with pytest.raises(NoSuchDeadline, match="no date for “review outcome due” under FOIA 2000"):
        deadline_of("review_outcome", facts, "foia")
