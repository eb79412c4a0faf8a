"""The code on a paper slip, with which a person sets a password of their own."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from portal.accounts.models.people import User


class PaperCode(models.Model):
    """The one code of a person that holds: a newer one takes its place, use takes it away.

    Only a keyed digest is kept; the code itself stands on the paper and nowhere else.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="paper_code")
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField("cấp lúc")
    expires_at = models.DateTimeField("hết hạn lúc")

    class Meta:
        verbose_name = "mã trên phiếu"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")),
                name="accounts_paper_codes_end_after_issue",
                violation_error_message="Mã hết hạn sau lúc cấp.",
            )
        ]

    def __str__(self) -> str:
        return f"mã trên phiếu của {self.user_id}"
