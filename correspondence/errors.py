"""What can be wrong with what somebody brings in, in words for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat

if TYPE_CHECKING:
    from correspondence.models import Message, OutgoingLetter
    from requests_app.models import InformationRequest


class CorrespondenceError(ValueError):
    """The base of them: `str()` is one sentence for the screen."""


class ThreadRefused(CorrespondenceError):
    """The pasted text cannot be brought in as it stands."""


class NoDate(ThreadRefused):
    """Neither the thread nor the person says when the request was sent or received."""

    def __init__(self) -> None:
        super().__init__(
            "The thread does not say when the request was sent or received: give one of the two dates."
        )


class NotYet(ThreadRefused):
    """A date of sending or receipt that has not come yet; `word` is "sent" or "received"."""

    def __init__(self, word: str, day: date) -> None:
        super().__init__(
            f"The request would have been {word} on {day:%-d %B %Y}, which is in the future: give the right date."
        )


class UnknownAuthority(ThreadRefused):
    """No authority bears the name given; `suggestions` have similar ones."""

    def __init__(self, name: str, suggestions: Sequence[str]) -> None:
        self.suggestions = tuple(suggestions)
        nearest = f" Did you mean: {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"No authority is called “{name}”.{nearest}")


class AnotherThread(ThreadRefused):
    """The pasted thread does not begin like the one it is to continue."""

    def __init__(self) -> None:
        super().__init__("None of these letters is in this request yet: is it the thread of another request?")


class TooBig(CorrespondenceError):
    """More than this place takes."""

    def __init__(self, what: str, size: int, most: int) -> None:
        super().__init__(f"{what} is {filesizeformat(size)}; {filesizeformat(most)} is the most it can be.")


class NotMail(CorrespondenceError):
    """An upload that is not an e-mail."""


class AlreadyHere(CorrespondenceError):
    """The same e-mail is in this request already, as `message`."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(
            "This e-mail was here and was taken out as filed by mistake: put it back below the story."
            if message.removed_at
            else f"This e-mail is here already: it is letter {message.position} of the thread."
        )


class AlreadyAnswered(CorrespondenceError):
    """Somebody else answered the suggestion a moment ago."""

    def __init__(self) -> None:
        super().__init__("Somebody answered this suggestion already.")


class OpensRequest(CorrespondenceError):
    """The letter that made the request is ours, and stays in its thread."""

    def __init__(self) -> None:
        super().__init__(
            "This is the letter that made the request: it stays in the thread, and it is from us."
        )


class SeveralFit(ThreadRefused):
    """Several requests of the team bear the thread's number: which is meant, a person says."""

    def __init__(self, requests: Sequence[InformationRequest]) -> None:
        self.requests = tuple(requests)
        super().__init__(
            f"{len(requests)} requests to this authority have this number: say to which the letters belong."
        )


class DealtWith(CorrespondenceError):
    """Somebody else filed the mail, or put it aside, a moment ago."""

    def __init__(self) -> None:
        super().__init__("Somebody dealt with this mail already: nothing was done.")


class WaitsAlready(CorrespondenceError):
    """The same mail is in the unfiled inbox."""

    def __init__(self) -> None:
        super().__init__("The same mail waits in the unfiled inbox already.")


class NoMail(CorrespondenceError):
    """A letter that did not come as an e-mail has no place in the inbox."""

    def __init__(self) -> None:
        super().__init__("Only e-mails can go back to the unfiled inbox. Move the letter to its request.")


class TakenOut(CorrespondenceError):
    """A letter that was taken out of its request stands nowhere to be moved from."""

    def __init__(self) -> None:
        super().__init__("This letter was taken out of the request: put it back first, below the story.")


class CannotUndo(CorrespondenceError):
    """What was done has been changed since."""

    def __init__(self, why: str = "It has been put somewhere else meanwhile") -> None:
        super().__init__(f"{why}: nothing was undone.")


class BadLetter(CorrespondenceError):
    """A letter of ours that cannot go out as it stands."""


class NotADraft(CorrespondenceError):
    """The letter is on its way, or gone: it cannot be changed, sent or thrown away any more."""

    def __init__(self, letter: OutgoingLetter) -> None:
        super().__init__(f"This letter is no draft any more: {letter.get_state_display().lower()}.")


class TooLate(CorrespondenceError):
    """The letter cannot be called back any more."""

    def __init__(self, letter: OutgoingLetter) -> None:
        super().__init__(f"It is too late to call this letter back: {letter.get_state_display().lower()}.")


class AlreadySettled(CorrespondenceError):
    """Somebody else said a moment ago what became of the letter."""

    def __init__(self) -> None:
        super().__init__("Somebody has settled this letter already.")


class FilledMeanwhile(CorrespondenceError):
    """The attachment that was only mentioned has a file of its own now, or is gone."""

    def __init__(self) -> None:
        super().__init__("Somebody attached it meanwhile: look at the letter again.")


class NotThisFile(CorrespondenceError):
    """A file that is not in the request, or no longer."""

    def __init__(self) -> None:
        super().__init__("That file is not in this request any more: choose another one.")


class NotKeptBack(CorrespondenceError):
    """The file is not kept back, or no longer."""

    def __init__(self) -> None:
        super().__init__("Somebody has decided about this file already.")


class TermRefused(CorrespondenceError):
    """A term cannot be watched as it is worded."""
