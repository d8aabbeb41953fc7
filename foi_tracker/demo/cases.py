"""The requests of the demo: when each was received, counted in working days back from today, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from requests_app.deadlines import EventKind as Kind

SCORES = "Systems that score or rank people who apply for housing"
FACES = "Use of facial recognition since 2016"
PARKING = "Contracts for parking enforcement, with their annexes"
TRIAGE = "Algorithmic triage of referrals"
FRAUD = "Software used to find fraud in benefit claims"
SCHOOLS = "Models used to place pupils in schools"
AIR = "Air-quality readings near schools, and the decisions based on them"

Step = tuple[Kind, int]


@dataclass(frozen=True)
class Case:
    """One request. `back`: working days since receipt. `steps`: what happened, in working days after receipt."""

    body: str
    title: str
    back: int
    owner: str = "ada@demo.example"
    reference: str = ""
    steps: tuple[Step, ...] = ()
    law: str = ""


ANSWERED_ON_TIME = ((Kind.ACKNOWLEDGED, 2), (Kind.RESPONSE, 17))
ANSWERED_LATE = ((Kind.ACKNOWLEDGED, 1), (Kind.RESPONSE, 29))
LEAD, SAM, NOBODY = "lead@demo.example", "sam@demo.example", ""

CASES = (
    # the authority's clock is running
    Case("Marshland District Council", SCORES, 1),
    Case("Wold Borough Council", SCORES, 4, SAM, "WBC-40118", ((Kind.ACKNOWLEDGED, 1),)),
    Case("Humber Valley Police", FACES, 8, reference="FOI 2291/26", steps=((Kind.ACKNOWLEDGED, 3),)),
    Case("Tidewater NHS Foundation Trust", TRIAGE, 11, SAM, "T-2213"),
    Case("Cyngor Dyffryn Hafren", SCORES, 13, reference="CDH/0457"),
    Case("Strathlarig Council", SCORES, 9, LEAD, "101004712"),
    Case("Saltmarsh Academy", SCHOOLS, 15, SAM),
    Case("Kingsmere City Council", AIR, 12, LEAD, "EIR-3301", law="eir"),
    # due soon, and due today
    Case("Isle of Sedge Council", PARKING, 17, reference="IS/26/118", steps=((Kind.ACKNOWLEDGED, 2),)),
    Case("University of Westmere", SCHOOLS, 18, SAM, "FOI-26-077"),
    Case("London Borough of Hartwell", FRAUD, 19, LEAD, "FOI25-0501-11317"),
    Case("Lough Derry and Sperrin Borough Council", SCORES, 20, reference="LDS 2026-149"),
    # late
    Case("Kingsmere City Council", SCORES, 21, reference="FOI2026/00801"),
    Case("Marshland District Council", FRAUD, 24, SAM, "18842"),
    Case(
        "North East Marshland, Wold and Humber Valley Combined Fire and Rescue Authority",
        FRAUD,
        27,
        NOBODY,
    ),
    Case("Glen Torran Health Board", TRIAGE, 31, SAM, "GT/FOI 295/26", ((Kind.ACKNOWLEDGED, 1),)),
    Case("Wold Borough Council", PARKING, 38, LEAD, "WBC-39960"),
    Case("Humber Valley Police", FRAUD, 45, reference="FOI 2102/26", steps=((Kind.ACKNOWLEDGED, 4),)),
    Case("Office for Public Ledgers", FRAUD, 62, NOBODY, "OPL-IR-551"),
    # waiting for us
    Case(
        "Tidewater NHS Foundation Trust",
        FRAUD,
        16,
        reference="T-2198",
        steps=((Kind.CLARIFICATION_ASKED, 6),),
    ),
    Case("Isle of Sedge Council", SCORES, 22, SAM, steps=((Kind.CLARIFICATION_ASKED, 12),)),
    Case("Saltmarsh Academy", FACES, 14, LEAD, steps=((Kind.FEES_NOTICE, 9),)),
    # clarified, extended, fee paid: the clock runs again
    Case(
        "London Borough of Hartwell",
        SCORES,
        26,
        steps=((Kind.CLARIFICATION_ASKED, 5), (Kind.CLARIFICATION_GIVEN, 14)),
    ),
    Case("Office for Public Ledgers", FACES, 33, LEAD, "OPL-IR-602", ((Kind.EXTENSION, 19),)),
    Case("University of Westmere", TRIAGE, 20, SAM, steps=((Kind.FEES_NOTICE, 5), (Kind.FEE_PAID, 11))),
    # answered
    Case("Cyngor Dyffryn Hafren", FRAUD, 40, reference="CDH/0398", steps=ANSWERED_ON_TIME),
    Case("Strathlarig Council", FACES, 44, SAM, "101004630", ANSWERED_ON_TIME),
    Case("Kingsmere City Council", PARKING, 35, LEAD, "FOI2026/00744", ANSWERED_ON_TIME),
    Case("University of Westmere", SCORES, 50, steps=ANSWERED_LATE),
    Case("Lough Derry and Sperrin Borough Council", FACES, 58, SAM, "LDS 2026-121", ANSWERED_LATE),
    Case("Marshland District Council", FACES, 70, LEAD, "18690", ANSWERED_ON_TIME),
    Case("Glen Torran Health Board", FACES, 48, reference="GT/FOI 261/26", steps=((Kind.RESPONSE, 20),)),
    # internal review: running, late, decided
    Case("Wold Borough Council", FRAUD, 41, SAM, "WBC-39871", (*ANSWERED_ON_TIME, (Kind.REVIEW_ASKED, 30))),
    Case(
        "Strathlarig Council",
        TRIAGE,
        60,
        reference="101004555",
        steps=(*ANSWERED_LATE, (Kind.REVIEW_ASKED, 34)),
    ),
    Case(
        "Humber Valley Police", SCORES, 80, LEAD, "FOI 1877/26", (*ANSWERED_ON_TIME, (Kind.REVIEW_ASKED, 25))
    ),
    Case(
        "Isle of Sedge Council",
        FRAUD,
        95,
        reference="IS/26/071",
        steps=(*ANSWERED_ON_TIME, (Kind.REVIEW_ASKED, 30), (Kind.REVIEW_DECIDED, 47)),
    ),
    # with the regulator, decided, withdrawn
    Case(
        "Office for Public Ledgers",
        SCORES,
        120,
        LEAD,
        "OPL-IR-488",
        (*ANSWERED_LATE, (Kind.REVIEW_ASKED, 40), (Kind.REVIEW_DECIDED, 70), (Kind.COMPLAINT, 85)),
    ),
    Case("Tidewater NHS Foundation Trust", FACES, 66, SAM, steps=((Kind.COMPLAINT, 40),)),
    Case(
        "London Borough of Hartwell",
        FACES,
        150,
        reference="FOI25-0501-10021",
        steps=(
            *ANSWERED_LATE,
            (Kind.REVIEW_ASKED, 35),
            (Kind.REVIEW_DECIDED, 60),
            (Kind.COMPLAINT, 75),
            (Kind.COMPLAINT_DECIDED, 140),
        ),
    ),
    Case("University of Westmere", PARKING, 30, steps=((Kind.WITHDRAWN, 6),)),
)
