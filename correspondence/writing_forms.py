"""Writing a letter to an authority, or to the regulator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import conditional_escape

from correspondence.errors import BadLetter
from correspondence.forms import ManyFilesField
from correspondence.models import OutgoingLetter
from correspondence.services.composing import LONGEST_SUBJECT, Composed, check_one_line
from correspondence.services.recipients import recipients
from requests_app.forms.fields import LetterField
from requests_app.models import InformationRequest


class SuggestingInput(forms.EmailInput):
    """A text box with suggestions: `options` are (value, words)."""

    template_name = "correspondence/widgets/suggesting.html"

    def __init__(self, options: list[tuple[str, str]]) -> None:
        super().__init__(attrs={"class": "w-30", "autocomplete": "off"})
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if self.options:
            context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_known"
        return {**context, "options": self.options}


class OneLineField(forms.CharField):
    """Text without line breaks or other control characters: it goes into a mail's headers."""

    def to_python(self, value: Any) -> str:
        text = str(value or "")
        try:
            check_one_line(f"The {str(self.label).lower()}", text)
        except BadLetter as error:
            raise ValidationError(str(error)) from error
        return super().to_python(value) or ""


class WriteForm(forms.Form):
    """A letter: to whom, about what, its words and its files."""

    to_email = forms.EmailField(
        label="To",
        max_length=254,
        error_messages={
            "required": "Enter the address it goes to",
            "invalid": "Enter an e-mail address, such as foi@council.gov.uk",
        },
    )
    subject = OneLineField(
        label="Subject",
        max_length=LONGEST_SUBJECT,
        error_messages={"required": "Enter a subject"},
        help_text="With the authority’s reference, so that the answer finds its way back.",
    )
    body = LetterField(label="Letter", error_messages={"required": "Write the letter"})
    leave_out = forms.MultipleChoiceField(
        label="Files to leave out", required=False, widget=forms.CheckboxSelectMultiple
    )
    attachments = ManyFilesField(
        label="Files to go with it",
        required=False,
        help_text="Several at once if you like; 20 MB in all, for many mail servers refuse more.",
    )
    upload_link = forms.BooleanField(
        label="Give them an upload link",
        required=False,
        help_text="A secret address for files that e-mail would not carry. Its words are added to the letter.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        request: InformationRequest,
        kind: str,
        composed: Composed | None = None,
        letter: OutgoingLetter | None = None,
        **kwargs: Any,
    ) -> None:
        source = letter or composed
        names = ("to_email", "subject", "body")
        kwargs["initial"] = {name: getattr(source, name) for name in names} if source else {}
        if letter:
            kwargs["initial"]["version"] = letter.version
        super().__init__(*args, **kwargs)
        known = recipients(request, kind)
        self.fields["to_email"].widget = SuggestingInput([(each.email, each.words) for each in known])
        if known:
            said = "; ".join(f"{each.email} ({each.words})" for each in known[:4])
            self.fields["to_email"].help_text = conditional_escape(f"Known: {said}.")
        elif kind == OutgoingLetter.Kind.COMPLAINT:
            self.fields["to_email"].help_text = "The regulator’s own address for complaints."
        else:
            self.fields["to_email"].help_text = "No address of this authority is known yet."
        self.fields["body"].widget.attrs |= {"rows": 20, "class": "letter-text"}
        files = [(str(each.pk), str(each)) for each in letter.files.all()] if letter else []
        if files:
            self.fields["leave_out"].choices = files  # type: ignore[attr-defined]
        else:
            del self.fields["leave_out"]
        if letter or kind != OutgoingLetter.Kind.REPLY:
            del self.fields["upload_link"]

    @property
    def words(self) -> dict[str, Any]:
        """What `keep_draft` and `edit_draft` take."""
        words = {name: self.cleaned_data[name] for name in ("to_email", "subject", "body")}
        return {**words, "files": self.cleaned_data["attachments"]}

    def seen(self, letter: OutgoingLetter) -> None:
        """What is shown again is what was typed, on top of the draft as it stands now."""
        self.data = {**{name: self[name].value() for name in self.fields}, "version": letter.version}
