"""The form in which a person codes what came back for one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from correspondence.models import Attachment, Evidence, Message, Suggestion
from correspondence.quoting import LONGEST_QUOTE
from correspondence.services.answering import Quoted, WordsNotThere, quote
from requests_app.law_sections import LAWS, UnknownSection, as_text, parse_grounds
from requests_app.models import Answer, Question
from requests_app.outcomes import ANSWER_LABELS

PICK_AN_OUTCOME = "Say what came back"


class CodingForm(forms.Form):
    """One question's answer. `letters` are those it may quote, with their files fetched."""

    outcome = forms.ChoiceField(
        label="What came back",
        choices=list(ANSWER_LABELS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": PICK_AN_OUTCOME, "invalid_choice": PICK_AN_OUTCOME},
    )
    exemptions = forms.CharField(
        label="Exemptions relied on",
        required=False,
        max_length=300,
        help_text="Sections, with commas between: s43(2), EIR reg12(4)(b).",
    )
    weighs = forms.BooleanField(label="The letter weighs the public interest", required=False)
    source = forms.ChoiceField(label="Where it says so", required=False)
    page = forms.IntegerField(label="Page", required=False, min_value=1, max_value=100_000)
    words = forms.CharField(
        label="The words that show it",
        required=False,
        max_length=LONGEST_QUOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(label="Note", required=False, max_length=500)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        question: Question,
        law: str,
        letters: Sequence[Message],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, prefix=f"q{question.pk}", initial=initial)
        self.law, self.letters = LAWS.get(law, ""), letters
        self.fields["source"].choices = [("", "–"), *_sources(letters)]  # type: ignore[attr-defined]

    def clean_exemptions(self) -> Any:
        try:
            return parse_grounds(self.cleaned_data["exemptions"], law=self.law)
        except UnknownSection as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        words, source = cleaned.get("words", "").strip(), cleaned.get("source", "")
        cleaned["quotes"] = ()
        if words and not source and "source" not in self.errors:
            self.add_error("source", "Say in which letter or file these words stand")
        elif words and source:
            try:
                cleaned["quotes"] = (self._quote(words, source, cleaned.get("page")),)
            except WordsNotThere as error:
                self.add_error("words", str(error))
        return cleaned

    def _quote(self, words: str, source: str, page: int | None) -> Quoted:
        message, attachment = _found(self.letters, source)
        return quote(words=words, message=message, attachment=attachment, page=page)

    @property
    def more_is_filled(self) -> bool:
        """Whether exemptions or a note are filled in, or anything is wrong: then nothing is folded away."""
        return bool(self.errors) or any(self[name].value() for name in ("exemptions", "note"))

    def answer(self) -> dict[str, Any]:
        """What `record_answer` is called with."""
        given = self.cleaned_data
        return {
            "outcome": given["outcome"],
            "grounds": given["exemptions"],
            "weighs_public_interest": given["weighs"],
            "note": given["note"],
            "quotes": given["quotes"],
        }


def _sources(letters: Sequence[Message]) -> list[tuple[str, str]]:
    found = []
    for letter in letters:
        when = f" of {letter.on:%-d %B %Y}" if letter.on else ""
        found.append((f"m{letter.pk}", f"Letter {letter.position}{when}"))
        found += [
            (f"a{file.pk}", f"{file}, with letter {letter.position}") for file in letter.attachments.all()
        ]
    return found


def _found(letters: Sequence[Message], source: str) -> tuple[Message, Attachment | None]:
    """The letter and the file that a choice of the form stands for: one of those it offers."""
    for letter in letters:
        if source == f"m{letter.pk}":
            return letter, None
        for file in letter.attachments.all():
            if source == f"a{file.pk}":
                return letter, file
    raise WordsNotThere("That letter or file is not here any more.")


def initial_of(answer: Answer, *, law: str) -> dict[str, Any]:
    """The form's fields for an answer, whose exemptions and evidence come fetched."""
    exemptions = answer.exemptions.all()
    first: Evidence | None = next(iter(answer.evidence.all()), None)
    quoted = {}
    if first:
        source = f"a{first.attachment_id}" if first.attachment_id else f"m{first.message_id}"
        quoted = {"source": source, "page": first.page, "words": first.text}
    return {
        "outcome": answer.outcome,
        "exemptions": as_text([(one.law, one.section) for one in exemptions], law=LAWS.get(law, "")),
        "weighs": any(one.weighs_public_interest for one in exemptions),
        "note": answer.note,
        **quoted,
    }


def initial_from(suggestion: Suggestion, *, law: str) -> dict[str, Any]:
    """The form's fields as a letter suggests them: nothing of it is recorded until somebody saves it."""
    grounds = [one.partition(" ")[::2] for one in suggestion.sections.split(", ") if one]
    return {
        "outcome": suggestion.outcome,
        "exemptions": as_text(grounds, law=LAWS.get(law, "")),
        "source": f"m{suggestion.message_id}",
        "words": suggestion.evidence if suggestion.start is not None else "",
    }
