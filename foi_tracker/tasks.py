"""What the worker does for the project itself."""

from celery import shared_task

from foi_tracker import heartbeat


@shared_task(name="foi_tracker.heartbeat", expires=60)
def beat() -> None:
    heartbeat.beat()
