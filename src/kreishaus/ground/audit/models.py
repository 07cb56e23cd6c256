"""What the log keeps. Only this room touches these rows; others use actions and queries."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact, LessThanOrEqual

from kreishaus.base.ids import new_id
from kreishaus.ground.audit.engine.merkle import HASH_SIZE, TILE_WIDTH


def _is_hash(field: str) -> Exact:
    return Exact(Length(models.F(field)), HASH_SIZE)


class Event(models.Model):
    """An event (Ereignis): who did what to which object when. Written once, then only sequenced."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subject = models.CharField("Gegenstand", max_length=200)
    verb = models.CharField("Vorgang", max_length=100)
    actor = models.CharField("handelnde Person", max_length=200)
    on_behalf = models.CharField("in Vertretung für", max_length=200, blank=True)
    reason = models.TextField("Grund", blank=True)
    at = models.DateTimeField("Zeitpunkt")
    data = models.JSONField("Angaben", null=True)
    # No salt means: the content was erased, only its digests remain.
    salt = models.BinaryField(null=True)
    subject_digest = models.BinaryField()
    content_digest = models.BinaryField()
    leaf_hash = models.BinaryField()
    index = models.PositiveBigIntegerField("Nummer im Protokoll", null=True, editable=False)

    class Meta:
        verbose_name = "Ereignis"
        verbose_name_plural = "Ereignisse"
        constraints = [
            models.UniqueConstraint(fields=["index"], name="audit_event_index_once"),
            models.CheckConstraint(condition=_is_hash("leaf_hash"), name="audit_event_leaf_is_hash"),
            models.CheckConstraint(condition=_is_hash("subject_digest"), name="audit_event_subject_is_hash"),
            models.CheckConstraint(condition=_is_hash("content_digest"), name="audit_event_content_is_hash"),
            models.CheckConstraint(
                condition=models.Q(salt__isnull=False)
                | models.Q(subject="", actor="", on_behalf="", reason="", data__isnull=True),
                name="audit_event_erased_wholly",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "at", "id"], name="audit_event_history"),
            models.Index(fields=["id"], condition=models.Q(index__isnull=True), name="audit_event_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}".strip()


class Log(models.Model):
    """The one log of the authority: how long it is. Its row is the lock of the sequencer."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    size = models.PositiveBigIntegerField("Einträge", default=0)

    class Meta:
        verbose_name = "Protokoll"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="audit_log_only_one")]


class Tile(models.Model):
    """A tile (Kachel): up to 256 hashes of one level of the tree, side by side."""

    level = models.PositiveSmallIntegerField("Ebene")
    number = models.PositiveBigIntegerField("Nummer")
    hashes = models.BinaryField("Prüfsummen")

    class Meta:
        verbose_name = "Kachel"
        verbose_name_plural = "Kacheln"
        constraints = [
            models.UniqueConstraint(fields=["level", "number"], name="audit_tile_place_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(models.F("hashes")), TILE_WIDTH * HASH_SIZE),
                name="audit_tile_fits",
            ),
        ]


class Checkpoint(models.Model):
    """A checkpoint (Prüfpunkt): the signed promise that the log had this size and this root."""

    size = models.PositiveBigIntegerField("Einträge", primary_key=True)
    root = models.BinaryField("Wurzel")
    note = models.TextField("unterschriebener Text")
    at = models.DateTimeField("Zeitpunkt")

    class Meta:
        verbose_name = "Prüfpunkt"
        verbose_name_plural = "Prüfpunkte"
        constraints = [models.CheckConstraint(condition=_is_hash("root"), name="audit_checkpoint_root_is_hash")]


class Alarm(models.Model):
    """An alarm (Alarm): something is missing or was changed behind the system's back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # What is damaged; while an alarm is open, the same damage raises no second one.
    key = models.CharField("Schaden", max_length=300)
    fault = models.CharField("Art", max_length=30)
    beat = models.CharField("gefunden bei", max_length=20)
    subject = models.CharField("Gegenstand", max_length=200, blank=True)
    # By name, for those who may see the object, and without content for those who run the machines.
    message = models.TextField("Meldung")
    plain = models.TextField("Meldung ohne Inhalte")
    found_at = models.DateTimeField("gefunden am")
    seen_at = models.DateTimeField("zuletzt gesehen am")
    healed_at = models.DateTimeField("wieder in Ordnung seit", null=True)
    acknowledged_at = models.DateTimeField("quittiert am", null=True)
    acknowledged_by = models.CharField("quittiert von", max_length=200, blank=True)
    reason = models.TextField("Grund", blank=True)

    class Meta:
        verbose_name = "Alarm"
        verbose_name_plural = "Alarme"
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(healed_at__isnull=True), name="audit_alarm_raised_once"
            ),
            models.CheckConstraint(
                condition=models.Q(acknowledged_at__isnull=True, acknowledged_by="", reason="")
                | (models.Q(acknowledged_at__isnull=False) & ~models.Q(acknowledged_by="") & ~models.Q(reason="")),
                name="audit_alarm_acknowledged_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["-found_at", "-id"], name="audit_alarm_newest")]

    def __str__(self) -> str:
        return self.plain


class Patrol(models.Model):
    """How far a round of the guard has come, and what the log looked like then."""

    beat = models.CharField("Runde", max_length=20, primary_key=True)
    position = models.CharField("Stand", max_length=200, blank=True)
    checked = models.PositiveBigIntegerField("geprüft in dieser Runde", default=0)
    begun_at = models.DateTimeField("Runde begonnen am")
    finished_at = models.DateTimeField("letzte ganze Runde am", null=True)
    # Checkpoints may only become more: nothing else in the log knows how many there were.
    checkpoints = models.PositiveBigIntegerField("gezählte Prüfpunkte", default=0)
    size = models.PositiveBigIntegerField("gezählt bis Eintrag", default=0)

    class Meta:
        verbose_name = "Rundgang"
        verbose_name_plural = "Rundgänge"

    def __str__(self) -> str:
        return self.beat


def split_hashes(packed: bytes | memoryview) -> list[bytes]:
    """Return the hashes of a packed row one by one."""
    whole = bytes(packed)
    return [whole[start : start + HASH_SIZE] for start in range(0, len(whole), HASH_SIZE)]
