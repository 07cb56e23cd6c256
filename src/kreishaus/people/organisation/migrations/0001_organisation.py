"""Offices, posts, staff and who holds which post."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kreishaus.base.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last login"
                    ),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=kreishaus.base.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        max_length=150, unique=True, verbose_name="Benutzername"
                    ),
                ),
                (
                    "first_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="Vorname"
                    ),
                ),
                (
                    "last_name",
                    models.CharField(
                        blank=True, max_length=150, verbose_name="Nachname"
                    ),
                ),
                (
                    "form_of_address",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("Frau", "Frau"),
                            ("Herr", "Herr"),
                            ("", "ohne Anrede"),
                        ],
                        max_length=10,
                        verbose_name="Anrede",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="E-Mail"
                    ),
                ),
                (
                    "phone",
                    models.CharField(blank=True, max_length=50, verbose_name="Telefon"),
                ),
                (
                    "room",
                    models.CharField(blank=True, max_length=50, verbose_name="Raum"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False, verbose_name="darf in die technische Verwaltung"
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(auto_now_add=True, verbose_name="angelegt am"),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "Beschäftigte oder Beschäftigter",
                "verbose_name_plural": "Beschäftigte",
                "ordering": ("last_name", "first_name", "username"),
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kreishaus.base.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "number",
                    models.CharField(max_length=20, unique=True, verbose_name="Nummer"),
                ),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                (
                    "phone",
                    models.CharField(blank=True, max_length=50, verbose_name="Telefon"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="E-Mail"
                    ),
                ),
                (
                    "street",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="Straße und Hausnummer"
                    ),
                ),
                (
                    "city",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="PLZ und Ort"
                    ),
                ),
                (
                    "opening_hours",
                    models.TextField(blank=True, verbose_name="Öffnungszeiten"),
                ),
                (
                    "room",
                    models.CharField(blank=True, max_length=50, verbose_name="Raum"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="organisation.office",
                        verbose_name="übergeordnet",
                    ),
                ),
            ],
            options={
                "verbose_name": "Amt",
                "verbose_name_plural": "Ämter",
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kreishaus.base.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "key",
                    models.SlugField(
                        max_length=80, unique=True, verbose_name="Schlüssel"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="Bezeichnung")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="organisation.office",
                        verbose_name="Amt",
                    ),
                ),
            ],
            options={
                "verbose_name": "Stelle",
                "verbose_name_plural": "Stellen",
                "ordering": ("key",),
            },
        ),
        migrations.CreateModel(
            name="Incumbency",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kreishaus.base.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="ab")),
                (
                    "valid_until",
                    models.DateField(blank=True, null=True, verbose_name="bis"),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incumbencies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="incumbencies",
                        to="organisation.post",
                        verbose_name="Stelle",
                    ),
                ),
            ],
            options={
                "verbose_name": "Besetzung",
                "verbose_name_plural": "Besetzungen",
                "ordering": ("valid_from", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("staff", "post", "valid_from"),
                        name="incumbency_starts_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="incumbency_ends_after_it_starts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostRole",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kreishaus.base.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("case_worker", "Sachbearbeitung"),
                            ("team_lead", "Teamleitung"),
                            ("head_of_office", "Amtsleitung"),
                            ("department_head", "Dezernatsleitung"),
                            ("commissioner", "Landrätin oder Landrat"),
                            ("mail_room", "Poststelle"),
                            ("registry", "Registratur"),
                            ("archive", "Kreisarchiv"),
                            ("cashier", "Kreiskasse"),
                            ("digital_office", "Digitalamt"),
                            ("editor", "Fachredaktion"),
                            ("data_protection", "Datenschutz"),
                            ("auditor", "Rechnungsprüfung"),
                            ("it_operations", "IT-Betrieb"),
                            ("authority_admin", "Verwaltung von Konten und Rechten"),
                        ],
                        max_length=30,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="post_roles",
                        to="organisation.post",
                        verbose_name="Stelle",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rolle einer Stelle",
                "verbose_name_plural": "Rollen der Stellen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("post", "role"), name="post_role_once"
                    )
                ],
            },
        ),
    ]
