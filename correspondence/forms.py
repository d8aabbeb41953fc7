"""What people bring in: a pasted thread, a letter, an e-mail as a file, files for a letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile

from accounts.models import Team, User
from authorities.forms import AuthorityField
from correspondence.errors import CorrespondenceError
from correspondence.models import Message, Suggestion
from correspondence.reading.thread_types import LONGEST_THREAD
from correspondence.services.files import check_uploads
from correspondence.services.mail import BIGGEST_MAIL
from correspondence.services.reading import text_of
from requests_app.deadlines import FactsError, law
from requests_app.deadlines.checks import check_date
from requests_app.forms.fields import LetterField, PastDateField
from requests_app.models import InformationRequest


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files; `clean` gives a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        chosen = data if isinstance(data, list | tuple) else [data] if data else []
        if not chosen and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        try:
            check_uploads(chosen)
        except CorrespondenceError as error:
            raise ValidationError(str(error)) from error
        return list(chosen)


class PasteField(forms.CharField):
    """The text of a whole thread: up to three million characters, none of them NUL."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)  # no maxlength: a browser would cut the text off in silence
        self.widget.attrs |= {"rows": 14, "spellcheck": "false", "class": "letter-text"}
        self.error_messages["null_characters_not_allowed"] = (
            "That is not text but a binary file: paste the words of the thread"
        )

    def run_validators(self, value: Any) -> None:
        if len(value) > LONGEST_THREAD:
            size = f"{len(value) / 1_000_000:.1f}".removesuffix(".0")
            raise ValidationError(
                f"The text is {size} million characters; {LONGEST_THREAD // 1_000_000} million is the most: "
                "paste one thread"
            )
        super().run_validators(value)


class PasteForm(forms.Form):
    """A pasted thread for a request that is here already."""

    text = PasteField(
        label="The thread’s text", required=False, help_text="As it stands on the page, from top to bottom."
    )
    file = forms.FileField(
        label="Or a text file",
        required=False,
        help_text="A .txt file with the same text.",
        allow_empty_file=True,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if file and not self.errors:
            cleaned["text"] = text = self._text_of(file)
        if not text.strip() and not self.errors:
            raise ValidationError("Paste the thread, or choose a text file")
        return cleaned

    def _text_of(self, file: UploadedFile) -> str:
        if (file.size or 0) > 4 * LONGEST_THREAD:
            self.add_error("file", "That file is too big: 40 MB is the most a text file can be")
            return ""
        try:
            return text_of(file.read())
        except CorrespondenceError as error:
            self.add_error("file", str(error))
            return ""


class ImportForm(PasteForm):
    """A pasted thread that makes a request. The dates and the title are asked for once the text has been read."""

    authority = AuthorityField(
        label="Authority",
        required=False,
        help_text="Left blank, it is taken from the text, and made if it is new.",
    )
    team = forms.ModelChoiceField(Team.objects.none(), label="Team", empty_label=None)
    received_on = PastDateField(label="Date of receipt", required=False)
    sent_on = PastDateField(label="Date sent", required=False)
    title = forms.CharField(label="What it is about", required=False, max_length=200)
    add_to = forms.CharField(label="Where do these letters belong?", required=False, widget=forms.HiddenInput)

    field_order = ("text", "file", "authority", "team", "received_on", "sent_on", "title", "add_to")

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("received_on", "sent_on"):
            self.fields[name].today = today  # type: ignore[attr-defined]
        teams = Team.objects.visible_to(user)
        field = self.fields["team"]
        field.queryset = teams  # type: ignore[attr-defined]
        self.teams = list(teams[:2])
        if len(self.teams) == 1:
            field.widget = forms.HiddenInput()
            field.initial = self.teams[0].pk

    def offer(self, fits: Sequence[InformationRequest]) -> None:
        """Ask whether the letters go to one of these requests, which have the thread's number, or make another."""
        if not fits:
            return
        choices = [(str(each.pk), f"Add them to “{each.title}”") for each in fits]
        self.fields["add_to"].widget = forms.RadioSelect(choices=[*choices, ("new", "Make another request")])
        if len(fits) == 1:
            self.fields["add_to"].initial = str(fits[0].pk)

    def clean_add_to(self) -> int | str | None:
        said: str = self.cleaned_data["add_to"]
        if said.isascii() and said.isdecimal() and len(said) < 19:
            return int(said)
        return "new" if said == "new" else None


class LetterDateField(PastDateField):
    """The day a letter bears: one that has come already, and none before the right to ask began."""

    law: str = ""

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and self.law:
            try:
                check_date(day, law(self.law))
            except FactsError as error:
                raise ValidationError(str(error).rstrip(".")) from error
        return day


class LetterForm(forms.Form):
    """A letter, a call or a note that a person writes down."""

    what = forms.ChoiceField(
        label="What is it",
        choices=[("in", "From the authority"), ("out", "From us"), ("note", "A note of our own")],
        widget=forms.RadioSelect,
        initial="in",
    )
    channel = forms.ChoiceField(
        label="How it came or went",
        choices=[choice for choice in Message.Channel.choices if choice[0] not in ("pasted", "note")],
        initial="email",
    )
    on = LetterDateField(label="Date", help_text="The date the letter bears.")
    author_name = forms.CharField(label="Who wrote it", required=False, max_length=255)
    subject = forms.CharField(label="Subject", required=False, max_length=500)
    text = LetterField(label="Text", required=False)
    attachments = ManyFilesField(
        label="Attachments", required=False, help_text="Several at once if you like; 50 MB each."
    )

    def __init__(self, *args: Any, today: date, law: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today, self.fields["on"].law = today, law  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs["rows"] = 12

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned["text"].strip() or cleaned["attachments"]):
            raise ValidationError("Type the letter’s text, or attach the letter as a file")
        return cleaned

    def letter(self) -> dict[str, Any]:
        """The arguments of `add_letter`."""
        cleaned = self.cleaned_data
        note = cleaned["what"] == "note"
        files: list[File[bytes]] = cleaned["attachments"]
        return {
            "direction": Message.Direction.INCOMING
            if cleaned["what"] == "in"
            else Message.Direction.OUTGOING,
            "channel": Message.Channel.NOTE if note else cleaned["channel"],
            "on": cleaned["on"],
            "author_name": cleaned["author_name"],
            "subject": cleaned["subject"],
            "text": cleaned["text"],
            "files": files,
        }


class EditLetterForm(forms.Form):
    """The facts about a letter that is here; its words stay as they came."""

    on = LetterDateField(
        label="Date",
        required=False,
        help_text="The date the letter bears. It is placed by it; blank, it stays there.",
    )
    author_name = forms.CharField(label="Who wrote it", required=False, max_length=255)
    direction = forms.ChoiceField(label="Side", choices=Message.Direction.choices, widget=forms.RadioSelect)
    subject = forms.CharField(label="Subject", required=False, max_length=500)

    def __init__(self, *args: Any, message: Message, today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(message, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        on = self.fields["on"]
        on.today, on.law = today, message.request.law  # type: ignore[attr-defined]
        if message.opens_request or message.is_note:
            self.fields["direction"].disabled = True
            self.fields["direction"].widget = forms.HiddenInput()


class RemoveLetterForm(forms.Form):
    """Why a letter does not belong to the request."""

    because = forms.CharField(
        label="Why",
        required=False,
        max_length=300,
        help_text="For example: it is about another request. It stays in the record, with your name.",
    )


class MailForm(forms.Form):
    """An e-mail as a mail program saves it."""

    mail = forms.FileField(
        label="The e-mail as a file",
        help_text="An .eml or .msg file: in most mail programs “Save as” or “Download message”. 35 MB at most.",
        error_messages={"empty": "That file is empty", "required": "Choose an .eml or .msg file"},
    )

    direction = forms.ChoiceField(
        label="Who sent it",
        required=False,
        choices=[("", "See from the addresses"), ("in", "The authority"), ("out", "We did")],
        widget=forms.RadioSelect,
    )

    def clean_mail(self) -> UploadedFile:
        mail: UploadedFile = self.cleaned_data["mail"]
        size = mail.size or 0
        if size > BIGGEST_MAIL:
            raise ValidationError(f"That e-mail is {size / 1024 / 1024:.0f} MB; 35 MB is the most it can be")
        return mail


class FilesForm(forms.Form):
    """Files for a letter that is here."""

    attachments = ManyFilesField(
        label="Files",
        help_text="Several at once if you like; 50 MB each. They take the place of attachments only mentioned.",
        error_messages={"required": "Choose at least one file"},
    )


class SuggestionForm(forms.Form):
    """The day on which what a letter says happened."""

    on = PastDateField(label="When")

    def __init__(self, *args: Any, today: date, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].today = today  # type: ignore[attr-defined]
        if kind in (Suggestion.Kind.REFERENCE, Suggestion.Kind.ATTACHMENT):
            del self.fields["on"]
