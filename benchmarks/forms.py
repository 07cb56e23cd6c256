"""What the form engine takes: a real form of 273 fields empty and filled, and a list of 120 rows."""

import os
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.county import ROOT

_TODAY = date(2026, 3, 1)
_ROWS = 120


def run(*, small: bool) -> bool:
    """Evaluate, render and save, with the real files where they are here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreishaus.project.settings")
    os.environ.setdefault("KREISHAUS_DATA", str(ROOT / ".bench" / "forms"))
    import django

    django.setup()
    runs = 10 if small else 50
    folder = Path(os.environ.get("KREISHAUS_SHARED", ROOT.parent / "shared")) / "data" / "fim" / "xdf3"
    if (folder / "S05000001162.xml").is_file():
        _real(folder / "S05000001162.xml", runs)
        _largest(folder, small=small)
    else:
        print("real files of the field are not here (KREISHAUS_SHARED)")
    _list_of_rows(runs)
    print(f"memory at its peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return True


def _real(file: Path, runs: int) -> None:
    from kreishaus.services.forms.engine.evaluation import evaluate
    from kreishaus.services.forms.engine.places import copy_of, put
    from kreishaus.services.forms.engine.schema import Answers
    from kreishaus.services.forms.engine.synthesis import try_fill
    from kreishaus.services.forms.rendering import render_page

    schema = _form(file)
    filled = try_fill(schema, on=_TODAY, seed=1).answers
    changed = copy_of(filled)
    field = next(node for node in schema.plan.tree.nodes if node.field and node.field.type == "text" and not node.outer)
    put(changed, field.path, "anders")
    print(
        f"{file.stem}: {len(schema.fields)} fields on {len(schema.pages)} pages, median of {runs} runs, processor time"
    )
    nothing: Answers = {}
    for name, answers in (("empty", nothing), ("filled", changed)):
        evaluation = evaluate(schema, answers, on=_TODAY)
        print(f"  {name}: {len(evaluation.visible)} elements shown")
        print(f"    evaluate: {_median(partial(evaluate, schema, answers, on=_TODAY), runs):.2f} ms")
        for page in schema.pages:
            shown = _median(partial(render_page, schema, page.key, evaluation, answers=answers), runs)
            print(f"    render page {page.key}: {shown:.2f} ms")


def _largest(folder: Path, *, small: bool) -> None:
    file = max(folder.glob("*.xml"), key=lambda path: path.stat().st_size)
    started = time.process_time()
    schema = _form(file)
    first = (time.process_time() - started) * 1000
    again = _median(lambda: _form(file), 2 if small else 5)
    size = file.stat().st_size / 1_000_000
    print(
        f"{file.stem} ({size:.1f} MB, {len(schema.fields)} fields): "
        f"read and checked in {first:.0f} ms, {again:.0f} again"
    )


def _list_of_rows(runs: int) -> None:
    from django.http import QueryDict

    from kreishaus.services.forms.engine.evaluation import evaluate
    from kreishaus.services.forms.engine.parsing import parse_form
    from kreishaus.services.forms.paging import read_page
    from kreishaus.services.forms.rendering import render_page, render_summary

    schema = parse_form(_invoice())
    row = {"name": "Stuhl", "bought": "2026-01-31", "kind": "a", "amount": 1_250, "count": 3}
    answers: Any = {"item": [{**row, "name": f"Stuhl {number}"} for number in range(_ROWS)]}
    everything, one = QueryDict(mutable=True), QueryDict("item[7].name=Tisch&_open=item[8]", mutable=True)
    for number in range(_ROWS):
        typed = {"name": f"Tisch {number}", "bought": "1.2.2026", "kind": "a", "amount": "12,50", "count": "4"}
        for key, text in typed.items():
            everything[f"item[{number}].{key}"] = text
    evaluation = evaluate(schema, answers, on=_TODAY)
    print(f"list of {_ROWS} rows with {len(schema.fields)} fields and {len(schema.rules)} rules")
    actions: dict[str, Callable[[], object]] = {
        "evaluate": lambda: evaluate(schema, answers, on=_TODAY),
        "save one row": lambda: read_page(schema, "p", one, answers=answers, raw={}, on=_TODAY),
        "save all rows at once": lambda: read_page(schema, "p", everything, answers=answers, raw={}, on=_TODAY),
        "render page, one row open": lambda: render_page(schema, "p", evaluation, answers=answers, opened=["item[8]"]),
        "render summary": lambda: render_summary(schema, evaluation),
    }
    for name, action in actions.items():
        print(f"  {name}: {_median(action, runs):.2f} ms")


def _form(file: Path) -> Any:
    from kreishaus.services.forms.engine.parsing import parse_form
    from kreishaus.services.forms.formats.xdatenfelder import read_schema, to_form

    return parse_form(to_form(read_schema(file, name=file.name)))


def _invoice() -> dict[str, Any]:
    fields = [
        {"key": "name", "type": "text", "label": "Bezeichnung", "required": True},
        {"key": "bought", "type": "date", "label": "Gekauft am"},
        {"key": "kind", "type": "choice", "label": "Art", "options": [{"a": "Neu"}, {"b": "Gebraucht"}]},
        {"key": "amount", "type": "money", "label": "Betrag"},
        {"key": "note", "type": "text", "label": "Zustand", "when": "item.kind == 'b'"},
        {"key": "count", "type": "integer", "label": "Anzahl"},
    ]
    groups = [
        {"key": "item", "title": "Posten", "repeat": "0..200", "fields": fields},
        {"key": "total", "title": "Summe", "fields": [{"key": "sum", "type": "money", "label": "Summe"}]},
    ]
    rules = [
        {"id": "R1", "require": "item.note", "when": "item.kind == 'b' && item.count > 3"},
        {"id": "R2", "valid": "item.bought <= today", "message": "Das liegt in der Zukunft.", "at": "item.bought"},
        {"id": "R3", "set": "total.sum", "to": "sum(item.filter(i, has(i.amount)).map(i, i.amount))"},
        {
            "id": "R4",
            "valid": "!item.exists(a, item.exists(b, a.name == b.name && a.count != b.count))",
            "message": "Ein Posten steht doppelt da.",
            "at": "total.sum",
        },
    ]
    return {"pages": [{"key": "p", "title": "Posten", "groups": groups}], "rules": rules}


def _median(action: Callable[[], object], runs: int) -> float:
    """Return milliseconds of the processor: other work on the machine does not count."""
    times = []
    for _ in range(runs):
        started = time.process_time()
        action()
        times.append(time.process_time() - started)
    return statistics.median(times) * 1000
