"""What other rooms ask the log: histories, proofs, the public key, and whether it is whole."""

from kreishaus.ground.audit.models import Alarm, Event, Patrol
from kreishaus.ground.audit.queries.alarms import alarm_or_none, alarms, open_alarm_count, open_alarms, rounds
from kreishaus.ground.audit.queries.checking import Finding, LogReport, verify_log
from kreishaus.ground.audit.queries.history import history, told_of
from kreishaus.ground.audit.queries.proofs import (
    NotSequenced,
    consistency_proof,
    inclusion_proof,
    latest_checkpoint,
    verifier_key,
)

__all__ = [
    "Alarm",
    "Event",
    "Finding",
    "LogReport",
    "NotSequenced",
    "Patrol",
    "alarm_or_none",
    "alarms",
    "consistency_proof",
    "history",
    "inclusion_proof",
    "latest_checkpoint",
    "open_alarm_count",
    "open_alarms",
    "rounds",
    "told_of",
    "verifier_key",
    "verify_log",
]
