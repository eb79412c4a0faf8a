"""The words of the administrative map: levels, kinds of unit, kinds of organisation."""

from django.db.models import TextChoices


class Level(TextChoices):
    """A level of government. The district level ended on 30/6/2025; its rows stay, closed.

    The country is one unit: the ministries stand in it. It is over no province on the map, so that
    whoever stands in it reads no unit's records for it.
    """

    COUNTRY = "country", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class UnitKind(TextChoices):
    """What a unit is; `word` is what stands before its name."""

    COUNTRY = "country", "Nước"
    PROVINCE = "province", "Tỉnh"
    CENTRAL_CITY = "central_city", "Thành phố trực thuộc trung ương"
    URBAN_DISTRICT = "urban_district", "Quận"
    DISTRICT = "district", "Huyện"
    TOWN = "town", "Thị xã"
    CITY = "city", "Thành phố thuộc tỉnh, thành phố"
    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    TOWNSHIP = "township", "Thị trấn"
    SPECIAL_ZONE = "special_zone", "Đặc khu"

    @property
    def word(self) -> str:
        """The word printed before the name: "Thành phố" Huế, "Phường" Bắc Giang."""
        is_city = self in (UnitKind.CENTRAL_CITY, UnitKind.CITY)
        return "Thành phố" if is_city else str(self.label)

    @property
    def level(self) -> Level:
        return _LEVELS[self]


_LEVELS = {
    UnitKind.COUNTRY: Level.COUNTRY,
    UnitKind.PROVINCE: Level.PROVINCE,
    UnitKind.CENTRAL_CITY: Level.PROVINCE,
    UnitKind.URBAN_DISTRICT: Level.DISTRICT,
    UnitKind.DISTRICT: Level.DISTRICT,
    UnitKind.TOWN: Level.DISTRICT,
    UnitKind.CITY: Level.DISTRICT,
    UnitKind.COMMUNE: Level.COMMUNE,
    UnitKind.WARD: Level.COMMUNE,
    UnitKind.TOWNSHIP: Level.COMMUNE,
    UnitKind.SPECIAL_ZONE: Level.COMMUNE,
}


def full_name(kind: str, name: str) -> str:
    """The kind and the name: "Phường Bắc Giang"; a numbered ward is "Phường 7"."""
    return f"{UnitKind(kind).word} {name}"


class Extent(TextChoices):
    """How much of a predecessor went to a successor."""

    WHOLE = "whole", "Toàn bộ"
    PART = "part", "Một phần"


class OrganisationKind(TextChoices):
    """What an organisation in a unit is."""

    PEOPLE_COMMITTEE = "people_committee", "Ủy ban nhân dân"
    PEOPLE_COUNCIL = "people_council", "Hội đồng nhân dân"
    PARTY_COMMITTEE = "party_committee", "Cấp ủy Đảng"
    FRONT_COMMITTEE = "front_committee", "Ủy ban Mặt trận Tổ quốc Việt Nam"
    DEPARTMENT = "department", "Cơ quan chuyên môn"
    POLICE = "police", "Công an"
    MINISTRY = "ministry", "Bộ, cơ quan ngang Bộ"
