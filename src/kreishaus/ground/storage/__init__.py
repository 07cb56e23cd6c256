"""Blobs: attachments, letters and data, kept by their SHA-256, and the inspection of uploads."""

from kreishaus.ground.storage.local import LocalBlobs
from kreishaus.ground.storage.ports import keep_blobs_in, store

keep_blobs_in(LocalBlobs.of)

__all__ = ["store"]
