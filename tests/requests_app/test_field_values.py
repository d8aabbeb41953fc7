"""What may be written into a research field."""

import pytest

from requests_app.field_values import BadValue, read_value, typed_value


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("text", "  Mosaic ", "Mosaic"),
        ("text", "   ", None),
        ("number", "£1,250.50", "1250.50"),
        ("number", "0", "0"),
        ("yes_no", "Yes", True),
        ("yes_no", "no", False),
        ("date", "2018-07-20", "2018-07-20"),
        ("choice", "experian", "Experian"),
        ("list", "Experian\n\nexperian\nMosaic", ["Experian", "Experian", "Mosaic"]),
    ],
)
def test_a_value_is_kept_as_its_kind_has_it(kind, typed, kept) -> None:
    options = ["Experian", "Mosaic"] if kind in ("choice", "list") else []
    assert read_value(kind, typed, options) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("number", "many"),
        ("number", "NaN"),
        ("number", "Infinity"),
        ("date", "20 July"),
        ("date", "2018-02-30"),
        ("yes_no", "perhaps"),
        ("choice", "Other"),
        ("list", "Other"),
        ("text", "x" * 5001),
    ],
)
def test_what_is_not_of_the_kind_is_refused(kind, typed) -> None:
    with pytest.raises(BadValue):
        read_value(kind, typed, ["Experian"] if kind in ("choice", "list") else [])


def test_a_value_is_typed_again_as_it_was() -> None:
    assert [typed_value(each) for each in (None, True, False, "3.5", ["a", "b"])] == [
        "",
        "yes",
        "no",
        "3.5",
        "a\nb",
    ]
