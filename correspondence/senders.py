"""Whether an e-mail's sender is somebody the authority is known to write as. Pure; fetches nothing.

Two addresses belong together when their registrable domains are the same: `mail.leeds.gov.uk` and `leeds.gov.uk` do,
`leeds.gov.uk` and `derby.gov.uk` do not, because `gov.uk` is a public suffix. It says nothing about forgery: anybody
can write any sender into an e-mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tldextract import TLDExtract

# The public suffix list as it came with the library: nothing is fetched, nothing is written to a cache.
_suffixes = TLDExtract(
    cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True, include_psl_private_domains=True
)
# Where strangers have addresses too: only the very address counts there.
_SHARED = frozenset(
    (
        *(
            "nhs.net",
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "hotmail.co.uk",
            "live.com",
        ),
        *("live.co.uk", "msn.com", "yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "sky.com"),
        *(
            "btinternet.com",
            "btconnect.com",
            "talktalk.net",
            "virginmedia.com",
            "proton.me",
            "protonmail.com",
        ),
        *("gmx.com", "gmx.co.uk", "zoho.com", "mail.com"),
    )
)


@dataclass(frozen=True)
class KnownSenders:
    """Addresses (in lower case) and registrable domains that an authority is known to write from."""

    addresses: frozenset[str]
    domains: frozenset[str]

    def include(self, email: str) -> bool:
        """Whether an address is one of these, or has one of their domains; False for what is no address."""
        return email.strip().casefold() in self.addresses or _domain_of(email) in self.domains


NOBODY = KnownSenders(frozenset(), frozenset())


def known_senders(emails: Iterable[str], website: str) -> KnownSenders:
    """Who an authority may write as, from its contacts' addresses and its website ("" for none)."""
    addresses = frozenset(email.strip().casefold() for email in emails if "@" in email)
    found = {_domain_of(email) for email in addresses} | {registrable_domain(website)}
    return KnownSenders(addresses, frozenset(found - _SHARED - {""}))


@lru_cache(maxsize=4096)
def registrable_domain(host_or_url: str) -> str:
    """The domain that somebody registered ("leeds.gov.uk"), in lower case; "" for a bare suffix or an IP address."""
    return _suffixes(host_or_url.strip()).top_domain_under_public_suffix.casefold()


def _domain_of(email: str) -> str:
    _, at, host = email.strip().rpartition("@")
    return registrable_domain(host) if at else ""


def is_shared(domain: str) -> bool:
    """Whether strangers have addresses under a domain too, so that it says nothing of who somebody writes for."""
    return domain in _SHARED
