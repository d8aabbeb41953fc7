"""Which file of another letter is the one that a letter only mentions. Makes no query and stores nothing.

An officer who cannot attach all of them sends the others later, or leaves them at an upload link. What a person said
comes first; else a file of the same name is it, where it came from the same side, with that letter or a later one: an
earlier file of that name is another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from correspondence.file_names import same_name
from correspondence.models import Attachment, Message
from requests_app.models import InformationRequest


@dataclass(frozen=True)
class Found:
    """The file that fills the place of one only mentioned, and the letter it came with."""

    file: Attachment
    letter: Message
    by_name: bool


Places = Mapping[int, Found]


def found(messages: Sequence[Message]) -> Places:
    """For each attachment only mentioned that came with another letter, by its primary key: the file.

    Messages come in the order of the thread, their attachments fetched. Derived each time, so that a letter that is
    moved, taken out or not yet known on an earlier day takes its files with it.
    """
    held = {file.pk: (number, letter, file) for number, letter, file in _held(messages)}
    filled: dict[int, Found] = {}
    for letter in messages:
        for place in letter.attachments.all():
            if not place.is_held and place.filled_by_id in held:
                _, came_with, file = held[place.filled_by_id]
                filled[place.pk] = Found(file, came_with, by_name=False)
    return filled | _by_name(messages, list(held.values()), filled)


def places_of(request: InformationRequest) -> Places:
    """The same for the letters of a request as they stand."""
    return found(list(request.messages.standing().prefetch_related("attachments")))


def may_be(place: Attachment, messages: Sequence[Message]) -> list[Found]:
    """The files that an attachment only mentioned could be: those that came with other letters of that side.

    Files that are another attachment already come last; before them those of a like name, then those of later letters.
    """
    side = place.message.direction
    words = set(same_name(place.filename).replace(".", " ").split())
    files = [
        Found(file, letter, by_name=False)
        for _, letter, file in _held(messages)
        if letter.direction == side and letter.pk != place.message_id
    ]
    taken = {each.file.pk for each in found(messages).values()}

    def likeness(each: Found) -> tuple[bool, int, bool]:
        shared = words & set(same_name(each.file.filename).replace(".", " ").split())
        return each.file.pk in taken, -len(shared), each.letter.position < place.message.position

    return sorted(files, key=likeness)


def _held(messages: Sequence[Message]) -> Iterator[tuple[int, Message, Attachment]]:
    for number, letter in enumerate(messages):
        if not letter.is_note:
            for file in letter.attachments.all():
                if file.is_held and not file.is_inline:
                    yield number, letter, file


def _by_name(
    messages: Sequence[Message],
    held: Sequence[tuple[int, Message, Attachment]],
    said: Mapping[int, Found],
) -> dict[int, Found]:
    named: dict[tuple[str, str], list[tuple[int, Message, Attachment]]] = defaultdict(list)
    for number, letter, file in held:
        named[letter.direction, same_name(file.filename)].append((number, letter, file))
    taken = {each.file.pk for each in said.values()}
    filled: dict[int, Found] = {}
    for number, letter in enumerate(messages):
        for place in letter.attachments.all():
            name = same_name(place.filename)
            if place.is_held or place.stands_alone or place.pk in said or not name:
                continue
            fitting = [each for each in named[letter.direction, name] if each[0] >= number]
            free = [each for each in fitting if each[2].pk not in taken]
            if fitting:
                _, came_with, file = (free or fitting)[0]
                filled[place.pk] = Found(file, came_with, by_name=True)
                taken.add(file.pk)
    return filled
