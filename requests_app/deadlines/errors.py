"""What can be wrong with the facts of a request; each error is one plain sentence for whoever typed them."""

from __future__ import annotations


class FactsError(ValueError):
    """The facts cannot be right. ``str(error)`` is one sentence fit to be shown as it stands."""


class UnknownLaw(FactsError):
    """No law of that code is known."""


class UnknownBody(FactsError):
    """No kind of public body of that name is known."""


class UnknownFact(FactsError):
    """A fact, or a kind of deadline, of that name is not known, or it is not written as ``name=date``."""


class NotADate(FactsError):
    """The text is not a date (2018-07-20) nor an instant (2026-05-01T22:50:00Z)."""


class BeforeTheAct(FactsError):
    """A date earlier than the day the right began."""


class TooFarAhead(FactsError):
    """A date beyond the years for which bank holidays can be foreseen."""


class NothingReceived(FactsError):
    """Neither a date of receipt nor a date of sending is known, so no clock can start."""


class NoSuchDeadline(FactsError):
    """The facts do not give a deadline of the kind asked for."""


class TermEndsBeforeItStarts(FactsError):
    """A school term whose last day is before its first."""


class WrongOrder(FactsError):
    """The facts come in an order the law does not know."""


class BeforeReceipt(WrongOrder):
    """Something answers a request that had not been received."""


class ClarificationNotAskedFor(WrongOrder):
    """A clarification dated before anybody asked for it."""


class FeeBeforeNotice(WrongOrder):
    """A fee paid before the fees notice."""


class ReviewTooEarly(WrongOrder):
    """A review asked for before there is an answer or the time has run out."""


class ReviewNotAskedFor(WrongOrder):
    """A review decided or extended that nobody had asked for."""


class ComplaintTooEarly(WrongOrder):
    """A complaint to the regulator before the law gives a right to it."""


class ComplaintNotMade(WrongOrder):
    """A complaint decided that nobody had made."""
