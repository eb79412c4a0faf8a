"""The audit record: who did what, when, to which row; one hash chain per organisation."""

from typing import Any, ClassVar

from django.db import models

from portal.audit.querysets import EntryQuerySet


class Chain(models.Model):
    """The head of one organisation's chain; `organisation_id` 0 is the system's own."""

    organisation_id = models.BigIntegerField(primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.length}"


class Entry(models.Model):
    """One act. Append-only: a trigger refuses any change.

    It holds metadata and a commitment to the changed values; the values themselves lie in `Values`,
    so that a purge can erase them and the chain still verifies.
    """

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveBigIntegerField("thứ tự trong chuỗi")
    at = models.DateTimeField("thời điểm")
    actor_id = models.BigIntegerField("mã người làm", null=True)
    actor_name = models.CharField("người làm", max_length=150, blank=True)
    posting_id = models.BigIntegerField(null=True)
    origin = models.CharField("từ đâu", max_length=60, blank=True)
    act = models.CharField("việc", max_length=60)
    target_type = models.CharField(max_length=100)
    target_id = models.CharField(max_length=40)
    says = models.CharField("nội dung", max_length=500)
    commitment = models.CharField(max_length=64, blank=True)
    # Which columns the hash covers: 1 those without `origin`, 2 all of them.
    version = models.PositiveSmallIntegerField(default=2)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["target_type", "target_id", "-id"], name="audit_entry_by_target"),
            models.Index(fields=["chain", "-id"], name="audit_entry_by_chain"),
            models.Index(fields=["act"], name="audit_entry_by_act"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "place"], name="audit_one_entry_per_place")
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def metadata(self) -> dict[str, Any]:
        """What the entry's hash covers; an entry keeps the columns of its own version."""
        covered = {
            "chain": self.chain_id,
            "place": self.place,
            "at": self.at.isoformat(),
            "actor": self.actor_id,
            "name": self.actor_name,
            "posting": self.posting_id,
            "act": self.act,
            "target": f"{self.target_type}:{self.target_id}",
            "says": self.says,
            "commitment": self.commitment,
        }
        return covered if self.version == 1 else covered | {"version": 2, "origin": self.origin}


class Values(models.Model):
    """What changed, beside the key of its commitment. Erasable, unlike the entry."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="values"
    )
    key = models.BinaryField(max_length=32)
    changes = models.JSONField()

    class Meta:
        verbose_name_plural = "values"

    def __str__(self) -> str:
        return f"values of {self.entry_id}"
