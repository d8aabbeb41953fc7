"""How much is read of a file, so that no file can stop a worker."""

from __future__ import annotations

MB = 1024 * 1024
BIGGEST_FILE = 64 * MB
BIGGEST_UNPACKED = 512 * MB
"""Bytes of all parts of a workbook: sheets of ten million cells unpack to more."""
MOST_TIMES_SMALLER = 250
"""How much smaller than its contents a part may be packed: honest sheets reach about 50."""
MOST_PARTS = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 300
MOST_CELLS = 4_000_000
LONGEST_CELL = 100_000

READER_MEMORY = 1536 * MB
"""Address space of the process that reads workbooks."""
READER_SECONDS = 20
