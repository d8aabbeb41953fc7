"""The campaign of the demo: one letter to twelve authorities, what came back, and how it was coded. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile

from accounts.models import Team, User
from authorities.models import Authority
from correspondence.models import Message
from correspondence.services.answering import record_answer, take_all
from correspondence.services.letters import add_letter
from foi_tracker.demo.days import working_days_before
from requests_app.campaign_letter import Item
from requests_app.deadlines import EventKind, calendar_for
from requests_app.models import InformationRequest, ResearchField
from requests_app.services.campaigns.asking import Elsewhere, log_sent_elsewhere
from requests_app.services.campaigns.editing import create_campaign
from requests_app.services.campaigns.research import save_field, set_values
from requests_app.services.life import record_event

TITLE = "How housing applicants are ranked"
QUESTIONS = (
    Item("1", "The name of each system that ranks applicants, and of its supplier", "System"),
    Item("2", "Any assessment of its impact on equality or on data protection", "Impact assessment"),
    Item("3", "The guidance given to the staff who use it", "Guidance"),
    Item("4", "The contract, and what it has cost in each year", "Contract"),
)
SAYS = {
    "1 given": "We use {system}, which {supplier} supplies. Its name and its supplier are disclosed here.",
    "1 none": "No system of this kind is used, so this information is not held.",
    "2 given": "The assessment is attached.",
    "2 none": "No assessment has been made. The information is not held.",
    "3 given": "The guidance for staff is attached.",
    "3 none": "There is no written guidance. The information is not held.",
    "3 public": "The guidance is published on our website, where everybody can read it.",
    "4 given": "The contract is attached, with what it has cost in each year.",
    "4 part": "A redacted copy of the contract is attached. The prices are withheld under section 43(2) of the Act.",
    "4 refused": "The contract is withheld under section 43(2) of the Act. We find that the public interest lies in "
    "keeping the exemption.",
    "4 none": "There is no contract. The information is not held.",
}
"""What an authority says of a question, by its number and what came back."""

ANSWER = """Thank you for your request. Our answers are below.

1. {one}

2. {two}

3. {three}

4. {four}

If you are not content with this answer, you may ask us for an internal review within forty working days.
"""
ASSESSMENT = """Impact assessment of {system}

The system gives each applicant a score from 0 to 100. {supplier} may not see who the applicants are.
Applicants without a fixed address scored lower in a trial and are now looked at by hand.
"""


@dataclass(frozen=True)
class Reply:
    """What came from one authority: `answered` working days after it was sent, or not yet; `says` for each question."""

    body: str
    says: str = ""
    answered: int = 0
    system: str = ""
    supplier: str = ""

    def words(self, number: int) -> str:
        code = f"{number} {self.says.split()[number - 1]}"
        return SAYS[code].format(system=self.system, supplier=self.supplier)


HOMERANK, TALLY, LEDGER = (
    ("HomeRank", "Fieldway Software"),
    ("Tally Housing", "Tallymark Ltd"),
    ("Ledger One", "Fieldway Software"),
)
SENT = 26  # working days ago
REPLIES = (
    Reply("Marshland District Council", "given given given given", 17, *HOMERANK),
    Reply("Wold Borough Council", "given none given part", 19, *HOMERANK),
    Reply("Isle of Sedge Council", "none none none none", 6),
    Reply("Strathlarig Council", "given given public given", 20, *TALLY),
    Reply("Cyngor Dyffryn Hafren", "given none given refused", 24, *TALLY),
    Reply("Lough Derry and Sperrin Borough Council", "given given given part", 15, *LEDGER),
    Reply("London Borough of Hartwell", "given given given refused", 22, *LEDGER),
    Reply("Kingsmere City Council", "given none none part", 12, *HOMERANK),
    Reply("Tidewater NHS Foundation Trust", "none none none none", 9),
    Reply("University of Westmere", "none none none none", 11),
    Reply("Humber Valley Police"),
    Reply("Office for Public Ledgers"),
)
CODED = 8  # of those that answered; the others wait for somebody to code them


def play(*, team: Team, people: dict[str, User], today: date) -> None:
    """Set the campaign up, log its letters as sent elsewhere, bring the answers in and code most of them."""
    lead, ada, sam = (people[f"{name}@demo.example"] for name in ("lead", "ada", "sam"))
    campaign = create_campaign(
        team=team,
        title=TITLE,
        by=lead,
        description="Which systems rank people who apply for social housing, who supplies them and what they cost.",
        questions=QUESTIONS,
    )
    kind = ResearchField.Kind
    system = save_field(
        campaign=campaign, name="System", kind=kind.TEXT, by=lead, help_text="As they write it."
    )
    seen = save_field(campaign=campaign, name="Checked by a second person", kind=kind.YES_NO, by=lead)
    bodies = {body.name: body for body in Authority.objects.filter(name__in=[each.body for each in REPLIES])}
    sent = working_days_before(today, SENT, calendar_for("foia"))
    entries = [Elsewhere(bodies[each.body].pk, sent) for each in REPLIES]
    log_sent_elsewhere(campaign=campaign, entries=entries, by=lead, on=today)
    asked = {each.authority.name: each for each in campaign.requests.select_related("authority")}
    answered = [each for each in REPLIES if each.says]
    for reply in answered:
        _answer(asked[reply.body], reply, sent, lead)
    for number, reply in enumerate(answered[:CODED]):
        request = asked[reply.body]
        take_all(request=request, by=ada)
        set_values(
            request=request, typed={system.pk: reply.system, seen.pk: "yes" if number < 2 else ""}, by=ada
        )
    _second_opinion(asked["Wold Borough Council"], sam)


def _answer(request: InformationRequest, reply: Reply, sent: date, by: User) -> None:
    on = calendar_for(request.law).add(sent, reply.answered)
    record_event(request=request, kind=EventKind.RESPONSE, on=on, by=by)
    one, two, three, four = (reply.words(number) for number in range(1, 5))
    files = []
    if "2 given" in (f"{number} {code}" for number, code in enumerate(reply.says.split(), start=1)):
        words = ASSESSMENT.format(system=reply.system, supplier=reply.supplier)
        files = [ContentFile(words.encode(), name=f"Impact assessment of {reply.system}.txt")]
    add_letter(
        request=request,
        direction=Message.Direction.INCOMING,
        channel=Message.Channel.EMAIL,
        by=by,
        on=on,
        author_name="Information Governance Team",
        subject=f"Answer to your request: {TITLE}",
        text=ANSWER.format(one=one, two=two, three=three, four=four),
        files=files,
    )


def _second_opinion(request: InformationRequest, by: User) -> None:
    """A second person codes the same request, and sees one answer otherwise: a lead has to settle it."""
    take_all(request=request, by=by)
    contract = request.questions.get(position=4)
    record_answer(question=contract, outcome="refused", by=by, note="Without its prices it says nothing.")
