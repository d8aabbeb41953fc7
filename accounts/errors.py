"""What can be wrong with people and teams, in words for the person who asked."""


class AccountError(ValueError):
    """The base of them: `str()` is one sentence for the screen."""


class AlreadyMember(AccountError):
    def __init__(self, email: str) -> None:
        super().__init__(f"{email} is in this team already.")


class LastLead(AccountError):
    """A team without a lead could invite nobody and see to nobody."""

    def __init__(self) -> None:
        super().__init__("This is the team's only lead. Make somebody else a lead first.")


class OwnAccount(AccountError):
    """Nobody shuts themselves out."""

    def __init__(self) -> None:
        super().__init__("You cannot do this to your own account. Ask another site admin.")


class NotSiteAdmin(AccountError):
    """Another site admin was quicker."""

    def __init__(self) -> None:
        super().__init__("You are no longer a site admin.")


class TeamNameMissing(AccountError):
    def __init__(self) -> None:
        super().__init__("Enter a name for the team.")


class TeamNameTaken(AccountError):
    def __init__(self, name: str) -> None:
        super().__init__(f"There is a team called {name} already.")
