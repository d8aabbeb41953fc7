"""Bank holidays proclaimed after the calendars were printed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from authorities.models import Authority


class Proclaimed(models.Model):
    """A day that an admin adds to the calendars: a bank holiday under the 1971 Act, proclaimed late."""

    on = models.DateField("day")
    name = models.CharField("name of the holiday", max_length=120)
    nations = ArrayField(
        models.CharField(max_length=20, choices=Authority.Nation.choices), verbose_name="nations it holds in"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on"]
        constraints = [models.UniqueConstraint(fields=["on", "name"], name="proclaimed_once")]
        verbose_name = "proclaimed bank holiday"

    def __str__(self) -> str:
        return f"{self.name}, {self.on:%-d %B %Y}"
