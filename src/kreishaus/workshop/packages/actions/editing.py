"""Finishing a draft at the desk: settings, open rules, the next version.

A change is a new text of service.yaml or form.yaml in which only the changed values differ, so
comments and order of the author stay.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import count

from django.db import transaction

from kreishaus.base.problems import Problem, Problems
from kreishaus.base.yamlsource import Path
from kreishaus.base.yamltext import edited
from kreishaus.ground.audit import actions as audit
from kreishaus.ground.audit.engine.canonical import JSON
from kreishaus.ground.storage.ports import store
from kreishaus.workshop.packages.actions.saving import ChangedElsewhere, save_texts
from kreishaus.workshop.packages.enums import Settlement
from kreishaus.workshop.packages.formats import folder
from kreishaus.workshop.packages.formats.service_yaml import read_definition
from kreishaus.workshop.packages.formats.settings import SETTINGS, settings_of
from kreishaus.workshop.packages.models import PackageVersion
from kreishaus.workshop.packages.rules import contents


class UnknownReview(Exception):
    """The form has no open rule with this number."""


class NoteMissing(Exception):
    """Settling a rule needs a note: what to check, or why it does not apply."""


def update_settings(
    *, version: PackageVersion, changes: Mapping[str, object], actor: str, at: datetime
) -> PackageVersion:
    """Change settings of a draft by their names in `formats.settings.SETTINGS`; others stay.

    :raises Problems: if a value does not fit; the path of a problem names the place in service.yaml.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    :raises KeyError: if a setting has no such name.
    """
    now = settings_of(contents.definition_of(version).service)
    paths: dict[Path, object] = {SETTINGS[name]: value for name, value in changes.items() if value != now[name]}
    if not paths:
        return version
    text = edited(_text(version, folder.SERVICE), paths)
    service = read_definition(text).service
    if service.key != version.package.key or service.version != version.version:
        raise Problems([Problem("Schlüssel und Fassung lassen sich hier nicht ändern.", file=folder.SERVICE)])
    data: dict[str, JSON] = {"settings": sorted(name for name in changes if SETTINGS[name] in paths)}
    texts = {folder.SERVICE: text}
    return save_texts(
        version=version,
        texts=texts,
        words="Einstellungen geändert",
        verb="package.settings-changed",
        data=data,
        actor=actor,
        at=at,
        name=service.name,
    )


def settle_reviews(
    *,
    version: PackageVersion,
    by: Settlement,
    note: str,
    actor: str,
    at: datetime,
    review_ids: Collection[str] | None = None,
) -> PackageVersion:
    """Settle rules that no machine has translated: all open ones, or those named.

    The note says which rule of the form does it, what the case worker checks, or why the rule is
    not needed. It stays in form.yaml with the text of the rule.

    :raises NoteMissing: without a note, or with `RULE` if the note names no rule of the form.
    :raises UnknownReview: if a number does not exist, or nothing is open.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    form = contents.form_of(version)
    places = {review.id: number for number, review in enumerate(form.schema.reviews)}
    wanted = [review.id for review in form.schema.open_reviews] if review_ids is None else list(review_ids)
    unknown = [identity for identity in wanted if identity not in places]
    if unknown or not wanted:
        raise UnknownReview(", ".join(unknown))
    if not note.strip():
        raise NoteMissing("Bitte schreiben Sie kurz dazu, wie die Regel geklärt ist.")
    if by == Settlement.RULE and note.strip() not in {rule.id for rule in form.schema.rules}:
        raise NoteMissing("Bitte nennen Sie die Kennung der Regel im Formular.")
    settled = {"by": Settlement(by).value, "note": note.strip()}
    text = edited(
        _text(version, folder.FORM), {("reviews", places[identity], "settled"): settled for identity in wanted}
    )
    contents.read_form(text)
    data = {"reviews": wanted, "by": settled["by"], "note": settled["note"]}
    return save_texts(
        version=version,
        texts={folder.FORM: text},
        words=f"{len(wanted)} Prüfpunkte geklärt" if len(wanted) > 1 else f"Prüfpunkt {wanted[0]} geklärt",
        verb="package.reviews-settled",
        data=data,
        actor=actor,
        at=at,
    )


def add_rule(
    *, version: PackageVersion, review_id: str, rule: Mapping[str, object], actor: str, at: datetime
) -> PackageVersion:
    """Write a rule of one's own into form.yaml and settle the open rule with it.

    `rule` holds the effect and its conditions as form.yaml names them, without `id`: the new rule
    takes the number of the open one, or the next free one like it.

    :raises UnknownReview: if the form has no open rule with this number.
    :raises Problems: if the rule does not fit the form; the path of a problem names the place.
    :raises NotADraft: if the version was submitted or published.
    :raises ChangedElsewhere: if the draft is no longer the one that was shown.
    """
    form = contents.form_of(version)
    places = {review.id: number for number, review in enumerate(form.schema.reviews)}
    if review_id not in {review.id for review in form.schema.open_reviews}:
        raise UnknownReview(review_id)
    identity = _free_rule(review_id, {each.id for each in form.schema.rules})
    rules = [*(form.source.data.get("rules") or ()), {"id": identity, **rule}]
    settled = {"by": Settlement.RULE.value, "note": identity}
    changes: dict[Path, object] = {("rules",): rules, ("reviews", places[review_id], "settled"): settled}
    text = edited(_text(version, folder.FORM), changes)
    contents.read_form(text)
    data: dict[str, JSON] = {"review": review_id, "rule": identity}
    return save_texts(
        version=version,
        texts={folder.FORM: text},
        words=f"Regel {identity} geschrieben",
        verb="package.rule-added",
        data=data,
        actor=actor,
        at=at,
    )


def start_version(*, version: PackageVersion, number: str, actor: str, at: datetime) -> PackageVersion:
    """Begin the next version of a package as a draft with the same content.

    :raises Problems: if the number is no version number.
    :raises ChangedElsewhere: if there is a version with this number already.
    """
    text = edited(_text(version, folder.SERVICE), {("version",): number})
    name = read_definition(text).service.name
    files = {**version.files, folder.SERVICE: store().put(text.encode("utf-8")).sha256}
    with transaction.atomic():
        if PackageVersion.objects.filter(package=version.package, version=number).exists():
            raise ChangedElsewhere(f"Die Fassung {number} gibt es schon.")
        fresh = PackageVersion.objects.create(
            package=version.package,
            version=number,
            name=name,
            files=files,
            digest=contents.digest_of(files),
            imported_digest="",
            report=version.report,
            imported_at=at,
            imported_by=actor,
            changed_at=at,
            changed_by=actor,
        )
        data = {"version": number, "from": version.version}
        audit.record(subject=fresh.subject, verb="package.version-started", actor=actor, at=at, data=data)
    return fresh


def _free_rule(wanted: str, taken: Collection[str]) -> str:
    if wanted not in taken:
        return wanted
    return next(name for number in count(2) if (name := f"{wanted}-{number}") not in taken)


def _text(version: PackageVersion, path: str) -> str:
    return contents.content_of(version, path).decode("utf-8")
