"""A person who came, or who signed: name, address, and the number of a paper, sealed, found by a keyed digest."""

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, Q

from citizens.receptions.kinds import IdentityKind
from citizens.receptions.rules import Known, identity_kind_of, normal_number
from portal.identity import UNREADABLE, Unreadable, masked, seal, unseal

_NUMBER = (
    "identity_kind", "identity_box", "identity_box_key", "identity_digest", "identity_digest_key",
)  # fmt: skip


class Person(models.Model):
    """Never one who denounces. The number opens only among the rows of one organisation (`bound_to`)."""

    place = models.PositiveSmallIntegerField("thứ tự", default=1)
    name = models.CharField("họ và tên", max_length=150)
    name_key = models.CharField(max_length=150, editable=False)
    address = models.CharField("địa chỉ", max_length=300)
    is_representative = models.BooleanField("người đại diện", default=False)
    identity_kind = models.CharField("giấy tờ", max_length=10, choices=IdentityKind, blank=True)
    # The number sealed with its key's id, and a keyed digest of it for look-up (portal.identity).
    identity_box = models.BinaryField(null=True, blank=True, editable=False)
    identity_box_key = models.CharField(max_length=16, blank=True, editable=False)
    identity_digest = models.CharField(max_length=64, blank=True, editable=False)
    identity_digest_key = models.CharField(max_length=16, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def bound_to(self) -> str:
        """Among whose rows the number opens. Only a visit's or a paper's person knows: this is abstract."""
        raise NotImplementedError(f"{type(self).__name__} does not say whose it is")

    @property
    def number(self) -> str:
        """The identity number in the clear, "" when there is none. Raises `Unreadable`."""
        if self.identity_box is None:
            return ""
        return unseal(bytes(self.identity_box), self.identity_box_key, bound_to=self.bound_to)

    @property
    def known(self) -> Known:
        """All that can be told of the person, to look for it elsewhere."""
        try:
            return Known(self.name, self.address, self.number)
        except Unreadable:  # its key is lost: nobody can tell the number, in a text or elsewhere
            return Known(self.name, self.address, "")

    @property
    def masked_number(self) -> str:
        """The number masked, or that no key opens it; "" when there is none."""
        try:
            return masked(self.number)
        except Unreadable:
            return UNREADABLE

    @property
    def on_receipt(self) -> str:
        """Name, paper and address as a receipt says who gave: the number masked, as on the page."""
        label, number = self.get_identity_kind_display(), self.masked_number
        paper = f", {label} số {number}" if number else ""
        return f"ông (bà) {self.name}{paper}, địa chỉ: {self.address}"

    def seal_number(self, typed: str, kind: IdentityKind | None) -> None:
        """Take in what was typed of a paper; nothing typed is no paper."""
        if not (number := normal_number(typed)):
            return
        sealed = seal(number, bound_to=self.bound_to)
        self.identity_kind = kind or identity_kind_of(number) or ""
        self.identity_box, self.identity_box_key = sealed.box, sealed.box_key
        self.identity_digest, self.identity_digest_key = sealed.digest, sealed.digest_key

    def stand_for(self, other: Self) -> None:
        """Be the row `other` written anew: its id, and its number as it lies there sealed unless one was
        typed. A page that was shown before a correction still means the same person by that id."""
        self.pk = other.pk
        if self.identity_box is None:
            for name in _NUMBER:
                setattr(self, name, getattr(other, name))


def sealed_and_found(name: str) -> CheckConstraint:
    """Return the constraint, called `name`, that a number is whole or absent."""
    return CheckConstraint(
        condition=Q(
            identity_box__isnull=True, identity_box_key="", identity_digest="",
            identity_digest_key="", identity_kind="",
        )
        | (
            Q(identity_box__isnull=False) & ~Q(identity_box_key="") & ~Q(identity_digest="")
            & ~Q(identity_digest_key="") & ~Q(identity_kind="")
        ),
        name=name,
        violation_error_message="Số giấy tờ phải được mã hóa và có mã tra cứu.",
    )  # fmt: skip
