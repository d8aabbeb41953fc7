"""Every route of the URL resolver, for every role: another team's is a 404, too few rights a 403."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, resolve, reverse

from tests.routes_matrix import BY_MACHINES, IN_THE_ADDRESS, ROLES, ROUTES, Route, World

WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session)')


def patterns(resolver=None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the resolver with its full name."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", entry
        else:
            yield from patterns(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


def statuses(world: World, route: Route, address: str, method: str) -> str:
    """What each role gets, each from an untouched world."""
    seen = []
    for role in ROLES:
        client = Client(raise_request_exception=False)
        if role != "anonymous":
            client.force_login(getattr(world, role))
        with transaction.atomic():
            data = {name: value.format(world=world) for name, value in route.data.items()}
            response = client.post(address, data) if method == "post" else client.get(address)
            transaction.set_rollback(True)
        seen.append(str(response.status_code))
    return " ".join(seen)


def test_every_route_stands_in_the_matrix() -> None:
    assert sorted(name for name, _ in patterns()) == sorted(ROUTES)


def test_no_two_routes_share_a_name() -> None:
    assert [name for name, count in Counter(name for name, _ in patterns()).items() if count > 1] == []


@pytest.mark.django_db
def test_no_address_is_answered_by_the_view_of_another_route() -> None:
    world = World()
    led_to = {name: resolve(reverse(name, kwargs=ROUTES[name].ids(world))).view_name for name in ROUTES}
    assert {name: led for name, led in led_to.items() if led != name} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_each_role_gets_what_the_matrix_says(name: str) -> None:
    world, route = World(), ROUTES[name]
    address = reverse(name, kwargs=route.ids(world))
    seen = {method: statuses(world, route, address, method) for method in ("get", "post")}
    assert seen == {"get": route.get, "post": route.post}


@pytest.mark.django_db
def test_reading_a_page_writes_nothing() -> None:
    world, written = World(), {}
    client = Client()
    client.force_login(world.lead)
    for name, route in ROUTES.items():
        with transaction.atomic(), CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, kwargs=route.ids(world)))
            transaction.set_rollback(True)
        written[name] = [query["sql"] for query in queries if WRITES.match(query["sql"])]
    assert {name: sql for name, sql in written.items() if sql} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["form", "htmx"])
def test_no_route_takes_a_post_without_its_token(headers: dict[str, str]) -> None:
    world = World()
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.lead)
    open_to_forgery = [
        name
        for name, route in ROUTES.items()
        if name not in BY_MACHINES
        and name not in IN_THE_ADDRESS
        and client.post(reverse(name, kwargs=route.ids(world)), headers=headers).status_code != 403
    ]
    assert open_to_forgery == []


@pytest.mark.django_db
def test_what_needs_no_token_needs_its_secret_and_is_not_sent_by_another_site() -> None:
    world, answers = World(), {}
    client = Client()
    client.force_login(world.lead)
    for name in IN_THE_ADDRESS:
        ids = ROUTES[name].ids(world)
        forged = client.post(reverse(name, kwargs=ids), headers={"Sec-Fetch-Site": "cross-site"})
        answers[name] = (
            forged.status_code,
            client.post(reverse(name, kwargs=ids | {"secret": "x"})).status_code,
        )
    assert answers == dict.fromkeys(IN_THE_ADDRESS, (403, 404))


@pytest.mark.django_db
def test_an_id_that_does_not_exist_is_a_404_for_every_route_with_ids() -> None:
    world = World()
    client = Client()
    client.force_login(world.admin)
    answers = {}
    for name, route in ROUTES.items():
        ids = route.ids(world)
        if ids and all(isinstance(value, int) for value in ids.values()):
            address = reverse(name, kwargs=dict.fromkeys(ids, 999_999_999))
            answers[name] = {client.get(address).status_code, client.post(address).status_code}
    assert {name: codes for name, codes in answers.items() if not codes <= {404, 405}} == {}
