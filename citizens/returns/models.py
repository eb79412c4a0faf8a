"""The statistical forms as they were loaded, and the figures that units confirmed for a period."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.timezone import localtime

from citizens.receptions.models import Matter
from citizens.returns.books import Book
from citizens.returns.querysets import (
    BookMarkQuerySet,
    ConfirmationQuerySet,
    KeptFiguresQuerySet,
    StatisticalFormQuerySet,
)
from citizens.returns.rules import Form, Number, tidy
from portal.figures import Period
from portal.hrefs import href
from portal.units.models import Organisation


class FormVersion(models.Model):
    """A statistical form as it was loaded from its reviewed file. Append-only: a trigger refuses any change."""

    code = models.CharField("biểu số", max_length=20)
    version = models.PositiveSmallIntegerField("phiên bản")
    circular = models.CharField("văn bản quy định", max_length=200)
    checksum = models.CharField(max_length=64)
    valid_from = models.DateField("dùng từ ngày")
    valid_to = models.DateField("dùng đến hết ngày", null=True, blank=True)
    content = models.JSONField()  # columns, formulas, ties, notes: what `Form.of` reads

    objects = StatisticalFormQuerySet.as_manager()

    class Meta:
        verbose_name = "biểu thống kê"
        verbose_name_plural = "biểu thống kê"
        constraints = [
            UniqueConstraint(
                fields=["code", "version"],
                name="returns_have_one_row_per_form_version",
                violation_error_message="Phiên bản này của biểu đã có.",
            ),
            CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="returns_forms_end_after_they_begin",
                violation_error_message="Biểu dùng đến ngày nào phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, phiên bản {self.version}"

    @property
    def form(self) -> Form:
        return _form_of(self.pk, self.checksum)


@lru_cache(maxsize=64)
def _form_of(version: int, checksum: str) -> Form:
    """Return the form of a version: a trigger keeps it as it is, memory does too."""
    return Form.of(FormVersion.objects.get(pk=version, checksum=checksum).content)


class Confirmation(models.Model):
    """The figures of one form for one period, frozen by the unit that answers for them.

    A unit that confirms nothing but zeros has reported; one without a row here has not. To change
    confirmed figures the unit opens them again, which keeps this row with the reason.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="confirmed_returns", verbose_name="cơ quan"
    )
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="confirmations")
    code = models.CharField("biểu số", max_length=20)
    title = models.CharField("kỳ", max_length=40)
    starts_on = models.DateField("số liệu từ ngày")
    ends_on = models.DateField("số liệu đến hết ngày")
    figures = models.JSONField("số liệu")  # by column, as text: no digit of an amount is lost
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_name = models.CharField("người xác nhận", max_length=200)
    confirmed_at = models.DateTimeField("xác nhận lúc")
    reopened_at = models.DateTimeField("mở lại lúc", null=True, blank=True)
    reopened_name = models.CharField("người mở lại", max_length=200, blank=True)
    reopen_reason = models.CharField("lý do mở lại", max_length=300, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = "xác nhận số liệu"
        verbose_name_plural = "xác nhận số liệu"
        ordering = ("-confirmed_at", "-id")
        indexes = [models.Index(fields=["code", "ends_on", "starts_on"], name="returns_by_period")]
        constraints = [
            UniqueConstraint(
                fields=["organisation", "code", "starts_on", "ends_on"],
                condition=Q(reopened_at__isnull=True),
                name="returns_are_confirmed_once_a_period",
                violation_error_message="Số liệu của biểu này trong kỳ đã được xác nhận.",
            ),
            CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="returns_periods_end_after_they_start",
                violation_error_message="Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.",
            ),
            CheckConstraint(
                condition=Q(reopened_at__isnull=True, reopen_reason="", reopened_name="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="") & ~Q(reopened_name="")),
                name="returns_are_reopened_with_a_reason",
                violation_error_message="Mở lại số liệu phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Biểu {self.code}, {self.title}"

    def get_absolute_url(self) -> str:
        return href("returns:confirmation", self.pk)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def values(self) -> dict[int, Number]:
        return {int(place): tidy(Decimal(value)) for place, value in self.figures.items()}

    @property
    def confirmed_on(self) -> date:
        return localtime(self.confirmed_at).date()

    @property
    def is_standing(self) -> bool:
        return self.reopened_at is None

    @property
    def is_zero(self) -> bool:
        return not any(self.values.values())


class KeptFigures(models.Model):
    """What an office's books said of a form and a period of the law when they were counted last.

    Read only where no `BookMark` says that the books were written in since: `keeping.of_each`.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    code = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    figures = models.JSONField()  # in the order of the columns; empty where the books say nothing

    objects = KeptFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu biểu đã đếm"
        constraints = [
            UniqueConstraint(
                fields=["code", "starts_on", "ends_on", "organisation"],
                name="returns_figures_are_kept_once_for_an_office_and_a_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.organisation_id}, {self.starts_on} – {self.ends_on}"


class BookMark(models.Model):
    """That what the books say from a day on was changed since it was counted: left by triggers.

    It names the office whose book it is, the matter that counts for whoever holds it, or both: who
    holds a matter is asked of the mark, as the two may change at once. Whoever writes in a book only
    ever adds marks and waits for nobody: the references lock no row.
    """

    book = models.PositiveSmallIntegerField(choices=Book)
    organisation = models.ForeignKey(
        Organisation, models.DO_NOTHING, related_name="+", db_constraint=False, null=True
    )
    matter = models.ForeignKey(
        Matter, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False, null=True
    )
    day = models.DateField()

    objects = BookMarkQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ phải đếm lại"

    def __str__(self) -> str:
        return f"{self.get_book_display()}, {self.day}"
