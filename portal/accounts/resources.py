"""Accounts as spreadsheets: who never logged in, and the roster that makes accounts and postings.

Each line of a roster goes through `actions.enter_person`, in the preview as in earnest; the preview is
rolled back. Between the two the lines travel in the page, signed and good for a day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from import_export.results import RowResult
from tablib import Dataset

from portal.access import Power, Role, Scope
from portal.accounts import actions
from portal.accounts.actions.roster import Outcome, RosterEntry
from portal.accounts.forms import RosterRoleField, UsernameField
from portal.accounts.models import User
from portal.accounts.querysets import managed_organisations
from portal.accounts.rules import may_grant, roles_of
from portal.forms import DateField, EmailField, NameField, VietnameseCharField
from portal.sheets import LINE, Column, Part, Sheet, workbook
from portal.units.forms import OrganisationField
from portal.units.models import Area, Organisation

MOST_PEOPLE = 300
HINT = "Ví dụ:"
_SALT, _BAD_SALT = "accounts.roster", "accounts.roster.bad"
_CHOICES = "Danh mục"


def _slip(user: User) -> str:
    code = getattr(user, "paper_code", None)
    return f"hết hạn {code.expires_at:%d/%m/%Y}" if code else "chưa có phiếu"


class NewcomersSheet(Sheet):
    """Who never logged in. Fetch the rows `with_postings` and `with_slips`."""

    full_name = Column("Họ và tên", "full_name", width=26)
    username = Column("Tên đăng nhập", "username", width=22)
    place = Column(
        "Phân công", width=60,
        fill=lambda user: "; ".join(str(each) for each in user.shown_postings),
    )  # fmt: skip
    phone = Column("Điện thoại công vụ", "phone", width=18)
    slip = Column("Phiếu đặt mật khẩu", fill=_slip, width=20)


class RosterSheet(Sheet):
    """The people of one or more organisations, as an administrator fills them in."""

    full_name = Column("Họ và tên", "full_name", width=28, reads=NameField(max_length=150))
    organisation = Column("Cơ quan", "organisation", width=44, reads=forms.Field())
    role = Column("Vai trò", "role", width=26, reads=RosterRoleField())
    job_title = Column(
        "Chức vụ", "job_title", width=30, reads=VietnameseCharField(max_length=120, required=False)
    )
    area = Column("Địa bàn", "area", width=24, reads=forms.Field(required=False))
    starts_on = Column("Từ ngày", "starts_on", reads=DateField(required=False))
    ends_on = Column("Đến hết ngày", "ends_on", reads=DateField(required=False))
    phone = Column(
        "Điện thoại công vụ", "phone", width=18,
        reads=VietnameseCharField(max_length=20, required=False),
    )  # fmt: skip
    email = Column("Thư điện tử công vụ", "email", width=28, reads=EmailField(required=False))
    username = Column("Tên đăng nhập", "username", width=22, reads=UsernameField(required=False))

    class Meta(Sheet.Meta):
        store_row_values = True

    def __init__(self, *, by: Scope, on: date, at: datetime) -> None:
        super().__init__()
        self.by, self.on, self.at = by, on, at
        reads = {
            "organisation": OrganisationField(among=managed_organisations(by), on=lambda: on),
            "area": forms.ModelChoiceField(
                Area.objects.visible_to(by).on(on), to_field_name="name", required=False,
                error_messages={"invalid_choice": "Tỉnh không có địa bàn nào tên như vậy."},
            ),
        }  # fmt: skip
        for name, field in reads.items():
            self.fields[name].widget.reads = field

    def before_import(self, dataset: Dataset, **kwargs: Any) -> None:
        """Two rosters at once wait for each other: the second finds what the first made."""
        mine = managed_organisations(self.by).select_for_update(no_key=True)
        list(mine.order_by("pk").values_list("pk", flat=True))

    def get_instance(self, instance_loader: object, row: Mapping[str, Any]) -> RosterEntry:
        return RosterEntry()

    def skip_row(
        self, instance: RosterEntry, original: object, row: object,
        import_validation_errors: Any = None,
    ) -> bool:  # fmt: skip
        return False

    def do_instance_save(self, instance: RosterEntry, is_create: bool) -> None:
        actions.enter_person(entry=instance, by=self.by, on=self.on, at=self.at)


HEADS = {name: column.column_name for name, column in RosterSheet.fields.items()}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """What became of one line: as it was typed, what it does, and what is wrong, by column."""

    number: int
    typed: tuple[Any, ...]
    entry: RosterEntry | None
    problems: tuple[tuple[str, str], ...]

    @property
    def is_good(self) -> bool:
        return not self.problems

    @property
    def is_new(self) -> bool:
        return self.is_good and self.entry is not None and self.entry.outcome is Outcome.NEW

    @property
    def is_changed(self) -> bool:
        return self.is_good and self.entry is not None and self.entry.outcome is Outcome.CHANGED

    @property
    def name(self) -> Any:
        return self.typed[0]


def take_in(
    lines: Dataset, *, by: Scope, on: date, at: datetime, in_earnest: bool
) -> list[RosterLine]:
    """Enter the lines in one transaction and say what became of each; the bad ones stay out.

    Not `in_earnest`: the same is done and rolled back.
    """
    sheet = RosterSheet(by=by, on=on, at=at)
    result = sheet.import_data(lines, dry_run=not in_earnest, use_transactions=True)
    for error in (*result.base_errors, *(each for row in result.rows for each in row.errors)):
        raise error.error  # the library holds back even what no person can mend
    return [_line(row) for row in result.rows]


def _line(row: RowResult) -> RosterLine:
    number, *typed = row.row_values.values()
    problems = _problems(row.validation_error) if row.validation_error else ()
    return RosterLine(number, tuple(typed), None if problems else row.instance, problems)


def _problems(error: ValidationError) -> tuple[tuple[str, str], ...]:
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return tuple((HEADS.get(name, ""), " ".join(told)) for name, told in by_field.items())


def without_hint(lines: Dataset) -> Dataset:
    """Leave out the template's row of examples."""
    kept = [row for row in lines if not str(row[1] or "").startswith(HINT)]
    return Dataset(*kept, headers=lines.headers)


def sealed(lines: Iterable[RosterLine]) -> str:
    """Return the good lines, for the page to send back once they are confirmed."""
    return signing.dumps(
        [(line.number, *line.typed) for line in lines if line.is_good], salt=_SALT, compress=True
    )


def unsealed(seal: str) -> Dataset:
    """Return the lines of `sealed`. Raises `signing.BadSignature`, also when they are a day old."""
    return Dataset(
        *signing.loads(seal, salt=_SALT, max_age=timedelta(days=1)),
        headers=[LINE, *HEADS.values()],
    )


def sealed_bad(lines: Iterable[RosterLine]) -> str:
    """Return the bad lines with what is wrong, for the sheet to mend."""
    bad = [
        (
            *line.typed,
            "; ".join(f"{head}: {told}" if head else told for head, told in line.problems),
        )
        for line in lines
        if line.problems
    ]
    return signing.dumps(bad, salt=_BAD_SALT, compress=True)


# --- what is given out: a template, and the bad lines to mend ---


class _Choices(Sheet):
    organisation = Column("Cơ quan", fill=itemgetter(0), width=50)
    role = Column("Vai trò", fill=itemgetter(1), width=30)


class _Filled(Sheet):
    """The columns of a roster with what stands in them, and drop-downs for place and role."""

    problems = Column("Cần sửa", fill=itemgetter(len(HEADS)), width=60)

    def __init__(self, *, organisations: int, roles: int, with_problems: bool) -> None:
        super().__init__()
        problems = self.fields.pop("problems")
        for place, (name, column) in enumerate(RosterSheet.fields.items()):
            self.fields[name] = Column(
                column.column_name, width=column.width, fill=itemgetter(place)
            )
        if with_problems:
            self.fields["problems"] = problems
        self.fields["organisation"].choices = f"'{_CHOICES}'!$A$2:$A${organisations + 1}"
        self.fields["role"].choices = f"'{_CHOICES}'!$B$2:$B${roles + 1}"

    def get_export_order(self) -> list[str]:
        return list(self.fields)


def template(*, by: Scope, on: date) -> bytes:
    """Return an empty roster: a row of examples, drop-downs with the real organisations and roles."""
    return _given_out([_example(by)], by=by, on=on, with_problems=False)


def bad_lines(seal: str, *, by: Scope, on: date) -> bytes:
    """Return the lines of `sealed_bad` as a roster to mend. Raises `signing.BadSignature`."""
    rows = signing.loads(seal, salt=_BAD_SALT, max_age=timedelta(days=1))
    return _given_out(rows, by=by, on=on, with_problems=True)


def _given_out(rows: Iterable[Any], *, by: Scope, on: date, with_problems: bool) -> bytes:
    places = [
        one
        for one in managed_organisations(by).on(on).with_places().in_order()
        if roles_of(one.kind, one.unit.level)
    ]
    roles = [role.label for role in Role if _may_be_given(by, role)]
    longest = max(len(places), len(roles))
    names = [one.name for one in places] + [""] * (longest - len(places))
    labels = roles + [""] * (longest - len(roles))
    filled = _Filled(organisations=len(places), roles=len(roles), with_problems=with_problems)
    return workbook(
        Part("Tài khoản", filled, rows), Part(_CHOICES, _Choices(), zip(names, labels, strict=True))
    )


def _may_be_given(by: Scope, role: Role) -> bool:
    if not may_grant(by.role, role):
        return False
    everywhere = by.may(Power.USER_MANAGE_PROVINCE)
    return everywhere or role in roles_of(by.organisation_kind, by.unit_level)


def _example(by: Scope) -> tuple[Any, ...]:
    here = Organisation.objects.own_of(by).get()
    role = next(
        role for role in roles_of(by.organisation_kind, by.unit_level) if may_grant(by.role, role)
    )
    said = {
        "full_name": f"{HINT} Nguyễn Văn An", "organisation": here.name, "role": role.label,
        "job_title": "Chuyên viên", "starts_on": "01/07/2026", "phone": "0222 3123 456",
        "username": "(để trống: hệ thống đặt theo tên)",
    }  # fmt: skip
    return tuple(said.get(name, "") for name in HEADS)
