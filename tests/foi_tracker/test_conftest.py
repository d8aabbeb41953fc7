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


def test_a_page_that_asks_for_something_from_elsewhere_is_found_out(page, strangers: list[str]) -> None:
    # Not in a page of ours: their policy forbids it before it is asked for.
    page.set_content('<img src="http://192.0.2.1/pixel.png">')
    page.wait_for_load_state("networkidle")
    assert strangers == ["http://192.0.2.1/pixel.png"]
    strangers.clear()  # or this test would fail, as it should


def test_whatever_drives_a_browser_is_marked_so(page, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("browser")
