"""The address of its own that each request has."""

import re

import pytest

from correspondence.services.addresses import addressed_request, reply_address_of
from requests_app.services.discarding import discard_request
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _known(settings) -> None:
    settings.REPLY_ADDRESS = "reply@foi.example.org"


def test_a_request_has_one_address_with_128_random_bits() -> None:
    request = make_request()
    address = reply_address_of(request)
    assert re.fullmatch(r"reply\+[a-z2-7]{26}@foi\.example\.org", address)
    assert reply_address_of(request) == address


def test_no_two_requests_share_one() -> None:
    assert len({reply_address_of(make_request()) for _ in range(20)}) == 20


def test_without_a_setting_there_is_none(settings) -> None:
    settings.REPLY_ADDRESS = ""
    assert reply_address_of(make_request()) == ""


def test_what_is_sent_to_it_finds_the_request_in_any_case_and_at_any_host() -> None:
    request = make_request()
    address = reply_address_of(request)
    for written in (address, address.upper(), address.replace("foi.example.org", "relay.example")):
        assert addressed_request(["somebody@example.org", written]) == request


@pytest.mark.parametrize(
    "address", ["", "reply@foi.example.org", "reply+@foi.example.org", f"reply+{'a' * 26}@foi.example.org"]
)
def test_other_addresses_find_nothing(address: str) -> None:
    reply_address_of(make_request())
    assert addressed_request([address]) is None


def test_a_request_logged_by_mistake_is_not_found() -> None:
    request = make_request()
    address = reply_address_of(request)
    discard_request(request=request, by=None, because="a double")
    assert addressed_request([address]) is None
