"""Pairs that look alike and are not the same."""

from __future__ import annotations

from django.db import transaction

from accounts.audit import record
from accounts.models import User
from authorities.models import Authority, DifferentAuthorities


@transaction.atomic
def say_different(*, first: Authority, second: Authority, by: User) -> None:
    """Write down that the two are not the same, so that nobody is asked again. Twice is once."""
    low, high = sorted([first, second], key=lambda each: each.pk)
    _, made = DifferentAuthorities.objects.get_or_create(first=low, second=high, defaults={"said_by": by})
    if made:
        record(actor=by, action="authority.different", subject=low, other=high.name)
