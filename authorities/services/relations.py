"""Everything that points at an authority, whichever app it lives in: found through the model, never by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from authorities.errors import CannotMerge
from authorities.models import Authority


@dataclass(frozen=True)
class Pointer:
    """A foreign key to an authority: `label` is how a merge writes it down ("app.model.field")."""

    model: type[models.Model]
    field: str

    @property
    def label(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self, pk: int) -> models.QuerySet[Any]:
        """Every row that points there, those a default manager would hide too."""
        return self.model._base_manager.filter(**{f"{self.field}_id": pk})

    @classmethod
    def of(cls, label: str) -> Pointer | None:
        """The pointer of that label; None where an app or a field has gone since."""
        name, _, field = label.rpartition(".")
        return next((each for each in pointers() if each.label == f"{name}.{field}"), None)


def pointers() -> Iterator[Pointer]:
    """The foreign keys to `Authority`, those of hidden relations and of the tables between many and many too."""
    for relation in Authority._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield Pointer(relation.related_model, relation.field.name)


@dataclass
class Moves:
    """What was moved (pointer's label to primary keys), and the rows that had to go because there was one alike."""

    moved: dict[str, list[int]]
    dropped: list[dict[str, Any]]


def move_all(*, source: Authority, target: Authority) -> Moves:
    """Turn everything that points at `source` to `target`. Raises `CannotMerge` where a row cannot follow.

    A row that a constraint refuses, because the target has one alike, is written down and deleted; where more than the
    row itself would go with it, nothing is done.
    """
    moves = Moves({}, [])
    for pointer in pointers():
        keys = list(pointer.rows(source.pk).order_by("pk").values_list("pk", flat=True))
        if not keys:
            continue
        moved = keys if _moved(pointer, keys, target) else []
        if not moved:
            for key in keys:
                if _moved(pointer, [key], target):
                    moved.append(key)
                else:
                    moves.dropped.append(drop(pointer.model, key))
        if moved:
            moves.moved[pointer.label] = moved
    return moves


def _moved(pointer: Pointer, keys: list[int], target: Authority) -> bool:
    try:
        with transaction.atomic():
            rows = pointer.model._base_manager.filter(pk__in=keys)
            rows.update(**{f"{pointer.field}_id": target.pk})
    except IntegrityError:
        return False
    return True


def drop(model: type[models.Model], key: int) -> dict[str, Any]:
    """Delete a row, and give it as it is put back. Raises `CannotMerge` where more would go with it."""
    row = model._base_manager.get(pk=key)
    [written] = serializers.serialize("python", [row])
    what = model._meta.verbose_name
    try:
        count, _ = row.delete()
    except ProtectedError:
        count = 0
    if count != 1:
        raise CannotMerge(f"Both have the same {what} ({row}), and more hangs on it: settle that first.")
    return dict(written)


def put_back(row: dict[str, Any]) -> None:
    """Make a row again as it was written down, with the key it had."""
    if apps.get_model(row["model"])._base_manager.filter(pk=row["pk"]).exists():
        return
    for restored in serializers.deserialize("python", [row]):
        restored.save()
