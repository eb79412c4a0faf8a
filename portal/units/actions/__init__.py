"""Writing the map: loading it from its files, and the areas that people are posted to."""

from portal.units.actions.areas import (
    area_from_district,
    close_area,
    create_area,
    name_after,
    successors_of_district,
    update_area,
)
from portal.units.actions.loading import load_units
from portal.units.actions.records import entrust_records

__all__ = [
    "area_from_district",
    "close_area",
    "create_area",
    "entrust_records",
    "load_units",
    "name_after",
    "successors_of_district",
    "update_area",
]
