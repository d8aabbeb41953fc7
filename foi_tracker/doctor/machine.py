"""The machine and the settings: everything that can be seen without asking a server."""

import importlib.util
import os
import platform
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from correspondence.documents_text.programs import INSTALL
from foi_tracker.bootstrap import environment
from foi_tracker.doctor.findings import Finding, broken, good, note
from foi_tracker.embedded import places
from requests_app.pdf import needs

READERS = {"antiword": "Old Word files", "catppt": "Old PowerPoint files", "tesseract": "Scans and pictures"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_LEAST_FREE = 1_000_000_000  # bytes


def look() -> Iterator[Finding]:
    yield good("Python", platform.python_version())
    yield packages()
    yield disk(settings.STATE_DIR)
    yield files()
    yield mail()
    yield from readers()
    yield pdfs()
    yield from private_folders()
    yield secret_key()
    yield debug()
    yield browser()


def packages() -> Finding:
    """Whether the installed packages are those of the lock."""
    if environment.is_made_elsewhere():
        return good("Packages", "installed by the image")
    if environment.is_current("local"):
        return good("Packages", f"{environment.VENV} holds the lock")
    return broken("Packages", f"{environment.VENV} does not hold the lock", "python3 manage.py up")


def disk(folder: Path, least: int = _LEAST_FREE) -> Finding:
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    free = shutil.disk_usage(existing).free
    says = f"{free / 1e9:.1f} GB free at {folder}"
    if free < least:
        return broken("Disk", says, "Free some space: letters are refused when the disk is full.")
    return good("Disk", says)


def files() -> Finding:
    """Whether attachments can be stored."""
    if settings.STORAGE_BUCKET:
        return _object_storage()
    folder = Path(settings.MEDIA_ROOT)
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        mend = f"Make {folder} writable for this user, or set MEDIA_ROOT."
        return broken("Files", f"cannot write to {existing}: {error.strerror}", mend)
    return good("Files", f"kept in {folder}")


def _object_storage() -> Finding:
    if importlib.util.find_spec("boto3") is None:
        return broken(
            "Files", "the packages for object storage are missing", "Install requirements/production.txt."
        )
    return good("Files", f"kept in the bucket {settings.STORAGE_BUCKET}")


def mail() -> Finding:
    backend = settings.EMAIL_BACKEND
    if backend.endswith("filebased.EmailBackend"):
        return note("Mail", f"written to {settings.EMAIL_FILE_PATH}, not sent", "Set EMAIL_URL to send it.")
    if not backend.endswith("smtp.EmailBackend"):
        return note("Mail", f"not sent ({backend})", "Set EMAIL_URL to send it.")
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost>"):
        return broken("Mail", "has no sender's address", "Set DEFAULT_FROM_EMAIL.")
    return good("Mail", f"sent by {settings.EMAIL_HOST}")


def readers() -> Iterator[Finding]:
    """Programs that read what is attached to letters; without one, files of its kind are kept and not searched."""
    for name, what in READERS.items():
        if found := shutil.which(name):
            yield good(what, found)
        else:
            yield note(what, f"not read: {name} is missing", INSTALL[name])


def pdfs() -> Finding:
    """Whether reports can be made; without them the pages offer a print view."""
    if gone := needs.missing():
        return note("PDFs", f"not made: {', '.join(gone)} missing", needs.INSTALL)
    return good("PDFs", "can be made")


def private_folders() -> Iterator[Finding]:
    """Whether others on this machine can read logs, or written mails with links that let people in."""
    for folder in (places.log_dir(), places.mail_dir()):
        wide = places.open_to_others(folder) if folder.is_dir() else []
        if wide:
            says = f"others on this machine can read {wide[0]}"
            yield broken("Private folders", says, f"chmod -R go= {shlex.quote(str(folder))}")
            return
    yield good("Private folders", "logs and written mails are for this user alone")


def secret_key() -> Finding:
    kept = settings.STATE_DIR / "secret_key"
    if settings.PRODUCTION:
        return good("Secret key", "given")
    if os.environ.get("SECRET_KEY"):
        return good("Secret key", "given")
    return good("Secret key", f"made for this installation and kept in {kept}")


def debug() -> Finding:
    if not settings.DEBUG:
        return good("Debug", "off")
    return note("Debug", "on: errors show the program's inside to everybody", "Set DEBUG=false.")


def browser() -> Finding:
    """Chromium is for the tests alone."""
    found = next(
        (path for name in (os.environ.get("CHROMIUM", ""), *BROWSERS) if (path := shutil.which(name))), ""
    )
    if found:
        return good("Browser for tests", found)
    return note("Browser for tests", "none found: browser tests are skipped", "apt-get install chromium")
