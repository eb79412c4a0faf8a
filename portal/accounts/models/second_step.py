"""What proves a person beside the password: an authenticator app, and recovery codes on paper."""

from typing import ClassVar

from django.db import models

from portal.accounts.models.people import User
from portal.accounts.querysets import RecoveryCodeQuerySet


class Authenticator(models.Model):
    """The app on a person's phone: its secret, sealed, and the last time step that was used."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="authenticator")
    secret = models.BinaryField("khóa đã mã hóa")
    secret_key = models.CharField("mã của khóa mã hóa", max_length=16)
    last_step = models.BigIntegerField("bước thời gian đã dùng")
    confirmed_at = models.DateTimeField("dùng từ lúc")

    class Meta:
        verbose_name = "ứng dụng xác thực"
        verbose_name_plural = "ứng dụng xác thực"

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """One code that lets its owner in once without the phone; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    code = models.CharField("mã đã băm", max_length=128)
    used_at = models.DateTimeField("dùng lúc", null=True, blank=True)

    objects = RecoveryCodeQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [
            models.Index(
                fields=["user"],
                condition=models.Q(used_at__isnull=True),
                name="accounts_codes_left",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"
