"""The tests' own ground: the servers that run are real ones."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_postgresql_with_its_extensions() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_available_extensions where name in ('pg_trgm', 'unaccent', 'btree_gist')"
        )
        assert cursor.fetchone() == (3,)
