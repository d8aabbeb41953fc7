"""A campaign read into a dataset: a constant number of queries, as bare values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.text import slugify

from authorities.models import Identifier
from requests_app.dataset.answers import Came, came_back
from requests_app.dataset.shapes import Asked, Dataset, Noted, Row
from requests_app.deadlines import EventKind
from requests_app.field_values import Value
from requests_app.models import (
    Campaign,
    CampaignQuestion,
    Event,
    FieldValue,
    InformationRequest,
    Reference,
    ResearchField,
)
from requests_app.querysets import InformationRequestQuerySet

Redact = Callable[[str], str]
_PLACE = ("pk", "authority_id", "campaign_place__number", "link", "campaign_place__link")
_OWN = ("authority__name", "authority__kind", "authority__nation")
_FACTS = (*_OWN, "law", "state", "outcome", "received_on", "due_on", "answered_on")
_NAMES = ("authority", "kind", "nation", *_FACTS[len(_OWN) :])


class _Beside(NamedTuple):
    """What stands beside the requests, by their keys; identifiers by those of their authorities."""

    came: Mapping[int, Came]
    references: Mapping[int, list[tuple[str, str]]]
    sent: Mapping[int, date]
    values: Mapping[int, dict[str, Value]]
    identifiers: Mapping[int, dict[str, str]]


def withheld(_text: str) -> str:
    """What stands for free words in public where nobody says how to redact them: nothing."""
    return ""


def dataset_of(
    campaign: Campaign,
    *,
    public: bool,
    redact: Redact = withheld,
    on: date | None = None,
    evidence: bool = True,
) -> Dataset:
    """The campaign's requests, by the names of their authorities, with what came back for each question.

    public: for everybody. Then there are no coders, notes or links of ours; `redact` goes over all words that came in a
    letter or that somebody typed into a text or list; and requests under embargo on that day (`on`; without one: with
    any embargo) are left out. evidence=False spares notes, quoted words and identifiers: for what shows none of them.
    Whether the reader may see the campaign is the caller's to check. Thirteen queries at the most.
    """
    requests = _requests(campaign, public=public, on=on)
    fields = _fields(campaign)
    beside = _Beside(
        came=came_back(requests, redact=redact if public else None, evidence=evidence),
        references=_references(requests),
        sent=_sent(requests),
        values=_values(requests, fields, redact if public else None),
        identifiers=_identifiers(requests) if evidence else {},
    )
    questions = _questions(campaign, used={line for came in beside.came.values() for line in came.by_line})
    return Dataset(
        campaign=campaign.pk,
        title=campaign.title,
        description="" if public else campaign.description,
        team=campaign.team.name,
        public=public,
        questions=tuple(questions.values()),
        fields=tuple(fields.values()),
        rows=tuple(_rows(campaign, requests, list(questions), beside, public=public)),
    )


def _requests(campaign: Campaign, *, public: bool, on: date | None) -> InformationRequestQuerySet:
    requests: InformationRequestQuerySet = InformationRequest.objects.filter(
        campaign=campaign, team=campaign.team_id
    )
    if public:
        requests = requests.publishable(on=on or date.min)
    return requests.order_by("authority__name", "pk")


def _fields(campaign: Campaign) -> dict[int, Noted]:
    """The research fields by their keys. A code is made of the name; the same one twice gets a number."""
    found: dict[int, Noted] = {}
    used: set[str] = set()
    for each in ResearchField.objects.filter(campaign=campaign):
        stem = "field_" + (slugify(each.name).replace("-", "_") or str(each.position))
        code, n = stem, 1
        while code in used:
            n += 1
            code = f"{stem}_{n}"
        used.add(code)
        found[each.pk] = Noted(code, each.name, each.kind, each.help_text, tuple(each.options))
    return found


def _questions(campaign: Campaign, *, used: set[int]) -> dict[int, Asked]:
    """The questions by their lines, as the latest version that has them says: those of the current letter in its order,
    then those that were dropped after somebody was asked them."""
    every = CampaignQuestion.objects.filter(letter__campaign=campaign).order_by("-letter__number", "position")
    found: dict[int, Asked] = {}
    latest = None
    for line, version, label, name, text in every.values_list(
        "line", "letter__number", "label", "name", "text"
    ):
        latest = latest or version
        if line not in found and (version == latest or line in used):
            found[line] = Asked(f"q{line}", label, name, text)
    return found


def _values(
    requests: InformationRequestQuerySet, fields: Mapping[int, Noted], redact: Redact | None
) -> dict[int, dict[str, Value]]:
    """What the research fields say. redact: over what was typed freely."""
    found: dict[int, dict[str, Value]] = defaultdict(dict)
    held = FieldValue.objects.filter(request__in=_keys(requests)).values_list("request", "field", "value")
    for request, key, value in held:
        if noted := fields.get(key):
            is_free = noted.kind in ("text", "list") and not noted.options
            found[request][noted.code] = _redacted(value, redact) if redact and is_free else value
    return found


def _redacted(value: Any, redact: Redact) -> Value:
    return [redact(each) for each in value] if isinstance(value, list) else redact(str(value))


def _references(requests: InformationRequestQuerySet) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    held = Reference.objects.filter(request__in=_keys(requests)).order_by("role", "pk")
    for request, role, value in held.values_list("request", "role", "value"):
        found[request].append((role, value))
    return found


def _sent(requests: InformationRequestQuerySet) -> dict[int, date]:
    """The day each was sent; the first where it was sent again."""
    sent = Event.objects.standing().filter(request__in=_keys(requests), kind=EventKind.SENT)
    return dict(sent.order_by("-on", "-pk").values_list("request", "on"))


def _identifiers(requests: InformationRequestQuerySet) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    held = Identifier.objects.filter(authority__in=requests.order_by().values("authority"))
    for authority, scheme, value in held.order_by("scheme", "value").values_list(
        "authority", "scheme", "value"
    ):
        before = found[authority].get(scheme)
        found[authority][scheme] = f"{before}; {value}" if before else value
    return found


def _rows(
    campaign: Campaign,
    requests: InformationRequestQuerySet,
    lines: list[int],
    beside: _Beside,
    *,
    public: bool,
) -> Iterable[Row]:
    nothing = Came({}, [])
    for pk, authority, number, link, elsewhere, *facts in requests.values_list(*_PLACE, *_FACTS):
        came, references = beside.came.get(pk, nothing), beside.references.get(pk, [])
        ours = next((value for role, value in references if role == Reference.Role.OURS), "")
        yield Row(
            request=pk,
            **dict(zip(_NAMES, facts, strict=True)),
            sent_on=beside.sent.get(pk),
            our_reference=ours or (f"C{campaign.pk}-{number:03d}" if number else ""),
            their_references=tuple(value for role, value in references if role != Reference.Role.OURS),
            link="" if public else elsewhere or link,
            cells=tuple(came.by_line.get(line) for line in lines),
            others=tuple(came.others),
            values=beside.values.get(pk, {}),
            identifiers=beside.identifiers.get(authority, {}),
        )


def _keys(requests: InformationRequestQuerySet) -> Any:
    return requests.order_by().values("pk")
