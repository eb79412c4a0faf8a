"""Logged-in browsers: each session is a row that its owner and an administrator can end."""

from typing import ClassVar

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from portal.accounts.agents import device_name
from portal.accounts.models.people import User
from portal.accounts.querysets import SessionQuerySet


class Session(AbstractBaseSession):
    """A session of a browser. The columns beside Django's are copied from what the session holds.

    `handle` names the row in an address; the key itself never leaves the cookie.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    handle = models.CharField(max_length=24, blank=True, db_index=True)
    address = models.CharField("địa chỉ mạng", max_length=45, blank=True)
    agent = models.CharField("trình duyệt tự khai", max_length=300, blank=True)
    opened_at = models.DateTimeField("đăng nhập lúc", null=True)
    seen_at = models.DateTimeField("mở trang gần nhất", null=True)

    objects = SessionQuerySet.as_manager()  # type: ignore[assignment,misc]  # typed by the base class

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = "phiên đăng nhập"
        ordering = ("-seen_at", "session_key")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True)
                | models.Q(opened_at__isnull=False, seen_at__isnull=False) & ~models.Q(handle=""),
                name="accounts_session_of_a_person_says_when_and_where",
                violation_error_message="Phiên của một người phải ghi lúc đăng nhập và địa chỉ.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.address}"

    @property
    def device(self) -> str:
        return device_name(self.agent)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from portal.accounts.sessions import SessionStore

        return SessionStore
