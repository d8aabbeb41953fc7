"""What the addresses of the matrix are about: everything belongs to the team of the researcher and the lead."""

from __future__ import annotations

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
    WatchTerm,
)
from correspondence.sealing import seal
from correspondence.services.composing import keep_draft
from correspondence.services.deliveries import begin_file
from correspondence.services.inbox import mark_not_ours
from correspondence.services.sharing import issue_share_link
from correspondence.services.terms import add_term
from correspondence.services.upload_links import issue_link
from requests_app.models import (
    Campaign,
    Event,
    Handover,
    InformationRequest,
    Notice,
    Publication,
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
from tests.requests_app.publications import make_publication
from tests.requests_app.services.imports.files import checked, row


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
        made["publication"] = make_publication(made["campaign"])
        made["term"] = add_term(campaign=made["campaign"], name="Mosaic", by=made["researcher"])
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
    publication: Publication = field(init=False)
    term: WatchTerm = field(init=False)


def a_preview(admin: User) -> ImportRun:
    """A list that was brought and checked, and not applied yet."""
    table = read_pasted("Name\tFOI email\nFife Council\tfoi@fife.example\nAshby Council\tFOI Team")
    run = imports.start_import(table=table, file_name="list.csv", by=admin)
    imports.set_columns(run=run, layout=run.layout)
    return imports.finish(run)
