"""The search page: everything the person may see, narrowed by its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from correspondence.search.finding import CANDIDATES, Found, Search
from correspondence.search.form import KINDS, SearchForm
from correspondence.search.hits import document_hits, letter_hits, request_hits
from correspondence.search.near import authorities_like
from requests_app.rows import rows

PER_PAGE = 20
AT_A_GLANCE = {"letters": 8, "documents": 6, "requests": 5}


@dataclass(frozen=True)
class Section:
    """A kind of thing, how much of it was found, and what is shown of it."""

    kind: str
    found: Found
    shown: list[Any]

    @property
    def label(self) -> str:
        return KINDS[self.kind]


@require_safe
def search(http: MemberRequest) -> HttpResponse:
    """`?q=…`, `?kind=letters` for one kind alone, and the filters of `SearchForm`."""
    form = SearchForm(http.GET, user=http.user)
    context: dict[str, Any] = {"form": form, "most": CANDIDATES, "has_errors": bool(form.errors)}
    if form.is_valid() and (form.cleaned_data["q"] or form.narrowed.is_narrowed):
        context |= _results(http, form)
    return render(http, "correspondence/search.html", context)


def _results(http: MemberRequest, form: SearchForm) -> dict[str, Any]:
    looked_for = Search(http.user, form.cleaned_data["q"], form.narrowed)
    only = form.cleaned_data["kind"]
    others = http.GET.copy()
    for name in ("page", "kind"):
        others.pop(name, None)
    results = {
        "searched": True,
        "shown_kind": only,
        "query": others.urlencode(),
        "counts": {kind: _found(looked_for, kind, whole=kind == only or not only) for kind in AT_A_GLANCE},
        "near": authorities_like(http.user, looked_for.words) if not only else [],
    }
    found: dict[str, Found] = results["counts"]
    if only:
        page: Page[Any] = Paginator(found[only].keys, PER_PAGE).get_page(http.GET.get("page"))
        results |= {"page_obj": page, "page_query": _with_kind(others, only)}
        results["sections"] = [Section(only, found[only], _shown(looked_for, only, list(page.object_list)))]
    else:
        results["sections"] = [
            Section(kind, found[kind], _shown(looked_for, kind, list(found[kind].keys[:most])))
            for kind, most in sorted(AT_A_GLANCE.items(), key=lambda each: _comes_later(each[0], found))
            if found[kind]
        ]
    return results


def _comes_later(kind: str, found: dict[str, Found]) -> bool:
    """A few requests are what was meant (a name, a number) and come first; many of them come after the letters."""
    return not (kind == "requests" and len(found[kind]) <= AT_A_GLANCE[kind])


def _found(looked_for: Search, kind: str, *, whole: bool) -> Found:
    """What was found of a kind; where it is not shown, its count is enough."""
    if not whole:
        return looked_for.count(kind)
    if kind == "letters":
        return looked_for.letters()
    return looked_for.documents() if kind == "documents" else looked_for.requests()


def _shown(looked_for: Search, kind: str, keys: list[Any]) -> list[Any]:
    if not keys:
        return []
    if kind == "requests":
        return rows(request_hits(looked_for.user, keys), on=timezone.localdate())
    return letter_hits(looked_for, keys) if kind == "letters" else document_hits(looked_for, keys)


def _with_kind(others: Any, kind: str) -> str:
    query = others.copy()
    query["kind"] = kind
    return str(query.urlencode())
