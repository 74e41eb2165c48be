"""People and the handles they are known by."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

SPOKEN = [("ko", "한국어"), ("en", "English")]
HANDLE = r"^[a-z][a-z0-9-]{1,19}\Z"  # \Z because $ would let a line break through in Python and SQLite
a_handle = RegexValidator(HANDLE, _("2–20 characters: a–z, 0–9 and -, a letter first."))


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Without a password the person signs in by code or passkey, or sets one by e-mail."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """For whoever runs the server; their address counts as proven, so that they can sign in at once."""
        user = self.create_user(email, password, **{"role": User.Role.STAFF, "is_superuser": True, **fields})
        addresses = user.emailaddress_set  # type: ignore[attr-defined]  # allauth brings no types
        addresses.create(email=user.email, verified=True, primary=True)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person of the academy. `login` is the short public handle, as at 42."""

    class Role(models.TextChoices):
        TRAINEE = "trainee", _("Trainee")
        STAFF = "staff", _("Staff")
        MENTOR = "mentor", _("Mentor")

    login = models.CharField(_("login"), max_length=20, unique=True, validators=[a_handle])
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.TRAINEE)
    language = models.CharField(_("language"), max_length=2, choices=SPOKEN, default="ko")
    on_leaderboard = models.BooleanField(
        _("on the leaderboard"),
        default=True,
        help_text=_("Your cohort sees your level and XP there. Without it only staff do."),
    )
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = Users()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["login", "name"]

    class Meta:
        ordering = ["login"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["trainee", "staff", "mentor"]), name="role_is_known"
            ),
            models.CheckConstraint(condition=Q(language__in=["ko", "en"]), name="language_is_spoken_here"),
            models.CheckConstraint(condition=Q(login__regex=HANDLE), name="login_is_a_handle"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_is_in_small_letters"),
            models.CheckConstraint(
                condition=Q(is_superuser=False) | Q(role="staff"), name="superuser_is_staff"
            ),
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def is_staff(self) -> bool:  # Django's admin asks for it
        return self.role == self.Role.STAFF

    @property
    def display_name(self) -> str:
        return self.name or self.login

    def get_short_name(self) -> str:
        return self.login


def display_name(user: User) -> str:
    return user.display_name
