"""Say as JSON what became of the applications whose secrets stand on standard input. A program for the crash test."""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kreishaus.project.cli.setting_up import working_for

if TYPE_CHECKING:
    from kreishaus.services.applications.models import Application


def what_is_missing(secret: str) -> list[str]:
    """Return what an application lacks that a receipt promises."""
    from kreishaus.casework.models import Task
    from kreishaus.services.applications import queries

    application = queries.application_by_secret(secret)
    assert application is not None
    faults = [*_papers(application), *_traces(application)]
    if application.mailbox is None:
        faults.append("mailbox")
    if Task.objects.filter(application=application).count() != 1:
        faults.append("task")
    return faults


def _papers(application: "Application") -> Iterator[str]:
    from kreishaus.ground.storage import store

    documents = list(application.case.documents.prefetch_related("versions"))
    kinds = [str(document.kind) for document in documents]
    if kinds.count("data") != 1 or kinds.count("attachment") != 1 or kinds.count("summary") > 1:
        yield f"documents: {kinds}"
    for document in documents:
        for version in document.versions.all():
            # Reading checks the content against its digest.
            if len(store().read(version.sha256)) != version.size:
                yield f"blob of document {document.number}"


def _traces(application: "Application") -> Iterator[str]:
    from kreishaus.ground.audit import queries as audit
    from kreishaus.ground.search.queries import search

    events = audit.history(application.subject).filter(pk=application.entry_event_id, verb="application.received")
    if not events.exists():
        yield "event in the log"
    word = application.answers["concern"]["description"].split()[5]
    found = {hit.reference for hit in search(word, scopes=None).hits}
    if found != {application.reference}:
        yield f"search for {word}: {found}"


def main() -> None:
    """Look at everything and print it."""
    secrets = json.load(sys.stdin)
    with working_for("leer"):
        from kreishaus.ground.audit import queries as audit
        from kreishaus.records.models import Case, Document
        from kreishaus.services.applications import queries
        from kreishaus.services.applications.models import Application

        missing = [secret for secret in secrets if queries.application_by_secret(secret) is None]
        incomplete = {secret: what_is_missing(secret) for secret in secrets if secret not in missing}
        report = audit.verify_log()
        seen = {
            "missing": missing,
            "incomplete": {secret: faults for secret, faults in incomplete.items() if faults},
            "log": [finding.message for finding in report.findings],
            "applications": Application.objects.count(),
            "cases": Case.objects.count(),
            "summaries": Document.objects.filter(kind="summary").count(),
            "references": Application.objects.values("reference").distinct().count(),
        }
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main()
