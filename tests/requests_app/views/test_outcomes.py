"""What came back is a filter of the list, stands in its rows and its exports, and is counted in the figures."""

import re

import pytest
from django.test import Client

from accounts.models import User
from requests_app.services.coding import code_question
from tests.accounts.factories import lead
from tests.requests_app.factories import make_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(client: Client) -> User:
    ada = lead()
    client.force_login(ada)
    for title, outcome in (("Scores", "refused"), ("Costs", "not_held"), ("Rotas", "")):
        request = make_request(team=ada.teams.get(), title=title, questions=["All of it"])
        if outcome:
            code_question(question=request.questions.get(), outcome=outcome, by=ada)
    return ada


def titles(page: str) -> set[str]:
    return {title for title in ("Scores", "Costs", "Rotas") if f">{title}</span>" in page}


@pytest.mark.parametrize(
    ("outcome", "found"),
    [("refused", {"Scores"}), ("not_held", {"Costs"}), ("none", {"Rotas"}), ("granted", set()), ("", None)],
)
@pytest.mark.usefixtures("ada")
def test_the_list_narrows_to_an_outcome(client: Client, outcome: str, found: set[str] | None) -> None:
    page = client.get("/requests/", {"outcome": outcome}).content.decode()
    assert titles(page) == ({"Scores", "Costs", "Rotas"} if found is None else found)


@pytest.mark.usefixtures("ada")
def test_the_export_has_it_beside_the_date_of_the_answer(client: Client) -> None:
    answer = client.post("/requests/many/?outcome=refused", {"scope": "ticked", "do": "csv"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    header, row = (line.split(",") for line in lines[:2])
    assert (header[10:12], row[10:12]) == (["Answered", "What came back"], ["", "All refused"])


@pytest.mark.usefixtures("ada")
def test_each_number_of_the_figures_leads_to_its_requests(client: Client) -> None:
    page = client.get("/requests/figures/").content.decode()
    links = re.findall(r'href="/requests/(\?outcome=[a-z_]+)">(\d+)', page)
    assert links == [("?outcome=refused", "1"), ("?outcome=not_held", "1"), ("?outcome=none", "1")]
    assert all(len(titles(client.get("/requests/" + query).content.decode())) == 1 for query, _ in links)
