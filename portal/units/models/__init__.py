"""The administrative map of Vietnam over time: units, names, who follows whom, who works there.

Every row is dated. `valid_to` is the last day, inclusive. `valid_from` is empty when the start is
not known ("chưa xác định"); it then counts as long ago. A merged unit is a new row: a code is no
key without a date, because the same code names different units in different years.
"""

from portal.units.models.places import (
    Area,
    AreaMember,
    FormerName,
    Organisation,
    UnitLoad,
    UnitReach,
    give_names_before,
)
from portal.units.models.units import AdministrativeUnit, UnitName, UnitSuccession

__all__ = [
    "AdministrativeUnit",
    "Area",
    "AreaMember",
    "FormerName",
    "Organisation",
    "UnitLoad",
    "UnitName",
    "UnitReach",
    "UnitSuccession",
    "give_names_before",
]
