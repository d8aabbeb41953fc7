"""A page, and the statements it sends sent again by themselves: the yardstick of the benchmarks of pages."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def bare_sql(client: Client, address: str) -> tuple[int, Callable[[], None]]:
    """How many statements the page sends, and the sending of them alone."""
    client.get(address)
    with CaptureQueriesContext(connection) as taken:
        client.get(address)
    statements = [query["sql"] for query in taken if query["sql"].startswith("SELECT")]

    def send() -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.replace("%", "%%"), ())
                cursor.fetchall()

    return len(statements), send


def open_page(client: Client, address: str) -> None:
    """The page through all middleware, without what the test client copies of each template for the tests."""
    path, _, query = address.partition("?")
    response = client.handler(client._base_environ(PATH_INFO=path, QUERY_STRING=query))
    assert response.status_code == 200
