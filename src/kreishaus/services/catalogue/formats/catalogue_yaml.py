"""Reading `catalogue.yaml`: the list of services without a package of their own."""

from kreishaus.base.yamlsections import Section
from kreishaus.base.yamlsource import load
from kreishaus.services.catalogue.enums import Audience, TrustLevel

ServiceFields = dict[str, object]


def read_catalogue(text: str, file: str = "catalogue.yaml") -> list[ServiceFields]:
    """Return the fields of every service in the order of the file, ready for a `ServiceDraft`.

    The file has one key, `services`; keys of an entry are those of the draft. `redirect` names
    who is competent instead of the county: {name, url, reason}.

    :raises Problems: if anything is wrong, with all reasons at once.
    """
    top = Section(load(text, file))
    services = []
    seen: set[str] = set()
    for entry in top.sections("services"):
        fields = read_service(entry)
        key = str(fields["key"])
        if key in seen:
            entry.refuse(f"Die Leistung „{key}“ steht schon weiter oben.", key="key")
        seen.add(key)
        services.append(fields)
    top.finish()
    return services


def read_service(entry: Section) -> ServiceFields:
    """Return the fields of one service; problems are noted in the section."""
    fields: ServiceFields = {
        "key": entry.text("key", required=True),
        "name": entry.text("name", required=True),
        "summary": entry.text("summary"),
        "leika": entry.text("leika"),
        "audience": read_audience(entry),
        "life_situation": entry.text("life_situation"),
        "office": entry.text("office"),
        "texts": read_texts(entry.section("texts")),
        "fee_text": entry.text("fee_text"),
        "duration_text": entry.text("duration_text"),
        "legal_basis": read_legal_basis(entry),
        "evidence": [_evidence(item) for item in entry.sections("evidence", short="name")],
        "keywords": entry.texts("keywords"),
        "trust_level": entry.choice("trust_level", TrustLevel.values, TrustLevel.NONE.value),
        "popularity": entry.whole("popularity"),
        "redirect": _redirect(entry),
        "active": entry.flag("active", default=True),
    }
    entry.close()
    return fields


def read_audience(entry: Section) -> list[str]:
    """Return for whom the service is; everybody who is no company or school is a citizen."""
    audience = entry.texts("audience") or [Audience.CITIZEN.value]
    for word in audience:
        if word not in Audience.values:
            hint = "Möglich sind: " + ", ".join(Audience.values) + "."
            entry.refuse(f"„{word}“ ist keine Zielgruppe.", key="audience", hint=hint)
    return audience


def read_texts(texts: Section) -> dict[str, str]:
    """Return the texts of a service under the keys the portal knows."""
    known = ("description", "prerequisites", "procedure", "legal_remedy", "notes")
    read = {key: texts.text(key) for key in known}
    texts.close()
    return {key: text for key, text in read.items() if text}


def read_legal_basis(entry: Section) -> list[dict[str, str]]:
    """Return the legal bases as {text, url?}; a plain text is enough."""
    bases = []
    for item in entry.sections("legal_basis", short="text"):
        basis = {"text": item.text("text", required=True), "url": item.text("url")}
        item.close()
        bases.append({key: value for key, value in basis.items() if value})
    return bases


def _evidence(item: Section) -> dict[str, object]:
    read = {
        "name": item.text("name", required=True),
        "required": item.flag("required", default=True),
        "help": item.text("help"),
    }
    item.close()
    return read


def _redirect(entry: Section) -> dict[str, str] | None:
    if entry.raw("redirect") is None:
        return None
    target = entry.section("redirect")
    redirect = {key: target.text(key, required=key == "name") for key in ("name", "url", "reason")}
    target.close()
    return redirect
