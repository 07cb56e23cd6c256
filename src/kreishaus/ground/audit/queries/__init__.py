"""What other rooms ask the log: histories, proofs, the public key, and whether it is whole."""

from kreishaus.ground.audit.models import Event
from kreishaus.ground.audit.queries.checking import Finding, LogReport, verify_log
from kreishaus.ground.audit.queries.history import history
from kreishaus.ground.audit.queries.proofs import (
    NotSequenced,
    consistency_proof,
    inclusion_proof,
    latest_checkpoint,
    verifier_key,
)

__all__ = [
    "Event",
    "Finding",
    "LogReport",
    "NotSequenced",
    "consistency_proof",
    "history",
    "inclusion_proof",
    "latest_checkpoint",
    "verifier_key",
    "verify_log",
]
