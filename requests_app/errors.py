"""What can be wrong with a request, in words for the person who typed it."""


class RequestError(ValueError):
    """The base of them: `str()` is one sentence for the screen."""


class EditedMeanwhile(RequestError):
    """Somebody else saved the same request between loading and saving."""


class AlreadyRecorded(RequestError):
    """The same event on the same day stands already."""


class NotAHoliday(RequestError):
    """A day that cannot be proclaimed: it never counts, is in the calendars already, or nobody knows its year."""


class AlreadyWithdrawn(RequestError):
    """The proclaimed day does not stand any more."""


class IssuedMeanwhile(RequestError):
    """The person has another calendar address than the one they meant to replace."""


class AlreadyHere(RequestError):
    """What is to come back is here again already."""


class NotInTheTeam(RequestError):
    """Somebody is to look after a request of a team they are not in."""


class TooLateToUndo(RequestError):
    """The minute in which it can be taken back is over, or it was taken back already."""


class NameTaken(RequestError):
    """There is another thing of that name."""


class CampaignRefused(RequestError):
    """What a campaign cannot be, or cannot do now."""


class QuestionCoded(RequestError):
    """A question is to go for which somebody has coded what came back."""


class NotCoded(RequestError):
    """There is nothing of this person's at the question to take back."""


class PublicationRefused(RequestError):
    """What a publication cannot be, or cannot do now."""
