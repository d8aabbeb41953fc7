"""What our own mail server found out about where a mail comes from (RFC 8601). Pure.

It only ever adds a doubt: a mail that passes may still come from a stranger, who has a domain of his own.
"""

from __future__ import annotations

from collections.abc import Iterable

from correspondence.mail.types import AuthenticationResult
from correspondence.senders import registrable_domain

FAILED = "failed"
_FAILS = {"dmarc": ("fail",), "spf": ("fail", "softfail"), "dkim": ("fail",)}


def doubt(results: Iterable[AuthenticationResult], *, server: str, sender: str) -> str:
    """Why the sender's address is not to be believed, in a sentence; "" where our own server says no such thing.

    `server`: how our mail server calls itself in Authentication-Results ("" for none): what others say does not count,
    because anybody can write such a header. `sender`: the address in From. DMARC speaks about that address and decides
    (RFC 7489 s.3.1); without it, SPF or DKIM that passed for the sender's own domain outweighs one that failed.
    """
    said = [one for one in results if server and one.server.casefold() == server.casefold()]
    failed = [one for one in said if one.result in _FAILS.get(one.method, ())]
    dmarc = [one for one in said if one.method == "dmarc"]
    if dmarc:
        failed = [one for one in dmarc if one in failed]
    elif any(_vouches(one, sender) for one in said):
        return ""
    if not failed:
        return ""
    words = ", ".join(dict.fromkeys(f"{one.method.upper()}: {one.result}" for one in failed))
    return f"Our mail server doubts that it comes from that address ({words})."


def _vouches(one: AuthenticationResult, sender: str) -> bool:
    """Whether SPF or DKIM passed for the domain that the sender's address is of."""
    passed = one.method in ("spf", "dkim") and one.result == "pass"
    own = registrable_domain(sender.rpartition("@")[2])
    return passed and bool(own) and registrable_domain(one.domain.rpartition("@")[2]) == own
