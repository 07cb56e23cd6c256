"""The gate before publication: everything that still stands in the way, in plain German."""

from collections.abc import Iterator

from kreishaus.base.problems import Problem, Problems
from kreishaus.people.organisation.models import Office
from kreishaus.records.models import FilingPosition
from kreishaus.services.forms.engine.binding import flaws
from kreishaus.services.forms.engine.facts import TITLES
from kreishaus.services.payments.rules import schedule_problems
from kreishaus.workshop.packages import ports
from kreishaus.workshop.packages.enums import Process
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.expressions import expression_problems
from kreishaus.workshop.packages.formats.service_yaml import ReadDefinition
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.advice import personal_questions
from kreishaus.workshop.packages.rules.code_lists import open_lists
from kreishaus.workshop.packages.rules.contents import ReadForm

_NAMED = 3
_SETTINGS_HINT = "Bitte unter „Einstellungen“ eintragen."


def publication_obstacles(version: PackageVersion) -> list[Problem]:
    """Return what is missing before the version can go online; an empty list means: ready.

    The path of a problem names the place in service.yaml (`competent.office`) or is `reviews`,
    `code_lists`, `tests` or `proving`, so that the page can lead there.
    """
    try:
        definition = contents.definition_of(version)
        form = contents.form_of(version)
    except Problems as broken:
        return list(broken.problems)
    return [
        *_settings(definition),
        *_letters(definition, version),
        *_reviews(form),
        *_facts(form),
        *_code_lists(definition, form, version),
        *_without_basis(definition, form),
        *schedule_problems(definition.service.fees),
        *expression_problems(definition, form.schema),
        *_faults(form, version),
    ]


def _settings(definition: ReadDefinition) -> Iterator[Problem]:
    service = definition.service
    if not service.office:
        yield definition.problem(("competent", "office"), "Das zuständige Amt fehlt.", hint=_SETTINGS_HINT)
    elif not Office.objects.filter(number=service.office).exists():
        message = f"Das Amt {service.office} gibt es nicht."
        yield definition.problem(("competent", "office"), message, hint=_SETTINGS_HINT)
    position = service.filing.position
    if not position:
        message = "Die Stelle im Aktenplan fehlt."
        yield definition.problem(("filing", "position"), message, hint=_SETTINGS_HINT)
    elif not FilingPosition.objects.filter(number=position).exists():
        message = f"Die Stelle {position} gibt es im Aktenplan nicht."
        yield definition.problem(("filing", "position"), message, hint=_SETTINGS_HINT)
    if not service.summary:
        message = "Die Zusammenfassung in einem Satz fehlt."
        yield definition.problem(("summary",), message, hint=_SETTINGS_HINT)
    if service.process != Process.NOTICE:
        yield from _promises(definition)


def _promises(definition: ReadDefinition) -> Iterator[Problem]:
    service = definition.service
    if not service.decide_within:
        message = "Die Frist für die Entscheidung fehlt."
        yield definition.problem(("deadline", "decide_within"), message, hint=_SETTINGS_HINT)
    if not service.legal_remedy.strip():
        message = "Die Rechtsbehelfsbelehrung fehlt."
        yield definition.problem(("legal_remedy",), message, hint=_SETTINGS_HINT)
    if not service.applicant.name:
        message = "Es fehlt die Angabe, welches Feld den Namen enthält."
        yield definition.problem(("applicant", "name"), message, hint=_SETTINGS_HINT)


def _letters(definition: ReadDefinition, version: PackageVersion) -> Iterator[Problem]:
    service = definition.service
    needed = {Process.DECISION: ("grant", "refuse"), Process.AUTOMATIC: ("grant",)}.get(Process(service.process), ())
    names = {"grant": "die Bewilligung", "refuse": "die Ablehnung"}
    for outcome in needed:
        if not service.letters.get(outcome) or not service.letters[outcome].paragraphs:
            message = f"Der Text für {names[outcome]} fehlt."
            hint = "Bitte unter „Bescheidtexte“ schreiben."
            yield definition.problem(("letters", outcome), message, hint=hint)
    for outcome, letter in service.letters.items():
        if letter.template and letter.template not in version.files:
            message = f"Die Briefvorlage {letter.template} fehlt im Paket."
            yield definition.problem(("letters", outcome, "template"), message)


def _reviews(form: ReadForm) -> list[Problem]:
    count = len(form.schema.open_reviews)
    if not count:
        return []
    message = "Eine Regel ist noch offen." if count == 1 else f"{count} Regeln sind noch offen."
    hint = "Bitte jede Regel klären: als Regel, durch die Sachbearbeitung oder als nicht nötig."
    return [Problem(message, file=folder.FORM, path="reviews", hint=hint)]


def _facts(form: ReadForm) -> list[Problem]:
    hint = "Bitte in form.yaml unter „facts“ eintragen, zum Beispiel „state: NI“."
    return [
        Problem(
            f"Das Formular richtet sich nach dem {TITLES[name]}. Die Angabe fehlt.",
            file=folder.FORM,
            path="facts",
            hint=hint,
        )
        for name, value in form.schema.facts.items()
        if not value
    ]


def _without_basis(definition: ReadDefinition, form: ReadForm) -> Iterator[Problem]:
    bare = [each for each in personal_questions(form.schema, definition.service) if not each.basis]
    if not bare:
        return
    names = ", ".join(f"„{each.label}“" for each in bare[:_NAMED])
    message = f"Für {len(bare)} persönliche Angaben fehlt die Rechtsgrundlage: {names}{' …' if bare[_NAMED:] else ''}."
    if len(bare) == 1:
        message = f"Für die persönliche Angabe {names} fehlt die Rechtsgrundlage."
    hint = "Bitte unter „Einstellungen“ eine für den ganzen Dienst eintragen, oder im Formular bei der Angabe."
    yield definition.problem(("legal_basis",), message, hint=hint)


def _code_lists(definition: ReadDefinition, form: ReadForm, version: PackageVersion) -> Iterator[Problem]:
    hint = "Bitte die Liste einlesen oder zustimmen, dass das Feld vorerst ein Textfeld ist."
    for name in open_lists(form.schema, definition.service, version.files):
        yield Problem(f"Die Codeliste {name} liegt nicht vor.", file=folder.SERVICE, path="code_lists", hint=hint)
    for path, message in flaws(form.schema):
        yield Problem(f"{path}: {message}", file=folder.FORM, path="code_lists")


def _faults(form: ReadForm, version: PackageVersion) -> list[Problem]:
    tests = contents.texts_of(version, folder.TESTS)
    try:
        prover = ports.prover()
    except ports.NoProver:
        return [Problem("Die Tests des Pakets können hier nicht laufen.", path="tests")] if tests else []
    service_text = contents.texts_of(version, folder.SERVICE)[folder.SERVICE]
    return prover.failures(service_text=service_text, form=form.schema, tests=tests)
