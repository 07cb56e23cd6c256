"""Offices, posts and the people who hold them: rights hang on the post, not on the person."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from kreishaus.base.ids import new_id

from .enums import FormOfAddress, Role


class Office(models.Model):
    """An organisational unit: department (Dezernat), office (Amt) or section (Sachgebiet)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField("Nummer", max_length=20, unique=True)
    name = models.CharField("Name", max_length=200)
    parent = models.ForeignKey(
        "self",
        verbose_name="übergeordnet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    phone = models.CharField("Telefon", max_length=50, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    street = models.CharField("Straße und Hausnummer", max_length=200, blank=True)
    city = models.CharField("PLZ und Ort", max_length=200, blank=True)
    opening_hours = models.TextField("Öffnungszeiten", blank=True)
    room = models.CharField("Raum", max_length=50, blank=True)

    class Meta:
        verbose_name = "Amt"
        verbose_name_plural = "Ämter"
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Post(models.Model):
    """A post (Stelle, Dienstposten): it stays when the person who holds it changes."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, verbose_name="Amt", on_delete=models.PROTECT, related_name="posts")
    key = models.SlugField("Schlüssel", max_length=80, unique=True)
    title = models.CharField("Bezeichnung", max_length=200)

    class Meta:
        verbose_name = "Stelle"
        verbose_name_plural = "Stellen"
        ordering = ("key",)

    def __str__(self) -> str:
        return self.title


class PostRole(models.Model):
    """A role that belongs to a post."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, verbose_name="Stelle", on_delete=models.CASCADE, related_name="post_roles")
    role = models.CharField("Rolle", max_length=30, choices=Role.choices)

    class Meta:
        verbose_name = "Rolle einer Stelle"
        verbose_name_plural = "Rollen der Stellen"
        constraints = (models.UniqueConstraint(name="post_role_once", fields=("post", "role")),)

    def __str__(self) -> str:
        return Role(self.role).label


class StaffAccounts(BaseUserManager["Staff"]):
    """Creates staff accounts the way Django's own commands expect it."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Staff":
        """Create an account; without a password nobody can log in with one."""
        staff = self.model(username=self.model.normalize_username(username), **fields)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "Staff":
        """Create an account with every Django permission; it still sees no case without a post."""
        return self.create_user(username, password, **{"is_staff": True, "is_superuser": True, **fields})


class Staff(AbstractBaseUser, PermissionsMixin):
    """A member of staff. What she may do follows from the post she holds on that day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField("Benutzername", max_length=150, unique=True)
    first_name = models.CharField("Vorname", max_length=150, blank=True)
    last_name = models.CharField("Nachname", max_length=150, blank=True)
    form_of_address = models.CharField("Anrede", max_length=10, blank=True, choices=FormOfAddress.choices)
    email = models.EmailField("E-Mail", blank=True)
    phone = models.CharField("Telefon", max_length=50, blank=True)
    room = models.CharField("Raum", max_length=50, blank=True)
    is_active = models.BooleanField("aktiv", default=True)
    is_staff = models.BooleanField("darf in die technische Verwaltung", default=False)
    date_joined = models.DateTimeField("angelegt am", auto_now_add=True)

    objects: ClassVar[StaffAccounts] = StaffAccounts()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "Beschäftigte oder Beschäftigter"
        verbose_name_plural = "Beschäftigte"
        ordering = ("last_name", "first_name", "username")

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return first and last name, or the user name where both are missing."""
        return f"{self.first_name} {self.last_name}".strip() or self.username

    def get_short_name(self) -> str:
        """Return the form of address with the last name, as letters and lists show it."""
        return f"{self.form_of_address} {self.last_name}".strip() or self.username


class Incumbency(models.Model):
    """Who holds a post from when until when (both days included)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(
        Staff,
        verbose_name="Person",
        on_delete=models.PROTECT,
        related_name="incumbencies",
    )
    post = models.ForeignKey(
        Post,
        verbose_name="Stelle",
        on_delete=models.PROTECT,
        related_name="incumbencies",
    )
    valid_from = models.DateField("ab")
    valid_until = models.DateField("bis", null=True, blank=True)

    class Meta:
        verbose_name = "Besetzung"
        verbose_name_plural = "Besetzungen"
        ordering = ("valid_from", "id")
        constraints = (
            models.UniqueConstraint(name="incumbency_starts_once", fields=("staff", "post", "valid_from")),
            models.CheckConstraint(
                name="incumbency_ends_after_it_starts",
                condition=models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=models.F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff} als {self.post} ab {self.valid_from:%d.%m.%Y}"
