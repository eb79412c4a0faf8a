"""Whom the second entry of paper ballots needs: somebody else of the same Front."""

from portal.access import Role
from portal.demo.cast import CAST


def test_each_front_of_a_commune_has_two_who_can_enter_ballots() -> None:
    seats = [one.seat for one in CAST if one.role is Role.FRONT and one.seat.unit_code != "24"]
    assert seats
    assert all(seats.count(seat) >= 2 for seat in seats)
