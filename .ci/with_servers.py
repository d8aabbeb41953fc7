"""Run a command beside throw-away servers: `with_servers.py STATE_FOLDER COMMAND...`.

The command finds them in DATABASE_URL and REDIS_URL, as it would find given ones.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["FOI_STATE_DIR"] = sys.argv[1]

from foi_tracker.embedded import places
from foi_tracker.embedded.servers import attached

with attached(["postgres", "valkey"]):
    given = {"DATABASE_URL": places.postgres_url(), "REDIS_URL": places.valkey_url()}
    sys.exit(subprocess.call(sys.argv[2:], env={**os.environ, **given}))  # noqa: S603
