"""Freedom of Information (Scotland) Act 2002 and Environmental Information (Scotland) Regulations 2004."""

from __future__ import annotations

from datetime import date

from ..rules import (
    AskFrom,
    Body,
    Clarification,
    Complaint,
    Effect,
    Extension,
    Fee,
    Interim,
    Law,
    Limit,
    Review,
    Rule,
    Unit,
    Variation,
)
from .common import ACKNOWLEDGEMENT, CLARIFICATION

_RIGHTS_BEGAN = date(2005, 1, 1)
_COMMISSIONER = "Scottish Information Commissioner"

# Rules of the Court of Session, r.41.20: an appeal on a point of law within 42 days of the decision.
_APPEAL_DAYS = Limit(42, Unit.CALENDAR_DAYS)

# Coronavirus (Scotland) Act 2020 sch. 6 paras 3 and 4, in force on 7 April 2020, read "sixtieth" for
# "twentieth" working day; the Coronavirus (Scotland) (No. 2) Act 2020 sch. 4 para. 11 repealed them from
# 27 May 2020, and the twenty days held again for all that was still unanswered (Commissioner's guidance).
# So the sixty days hold where the twentieth would have fallen while they were in force.
_EMERGENCY = Interim(
    first=date(2020, 4, 7),
    last=date(2020, 5, 26),
    response=Rule(Limit(60), "FOISA 2002 s.10(1); Coronavirus (Scotland) Act 2020 sch. 6"),
    review=Rule(Limit(60), "FOISA 2002 s.21(1); Coronavirus (Scotland) Act 2020 sch. 6"),
)

FOISA = Law(
    code="foisa",
    name="Freedom of Information (Scotland) Act 2002",
    short_name="FOISA 2002",
    jurisdiction="Scotland",
    regulator=_COMMISSIONER,
    zone="Europe/London",
    # s.73: "working day" leaves out Saturdays, Sundays, Christmas Day and bank holidays in Scotland.
    calendar="scotland",
    in_force=_RIGHTS_BEGAN,
    # s.10(1)(a): "not later than the twentieth working day after the receipt of the request".
    response=Rule(Limit(20), "FOISA 2002 s.10(1)"),
    acknowledgement=ACKNOWLEDGEMENT,
    # s.1(3) and s.10(1)(b): twenty working days after the receipt of the further information.
    clarification=Clarification(Effect.RESTARTS, "FOISA 2002 ss.1(3), 10(1)(b)", CLARIFICATION),
    # s.9: payment within three months beginning with the day of the notice; the working days from notice to
    # payment, both included, are disregarded.
    fee=Fee(Rule(Limit(3, Unit.MONTHS, first_day_counts=True), "FOISA 2002 s.9"), "FOISA 2002 ss.9, 10"),
    # There is no public-interest extension under this Act.
    extension=None,
    review=Review(
        # s.20(5): the fortieth working day after the expiry of the time allowed or, if the authority answered
        # outwith that time, after receipt of its answer.
        ask=Rule(Limit(40), "FOISA 2002 s.20(5)"),
        ask_from=AskFrom.EXPIRY_OR_LATE_RESPONSE,
        # s.21(1): not later than the twentieth working day after receipt of the requirement.
        outcome=Rule(Limit(20), "FOISA 2002 s.21(1)"),
        outer=Rule(Limit(20), "FOISA 2002 s.21(1)"),
    ),
    # s.47(4): six months after receipt of the review's outcome or after the time for it has run out.
    complaint=Complaint(
        Rule(Limit(6, Unit.MONTHS), "FOISA 2002 s.47(4)"), review_first=True, after_silence=False
    ),
    appeal=Rule(_APPEAL_DAYS, "FOISA 2002 s.56; RCS r.41.20"),
    variations={
        # s.10(2): the Keeper of the Records of Scotland, transferred records not designated as open.
        Body.ARCHIVE: Variation(Rule(Limit(30), "FOISA 2002 s.10(2)")),
    },
    interims=(_EMERGENCY,),
    notes=("An extension has no effect: this Act knows none.",),
)

EISR = Law(
    code="eisr",
    name="Environmental Information (Scotland) Regulations 2004",
    short_name="EISR 2004",
    jurisdiction="Scotland",
    regulator=_COMMISSIONER,
    zone="Europe/London",
    calendar="scotland",
    in_force=_RIGHTS_BEGAN,
    # Reg. 5(2)(a): no later than 20 working days after the date of receipt of the request.
    response=Rule(Limit(20), "EISR 2004 reg. 5(2)(a)"),
    acknowledgement=ACKNOWLEDGEMENT,
    # Reg. 9: a request in too general a manner; time runs from receipt of the further particulars.
    clarification=Clarification(Effect.RESTARTS, "EISR 2004 reg. 9", CLARIFICATION),
    # Reg. 8: payment within 60 working days of the notice; the days between do not count.
    fee=Fee(Rule(Limit(60), "EISR 2004 reg. 8"), "EISR 2004 reg. 8"),
    # Reg. 7(1): up to 20 working days more where the volume and complexity make it impracticable.
    extension=Extension(Limit(20), "EISR 2004 reg. 7(1)"),
    review=Review(
        # Reg. 16, in step with FOISA s.20(5).
        ask=Rule(Limit(40), "EISR 2004 reg. 16"),
        ask_from=AskFrom.EXPIRY_OR_LATE_RESPONSE,
        # Reg. 16(4): no later than 20 working days after receipt of the representations.
        outcome=Rule(Limit(20), "EISR 2004 reg. 16(4)"),
        outer=Rule(Limit(20), "EISR 2004 reg. 16(4)"),
    ),
    # Reg. 17 applies FOISA Part 4.
    complaint=Complaint(
        Rule(Limit(6, Unit.MONTHS), "EISR 2004 reg. 17; FOISA 2002 s.47(4)"),
        review_first=True,
        after_silence=False,
    ),
    appeal=Rule(_APPEAL_DAYS, "EISR 2004 reg. 17; FOISA 2002 s.56; RCS r.41.20"),
    notes=("The emergency limits of 2020 did not apply to these Regulations.",),
)
