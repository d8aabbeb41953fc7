"""Address headers are read as people and programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from correspondence.mail.addresses import parse_addresses


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("sam@lab.example", [("", "sam@lab.example")]),
        ("Sam <sam@lab.example>", [("Sam", "sam@lab.example")]),
        (
            '"Doe, Sam" <sam@lab.example>, b@lab.example',
            [("Doe, Sam", "sam@lab.example"), ("", "b@lab.example")],
        ),
        ("sam@lab.example (Sam Doe)", [("Sam Doe", "sam@lab.example")]),
        ("=?utf-8?Q?Zo=C3=AB=2C_Lab?= <zoe@lab.example>", [("Zoë, Lab", "zoe@lab.example")]),
        ('"=?utf-8?Q?Zo=C3=AB?=" <zoe@lab.example>', [("Zoë", "zoe@lab.example")]),
        ("Zoë <zoe@lab.example>", [("Zoë", "zoe@lab.example")]),
        ("ZoÃ« <zoe@lab.example>", [("Zoë", "zoe@lab.example")]),
        ("Undisclosed recipients:;", []),
        ("Team: a@lab.example, b@lab.example;", [("", "a@lab.example"), ("", "b@lab.example")]),
        ("a@lab.example; b@lab.example", [("", "a@lab.example"), ("", "b@lab.example")]),
        ("'Sam' <sam@lab.example>", [("Sam", "sam@lab.example")]),
        ('"Sam \\"S\\" Doe" <sam@lab.example>', [('Sam "S" Doe', "sam@lab.example")]),
        ("Sam <sam@lab.example", [("Sam", "sam@lab.example")]),
        ("Sam [mailto:sam@lab.example]", [("Sam", "sam@lab.example")]),
        ("FOI Team", [("FOI Team", "")]),
        ("", []),
        (" , ,", []),
    ],
)
def test_names_and_addresses_are_told_apart(header: str, people: list[tuple[str, str]]) -> None:
    assert [(one.name, one.email) for one in parse_addresses(header)] == people


@given(st.text(alphabet='a@.,;:<>"()\\ =?Q', max_size=80) | st.text(max_size=80))
def test_any_header_is_read(header: str) -> None:
    assert all(one.name or one.email for one in parse_addresses(header))
