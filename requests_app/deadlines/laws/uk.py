"""Freedom of Information Act 2000, Environmental Information Regulations 2004, UK GDPR subject access."""

from __future__ import annotations

from datetime import date

from ..rules import (
    AskFrom,
    Basis,
    Body,
    Clarification,
    Complaint,
    Effect,
    Extension,
    Fee,
    Law,
    Limit,
    Review,
    Rule,
    Unit,
    Variation,
)
from .common import ACKNOWLEDGEMENT, CLARIFICATION

# The general right of access, and the EIR, began on 1 January 2005 (SI 2004/3122; SI 2004/3391 reg. 1).
_RIGHTS_BEGAN = date(2005, 1, 1)

# Policy of the Information Commissioner: complain within six calendar weeks of the last meaningful contact.
# Not a bar in statute: s.50(2)(b) lets him decline a complaint after "undue delay".
_COMPLAINT_WEEKS = Limit(6, Unit.WEEKS)

# General Regulatory Chamber Rules 2009 (SI 2009/1976) r.22(1)(b): 28 days after the notice was sent;
# r.12(2): a time that ends on a day other than a working day ends on the next working day.
_APPEAL_DAYS = Limit(28, Unit.CALENDAR_DAYS, rolls=True)

FOIA = Law(
    code="foia",
    name="Freedom of Information Act 2000",
    short_name="FOIA 2000",
    jurisdiction="England, Wales, Northern Ireland and UK-wide bodies",
    regulator="Information Commissioner",
    zone="Europe/London",
    calendar="uk",
    in_force=_RIGHTS_BEGAN,
    # s.10(1): "not later than the twentieth working day following the date of receipt".
    response=Rule(Limit(20), "FOIA 2000 s.10(1)"),
    acknowledgement=ACKNOWLEDGEMENT,
    # s.1(3): no duty to comply until the further information is supplied; s.10(6)(b): the "date of receipt"
    # is then the day it is received. Neither sets a last day for asking.
    clarification=Clarification(Effect.RESTARTS, "FOIA 2000 ss.1(3), 10(6)(b)", CLARIFICATION),
    # s.9(2): within three months beginning with the day on which the fees notice is given.
    # s.10(2): working days from the day of the notice to the day of payment, both included, are disregarded.
    fee=Fee(Rule(Limit(3, Unit.MONTHS, first_day_counts=True), "FOIA 2000 s.9(2)"), "FOIA 2000 s.10(2)"),
    # s.10(3): "such time as is reasonable in the circumstances"; the Commissioner expects at most 20 working
    # days more, 40 in all. s.17(1), (2): the notice of it is still due within the ordinary time.
    extension=Extension(Limit(20), "FOIA 2000 ss.10(3), 17(2)", Basis.CODE),
    review=Review(
        # Code of Practice under s.45 (July 2018), part 5: an authority need not accept a request for review
        # later than 40 working days after its response.
        ask=Rule(Limit(40), "s.45 Code of Practice, part 5", Basis.CODE),
        ask_from=AskFrom.RESPONSE,
        # The same: 20 working days, in exceptional cases 40.
        outcome=Rule(Limit(20), "s.45 Code of Practice, part 5", Basis.CODE),
        outer=Rule(Limit(40), "s.45 Code of Practice, part 5", Basis.CODE),
        longer=Extension(Limit(20), "s.45 Code of Practice, part 5", Basis.CODE),
    ),
    complaint=Complaint(Rule(_COMPLAINT_WEEKS, "FOIA 2000 s.50; ICO policy", Basis.POLICY), from_outer=True),
    appeal=Rule(_APPEAL_DAYS, "FOIA 2000 s.57; SI 2009/1976 r.22(1)(b)"),
    variations={
        # SI 2004/3364 reg. 3 (maintained schools), SI 2009/1369 (pupil referral units), SI 2010/2768
        # (academies): the twentieth working day disregarding days that are not school days, or the sixtieth
        # working day if that comes first.
        Body.SCHOOL: Variation(
            Rule(Limit(20, Unit.SCHOOL_DAYS), "FOIA 2000 s.10(4); SI 2004/3364 reg. 3"), Limit(60)
        ),
        # SI 2004/3364 reg. 4: transferred public records not designated as open.
        Body.ARCHIVE: Variation(Rule(Limit(30), "FOIA 2000 s.10(4); SI 2004/3364 reg. 4")),
        # SI 2004/3364 regs 5 and 6: a day the Commissioner sets, not later than the sixtieth.
        Body.ARMED_FORCES: Variation(Rule(Limit(60), "FOIA 2000 s.10(4); SI 2004/3364 regs 5, 6")),
    },
    notes=(
        "A public-interest extension is counted as 20 working days more, the most the Commissioner expects.",
        "For the armed forces the outer limit is shown: the Commissioner may have set an earlier day.",
    ),
)

EIR = Law(
    code="eir",
    name="Environmental Information Regulations 2004",
    short_name="EIR 2004",
    jurisdiction="England, Wales, Northern Ireland and UK-wide bodies",
    regulator="Information Commissioner",
    zone="Europe/London",
    # Reg. 2(1): "working day" has the meaning of FOIA s.10(6).
    calendar="uk",
    in_force=_RIGHTS_BEGAN,
    # Reg. 5(2): "no later than 20 working days after the date of receipt of the request".
    response=Rule(Limit(20), "EIR 2004 reg. 5(2)"),
    acknowledgement=ACKNOWLEDGEMENT,
    # Reg. 9(4): the date on which the further particulars are received counts as the date of receipt.
    clarification=Clarification(Effect.RESTARTS, "EIR 2004 reg. 9(4)", CLARIFICATION),
    # Reg. 8(5): no later than 60 working days after the date of the notification; reg. 8(6): the period from
    # the notification to the payment is disregarded.
    fee=Fee(Rule(Limit(60), "EIR 2004 reg. 8(5)"), "EIR 2004 reg. 8(6)"),
    # Reg. 7(1): from 20 to 40 working days where complex and voluminous; reg. 7(3): notified within 20.
    extension=Extension(Limit(20), "EIR 2004 reg. 7(1)"),
    review=Review(
        # Reg. 11(2): 40 working days after the date on which the applicant believes the failure occurred.
        ask=Rule(Limit(40), "EIR 2004 reg. 11(2)"),
        ask_from=AskFrom.RESPONSE_OR_EXPIRY,
        # Reg. 11(4): no later than 40 working days after the representations were received.
        outcome=Rule(Limit(40), "EIR 2004 reg. 11(4)"),
        outer=Rule(Limit(40), "EIR 2004 reg. 11(4)"),
    ),
    # Reg. 18 applies FOIA Part IV and V.
    complaint=Complaint(
        Rule(_COMPLAINT_WEEKS, "EIR 2004 reg. 18; FOIA 2000 s.50; ICO policy", Basis.POLICY), from_outer=True
    ),
    appeal=Rule(_APPEAL_DAYS, "EIR 2004 reg. 18; FOIA 2000 s.57; SI 2009/1976 r.22(1)(b)"),
    notes=("Schools, archives and the armed forces have no other limit under these Regulations.",),
)

SUBJECT_ACCESS = Law(
    code="sar",
    name="UK GDPR, right of access by the data subject",
    short_name="UK GDPR",
    jurisdiction="United Kingdom",
    regulator="Information Commissioner",
    zone="Europe/London",
    # Regulation 1182/71 art. 3(4), to which DPA 2018 s.205(2) refers, moves the last day off holidays without
    # saying of which nation; days held in any part of the United Kingdom are taken, so that nobody is called
    # late too soon.
    calendar="uk",
    # The GDPR applied from 25 May 2018 (art. 99(2)).
    in_force=date(2018, 5, 25),
    # Art. 12(3): one month of receipt; the corresponding date, else the month's last day (ICO guidance).
    response=Rule(Limit(1, Unit.MONTHS, rolls=True), "UK GDPR art. 12(3)"),
    acknowledgement=ACKNOWLEDGEMENT,
    # ICO guidance, since 5 February 2026 art. 12A: time spent waiting for clarification does not count.
    clarification=Clarification(Effect.PAUSES, "UK GDPR arts 12(3), 12A", CLARIFICATION),
    # Art. 12(3): "extended by two further months where necessary".
    extension=Extension(Limit(2, Unit.MONTHS), "UK GDPR art. 12(3)"),
    # ICO guidance to the public: within three months of the last meaningful contact.
    complaint=Complaint(Rule(Limit(3, Unit.MONTHS), "UK GDPR art. 77; ICO policy", Basis.POLICY)),
    notes=("Days while the authority waits for clarification, both ends included, are disregarded.",),
)
