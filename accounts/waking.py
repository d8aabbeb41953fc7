"""Having a worker begin at once with what somebody asked for; every room's pages do it in the same way."""

from __future__ import annotations

import logging
from functools import partial

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(*tasks: Task) -> None:
    """Hand the tasks to the queue; where it is away, the schedule finds the work later."""
    for task in tasks:
        try:
            task.apply_async(retry=False)
        except OperationalError as error:
            log.warning("the worker could not be woken: %s", error)
            return


def wake_after_commit(*tasks: Task) -> None:
    """The same, once what the tasks are to find is committed."""
    transaction.on_commit(partial(wake, *tasks))
