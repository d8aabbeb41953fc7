"""The PDF of 500 requests, beside a bare WeasyPrint of a plain table of the same rows in the same run.

    python3 manage.py test tests/benchmarks/bench_reports.py -s

`FOI_BENCH_REQUESTS` sets another number. Each PDF is set in a process of its own, whose peak memory the system tells
(`getrusage`, by `wait4`); the worker's own memory is that of this process. Tagged and bookmarked is ours alone.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import User
from requests_app.deadlines import EventKind
from requests_app.exports.rows import COLUMNS, values
from requests_app.models import InformationRequest, Report
from requests_app.reports.lists import MAKERS
from requests_app.services.making import make_waiting, style_sheet
from tests.accounts.factories import lead
from tests.authorities.factories import AuthorityFactory
from tests.requests_app.many import make_many
from tests.requests_app.papers import ask

NUMBER = int(os.environ.get("FOI_BENCH_REQUESTS", "500"))
MOST_MEMORY = 300  # MB
TARGET = 30  # seconds
AT_MOST = 3.0
PLAIN = """
import sys, weasyprint
weasyprint.HTML(string=open(sys.argv[1]).read()).write_pdf(sys.argv[2], pdf_tags=False)
"""


@dataclass(frozen=True)
class Cost:
    seconds: float
    megabytes: float


def measured(command: list[str]) -> Cost:
    """What a process costs: seconds by the clock, and its peak memory."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return Cost(time.perf_counter() - began, usage.ru_maxrss / 1024)


@pytest.fixture
def boss(db) -> User:
    """A lead whose team has that many requests: a third answered, a third of those late, the rest overdue or open."""
    boss, today = lead(), timezone.localdate()
    for part in range(20):
        received = today - timedelta(days=20 + 7 * part)
        answer = ((EventKind.RESPONSE, received + timedelta(days=15 + 3 * (part % 9))),)
        made = make_many(
            (
                ("foia", ((EventKind.RECEIVED, received), *(answer if number % 3 == 0 else ())))
                for number in range(NUMBER // 20)
            ),
            team=boss.teams.get(),
            authority=AuthorityFactory(name=f"The Metropolitan Borough Council of Anytown upon Wold {part}"),
            owner=boss,
        )
        assert made
    return boss


def plain_table() -> Iterator[str]:
    yield "<html lang=en><title>Rows</title><table><tr>"
    yield from (f"<th>{escape(column)}" for column in COLUMNS[:13])
    for row in values(InformationRequest.objects.all(), on=timezone.localdate()):
        yield "<tr>" + "".join(f"<td>{escape(str(value or ''))}" for value in row[:13])


def test_the_pdf_of_500_requests(boss: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = ask(boss, on=timezone.localdate())
    began = time.perf_counter()
    assert make_waiting(MAKERS) == 1
    whole = time.perf_counter() - began
    worker = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    report = Report.objects.get(pk=report.pk)
    assert report.state == "ready"
    pages = len(PdfReader(report.file.open("rb")).pages)

    paper = MAKERS["requests"](report)
    files = {
        name: tmp_path / name for name in ("ours.html", "ours.css", "ours.pdf", "plain.html", "plain.pdf")
    }
    files["ours.html"].write_text(
        render_to_string(paper.template, {**paper.context, "made_at": timezone.now()})
    )
    files["ours.css"].write_text(style_sheet())
    files["plain.html"].write_text("".join(plain_table()))
    ours = [str(files[name]) for name in ("ours.html", "ours.css", "ours.pdf")]
    set_by_us = measured([sys.executable, "-m", "requests_app.pdf.child", *ours])
    plain = measured([sys.executable, "-c", PLAIN, str(files["plain.html"]), str(files["plain.pdf"])])
    ratio = set_by_us.seconds / plain.seconds
    with capsys.disabled():
        print(f"\n{NUMBER} requests, {pages} pages, {report.size / 1024:.0f} kB")
        print(f"  from taking it to ready     {whole:5.1f} s   (target {TARGET})")
        print(
            f"  the process that sets it    {set_by_us.seconds:5.1f} s   {set_by_us.megabytes:4.0f} MB at its peak"
        )
        print(
            f"  a plain table of the rows   {plain.seconds:5.1f} s   {plain.megabytes:4.0f} MB, {ratio:.1f} x"
        )
        print(f"  this process, the worker                {worker:4.0f} MB")
    assert NUMBER > 500 or set_by_us.megabytes < MOST_MEMORY
    assert ratio < AT_MOST
