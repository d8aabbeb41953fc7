"""What the list of a campaign's documents is narrowed to, and sorted by. It lives in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, Q
from django.db.models.functions import Lower

from accounts.querysets import Viewer
from authorities.models import Authority
from correspondence.file_kinds import GROUPS, OTHER
from correspondence.models import Attachment, DocumentPage, DocumentTag, Evidence, Mention, Message, WatchTerm
from correspondence.models.attachment import AttachmentQuerySet
from correspondence.search.form import DaysInOrder
from correspondence.search.words import LONGEST, TextQuery, text_query
from requests_app.forms.fields import DayInput
from requests_app.models import Campaign
from requests_app.services.campaigns.editing import current_letter

_ANY = [("", "Any")]
_NO_DAY = {"invalid": "Enter a real date, such as 20/07/2018"}
_NEWEST: tuple[Any, ...] = (F("message__on").desc(nulls_last=True), "-pk")
SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "": ("Newest letter", _NEWEST),
    "oldest": ("Oldest letter", (F("message__on").asc(nulls_last=True), "pk")),
    "authority": ("Authority", ("message__request__authority__name", "message__position", "pk")),
    "name": ("File name", (Lower("filename"), "pk")),
    "size": ("Largest", ("-size", "pk")),
    "pages": ("Most pages", (F("document__page_count").desc(nulls_last=True), "pk")),
}


def documents_of(user: Viewer, campaign: Campaign) -> AttachmentQuerySet:
    """The files that came for a campaign, that are held and stand. Pictures set into a letter (a logo) are none."""
    came = Attachment.objects.visible_to(user).filter(
        message__request__campaign=campaign, message__direction="in"
    )
    standing = came.filter(message__removed_at=None).exclude(file="").exclude(message__channel="note")
    real = standing.exclude(message__automatic__in=Message.REPORTS)
    return real.exclude(is_inline=True, sniffed_type__startswith="image/")


class DocumentsForm(DaysInOrder):
    q = forms.CharField(label="Words", required=False, max_length=LONGEST)
    kind = forms.ChoiceField(label="Kind", required=False)
    authority = forms.ChoiceField(label="Authority", required=False)
    question = forms.ChoiceField(label="Evidence for question", required=False)
    tag = forms.ChoiceField(label="Tag", required=False)
    term = forms.ChoiceField(label="Term", required=False)
    after = forms.DateField(label="Letters from", required=False, widget=DayInput, error_messages=_NO_DAY)
    before = forms.DateField(label="Letters until", required=False, widget=DayInput, error_messages=_NO_DAY)
    sort = forms.ChoiceField(
        label="Sort by", required=False, choices=[(code, label) for code, (label, _) in SORTS.items()]
    )

    def __init__(self, *args: Any, user: Viewer, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._campaign, self._all = campaign, documents_of(user, campaign)
        senders = Authority.objects.filter(requests__in=self._all.order_by().values("message__request"))
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": [*((code, label) for code, (label, _) in GROUPS.items()), (OTHER, "Other")],
            "authority": [
                (str(pk), name)
                for pk, name in senders.distinct().order_by("name", "pk").values_list("pk", "name")
            ],
            "question": [
                (str(each.line), f"{each.label}. {each.name or each.text[:40]}")
                for each in current_letter(campaign).questions.all()
            ],
            "tag": [(name, name) for name in _tags(user, campaign)],
            "term": [(str(each.pk), each.name) for each in WatchTerm.objects.of(campaign)],
        }
        for name, given in choices.items():
            self.fields[name].choices = [*_ANY, *given]  # type: ignore[attr-defined]
            if not given:
                self.fields[name].widget = forms.HiddenInput()
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "There is no such filter: choose another"

    @property
    def is_narrowed(self) -> bool:
        return bool(self.errors) or any(value for name, value in self.cleaned_data.items() if name != "sort")

    @property
    def query(self) -> TextQuery | None:
        words = "" if self.errors else self.cleaned_data["q"]
        return text_query(words) if words else None

    def found(self) -> AttachmentQuerySet:
        """The files that fit, in the order chosen; none where the address names a filter that there is not."""
        if not self.is_valid():
            return self._all.none()
        chosen = self.cleaned_data
        found = self._narrowed(self._all)
        if chosen["after"]:
            found = found.filter(message__on__gte=chosen["after"])
        if chosen["before"]:
            found = found.filter(message__on__lte=chosen["before"])
        if query := self.query:
            found = found.filter(Q(pk__in=self._with_words(query)) | self._named())
        return found.order_by(*SORTS[chosen["sort"]][1])

    def _narrowed(self, found: AttachmentQuerySet) -> AttachmentQuerySet:
        chosen = self.cleaned_data
        if kind := chosen["kind"]:
            every = frozenset().union(*(kinds for _, kinds in GROUPS.values()))
            group = Q(sniffed_type__in=GROUPS[kind][1]) if kind != OTHER else ~Q(sniffed_type__in=every)
            found = found.filter(group)
        if authority := chosen["authority"]:
            found = found.filter(message__request__authority=authority)
        if line := chosen["question"]:
            proven = Evidence.objects.filter(answer__replaced_at=None, attachment__isnull=False)
            found = found.filter(
                pk__in=proven.filter(
                    answer__question__request__campaign=self._campaign,
                    answer__question__campaign_question__line=line,
                )
                .order_by()
                .values("attachment")
            )
        if tag := chosen["tag"]:
            found = found.filter(tags__name=tag, tags__team=self._campaign.team_id)
        if term := chosen["term"]:
            mentions = Mention.objects.of(self._campaign).filter(term=term, page__isnull=False)
            found = found.filter(pk__in=mentions.order_by().values("page__document__attachment"))
        return found

    def _with_words(self, query: TextQuery) -> Any:
        of = {"document__attachment__message__request__campaign": self._campaign}
        return DocumentPage.objects.filter(search=query, **of).order_by().values("document__attachment")

    def _named(self) -> Q:
        named = Q()
        for word in self.cleaned_data["q"].split()[:8]:
            named &= Q(filename__icontains=word.strip('"'))
        return named


def _tags(user: Viewer, campaign: Campaign) -> list[str]:
    tags = DocumentTag.objects.visible_to(user).filter(team=campaign.team_id)
    return list(tags.values_list("name", flat=True))
