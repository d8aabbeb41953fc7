"""What may go wrong with an embedded server, in words for the person at the terminal."""


class ServerFailed(Exception):
    """A server cannot be found, prepared or started; the message says which and how to mend it."""
