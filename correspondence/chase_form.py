"""Which requests to chase, and which of their letters were ticked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from django.http import QueryDict

from correspondence.services.chasing import MOST_AT_ONCE
from requests_app.forms.many import ManyForm

_LETTER = re.compile(r"(\d{1,18}):([0-9a-f]{16})", re.ASCII)


class ChaseForm(ManyForm):
    """The rows of a list that are ticked, or all that match, for one deed alone."""

    DEEDS: ClassVar[Sequence[str]] = ("chase",)


def letters_chosen(sent: QueryDict) -> dict[int, str]:
    """The digest of each letter that was ticked, by the number of its request; what is neither is left out."""
    found = filter(None, map(_LETTER.fullmatch, sent.getlist("letter")[:MOST_AT_ONCE]))
    return {int(each[1]): each[2] for each in found}


def numbers_of(sent: QueryDict) -> list[int]:
    """The requests whose letters were on the page."""
    shown = sent.getlist("shown")[:MOST_AT_ONCE]
    return [int(each) for each in shown if each.isascii() and each.isdecimal() and len(each) < 19]
