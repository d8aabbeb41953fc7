"""The key that signs sessions and links: given in production, made once and kept otherwise."""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 40


def secret_key(given: str, *, production: bool, state_dir: Path) -> str:
    """The key to use; `ImproperlyConfigured` where production has none or a short one."""
    if given and not (production and len(given) < SHORTEST):
        return given
    if production:
        raise ImproperlyConfigured(
            f"SECRET_KEY must be set in production and have at least {SHORTEST} characters."
        )
    return _kept(state_dir / "secret_key")


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text().strip()
