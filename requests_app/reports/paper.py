"""A paper before it is set: which template says it, of what, and about how long it will be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Team
from requests_app.models import Report


class NothingToReport(Exception):
    """There is nothing that the report's maker may see; the message is a sentence for them."""


@dataclass(frozen=True)
class Paper:
    """`context` is what the template needs; `teams` whose requests are in it; `pages` a guess at its length."""

    template: str
    context: dict[str, Any]
    teams: list[Team] = field(default_factory=list)
    pages: int = 1


Maker = Callable[[Report], Paper]
"""Gathers a paper, seeing no more than the report's maker may. Raises `NothingToReport`."""
