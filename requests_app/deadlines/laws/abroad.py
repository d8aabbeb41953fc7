"""The European Union's institutions, Ireland, the United States, New Zealand, Australia and Canada."""

from __future__ import annotations

from datetime import date

from ..rules import (
    AskFrom,
    Basis,
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
)
from .common import ACKNOWLEDGEMENT, CLARIFICATION

EU = Law(
    code="eu1049",
    name="Regulation (EC) No 1049/2001 on public access to documents",
    short_name="Reg. 1049/2001",
    jurisdiction="European Union institutions",
    regulator="European Ombudsman",
    zone="Europe/Brussels",
    calendar="eu",
    # Art. 19: applicable from 3 December 2001.
    in_force=date(2001, 12, 3),
    # Art. 7(1): within 15 working days from registration of the application. The day received is taken to be
    # the day it was registered.
    response=Rule(Limit(15), "Reg. 1049/2001 art. 7(1)"),
    # Art. 7(1): an acknowledgement "shall be sent"; no time is set.
    acknowledgement=ACKNOWLEDGEMENT,
    # Art. 6(2): the institution asks the applicant to clarify; time runs from a precise enough application.
    clarification=Clarification(Effect.RESTARTS, "Reg. 1049/2001 art. 6(2)", CLARIFICATION),
    # Art. 7(3): in exceptional cases 15 working days more.
    extension=Extension(Limit(15), "Reg. 1049/2001 art. 7(3)"),
    review=Review(
        # Art. 7(2): a confirmatory application within 15 working days of receiving the reply.
        ask=Rule(Limit(15), "Reg. 1049/2001 art. 7(2)"),
        ask_from=AskFrom.RESPONSE,
        # Art. 8(1): 15 working days from registration; art. 8(2): 15 more in exceptional cases.
        outcome=Rule(Limit(15), "Reg. 1049/2001 art. 8(1)"),
        outer=Rule(Limit(30), "Reg. 1049/2001 art. 8(1), (2)"),
        longer=Extension(Limit(15), "Reg. 1049/2001 art. 8(2)"),
    ),
    # Statute of the European Ombudsman (Reg. 2021/1163) art. 2: two years from knowing the facts.
    complaint=Complaint(
        Rule(Limit(2, Unit.YEARS), "Reg. 1049/2001 art. 8; Reg. 2021/1163 art. 2"),
        review_first=True,
        after_silence=False,
    ),
    notes=("An action before the General Court has its own, shorter time limit, which is not counted here.",),
)

IRELAND = Law(
    code="foi-ie",
    name="Freedom of Information Act 2014 (Ireland)",
    short_name="FOI Act 2014",
    jurisdiction="Ireland",
    regulator="Information Commissioner",
    zone="Europe/Dublin",
    calendar="ireland",
    # Commenced 14 October 2014.
    in_force=date(2014, 10, 14),
    # s.13(1): not later than 4 weeks after receipt; s.2: a week is 5 consecutive weekdays, Saturdays, Sundays
    # and public holidays disregarded. So 20 weekdays.
    response=Rule(Limit(20), "FOI Act 2014 (IE) s.13(1)"),
    # s.12(2): acknowledged not later than 2 weeks after receipt.
    acknowledgement=Rule(Limit(10), "FOI Act 2014 (IE) s.12(2)"),
    # s.12(1)(b): a request must give sufficient particulars; time is taken to run from when it does.
    clarification=Clarification(Effect.RESTARTS, "FOI Act 2014 (IE) ss.12(1), 15(4)", CLARIFICATION),
    # s.27: a deposit; the period to its receipt does not count. Payable within 4 weeks.
    fee=Fee(Rule(Limit(20), "FOI Act 2014 (IE) s.27"), "FOI Act 2014 (IE) s.27"),
    # s.14(1): by not more than 4 weeks.
    extension=Extension(Limit(20), "FOI Act 2014 (IE) s.14(1)"),
    review=Review(
        # s.21(7): not later than 4 weeks after notification of the decision (without one: after its time).
        ask=Rule(Limit(20), "FOI Act 2014 (IE) s.21(7)"),
        ask_from=AskFrom.RESPONSE_OR_EXPIRY,
        # s.21(4): not later than 3 weeks after receipt of the application.
        outcome=Rule(Limit(15), "FOI Act 2014 (IE) s.21(4)"),
        outer=Rule(Limit(15), "FOI Act 2014 (IE) s.21(4)"),
    ),
    # s.22(4): not later than 6 months after notification of the decision.
    complaint=Complaint(
        Rule(Limit(6, Unit.MONTHS), "FOI Act 2014 (IE) s.22(4)"), review_first=True, after_silence=False
    ),
    # s.24(4): to the High Court not later than 4 weeks after notice of the Commissioner's decision.
    appeal=Rule(Limit(20), "FOI Act 2014 (IE) s.24(4)"),
)

UNITED_STATES = Law(
    code="foia-us",
    name="Freedom of Information Act (United States)",
    short_name="US FOIA",
    jurisdiction="United States federal agencies",
    regulator="Office of Government Information Services",
    zone="America/New_York",
    calendar="us",
    # The 20 days came with the Electronic FOIA Amendments of 1996, effective 2 October 1997.
    in_force=date(1997, 10, 2),
    # 5 U.S.C. 552(a)(6)(A)(i): within 20 days, Saturdays, Sundays and legal public holidays excepted.
    response=Rule(Limit(20), "5 U.S.C. 552(a)(6)(A)(i)"),
    # (a)(7): a tracking number where it takes over ten days; no time is set for it.
    acknowledgement=ACKNOWLEDGEMENT,
    # (a)(6)(A)(ii): one request for information tolls the 20 days until the agency has the answer.
    clarification=Clarification(Effect.PAUSES, "5 U.S.C. 552(a)(6)(A)(ii)", CLARIFICATION),
    # The same provision tolls for fee questions; no time to pay is set in statute: 30 days is usual.
    fee=Fee(
        Rule(Limit(30, Unit.CALENDAR_DAYS), "agency regulations, usually 30 days", Basis.POLICY),
        "5 U.S.C. 552(a)(6)(A)(ii)(II)",
    ),
    # (a)(6)(B)(i): not more than ten working days in unusual circumstances.
    extension=Extension(Limit(10), "5 U.S.C. 552(a)(6)(B)(i)"),
    review=Review(
        # (a)(6)(A)(i)(III)(aa): an appeal within a period of not less than 90 days after the determination.
        ask=Rule(Limit(90, Unit.CALENDAR_DAYS), "5 U.S.C. 552(a)(6)(A)(i)(III)"),
        ask_from=AskFrom.RESPONSE,
        # (a)(6)(A)(ii): within twenty working days after receipt of the appeal.
        outcome=Rule(Limit(20), "5 U.S.C. 552(a)(6)(A)(ii)"),
        outer=Rule(Limit(30), "5 U.S.C. 552(a)(6)(A)(ii), (B)(i)"),
        longer=Extension(Limit(10), "5 U.S.C. 552(a)(6)(B)(i)"),
    ),
    # An action in a district court: six years (28 U.S.C. 2401(a)).
    complaint=Complaint(
        Rule(Limit(6, Unit.YEARS), "5 U.S.C. 552(a)(4)(B); 28 U.S.C. 2401(a)"), review_first=True
    ),
)

NEW_ZEALAND = Law(
    code="oia-nz",
    name="Official Information Act 1982 (New Zealand)",
    short_name="OIA 1982",
    jurisdiction="New Zealand",
    regulator="Ombudsman",
    zone="Pacific/Auckland",
    calendar="new-zealand",
    in_force=date(1983, 7, 1),
    # s.15(1): not later than 20 working days after the day on which the request is received.
    response=Rule(Limit(20), "OIA 1982 (NZ) s.15(1)"),
    acknowledgement=ACKNOWLEDGEMENT,
    # s.15(1AA), (1AB): a request clarified at the agency's wish is a new one, if the agency asked within
    # seven working days of receiving the old.
    clarification=Clarification(
        Effect.RESTARTS, "OIA 1982 (NZ) s.15(1AA)", CLARIFICATION, asked_within=Limit(7)
    ),
    # s.15A(1), (3): a reasonable period, named in a notice given within the 20 working days.
    extension=Extension(None, "OIA 1982 (NZ) s.15A"),
    # s.28: a complaint to the Ombudsman; no time limit is set.
    complaint=None,
)

AUSTRALIA = Law(
    code="foi-au",
    name="Freedom of Information Act 1982 (Australia)",
    short_name="FOI Act 1982",
    jurisdiction="Australia (Commonwealth)",
    regulator="Australian Information Commissioner",
    zone="Australia/Sydney",
    # Acts Interpretation Act 1901 s.36(2): a last day on a weekend or holiday moves to the next day that is
    # neither. Only days held in the whole country are taken.
    calendar="australia",
    in_force=date(1982, 12, 1),
    # s.15(5)(b): not later than the end of the period of 30 days after the day of receipt.
    response=Rule(Limit(30, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.15(5)(b)"),
    # s.15(5)(a): not later than 14 days after the day of receipt.
    acknowledgement=Rule(Limit(14, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.15(5)(a)"),
    # s.24AB(6), (8): 14 days to answer a consultation notice; from notice to answer is disregarded.
    clarification=Clarification(
        Effect.PAUSES,
        "FOI Act 1982 (AU) s.24AB(8)",
        Rule(Limit(14, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.24AB(6)"),
    ),
    # ss.29(1)(f), 31: 30 days to answer a notice of charges; from notice to payment is disregarded.
    fee=Fee(
        Rule(Limit(30, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.29(1)(f)"),
        "FOI Act 1982 (AU) s.31",
    ),
    # s.15(6) (consultation) and s.15AA (agreement): 30 days more.
    extension=Extension(Limit(30, Unit.CALENDAR_DAYS), "FOI Act 1982 (AU) ss.15(6), 15AA"),
    review=Review(
        # s.54B(1): within 30 days after the day of notification.
        ask=Rule(Limit(30, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.54B(1)"),
        ask_from=AskFrom.RESPONSE_OR_EXPIRY,
        # ss.54C(3), 54D: within 30 days after receipt, else the decision is taken to be affirmed.
        outcome=Rule(Limit(30, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.54C(3)"),
        outer=Rule(Limit(30, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.54D"),
    ),
    # s.54S(1): for a refusal of access, 60 days after the day of notice.
    complaint=Complaint(Rule(Limit(60, Unit.CALENDAR_DAYS, rolls=True), "FOI Act 1982 (AU) s.54S(1)")),
)

CANADA = Law(
    code="atia-ca",
    name="Access to Information Act (Canada)",
    short_name="ATIA",
    jurisdiction="Canada (federal)",
    regulator="Information Commissioner of Canada",
    zone="America/Toronto",
    # Interpretation Act ss.26, 27(5) and the Treasury Board's manual, 7.1.1: a last day on a weekend or
    # holiday becomes the next work day.
    calendar="canada",
    in_force=date(1983, 7, 1),
    # s.7: within thirty days after the request is received.
    response=Rule(Limit(30, Unit.CALENDAR_DAYS, rolls=True), "ATIA s.7"),
    acknowledgement=ACKNOWLEDGEMENT,
    # s.6: a request must identify the record; the manual counts from receipt of a complete request.
    clarification=Clarification(Effect.RESTARTS, "ATIA ss.6, 7", CLARIFICATION),
    # s.9(1): a reasonable period, named in the notice.
    extension=Extension(None, "ATIA s.9(1)"),
    # s.31: within sixty days after the notice of refusal, or after becoming aware that grounds exist.
    complaint=Complaint(Rule(Limit(60, Unit.CALENDAR_DAYS, rolls=True), "ATIA s.31")),
    # s.41(1): within 30 business days after the institution receives the Commissioner's report.
    appeal=Rule(Limit(30), "ATIA s.41(1)"),
)
