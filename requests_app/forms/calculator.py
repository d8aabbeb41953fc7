"""The public calculator's form. It is sent by GET, so that the address carries the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from requests_app.calculation import Answer, Case, answer, label_of
from requests_app.deadlines import (
    LAWS,
    BeforeReceipt,
    Body,
    Calendar,
    ClarificationNotAskedFor,
    ComplaintNotMade,
    ComplaintTooEarly,
    DeadlineKind,
    EventKind,
    Fact,
    FactsError,
    FeeBeforeNotice,
    Law,
    NoSuchDeadline,
    NotADate,
    NothingReceived,
    ReviewNotAskedFor,
    ReviewTooEarly,
    Term,
    UnknownBody,
    UnknownFact,
    UnknownLaw,
    WrongOrder,
    law,
    parse_date,
)
from requests_app.deadlines.checks import check_date, check_terms
from requests_app.forms.fields import DayInput

TERMS = 3
BODIES = {
    Body.ORDINARY: "Any other public body",
    Body.SCHOOL: "School, academy or pupil referral unit",
    Body.ARCHIVE: "Archive with transferred public records",
    Body.ARMED_FORCES: "Armed forces on operations",
}
# The dates one can give, by group; the words of the address are those of the command and of the CSV tables.
QUESTIONS: dict[EventKind, str] = {
    EventKind.SENT: "You sent the request",
    EventKind.ACKNOWLEDGED: "The authority acknowledged it",
    EventKind.CLARIFICATION_ASKED: "The authority asked for a clarification",
    EventKind.CLARIFICATION_GIVEN: "The authority received the clarification",
    EventKind.FEES_NOTICE: "The authority gave a fees notice",
    EventKind.FEE_PAID: "The authority received the fee",
}
ANSWERS: dict[EventKind, str] = {
    EventKind.EXTENSION: "The authority gave notice of an extension",
    EventKind.RESPONSE: "You received the answer",
}
REVIEWS: dict[EventKind, str] = {
    EventKind.REVIEW_ASKED: "You asked for a review",
    EventKind.REVIEW_EXTENSION: "The authority said the review takes longer",
    EventKind.REVIEW_DECIDED: "You received the outcome of the review",
    EventKind.COMPLAINT: "You complained to the regulator",
    EventKind.COMPLAINT_DECIDED: "The regulator decided",
}
OTHERS = {**QUESTIONS, **ANSWERS, **REVIEWS}
RECEIVED = EventKind.RECEIVED.fact_name

# Beside which field each kind of error stands; those that fit several are sought out one by one.
_FIELD_OF: dict[type[FactsError], str] = {
    UnknownLaw: "law",
    UnknownBody: "body",
    UnknownFact: "kind",
    NoSuchDeadline: "kind",
    NothingReceived: RECEIVED,
    ClarificationNotAskedFor: EventKind.CLARIFICATION_GIVEN.fact_name,
    FeeBeforeNotice: EventKind.FEE_PAID.fact_name,
    ReviewTooEarly: EventKind.REVIEW_ASKED.fact_name,
    ComplaintTooEarly: EventKind.COMPLAINT.fact_name,
    ComplaintNotMade: EventKind.COMPLAINT_DECIDED.fact_name,
}


class DayField(forms.DateField):
    """A day; in an address it may also be an instant ("2026-06-14T23:30Z"), which is a day in the law's zone."""

    widget = DayInput
    zone = "Europe/London"

    def to_python(self, value: Any) -> date | None:
        try:
            return super().to_python(value)
        except ValidationError:
            try:
                return parse_date(str(value), self.zone)
            except NotADate as error:
                raise ValidationError(str(error)) from error


class CalculatorForm(forms.Form):
    """`answer` is there once the form is valid. Every error is the clock's own sentence, beside its field."""

    law = forms.CharField(
        label="Law", widget=forms.Select, initial="foia", error_messages={"required": "Choose the law"}
    )
    body = forms.CharField(
        label="Kind of public body",
        required=False,
        widget=forms.Select,
        help_text="A few have another time limit under some laws.",
    )
    received = DayField(
        label="The authority received the request",
        required=False,
        help_text="Day 0. An e-mail is received the day it arrives, at any hour.",
    )
    kind = forms.CharField(label="What you want to know", required=False, widget=forms.Select)
    extension_until = DayField(
        label="The last day that notice names",
        required=False,
        help_text="New Zealand and Canada only: elsewhere the law says how long.",
    )

    def __init__(self, *args: Any, calendar_of: Callable[[str], Calendar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar_of = calendar_of
        self.answer: Answer | None = None
        self.fields["law"].widget.choices = [(each.code, each.name) for each in LAWS.values()]
        self.fields["body"].widget.choices = [(body.value, label) for body, label in BODIES.items()]
        self.fields["kind"].widget.choices = [
            ("", "What comes next"),
            *((kind.value, label_of(kind)) for kind in DeadlineKind),
        ]
        for kind, label in OTHERS.items():
            self.fields[kind.fact_name] = DayField(label=label, required=False)
        for number in range(1, TERMS + 1):
            self.fields[f"term_{number}_starts"] = DayField(label=f"Term {number}: first day", required=False)
            self.fields[f"term_{number}_ends"] = DayField(label=f"Term {number}: last day", required=False)
        zone = LAWS[self.data.get("law", "")].zone if self.data.get("law") in LAWS else DayField.zone
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.zone = zone

    @staticmethod
    def is_asked(data: Mapping[str, Any]) -> bool:
        """Whether the address puts a case; one that names no more than the law does not."""
        return RECEIVED in data or any(kind.fact_name in data for kind in OTHERS)

    def clean_law(self) -> Law:
        try:
            return law(self.cleaned_data["law"])
        except FactsError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "law" in cleaned:
            self._check_days(cleaned["law"])
            self._check_terms()
        if not self.errors:
            try:
                self.answer = answer(self._case(), self.calendar_of(cleaned["law"].code))
            except FactsError as error:
                self.add_error(self._field_of(error), str(error))
        return cleaned

    def _check_days(self, found: Law) -> None:
        """A day outside the law's years is said beside its own field."""
        for name, day in list(self.cleaned_data.items()):
            if isinstance(day, date):
                try:
                    check_date(day, found)
                except FactsError as error:
                    self.add_error(name, str(error))
        until, notice = self.cleaned_data.get("extension_until"), EventKind.EXTENSION.fact_name
        if until and not self.cleaned_data.get(notice) and notice not in self.errors:
            self.add_error(notice, "Enter the day of the notice that names the last day")

    def _check_terms(self) -> None:
        for number, (first, last) in enumerate(self._term_days(), start=1):
            if (first is None) != (last is None):
                missing = "ends" if last is None else "starts"
                if f"term_{number}_{missing}" not in self.errors:
                    self.add_error(f"term_{number}_{missing}", "Enter both days of the term")
            elif first and last:
                try:
                    check_terms([(first, last)])
                except FactsError as error:
                    self.add_error(f"term_{number}_ends", str(error))

    def _term_days(self) -> list[tuple[date | None, date | None]]:
        day = self.cleaned_data.get
        return [(day(f"term_{n}_starts"), day(f"term_{n}_ends")) for n in range(1, TERMS + 1)]

    def _case(self) -> Case:
        cleaned = self.cleaned_data
        facts = [
            Fact(kind, cleaned[kind.fact_name])
            for kind in (EventKind.RECEIVED, *OTHERS)
            if cleaned[kind.fact_name] and kind is not EventKind.EXTENSION
        ]
        if notice := cleaned[EventKind.EXTENSION.fact_name]:
            facts.append(Fact(EventKind.EXTENSION, notice, until=cleaned["extension_until"]))
        terms: tuple[Term, ...] = tuple((a, b) for a, b in self._term_days() if a and b)
        return Case(cleaned["law"], cleaned["body"], tuple(facts), terms, cleaned["kind"])

    def _field_of(self, error: FactsError) -> str | None:
        day = self.cleaned_data.get
        if isinstance(error, BeforeReceipt):
            names = [kind.fact_name for kind in OTHERS if kind is not EventKind.SENT]
            received = day(RECEIVED) or day(EventKind.SENT.fact_name)
            early = (name for name in names if day(name) and received and day(name) < received)
            return next(early, RECEIVED)
        if isinstance(error, ReviewNotAskedFor):
            decided = EventKind.REVIEW_DECIDED.fact_name
            asked, outcome = day(EventKind.REVIEW_ASKED.fact_name), day(decided)
            wrong = decided if outcome and (not asked or outcome < asked) else None
            return wrong or EventKind.REVIEW_EXTENSION.fact_name
        return _FIELD_OF.get(type(error), RECEIVED if isinstance(error, WrongOrder) else None)

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The dates that are not always wanted, by group, each open where something stands in it."""
        terms = [f"term_{n}_{end}" for n in range(1, TERMS + 1) for end in ("starts", "ends")]
        answers = [kind.fact_name for kind in ANSWERS]
        answers.insert(1, "extension_until")
        return [
            self._group("On the way: clarification and fees", [kind.fact_name for kind in QUESTIONS]),
            self._group("Extension and answer", answers),
            self._group("Review and complaint", [kind.fact_name for kind in REVIEWS]),
            self._group("School terms", terms),
        ]

    def _group(self, title: str, names: list[str]) -> dict[str, Any]:
        fields: list[BoundField] = [self[name] for name in names]
        return {
            "title": title,
            "fields": fields,
            "open": any(field.value() or field.errors for field in fields),
        }

    @property
    def body_label(self) -> str:
        """The kind of body in words, as chosen."""
        return BODIES.get(Body(self.cleaned_data.get("body", "")), "")
