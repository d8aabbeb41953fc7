"""Where mail services hand in letters. No person comes here: the caller shows a secret, and may sign the call."""

from __future__ import annotations

import logging

from anymail.exceptions import AnymailWebhookValidationFailure
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from correspondence.doors.services import NotUnderstood, mails_of, view_of
from correspondence.models import Arrival
from correspondence.services.inbound import receive, receive_unread
from correspondence.tasks import wake

log = logging.getLogger(__name__)
WEBHOOK = Arrival.Door.WEBHOOK


@csrf_exempt
@login_not_required
@require_http_methods(["HEAD", "POST"])
def hook(http: HttpRequest, service: str) -> HttpResponse:
    """Store what a service hands in. 200 only once it is stored; 503 where it cannot be: the service comes again."""
    view = view_of(service)
    if view is None:
        raise Http404("No such mail service is let in here.")
    if http.method == "HEAD":
        return HttpResponse()
    try:
        body = http.body
        view.run_validators(http)
    except AnymailWebhookValidationFailure:
        return HttpResponse("The secret or the signature is not right.", status=403)
    except RequestDataTooBig:
        return HttpResponse("That is more than a call may hold.", status=413)
    try:
        for mail in mails_of(service, view, http):
            receive(raw=mail.raw, door=WEBHOOK, team=None, envelope_to=mail.recipient)
    except NotUnderstood as error:
        return _keep_the_call(service, body, error)
    except (OSError, DatabaseError) as error:
        return _come_again(error)
    transaction.on_commit(wake)
    return HttpResponse("Stored.")


def _keep_the_call(service: str, body: bytes, error: NotUnderstood) -> HttpResponse:
    """What cannot be understood is kept too, for a person to look at."""
    log.error("a call of %s was not understood: %s", service, error)
    try:
        receive_unread(raw=body, door=WEBHOOK, team=None, because=f"A call of {service} was not understood.")
    except (OSError, DatabaseError) as trouble:
        return _come_again(trouble)
    return HttpResponse("Stored, but not understood.")


def _come_again(error: Exception) -> HttpResponse:
    log.warning("a mail service's letter could not be stored: %s", error)
    return HttpResponse("Not stored: come again later.", status=503, headers={"Retry-After": "60"})
