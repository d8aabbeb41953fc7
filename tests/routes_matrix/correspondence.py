"""Letters, files, campaigns and what came back."""

from __future__ import annotations

from typing import Any

from tests.routes_matrix.answers import (
    ELSEWHERE,
    EVERYBODY,
    GET_ONLY,
    GET_ONLY_OPEN,
    MEMBERS,
    MEMBERS_REFUSED,
    POST_ONLY,
    SITE_ADMIN,
    SITE_ADMIN_DONE,
    TEAM,
    TEAM_DONE,
    TEAM_REFUSED,
    Route,
)
from tests.routes_matrix.world import World


def campaign_ids(world: World) -> dict[str, Any]:
    return {"pk": world.campaign.pk}


def publication_ids(world: World) -> dict[str, Any]:
    return {"slug": world.publication.slug}


def term_ids(world: World) -> dict[str, Any]:
    return {"pk": world.campaign.pk, "term": world.term.pk}


def request_ids(world: World) -> dict[str, Any]:
    return {"pk": world.request.pk}


def message_ids(world: World) -> dict[str, Any]:
    return {"pk": world.message.pk}


def mentioned_ids(world: World) -> dict[str, Any]:
    return {"pk": world.mentioned.pk}


def kept_back_ids(world: World) -> dict[str, Any]:
    return {"pk": world.kept_back.pk}


def attachment_ids(world: World) -> dict[str, Any]:
    return {"pk": world.attachment.pk}


def upload_link_ids(world: World) -> dict[str, Any]:
    return {"pk": world.upload_link.pk}


def upload_ids(world: World) -> dict[str, Any]:
    return {"secret": world.upload_secret}


def left_ids(world: World) -> dict[str, Any]:
    return {"secret": world.upload_secret, "pk": world.left.pk}


def page_ids(world: World) -> dict[str, Any]:
    return {"pk": world.attachment.pk, "number": 1, "width": 900}


def outgoing_ids(world: World) -> dict[str, Any]:
    return {"pk": world.outgoing.pk}


def outgoing_file_ids(world: World) -> dict[str, Any]:
    return {"pk": world.outgoing.files.get().pk}


def batch_ids(world: World) -> dict[str, Any]:
    return {"batch": world.batch}


def shared_file_ids(world: World) -> dict[str, Any]:
    return {"secret": world.shared, "pk": world.attachment.pk}


def suggestion_ids(world: World) -> dict[str, Any]:
    return {"pk": world.suggestion.pk}


def mailbox_ids(world: World) -> dict[str, Any]:
    return {"pk": world.mailbox.pk}


def mail_upload_ids(world: World) -> dict[str, Any]:
    return {"pk": world.upload.pk}


def unread_ids(world: World) -> dict[str, Any]:
    return {"pk": world.unread.pk}


def arrival_ids(world: World) -> dict[str, Any]:
    return {"pk": world.arrival.pk}


def stray_ids(world: World) -> dict[str, Any]:
    return {"pk": world.stray.pk}


def move_ids(world: World) -> dict[str, Any]:
    return {"pk": world.move.pk}


ROUTES: dict[str, Route] = {
    "correspondence:campaigns": Route(MEMBERS, GET_ONLY),
    "correspondence:campaign_new": Route(MEMBERS, MEMBERS_REFUSED),
    "correspondence:campaign": Route(TEAM, GET_ONLY, campaign_ids),
    "correspondence:campaign_edit": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_clone": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_archive": Route(POST_ONLY, "302 403 302 404 404", campaign_ids),
    "correspondence:campaign_fields": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_matrix": Route(TEAM, GET_ONLY, campaign_ids),
    "correspondence:campaign_dataset": Route(POST_ONLY, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_letter": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_authorities": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_list": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_sending": Route(TEAM, "302 403 422 404 404", campaign_ids),
    "correspondence:campaign_documents": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_terms": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_mentions": Route(TEAM, GET_ONLY, term_ids),
    "correspondence:campaign_mentions_export": Route(POST_ONLY, TEAM, campaign_ids),
    "correspondence:campaign_progress": Route(TEAM_DONE, GET_ONLY, campaign_ids),  # alone it is no page
    "correspondence:campaign_findings": Route(TEAM, GET_ONLY, campaign_ids),
    "correspondence:campaign_publish": Route("302 403 200 404 404", "302 403 422 404 404", campaign_ids),
    "findings": Route(EVERYBODY, GET_ONLY_OPEN, publication_ids),
    "findings_data": Route(EVERYBODY, GET_ONLY_OPEN, publication_ids),
    "correspondence:research_values": Route(TEAM, TEAM_DONE, request_ids),
    "correspondence:search": Route(MEMBERS, GET_ONLY),
    "correspondence:request": Route(TEAM, GET_ONLY, request_ids),
    "correspondence:mark_as_read": Route(POST_ONLY, TEAM_DONE, request_ids, {"up_to": "1"}),
    "correspondence:evidence": Route(POST_ONLY, TEAM_DONE, request_ids),
    "correspondence:print_evidence": Route(TEAM, GET_ONLY, request_ids),
    "correspondence:coding": Route(MEMBERS, GET_ONLY),
    "correspondence:code": Route(TEAM, TEAM_REFUSED, request_ids, {"question": "{world.question.pk}"}),
    "correspondence:take_suggested": Route(POST_ONLY, TEAM_DONE, request_ids),
    "correspondence:confirm_all": Route(POST_ONLY, TEAM_DONE, request_ids),
    "correspondence:share": Route(TEAM, TEAM_REFUSED, request_ids),
    "correspondence:shared": Route(EVERYBODY, GET_ONLY_OPEN, lambda world: {"secret": world.shared}),
    "correspondence:shared_file": Route(EVERYBODY, GET_ONLY_OPEN, shared_file_ids),
    "correspondence:import_thread": Route(MEMBERS, MEMBERS_REFUSED),
    "correspondence:add_letter": Route(TEAM, TEAM_REFUSED, request_ids),
    "correspondence:upload_mail": Route(TEAM, TEAM_REFUSED, request_ids),
    "correspondence:paste_more": Route(TEAM, TEAM_REFUSED, request_ids),
    "correspondence:edit_letter": Route(TEAM, TEAM_REFUSED, message_ids),
    "correspondence:remove_letter": Route(POST_ONLY, TEAM_DONE, message_ids),
    "correspondence:put_back": Route(POST_ONLY, TEAM_DONE, message_ids),
    "correspondence:move_letter": Route(TEAM, TEAM_DONE, message_ids, {"request": "{world.request.pk}"}),
    "correspondence:split_letter": Route(TEAM, TEAM_REFUSED, message_ids),
    "correspondence:unfile_letter": Route(POST_ONLY, TEAM_DONE, message_ids),
    "correspondence:undo_move": Route(POST_ONLY, TEAM_DONE, move_ids),
    # the unfiled inbox is the team's; mail of no team is for site admins, who see its envelope alone
    "correspondence:inbox": Route(MEMBERS, GET_ONLY),
    "correspondence:inbox_several": Route(POST_ONLY, ELSEWHERE),  # back to the inbox
    "correspondence:inbox_mail": Route(TEAM, GET_ONLY, arrival_ids),
    "correspondence:inbox_file": Route(POST_ONLY, TEAM_DONE, arrival_ids, {"request": "{world.request.pk}"}),
    "correspondence:inbox_new": Route(TEAM, TEAM_REFUSED, arrival_ids),
    "correspondence:inbox_not_ours": Route(POST_ONLY, TEAM_DONE, arrival_ids),
    "correspondence:inbox_wait": Route(POST_ONLY, TEAM_DONE, arrival_ids),
    "correspondence:strays": Route(SITE_ADMIN, "302 403 403 403 405"),
    "correspondence:give_stray": Route(
        "302 403 403 403 405", SITE_ADMIN_DONE, stray_ids, {"team": "{world.team.pk}"}
    ),
    "correspondence:attach": Route(TEAM, TEAM_REFUSED, message_ids),
    "correspondence:original": Route(TEAM, GET_ONLY, message_ids),
    "correspondence:attachment": Route(TEAM, GET_ONLY, attachment_ids),
    "correspondence:place": Route(TEAM, TEAM_REFUSED, mentioned_ids),
    "correspondence:clear_place": Route(POST_ONLY, TEAM_DONE, mentioned_ids),
    "correspondence:kept_back": Route("302 403 200 404 404", "302 403 422 404 404", kept_back_ids),
    # a team's mailboxes: its members see how they are, its leads set them
    "correspondence:mailboxes": Route(MEMBERS, GET_ONLY),
    "correspondence:add_mailbox": Route("302 403 200 200 403", "302 403 422 422 403"),
    "correspondence:mailbox": Route("302 403 200 404 404", "302 403 422 404 404", mailbox_ids),
    "correspondence:try_mailbox": Route(POST_ONLY, "302 403 302 404 404", mailbox_ids),
    "correspondence:switch_mailbox": Route(POST_ONLY, "302 403 302 404 404", mailbox_ids, {"on": "0"}),
    "correspondence:remove_mailbox": Route("302 403 200 404 404", "302 403 302 404 404", mailbox_ids),
    "correspondence:bring_in": Route(MEMBERS, MEMBERS_REFUSED),
    "correspondence:mail_upload": Route(TEAM, GET_ONLY, mail_upload_ids),
    "correspondence:quarantine": Route(MEMBERS, GET_ONLY),
    "correspondence:raw_arrival": Route(TEAM, GET_ONLY, unread_ids),
    "correspondence:try_again": Route(POST_ONLY, TEAM_DONE, unread_ids),
    "correspondence:hook": Route(
        "405 405 405 405 405", "404 404 404 404 404", lambda world: {"service": "mailgun"}
    ),
    "correspondence:about_file": Route(TEAM, TEAM_DONE, attachment_ids),
    "correspondence:read_file_again": Route(POST_ONLY, TEAM_DONE, attachment_ids),
    "correspondence:view_file": Route(TEAM, GET_ONLY, attachment_ids),
    "correspondence:file_page": Route("302 404 404 404 404", GET_ONLY, page_ids),  # it is no PDF
    "correspondence:picture": Route("302 404 404 404 404", GET_ONLY, attachment_ids),  # and no picture
    "correspondence:request_files": Route(TEAM, TEAM, request_ids),
    "correspondence:upload_links": Route(TEAM, TEAM_REFUSED, request_ids),
    "correspondence:revoke_upload_link": Route(POST_ONLY, TEAM_DONE, upload_link_ids),
    # the authority's page: whoever has its secret, and nobody else (IN_THE_ADDRESS)
    "upload": Route(EVERYBODY, "422 422 422 422 422", upload_ids),
    "upload_announce": Route(GET_ONLY_OPEN, "422 422 422 422 422", upload_ids),
    "upload_piece": Route(GET_ONLY_OPEN, "400 400 400 400 400", left_ids),
    "upload_remove": Route(GET_ONLY_OPEN, "302 302 302 302 302", left_ids),
    "upload_finish": Route(GET_ONLY_OPEN, "422 422 422 422 422", upload_ids),
    "upload_sent": Route("302 302 302 302 302", GET_ONLY_OPEN, upload_ids),
    "correspondence:write": Route(TEAM, TEAM_REFUSED, request_ids),
    "correspondence:outgoing": Route(TEAM, GET_ONLY, outgoing_ids),
    "correspondence:edit_draft": Route(TEAM, TEAM_REFUSED, outgoing_ids),
    "correspondence:delete_draft": Route(POST_ONLY, TEAM_DONE, outgoing_ids),
    "correspondence:send": Route(POST_ONLY, TEAM_DONE, outgoing_ids),
    "correspondence:call_back": Route(POST_ONLY, TEAM_DONE, outgoing_ids),
    "correspondence:chase": Route(MEMBERS, MEMBERS_REFUSED),
    "correspondence:chase_send": Route(POST_ONLY, MEMBERS_REFUSED),
    "correspondence:chase_batch": Route(TEAM, GET_ONLY, batch_ids),
    "correspondence:undo_chase": Route(POST_ONLY, TEAM_DONE, batch_ids),
    "correspondence:settle": Route(POST_ONLY, TEAM_DONE, outgoing_ids),
    "correspondence:outgoing_file": Route(TEAM, GET_ONLY, outgoing_file_ids),
    "correspondence:check_delivery": Route(MEMBERS, GET_ONLY),
    "correspondence:suggestion": Route(TEAM, TEAM_DONE, suggestion_ids, {"dismiss": "1"}),
}
