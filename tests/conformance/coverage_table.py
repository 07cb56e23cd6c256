"""The table at the end of a test run: what became of every real FIM schema.

The lines travel as properties of the test reports, so that they arrive from every process of the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from kreishaus.services.forms.formats.xdatenfelder import ImportReport

_PROPERTY = "fim schema"
_HEAD = f"{'schema':<38} {'fields':>6} {'groups':>6} {'rules':>7} {'open lists':>10} {'softened':>8} {'seconds':>7}"


def line(report: ImportReport, *, softened: int, seconds: float) -> tuple[str, object]:
    """Return the property that puts a schema into the table."""
    return _PROPERTY, {
        "file": report.file,
        "fields": report.fields,
        "groups": report.groups,
        "executable": report.rules_executable,
        "rules": report.rules_total,
        "lists": report.code_lists_open,
        "softened": softened,
        "seconds": seconds,
    }


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table, if any schema was tested."""
    lines = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in getattr(report, "user_properties", ())
        if name == _PROPERTY
    ]
    if not lines:
        return
    terminalreporter.section("FIM schemas")
    terminalreporter.write_line(_HEAD)
    for each in sorted(lines, key=lambda each: str(each["file"])):
        rules = f"{each['executable']}/{each['rules']}"
        terminalreporter.write_line(
            f"{each['file']:<38} {each['fields']:>6} {each['groups']:>6} {rules:>7} {each['lists']:>10} "
            f"{each['softened']:>8} {each['seconds']:>7.2f}"
        )
    executable, total = (sum(each[key] for each in lines) for key in ("executable", "rules"))
    terminalreporter.write_line(f"{len(lines)} schemas, {executable} of {total} rules executable")
