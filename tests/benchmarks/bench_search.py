"""The search page over 10,000 requests with 60,000 letters, beside the bare SQL of the same questions in the same run.

    python3 manage.py test tests/benchmarks/bench_search.py -s

`FOI_BENCH_REQUESTS` sets another number. A member of one of ten teams asks fifty different questions, each once, of a
page that nobody has asked for before; the bare SQL ranks all that fits and takes the first twenty.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Team
from authorities.models import Authority
from correspondence.models import Attachment, Document, DocumentPage, Message
from requests_app.models import InformationRequest, Reference
from requests_app.reference_numbers import normalise, search_key
from tests.accounts.factories import TeamFactory, researcher
from tests.authorities.factories import AuthorityFactory

NUMBER = int(os.environ.get("FOI_BENCH_REQUESTS", "10000"))
TEAMS, LETTERS_EACH, AUTHORITIES = 10, 6, 400
_STEMS = (
    "account algorithm answer apply appraise archive assess audit award benefit breach brief budget caution "
    "charge claim clerk code collect commission compare complain conduct consult contract council criteria data "
    "decide delay deliver deprive detect direct disclose document domestic draft elect employ enforce estimate "
    "examine exempt extract fraud fund govern guide handle harm health hold house impact inform inspect invoice "
    "issue judge justice learn legal licence list local maintain manage measure meet minute model monitor "
    "neighbour notice officer operate order outcome park pay permit plan police policy practice predict price "
    "privacy procure profile project protect provide public purchase quality query rank rate receive record "
    "recruit refer reform refuse register relate rent report request require research respond review risk road "
    "safeguard sample school score screen search secure select serve share source spend staff standard statute "
    "store study subject submit supplier support survey system tax technical tenant tender test threshold tool "
    "train transfer transport treat trial trust update use validate value vendor verify visit vote ward welfare "
    "worker write "
)
STEMS = _STEMS.split()
ENDINGS = ("", "s", "ing", "ed", "ment", "er", "ation")
WORDS = [stem + ending for stem in STEMS for ending in ENDINGS]
# As words are spread in letters once the commonest ("the", "of") are left out: the first stands in three of four.
WEIGHTS = [1 / (rank + 30) for rank in range(1, len(WORDS) + 1)]
NAMES = ("Fenland", "Marshby", "Upper Wold", "Tidewater", "Hartwell", "Kingsmere", "Strathlarig", "Westmere")
QUESTIONS = [
    *(
        f"q={word}"
        for word in (
            "account",
            "algorithm",
            "scoring",
            "threshold",
            "tenders",
            "welfare",
            "predicted",
            "ward",
        )
    ),
    *(
        f"q={pair}"
        for pair in ("account+answer", "impact+assessment", "housing+benefit", "risk+score", "police+predict")
    ),
    *(
        f'q="{pair}"'
        for pair in ("account+accounts", "answer+applying", "algorithm+account", "risk+score", "data+code")
    ),
    *(
        f"q={words}"
        for words in ("account+-answer", "score+or+rank", "fraud+-account", "tax+or+rent+or+vote", "zebra")
    ),
    *(
        f"q=FOI{sign}18{sign}{number}"
        for sign, number in (("-", 1134), ("/", 1207), ("+", 1311), ("", 1402), (".", 15))
    ),
    *(f"q={name}" for name in ("Fenland", "Marshbi", "Kingsmeer", "Upper+Wold", "Strathlar")),
    *(f"q=account&kind={kind}" for kind in ("letters", "documents", "requests")),
    *(f"q=policy&kind=letters&page={page}" for page in (2, 5, 20)),
    *(
        f"q=review&{narrow}"
        for narrow in ("direction=in", "state=answered", "law=foia", "attached=1", "authority=Hartwell")
    ),
    "q=report&after=2018-01-01&before=2018-03-31",
    "q=report&direction=out&authority=Tidewater&attached=1",
    "direction=in&kind=letters",
    "authority=Fenland",
    *(f"q={word}&kind=documents" for word in ("supplier", "profile")),
]


def _text(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, WEIGHTS, k=words))


def _copy(model: type[Any], columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    """Send rows of these columns; what else a row must have is what the model gives by itself."""
    own = [
        field
        for field in model._meta.concrete_fields
        if not (field.null or field.primary_key or field.generated or field.column in columns)
    ]
    rest = tuple("now" if getattr(field, "auto_now_add", False) else field.get_default() for field in own)
    names = ", ".join(f'"{name}"' for name in (*columns, *(field.column for field in own)))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((*row, *rest))


def _requests(teams: list[Team], authorities: list[Authority]) -> list[int]:
    made = InformationRequest.objects.bulk_create(
        (
            InformationRequest(
                team=teams[number % TEAMS],
                authority=authorities[number % AUTHORITIES],
                title=f"{NAMES[number % 8]}: {WORDS[number % 900]} and {WORDS[number % 377]}",
                state=("awaiting_response", "answered")[number % 2],
            )
            for number in range(NUMBER)
        ),
        batch_size=2000,
    )
    values = [f"FOI-{18 + number % 8}-{number}" for number in range(NUMBER)]
    Reference.objects.bulk_create(
        Reference(request=one, value=value, normalised=normalise(value), search_key=search_key(value))
        for one, value in zip(made, values, strict=True)
    )
    return [one.pk for one in made]


def _letters(dice: random.Random, requests: list[int]) -> Iterator[tuple[Any, ...]]:
    for number, request in enumerate(requests):
        for place in range(1, LETTERS_EACH + 1):
            day = date(2016, 1, 1) + timedelta(days=(number * 7 + place * 11) % 3000)
            body = f"Our reference FOI-{18 + number % 8}-{number}. {_text(dice, dice.randrange(60, 300))}"
            side = "in" if place % 2 == 0 else "out"
            fields = (
                request,
                place,
                side,
                "email",
                place == 1,
                f"{NAMES[place]} Clerk",
                _text(dice, 5),
                body,
                day,
            )
            yield fields


LETTER = ("request_id", "position", "direction", "channel", "opens_request")
LETTER += ("author_name", "subject", "body_text", "on")


def _documents(dice: random.Random) -> None:
    letters = Message.objects.filter(position=2).values_list("pk", flat=True)
    files = Attachment.objects.bulk_create(
        (Attachment(message_id=pk, filename=f"{WORDS[pk % 999]} {pk}.pdf", file=f"x/{pk}") for pk in letters),
        batch_size=5000,
    )
    read = Document.objects.bulk_create(
        (Document(attachment=file, state="read") for file in files), batch_size=5000
    )
    rows = ((each.pk, number, _text(dice, 250)) for each in read for number in (1, 2))
    _copy(DocumentPage, ("document_id", "number", "text"), rows)


def _fill() -> Team:
    dice = random.Random(18)  # noqa: S311 (the same letters each time, not a secret)
    teams = [TeamFactory() for _ in range(TEAMS)]
    authorities = [AuthorityFactory(name=f"{NAMES[n % 8]} {WORDS[n]} Council") for n in range(AUTHORITIES)]
    _copy(Message, LETTER, _letters(dice, _requests(teams, authorities)))
    _documents(dice)
    with connection.cursor() as cursor:
        for model in (InformationRequest, Reference, Message, Attachment, Document, DocumentPage, Authority):
            cursor.execute(f"VACUUM ANALYZE {model._meta.db_table}")
    return teams[0]


BARE = """
    SELECT m.id, ts_headline('english', m.body_text, q), ts_rank(m.search, q) AS rank
    FROM correspondence_message m
    JOIN requests_app_informationrequest r ON r.id = m.request_id AND r.team_id = %s AND r.discarded_at IS NULL,
    websearch_to_tsquery('english', %s) q
    WHERE m.search @@ q AND m.removed_at IS NULL ORDER BY rank DESC LIMIT 20
"""


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _bare(team: Team, question: str) -> float:
    words = question.split("&")[0].removeprefix("q=").replace("+", " ")
    with connection.cursor() as cursor:
        return _timed(lambda: (cursor.execute(BARE, [team.pk, words]), cursor.fetchall()))


def _page(client: Client, question: str) -> float:
    def ask() -> None:
        assert client.get(f"/search/?{question}").status_code == 200

    return _timed(ask)


def _spread(seconds: list[float]) -> str:
    cuts = statistics.quantiles(seconds, n=20)
    named = (("p50", cuts[9]), ("p95", cuts[18]), ("most", max(seconds)))
    return "   ".join(f"{name} {each * 1000:6.0f} ms" for name, each in named)


@pytest.mark.django_db(transaction=True)
def test_fifty_questions_of_the_search_page_beside_the_bare_sql(capsys):
    team = _fill()
    client = Client()
    client.force_login(researcher(team))
    client.get("/search/")
    bare = [_bare(team, question) for question in QUESTIONS]
    pages = [_page(client, question) for question in QUESTIONS]
    with capsys.disabled():
        letters, pages_read = Message.objects.count(), DocumentPage.objects.count()
        print(f"\n{NUMBER:,} requests, {letters:,} letters, {pages_read:,} pages of files")
        print(f"  bare SQL, letters alone  {_spread(bare)}\n  the page                 {_spread(pages)}")
        print(
            f"  the page to the bare SQL {statistics.median(pages) / statistics.median(bare):.1f} times, at the median"
        )
        for seconds, question in sorted(zip(pages, QUESTIONS, strict=True), reverse=True)[:6]:
            print(f"    {seconds * 1000:6.0f} ms  {question}")
    assert len(set(QUESTIONS)) == 50
