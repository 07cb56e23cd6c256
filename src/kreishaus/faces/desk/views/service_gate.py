"""Before publication: everything in one list, mended from there; and the texts by how hard they are to read."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from kreishaus.base.problems import Problems
from kreishaus.base.readability import Hint, grade
from kreishaus.faces.desk import navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.gate_page import HandOver, groups_without_purpose, hand_over_of
from kreishaus.faces.desk.views.builder.access import buildable_or_404
from kreishaus.faces.desk.views.services import version_or_404
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages import queries as packages
from kreishaus.workshop.packages.engine.edits import Edit, NotPossible
from kreishaus.workshop.packages.engine.elements import NoSuchElement
from kreishaus.workshop.packages.engine.merging import Conflict
from kreishaus.workshop.packages.engine.reasons import GiveReasons
from kreishaus.workshop.packages.engine.settings import AddRule
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents
from kreishaus.workshop.packages.rules.advice import ServiceText, doubles, hardest_first, overall, texts_of
from kreishaus.workshop.packages.rules.gate import READABLE

LINES = 50


@dataclass(frozen=True, slots=True)
class HardText:
    """A text that could be easier, ready to be shown."""

    address: str
    name: str
    setting: str
    text: str
    score: int | None
    hints: list[Hint]

    @property
    def is_rule(self) -> bool:
        """Whether it is the message of a rule."""
        return self.address.startswith("rule:")

    @property
    def rule(self) -> str:
        """The number of that rule."""
        return self.address.removeprefix("rule:")


@require_GET
@staff_only
def gate(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show everything about the version that somebody should know before it goes online."""
    return gate_answer(request, hand_over_of(version_or_404(request, key, number), request.acting))


def gate_answer(request: StaffRequest, asked: HandOver, *, status: int = 200) -> HttpResponse:
    """Return the page with what was typed."""
    return navigation.desk_page(
        request, "desk/service_gate.html", {"asked": asked}, area=navigation.SERVICES, status=status
    )


@require_POST
@staff_only
def give_reasons(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Write the purpose of the personal questions of one group, or of all groups that lack it."""
    version = buildable_or_404(request, key, number)
    wanted, purpose = request.POST.get("gruppe", ""), request.POST.get("zweck", "")
    groups = [
        each for each in groups_without_purpose(version) if request.POST.get("alle") == "ja" or each.address == wanted
    ]
    if not groups:
        messages.warning(request, "Bei diesen Fragen steht schon, wofür wir sie brauchen.")
    problems = [_saved(request, version, GiveReasons(each.address, each.questions, purpose)) for each in groups]
    failed = next(filter(None, problems), "")
    if failed:
        messages.warning(request, failed)
    elif groups:
        count = sum(len(each.questions) for each in groups)
        messages.success(request, f"Der Zweck steht jetzt bei {count} Angaben.")
    return redirect("desk:service_gate", key, number)


@require_POST
@staff_only
def take_over(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Let a question that asks again take the earlier answer over, by a rule."""
    version = buildable_or_404(request, key, number)
    wanted = request.POST.get("frage", "")
    found = doubles(contents.form_of(version).schema)
    double = next((each for each in found if each.address == wanted and each.can_take_over), None)
    if double is None:
        raise Http404
    failed = _saved(request, version, AddRule(double.rule))
    if failed:
        messages.warning(request, failed)
    else:
        messages.success(request, f"„{double.label}“ kommt jetzt aus der ersten Antwort und wird nicht mehr gefragt.")
    return redirect("desk:service_gate", key, number)


@require_GET
@staff_only
def texts(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show the texts of the service, the hardest first, with what would make them easier."""
    version = buildable_or_404(request, key, number)
    every = texts_of(contents.form_of(version).schema, packages.service_definition(version))
    found, poor = overall(every), hardest_first(every)
    page = Paginator(poor, LINES).get_page(request.GET.get("seite", "1"))
    context = {
        "version": version, "page": page, "lines": [_shown(each) for each in page.object_list],
        "poor": poor, "count": len(every), "score": found.score,
        "grade": grade(found.score), "amstad": round(found.amstad), "lix": round(found.lix), "words": found.words,
        "sentences": found.sentences, "threshold": READABLE,
    }  # fmt: skip
    return navigation.desk_page(request, "desk/service_texts.html", context, area=navigation.SERVICES)


def _shown(each: ServiceText) -> HardText:
    return HardText(each.address, each.name, each.setting, each.text, each.score, each.hints)


def _saved(request: StaffRequest, version: PackageVersion, edit: Edit) -> str:
    """Save an edit; return why that did not work."""
    try:
        actions.edit_form(version=version, edit=edit, shown="", actor=request.acting.actor, at=now())
    except Problems as broken:
        return str(broken.problems[0])
    except (Conflict, NoSuchElement):
        return "Inzwischen hat jemand anderes den Entwurf geändert. Bitte sehen Sie nach."
    except (NotPossible, actions.NotADraft, actions.ChangedElsewhere) as refused:
        return str(refused)
    return ""
