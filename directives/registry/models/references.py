"""Citations, and the directives that they name before the registry holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from directives.registry.kinds import ReferenceState, Relation, kind_choices
from directives.registry.models.directives import Directive
from directives.registry.models.spans import SPAN_IN_ORDER, SPAN_MESSAGE
from directives.registry.querysets import CrossReferenceQuerySet, StubQuerySet
from portal.accounts.models import Posting
from portal.choices import label_of
from portal.hrefs import href

if TYPE_CHECKING:
    from collections.abc import Mapping


class Stub(models.Model):
    """A directive that others cite and that the registry does not hold yet.

    `key` begins with the province that waits for it: what another province waits for is not
    betrayed. Who sees it is asked through the directives that cite it. Once it has come, `arrived`.
    """

    key = models.CharField(max_length=260, unique=True, editable=False)
    number = models.CharField("số, ký hiệu", max_length=60)
    kind = models.CharField("loại", max_length=10, blank=True, choices=kind_choices)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    arrived = models.ForeignKey(
        Directive, models.SET_NULL, null=True, blank=True, related_name="awaited_as"
    )
    made_at = models.DateTimeField("chờ từ", auto_now_add=True)

    objects = StubQuerySet.as_manager()

    get_kind_display = label_of("kind", kind_choices())

    class Meta:
        verbose_name = "văn bản đang chờ"
        verbose_name_plural = "văn bản đang chờ"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return href("registry:stub", self.pk)

    @property
    def title(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class Follow(models.Model):
    """That someone wants to be told when an awaited directive comes."""

    stub = models.ForeignKey(Stub, models.CASCADE, related_name="follows")
    posting = models.ForeignKey(Posting, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "theo dõi văn bản đang chờ"
        verbose_name_plural = "theo dõi văn bản đang chờ"
        constraints = [
            UniqueConstraint(
                fields=["stub", "posting"],
                name="registry_an_awaited_directive_is_followed_once",
                violation_error_message="Đã theo dõi văn bản này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.posting_id} theo dõi {self.stub_id}"


class CrossReference(models.Model):
    """A citation: what `source` rests on, and which directive of the registry that is.

    A row that a person decided (`decided_by_id`) is never overwritten by reading again. Which
    directives it could mean is not stored: it is asked through the scope of who looks. `refused`
    are those of which a person said that it is none of them; `reason` is why it stands as it does.
    `words_changed` tells that the text was corrected where it was read, and nobody looked since.
    """

    source = models.ForeignKey(Directive, models.CASCADE, related_name="references")
    target = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="cited_by"
    )
    ordinal = models.PositiveSmallIntegerField(default=0)
    number = models.CharField("số, ký hiệu", max_length=60)
    number_key = models.CharField(max_length=60, editable=False)
    kind = models.CharField("loại", max_length=10, blank=True, choices=kind_choices)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    relation = models.CharField("quan hệ", max_length=20, choices=Relation, default=Relation.CITES)
    state = models.CharField(max_length=10, choices=ReferenceState, default=ReferenceState.UNKNOWN)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    mentions = models.JSONField(default=list, blank=True)
    reason = models.CharField("vì sao", max_length=200, blank=True)
    refused = models.JSONField(default=list, blank=True)
    stub = models.ForeignKey(
        "Stub", models.SET_NULL, null=True, blank=True, related_name="references"
    )
    words_changed = models.BooleanField("cần xem lại", default=False)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CrossReferenceQuerySet.as_manager()

    get_relation_display = label_of("relation", Relation.choices)
    get_kind_display = label_of("kind", kind_choices())

    class Meta:
        verbose_name = "dẫn chiếu"
        verbose_name_plural = "dẫn chiếu"
        ordering = ["ordinal", "pk"]
        indexes = [
            models.Index(fields=["number_key", "state"], name="registry_waiting_references"),
            models.Index(
                fields=["source"],
                condition=Q(state=ReferenceState.AMBIGUOUS),
                name="registry_ambiguous_references",
            ),
            models.Index(
                fields=["source"],
                condition=Q(words_changed=True),
                name="registry_changed_references",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["source", "number_key"],
                name="registry_a_number_is_cited_once_in_a_directive",
                violation_error_message="Số, ký hiệu này đã có trong danh sách dẫn chiếu.",
            ),
            CheckConstraint(
                condition=Q(state=ReferenceState.RESOLVED, target__isnull=False)
                | ~Q(state=ReferenceState.RESOLVED) & Q(target__isnull=True),
                name="registry_only_resolved_references_have_a_target",
                violation_error_message="Hãy chọn văn bản được dẫn chiếu.",
            ),
            CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(target=F("source")),
                name="registry_directives_do_not_cite_themselves",
                violation_error_message="Một văn bản không dẫn chiếu chính nó.",
            ),
            CheckConstraint(
                condition=Q(stub__isnull=True) | Q(state=ReferenceState.UNKNOWN),
                name="registry_only_unknown_references_have_a_stub",
                violation_error_message="Chỉ dẫn chiếu chưa có văn bản mới chờ văn bản.",
            ),
            CheckConstraint(
                condition=Q(words_changed=False) | ~Q(state=ReferenceState.REJECTED),
                name="registry_rejected_references_are_not_looked_at_again",
                violation_error_message="Dẫn chiếu đã bỏ thì không phải xem lại.",
            ),
            CheckConstraint(
                condition=SPAN_IN_ORDER,
                name="registry_references_end_after_their_start",
                violation_error_message=SPAN_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    def leading_among(self, seen: Mapping[int, Directive]) -> Self:
        """Return it with its target when that is one of `seen`, with none otherwise."""
        target = seen.get(self.target_id) if self.target_id else None
        CrossReference.target.field.set_cached_value(self, target)
        return self

    @property
    def inverse_label(self) -> str:
        """The relation as the cited directive's page says it."""
        return Relation(self.relation).inverse_label
