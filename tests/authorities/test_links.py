import pytest

from authorities.links import shown, web_address
from authorities.templatetags.web_links import web_link


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "//example.org",
        "https://",
        "www.example.org",
        "http://[broken",
        "",
    ],
)
def test_only_web_addresses_become_links(address: str) -> None:
    assert web_address(address) == ""
    assert "<a" not in web_link(address)


def test_a_web_address_becomes_a_link_that_gives_nothing_away() -> None:
    assert web_link("https://www.blaby.example/foi/?a=1&b=2") == (
        '<a href="https://www.blaby.example/foi/?a=1&amp;b=2" rel="noopener noreferrer external">'
        "blaby.example/foi/?a=1&amp;b=2</a>"
    )


def test_an_address_is_shown_as_people_read_it() -> None:
    assert shown("https://www.blaby.example/") == "blaby.example"
