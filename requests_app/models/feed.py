"""Secret addresses at which a person's deadlines can be subscribed to."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """An address that was given out. Only the digest of its secret is kept: it cannot be shown a second time.

    Written by `requests_app.services.feeds` alone.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret, in hexadecimal.")
    issued_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at=None), name="calendar_feed_one_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.user}"
