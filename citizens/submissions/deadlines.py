"""Legal deadlines with their "vì sao?": worked out from the law of the day, kept as rows."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import prefetch_related_objects

from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter, MatterOwner
from citizens.submissions.law import law
from citizens.submissions.models import LegalTerm, Settlement
from citizens.submissions.rules.clocks import Suspended, due
from portal.calendar.explaining import Deadlines, Explain
from portal.calendar.rules import Calendars, DaysOff, Deadline

TERMS = "legal_terms"


def _by(calendars: Calendars) -> Explain[LegalTerm]:
    def explain(row: LegalTerm) -> Deadline:
        assert row.holder is not None  # somebody holds each matter
        by = deadline_of(row, calendars.of(row.holder.unit.province.pk))
        return replace(by, last_day=row.due_on)

    return explain


with_deadlines = Deadlines[LegalTerm](TERMS, days=lambda row: (row.starts_on, row.due_on), by=_by)


def fill_lines(terms: Sequence[LegalTerm]) -> None:
    """Fetch for rows `as_lines()` what only some of them have; nothing is asked when none has it."""
    prefetch_related_objects([one for one in terms if one.settlement_id], "settlement__suspensions")
    prefetch_related_objects([one for one in terms if one.handling_id], "handling__reception")


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
