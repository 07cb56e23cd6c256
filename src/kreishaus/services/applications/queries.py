"""Finding drafts and applications: by the secret of the applicant, or by what a service offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kreishaus.base.german import slug
from kreishaus.base.ids import secret_digest
from kreishaus.base.words import GERMAN, LANGUAGES, has_catalogue, long_day, say
from kreishaus.services.catalogue.models import Service
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.services.forms.formats.submission import Conflict, conflicts_in, structure_of, write_json, write_xml
from kreishaus.services.forms.queries import localised_once, schema_of

from . import memory
from .engine.shown import ShownPage, words_by_path
from .engine.shown import shown_pages as pages_of
from .enums import ApplicationState, Process
from .models import Application, Draft, Offering

NOTATIONS = {"json": (write_json, "application/json"), "xml": (write_xml, "application/xml")}
"""how submitted answers are written for other programs, valid under the schemas of the service"""


@dataclass(frozen=True, slots=True)
class StructuredData:
    """Submitted answers as a file for other programs."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps of the public status page."""

    state: ApplicationState
    label: str
    is_reached: bool
    is_current: bool


def current_offering(service: Service) -> Offering | None:
    """Return what can be applied for now, or None where the service has no form of its own."""
    return memory.current_offering_of(service.pk)


def draft_by_secret(secret: str, *, at: datetime) -> Draft | None:
    """Return the draft that a secret opens, with its form; an expired one is gone."""
    # A plain SELECT: this is asked at every step of every applicant.
    found = Draft.objects.raw("SELECT * FROM applications_draft WHERE secret_digest = %s", [secret_digest(secret)])
    draft = next((one for one in found if one.expires_at > at), None)
    if draft is not None:
        draft.offering = memory.offering_by_id(draft.offering_id)
        draft.service = memory.service_by_id(draft.service_id)
    return draft


def languages_of(offering: Offering | None) -> tuple[str, ...]:
    """Return the languages in which a service can be applied for, German first.

    Others count where both the service and the product itself speak them.
    """
    said = offering.settings.get("languages", {}) if offering else {}
    return (GERMAN, *(code for code in LANGUAGES if code in said and has_catalogue(code)))


def texts_in(offering: Offering, language: str) -> Mapping[str, str]:
    """Return the texts of a service in a language by their key, as they were frozen when it was published."""
    found: Mapping[str, str] = offering.settings.get("languages", {}).get(language, {})
    return found


def form_in(offering: Offering, language: str) -> FormSchema:
    """Return the form of an offering in a language; the same offering gives the same object while it is in memory."""
    schema = schema_of(offering.form)
    if language == GERMAN:
        return schema
    return localised_once(schema, texts_in(offering, language), language, key=offering.pk)


def application_by_secret(secret: str) -> Application | None:
    """Return the application that a secret opens: the same secret as that of its draft."""
    return (
        Application.objects.filter(secret_digest=secret_digest(secret))
        .select_related("offering__form", "service", "office", "case", "mailbox", "entry_event")
        .defer("offering__form__definition")
        .first()
    )


def shown_pages(application: Application) -> tuple[ShownPage, ...]:
    """Return the submitted answers as people read them, page by page as on the form."""
    return pages_of(schema_of(application.offering.form), application.answers)


def shown_answers(application: Application) -> dict[str, str]:
    """Return the words shown for every answered path."""
    return words_by_path(shown_pages(application))


def structured_data(application: Application, notation: str) -> StructuredData:
    """Return the submitted answers in one of the `NOTATIONS`; the same application always gives the same bytes.

    :raises KeyError: if there is no such notation.
    :raises NotReadable: (of the formats) if a text holds what XML cannot say.
    """
    write, media_type = NOTATIONS[notation]
    content = write(structure_of(schema_of(application.offering.form)), application.answers)
    return StructuredData(f"antrag-{slug(application.reference)}.{notation}", content, media_type)


def lawfully_lacking(application: Application) -> tuple[Conflict, ...]:
    """Return what the answers lack because a rule took it away, although the structure demands it."""
    return conflicts_in(structure_of(schema_of(application.offering.form)), application.answers)


def steps(application: Application) -> Sequence[Step]:
    """Return the way of the application as the status page draws it.

    The request for information and the withdrawal only appear when they happened: they are
    no steps on the way but a stop and an end.
    """
    state = ApplicationState(application.state)
    way = [
        ApplicationState.RECEIVED,
        ApplicationState.PROCESSING,
        ApplicationState.DECIDED,
        ApplicationState.COMPLETED,
    ]
    if state == ApplicationState.ACTION_REQUIRED:
        way.insert(2, state)
    if state == ApplicationState.WITHDRAWN:
        way = [ApplicationState.RECEIVED, state]
    reached = way.index(state)
    return [
        Step(step, say(ApplicationState(step).label), is_reached=place <= reached, is_current=step == state)
        for place, step in enumerate(way)
    ]


def next_steps(application: Application) -> list[str]:
    """Return what happens next, in the order in which it happens."""
    office = application.office.name
    if application.offering.process == Process.NOTICE:
        return [
            say("Ihre Anzeige ist angekommen ({office}).", office=office),
            say("Wir melden uns nur, wenn wir noch etwas brauchen."),
        ]
    if application.offering.process == Process.AUTOMATIC:
        return [say("Unser System prüft Ihren Antrag."), say("Sie bekommen den Bescheid gleich in Ihr Postfach.")]
    return [
        say("Wir prüfen Ihren Antrag ({office}).", office=office),
        say("Wenn wir noch etwas brauchen, schreiben wir Ihnen."),
        say("Sie bekommen den Bescheid in Ihr Postfach."),
    ]


def decide_by_text(application: Application) -> str:
    """Return by when the decision is due, "" where no day was promised."""
    return (
        say("Wir entscheiden bis zum {decide_by}.", decide_by=long_day(application.decide_by))
        if application.decide_by
        else ""
    )
