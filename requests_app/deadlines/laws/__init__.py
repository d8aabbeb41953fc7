"""The laws this tracker knows, as data. Adding one is adding data here and dated examples to the tests."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..errors import UnknownLaw
from ..rules import Law
from .abroad import AUSTRALIA, CANADA, EU, IRELAND, NEW_ZEALAND, UNITED_STATES
from .scotland import EISR, FOISA
from .uk import EIR, FOIA, SUBJECT_ACCESS

LAWS: Mapping[str, Law] = MappingProxyType(
    {
        each.code: each
        for each in (
            FOIA,
            EIR,
            FOISA,
            EISR,
            EU,
            UNITED_STATES,
            IRELAND,
            NEW_ZEALAND,
            AUSTRALIA,
            CANADA,
            SUBJECT_ACCESS,
        )
    }
)


def law(code: Law | str) -> Law:
    """The law of that code ("foia"); a law is given back as it is. Raises :class:`UnknownLaw`."""
    if isinstance(code, Law):
        return code
    try:
        return LAWS[code.strip().lower()]
    except KeyError:
        raise UnknownLaw(f"“{code[:40]}” is not a law known here: use one of {', '.join(LAWS)}.") from None
