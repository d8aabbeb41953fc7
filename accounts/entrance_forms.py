"""django-allauth's forms in the words of this project. What they check and do is django-allauth's."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

from accounts.forms import INVALID_EMAIL

# Field: its label, and what is said when it is left blank.
WORDS = {
    "login": ("E-mail address", "Enter your e-mail address"),
    "email": ("E-mail address", "Enter an e-mail address"),
    "password": ("Password", "Enter your password"),
    "remember": ("Keep me logged in on this computer", ""),
    "oldpassword": ("Current password", "Enter your current password"),
    "password1": ("New password", "Enter a new password"),
    "password2": ("New password again", "Enter the new password again"),
    "code": ("Code", "Enter the code"),
}


class InOurWords(forms.Form):
    """Names each field, and takes away placeholders and the link that stood between two fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name not in WORDS:
                continue
            field.label, blank = WORDS[name]
            field.error_messages["required"] = blank
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = INVALID_EMAIL
            if name in ("password", "oldpassword"):
                field.help_text = ""  # "Forgot your password?", which the page has after the form's button


class LoginForm(InOurWords, account.LoginForm):
    pass


class AddEmailForm(InOurWords, account.AddEmailForm):
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm):
    """Also the page where somebody who was invited sets the first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_first:
            for name, label in (("password1", "Password"), ("password2", "Password again")):
                self.fields[name].label = label

    @property
    def is_first(self) -> bool:
        return self.user is not None and not self.user.has_usable_password()


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    pass


class CodeForm(InOurWords, mfa.AuthenticateForm):
    pass


class CodeAgainForm(InOurWords, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(InOurWords, totp.ActivateTOTPForm):
    pass
