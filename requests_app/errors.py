"""What can be wrong with a request, in words for the person who typed it."""


class RequestError(ValueError):
    """The base of them: `str()` is one sentence for the screen."""


class EditedMeanwhile(RequestError):
    """Somebody else saved the same request between loading and saving."""


class AlreadyRecorded(RequestError):
    """The same event on the same day stands already."""
