"""People, and where they work: a person holds postings; a posting gives the scope."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from portal.access import Role
from portal.accounts.querysets import PostingQuerySet, UserQuerySet
from portal.accounts.rules import ANOTHER_SEAT, AREA_ELSEWHERE, roles_of
from portal.choices import label_of
from portal.text import one_line, search_key, sort_key
from portal.units.models import AdministrativeUnit, Area, Organisation
from portal.units.models.dates import DATES_MESSAGE


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]  # built by Django
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = User(username=User.normalize_username(username), **fields)
        user.set_name(user.full_name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who logs in. What they may see and do stands in their postings only."""

    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    full_name = models.CharField("họ và tên", max_length=150)
    search_key = models.CharField(max_length=150, editable=False)
    sort_key = models.CharField(max_length=300, editable=False)
    phone = models.CharField("số điện thoại công vụ", max_length=20, blank=True)
    email = models.EmailField("thư điện tử công vụ", blank=True)
    email_confirmed_at = models.DateTimeField("thư điện tử xác nhận lúc", null=True, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # Whose administrators manage the account while nobody has posted the person.
    made_by_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="cơ quan lập tài khoản",
    )  # fmt: skip

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ("sort_key", "id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(email_confirmed_at__isnull=True) | ~Q(email=""),
                name="accounts_only_an_address_is_confirmed",
                violation_error_message="Chưa có địa chỉ thư điện tử để xác nhận.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def mail_address(self) -> str:
        """Where mail may go: the confirmed address, "" while there is none."""
        return self.email if self.email_confirmed_at else ""

    def set_name(self, full_name: str) -> None:
        """Give the name in NFC, with the keys that find and order it."""
        self.full_name = one_line(full_name)
        self.search_key = search_key(self.full_name)
        # Vietnamese people are ordered by their given name, the last word, then by the rest.
        words = self.full_name.split(" ")
        self.sort_key = sort_key(" ".join([words[-1], *words[:-1]]))[:300]


class Posting(models.Model):
    """Who works where, as what, from when to when."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="postings")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="postings", verbose_name="cơ quan"
    )
    role = models.CharField("vai trò", max_length=20, choices=Role)
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="postings",
        verbose_name="địa bàn",
    )
    # The organisation's unit, filled by the database (`portal.triggers.CopiedAlong`): whose people
    # a province's administrator manages is asked by unit.
    unit = models.ForeignKey(
        AdministrativeUnit, on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="+",
    )  # fmt: skip
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    # The posting of an absent colleague, in whose place this one is held.
    acting_for = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="stand_ins",
        verbose_name="thay mặt",
    )  # fmt: skip

    objects = PostingQuerySet.as_manager()

    get_role_display = label_of("role", Role.choices)

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="accounts_posting_ends_after_start",
                violation_error_message=DATES_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=True) | Q(role=Role.SUPERVISOR),
                name="accounts_only_supervisor_has_area",
                violation_error_message="Chỉ cán bộ theo dõi địa bàn mới gắn với một địa bàn.",
            ),
            models.CheckConstraint(
                condition=Q(acting_for__isnull=True) | Q(ends_on__isnull=False),
                name="accounts_standing_in_has_an_end",
                violation_error_message="Thay mặt người vắng thì phải có ngày kết thúc.",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "starts_on"],
                name="accounts_posting_given_once",
                violation_error_message="Người này đã được phân công như vậy từ cùng ngày.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def clean(self) -> None:
        """Refuse what only several tables together can tell; triggers refuse the same.

        The order of its days is the constraint's to refuse; said here, it stands beside its day.
        """
        first: date | None = self.starts_on  # not while a form is still being read
        if first is not None and self.ends_on is not None and self.ends_on < first:
            raise ValidationError({"ends_on": DATES_MESSAGE})
        if getattr(self, "organisation", None) is None:
            return
        self._refuse_outside_of_its_days()
        unit = self.organisation.unit
        if self.role and Role(self.role) not in roles_of(self.organisation.kind, unit.level):
            raise ValidationError(
                {"role": f"{self.organisation.name} không có vai trò {self.get_role_display()}."}
            )
        if self.area is not None and self.area.province_id != unit.province.pk:
            raise ValidationError({"area": AREA_ELSEWHERE})
        if self.acting_for is not None and not self._holds_the_seat_of(self.acting_for):
            raise ValidationError(ANOTHER_SEAT)

    def _refuse_outside_of_its_days(self) -> None:
        """A new posting begins while its organisation stands; one that stands may outlive it."""
        place = self.organisation
        if not self._state.adding or self.starts_on is None:
            return
        if place.valid_from and self.starts_on < place.valid_from:
            since = (
                f"{place.name} có từ ngày {place.valid_from:%d/%m/%Y}; phân công từ ngày ấy trở đi."
            )
            raise ValidationError({"starts_on": since})
        if place.valid_to and self.starts_on > place.valid_to:
            until = f"{place.name} đã kết thúc ngày {place.valid_to:%d/%m/%Y}."
            raise ValidationError({"starts_on": until})

    def _holds_the_seat_of(self, absent: "Posting") -> bool:
        same = (self.organisation_id, self.role) == (absent.organisation_id, absent.role)
        while_held = absent.starts_on <= self.starts_on and (
            absent.ends_on is None or (self.ends_on is not None and self.ends_on <= absent.ends_on)
        )
        return same and while_held and self.user_id != absent.user_id and not absent.acting_for_id
