"""The statutory clock: pure functions from dated facts to deadlines, their reasons, and a request's life.

No Django, no database, no today: facts, a law and a calendar in, frozen values out. See docs/deadlines.md.
"""

from .calendars import Calendar, calendar_for
from .checks import LATEST
from .clock import check, deadlines, due_dates
from .counting import LedgerDay, add_months
from .days import UK_NATIONS, NonWorkingDay, ProclaimedDay
from .deadline import Deadline
from .errors import (
    BeforeReceipt,
    BeforeTheAct,
    ClarificationNotAskedFor,
    ComplaintNotMade,
    ComplaintTooEarly,
    FactsError,
    FeeBeforeNotice,
    NoSuchDeadline,
    NotADate,
    NothingReceived,
    ReviewNotAskedFor,
    ReviewTooEarly,
    TermEndsBeforeItStarts,
    TooFarAhead,
    UnknownBody,
    UnknownFact,
    UnknownLaw,
    WrongOrder,
)
from .facts import FACT_NAMES, EventKind, Fact, Term, parse_date, parse_facts, parse_term
from .laws import LAWS, law
from .life import Life, replay
from .next_steps import State
from .rules import MET_BY, Basis, Body, DeadlineKind, Law, Limit, Unit
from .table import BadTable, convert, deadline_of
from .words import in_words

__all__ = [
    "FACT_NAMES",
    "LATEST",
    "LAWS",
    "MET_BY",
    "UK_NATIONS",
    "BadTable",
    "Basis",
    "BeforeReceipt",
    "BeforeTheAct",
    "Body",
    "Calendar",
    "ClarificationNotAskedFor",
    "ComplaintNotMade",
    "ComplaintTooEarly",
    "Deadline",
    "DeadlineKind",
    "EventKind",
    "Fact",
    "FactsError",
    "FeeBeforeNotice",
    "Law",
    "LedgerDay",
    "Life",
    "Limit",
    "NoSuchDeadline",
    "NonWorkingDay",
    "NotADate",
    "NothingReceived",
    "ProclaimedDay",
    "ReviewNotAskedFor",
    "ReviewTooEarly",
    "State",
    "Term",
    "TermEndsBeforeItStarts",
    "TooFarAhead",
    "Unit",
    "UnknownBody",
    "UnknownFact",
    "UnknownLaw",
    "WrongOrder",
    "add_months",
    "calendar_for",
    "check",
    "convert",
    "deadline_of",
    "deadlines",
    "due_dates",
    "in_words",
    "law",
    "parse_date",
    "parse_facts",
    "parse_term",
    "replay",
]
