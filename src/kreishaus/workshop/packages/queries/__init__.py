"""Questions about packages: which versions there are, what they say, what stands in the way."""

from kreishaus.workshop.packages.queries.code_lists import AskedList, asked_lists
from kreishaus.workshop.packages.queries.exports import (
    FORMATS,
    ExportedFile,
    ExportFormat,
    conflicts_of,
    exported,
)
from kreishaus.workshop.packages.queries.reports import PackageReport, report_on, reports
from kreishaus.workshop.packages.queries.versions import (
    SettingChange,
    VersionDetail,
    changed_settings,
    detail_of,
    form_or_none,
    published_version,
    service_definition,
    version_or_none,
    versions,
)

__all__ = [
    "FORMATS",
    "AskedList",
    "ExportFormat",
    "ExportedFile",
    "PackageReport",
    "SettingChange",
    "VersionDetail",
    "asked_lists",
    "changed_settings",
    "conflicts_of",
    "detail_of",
    "exported",
    "form_or_none",
    "published_version",
    "report_on",
    "reports",
    "service_definition",
    "version_or_none",
    "versions",
]
