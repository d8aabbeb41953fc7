"""Collecting the static files when one has changed, and only then."""

import hashlib
from pathlib import Path

from foi_tracker.embedded import places


def collect_if_changed() -> bool:
    """Collect; return whether it was necessary."""
    from django.conf import settings
    from django.core.management import call_command

    mark = places.run_dir() / "static"
    now = _fingerprint()
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if mark.exists() and mark.read_text() == now and manifest.exists():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now)
    return True


def _fingerprint() -> str:
    """What changes with the name, size or time of any static file."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            about = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
