"""Rules and conditions of a form: the list in plain words, and the editor for one of them."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.builder.condition_form import ConditionForm
from kreishaus.faces.desk.builder.page import RuleLine
from kreishaus.faces.desk.builder.rule_form import RuleEditor
from kreishaus.faces.desk.views.builder.access import answer_status, buildable_or_404
from kreishaus.faces.desk.views.builder.page import builder_address
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.engine.rule_model import rule_in_words
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.engine.edits import Edit, NotPossible
from kreishaus.workshop.packages.engine.elements import NoSuchElement, find, name_of, opened
from kreishaus.workshop.packages.engine.merging import Conflict
from kreishaus.workshop.packages.engine.settings import AddRule, Change, ChangeRule, RemoveRule
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents

LINES = 50


@require_GET
@staff_only
def rules(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show every rule of the form as a sentence."""
    version = buildable_or_404(request, key, number)
    schema = contents.form_of(version).schema
    page = Paginator(schema.rules, LINES).get_page(request.GET.get("seite", "1"))
    lines = [RuleLine(rule.id, rule_in_words(schema, rule)) for rule in page.object_list]
    context = {"version": version, "page": page, "lines": lines, "open": len(schema.open_reviews)}
    return navigation.desk_page(request, "desk/builder/rules.html", context, area=navigation.SERVICES)


@require_http_methods(["GET", "POST"])
@staff_only
def rule(request: StaffRequest, key: str, number: str, rule_id: str) -> HttpResponse:
    """Change or delete one rule."""
    version = buildable_or_404(request, key, number)
    schema = contents.form_of(version).schema
    data = next((each for each in _rules(schema) if str(each["id"]) == rule_id), None)
    if data is None:
        raise Http404
    if request.POST.get("tun") == "loeschen":
        done = _save(request, version, RemoveRule(rule_id))
        if not done:
            messages.success(request, f"Die Regel {rule_id} ist gelöscht.")
            return redirect("desk:builder_rules", key, number)
        return _page(request, version, RuleEditor(schema, data), rule_id, problems=done)
    editor = RuleEditor(schema, data)
    return _edited(request, version, editor, rule_id, lambda fresh: ChangeRule(rule_id, fresh))


@require_http_methods(["GET", "POST"])
@staff_only
def new_rule(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Write a new rule, usually for the element one came from."""
    version = buildable_or_404(request, key, number)
    schema = contents.form_of(version).schema
    target = request.GET.get("element", "")
    editor = RuleEditor(schema, {"require": target} if target in schema.plan.tree.by_path else {})
    return _edited(request, version, editor, "", AddRule)


@require_http_methods(["GET", "POST"])
@staff_only
def when(request: StaffRequest, key: str, number: str, address: str) -> HttpResponse:
    """Say under which condition a page, group or field appears."""
    version = buildable_or_404(request, key, number)
    schema = contents.form_of(version).schema
    try:
        element = find(opened(schema.to_data()), address).element
    except NoSuchElement as gone:
        raise Http404 from gone
    form = ConditionForm(schema, "w", f"„{name_of(element)}“ erscheint nur, wenn")
    problems: list[str] = []
    if request.method == "GET":
        form.read_cel(str(element.get("when", "")))
    else:
        form.read_post(request.POST)
        form.press(request.POST.get("tun", ""))
        if request.POST.get("tun") in ("speichern", "immer"):
            text = form.cel() if request.POST["tun"] == "speichern" else ""
            problems = form.problems or _save(request, version, Change(address, {"when": text or None}))
            if not problems:
                messages.success(request, "Die Bedingung ist gespeichert.")
                return redirect(builder_address(version, address))
    context = {
        "version": version,
        "form": form,
        "name": name_of(element),
        "problems": problems or form.problems,
        "shown": request.POST.get("shown") or version.digest,
        "back": builder_address(version, address),
        "has_condition": bool(element.get("when")),
    }
    return _render(request, "desk/builder/when.html", context, wrong=bool(problems))


def _rules(schema: FormSchema) -> list[dict[str, Any]]:
    found: Any = schema.to_data().get("rules", [])
    return list(found)


def _edited(
    request: StaffRequest, version: PackageVersion, editor: RuleEditor, rule_id: str, edit: Any
) -> HttpResponse:
    problems: list[str] = []
    if request.method == "POST":
        editor.read_post(request.POST)
        if request.POST.get("tun") == "speichern":
            fresh = editor.data()
            problems = editor.problems if fresh is None else _save(request, version, edit(fresh))
            if not problems:
                messages.success(request, "Die Regel ist gespeichert.")
                return redirect("desk:builder_rules", version.package.key, version.version)
    return _page(request, version, editor, rule_id, problems=problems)


def _save(request: StaffRequest, version: PackageVersion, edit: Edit) -> list[str]:
    """Save an edit; return what is wrong, in words."""
    shown = request.POST.get("shown", "")
    try:
        actions.edit_form(version=version, edit=edit, shown=shown, actor=request.acting.actor, at=now())
    except Problems as broken:
        return [f"{problem.message} {problem.hint}".strip() for problem in broken.problems]
    except Conflict:
        return [
            "Jemand hat diese Regel inzwischen auch geändert. Unten steht Ihre Fassung; sie ist noch nicht gespeichert."
        ]
    except NoSuchElement:
        return ["Das gibt es nicht mehr: Jemand hat es inzwischen gelöscht. Ihre Angaben stehen noch unten."]
    except (NotPossible, actions.NotADraft, actions.ChangedElsewhere) as refused:
        return [str(refused)]
    return []


def _page(
    request: StaffRequest, version: PackageVersion, editor: RuleEditor, rule_id: str, *, problems: list[str]
) -> HttpResponse:
    # After a conflict the next click is meant for the state that is shown now.
    shown = version.digest if problems else request.POST.get("shown") or version.digest
    context = {
        "version": version,
        "editor": editor,
        "rule_id": rule_id,
        "problems": problems or editor.when.problems + editor.valid.problems,
        "shown": shown,
        "sentence": _sentence(editor),
        "back": reverse("desk:builder_rules", args=[version.package.key, version.version]),
    }
    return _render(request, "desk/builder/rule.html", context, wrong=bool(problems))


def _sentence(editor: RuleEditor) -> str:
    """Return the rule in words, as far as it says something already."""
    trial = RuleEditor(editor.schema, editor.rule)
    for name in ("effect", "targets", "message", "to", "basis", "valid", "when"):
        setattr(trial, name, getattr(editor, name))
    kept = list(editor.when.problems), list(editor.valid.problems)
    data = trial.data()
    editor.when.problems, editor.valid.problems = kept
    if data is None:
        return ""
    try:
        form: dict[str, Any] = {**editor.schema.to_data(), "rules": [{"id": "R", **data, **_number(editor.rule)}]}
        schema = parse_form(form)
    except Problems:
        return ""
    return rule_in_words(schema, schema.rules[0])


def _number(rule: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": rule["id"]} if rule.get("id") else {}


def _render(request: StaffRequest, template: str, context: dict[str, Any], *, wrong: bool) -> HttpResponse:
    status = answer_status(request, 422 if wrong else 200)
    return navigation.desk_page(request, template, context, area=navigation.SERVICES, status=status)
