"""The cast: invented people at real places, the same for the tests, the demo site and the README.

The province is the real Bắc Ninh (code 24 since 1/7/2025); the outsider works in Đồng Nai (75).
"""

from dataclasses import dataclass
from datetime import date, datetime

from portal.access import Role
from portal.accounts.actions import post, set_email
from portal.accounts.models import Posting, User
from portal.accounts.scopes import scope_of
from portal.audit.actions import record
from portal.units.actions import area_from_district
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Area, Organisation

DEMO_PASSWORD = "dan-van-kheo-2026"  # noqa: S105  # printed at the start of the demo, which production refuses
SINCE = date(2025, 7, 1)
PROVINCE, OUTSIDE_PROVINCE = "24", "75"


@dataclass(frozen=True, slots=True)
class Seat:
    """A place to work: an organisation of a kind in the unit of a code; a department by its name."""

    unit_code: str
    kind: OrganisationKind
    name_begins: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast; `may_see` is what their scope promises, in one sentence."""

    username: str
    full_name: str
    role: Role
    seat: Seat
    job_title: str
    may_see: str
    area_of: str = ""

    @property
    def role_label(self) -> str:
        return str(self.role.label)


_PEOPLE, _FRONT = OrganisationKind.PEOPLE_COMMITTEE, OrganisationKind.FRONT_COMMITTEE
HOME_AFFAIRS = Seat(PROVINCE, OrganisationKind.DEPARTMENT, "Sở Nội vụ")
LUC_NAM, BAC_GIANG, TRI_AN = "07444", "07210", "26170"

CAST: tuple[Person, ...] = (
    Person(
        "canbo.lucnam", "Nguyễn Thị Thủy", Role.COMMUNE_OFFICIAL, Seat(LUC_NAM, _PEOPLE),
        "Công chức Văn phòng HĐND và UBND",
        "Thấy sổ tiếp công dân, nhiệm vụ và báo cáo của phường Lục Nam; không thấy của nơi khác.",
    ),
    Person(
        "lanhdao.lucnam", "Đặng Quốc Hưng", Role.COMMUNE_LEADER, Seat(LUC_NAM, _PEOPLE),
        "Chủ tịch UBND phường",
        "Thấy mọi việc của UBND phường Lục Nam, ký báo cáo, xem đầy đủ số định danh khi có lý do.",
    ),
    Person(
        "canbo.bacgiang", "Hoàng Minh Đức", Role.COMMUNE_OFFICIAL, Seat(BAC_GIANG, _PEOPLE),
        "Công chức Trung tâm Phục vụ hành chính công",
        "Thấy việc của phường Bắc Giang; cùng tỉnh với phường Lục Nam nhưng không thấy việc của phường ấy.",
    ),
    Person(
        "lanhdao.bacgiang", "Phạm Thu Hằng", Role.COMMUNE_LEADER, Seat(BAC_GIANG, _PEOPLE),
        "Phó Chủ tịch UBND phường",
        "Thấy mọi việc của UBND phường Bắc Giang.",
    ),
    Person(
        "diaban.lucnam", "Trần Văn Quyết", Role.SUPERVISOR, HOME_AFFAIRS,
        "Chuyên viên theo dõi địa bàn",
        "Thấy tiến độ các xã thuộc huyện Lục Nam cũ; không thấy xã ngoài địa bàn.",
        area_of="Lục Nam",
    ),
    Person(
        "sonoivu", "Nguyễn Thị Hạnh", Role.PROVINCE_STAFF, HOME_AFFAIRS,
        "Trưởng phòng Xây dựng chính quyền",
        "Thấy văn bản, tiến độ, báo cáo của cả thành phố Bắc Ninh; không thấy sổ tiếp công dân của xã.",
    ),
    Person(
        "bonoivu", "Trịnh Xuân Lâm", Role.MINISTRY, Seat("VN", OrganisationKind.MINISTRY),
        "Chuyên viên Vụ Chính quyền địa phương",
        "Thấy số liệu cả nước về nhiệm vụ của văn bản Trung ương, theo tỉnh và theo đơn vị; không duyệt, "
        "không mở từng nhiệm vụ, không thấy việc riêng của tỉnh.",
    ),
    Person(
        "mttq.tinh", "Ngô Văn Bình", Role.FRONT, Seat(PROVINCE, _FRONT),
        "Trưởng ban Dân chủ, giám sát và phản biện xã hội",
        "Thấy và lập các đợt khảo sát của cả thành phố; không thấy việc của UBND.",
    ),
    Person(
        "mttq.lucnam", "Giáp Thị Lan", Role.FRONT, Seat(LUC_NAM, _FRONT),
        "Phó Chủ tịch Ủy ban MTTQ phường",
        "Nhập phiếu khảo sát của phường Lục Nam; không thấy sổ tiếp công dân của UBND cùng phường.",
    ),
    Person(
        "mttq2.lucnam", "Vi Văn Tài", Role.FRONT, Seat(LUC_NAM, _FRONT),
        "Ủy viên Thường trực Ủy ban MTTQ phường",
        "Như mttq.lucnam: là người thứ hai, nhập lại lần hai những phiếu mà mttq.lucnam đã nhập.",
    ),
    Person(
        "quantri.lucnam", "Bùi Thị Mến", Role.UNIT_ADMINISTRATOR, Seat(LUC_NAM, _PEOPLE),
        "Công chức Văn hóa - Xã hội, quản trị tài khoản",
        "Quản lý người của UBND phường Lục Nam; không thấy người của cơ quan khác, không thấy nghiệp vụ.",
    ),
    Person(
        "quantri", "Vũ Đình Khánh", Role.ADMINISTRATOR, Seat(PROVINCE, _PEOPLE),
        "Quản trị hệ thống",
        "Quản lý người dùng của thành phố Bắc Ninh và công việc chạy nền; không thấy nội dung nghiệp vụ.",
    ),
    Person(
        "canbo.trian", "Lê Hoài Nam", Role.COMMUNE_OFFICIAL, Seat(TRI_AN, _PEOPLE),
        "Công chức Văn phòng HĐND và UBND",
        "Người ngoài: làm việc ở tỉnh Đồng Nai, không thấy gì của Bắc Ninh.",
    ),
)  # fmt: skip


def person(username: str) -> Person:
    """Return one of the cast. Raises StopIteration for a name that is not in it."""
    return next(one for one in CAST if one.username == username)


def seat_cast() -> dict[str, User]:
    """Make every person of the cast with their posting; those who exist are left as they are."""
    return {one.username: _seated(one) for one in CAST}


def reach_cast(*, at: datetime) -> None:
    """Give every person of the cast an address that nobody has, so that the demo's mail can be seen."""
    for one in CAST:
        posting = posting_of(one.username)
        set_email(
            user=posting.user, email=f"{one.username}@demo.example", confirmed_at=at,
            by=scope_of(posting),
        )  # fmt: skip


def organisation_at(seat: Seat) -> Organisation:
    """Return the organisation of a seat, in the unit that bears its code since 1/7/2025."""
    unit = AdministrativeUnit.objects.on(SINCE).get(code=seat.unit_code)
    there = Organisation.objects.on(SINCE).in_units([unit.pk]).of_kind(seat.kind)
    return there.filter(name__startswith=seat.name_begins).earliest("pk")


def _seated(one: Person) -> User:
    known: User | None = User.objects.filter(username=one.username).first()
    if known is not None:
        return known
    user: User = User.objects.create_user(one.username, DEMO_PASSWORD, full_name=one.full_name)
    record(act="user.create", target=user, by=None, says=f"Lập tài khoản mẫu {one.username}.")
    post(
        user=user, organisation=organisation_at(one.seat), role=one.role, job_title=one.job_title,
        area=_area(one.area_of) if one.area_of else None, starts_on=SINCE, ends_on=None, by=None,
    )  # fmt: skip
    return user


def posting_of(username: str) -> Posting:
    """Return the current posting of one of the cast, with its place."""
    return Posting.objects.with_place().get(user__username=username)


def _area(district_name: str) -> Area:
    """Return the area made from a former district of Bắc Giang."""
    district = AdministrativeUnit.objects.districts().get(
        name=district_name, parent__name="Bắc Giang"
    )
    known = Area.objects.filter(district=district).first()
    return known or area_from_district(district=district, on=SINCE, by=None)
