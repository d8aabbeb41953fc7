"""The project's own pages, logging in, people and teams."""

from __future__ import annotations

from typing import Any

from tests.routes_matrix.answers import (
    ELSEWHERE,
    EVERYBODY,
    GET_ONLY,
    GET_ONLY_OPEN,
    LEADS,
    LEADS_DONE,
    MEMBERS,
    MEMBERS_REFUSED,
    POST_ONLY,
    SITE_ADMIN,
    SITE_ADMIN_DONE,
    SITE_ADMIN_REFUSED,
    Route,
)
from tests.routes_matrix.world import World

RESET_LINK = {"uidb36": "1", "key": "no-such-token"}


def team_ids(world: World) -> dict[str, Any]:
    return {"pk": world.team.pk}


def member_ids(world: World) -> dict[str, Any]:
    return {"pk": world.team.pk, "membership_pk": world.membership.pk}


def user_ids(world: World) -> dict[str, Any]:
    return {"pk": world.researcher.pk}


ROUTES: dict[str, Route] = {
    "home": Route(MEMBERS, MEMBERS),
    "keys": Route(MEMBERS, GET_ONLY),
    "styleguide": Route(MEMBERS, MEMBERS),
    "healthz": Route(EVERYBODY, GET_ONLY_OPEN),
    "readyz": Route(EVERYBODY, GET_ONLY_OPEN),
    "status": Route(SITE_ADMIN, "302 403 403 403 405"),
    "status_json": Route("401 403 403 403 200", GET_ONLY_OPEN),
    "deadline": Route(EVERYBODY, GET_ONLY_OPEN),
    # django-allauth: logging in and out, the password, the address, two-step log-in
    "account_login": Route("200 302 302 302 302", "422 302 302 302 302"),
    "account_logout": Route(MEMBERS, ELSEWHERE),
    "account_inactive": Route(EVERYBODY, GET_ONLY_OPEN),
    "account_signup": Route("200 302 302 302 302", "200 302 302 302 302"),
    "account_reauthenticate": Route(MEMBERS, MEMBERS_REFUSED),
    "account_email": Route(MEMBERS, ELSEWHERE),
    "account_email_verification_sent": Route(EVERYBODY, GET_ONLY_OPEN),
    "account_confirm_email": Route(EVERYBODY, "404 404 404 404 404", lambda world: {"key": "no-such-key"}),
    "account_change_password": Route(MEMBERS, MEMBERS_REFUSED),
    "account_set_password": Route(ELSEWHERE, ELSEWHERE),
    "account_reset_password": Route(EVERYBODY, "422 422 422 422 422"),
    "account_reset_password_done": Route(EVERYBODY, GET_ONLY_OPEN),
    "account_reset_password_from_key": Route(EVERYBODY, "422 422 422 422 422", lambda world: RESET_LINK),
    "account_reset_password_from_key_done": Route(EVERYBODY, GET_ONLY_OPEN),
    "account_confirm_login_code": Route(ELSEWHERE, ELSEWHERE),
    "mfa_index": Route(MEMBERS, GET_ONLY),
    "mfa_authenticate": Route(ELSEWHERE, ELSEWHERE),
    "mfa_reauthenticate": Route(ELSEWHERE, ELSEWHERE),
    "mfa_activate_totp": Route(ELSEWHERE, ELSEWHERE),
    "mfa_deactivate_totp": Route("302 404 404 404 404", "302 404 404 404 404"),
    "mfa_view_recovery_codes": Route("302 404 404 404 404", GET_ONLY),
    "mfa_generate_recovery_codes": Route(ELSEWHERE, ELSEWHERE),
    "mfa_download_recovery_codes": Route("302 404 404 404 404", "302 404 404 404 404"),
    # people and teams
    "accounts:index": Route("302 302 302 302 200", GET_ONLY),
    "accounts:profile": Route(MEMBERS, ELSEWHERE),
    "accounts:teams": Route(SITE_ADMIN, "302 403 403 403 405"),
    "accounts:new_team": Route(SITE_ADMIN, SITE_ADMIN_REFUSED),
    "accounts:account": Route("302 403 403 403 405", SITE_ADMIN_DONE, user_ids, {"do": "disable"}),
    "accounts:team": Route("302 200 200 404 200", GET_ONLY, team_ids),
    "accounts:rename": Route(LEADS, LEADS_DONE, team_ids, {"name": "Another name"}),
    "accounts:invite": Route(LEADS, LEADS_DONE, team_ids, {"email": "x@example.org", "role": "lead"}),
    "accounts:invite_again": Route(POST_ONLY, LEADS_DONE, member_ids),
    "accounts:role": Route(POST_ONLY, LEADS_DONE, member_ids, {"role": "lead"}),
    "accounts:remove": Route(LEADS, LEADS_DONE, member_ids),
}
