"""Who works where: officials, leaders and the Front of every commune, the provinces' staff, the areas."""

import random
from collections import defaultdict
from datetime import UTC, datetime, time

from django.contrib.auth.hashers import make_password
from django.db import connection

from portal.access import Role
from portal.accounts.models import Posting, User
from portal.scale.copying import Stack, Stacks
from portal.scale.country import SINCE, Commune, Country, Province, Worker
from portal.scale.dice import dice_for
from portal.scale.names import Name, name
from portal.scale.progress import Bar
from portal.scale.seats import MINISTRY, PASSWORD
from portal.text import search_key, sort_key
from portal.units.kinds import Level, OrganisationKind
from portal.units.models import (
    AdministrativeUnit,
    Area,
    AreaMember,
    Organisation,
    UnitReach,
    UnitSuccession,
)

_BEGAN = datetime.combine(SINCE, time(1), UTC)
_NEVER_LOGGED_IN = 0.12


class Offices:
    """Fills posts: a user, their posting, and who that now is."""

    def __init__(self, country: Country) -> None:
        # One hash for everybody: ten thousand of them would take longer than all the rest.
        self._password = make_password(PASSWORD, salt=f"scale-{country.seed:016}")
        self._users = Stack(
            User, "username", "full_name", "search_key", "sort_key", "password", "last_login",
            "created_at",
        )  # fmt: skip
        self._postings = Stack(
            Posting, "user_id", "organisation_id", "role", "job_title", "area_id", "starts_on"
        )
        self._areas = Stack(
            Area, "province_id", "district_id", "name", "valid_from", "search_key", "sort_key"
        )
        self._members = Stack(AreaMember, "area_id", "unit_id")
        self._stacks = Stacks(self._users, self._areas, self._members, self._postings)

    def seat(
        self, username: str, organisation: int, role: Role, title: str, dice: random.Random,
        area: int | None = None,
    ) -> Worker:  # fmt: skip
        one = name(dice)
        logged_in = None if dice.random() < _NEVER_LOGGED_IN else _BEGAN
        user = self._users.add(
            username, one.text, one.key, _order(one), self._password, logged_in, _BEGAN
        )
        self._postings.add(user, organisation, role.value, title, area, SINCE)
        return Worker(user, one.text)

    def make_area(self, province: Province, district: AdministrativeUnit, units: list[int]) -> int:
        title = f"{district.full_name}, {district.parent} (cũ)"
        area = self._areas.add(
            province.pk, district.pk, title, SINCE, search_key(title), sort_key(title)[:250]
        )
        for unit in units:
            self._members.add(area, unit)
        return area

    def finish(self) -> None:
        self._stacks.finish()


def fill_offices(country: Country, bar: Bar) -> None:
    """Fill every commune (two officials, a leader, an administrator, the Front) and every province."""
    offices = Offices(country)
    _fill_ministry(offices, country.seed)
    for province in country.provinces:
        _fill_province(offices, province, country.seed)
        for commune in province.communes:
            _fill_commune(offices, commune, country.seed)
            bar.forward()
    _watch_areas(offices, country)
    offices.finish()
    _let_areas_reach()


def _fill_ministry(offices: Offices, seed: int) -> None:
    """One who reads the country."""
    ministry = Organisation.objects.of_kind(OrganisationKind.MINISTRY).get()
    dice = dice_for(seed, "ministry", "")
    offices.seat(MINISTRY, ministry.pk, Role.MINISTRY, "Chuyên viên", dice)


def _fill_province(offices: Offices, province: Province, seed: int) -> None:
    dice = dice_for(seed, "province", province.code)
    code, at = province.code, province.offices
    province.staff = offices.seat(
        f"sonoivu.{code}", province.home_affairs, Role.PROVINCE_STAFF,
        "Trưởng phòng Xây dựng chính quyền", dice,
    )  # fmt: skip
    province.front = offices.seat(
        f"mttq.{code}", at[OrganisationKind.FRONT_COMMITTEE], Role.FRONT, "Trưởng ban", dice
    )
    offices.seat(
        f"quantri.{code}", at[OrganisationKind.PEOPLE_COMMITTEE], Role.ADMINISTRATOR,
        "Quản trị hệ thống", dice,
    )  # fmt: skip


def _fill_commune(offices: Offices, commune: Commune, seed: int) -> None:
    dice = dice_for(seed, "commune", commune.code)
    code, committee = commune.code, commune.people_committee
    commune.officials = [
        offices.seat(f"canbo{place}.{code}", committee, Role.COMMUNE_OFFICIAL, title, dice)
        for place, title in enumerate(
            ("Công chức Văn phòng HĐND và UBND", "Công chức Trung tâm Phục vụ hành chính công"), 1
        )
    ]
    commune.leader = offices.seat(
        f"lanhdao.{code}", committee, Role.COMMUNE_LEADER, "Chủ tịch UBND", dice
    )
    commune.front = offices.seat(
        f"mttq.{code}", commune.front_committee, Role.FRONT, "Phó Chủ tịch Ủy ban MTTQ", dice
    )
    # The last to be named: the dice of the others fall as before.
    offices.seat(f"quantri.{code}", committee, Role.UNIT_ADMINISTRATOR, "Quản trị tài khoản", dice)


def _watch_areas(offices: Offices, country: Country) -> None:
    """Make an area of each former district and post one who watches it."""
    province_of = {one.pk: one.province for one in country.communes}
    heirs: dict[int, set[int]] = defaultdict(set)
    edges = UnitSuccession.objects.filter(predecessor__level=Level.COMMUNE)
    for over, heir in edges.values_list("predecessor__parent_id", "successor_id"):
        if over is not None and heir in province_of:
            heirs[over].add(heir)
    districts = AdministrativeUnit.objects.districts().select_related("parent").order_by("code")
    for district in districts.filter(pk__in=heirs):
        units = sorted(heirs[district.pk])
        province = province_of[units[0]]
        own = [unit for unit in units if province_of[unit] is province]
        area = offices.make_area(province, district, own)
        offices.seat(
            f"diaban.{district.code}", province.home_affairs, Role.SUPERVISOR,
            "Chuyên viên theo dõi địa bàn", dice_for(country.seed, "area", district.code), area,
        )  # fmt: skip


def _let_areas_reach() -> None:
    """An area reaches what its communes reach; here all at once, in the database."""
    reach, members = UnitReach._meta.db_table, AreaMember._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {reach} (holder_area_id, unit_id) SELECT DISTINCT m.area_id, r.unit_id"  # noqa: S608
            f" FROM {members} m JOIN {reach} r ON r.holder_unit_id = m.unit_id"
        )


def _order(one: Name) -> str:
    *first, given = one.text.split(" ")
    return sort_key(" ".join([given, *first]))[:300]
