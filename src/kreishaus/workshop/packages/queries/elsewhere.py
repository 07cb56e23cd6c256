"""Where else the authority asks for the same datum: in the services that are online."""

from functools import lru_cache

from kreishaus.base.problems import Problems
from kreishaus.services.forms.engine.schema import Field
from kreishaus.workshop.packages.enums import PackageState
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents

_NAMED = 5
_REMEMBERED = 512


def asked_elsewhere(version: PackageVersion, field: Field) -> tuple[str, ...]:
    """Return the names of other services that are online and ask for the same, in one query.

    The same is: the same element of FIM, or the same kind of answer for the browser to fill in.
    """
    marks = marks_of(field)
    if not marks:
        return ()
    online = PackageVersion.objects.filter(state=PackageState.PUBLISHED).exclude(package=version.package)
    found = [each.name for each in online.order_by("name") if marks & _asked(each.files[folder.FORM])]
    return tuple(found[:_NAMED])


def marks_of(field: Field) -> frozenset[str]:
    """Return by what the same question is known in another form."""
    number = str(field.fim.get("id") or "")
    found = {f"fim:{number}"} if number else set()
    if field.autocomplete:
        found.add(f"fill:{field.autocomplete}")
    return frozenset(found)


@lru_cache(maxsize=_REMEMBERED)
def _asked(form_sha256: str) -> frozenset[str]:
    try:
        form = contents.form_at({folder.FORM: form_sha256}).schema
    except Problems:
        return frozenset()
    return frozenset().union(*(marks_of(field) for field in form.fields))
