"""A whole country to measure on: `manage.py seed_scale`. On PostgreSQL only, into an empty portal.

Every unit is real; people and what they bring are invented, by dice of one seed. Each room has one
file that streams its rows: nothing is held in memory but the map and one stack of rows at a time.
"""

from portal.scale.seats import PASSWORD, seats
from portal.scale.seeding import Sizes, seed, why_refused

__all__ = ["PASSWORD", "Sizes", "seats", "seed", "why_refused"]
