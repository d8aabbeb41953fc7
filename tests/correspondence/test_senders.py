"""A sender belongs to an authority by its registered domain, or by its very address."""

import pytest

from correspondence.senders import known_senders, registrable_domain

COUNCIL = known_senders(["FOI@marshland.gov.uk", "trust@nhs.net"], "https://www.marshland.gov.uk/foi")


@pytest.mark.parametrize(
    "email",
    [
        "foi@marshland.gov.uk",
        "Sam.Clerk@MARSHLAND.GOV.UK",
        "noreply@mail.marshland.gov.uk",
        " Trust@nhs.net ",
    ],
)
def test_the_authoritys_own_addresses_belong_to_it(email: str) -> None:
    assert COUNCIL.include(email)


@pytest.mark.parametrize(
    "email",
    [
        "foi@uplands.gov.uk",  # gov.uk is a public suffix: another council
        "foi@gov.uk",
        "foi@marshland.gov.uk.example.com",
        "foi@notmarshland.gov.uk",
        "marshland.gov.uk@example.com",
        "foi@marshland.gov.uk@example.com",
        "somebody.else@nhs.net",  # everybody in the health service has one
        "foi@marshland.org.uk",
        "foi",
        "@",
        "",
    ],
)
def test_anybody_elses_do_not(email: str) -> None:
    assert not COUNCIL.include(email)


def test_a_website_alone_is_enough_to_know_a_domain() -> None:
    known = known_senders([], "https://www.met.police.uk/")
    assert known.include("foi@met.police.uk")
    assert not known.include("foi@kent.police.uk")


@pytest.mark.parametrize(
    "website", ["", "https://gov.uk", "https://192.0.2.1/", "nonsense", "https://gmail.com"]
)
def test_where_nothing_is_known_nobody_belongs(website: str) -> None:
    known = known_senders([], website)
    assert not any(map(known.include, ["foi@gov.uk", "a@192.0.2.1", "", "a@", "a@nonsense", "a@gmail.com"]))


def test_on_a_shared_host_only_the_part_somebody_registered_counts() -> None:
    assert registrable_domain("https://marshland.github.io/foi") == "marshland.github.io"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.getaddrinfo", refuse)
    monkeypatch.setattr("socket.socket.connect", refuse)
    assert known_senders([], "https://www.leeds.gov.uk").include("foi@leeds.gov.uk")
