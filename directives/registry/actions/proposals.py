"""What was read in a text, as rows for a person to answer."""

from directives.reading import Citation, DutyProposal, kind_named, kind_of, number_key
from directives.reading import DueKind as ReadDueKind
from directives.registry.kinds import DueKind, Relation
from directives.registry.models import CrossReference, Directive, Duty
from directives.registry.rules import actor_kind, is_of_units
from portal.text import one_line

# A duty counted from an event has no day of its own: its words are kept, a person sets the day.
_KEPT_DUES = {
    read: DueKind(read.value) for read in ReadDueKind if read.value in set(DueKind.values)
}


def reference_read(directive: Directive, place: int, citation: Citation) -> CrossReference:
    kind = kind_named(citation.kind, citation.system) if citation.kind else None
    kind = kind or (kind_of(citation.kind, citation.system) if citation.kind else None)
    return CrossReference(
        source=directive,
        ordinal=place,
        number=citation.number[:60],
        number_key=number_key(citation.number)[:60],
        kind=kind.code if kind else "",
        issued_on=citation.issued_on,
        issuer=one_line(citation.issuer or "")[:200],
        relation=Relation(citation.relation),
        start=citation.start,
        end=citation.end,
        mentions=[list(span) for span in citation.mentions],
    )


def duty_read(directive: Directive, place: int, duty: DutyProposal) -> Duty:
    made = Duty(
        directive=directive,
        ordinal=place,
        clause=duty.clause[:40],
        text=duty.text[:4000],
        actors=[{"kind": actor_kind(words), "wording": words} for words in duty.actors],
        start=duty.start,
        end=duty.end,
    )
    if duty.due is not None:
        due = duty.due
        made.due_kind = _KEPT_DUES.get(due.kind, DueKind.NONE)
        made.due_wording = one_line(due.wording)[:300]
        made.due_month, made.due_day, made.due_weekday = due.month, due.day, due.weekday
        made.due_on = due.last_day
        if made.due_kind == DueKind.ONCE and due.last_day is None:
            made.due_kind = DueKind.NONE  # its words are kept; a person sets the day
        elif made.due_kind != DueKind.ONCE:
            made.due_on = None
    if duty.quantity is not None:
        asked = duty.quantity
        made.quantity, made.quantity_is_percent = asked.value, asked.percent
        made.quantity_unit, made.quantity_bound = asked.unit[:100], asked.bound.value
        made.quantity_of_units = asked.percent and is_of_units(asked.unit)
        made.quantity_per = (asked.per or "")[:200]
    return made
