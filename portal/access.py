"""The whole access policy on one page: who may do which acts, and who the person asking is.

Two questions are kept apart. *Which rows?* is answered by each model's `visible_to(scope)` and
`editable_by(scope)`; a row outside is 404. *Which acts?* is answered by `requires(Power.X)`; an act
inside the scope that the role does not carry is 403. This module imports no model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.shortcuts import redirect

from portal.resend import logged_out

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from portal.http import Request

P = ParamSpec("P")
BACKGROUND = "công việc chạy nền"


class Role(TextChoices):
    """What a person is posted as. One posting carries one role."""

    COMMUNE_OFFICIAL = "commune_official", "Công chức cấp xã"
    COMMUNE_LEADER = "commune_leader", "Lãnh đạo UBND cấp xã"
    SUPERVISOR = "supervisor", "Cán bộ theo dõi địa bàn"
    PROVINCE_STAFF = "province_staff", "Sở Nội vụ"
    MINISTRY = "ministry", "Bộ Nội vụ"
    FRONT = "front", "Ủy ban MTTQ"
    UNIT_ADMINISTRATOR = "unit_administrator", "Quản trị đơn vị"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


class Power(TextChoices):
    """An act, or the reading of a kind of record. The label is what the refusal page says."""

    UNIT_READ = "unit_read", "xem đơn vị hành chính"
    RECORDS_ENTRUST = "records_entrust", "giao hồ sơ của đơn vị đã chia"
    AREA_MANAGE = "area_manage", "lập và sửa địa bàn theo dõi"
    DIRECTIVE_READ = "directive_read", "xem văn bản chỉ đạo"
    DIRECTIVE_EDIT = "directive_edit", "nhập và rà soát văn bản chỉ đạo"
    DUTY_ASSIGN = "duty_assign", "giao nhiệm vụ cho đơn vị"
    ASSIGNMENT_READ = "assignment_read", "xem nhiệm vụ được giao"
    ASSIGNMENT_OPEN = "assignment_open", "mở từng nhiệm vụ, xem diễn biến và minh chứng"
    ASSIGNMENT_WORK = "assignment_work", "thực hiện và báo cáo nhiệm vụ"
    ASSIGNMENT_REVIEW = "assignment_review", "duyệt kết quả nhiệm vụ"
    BOARD_READ = "board_read", "xem bảng theo dõi triển khai"
    COUNTRY_READ = "country_read", "xem bảng theo dõi cả nước"
    RECEPTION_READ = "reception_read", "xem sổ tiếp công dân"
    RECEPTION_WRITE = "reception_write", "ghi sổ tiếp công dân"
    IDENTITY_UNMASK = "identity_unmask", "xem đầy đủ số định danh"
    CAMPAIGN_READ = "campaign_read", "xem đợt khảo sát"
    CAMPAIGN_MANAGE = "campaign_manage", "lập đợt khảo sát"
    BALLOT_ENTER = "ballot_enter", "nhập phiếu khảo sát"
    RESULT_READ = "result_read", "xem kết quả khảo sát"
    REPORT_READ = "report_read", "xem báo cáo"
    REPORT_WRITE = "report_write", "soạn báo cáo"
    REPORT_SIGN = "report_sign", "ký và gửi báo cáo"
    REPORT_REVIEW = "report_review", "duyệt báo cáo của đơn vị"
    REPORT_CONSOLIDATE = "report_consolidate", "tổng hợp báo cáo của tỉnh"
    USER_MANAGE = "user_manage", "quản lý người dùng của cơ quan mình"
    USER_MANAGE_PROVINCE = "user_manage_province", "quản lý người dùng của mọi cơ quan trong tỉnh"
    AUDIT_READ = "audit_read", "xem nhật ký hệ thống"
    KEY_MANAGE = "key_manage", "thay khóa mã hóa, tra cứu"
    RETENTION_MANAGE = "retention_manage", "đề nghị và duyệt hủy hồ sơ hết thời hạn lưu"
    JOB_MANAGE = "job_manage", "quản lý công việc chạy nền"
    CALENDAR_PROVINCE = "calendar_province", "sửa lịch nghỉ, lịch làm bù của tỉnh mình"


_EVERYONE = frozenset({Power.UNIT_READ, Power.DIRECTIVE_READ})
_COMMUNE = _EVERYONE | {
    Power.ASSIGNMENT_READ,
    Power.ASSIGNMENT_OPEN,
    Power.ASSIGNMENT_WORK,
    Power.RECEPTION_READ,
    Power.RECEPTION_WRITE,
    Power.RESULT_READ,
    Power.REPORT_READ,
    Power.REPORT_WRITE,
}
_WATCHING = _EVERYONE | {
    Power.ASSIGNMENT_READ,
    Power.ASSIGNMENT_OPEN,
    Power.ASSIGNMENT_REVIEW,
    Power.BOARD_READ,
    Power.RESULT_READ,
    Power.REPORT_READ,
}

POWERS: dict[Role, frozenset[Power]] = {
    Role.COMMUNE_OFFICIAL: _COMMUNE,
    Role.COMMUNE_LEADER: _COMMUNE | {Power.IDENTITY_UNMASK, Power.REPORT_SIGN},
    Role.SUPERVISOR: _WATCHING,
    Role.PROVINCE_STAFF: _WATCHING
    | {
        Power.AREA_MANAGE,
        Power.CALENDAR_PROVINCE,
        Power.DIRECTIVE_EDIT,
        Power.DUTY_ASSIGN,
        Power.REPORT_WRITE,
        Power.REPORT_SIGN,
        Power.REPORT_REVIEW,
        Power.REPORT_CONSOLIDATE,
        Power.RETENTION_MANAGE,
    },
    # Reads how far the country is, of what the centre asks: figures and lists, no single timeline.
    Role.MINISTRY: _EVERYONE | {Power.ASSIGNMENT_READ, Power.BOARD_READ, Power.COUNTRY_READ},
    Role.FRONT: _EVERYONE
    | {Power.ASSIGNMENT_READ, Power.ASSIGNMENT_OPEN, Power.ASSIGNMENT_WORK}
    | {Power.CAMPAIGN_READ, Power.CAMPAIGN_MANAGE, Power.BALLOT_ENTER, Power.RESULT_READ},
    Role.UNIT_ADMINISTRATOR: _EVERYONE | {Power.USER_MANAGE},
    Role.ADMINISTRATOR: _EVERYONE
    | {Power.RECORDS_ENTRUST, Power.USER_MANAGE, Power.USER_MANAGE_PROVINCE}
    | {Power.AUDIT_READ, Power.JOB_MANAGE, Power.KEY_MANAGE, Power.RETENTION_MANAGE}
    | {Power.CALENDAR_PROVINCE},
}


def needs_second_step(role: Role) -> bool:
    """Who manages people and who works for a whole province, or more, proves more than a password."""
    return role in (Role.PROVINCE_STAFF, Role.MINISTRY) or Power.USER_MANAGE in POWERS[role]


@dataclass(frozen=True, slots=True)
class Scope:
    """Who is asking, in which posting. Built by `portal.accounts`, put on each request.

    `unit_id` is the unit of the posting's organisation; with `area_id` set, the person reads that
    area instead of the unit. A job rebuilds the scope of the person who asked for it. `origin` is
    where the person acts from, for the audit record: the client's address, or a background job.
    """

    user_id: int
    name: str
    posting_id: int
    role: Role
    organisation_id: int
    organisation_kind: str
    unit_id: int
    unit_level: str
    area_id: int | None = None
    acting_for: str = ""  # the absent person in whose place this one works
    origin: str = BACKGROUND

    @property
    def recorded_name(self) -> str:
        """Who did it, as records say it: with the person who was stood in for."""
        return f"{self.name} (thay mặt {self.acting_for})" if self.acting_for else self.name

    @property
    def powers(self) -> frozenset[Power]:
        return POWERS[self.role]

    def may(self, power: Power) -> bool:
        return power in self.powers

    @property
    def province_id(self) -> int | None:
        """The unit of the posting when it is a province: whose matters are then the person's own."""
        return self.unit_id if self.unit_level == "province" else None


AnyView = Callable[Concatenate["Request", P], "HttpResponseBase"]
PlainView = Callable[Concatenate["HttpRequest", P], "HttpResponseBase"]


def requires(*powers: Power) -> Callable[[AnyView[P]], PlainView[P]]:
    """Let in a logged-in person whose posting carries every one of `powers`.

    Anonymous: to the login page, keeping what they typed. No valid posting: to the page that says
    so. A power missing: 403 that names the act. With no power given, any posting will do.
    """

    def decorate(view: AnyView[P]) -> PlainView[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return logged_out(request)
            scope: Scope | None = getattr(request, "scope", None)
            if scope is None:
                return redirect("accounts:postings")
            missing = [power for power in powers if not scope.may(power)]
            if missing:
                raise PermissionDenied(f"{scope.role.label} không có quyền {missing[0].label}.")
            return view(cast("Request", request), *args, **kwargs)

        guarded.access = frozenset(powers)  # type: ignore[attr-defined]  # read by the URLconf guard
        return cast("PlainView[P]", guarded)

    return decorate


def public(*, because: str) -> Callable[[PlainView[P]], PlainView[P]]:
    """Let in everybody; `because` is the reason, printed in the access table."""

    def decorate(view: PlainView[P]) -> PlainView[P]:
        view.public_because = because  # type: ignore[attr-defined]
        return view

    return decorate


def declared_access(view: Any) -> frozenset[Power] | str | None:
    """Return what a view declares: its powers, the reason it is public, or None when it declares neither."""
    declared: frozenset[Power] | str | None = getattr(view, "access", None)
    return declared if declared is not None else getattr(view, "public_because", None)
