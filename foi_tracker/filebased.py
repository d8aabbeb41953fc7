"""Mails as files that nobody else on the machine can read: they hold links that let people in."""

from django.core.mail.backends.filebased import EmailBackend as DjangosEmailBackend

from foi_tracker.embedded import places


class EmailBackend(DjangosEmailBackend):
    def open(self) -> bool:
        """Django's, but the file is for us alone (0600), whatever the umask."""
        if getattr(self, "stream", None) is not None:
            return False
        self.stream = open(self._get_filename(), "ab", opener=places.private)  # type: ignore[attr-defined, assignment]  # noqa: SIM115
        return True
