"""The page on which an authority's officer leaves files, without an account.

The secret in the address is the whole authority: no cookie is read or set, so there is nothing that another site could
make a browser send along, and the forms need no token. The page names the authority, the reference number and the title
of the request, and nothing else of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from correspondence.errors import CorrespondenceError
from correspondence.file_forms import FinishForm
from correspondence.file_names import kept
from correspondence.limits import too_many
from correspondence.models import Delivery, LeftFile, UploadLink
from correspondence.services import deliveries, staging
from correspondence.services.upload_links import link_of
from correspondence.upload_handler import BoundedUpload
from correspondence.upload_page import page_of

NO_ROOM = "There is no room for the file just now. What was received is kept: please try again in an hour."
_WRONG_ADDRESSES = 30  # in ten minutes from one place
_PIECES = 1200  # in a minute for one link


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the link; an unknown, an expired and a revoked one are the same page. Nothing of it is kept or passed on."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def wrapper(http: HttpRequest, secret: str, **kwargs: Any) -> HttpResponse:
        response = _answer(http, secret, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _answer(http: HttpRequest, secret: str, **kwargs: Any) -> HttpResponse:
        link = link_of(secret, at=timezone.now())
        if link is None:
            place = get_adapter().get_client_ip(http)
            many = too_many(f"upload-address-{place}", most=_WRONG_ADDRESSES, seconds=600)
            return _page(http, "too_often" if many else "gone", 429 if many else 404)
        if http.method == "POST":
            if http.headers.get("Sec-Fetch-Site") == "cross-site":
                return _page(http, "gone", 403)
            if too_many(f"upload-{link.pk}", most=_PIECES, seconds=60):
                return _page(http, "too_often", 429)
        try:
            return view(http, link, **({"secret": secret} | kwargs))
        except OSError:
            return _no_room(http)

    return wrapper


def _page(http: HttpRequest, name: str, status: int) -> HttpResponse:
    return render(http, f"upload/{name}.html", status=status)


def _no_room(http: HttpRequest) -> HttpResponse:
    if _wants_json(http):
        return JsonResponse({"error": NO_ROOM}, status=503)
    return render(http, "upload/no_room.html", {"sentence": NO_ROOM}, status=503)


def _wants_json(http: HttpRequest) -> bool:
    return http.headers.get("Accept") == "application/json"


@require_http_methods(["GET", "POST"])
@by_link
def upload(http: HttpRequest, link: UploadLink, secret: str) -> HttpResponse:
    """What was left so far, and more files by a plain form: each is written to the disk while it comes in."""
    trouble = _take_form(http, link) if http.method == "POST" else ""
    if http.method == "POST" and not trouble:
        return redirect("upload", secret)
    return _shown(http, link, secret, form=FinishForm(), trouble=trouble)


def _shown(
    http: HttpRequest, link: UploadLink, secret: str, *, form: FinishForm, trouble: str = ""
) -> HttpResponse:
    context = {"shown": page_of(link, secret), "form": form, "trouble": trouble, "has_errors": bool(trouble)}
    return render(http, "upload/page.html", context, status=422 if trouble or form.errors else 200)


def _take_form(http: HttpRequest, link: UploadLink) -> str:
    """Take in the files of a form; what is wrong with one, in a sentence. Those before it are kept."""
    handler = BoundedUpload(http, settings.MAX_UPLOAD_MB * 1024 * 1024)
    http.upload_handlers = [handler]
    files = http.FILES.getlist("files")
    if handler.was_stopped:
        return (
            f"That is more than {settings.MAX_UPLOAD_MB:,} MB at once: choose fewer files, or smaller ones."
        )
    if not files:
        return "Choose at least one file."
    for file in files:
        with file:
            stream: Any = file.file
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            file.seek(0)
            try:
                left = deliveries.begin_file(
                    link=link,
                    key=hashlib.sha256(f"{digest} {file.name}".encode("utf-8", "replace")).hexdigest(),
                    name=file.name or "",
                    content_type=file.content_type or "",
                    size=file.size or 0,
                )
            except CorrespondenceError as error:
                return str(error)
            if left.state == LeftFile.State.COMING:
                here = staging.size_of(left.staged)
                file.seek(here)
                deliveries.add_piece(left=left, offset=here, stream=stream, at=timezone.now())
    return ""


@require_POST
@by_link
def announce_file(http: HttpRequest, link: UploadLink, secret: str) -> HttpResponse:
    """A file that will come by pieces; the answer says from where on."""
    size = http.POST.get("size", "")
    if not (size.isascii() and size.isdecimal() and len(size) < 16 and http.POST.get("key")):
        return JsonResponse({"error": "The file says neither its size nor its name."}, status=422)
    try:
        left = deliveries.begin_file(
            link=link,
            key=hashlib.sha256(http.POST["key"].encode("utf-8", "replace")).hexdigest(),
            name=kept(http.POST.get("name", "")),
            content_type=http.POST.get("type", ""),
            size=int(size),
        )
    except CorrespondenceError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return _told(left)


@require_POST
@by_link
def file_piece(http: HttpRequest, link: UploadLink, secret: str, pk: int) -> HttpResponse:
    """The next piece of a file, raw, behind the place that `Upload-Offset` names."""
    left = _left_or_404(link, pk)
    offset = http.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdecimal() and len(offset) < 16):
        return JsonResponse({"error": "The piece does not say where it belongs."}, status=400)
    try:
        deliveries.add_piece(left=left, offset=int(offset), stream=http, at=timezone.now())
    except staging.WrongPlace as error:
        return JsonResponse({"offset": error.offset}, status=409)
    except staging.MoreThanSaid:
        return JsonResponse({"error": "The file is longer than was said."}, status=422)
    return _told(left)


def _told(left: LeftFile) -> JsonResponse:
    offset = left.size if left.state != LeftFile.State.COMING else staging.size_of(left.staged)
    return JsonResponse({"id": left.pk, "offset": offset, "complete": left.state != LeftFile.State.COMING})


def _left_or_404(link: UploadLink, pk: int) -> LeftFile:
    return get_object_or_404(LeftFile, delivery__link=link, delivery__finished_at=None, pk=pk)


@require_POST
@by_link
def remove_left(http: HttpRequest, link: UploadLink, secret: str, pk: int) -> HttpResponse:
    """Take a file back before it is handed over."""
    deliveries.remove_file(left=_left_or_404(link, pk))
    return redirect("upload", secret)


@require_POST
@by_link
def finish_upload(http: HttpRequest, link: UploadLink, secret: str) -> HttpResponse:
    """Hand over what is complete as one letter; pressed twice, it is the same letter."""
    form = FinishForm(http.POST)
    delivery = link.deliveries.order_by("-pk").first()
    if not form.is_valid():
        return _shown(http, link, secret, form=form)
    if delivery is None:
        return _shown(http, link, secret, form=form, trouble="Upload at least one file first.")
    if trouble := _not_ready(delivery):
        return _shown(http, link, secret, form=form, trouble=trouble)
    deliveries.finish(delivery=delivery, **form.cleaned_data, at=timezone.localtime())
    return redirect("upload_sent", secret)


def _not_ready(delivery: Delivery) -> str:
    if delivery.finished_at is not None:
        return ""
    files = list(delivery.files.all())
    coming = next((left for left in files if left.state == LeftFile.State.COMING), None)
    if coming:
        return f"“{coming}” is not complete: choose it again to go on, or remove it."
    return "" if files else "Upload at least one file first."


@by_link
@require_safe
def upload_sent(http: HttpRequest, link: UploadLink, secret: str) -> HttpResponse:
    """That the files arrived, for the officer's record."""
    delivery = link.deliveries.exclude(finished_at=None).order_by("-finished_at").first()
    if delivery is None:
        return redirect("upload", secret)
    return render(http, "upload/sent.html", {"shown": page_of(link, secret, delivery), "delivery": delivery})
