"""How the web server runs, in the container and under `manage.py up`.

Processes by the number alone: `WEB_CONCURRENCY` (gunicorn reads it), threads in each: `WEB_THREADS`.
"""

import os

worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 5
keepalive = 5
limit_request_line = (
    8190  # bytes, the most it allows: a long search in an address gets a page of ours, not a bare 414
)
max_requests = 5000
max_requests_jitter = 500
errorlog = "-"
control_socket_disable = True  # several trackers of one user would share it
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 (a heartbeat, not data)
