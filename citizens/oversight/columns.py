"""Biểu 06/QLKNTC of TT 06/2025/TT-TTCP: which undertakings each column counts, or what of them it sums."""

from datetime import date

from django.db.models import Q

from citizens.oversight.kinds import UndertakingKind

CODE = "06/QLKNTC"
# Columns that sum a number of their rows; all others count the rows.
SUMS = {
    5: "people", 7: "units", 9: "discipline_organisations", 10: "discipline_persons",
    11: "refer_organisations", 12: "refer_persons", 14: "disciplined_organisations",
    15: "disciplined_persons", 16: "prosecuted_cases", 17: "prosecuted_persons",
}  # fmt: skip
PLACES = range(1, 18)


def columns(first: date | None, last: date) -> dict[int, Q]:
    """Return what each column asks of an undertaking.

    An inspection counts (6, 7) in each period in which it went on, so that its conclusion (8) is never
    one of none; a conclusion is to be carried out (13) until the period of its last day of execution.
    """
    began = _within("day", first, last)
    concluded, executed = _within("concluded_on", first, last), _within("executed_on", first, last)
    inspection = Q(kind=UndertakingKind.INSPECTION)
    going_on = inspection & Q(day__lte=last) & _not_before("concluded_on", first)
    owed = inspection & Q(concluded_on__lte=last) & _not_before("executed_on", first)
    training = Q(kind=UndertakingKind.TRAINING) & began
    proposed, done = inspection & concluded, inspection & executed
    return {
        1: Q(kind=UndertakingKind.NEW_TEXT) & began,
        2: Q(kind=UndertakingKind.AMENDED_TEXT) & began,
        3: Q(kind=UndertakingKind.REPEALED_TEXT) & began,
        4: training, 5: training,
        6: going_on, 7: going_on, 8: proposed,
        9: proposed, 10: proposed, 11: proposed, 12: proposed,
        13: owed, 14: done, 15: done, 16: done, 17: done,
    }  # fmt: skip


def _within(name: str, first: date | None, last: date) -> Q:
    found = Q(**{f"{name}__lte": last})
    return found if first is None else found & Q(**{f"{name}__gte": first})


def _not_before(name: str, first: date | None) -> Q:
    """The day has not come before the period began."""
    return Q() if first is None else Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": first})
