"""Letters of the demo, in words of our own."""

from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage
from email.utils import format_datetime

from django.utils import timezone

from foi_tracker.demo.cast import TEAM, address_of
from requests_app.deadlines import EventKind as Kind
from requests_app.letter_items import find_items

REQUEST = """Dear {authority},

I am writing under the Freedom of Information Act 2000 to ask for the following.

Subject: {title}

1. The name of each system in use since 1 April 2016, and of the company that supplied it
2. Any assessment of its impact made before it was brought in
3. The guidance given to the staff who work with it
4. The contract, and its value

I would like to have it by e-mail. If anything needs to be made clearer, please write to me.

Yours faithfully,
{name}
"""


def questions() -> list[str]:
    """The items of the letter, found as they are found in any letter."""
    return [item.text for item in find_items(REQUEST)]


ACKNOWLEDGEMENT = """Thank you for your request, which we received on {received}. {reference}

It is being considered under the Act and we will answer within the time that it allows.
"""

CLARIFICATION = """Before we can go on, please tell us which service you mean: housing options, or the housing register?

The time for our answer starts when we have heard from you.
"""

ANSWER = """Our answers follow in the order of your questions.

Question 1: the name of each system
We have used one system, supplied under a framework agreement, since June 2017.

Question 2: any assessment of its impact
We hold no assessment of its impact.

Question 3: the guidance given to staff
The guidance is attached.

Question 4: the contract
A redacted copy of the contract is attached. Prices are withheld under section 43(2) of the Act.

If you are not content with this answer, you may ask us for an internal review within forty working days.
"""

REVIEW = """Thank you for your answer. Please review it.

The assessment of its impact must have been made under the council's own rules, and the prices of a contract that has \
run for years can hardly harm anybody's trade now.

With thanks,
{name}
"""

REVIEW_DECIDED = """We have looked at your request again. The decision is upheld in part: the value of the contract \
is attached, the unit prices remain withheld.

If you are still not content, you may complain to the Information Commissioner.
"""

CLARIFIED = """We mean the housing register.

With thanks,
{name}
"""

FEES = """Answering would cost more than the limit. We would do it for a fee of 85 pounds, or answer less.
"""

OURS = (Kind.CLARIFICATION_GIVEN, Kind.REVIEW_ASKED)
LETTERS = {
    Kind.ACKNOWLEDGED: ACKNOWLEDGEMENT,
    Kind.CLARIFICATION_ASKED: CLARIFICATION,
    Kind.CLARIFICATION_GIVEN: CLARIFIED,
    Kind.FEES_NOTICE: FEES,
    Kind.RESPONSE: ANSWER,
    Kind.REVIEW_ASKED: REVIEW,
    Kind.REVIEW_DECIDED: REVIEW_DECIDED,
}

BLABY_TITLE = "Systems that score people or decide about them"

# The case of Blaby District Council: its dates, reference, items and numbers of attachments; the words are ours.
BLABY_THREAD = """Scores and Systems Project

Dear Blaby District Council,

This is a request under the Freedom of Information Act. It is about systems that analyse data in order to score \
people, to predict what they will do, or to decide about them without a person in between, in any of your services.

We ask for:

1. Briefing notes, reports or evaluations about such systems
2. Overviews of how their results come about
3. Training materials for the staff who work with them
4. Any impact assessments
5. Any visualisation of data that the systems have produced: pictures, maps or charts
6. Promotional or educational material about them
7. Any contracts for them

We do not ask for data about individuals. Please send copies by e-mail, and tell us if anything should be made clearer.

With thanks,

Scores and Systems Project

Information Governance Team, Blaby District Council

1 Attachment

Dear Scores and Systems Project,

Freedom of Information Request – FOI-18-1134

We have your request. It was received on 20/07/2018 and will be answered within 20 working days, as the Act asks of us.

Yours sincerely

Information Governance Team, Blaby District Council

Information Governance Team, Blaby District Council

2 Attachments

Dear Scores and Systems Project,

Freedom of Information Request – FOI-18-1134

Here is our answer to your request, which was received on 20/07/2018.

Briefing notes - information sheet attached
Overviews - see the brochures attached
Training - see the slides attached
Impact Assessments - none have been made
Data visualisation - see the slides attached
Material - see the brochures
Contracts - no documents are held

The remaining attachments follow in another e-mail.

You can ask for an internal review if you are unhappy with how the request was handled.

Yours sincerely

Information Governance Team, Blaby District Council

Information Governance Team, Blaby District Council

3 Attachments

Dear Scores and Systems Project,

The remaining files are too large to send in one go; three are attached. If you send a link to the request, the others \
can be uploaded there.

Kind regards

Information Governance Team, Blaby District Council

Dear Information Governance Team,

Thank you. The request will only become public in some months, so the link may not work for you yet. Could the other \
files follow by e-mail instead?

With thanks,

Scores and Systems Project

Information Governance Team, Blaby District Council

1 Attachment

Dear Scores and Systems Project,

One more document is attached.

Kind regards

Information Governance Team, Blaby District Council

Information Governance Team, Blaby District Council

1 Attachment

Dear Scores and Systems Project,

Attached is the last document for your request.

Kind regards

Information Governance Team, Blaby District Council
"""


@dataclass(frozen=True)
class Mail:
    """A mail of the demo: from whom, about what, and its words."""

    sender: str
    email: str
    subject: str
    text: str


MAILS = (
    Mail(
        "Information Governance Team",
        address_of("Wold Borough Council"),
        "RE: Your request WBC-40118",
        "We are working on your request WBC-40118 and expect to answer within the time that the Act allows.\n",
    ),
    Mail(
        "Customer Contact Centre",
        "noreply@contact-centre.example",
        "FOI 2291/26",
        "We have passed your question about FOI 2291/26 to the team that deals with it.\n",
    ),
    Mail(
        "FOI mailbox",
        address_of("Kingsmere City Council"),
        "Some more of what you asked for",
        "Here is some more of what you asked for. Please tell us if anything is missing.\n",
    ),
)


def as_mail(mail: Mail, *, sent_on: date) -> bytes:
    """The mail as it would come over the wire."""
    message = EmailMessage()
    message["From"] = f"{mail.sender} <{mail.email}>"
    message["To"] = f"{TEAM} <team@demo.example>"
    message["Subject"] = mail.subject
    at = timezone.make_aware(datetime.combine(sent_on, time(10, 5)))
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{len(mail.subject)}.{sent_on:%Y%m%d}@{mail.email.partition('@')[2]}>"
    message.set_content(mail.text)
    return message.as_bytes()
