"""Passwords that must be kept to be used again: encrypted with a key made from the installation's own."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"foi-tracker: passwords of mailboxes"


class CannotUnseal(ValueError):
    """It was sealed with another key; `str()` is a sentence for the screen."""

    def __init__(self) -> None:
        super().__init__(
            "The password cannot be read any more, because SECRET_KEY has changed: give it again."
        )


def seal(words: str) -> str:
    """The words as only this installation can read them again."""
    return _fernet().encrypt(words.encode()).decode()


def unseal(sealed: str) -> str:
    """The words that were sealed. Raises `CannotUnseal`."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise CannotUnseal from error


def _fernet() -> MultiFernet:
    """Seals with SECRET_KEY; opens what SECRET_KEY_FALLBACKS sealed too."""
    return MultiFernet([_with(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _with(key: str | bytes) -> Fernet:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive
    derived = derive(key.encode() if isinstance(key, str) else key)
    return Fernet(base64.urlsafe_b64encode(derived))
