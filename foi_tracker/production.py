"""What a production installation refuses to start with."""

from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "change-me"


def refuse_examples(given: Mapping[str, str], *, debug: bool) -> None:
    """Raise `ImproperlyConfigured` for DEBUG, or for a secret that is still the one of `.env.example`."""
    if debug:
        raise ImproperlyConfigured("DEBUG must be off in production: set DEBUG=false.")
    for name, value in given.items():
        if EXAMPLE in value:
            raise ImproperlyConfigured(f"{name} is still the example of .env.example: set your own.")
