"""A new version of its FIM schema comes into a service: beside local work, with every clash shown first."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.yamltext import dump, edited
from kreishaus.services.forms.engine.parsing import parse_form
from kreishaus.services.forms.formats.xdatenfelder import ImportReport, convert, list_references, read_schema
from kreishaus.services.forms.formats.xdatenfelder.model import ImportedSchema
from kreishaus.services.forms.formats.xdatenfelder.official import check_officially
from kreishaus.services.forms.queries import resolver
from kreishaus.workshop.packages.actions.building import followers
from kreishaus.workshop.packages.actions.importing import schema_bytes
from kreishaus.workshop.packages.actions.saving import NotADraft, Step, save_step
from kreishaus.workshop.packages.engine.versions import Merge, Take, merge
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents


class NoSchema(Exception):
    """The service was not made from a FIM schema, so there is nothing to compare a new version with."""


@dataclass(frozen=True, slots=True)
class FimMerge:
    """What a new schema version would do to a service; nothing is written yet."""

    merge: Merge
    report: ImportReport
    old: ImportedSchema
    new: ImportedSchema
    content: bytes

    @property
    def is_same_version(self) -> bool:
        """Whether both files say they are the same version of the schema."""
        return self.old.version == self.new.version


def prepare_fim_merge(
    *, version: PackageVersion, source: Path | bytes, name: str, choices: Mapping[str, Take] | None = None
) -> FimMerge:
    """Work out what a new version of the schema would do, without writing anything.

    :raises Problems: if the file is no usable schema, or one of another service.
    :raises NoSchema: if the service has no schema.
    """
    if folder.SCHEMA not in version.files:
        raise NoSchema("Dieser Dienst ist nicht aus einem FIM-Schema entstanden.")
    content = schema_bytes(source, name)
    new = read_schema(content, name=name)
    old = read_schema(contents.content_of(version, folder.SCHEMA), name=folder.SCHEMA)
    if new.id != old.id:
        hint = f"Dieser Dienst beruht auf {old.id}. Ein anderes Schema lesen Sie bitte als neuen Dienst ein."
        raise Problems([Problem(f"Die Datei enthält das Schema {new.id}.", file=name, hint=hint)])
    current = contents.form_of(version).schema
    state = current.facts.get("state", "")
    conversion = convert(new, find_list=resolver(list_references(new)), state=state)
    if not conversion.form.get("pages"):
        raise Problems([Problem("Die neue Fassung enthält keine Felder.", file=name)])
    base, fresh = (parse_form(form).to_data() for form in (convert(old, state=state).form, conversion.form))
    local = current.to_data()
    report = dataclasses.replace(conversion.report, official=check_officially(content, settings.XSD_DIR))
    return FimMerge(merge(base, local, fresh, choices), report, old, new, content)


def merge_fim_version(
    *,
    version: PackageVersion,
    source: Path | bytes,
    name: str,
    actor: str,
    at: datetime,
    choices: Mapping[str, Take] | None = None,
) -> FimMerge:
    """Bring a new version of the schema into a draft; conflicts go by `choices`, else as usual.

    Rules, service.yaml and tests follow what moves. It is one edit that can be taken back.

    :raises Problems: if the file is no usable schema of this service, or the form would be wrong afterwards.
    :raises NoSchema: if the service has no schema.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    if not version.is_open:
        raise NotADraft("Diese Fassung ist nicht mehr in Arbeit.")
    prepared = prepare_fim_merge(version=version, source=source, name=name, choices=choices)
    found = prepared.merge
    schema = parse_form(found.form, file=folder.FORM)
    texts: dict[str, str | bytes] = {
        folder.FORM: dump(schema.to_data()),
        folder.SCHEMA: prepared.content,
        **followers(version, found.moved),
    }
    if law := _law_followed(version, prepared):
        known = texts.get(folder.SERVICE) or contents.content_of(version, folder.SERVICE).decode("utf-8")
        texts[folder.SERVICE] = edited(str(known), {("legal_basis",): law})
    with transaction.atomic():
        save_step(
            version=version,
            texts=texts,
            step=Step(f"Neue Fassung des FIM-Schemas: {prepared.new.id} {prepared.new.version}", moved=found.moved),
            verb="package.fim-version-merged",
            data={
                "schema": prepared.new.id,
                "from": prepared.old.version,
                "to": prepared.new.version,
                "taken": {conflict.key: conflict.taken.value for conflict in found.conflicts},
            },
            actor=actor,
            at=at,
        )
        PackageVersion.objects.filter(pk=version.pk).update(report=prepared.report.as_json())
    version.refresh_from_db()
    return prepared


def _law_followed(version: PackageVersion, prepared: FimMerge) -> list[dict[str, str]]:
    """Return the new legal basis of the service, empty if the county has its own or it stays the same."""
    before = [basis.text for basis in prepared.old.bases]
    after = [basis.text for basis in prepared.new.bases]
    now = [str(basis["text"]) for basis in contents.definition_of(version).service.legal_basis]
    return [{"text": text} for text in after] if now == before and after != before else []
