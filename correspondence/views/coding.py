"""Coding what came back: the queue, one request at a time, and taking what letters suggest."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import leads
from accounts.http import MemberRequest
from correspondence.coding_page import Card, CodingPage, coding_page
from correspondence.coding_queue import next_to_code, to_code
from correspondence.services.answering import answer_suggestions, record_answer, take_all, take_suggestion
from correspondence.views.guards import whole_number
from requests_app.counts.coders import agreement
from requests_app.errors import NotCoded
from requests_app.forms import FilterForm
from requests_app.models import InformationRequest, Question
from requests_app.querysets import InformationRequestQuerySet
from requests_app.services.coding import take_back
from requests_app.views.guards import request_or_404

MOST_DISPUTES = 100


@require_GET
def overview(http: MemberRequest) -> HttpResponse:
    """How much of a list is to code, with a way to begin; how far coders agree, and what they differ about."""
    found, form = _list(http)
    waiting = to_code(found, user=http.user)
    disputes = Question.objects.visible_to(http.user).filter(request__in=found.order_by()).disputed()
    context = {
        "number": waiting.count(),
        "first": waiting.first(),
        "query": _query(form),
        "narrowed": [] if form.errors else form.narrowed_by(*form.fields),
        "pairs": agreement(found),
        "disputes": disputes.select_related("request__authority").order_by("request", "position")[
            :MOST_DISPUTES
        ],
        "most": MOST_DISPUTES,
    }
    return render(http, "correspondence/coding_overview.html", context)


@require_http_methods(["GET", "POST"])
def code(http: MemberRequest, pk: int) -> HttpResponse:
    """A request's letters beside its questions; each question is saved by itself."""
    request = request_or_404(http, pk)
    may_settle = leads(http.user, request.team)
    if http.method == "GET":
        return _page(http, request, coding_page(request, user=http.user, settles=may_settle), may_settle)
    key = whole_number(http.POST.get("question", ""), otherwise=0)
    page = coding_page(request, user=http.user, data=http.POST, question=key, settles=may_settle)
    card = next((card for card in page.cards if card.question.pk == key), None)
    if card is None:
        raise Http404
    settles = http.POST.get("do", "").endswith("settle")
    if settles and not may_settle:
        raise PermissionDenied
    if http.POST.get("do", "").startswith("take_back"):
        return _take_back(http, page, card, settles=settles)
    if not card.form.is_valid():
        return _page(http, request, page, may_settle, refused=card)
    record_answer(question=card.question, by=http.user, settles=settles, **card.form.answer())
    answer_suggestions(suggestions=card.suggestions, outcome=card.form.cleaned_data["outcome"], by=http.user)
    messages.success(http, f"Question {card.question.position} is {'settled' if settles else 'saved'}.")
    return _back(http, page, card)


def _take_back(http: MemberRequest, page: CodingPage, card: Card, *, settles: bool) -> HttpResponse:
    try:
        take_back(question=card.question, by=http.user, settles=settles)
    except NotCoded as error:
        messages.info(http, str(error))
    else:
        messages.success(http, f"Taken back: question {card.question.position} is open again.")
    return _back(http, page, card, stay=True)


@require_POST
def take_suggested(http: MemberRequest, pk: int) -> HttpResponse:
    """Code one question (`question`) as the latest letter suggests, or all that are open."""
    request = request_or_404(http, pk)
    if "question" not in http.POST:
        number = take_all(request=request, by=http.user)
        messages.success(http, f"{number} answer{'s' if number != 1 else ''} recorded, each with its words.")
        return _redirect(http, request)
    key = whole_number(http.POST["question"], otherwise=0)
    page = coding_page(request, user=http.user)
    card = next((card for card in page.cards if card.question.pk == key), None)
    if card is None or card.best is None:
        raise Http404
    take_suggestion(question=card.question, suggestion=card.best, by=http.user)
    messages.success(http, f"Question {card.question.position} is saved as the letter says.")
    return _back(http, page, card)


def _page(
    http: MemberRequest,
    request: InformationRequest,
    page: CodingPage,
    may_settle: bool,
    refused: Card | None = None,
) -> HttpResponse:
    found, form = _list(http)
    following = next_to_code(found, after=request.pk, user=http.user)
    query = _query(form)
    context = {
        "request_shown": request,
        "page": page,
        "query": query,
        "next_url": reverse("correspondence:code", args=[following]) + query if following else "",
        "may_settle": may_settle,
        "refused": refused.form if refused else None,
        "has_errors": refused is not None,
    }
    return render(http, "correspondence/coding.html", context, status=422 if refused else 200)


def _list(http: MemberRequest) -> tuple[InformationRequestQuerySet, FilterForm]:
    """The list that is being coded: the filters of the address."""
    form = FilterForm(http.GET, user=http.user, today=timezone.localdate())
    return form.filtered(InformationRequest.objects.visible_to(http.user)), form


def _query(form: FilterForm) -> str:
    words = form.address()
    return f"?{words}" if words else ""


def _back(http: MemberRequest, page: CodingPage, card: Card, *, stay: bool = False) -> HttpResponse:
    """To the question after this one that is still open, else to this one."""
    at = page.cards.index(card)
    rest = [] if stay else [one for one in page.cards[at + 1 :] if one.mine is None and one.settled is None]
    return _redirect(http, card.question.request, rest[0].question if rest else card.question)


def _redirect(
    http: MemberRequest, request: InformationRequest, question: Question | None = None
) -> HttpResponseRedirect:
    query = http.GET.urlencode()
    anchor = f"#question-{question.pk}" if question else ""
    address = reverse("correspondence:code", args=[request.pk])
    return redirect(f"{address}{'?' if query else ''}{query}{anchor}")
