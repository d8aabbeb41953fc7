"""Which addresses may become links. Pure."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(address: str) -> str:
    """The address where it is http or https with a host, else an empty string (for `javascript:` too)."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme.lower() in ("http", "https") and parts.hostname else ""


def shown(address: str) -> str:
    """The address as people read it: without scheme, "www." and a lone slash at the end."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return (parts.netloc.removeprefix("www.") + parts.path + query).rstrip("/")
