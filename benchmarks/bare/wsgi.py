"""A bare Django project in one file: eight fields, one row, server and SQLite settings as in the product."""

import os
from pathlib import Path

import django
from django import forms
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON"
settings.configure(
    SECRET_KEY="benchmark",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    USE_I18N=True,
    LANGUAGE_CODE="de",
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.forms"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(os.environ["BARE_DATABASE"])),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS},
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

KINDS = [("year", "Ein Jahr"), ("years", "Drei Jahre"), ("day", "Ein Tag")]


class Entry(models.Model):
    """One submitted form."""

    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100)
    birth_date = models.DateField()
    street = models.CharField(max_length=200)
    town = models.CharField(max_length=200)
    email = models.EmailField()
    kind = models.CharField(max_length=10, choices=KINDS)
    remarks = models.TextField(blank=True)

    class Meta:
        app_label = "bare"


class EntryForm(forms.ModelForm):
    """Eight fields with labels and validation."""

    class Meta:
        model = Entry
        fields = ("first_name", "last_name", "birth_date", "street", "town", "email", "kind", "remarks")


PAGE = engines["django"].from_string(
    "<!doctype html><html lang=de><head><meta charset=utf-8><title>Antrag</title></head><body><h1>Antrag</h1>"
    "<form method=post>{% csrf_token %}{{ form.as_div }}<button>Senden</button></form></body></html>"
)


def form(request: HttpRequest) -> HttpResponse:
    """Show the form, or save it."""
    bound = EntryForm(request.POST or None)
    if request.method == "POST" and bound.is_valid():
        saved = bound.save()
        return HttpResponseRedirect(f"/done/{saved.pk}/")
    return HttpResponse(PAGE.render({"form": bound}, request))


def done(_request: HttpRequest, number: int) -> HttpResponse:
    """Say that the form was saved."""
    return HttpResponse(f"<!doctype html><title>Fertig</title><h1>Fertig</h1><p>{number}</p>")


urlpatterns = [path("form/", form), path("done/<int:number>/", done)]


def create_table() -> None:
    """Create the one table."""
    with connection.schema_editor() as editor:
        editor.create_model(Entry)


if os.environ.get("BARE_CREATE") == "1":
    create_table()
application = get_wsgi_application()
