"""What our own mail server says of a sender counts; what anybody else says does not."""

import pytest

from correspondence.authenticity import doubt
from correspondence.mail.parse import parse

OURS, SENDER = "mx.foi.example.org", "foi@marshland.gov.uk"


def doubted(*headers: str, server: str = OURS) -> str:
    lines = "".join(f"Authentication-Results: {header}\r\n" for header in headers)
    mail = parse(f"{lines}From: {SENDER}\r\nSubject: x\r\n\r\nWords".encode())
    return doubt(mail.authentication_results, server=server, sender=SENDER)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("dmarc=fail header.from=marshland.gov.uk", "DMARC: fail"),
        ("spf=fail smtp.mailfrom=marshland.gov.uk", "SPF: fail"),
        ("spf=softfail smtp.mailfrom=marshland.gov.uk", "SPF: softfail"),
        ("dkim=fail header.d=marshland.gov.uk", "DKIM: fail"),
        ("spf=fail smtp.mailfrom=a.example; dkim=fail header.d=b.example", "SPF: fail, DKIM: fail"),
        # a stranger's own domain passes: it vouches for the stranger
        ("spf=fail smtp.mailfrom=x.gov.uk; dkim=pass header.d=stranger.example", "SPF: fail"),
        # DMARC speaks of the address in From, and decides
        ("dmarc=fail header.from=marshland.gov.uk; dkim=pass header.d=marshland.gov.uk", "DMARC: fail"),
    ],
)
def test_a_failed_check_is_a_doubt_that_names_it(header: str, words: str) -> None:
    told = f"Our mail server doubts that it comes from that address ({words})."
    assert doubted(f"{OURS}; {header}") == told


@pytest.mark.parametrize(
    "header",
    [
        "dmarc=pass header.from=marshland.gov.uk; spf=fail smtp.mailfrom=list.example",
        "spf=fail smtp.mailfrom=list.example; dkim=pass header.d=mail.marshland.gov.uk",
        "spf=pass smtp.mailfrom=bounce@marshland.gov.uk; dkim=fail header.d=marshland.gov.uk",
        "dmarc=none; spf=none; dkim=none",
        "none",
    ],
)
def test_what_passes_for_the_senders_own_domain_outweighs_what_a_forwarder_broke(header: str) -> None:
    assert doubted(f"{OURS}; {header}") == ""


def test_another_servers_header_does_not_count_either_way() -> None:
    assert doubted("evil.example; dmarc=fail header.from=marshland.gov.uk") == ""
    assert doubted(f"{OURS}; dmarc=fail", "evil.example; dmarc=pass") != ""


def test_a_pass_that_the_sender_wrote_himself_does_not_hide_our_fail() -> None:
    assert doubted(f"{OURS}; dmarc=fail", f"{OURS}; dmarc=pass") != ""


def test_without_a_server_to_believe_nothing_is_doubted() -> None:
    assert doubted("; dmarc=fail", server="") == ""
