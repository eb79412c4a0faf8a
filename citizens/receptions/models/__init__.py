"""The reception book. Five things are kept apart: the visit (lượt), its people (người), the matter
(vụ việc), what was done with the matter at that visit, and the group (đoàn, five people or more).

A visit that holds a denunciation (tố cáo) has no person at all; triggers of the first migration
refuse one, whatever code asks. A void visit stays, with its number.
"""

from citizens.receptions.models.days import ReceptionDay
from citizens.receptions.models.matters import Handling, Matter, MatterOwner
from citizens.receptions.models.visits import Reception, ReceptionSeries, Visitor

__all__ = [
    "Handling",
    "Matter",
    "MatterOwner",
    "Reception",
    "ReceptionDay",
    "ReceptionSeries",
    "Visitor",
]
