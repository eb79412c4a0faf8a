"""Legal deadlines with their "vì sao?": worked out from the law of the day, kept as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter, MatterOwner
from citizens.submissions.law import law
from citizens.submissions.models import LegalTerm, Settlement
from citizens.submissions.rules.clocks import Suspended, due
from portal.calendar.models import DayOff, Redating
from portal.calendar.rules import DaysOff, Deadline

TERMS = "legal_terms"


def with_deadlines(terms: Iterable[LegalTerm]) -> list[LegalTerm]:
    """Give each row its `deadline`; fetch with `for_deadlines()` to save queries."""
    rows = list(terms)
    calendars = DayOff.objects.calendars_around(
        [day for row in rows for day in (row.starts_on, row.due_on)]
    )
    moves = Redating.objects.moves_of(TERMS, [row.pk for row in rows])
    for row in rows:
        by = deadline_of(row, calendars.of(province_of(row.matter)))
        row.deadline = replace(by, last_day=row.due_on).moved(moves[row.pk])
    return rows


def deadline_of(term: LegalTerm, days_off: DaysOff) -> Deadline:
    """Return what the law says of a row, by this calendar."""
    left_out: Sequence[Suspended] = ()
    if term.settlement is not None:
        kind = MatterKind(term.matter.kind)
        left_out = law().left_out(kind, spans_of(term.settlement))
    return due(law().called(term.rule), term.starts_on, days_off, left_out=left_out)


def spans_of(settlement: Settlement) -> list[Suspended]:
    return [Suspended(one.starts_on, one.ends_on) for one in settlement.suspensions.all()]


def owner_of(matter: Matter) -> MatterOwner:
    """Return who holds the matter now, from owners that may be fetched already."""
    return next(owner for owner in matter.owners.all() if owner.ends_on is None)


def province_of(matter: Matter) -> int:
    """Return the province by whose calendar the holder of a matter works."""
    return owner_of(matter).organisation.unit.province.pk
