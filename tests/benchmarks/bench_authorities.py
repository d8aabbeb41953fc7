"""The list of 45,000 authorities: its pages and its files, beside bare SQL of the same rows in the same run.

    python3 manage.py test tests/benchmarks/bench_authorities.py -s

`FOI_BENCH_AUTHORITIES` sets another number. Of a hundred authorities one is perhaps a duplicate by its name, one by its
address; five have no address, two an address that bounces. A page is asked for as a browser does, the median of nine.
"""

from __future__ import annotations

import os
import resource
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from authorities.models import Authority, AuthorityName, Contact, Identifier
from authorities.names import search_text
from authorities.services.sets import create_set
from authorities.services.tagging import set_tags_of_many
from tests.accounts.factories import site_admin
from tests.authorities.many import HEADER, good_row
from tests.web import browser_of

NUMBER = int(os.environ.get("FOI_BENCH_AUTHORITIES", "45000"))
TIMES = 9
_KINDS = ("local_council", "school", "health", "other")
_NATIONS = ("england", "wales", "scotland", "northern_ireland")


def _rows() -> Iterable[tuple[int, dict[str, str]]]:
    for number in range(NUMBER):
        yield number, dict(zip(HEADER, good_row(number), strict=True))


def _authority(number: int, row: dict[str, str]) -> Authority:
    short = (
        row["Short name"] if number % 100 else "The Same Body"[: 8 + number // 100 % 5] + str(number // 200)
    )
    return Authority(
        name=row["Public Authority"],
        kind=_KINDS[number % 4],
        nation=_NATIONS[number % 4],
        website=f"https://{row['Website']}",
        notes=row["Notes"],
        is_active=number % 50 != 7,
        needs_checking=number % 50 == 8,
        search_text=search_text([row["Public Authority"], short]),
    )


def _fill() -> None:
    made = Authority.objects.bulk_create(
        (_authority(number, row) for number, row in _rows()), batch_size=5_000
    )
    AuthorityName.objects.bulk_create(
        [AuthorityName(authority=each, name=each.search_text.partition("\n")[2]) for each in made],
        batch_size=5_000,
    )
    Identifier.objects.bulk_create(
        [Identifier(authority=each, scheme="gss", value=f"E{n:08d}") for n, each in enumerate(made)],
        batch_size=5_000,
    )
    contacts = [
        Contact(
            authority=each,
            email=f"{role}{n - n % 100 if n % 100 == 1 else n}@body.example",
            role=role,
            status="bouncing" if n % 50 == 3 else "good",
        )
        for n, each in enumerate(made)
        if n % 20
        for role in ("foi", "review")
    ]
    Contact.objects.bulk_create(contacts, batch_size=5_000)
    set_tags_of_many(tags={each.pk: [f"tag {n % 40}", "all"] for n, each in enumerate(made) if n % 3 == 0})
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _took(work: Callable[[], object], times: int = TIMES) -> float:
    """Milliseconds, the median."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds) * 1000


def _sql(*queries: str) -> Callable[[], object]:
    def run() -> None:
        with connection.cursor() as cursor:
            for query in queries:
                cursor.execute(query)
                cursor.fetchall()

    return run


def _page(client: Client, address: str) -> Callable[[], object]:
    def run() -> None:
        assert client.get(address).status_code == 200

    return run


_LIST = (
    "SELECT count(*) FROM authorities_authority WHERE is_active",
    "SELECT * FROM authorities_authority WHERE is_active ORDER BY name LIMIT 50",
)
_NAMES = "SELECT id, name, search_text FROM authorities_authority"
_ADDRESSES = "SELECT authority_id, upper(email) FROM authorities_contact"


@pytest.mark.django_db(transaction=True)
def test_pages_of_a_long_list(capsys: pytest.CaptureFixture[str]) -> None:
    admin: User = site_admin()
    _fill()
    chosen = create_set(
        name="All", team=None, by=admin, authorities=Authority.objects.values_list("pk", flat=True)
    )
    members = f"""SELECT a.* FROM authorities_authority a JOIN authorities_authorityset_authorities m
        ON m.authority_id = a.id WHERE m.authorityset_id = {chosen.pk} ORDER BY a.name LIMIT 50"""  # noqa: S608
    client = browser_of(admin)
    pages: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("list", "/authorities/", _LIST),
        ("list, page 400", "/authorities/?page=400", _LIST),
        ("list, searched", "/authorities/?q=gilden+44", _LIST),
        ("list, without an address", "/authorities/?address=none", _LIST),
        ("care", "/authorities/care/", (_NAMES, _ADDRESSES)),
        ("duplicates", "/authorities/care/duplicates/", (_NAMES, _ADDRESSES)),
        ("duplicates, similar names", "/authorities/care/duplicates/?why=similar", (_NAMES,)),
        ("a set of all", chosen.get_absolute_url(), (members,)),
    )
    found: list[tuple[str, float, float]] = [
        (name, _took(_page(client, address)), _took(_sql(*queries))) for name, address, queries in pages
    ]
    files = [_file(client, form) for form in ("csv", "xlsx")]
    with capsys.disabled():
        print(f"\n{NUMBER:,} authorities; bare SQL beside")
        for name, ours, bare in found:
            print(f"  {name:28} {ours:8.0f} ms   {bare:7.1f} ms   {ours / bare:6.1f} x")
        for form, took, size, memory, bare in files:
            print(
                f"  as {form:25} {took / 1000:8.1f} s    COPY {bare / 1000:.2f} s, {took / bare:.0f} x; "
                f"{size / 1e6:.1f} MB; memory {memory:+} MB"
            )


def _file(client: Client, form: str) -> tuple[str, float, int, int, float]:
    """Milliseconds, bytes, MB of memory more than before, and milliseconds of a bare `COPY` of the same tables."""
    size = 0

    def download() -> None:
        nonlocal size
        response: Any = client.post("/authorities/export/?status=all", {"format": form})
        size = sum(map(len, response.streaming_content))

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took = _took(download, 1)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return form, took, size, after - before, _took(_copied, 3)


def _copied() -> None:
    tables = (Authority, AuthorityName, Identifier, Contact, Authority.tags.through)
    with connection.cursor() as cursor:
        for model in tables:
            with cursor.copy(f'COPY "{model._meta.db_table}" TO STDOUT (FORMAT csv)') as copy:
                for _ in copy:
                    pass
