"""Reads over the administrative map, by noun: units with their areas, and organisations."""

from portal.units.querysets.organisations import (
    PROVINCE_PATHS,
    FormerNameQuerySet,
    OrganisationQuerySet,
    of_reachable,
)
from portal.units.querysets.units import (
    AdministrativeUnitQuerySet,
    AreaQuerySet,
    UnitNameQuerySet,
    UnitReachQuerySet,
    UnitSuccessionQuerySet,
    fits,
    patterns_of,
    reachable,
    valid_on,
    words_found,
)

__all__ = [
    "PROVINCE_PATHS",
    "AdministrativeUnitQuerySet",
    "AreaQuerySet",
    "FormerNameQuerySet",
    "OrganisationQuerySet",
    "UnitNameQuerySet",
    "UnitReachQuerySet",
    "UnitSuccessionQuerySet",
    "fits",
    "of_reachable",
    "patterns_of",
    "reachable",
    "valid_on",
    "words_found",
]
