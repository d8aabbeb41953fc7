"""Forms of the doors: a team's mailboxes, and a mailbox brought in as a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from accounts.models import Team
from correspondence.models import Mailbox
from correspondence.services.mailboxes import PlaceRefused, check_place

_ONE_LINE = RegexValidator(r"\A[^\x00-\x1f\x7f]*\Z", "No line breaks or control characters, please")
_HOST = RegexValidator(
    r"\A[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?\Z|\A::1\Z",
    "Write the server’s name, such as imap.example.org",
)


class TeamField(forms.ModelChoiceField):
    """One of a person's teams; not shown where there is one alone."""

    def offer(self, teams: QuerySet[Team]) -> None:
        self.queryset = teams
        few = list(teams[:2])
        if len(few) == 1:
            self.widget = forms.HiddenInput()
            self.initial = few[0].pk


class MailboxForm(forms.Form):
    """Where a mailbox is and how to get in. The password is asked for and never shown again."""

    team = TeamField(
        Team.objects.none(), label="Team", empty_label=None, error_messages={"required": "Choose the team"}
    )
    name = forms.CharField(
        label="What you call it",
        max_length=120,
        help_text="For example: FOI replies.",
        error_messages={"required": "Give the mailbox a name"},
    )
    host = forms.CharField(
        label="Server",
        max_length=255,
        validators=[_HOST],
        help_text="For example: imap.example.org.",
        error_messages={"required": "Write the server’s name"},
    )
    security = forms.ChoiceField(
        label="Encryption", choices=Mailbox.Security.choices, widget=forms.RadioSelect, initial="tls"
    )
    port = forms.IntegerField(
        label="Port",
        min_value=1,
        max_value=65535,
        initial=993,
        error_messages={"required": "Write the port: 993, or 143 with STARTTLS"},
    )
    username = forms.CharField(
        label="User name",
        max_length=255,
        validators=[_ONE_LINE],
        help_text="Often the whole e-mail address.",
        error_messages={"required": "Write the user name"},
    )
    password = forms.CharField(
        label="Password",
        max_length=500,
        strip=False,
        validators=[_ONE_LINE],
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Kept encrypted, and never shown again. Where the mail provider has app passwords, take one.",
        error_messages={"required": "Write the password"},
    )
    folder = forms.CharField(
        label="Folder",
        max_length=255,
        initial="INBOX",
        validators=[_ONE_LINE],
        help_text="INBOX is where new mail comes in.",
        error_messages={"required": "Write the folder’s name: INBOX is the usual one"},
    )

    def __init__(
        self, *args: Any, teams: QuerySet[Team], mailbox: Mailbox | None = None, **kwargs: Any
    ) -> None:
        if mailbox:
            names = ("name", "host", "security", "port", "username", "folder")
            kwargs["initial"] = {name: getattr(mailbox, name) for name in names}
        super().__init__(*args, **kwargs)
        self.fields["port"].widget.attrs["class"] = "w-10"
        if mailbox:
            del self.fields["team"]
            self.fields["password"].required = False
            self.fields[
                "password"
            ].help_text = "Leave it blank to keep the one there is. It is kept encrypted."
        else:
            self.fields["team"].offer(teams)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                check_place(**{name: cleaned[name] for name in ("host", "port", "security")})
            except PlaceRefused as error:
                self.add_error("port" if "port" in str(error) else "security", str(error))
        return cleaned


class BringInForm(forms.Form):
    """A file of mails, and whose they are."""

    team = TeamField(
        Team.objects.none(), label="Team", empty_label=None, error_messages={"required": "Choose the team"}
    )
    file = forms.FileField(
        label="The file",
        help_text="A .zip of a whole folder, an .mbox, or one mail as .eml or .msg. 500 MB at most.",
        error_messages={"required": "Choose a file", "empty": "That file is empty"},
    )

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].offer(teams)  # type: ignore[attr-defined]
