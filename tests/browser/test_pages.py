"""Every page, as people meet it: nothing for axe to find in light or dark, nothing that scrolls sideways at 360 px."""

from __future__ import annotations

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team, User
from authorities.models import Authority, AuthoritySet, Proposal
from authorities.services import imports, save_authority
from authorities.services.merging import merge
from authorities.services.proposals import propose
from authorities.services.sets import create_set
from authorities.tables.reading import read_pasted
from correspondence.models import Arrival, Mailbox, MailUpload, OutgoingLetter
from correspondence.services.chasing import prepare, send_chasers
from correspondence.services.deliveries import add_piece, begin_file, finish
from correspondence.services.upload_links import issue_link, link_of
from requests_app.models import InformationRequest, Report
from requests_app.services.reports import ask_for_report
from tests.browser.campaign_pages import campaign_pages, published_pages
from tests.browser.spreadsheets import spreadsheets_in_every_state
from tests.correspondence.documents_text import samples
from tests.correspondence.factories import make_letter, upload
from tests.correspondence.outgoing import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def first_case() -> InformationRequest:
    """The demo's first case; other pages may make requests to the same council."""
    return InformationRequest.objects.filter(authority__name="Blaby District Council").earliest("pk")


def addresses() -> list[str]:
    """The pages of somebody who may see them all."""
    requests, seed = InformationRequest.objects.all(), first_case()
    late, us = (
        requests.filter(due_on__lt="2026-01-01").first() or seed,
        requests.filter(state="awaiting_fee").first(),
    )
    review = requests.filter(state="in_review").first()
    authority = Authority.objects.get(name="Wold Borough Council")
    one = {
        "correspondence:code": seed.pk,
        "requests:edit": seed.pk,
        "requests:record": us.pk,
        "requests:why": seed.pk,
    }
    return [
        *(
            reverse(name)
            for name in ("home", "requests:list", "requests:overdue", "requests:log", "styleguide", "keys")
        ),
        *(request.get_absolute_url() for request in (seed, late, us, review)),
        *(reverse(name, args=[pk]) for name, pk in one.items()),
        reverse("requests:correct", args=[seed.events.first().pk]),
        reverse("requests:list") + "?q=nothing+fits+this",
        reverse("requests:list") + "?status=overdue&late=6-10",
        reverse("requests:dashboard"),
        reverse("requests:dashboard") + "?by=authority",
        reverse("requests:figures") + "?by=kind",
        reverse("correspondence:coding"),
        reverse("correspondence:code", args=[late.pk]),
        reverse("home") + "?whose=all",
        reverse("status"),
        reverse("correspondence:import_thread"),
        reverse("correspondence:search"),
        reverse("correspondence:search") + "?q=assessment",
        reverse("correspondence:search") + "?q=assessment&kind=letters&after=nonsense",
        reverse("correspondence:search") + "?q=assessment&kind=letters",
        reverse("correspondence:share", args=[seed.pk]),
        reverse("correspondence:add_letter", args=[seed.pk]),
        *(
            reverse(f"correspondence:{name}")
            for name in ("mailboxes", "add_mailbox", "bring_in", "quarantine")
        ),
        *made_for_pages(),
        *report_pages(seed),
        reverse("correspondence:upload_links", args=[seed.pk]),
        *file_pages(seed),
        *(
            reverse("correspondence:write", args=[seed.pk]) + query
            for query in ("", "?kind=review", "?kind=complaint")
        ),
        *(letter.get_absolute_url() for letter in OutgoingLetter.objects.all()),
        reverse("correspondence:edit_draft", args=[OutgoingLetter.objects.drafts().get().pk]),
        reverse("correspondence:check_delivery"),
        reverse("authorities:list"),
        reverse("authorities:list") + "?q=marsh",
        authority.get_absolute_url(),
        reverse("authorities:edit", args=[authority.pk]),
        reverse("authorities:create"),
        *care_of_the_list(authority),
        *campaign_pages(User.objects.get(email="lead@demo.example")),
        reverse("authorities:imports"),
        *imports_in_every_state(),
        *spreadsheets_in_every_state(seed.team),
        Team.objects.first().get_absolute_url(),
        reverse("accounts:teams"),
        reverse("accounts:profile"),
        reverse("mfa_index"),
        reverse("account_change_password"),
        reverse("deadline"),
        reverse("deadline") + "?law=foia&received=2018-07-20",
        reverse("deadline") + "?law=foia&received=1066-10-14",
        reverse("requests:proclaimed"),
        reverse("requests:calendar"),
        *chase_pages(),
        "/no-such-page/",
    ]


def chase_pages() -> list[str]:
    """The letters to those that are late, those left out, and two letters that were sent off together."""
    lead, today = User.objects.get(email="lead@demo.example"), timezone.localdate()
    late = InformationRequest.objects.overdue(on=today).order_by("due_on", "pk")
    two = {each.request.pk: each.digest for each in prepare(requests=late, by=lead, today=today).letters[:2]}
    batch = send_chasers(chosen=two, by=lead, at=timezone.now(), today=today).batch
    return [reverse("correspondence:chase"), reverse("correspondence:chase_batch", args=[batch])]


def made_for_pages() -> list[str]:
    """A mailbox that fails, a file being brought in and one that is done, and a mail that could not be read."""
    team = Team.objects.first()
    given = {"host": "imap.example.org", "username": "foi", "sealed_password": "x"}
    said = "No answer from imap.example.org, port 993 within 30 seconds."
    failing = {"failing_since": timezone.now(), "last_error": said}
    mailbox = Mailbox.objects.create(team=team, name="Replies", **given, **failing)
    name = "a very long name of a mailbox of the year 2018, with everything in it.zip"
    coming = MailUpload.objects.create(
        team=team, filename=name, size=9, total_bytes=9_000_000, done_bytes=4_000_000
    )
    skipped = [
        ["a/folder/of/some/length/with_a_name_without_spaces.txt", "it has no mail headers (From, To)"]
    ]
    done = MailUpload.objects.create(
        team=team,
        filename="2017.mbox",
        size=9,
        taken=3,
        finished_at=timezone.now(),
        skipped=skipped,
        skipped_count=1,
    )
    Arrival.objects.create(
        team=team,
        door="pipe",
        state="quarantined",
        size=1,
        raw=ContentFile(b"x", "raw"),
        last_error="ValueError: no",
    )
    removing = reverse("correspondence:remove_mailbox", args=[mailbox.pk])
    return [mailbox.get_absolute_url(), removing, coming.get_absolute_url(), done.get_absolute_url()]


def report_pages(request: InformationRequest) -> list[str]:
    """The pages about reports: asking, each state of one, all of them, and papers as pages to be printed."""
    user = User.objects.get(email="lead@demo.example")
    given = {"by": user, "on": timezone.localdate(), "at": timezone.now(), "teams": user.teams.all()}
    made = [
        ask_for_report(kind="requests", title=f"Report {number} {'of a long name ' * 8}", **given)
        for number in range(4)
    ]
    states = ({}, {"done": 3, "total": 9, "state": "making"}, {"state": "ready", "size": 62_000})
    failed = {"state": "failed", "error": "It is too large for a PDF."}
    for report, state in zip(made, (*states, failed), strict=True):
        Report.objects.filter(pk=report.pk).update(**state)
    return [
        reverse("requests:reports"),
        reverse("requests:new_report") + "?nation=wales",
        reverse("requests:new_report") + "?nation=atlantis",
        *(report.get_absolute_url() for report in made),
        *(reverse("requests:print_report", args=[kind]) for kind in ("overdue", "requests")),
        reverse("correspondence:print_evidence", args=[request.pk]),
    ]


def file_pages(request: InformationRequest) -> list[str]:
    """The pages about files, of a PDF that says it is a web page."""
    files = [upload("answer.html", samples.pdf("The costs of it all", "and its benefits"))]
    letter = make_letter(request, files=files)
    held, missing = letter.attachments.get(), letter.attachments.create(filename=f"{'long' * 20}.pdf")
    suspect = letter.attachments.create(
        filename="macro.doc",
        file=ContentFile(b"x", "x"),
        size=1,
        sha256="ab" * 32,
        kept_back="The virus scanner said: found",
    )
    of_file = [reverse(f"correspondence:{name}", args=[held.pk]) for name in ("view_file", "about_file")]
    return [
        *of_file,
        reverse("correspondence:request_files", args=[request.pk]),
        reverse("correspondence:place", args=[missing.pk]),
        *(reverse(f"correspondence:{name}", args=[suspect.pk]) for name in ("about_file", "kept_back")),
    ]


def upload_pages() -> list[str]:
    """An authority's upload page: empty, with files, and after they were sent."""
    request = first_case()
    user = User.objects.get(email="lead@demo.example")
    secrets = [issue_link(request=request, days=30, by=user, at=timezone.now()) for _ in range(3)]
    for secret in secrets[1:]:
        link = link_of(secret, at=timezone.now())
        left = begin_file(link=link, key="a", name="costs of a long name.csv", content_type="", size=3)
        add_piece(left=left, offset=0, stream=io.BytesIO(b"1,2"), at=timezone.now())
    finish(delivery=left.delivery, sender="", note="", at=timezone.localtime())
    return [
        *(reverse("upload", args=[secret]) for secret in secrets),
        reverse("upload_sent", args=[secrets[2]]),
        "/upload/no-such-address/",
    ]


def care_of_the_list(authority: Authority) -> list[str]:
    """The pages about sets, duplicates, merges and proposals, each with something in it, and without."""
    user, others = User.objects.get(email="lead@demo.example"), Authority.objects.exclude(pk=authority.pk)
    if not AuthoritySet.objects.exists():
        create_set(name="Pilot", team=user.teams.get(), by=user, authorities=[authority.pk])
        propose(kind="same", authority=authority, other=others[0], by=user)
        save_authority(name="Wold Borough", tags=["unitary"], other_names=["Same"])
        twin = save_authority(name="Wold District", other_names=["Same"], needs_checking=True)
        merge(kept=twin, gone=save_authority(name="Wold"), by=user)
    chosen, proposal = AuthoritySet.objects.get(), Proposal.objects.get()
    names = ("sets", "new_set", "add_found", "care", "duplicates", "merges", "proposals", "my_proposals")
    return [
        *(reverse(f"authorities:{name}") for name in (*names, "propose_missing")),
        chosen.get_absolute_url(),
        reverse("authorities:decide", args=[proposal.pk]),
        *(reverse(f"authorities:{name}", args=[authority.pk]) for name in ("merge", "propose")),
        reverse("authorities:merge", args=[authority.pk]) + "?other=Wold+District",
        reverse("authorities:list") + "?address=none",
        reverse("authorities:duplicates") + "?why=email",
    ]


def imports_in_every_state() -> list[str]:
    """The pages of lists that are brought in: columns, each tab of a preview, a report, undoing."""
    rows = (
        "Name\tNation\tWebsite\tFOI email",
        "Blaby Distrct Concil\tEngland\t\t",
        "Blaby District Council\t\tnew.example\tx@y.example",
        f"A new body\tScotland\tlong.example/{'a-long-address-' * 8}\tfoi@x.example",
        "Wrong Council\tAtlantis\tsee below\tFOI Team",
    )
    text = "\n".join(rows)
    made = [
        imports.start_import(table=read_pasted(text), file_name=f"list {n}.csv", by=None) for n in range(3)
    ]
    for run in made[1:]:
        imports.set_columns(run=run, layout=run.layout)
        imports.finish(run)
    columns, preview, report = made
    imports.apply_import(run=report, by=None)
    imports.finish(report)
    tabs = [
        f"{preview.get_absolute_url()}?tab={tab}" for tab in ("new", "changed", "maybe", "error", "missing")
    ]
    undo = reverse("authorities:import_undo", args=[report.pk])
    return [reverse("authorities:import_columns", args=[columns.pk]), *tabs, report.get_absolute_url(), undo]


def outside() -> list[str]:
    """The pages of somebody who is not logged in."""
    return (
        upload_pages()
        + published_pages()
        + [reverse(name) for name in ("account_login", "account_reset_password", "deadline")]
    )


@pytest.fixture
def everything(demo):
    """Somebody who sees it all: a lead of the demo's team who is a site admin too."""
    user = User.objects.get(email="lead@demo.example")
    user.is_site_admin = True
    user.save()
    request = first_case()
    make_draft(request, by=user, files=[upload("a.pdf")])
    for state in ("waiting", "uncertain", "failed"):
        letter = make_draft(request, by=user, body=f"{state} {'x' * 200}")
        OutgoingLetter.objects.filter(pk=letter.pk).update(state=state, last_error="550 5.1.1 no such person")
    return user


COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
NARROW = {"viewport": {"width": 360, "height": 740}}


@pytest.mark.parametrize(
    ("look", "rules"),
    [({"color_scheme": "light"}, None), ({"color_scheme": "dark", **NARROW}, COLOURS)],
    ids=["light", "dark and narrow: colours alone"],
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    signed_in, new_context, everything, look, rules
) -> None:
    found = []
    for page, urls in (
        (signed_in(everything, **look), addresses()),
        (new_context(**look).new_page(), outside()),
    ):
        for address in urls:
            page.goto(address)
            results = Axe().run(page, options=rules).response["violations"]
            found += [f"{address}: {v['id']} at {v['nodes'][0]['target']}" for v in results]
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            found += [f"{address}: {wide} px too wide"] if wide > 0 else []
    assert found == []
