import random
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from directives.assignments import actions
from directives.assignments.actions.counting import count_changed
from directives.assignments.models import Assignment, Extension
from directives.assignments.rules import Step
from directives.registry.kinds import DueKind, DutyState, IssuerLevel, Status, System
from directives.registry.models import Directive, Duty
from portal.access import Scope
from portal.demo.cast import organisation_at, person
from portal.units.models import AdministrativeUnit, Organisation

DUE = date(2026, 11, 29)
GIVEN_ON = date(2026, 11, 2)
ON = date(2026, 11, 24)  # after the work of `much` was given
OLD_DUE = date(2025, 3, 31)
HEADS = (
    "Mã nhiệm vụ", "Lần cập nhật", "Tiến độ mới (%)", "Nội dung, kết quả",
    "Kết quả mới theo chỉ tiêu",
)  # fmt: skip


def filled(*rows: tuple[Any, ...], heads: tuple[str, ...] = HEADS) -> SimpleUploadedFile:
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(row)  # type: ignore[union-attr]
    made = BytesIO()
    book.save(made)
    return SimpleUploadedFile("nhiem-vu.xlsx", made.getvalue())


@pytest.fixture
def duty(scopes: Callable[[str], Scope]) -> Duty:
    """A yearly duty of a final directive of the province."""
    scope = scopes("sonoivu")
    directive = Directive.objects.create(
        number="05/CT-UBND", number_key="05ctubnd", kind="CT", system=System.STATE,
        issuer="UBND tỉnh Bắc Ninh", issuer_key="ubnd tinh bac ninh",
        issuer_level=IssuerLevel.PROVINCE, province_id=scope.unit_id, series="2026",
        owner_id=scope.organisation_id, issued_on=date(2026, 3, 2), status=Status.FINAL,
        subject="Về đẩy mạnh công tác dân vận", search_key=" 05 ct ubnd ", entry_key="a",
    )  # fmt: skip
    return Duty.objects.create(
        directive=directive, ordinal=1, clause="3", text="Gửi báo cáo năm về Sở Nội vụ.",
        due_kind=DueKind.YEARLY, due_month=11, due_day=29, due_wording="trước ngày 30/11",
        state=DutyState.ACCEPTED,
    )  # fmt: skip


@pytest.fixture
def luc_nam(db: None) -> Organisation:
    return organisation_at(person("canbo.lucnam").seat)


@pytest.fixture
def bac_giang(db: None) -> Organisation:
    return organisation_at(person("canbo.bacgiang").seat)


@pytest.fixture
def work(duty: Duty, luc_nam: Organisation, scopes: Callable[[str], Scope]) -> Assignment:
    """The duty given to phường Lục Nam, due on 29/11/2026."""
    actions.assign(
        duty=duty, organisations=[luc_nam], due_on=DUE, period="Năm 2026",
        by=scopes("sonoivu"), on=GIVEN_ON,
    )  # fmt: skip
    return Assignment.objects.get(duty=duty, organisation=luc_nam)


def again(duty: Duty, ordinal: int) -> Duty:
    """Another duty of the same directive."""
    return Duty.objects.create(
        directive=duty.directive, ordinal=ordinal, clause=str(ordinal), text=f"Việc {ordinal}.",
        due_kind=duty.due_kind, due_month=11, due_day=29, state=duty.state,
    )  # fmt: skip


def grant(asked: Extension, *, by: Scope, on: date) -> None:
    """Give more time, as it was asked for."""
    actions.decide_extension(
        extension=asked, version=asked.assignment.version, granted=True, answer="", by=by, on=on
    )


def give(duty: Duty, to: Organisation, due_on: date | None, step: Step, **more: Any) -> Assignment:
    """Work at any step, as only a long life brings about; it is counted as the acts count theirs."""
    submitted = more.pop("submitted_on", due_on or ON)
    given = Assignment.objects.create(
        duty=duty, organisation=to, due_on=due_on,
        original_due_on=more.pop("original_due_on", due_on), step=step,
        submitted_on=submitted if step in (Step.SUBMITTED, Step.ACCEPTED) else None,
        assigned_on=more.pop("assigned_on", date(2026, 1, 5)), assigned_by_organisation=to,
        period=more.pop("period", f"{due_on}"), **more,
    )  # fmt: skip
    count_changed(duty, {to.pk: to.unit_id})
    return given


@pytest.fixture
def old_and_new(scopes: Callable[[str], Scope]) -> list[Organisation]:
    """UBNDs that Sở Nội vụ reads: taken over whole, standing, and those that took over."""
    readable = Organisation.objects.peoples_committees().of_communes().visible_to(scopes("sonoivu"))
    heirs = list(readable.filter(heir__isnull=False).order_by("heir", "pk")[:3])
    standing = readable.filter(valid_to__isnull=True).order_by("pk")
    return [*heirs, *standing[:2], *(one.heir for one in heirs if one.heir)]


@pytest.fixture
def much(duty: Duty, old_and_new: list[Organisation]) -> list[Assignment]:
    """Work of three duties in every state, due on both sides of 1/7/2025, some of it extended."""
    dice, rows = random.Random(5), []
    duties = [duty, again(duty, 2), again(duty, 3)]
    for one in dict.fromkeys(old_and_new):
        for each in duties:
            for turn in range(dice.randrange(3)):
                first = OLD_DUE + timedelta(days=dice.randrange(800))
                due_on = None if dice.random() < 0.1 else first
                longer = due_on and due_on + timedelta(days=30 * (dice.random() < 0.3))
                rows.append(
                    give(
                        each, one, longer, dice.choice(list(Step)), period=str(turn),
                        original_due_on=due_on,
                        submitted_on=first + timedelta(days=dice.randrange(-9, 45)),
                    )
                )  # fmt: skip
    return rows


@pytest.fixture
def central(duty: Duty) -> Duty:
    """The first duty of a directive of the Ministry."""
    Directive.objects.filter(pk=duty.directive_id).update(
        issuer_level=IssuerLevel.CENTRAL, province=None, number="02/QĐ-BNV"
    )
    return Duty.objects.select_related("directive").get(pk=duty.pk)


@pytest.fixture
def offices() -> list[Organisation]:
    """UBNDs of two provinces: communes that stand, and those that they took over."""
    found = []
    for code in ("24", "75"):
        province = AdministrativeUnit.objects.provinces().get(code=code, valid_to=None)
        reached = Organisation.objects.peoples_committees().of_communes()
        reached = reached.filter(unit__reached_by__holder_unit=province)
        gone = list(reached.filter(heir__isnull=False).order_by("pk")[:3])
        found += [*gone, *(one.heir for one in gone if one.heir)]
        found += reached.filter(valid_to=None).order_by("-pk")[:2]
    return list(dict.fromkeys(found))


@pytest.fixture
def everywhere(central: Duty, offices: list[Organisation]) -> list[Assignment]:
    """Work of three duties in two provinces, in every state, some of it extended, some without a day."""
    dice = random.Random(7)
    duties = [central, again(central, 2), again(central, 3)]
    rows = []
    for one in offices:
        for each in duties:
            for turn in range(dice.randrange(1, 3)):
                first = OLD_DUE + timedelta(days=dice.randrange(900))
                due_on = None if dice.random() < 0.1 else first
                longer = due_on and due_on + timedelta(days=30 * (dice.random() < 0.3))
                rows.append(
                    give(
                        each, one, longer, dice.choice(list(Step)), period=str(turn),
                        original_due_on=due_on,
                        submitted_on=first + timedelta(days=dice.randrange(-9, 45)),
                    )
                )  # fmt: skip
    give(central, offices[0], None, Step.GIVEN, period="chưa trả lời")
    return rows


@pytest.fixture
def own_of_province(
    central: Duty, offices: list[Organisation], scopes: Callable[[str], Scope]
) -> Assignment:
    """Work of a directive that a province issued for itself."""
    issued = Directive.objects.create(
        number="09/CT-UBND", number_key="09ctubnd", kind="CT", system=central.directive.system,
        issuer="UBND tỉnh Bắc Ninh", issuer_key="ubnd tinh bac ninh",
        issuer_level=IssuerLevel.PROVINCE, province_id=scopes("sonoivu").unit_id, series="2026",
        owner_id=scopes("sonoivu").organisation_id, issued_on=date(2026, 5, 2), status="final",
        subject="Việc riêng của tỉnh", search_key=" 09 ct ubnd ", entry_key="riêng",
    )  # fmt: skip
    of_province = Duty.objects.create(
        directive=issued, ordinal=1, clause="1", text="Việc riêng của tỉnh.", state=central.state
    )
    return give(of_province, offices[-1], date(2026, 1, 31), Step.GIVEN)
