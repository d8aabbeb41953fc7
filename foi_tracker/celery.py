"""The Celery application and the one schedule of all periodic work.

Each task of it is safe to run twice and at the same time; its last run is noted (`foi_tracker.recording`), and whether
it is late is told by `foi_tracker.punctuality`.
"""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foi_tracker.settings")

app = Celery("foi_tracker", task_cls="foi_tracker.recording:RecordedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "recompute-deadlines-nightly": {
        "task": "requests_app.recompute_deadlines",
        "schedule": crontab(hour=0, minute=10),
    },
    "resume-runs": {"task": "requests_app.resume_runs", "schedule": 30.0},
    "work-on-imports": {"task": "authorities.work_on_imports", "schedule": 30.0},
    "work-on-request-imports": {"task": "requests_app.work_on_imports", "schedule": 30.0},
    "sweep-for-notices": {"task": "requests_app.sweep", "schedule": crontab(minute="*/10")},
    "sweep-letters-for-notices": {"task": "correspondence.sweep", "schedule": crontab(minute="*/10")},
    "send-notices": {"task": "requests_app.send_notices", "schedule": 60.0},
    "make-reports": {"task": "requests_app.make_reports", "schedule": 20.0},
    "make-bundles": {"task": "correspondence.make_bundles", "schedule": 20.0},
    "sweep-reports": {"task": "requests_app.sweep_reports", "schedule": crontab(minute=50)},
    "read-mail": {"task": "correspondence.read_mail", "schedule": 5.0},
    "fetch-mail": {"task": "correspondence.fetch_mail", "schedule": 60.0},
    "take-uploads": {"task": "correspondence.take_uploads", "schedule": 30.0},
    "read-documents": {"task": "correspondence.read_documents", "schedule": 30.0},
    "find-terms": {"task": "correspondence.find_terms", "schedule": 60.0},
    "read-letters": {"task": "correspondence.read_letters", "schedule": 60.0},
    "sweep-uploads": {"task": "correspondence.sweep_uploads", "schedule": crontab(minute=40)},
    "send-outbox": {"task": "correspondence.send_outbox", "schedule": 10.0},
    "send-campaigns": {"task": "correspondence.send_campaigns", "schedule": 10.0},
    "heartbeat": {"task": "foi_tracker.heartbeat", "schedule": 30.0},
}
