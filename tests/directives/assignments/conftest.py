from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from directives.assignments import actions
from directives.assignments.models import Assignment
from directives.registry.kinds import DueKind, DutyState, IssuerLevel, Status, System
from directives.registry.models import Directive, Duty
from portal.access import Scope
from portal.demo.cast import organisation_at, person
from portal.units.models import Organisation

DUE = date(2026, 11, 29)
GIVEN_ON = date(2026, 11, 2)
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
