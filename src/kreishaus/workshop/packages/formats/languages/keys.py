"""Which texts a package has, each under a key that stays when others come and go."""

from collections.abc import Mapping

from kreishaus.base.german import slug
from kreishaus.services.forms.engine.localising import key_of, texts_of
from kreishaus.services.forms.engine.schema import FormSchema
from kreishaus.workshop.packages.formats.definition import ServiceDefinition


def german_texts(service: ServiceDefinition, form: FormSchema) -> dict[str, str]:
    """Return every text that applicants read, by its key: those of the service first, then those of the form.

    Letters and legal remedies are missing on purpose: decisions are made in German.
    """
    return _service_texts(service) | texts_of(form)


def _service_texts(service: ServiceDefinition) -> dict[str, str]:
    found = {
        "service.name": service.name,
        "service.summary": service.summary,
        **{f"service.texts.{name}": text for name, text in service.texts.items()},
        "service.fee_text": service.fee_text,
        "service.duration_text": service.duration_text,
    }
    for evidence in service.evidence:
        found[f"service.evidence.{evidence.key}.name"] = evidence.name
        found[f"service.evidence.{evidence.key}.help"] = evidence.help
    for fee in service.fees:
        # The same fee stands there once for each period, and needs one translation.
        found[fee_key(fee.name)] = fee.name
    if service.reserve:
        found["service.reserve.taken"] = service.reserve.taken
    return {key: text.strip() for key, text in found.items() if text.strip()}


def fee_key(name: str) -> str:
    """Return the key for the name of a fee."""
    return f"service.fees.{slug(name)}.name"


def keys_followed(entries: Mapping[str, object], moved: Mapping[str, str]) -> dict[str, str]:
    """Return old key -> new key for those that name an element which was renamed or moved."""
    # What lies deepest decides: a group and a field inside of it may have moved at once.
    places = sorted(((key_of(old), key_of(new)) for old, new in moved.items()), key=lambda pair: -len(pair[0]))
    found = {}
    for key in entries:
        place = next(((old, new) for old, new in places if key.startswith(f"{old}.")), None)
        if place:
            found[key] = place[1] + key.removeprefix(place[0])
    return found
