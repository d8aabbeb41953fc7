"""Who gets what from which address: one line for every route of the URL resolver.

A new route needs a line in `ROUTES`: the name of its view, what it answers to GET and to POST for each of `ROLES` in
that order, and, where its address holds ids, which things of the `World` they are. What the world lacks is added there:
everything in it belongs to the team of the researcher and the lead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Membership, Team, User
from authorities.import_models import ImportRun
from authorities.models import Authority, AuthorityMerge, AuthoritySet, Contact, Proposal
from authorities.services import imports
from authorities.services.merging import merge
from authorities.services.proposals import propose
from authorities.services.sets import create_set
from authorities.tables.reading import read_pasted
from correspondence.models import (
    Arrival,
    Attachment,
    LeftFile,
    Mailbox,
    MailMove,
    MailUpload,
    Message,
    OutgoingLetter,
    Suggestion,
    UploadLink,
)
from correspondence.sealing import seal
from correspondence.services.composing import keep_draft
from correspondence.services.deliveries import begin_file
from correspondence.services.inbox import mark_not_ours
from correspondence.services.sharing import issue_share_link
from correspondence.services.upload_links import issue_link
from requests_app.models import (
    Campaign,
    Event,
    Handover,
    InformationRequest,
    Notice,
    Question,
    RecomputeRun,
    Reminder,
    Report,
    RequestImport,
    SavedView,
)
from requests_app.notice_mail import stop_url
from requests_app.services.campaigns.editing import create_campaign
from requests_app.services.feeds import issue_feed
from requests_app.services.proclaiming import proclaim_day
from requests_app.services.reminding import remind
from tests.accounts.factories import MembershipFactory, TeamFactory, lead, researcher, site_admin
from tests.authorities.factories import AuthorityFactory, ContactFactory
from tests.requests_app.factories import make_request
from tests.requests_app.services.imports.files import checked, row

ROLES = ("anonymous", "researcher", "lead", "stranger", "admin")


@dataclass(frozen=True)
class World:
    """Two teams and what one of them has. The stranger leads the other; the site admin is in neither."""

    team: Team = field(default_factory=TeamFactory)
    authority: Authority = field(default_factory=AuthorityFactory)

    def __post_init__(self) -> None:
        made: dict[str, Any] = {
            "researcher": researcher(self.team),
            "lead": lead(self.team),
            "stranger": lead(),
            "admin": site_admin(),
            "membership": MembershipFactory(team=self.team),
            "contact": ContactFactory(authority=self.authority),
            "request": make_request(team=self.team, authority=self.authority, received_on=date(2018, 7, 20)),
        }
        made["run"] = proclaim_day(on=date(2018, 8, 14), name="Day", nations=["wales"], by=made["admin"])
        made["imported"] = a_preview(made["admin"])
        made["spreadsheet"] = checked(self.team, row("Nowhere Water"), row(self.authority.name))
        made["secret"] = issue_feed(user=made["lead"], replaces=None)
        made["stop"] = stop_url(made["lead"], [Notice.Kind.OVERDUE]).rstrip("/").rpartition("/")[2]
        made["reminder"] = remind(request=made["request"], user=made["lead"], on=date(2026, 1, 5))
        made["event"] = made["request"].events.first()
        made["message"] = Message.objects.create(
            request=made["request"], position=1, direction="in", channel="email", raw=ContentFile(b"x", "raw")
        )
        made["attachment"] = Attachment.objects.create(
            message=made["message"], filename="answer.pdf", file=ContentFile(b"x", "answer.pdf")
        )
        made["mentioned"] = made["message"].attachments.create(filename="annex.pdf")
        made["kept_back"] = Attachment.objects.create(
            message=made["message"], file=ContentFile(b"x", "x"), kept_back="The virus scanner said: found"
        )
        made["shared"] = issue_share_link(
            request=made["request"],
            expires_at=timezone.now() + timedelta(days=1),
            hides_names=True,
            for_whom="a reader",
            by=made["lead"],
        )
        made["suggestion"] = Suggestion.objects.create(
            message=made["message"], kind="response", on=date(2018, 8, 1), evidence="our response"
        )
        made["question"] = Question.objects.create(request=made["request"], position=1, text="All of it")
        made["mailbox"] = Mailbox.objects.create(
            team=self.team, name="Replies", host="mail.invalid", username="foi", sealed_password=seal("x")
        )
        made["upload"] = MailUpload.objects.create(team=self.team, filename="2018.zip", size=1)
        made["unread"] = Arrival.objects.create(
            team=self.team, door="pipe", state="quarantined", size=1, raw=ContentFile(b"x", "raw")
        )
        raw = b"From: foi@example.org\nSubject: Your request\n\nWe hold it."
        for name, team in (("arrival", self.team), ("aside", self.team), ("stray", None)):
            made[name] = Arrival.objects.create(
                team=team, door="pipe", raw=ContentFile(raw, "raw"), size=len(raw), state="unfiled"
            )
        made["move"] = mark_not_ours(arrival=made["aside"], by=made["lead"])
        made["upload_secret"] = issue_link(
            request=made["request"], days=30, by=made["lead"], at=timezone.now()
        )
        made["upload_link"] = made["request"].upload_links.get()
        made["left"] = begin_file(
            link=made["upload_link"], key="a", name="costs.csv", content_type="text/csv", size=9
        )
        made["set"] = create_set(name="Pilot", team=self.team, by=made["lead"])
        made["merge"] = merge(kept=AuthorityFactory(), gone=AuthorityFactory(), by=made["admin"])
        made["proposal"] = propose(
            kind="address", authority=self.authority, email="x@example.org", by=made["researcher"]
        )
        made["outgoing"] = keep_draft(
            request=made["request"],
            kind="chaser",
            to_email="foi@anytown.example",
            subject="Answer overdue",
            body="Your answer is late.",
            by=made["researcher"],
            files=[SimpleUploadedFile("a.txt", b"x")],
        )
        made["batch"] = uuid4()
        OutgoingLetter.objects.filter(pk=made["outgoing"].pk).update(batch=made["batch"])
        made["handover"] = Handover.objects.create(by=made["lead"], to=made["lead"], at=timezone.now())
        made["view"] = SavedView.objects.create(
            owner=made["lead"], team=self.team, name="Ours", query="status=overdue"
        )
        made["report"] = Report.objects.create(
            kind="evidence",
            title="Bundle",
            request=made["request"],
            made_by=made["lead"],
            on=date(2018, 8, 30),
            state="ready",
            file=ContentFile(b"%PDF", "report.pdf"),
            asked_at=timezone.now(),
            expires_at=timezone.now() + timedelta(days=1),
        )
        made["report"].teams.set([self.team])
        made["campaign"] = create_campaign(team=self.team, title="Scoring systems", by=made["researcher"])
        for name, thing in made.items():
            object.__setattr__(self, name, thing)

    researcher: User = field(init=False)
    lead: User = field(init=False)
    stranger: User = field(init=False)
    admin: User = field(init=False)
    membership: Membership = field(init=False)
    contact: Contact = field(init=False)
    request: InformationRequest = field(init=False)
    event: Event = field(init=False)
    run: RecomputeRun = field(init=False)
    imported: ImportRun = field(init=False)
    spreadsheet: RequestImport = field(init=False)
    secret: str = field(init=False)
    stop: str = field(init=False)
    reminder: Reminder = field(init=False)
    message: Message = field(init=False)
    attachment: Attachment = field(init=False)
    mentioned: Attachment = field(init=False)
    kept_back: Attachment = field(init=False)
    shared: str = field(init=False)
    suggestion: Suggestion = field(init=False)
    question: Question = field(init=False)
    mailbox: Mailbox = field(init=False)
    upload: MailUpload = field(init=False)
    unread: Arrival = field(init=False)
    arrival: Arrival = field(init=False)
    aside: Arrival = field(init=False)
    stray: Arrival = field(init=False)
    move: MailMove = field(init=False)
    left: LeftFile = field(init=False)
    upload_link: UploadLink = field(init=False)
    upload_secret: str = field(init=False)
    set: AuthoritySet = field(init=False)
    merge: AuthorityMerge = field(init=False)
    proposal: Proposal = field(init=False)
    outgoing: OutgoingLetter = field(init=False)
    batch: UUID = field(init=False)
    handover: Handover = field(init=False)
    view: SavedView = field(init=False)
    report: Report = field(init=False)
    campaign: Campaign = field(init=False)


def a_preview(admin: User) -> ImportRun:
    """A list that was brought and checked, and not applied yet."""
    table = read_pasted("Name\tFOI email\nFife Council\tfoi@fife.example\nAshby Council\tFOI Team")
    run = imports.start_import(table=table, file_name="list.csv", by=admin)
    imports.set_columns(run=run, layout=run.layout)
    return imports.finish(run)


@dataclass(frozen=True)
class Route:
    """`get` and `post`: the status for each of `ROLES`; `ids`: the address's ids; `data`: what is posted."""

    get: str
    post: str
    ids: Callable[[World], dict[str, Any]] = lambda world: {}
    data: dict[str, str] = field(default_factory=lambda: {"nothing": "of use"})


def team_ids(world: World) -> dict[str, Any]:
    return {"pk": world.team.pk}


def member_ids(world: World) -> dict[str, Any]:
    return {"pk": world.team.pk, "membership_pk": world.membership.pk}


def authority_ids(world: World) -> dict[str, Any]:
    return {"pk": world.authority.pk}


def contact_ids(world: World) -> dict[str, Any]:
    return {"pk": world.authority.pk, "contact_pk": world.contact.pk}


def campaign_ids(world: World) -> dict[str, Any]:
    return {"pk": world.campaign.pk}


def set_ids(world: World) -> dict[str, Any]:
    return {"pk": world.set.pk}


def merge_ids(world: World) -> dict[str, Any]:
    return {"pk": world.merge.pk}


def proposal_ids(world: World) -> dict[str, Any]:
    return {"pk": world.proposal.pk}


def user_ids(world: World) -> dict[str, Any]:
    return {"pk": world.researcher.pk}


def request_ids(world: World) -> dict[str, Any]:
    return {"pk": world.request.pk}


def event_ids(world: World) -> dict[str, Any]:
    return {"pk": world.event.pk}


def proclaimed_ids(world: World) -> dict[str, Any]:
    return {"pk": world.run.proclaimed_id}


def run_ids(world: World) -> dict[str, Any]:
    return {"pk": world.run.pk}


def import_ids(world: World) -> dict[str, Any]:
    return {"pk": world.imported.pk}


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


def spreadsheet_ids(world: World) -> dict[str, Any]:
    return {"pk": world.spreadsheet.pk}


def stray_ids(world: World) -> dict[str, Any]:
    return {"pk": world.stray.pk}


def move_ids(world: World) -> dict[str, Any]:
    return {"pk": world.move.pk}


def handover_ids(world: World) -> dict[str, Any]:
    return {"pk": world.handover.pk}


def report_ids(world: World) -> dict[str, Any]:
    return {"pk": world.report.pk}


def view_ids(world: World) -> dict[str, Any]:
    return {"pk": world.view.pk}


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

# Called by machines, which show a secret of their own in the place of a form's token.
BY_MACHINES = frozenset({"correspondence:hook", "stop_notices"})

RESET_LINK = {"uidb36": "1", "key": "no-such-token"}

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
    # authorities belong to everybody and are looked after by site admins
    "authorities:list": Route(MEMBERS, GET_ONLY),
    "authorities:options": Route(MEMBERS, GET_ONLY),
    "authorities:create": Route(SITE_ADMIN, SITE_ADMIN_REFUSED),
    "authorities:detail": Route(MEMBERS, GET_ONLY, authority_ids),
    "authorities:edit": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:replace": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:add_contact": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:mark_contact": Route(
        "302 403 403 403 405", SITE_ADMIN_DONE, contact_ids, {"status": "bouncing"}
    ),
    "authorities:remove_contact": Route(SITE_ADMIN, SITE_ADMIN_DONE, contact_ids),
    "authorities:merge": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, authority_ids),
    "authorities:different": Route("302 403 403 403 405", SITE_ADMIN_DONE, authority_ids),
    "authorities:care": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:duplicates": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:merges": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:undo_merge": Route("302 403 403 403 405", SITE_ADMIN_DONE, merge_ids),
    "authorities:proposals": Route(SITE_ADMIN, "302 403 403 403 405"),
    "authorities:decide": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, proposal_ids),
    # what everybody who is logged in may do with the list
    "authorities:export": Route(POST_ONLY, MEMBERS),
    "authorities:propose": Route(MEMBERS, MEMBERS_REFUSED, authority_ids),
    "authorities:propose_missing": Route(MEMBERS, MEMBERS_REFUSED),
    "authorities:my_proposals": Route(MEMBERS, GET_ONLY),
    "authorities:sets": Route(MEMBERS, GET_ONLY),
    "authorities:new_set": Route(MEMBERS, MEMBERS_REFUSED),
    "authorities:add_found": Route(MEMBERS, MEMBERS_REFUSED),
    "authorities:set": Route(TEAM, GET_ONLY, set_ids),
    "authorities:edit_set": Route(TEAM, TEAM_REFUSED, set_ids),
    "authorities:set_members": Route(POST_ONLY, TEAM_REFUSED, set_ids),
    "authorities:remove_set": Route(TEAM, TEAM_DONE, set_ids),
    # lists of authorities that are brought in: for site admins alone
    "authorities:imports": Route(SITE_ADMIN, SITE_ADMIN_REFUSED),
    "authorities:import": Route(SITE_ADMIN, "302 403 403 403 405", import_ids),
    "authorities:import_columns": Route(SITE_ADMIN, SITE_ADMIN_REFUSED, import_ids),
    "authorities:import_progress": Route(SITE_ADMIN_DONE, "302 403 403 403 405", import_ids),
    "authorities:import_file": Route(SITE_ADMIN, "302 403 403 403 405", import_ids),
    "authorities:import_decide": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
    "authorities:import_apply": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
    "authorities:import_stop": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
    "authorities:import_undo": Route(SITE_ADMIN, SITE_ADMIN_DONE, import_ids),
    "authorities:import_drop": Route("302 403 403 403 405", SITE_ADMIN_DONE, import_ids),
    # requests are the team's
    "requests:list": Route(MEMBERS, MEMBERS),
    "requests:overdue": Route(MEMBERS, MEMBERS),
    "requests:dashboard": Route(MEMBERS, GET_ONLY),
    "requests:figures": Route(MEMBERS, GET_ONLY),
    "requests:many": Route(POST_ONLY, MEMBERS_REFUSED),
    "requests:undo_handover": Route(POST_ONLY, "302 404 302 404 404", handover_ids),  # whoever made it
    "requests:save_view": Route(POST_ONLY, MEMBERS_REFUSED),
    "requests:remove_view": Route(POST_ONLY, "302 403 302 404 404", view_ids),  # its owner, and leads
    # spreadsheets of requests are the team's
    "requests:imports": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:import": Route(TEAM, GET_ONLY, spreadsheet_ids),
    "requests:import_columns": Route(TEAM, TEAM_REFUSED, spreadsheet_ids),
    "requests:import_codes": Route(TEAM, TEAM_DONE, spreadsheet_ids),
    "requests:import_authorities": Route(TEAM, TEAM_DONE, spreadsheet_ids),
    "requests:import_progress": Route(TEAM_DONE, GET_ONLY, spreadsheet_ids),
    "requests:import_file": Route(TEAM, GET_ONLY, spreadsheet_ids),
    "requests:import_decide": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:import_apply": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:import_stop": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:import_undo": Route(TEAM, TEAM_DONE, spreadsheet_ids),
    "requests:import_drop": Route(POST_ONLY, TEAM_DONE, spreadsheet_ids),
    "requests:log": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:log_preview": Route(POST_ONLY, MEMBERS),
    "requests:edit": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:discarded": Route(MEMBERS, MEMBERS),
    "requests:discard": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:restore": Route(POST_ONLY, "302 404 404 404 404", request_ids),  # it is not out
    "requests:record": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:why": Route(TEAM, GET_ONLY, request_ids),
    "requests:correct": Route(TEAM, TEAM_REFUSED, event_ids),
    "requests:calendar": Route(MEMBERS, "302 200 302 200 200"),  # the lead has an address already
    "calendar_feed": Route(EVERYBODY, GET_ONLY_OPEN, lambda world: {"secret": world.secret}),
    "requests:notices": Route(MEMBERS, ELSEWHERE),
    "requests:notice_settings": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:team_notices": Route("302 403 200 404 404", "302 403 422 404 404", team_ids),
    "requests:remind": Route(TEAM, TEAM_REFUSED, request_ids),
    "requests:reminder_done": Route(
        POST_ONLY, "302 404 302 404 404", lambda world: {"pk": world.reminder.pk}
    ),
    "stop_notices": Route(EVERYBODY, EVERYBODY, lambda world: {"token": world.stop}),
    # reports: asked for by anybody of their own requests, seen by the team, thrown away by whoever asked
    "requests:reports": Route(MEMBERS, GET_ONLY),
    "requests:new_report": Route(MEMBERS, MEMBERS_REFUSED),
    "requests:print_report": Route(MEMBERS, GET_ONLY, lambda world: {"kind": "overdue"}),
    "requests:report": Route(TEAM, GET_ONLY, report_ids),
    "requests:report_progress": Route(TEAM_DONE, GET_ONLY, report_ids),  # alone it is no page
    "requests:report_file": Route(TEAM, GET_ONLY, report_ids),
    "requests:try_report_again": Route(POST_ONLY, "302 403 302 404 404", report_ids),
    "requests:remove_report": Route(POST_ONLY, "302 403 302 404 404", report_ids),
    "requests:proclaimed": Route(SITE_ADMIN, SITE_ADMIN_REFUSED),
    "requests:withdraw_proclaimed": Route(SITE_ADMIN, SITE_ADMIN_DONE, proclaimed_ids),
    "requests:run_progress": Route(SITE_ADMIN_DONE, "302 403 403 403 405", run_ids),  # alone it is no page
    "correspondence:campaigns": Route(MEMBERS, GET_ONLY),
    "correspondence:campaign_new": Route(MEMBERS, MEMBERS_REFUSED),
    "correspondence:campaign": Route(TEAM, GET_ONLY, campaign_ids),
    "correspondence:campaign_edit": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_clone": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_archive": Route(POST_ONLY, "302 403 302 404 404", campaign_ids),
    "correspondence:campaign_fields": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_letter": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_authorities": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_list": Route(TEAM, TEAM_REFUSED, campaign_ids),
    "correspondence:campaign_sending": Route(TEAM, "302 403 422 404 404", campaign_ids),
    "correspondence:campaign_progress": Route(TEAM_DONE, GET_ONLY, campaign_ids),  # alone it is no page
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

# The secret in the address is the whole authority and no cookie counts: another site cannot make a browser send it.
IN_THE_ADDRESS = frozenset(name for name in ROUTES if name.partition("_")[0] == "upload")
