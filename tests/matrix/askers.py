"""Who asks: the cast, and people of the same roles next door, in another province, or nowhere."""

from dataclasses import dataclass

from portal.access import Role, Scope
from portal.accounts.models import Posting, User
from portal.accounts.scopes import scope_of
from portal.demo.cast import (
    BAC_GIANG,
    CAST,
    OUTSIDE_PROVINCE,
    PROVINCE,
    SINCE,
    TRI_AN,
    Person,
    Seat,
    organisation_at,
    posting_of,
)
from portal.demo.cast import (
    LUC_NAM as LUC_NAM_CODE,
)
from portal.units.actions import area_from_district
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Area

_PEOPLE, _FRONT = OrganisationKind.PEOPLE_COMMITTEE, OrganisationKind.FRONT_COMMITTEE
_DEPARTMENT = OrganisationKind.DEPARTMENT


def _like(username: str, role: Role, seat: Seat, area_of: str = "") -> Person:
    return Person(username, username, role, seat, "", "", area_of)


# The area of a supervisor: a former district, and its province of that time.
DISTRICT_OF = {"Lạng Giang": "Bắc Giang", "Vĩnh Cửu": "Đồng Nai"}

# Every role next door in the same province, and every role in another province.
NEIGHBOURS = (
    _like("ke.diaban", Role.SUPERVISOR, Seat(PROVINCE, _DEPARTMENT, "Sở Nội vụ"), "Lạng Giang"),
    _like("ke.mttq", Role.FRONT, Seat(BAC_GIANG, _FRONT)),
    _like("ke.quantri", Role.UNIT_ADMINISTRATOR, Seat(BAC_GIANG, _PEOPLE)),
    _like("ke.quantri.mttq", Role.UNIT_ADMINISTRATOR, Seat(LUC_NAM_CODE, _FRONT)),
)
OUTSIDERS = (
    _like("ngoai.lanhdao", Role.COMMUNE_LEADER, Seat(TRI_AN, _PEOPLE)),
    _like(
        "ngoai.diaban",
        Role.SUPERVISOR,
        Seat(OUTSIDE_PROVINCE, _DEPARTMENT, "Sở Nội vụ"),
        "Vĩnh Cửu",
    ),
    _like("ngoai.sonoivu", Role.PROVINCE_STAFF, Seat(OUTSIDE_PROVINCE, _DEPARTMENT, "Sở Nội vụ")),
    _like("ngoai.mttq.tinh", Role.FRONT, Seat(OUTSIDE_PROVINCE, _FRONT)),
    _like("ngoai.mttq", Role.FRONT, Seat(TRI_AN, _FRONT)),
    _like("ngoai.quantri.xa", Role.UNIT_ADMINISTRATOR, Seat(TRI_AN, _PEOPLE)),
    _like("ngoai.quantri", Role.ADMINISTRATOR, Seat(OUTSIDE_PROVINCE, _PEOPLE)),
)

LUC_NAM = frozenset({"canbo.lucnam", "lanhdao.lucnam"})
PROVINCE_STAFF = frozenset({"sonoivu"})
WATCHERS = PROVINCE_STAFF | {"diaban.lucnam"}
FRONT = frozenset({"mttq.tinh", "mttq.lucnam", "mttq2.lucnam"})
ADMINISTRATORS = frozenset({"quantri", "ngoai.quantri"})
# Who manages the people of UBND phường Lục Nam.
MANAGERS = frozenset({"quantri", "quantri.lucnam"})
POSTED = frozenset(one.username for one in (*CAST, *NEIGHBOURS, *OUTSIDERS))
IN_PROVINCE = POSTED - {one.username for one in OUTSIDERS} - {"canbo.trian", "bonoivu"}
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asker:
    """One who opens an address: anonymous (no user), without a posting (no scope), or at work."""

    name: str
    user: User | None = None
    scope: Scope | None = None

    @property
    def is_logged_in(self) -> bool:
        return self.user is not None and self.user.is_active


def every_asker() -> list[Asker]:
    """Return all who ask. The cast is seated already; the others are made here."""
    for one in (*NEIGHBOURS, *OUTSIDERS):
        _seat(one)
    inactive, unposted = _user("nghi.viec"), _user("chua.phan.cong")
    _post(inactive, CAST[0])
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    inactive.refresh_from_db()
    strangers = [Asker("khách"), Asker("nghi.viec", inactive), Asker("chua.phan.cong", unposted)]
    return [*strangers, *(asker_of(username) for username in sorted(POSTED))]


def asker_of(username: str) -> Asker:
    posting = posting_of(username)
    return Asker(username, posting.user, scope_of(posting))


def _seat(one: Person) -> None:
    _post(_user(one.username), one)


def _user(username: str) -> User:
    user: User = User.objects.create_user(username, full_name=username)
    return user


def _post(user: User, one: Person) -> None:
    Posting.objects.create(
        user=user,
        organisation=organisation_at(one.seat),
        role=one.role,
        area=_area(one.area_of) if one.area_of in DISTRICT_OF else None,
        starts_on=SINCE,
    )


def _area(name: str) -> Area:
    district = AdministrativeUnit.objects.districts().get(name=name, parent__name=DISTRICT_OF[name])
    return area_from_district(district=district, on=SINCE, by=None)
