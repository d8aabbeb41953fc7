"""The project's settings, changed where a test must be quick or must not depend on what ran before."""

import os
import tempfile
from pathlib import Path

from foi_tracker.settings import *  # noqa: F403
from foi_tracker.settings import STATE_DIR, STORAGES

# Playwright's synchronous interface runs an event loop in the test's own thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = STATE_DIR / "static"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="media-", dir=STATE_DIR))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
