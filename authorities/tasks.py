"""What the worker does for authorities. Each task is safe to run twice and at the same time."""

from __future__ import annotations

import logging

from celery import shared_task

from authorities.services import imports

log = logging.getLogger(__name__)


@shared_task(name="authorities.work_on_imports", expires=60)
def work_on_imports() -> None:
    if steps := imports.work_on_imports():
        log.info("worked on imports: %s steps", steps)
