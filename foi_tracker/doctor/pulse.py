"""`python -m foi_tracker.doctor.pulse`: exits non-zero when the scheduler's last sign is old (container check)."""

import os
import sys

import django


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "foi_tracker.settings")
    django.setup()
    from foi_tracker import heartbeat

    age = heartbeat.age()
    return 0 if age is not None and age < heartbeat.LATE_AFTER else 1


if __name__ == "__main__":
    sys.exit(main())
