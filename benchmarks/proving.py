"""What it takes to prove a form: made-up applicants of the longest one, analysis of the one with most rules."""

import os
import time
from datetime import date
from pathlib import Path

from benchmarks.county import ROOT

_TODAY = date(2026, 3, 1)


def run(*, small: bool) -> bool:
    """Fill in and analyse, where the real files are here."""
    shared = Path(os.environ.get("KREISHAUS_SHARED", ROOT.parent / "shared"))
    folder = shared / "data" / "fim" / "xdf3"
    if not folder.is_dir():
        print("real files of the field are not here (KREISHAUS_SHARED)")
        return True
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kreishaus.project.settings")
    os.environ.setdefault("KREISHAUS_DATA", str(ROOT / ".bench" / "forms"))
    import django

    django.setup()
    from kreishaus.services.forms.engine.analysis import analyse
    from kreishaus.services.forms.engine.parsing import parse_form
    from kreishaus.services.forms.engine.synthesis import PERSONAS, try_fill
    from kreishaus.services.forms.formats.xdatenfelder import read_schema, to_form

    schemas = {}
    for name in ("S05000001162", "S05000001313"):
        file = folder / f"{name}.xml"
        schemas[name] = parse_form(to_form(read_schema(file, name=file.name)))

    count = 100 if small else 1_000
    schema = schemas["S05000001162"]
    started, complete = time.process_time(), 0
    for number in range(count):
        complete += try_fill(schema, on=_TODAY, seed=number, persona=PERSONAS["standard"]).is_complete
    spent = time.process_time() - started
    print(f"S05000001162: {len(schema.fields)} fields, {complete} of {count} applicants complete")
    print(f"  {spent:.1f} s of the processor, {spent / count * 1000:.1f} ms each")

    schema = schemas["S05000001313"]
    started = time.process_time()
    analysis = analyse(schema, on=_TODAY)
    spent = time.process_time() - started
    print(f"S05000001313: {len(schema.rules)} rules, {analysis.proven} of {analysis.questions} questions settled")
    print(f"  {spent:.2f} s of the processor, {analysis.tried} sets of answers tried")
    return complete == count
