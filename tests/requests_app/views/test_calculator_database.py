"""The calculator and the database: days proclaimed here count where it can be asked, and nothing fails where not."""

import os
import subprocess
import sys
from datetime import date

import pytest
from django.db import OperationalError

from requests_app.services import calendars
from requests_app.services.proclaiming import proclaim_day
from tests.accounts.factories import UserFactory, site_admin
from tests.requests_app.views.calculator import SEED
from tests.requests_app.views.calculator import get as _get
from tests.requests_app.views.calculator import page as _page

pytestmark = pytest.mark.django_db


def test_proclaimed_days_count_at_one_query(client, django_assert_num_queries):
    proclaim_day(on=date(2018, 8, 14), name="Day of Mourning", nations=["wales"], by=site_admin())
    with django_assert_num_queries(1):
        page = _page(client, **SEED)
    assert 'datetime="2018-08-21"' in page
    assert "Day of Mourning (Wales)" in page


def test_without_the_database_the_printed_calendar_answers_and_nobody_is_logged_out(client, monkeypatch):
    client.force_login(UserFactory())

    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr(calendars, "proclaimed_days", away)
    response = _get(client, **SEED)
    page = response.content.decode()
    assert (response.status_code, 'datetime="2018-08-20"' in page) == (200, True)
    assert "worked out by the printed calendar alone" in page
    assert "Log out" not in page
    assert "sessionid" not in response.cookies
    monkeypatch.undo()
    assert "Log out" in _page(client, **SEED)


@pytest.mark.slow
def test_it_answers_somebody_with_a_session_while_no_database_runs_at_all():
    code = """
import django; django.setup()
from django.test import Client
client = Client(HTTP_HOST="localhost")
client.cookies["sessionid"] = "abcdefghijklmnopqrstuvwxyz123456"
response = client.get("/deadline/?law=foia&received=2018-07-20")
page = response.content.decode()
assert response.status_code == 200, response.status_code
assert 'datetime="2018-08-20"' in page and "printed calendar alone" in page
assert client.get("/deadline/").status_code == 200
assert "sessionid" not in response.cookies
"""
    env = {
        **os.environ,
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr[-2000:]) == (0, done.stderr[-2000:])
