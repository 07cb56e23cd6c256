"""Texts and languages of a draft: one table, edited many at once, out to a spreadsheet and in again."""

import json

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.words import GERMAN, LANGUAGES
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.texts_page import texts_page
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.formats.languages import table
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import languages

_KINDS = {
    "xlsx": (table.write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (table.write_csv, "text/csv; charset=utf-8"),
}
_LONGEST_QUERY = 100


@require_http_methods(["GET", "POST"])
@staff_only
def texts(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show a page of texts, or save what was typed into it."""
    version = version_or_404(request, key, number)
    if request.method == "GET":
        return _texts_page(request, version)
    typed = {name: value.replace("\r\n", "\n") for name, value in request.POST.items() if isinstance(value, str)}
    try:
        count = _save(request, version, typed)
    except Problems as broken:
        return _texts_page(request, version, typed, broken.problems, status=422)
    except actions.ChangedElsewhere as changed:
        return _texts_page(request, version_or_404(request, key, number), typed, [Problem(str(changed))], status=409)
    except actions.NotADraft as finished:
        messages.warning(request, str(finished))
        return _back(request, version)
    if count:
        messages.success(request, f"{count} Texte sind gespeichert." if count > 1 else "Ein Text ist gespeichert.")
    else:
        messages.info(request, "Es hat sich nichts geändert.")
    return _back(request, version)


def _save(request: StaffRequest, version: PackageVersion, typed: dict[str, str]) -> int:
    language = _language(request)
    german = languages.german_of(version)
    known = languages.translation_of(version, language)
    written: dict[str, str] = {}
    for key, text in german.items():
        entry = known.entries.get(key)
        given = typed.get(f"t.{key}")
        # A translation that still fits is taken over for the new German text by its own box.
        if given is not None and (given.strip() != (entry.text if entry else "") or f"ok.{key}" in typed):
            written[key] = given
        del text
    reworded = {key: typed[f"de.{key}"] for key in german if typed.get(f"de.{key}", "").strip()}
    # The draft that was shown is the one that may be changed.
    version.digest = typed.get("shown") or version.digest
    return actions.save_language(
        version=version, language=language, texts=written, german=reworded, actor=request.acting.actor, at=now()
    )


@require_GET
@staff_only
def export_texts(request: StaffRequest, key: str, number: str, kind: str) -> HttpResponse:
    """Return all texts of a language as a table."""
    version = version_or_404(request, key, number)
    if kind not in _KINDS:
        raise Http404
    write, media_type = _KINDS[kind]
    language = _language(request)
    try:
        rows = table.rows_of(languages.german_of(version), languages.translation_of(version, language))
    except Problems:
        raise Http404 from None
    response = HttpResponse(write(rows), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="texte-{key}-{number}-{language}.{kind}"'
    return response


@require_http_methods(["GET", "POST"])
@staff_only
def import_texts(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show what a table would change; nothing is written before somebody says so."""
    version = version_or_404(request, key, number)
    language = _language(request)
    context: dict[str, object] = {"version": version, "language": LANGUAGES[language]}
    if request.method == "GET":
        return _page(request, "desk/service_languages_import.html", context)
    upload = request.FILES.get("datei")
    if upload is None:
        problems = [Problem("Bitte wählen Sie eine Datei aus.")]
        return _page(request, "desk/service_languages_import.html", {**context, "problems": problems}, status=422)
    try:
        rows = table.read_table(upload.read(table.MAX_BYTES + 1), upload.name or "texte")
        found = actions.compare_texts(version=version, language=language, rows=rows)
    except Problems as broken:
        return _page(
            request, "desk/service_languages_import.html", {**context, "problems": broken.problems}, status=422
        )
    carried = json.dumps([[change.key, change.german, change.after] for change in found.changes], ensure_ascii=False)
    return _page(request, "desk/service_languages_import.html", {**context, "found": found, "carried": carried})


@require_POST
@staff_only
def take_texts(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Write what was shown; rows whose German text has changed in the meantime are left out and counted."""
    version = version_or_404(request, key, number)
    language = _language(request)
    try:
        rows = [table.TextRow(*map(str, row)) for row in json.loads(request.POST.get("zeilen", "[]"))]
        found = actions.compare_texts(version=version, language=language, rows=rows)
        written = {change.key: change.after for change in found.changes}
        count = actions.save_language(
            version=version, language=language, texts=written, actor=request.acting.actor, at=now()
        )
    except (ValueError, TypeError):
        raise Http404 from None
    except Problems:
        messages.warning(request, "Der Entwurf lässt sich gerade nicht lesen. Es hat sich nichts geändert.")
    except (actions.NotADraft, actions.ChangedElsewhere) as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Übernommene Texte: {count}.")
        if found.outdated:
            messages.warning(
                request, f"Nicht übernommen, weil sich der deutsche Text geändert hat: {len(found.outdated)}."
            )
    return _back(request, version)


def _language(request: StaffRequest) -> str:
    code = request.POST.get("sprache") or request.GET.get("sprache") or "en"
    return code if code in LANGUAGES and code != GERMAN else "en"


def _back(request: StaffRequest, version: PackageVersion) -> HttpResponse:
    address = reverse("desk:service_languages", args=[version.package.key, version.version])
    kept = request.POST.get("zurueck", "") or f"sprache={_language(request)}"
    return HttpResponseRedirect(f"{address}?{kept}")


def _texts_page(
    request: StaffRequest,
    version: PackageVersion,
    typed: dict[str, str] | None = None,
    problems: "list[Problem] | tuple[Problem, ...]" = (),
    *,
    status: int = 200,
) -> HttpResponse:
    given = request.GET
    try:
        shown = texts_page(
            version,
            language=_language(request),
            state=given.get("stand", ""),
            query=given.get("suche", "").strip()[:_LONGEST_QUERY],
            number=given.get("seite", "1"),
            typed=typed,
        )
    except Problems:
        messages.warning(request, "Das Formular lässt sich noch nicht lesen. Danach stehen hier alle Texte.")
        return redirect("desk:service", version.package.key, version.version)
    context: dict[str, object] = {"version": version, "shown": shown, "problems": problems}
    return _page(request, "desk/service_languages.html", context, status=status)


def _page(request: StaffRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    return navigation.desk_page(request, template, context, area=navigation.SERVICES, status=status)
