"""What a route answers to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.routes_matrix.world import World

ROLES = ("anonymous", "researcher", "lead", "stranger", "admin")


@dataclass(frozen=True)
class Route:
    """`get` and `post`: the status for each of `ROLES`; `ids`: the address's ids; `data`: what is posted."""

    get: str
    post: str
    ids: Callable[[World], dict[str, Any]] = lambda world: {}
    data: dict[str, str] = field(default_factory=lambda: {"nothing": "of use"})


# What the roles get, in the order of ROLES. 302 for the anonymous is the way to the log-in page.
EVERYBODY = "200 200 200 200 200"
MEMBERS = "302 200 200 200 200"  # whoever is logged in
MEMBERS_REFUSED = "302 422 422 422 422"
TEAM = "302 200 200 404 404"  # the team's own data: not even a site admin sees it
TEAM_REFUSED = "302 422 422 404 404"  # 422: the form is shown again with what is wrong
TEAM_DONE = "302 302 302 404 404"
LEADS = "302 403 200 404 200"  # leads of the team, and site admins
LEADS_DONE = "302 403 302 404 302"
SITE_ADMIN = "302 403 403 403 200"
SITE_ADMIN_DONE = "302 403 403 403 302"
SITE_ADMIN_REFUSED = "302 403 403 403 422"
ELSEWHERE = "302 302 302 302 302"  # sent on: to the log-in page, the home page or to give the password again
GET_ONLY = "302 405 405 405 405"
GET_ONLY_OPEN = "405 405 405 405 405"
POST_ONLY = "302 405 405 405 405"
