"""Who: users, teams and what each person is in a team."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.audit_models import AuditEntry  # noqa: F401 (Django finds models here)
from accounts.querysets import TeamQuerySet


class UserManager(BaseUserManager["User"]):
    def of_teams(self, teams: models.QuerySet[Any]) -> models.QuerySet[User]:
        """The people of these teams who have logged in since they were invited, in order of name.

        The others are left out: an invitation must tell nobody whether there was an account already.
        """
        here = Membership.objects.filter(team__in=teams, user__last_login__gte=models.F("joined_at"))
        return self.filter(is_active=True, pk__in=here.values("user_id")).order_by("name", "email")

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account with its e-mail address, which two-step log-in and password resets look up.

        The address counts as verified: whoever gave the password vouches for it, and without one nobody can log in
        before following a link that was sent to the address.
        """
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        user.emailaddress_set.create(email=user.email, primary=True, verified=True)  # type: ignore[attr-defined]
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_site_admin=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in by e-mail address. `is_site_admin` looks after authorities, teams and accounts."""

    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField("name", max_length=120, blank=True)
    is_site_admin = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    session_epoch = models.PositiveIntegerField(
        default=0, editable=False, help_text="Raised to end every session of the account for good."
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        return self.is_site_admin

    def get_session_auth_hash(self) -> str:
        """What a session must hold to be this account's: as Django has it, and new with each `session_epoch`."""
        of_password = super().get_session_auth_hash()
        if not self.session_epoch:
            return of_password
        return salted_hmac(
            "accounts.User.session_epoch", f"{self.session_epoch}:{of_password}", algorithm="sha256"
        ).hexdigest()

    def get_full_name(self) -> str:
        return str(self)


class Team(models.Model):
    """A research team. Its requests and letters are seen by its members alone."""

    name = models.CharField("name of the team", max_length=120, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(User, through="Membership", related_name="teams")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:team", args=[self.pk])


class Membership(models.Model):
    """What a person is in a team: a researcher logs and reads, a lead also sees to the whole team."""

    class Role(models.TextChoices):
        RESEARCHER = "researcher", "Researcher"
        LEAD = "lead", "Team lead"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.RESEARCHER)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="membership_once_per_team")]
        ordering = ["user__name", "user__email"]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def has_arrived(self) -> bool:
        """Whether the person has logged in since being invited.

        Until then no more than the address is shown of them: an invitation must tell nobody whether there was an
        account already.
        """
        return self.user.last_login is not None and self.user.last_login >= self.joined_at
