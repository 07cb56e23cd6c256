"""What the form engine takes for a real form of 273 fields and for one field."""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.county import ROOT

_TODAY = date(2026, 3, 1)


def run(*, small: bool) -> bool:
    """Evaluate and render, where the real files are here."""
    file = (
        Path(os.environ.get("KREISHAUS_SHARED", ROOT.parent / "shared")) / "data" / "fim" / "xdf3" / "S05000001162.xml"
    )
    if not file.is_file():
        print("real files of the field are not here (KREISHAUS_SHARED)")
        return True
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreishaus.project.settings")
    os.environ.setdefault("KREISHAUS_DATA", str(ROOT / ".bench" / "forms"))
    import django

    django.setup()
    from kreishaus.services.forms.engine.evaluation import evaluate
    from kreishaus.services.forms.engine.parsing import parse_form
    from kreishaus.services.forms.formats.xdatenfelder import read_schema, to_form
    from kreishaus.services.forms.rendering import render_page

    schema = parse_form(to_form(read_schema(file, name=file.name)))
    evaluation = evaluate(schema, {}, on=_TODAY)
    runs = 10 if small else 50
    print(f"{file.stem}: {len(schema.fields)} fields on {len(schema.pages)} pages, median of {runs} runs")
    print(f"  evaluate: {_median(lambda: evaluate(schema, {}, on=_TODAY), runs):.2f} ms")
    for page in schema.pages:
        shown = _median(lambda key=page.key: render_page(schema, key, evaluation, answers={}), runs)  # type: ignore[misc]
        print(f"  render page {page.key}: {shown:.2f} ms")
    return True


def _median(action: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000
