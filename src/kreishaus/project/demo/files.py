"""Example files, so that a newcomer finds the electronic file in use: parts, paper, a hold, a period that runs."""

from datetime import date, datetime, timedelta

from kreishaus.ground.storage import store
from kreishaus.people.organisation.models import Office
from kreishaus.records import actions as records
from kreishaus.records.enums import Direction, DocumentKind, Medium, ParticipantRole
from kreishaus.records.models import Case, Document, FilingPosition

_MEYER, _JANSSEN = "staff:meyer", "staff:janssen"


def keep_examples(*, at: datetime) -> None:
    """Make the example files of the building office and of the office of public order."""
    _plot(Office.objects.get(number="63"), at=at - timedelta(days=40), today=at)
    _revocation(Office.objects.get(number="32"), at=at - timedelta(days=400))


def _plot(office: Office, *, at: datetime, today: datetime) -> None:
    """Make a file for a plot of land: hybrid, with a part, a case with a part, and a document in work."""
    file = records.open_file(
        position=FilingPosition.objects.get(number="63.11"),
        title="Grundstück Deichweg 12, Beispielort",
        office=office,
        actor=_MEYER,
        at=at,
    )
    records.change_file(
        file=file,
        values={"medium": Medium.HYBRID, "paper_location": "Altregistratur Keller, Regal 4, Ordner 17"},
        actor=_MEYER,
        at=at,
        reason="Pläne von 1968 liegen nur auf Papier vor",
    )
    owner = records.Person(
        role=ParticipantRole.APPLICANT, name="Tomma Erdachter", street="Deichweg 12", city="26789 Beispielort"
    )
    records.add_participant(to=file, person=owner, actor=_MEYER, at=at)
    statics = records.open_sub_file(file=file, title="Statik und Prüfberichte", actor=_MEYER, at=at)
    report = records.open_case_in(file=statics, title="Prüfbericht Dachstuhl", office=office, actor=_MEYER, at=at)
    _note(report, "Prüfbericht angefordert", _MEYER, at)
    case = records.open_case_in(file=file, title="Bauvoranfrage Carport", office=office, actor=_MEYER, at=at)
    letter = _note(case, "Schreiben der Nachbarn", _MEYER, at)
    photo = _note(case, "Foto der Grenze", _MEYER, at)
    records.change_document(
        document=letter,
        values={"sender": "Familie Erdacht, Deichweg 14", "written_on": at.date(), "type": "Brief"},
        actor=_MEYER,
        at=at,
    )
    records.change_document(document=photo, values={"parent": letter}, actor=_MEYER, at=at)
    records.check_out(document=_note(case, "Stellungnahme, Entwurf", _MEYER, at), actor=_MEYER, at=today)
    hearing = records.open_sub_case(case=case, title="Anhörung der Nachbarn", actor=_MEYER, at=at)
    neighbour = records.Person(
        role=ParticipantRole.NEIGHBOUR, name="Eilt Erdacht", street="Deichweg 14", city="26789 Beispielort"
    )
    records.add_participant(to=hearing, person=neighbour, actor=_MEYER, at=at)
    records.refer(source=case, target=statics, note="Statik des Anbaus", actor=_MEYER, at=at)


def _revocation(office: Office, *, at: datetime) -> None:
    """Make a file with a closed case whose period runs, kept by a hold because of a lawsuit."""
    file = records.open_file(
        position=FilingPosition.objects.get(number="32.17"),
        title="Jagdschein-Widerruf, erdachter Fall",
        office=office,
        actor=_JANSSEN,
        at=at,
    )
    case = records.open_case_in(file=file, title="Widerruf nach Anzeige", office=office, actor=_JANSSEN, at=at)
    _note(case, "Vermerk zum Sachverhalt", _JANSSEN, at)
    closed_at = at + timedelta(days=30)
    records.close_case(case=case, actor=_JANSSEN, at=closed_at, decided_on=closed_at.date())
    records.close_file(file=file, actor=_JANSSEN, at=closed_at)
    records.set_hold(
        on=file,
        reason="Klage beim Verwaltungsgericht, Az. 7 A 112/26 (erfunden)",
        actor=_JANSSEN,
        at=closed_at + timedelta(days=20),
        until=date(closed_at.year + 5, 12, 31),
    )


def _note(case: Case, title: str, actor: str, at: datetime) -> Document:
    text = f"{title}. Das ist ein erfundenes Dokument der Demonstration."
    return records.add_document(
        case=case,
        title=title,
        kind=DocumentKind.NOTE,
        direction=Direction.INTERNAL,
        blob=store().put(text.encode()),
        media_type="text/plain",
        original_name=f"{title}.txt",
        at=at,
        actor=actor,
        text=text,
    )
