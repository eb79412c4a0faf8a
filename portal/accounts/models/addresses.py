"""The code in a mail, with which a person shows that an address is theirs."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from portal.accounts.models.people import User


class AddressCode(models.Model):
    """The one code of a person that holds, for the address that it was sent to.

    A newer one takes its place, use takes it away. Only a keyed digest is kept.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="address_code")
    email = models.EmailField("thư điện tử")
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField("gửi lúc")
    expires_at = models.DateTimeField("hết hạn lúc")

    class Meta:
        verbose_name = "mã xác nhận địa chỉ"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at")),
                name="accounts_address_codes_end_after_issue",
                violation_error_message="Mã hết hạn sau lúc gửi.",
            )
        ]

    def __str__(self) -> str:
        return f"mã xác nhận địa chỉ của {self.user_id}"
