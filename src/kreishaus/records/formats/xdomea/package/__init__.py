"""Packages: a message and the primary files beside it in one zip container."""

from kreishaus.records.formats.xdomea.package.reading import Package, open_package
from kreishaus.records.formats.xdomea.package.writing import PackageReport, write_package

__all__ = ["Package", "PackageReport", "open_package", "write_package"]
