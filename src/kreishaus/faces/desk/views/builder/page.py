"""The builder itself: show the form as a tree beside its preview, and change it button by button."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from kreishaus.base.problems import Problems
from kreishaus.faces.desk import chronicle, navigation
from kreishaus.faces.desk.access import StaffRequest, staff_only
from kreishaus.faces.desk.builder.commands import UnknownCommand, Wish, edit_for
from kreishaus.faces.desk.builder.page import Told, builder_page
from kreishaus.faces.desk.builder.typed import setting_of
from kreishaus.faces.desk.views.builder.access import answer_status, buildable_or_404
from kreishaus.workshop.packages import actions
from kreishaus.workshop.packages.engine.blocks import NoSuchBlock
from kreishaus.workshop.packages.engine.edits import Edit, NotPossible, StillRead
from kreishaus.workshop.packages.engine.elements import Data, NoSuchElement, opened, page_address
from kreishaus.workshop.packages.engine.merging import Conflict
from kreishaus.workshop.packages.engine.settings import Change
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.queries.revisions import UnknownState, since
from kreishaus.workshop.packages.rules import contents

_PHONE = "telefon"


@require_http_methods(["GET", "POST"])
@staff_only
def builder(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Show the form as a tree with one element and its page, or change it."""
    version = buildable_or_404(request, key, number)
    if request.method == "POST":
        return _change(request, version)
    address = request.GET.get("element", "")
    place = _nearest(version, address)
    if place != address:
        messages.info(request, "Dieses Element gibt es nicht mehr. Hier geht es weiter.")
        return redirect(builder_address(version, place))
    return _show(request, version, address)


@require_POST
@staff_only
def turn(request: StaffRequest, key: str, number: str) -> HttpResponse:
    """Take the last edit back, or repeat it."""
    version = buildable_or_404(request, key, number)
    back = request.POST.get("tun") != "wiederholen"
    try:
        step = (actions.undo if back else actions.redo)(version=version, actor=request.acting.actor, at=now())
    except (actions.NothingToUndo, actions.NotADraft, actions.ChangedElsewhere) as refused:
        messages.warning(request, str(refused))
        return redirect(builder_address(version, request.POST.get("element", "")))
    messages.success(request, f"{'Zurückgenommen' if back else 'Wiederholt'}: {step.words}")
    return redirect(builder_address(version, _nearest(version, request.POST.get("element", "") or step.element)))


def _change(request: StaffRequest, version: PackageVersion) -> HttpResponse:
    post = request.POST
    address = post.get("element", "")
    try:
        if post.get("tun") == "meine":
            edit: Edit = Change(address, _own_values(post.get("werte", "")))
            shown = version.digest
        else:
            shown = post.get("shown", "")
            edit = edit_for(Wish(post.get("tun", ""), address, _form_as_shown(version, shown), post))
        done = actions.edit_form(version=version, edit=edit, shown=shown, actor=request.acting.actor, at=now())
    except (UnknownCommand, NoSuchBlock) as unknown:
        raise Http404 from unknown
    except Conflict as conflict:
        told = Told(clashes=conflict.clashes, others=_who(version), typed=_typed(request))
        return _show(request, version, address, told=told, status=409)
    except StillRead as asked:
        return _show(request, version, address, told=Told(readers=asked.readers), status=409)
    except Problems as broken:
        told = Told(problems=[f"{problem.message} {problem.hint}".strip() for problem in broken.problems])
        return _show(request, version, address, told=told, status=422)
    except NoSuchElement:
        told = Told(problems=["Dieses Element gibt es nicht mehr. Jemand hat es gelöscht oder verschoben."])
        return _show(request, version, "", told=told, status=409)
    except (NotPossible, actions.NotADraft, actions.ChangedElsewhere) as refused:
        return _show(request, version, address, told=Told(problems=[str(refused)]), status=409)
    if done.others:
        names = chronicle.names_of({actor.removeprefix("staff:") for actor in done.others})
        who = " und ".join(chronicle.actor_name(actor, names) for actor in done.others)
        messages.info(request, f"{who} hat inzwischen auch etwas geändert. Beides ist gespeichert.")
    if request.POST.get("tun") != "speichern":
        messages.success(request, f"{done.words}.")
    return redirect(builder_address(version, done.selected, phone=post.get("breite") == _PHONE))


def _nearest(version: PackageVersion, address: str) -> str:
    """Return the element if it is there, otherwise what was around it; "" is the whole form."""
    schema = contents.form_of(version).schema
    known = {page_address(page.key) for page in schema.pages} | schema.plan.tree.by_path.keys()
    while address and address not in known:
        address = address.rpartition(".")[0]
    return address


def _form_as_shown(version: PackageVersion, shown: str) -> Data:
    """Return the form as the person saw it when she pressed the button."""
    if shown and shown != version.digest:
        try:
            return opened(contents.form_at(since(version, shown).files).schema.to_data())
        except UnknownState as unknown:
            raise actions.ChangedElsewhere(
                "Der Entwurf ist inzwischen ein anderer. Bitte laden Sie die Seite neu."
            ) from unknown
    return opened(contents.form_of(version).schema.to_data())


def _own_values(text: str) -> Mapping[str, object]:
    try:
        values = json.loads(text)
    except ValueError as broken:
        raise Http404 from broken
    if not isinstance(values, dict):
        raise Http404
    return values


def _typed(request: StaffRequest) -> dict[str, str]:
    return {name: value for name, value in request.POST.items() if setting_of(name) and isinstance(value, str)}


def _who(version: PackageVersion) -> str:
    version.refresh_from_db()
    names = chronicle.names_of({version.changed_by.removeprefix("staff:")})
    return chronicle.actor_name(version.changed_by, names)


def builder_address(version: PackageVersion, element: str, *, phone: bool = False) -> str:
    """Return where an element is edited: rules have pages of their own."""
    if element.startswith("rule:"):
        return reverse("desk:builder_rule", args=[version.package.key, version.version, element[5:]])
    place = reverse("desk:builder", args=[version.package.key, version.version])
    wanted = {"element": element, **({"breite": _PHONE} if phone else {})}
    return f"{place}?{urlencode(wanted)}" if element else place


def _show(
    request: StaffRequest, version: PackageVersion, address: str, *, told: Told | None = None, status: int = 200
) -> HttpResponse:
    phone = request.GET.get("breite", request.POST.get("breite", "")) == _PHONE
    query = request.GET.get("q", "").strip()[:100]
    page = builder_page(version, address, on=localdate(), query=query, told=told, phone=phone)
    if page is None and told is not None:
        page = builder_page(version, "", on=localdate(), told=told, phone=phone)
    if page is None:
        raise Http404
    clashing = {clash.setting: clash.mine for clash in page.told.clashes if clash.setting and clash.mine is not None}
    context = {"page": page, "mine": json.dumps(clashing, ensure_ascii=False) if clashing else ""}
    return navigation.desk_page(
        request, "desk/builder/page.html", context, area=navigation.SERVICES, status=answer_status(request, status)
    )
