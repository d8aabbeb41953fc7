"""The address of its own that a request has."""

from __future__ import annotations

from django.db import models

from requests_app.models import InformationRequest
from requests_app.querysets import OfRequestQuerySet


class ReplyAddressQuerySet(OfRequestQuerySet):
    request_path = "request"


class ReplyAddress(models.Model):
    """What stands behind the plus in a request's own address: 128 random bits, so that nobody guesses another's.

    Kept as it is, for every letter of ours carries it. Written by `correspondence.services.addresses` alone.
    """

    request = models.OneToOneField(
        InformationRequest, on_delete=models.CASCADE, related_name="reply_address", primary_key=True
    )
    token = models.CharField(max_length=40, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReplyAddressQuerySet.as_manager()

    def __str__(self) -> str:
        return self.token
