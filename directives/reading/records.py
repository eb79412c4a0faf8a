"""A reading as plain JSON values: one record a document."""

from typing import Any

from directives.reading.proposals import (
    Citation,
    Due,
    DutyProposal,
    Masthead,
    NamedLaw,
    Quantity,
    Reading,
)

Record = dict[str, Any]


def as_record(reading: Reading, name: str) -> Record:
    """The record of the document called `name`; spans are code points of the normalised text."""
    return {
        "doc": name,
        "self": {"number": reading.masthead.number},
        "masthead": _masthead(reading.masthead),
        "citations": [_citation(citation) for citation in reading.citations],
        "named": [_named(law) for law in reading.named],
        "duties": [_duty(duty) for duty in reading.duties],
    }


def _masthead(masthead: Masthead) -> Record:
    return {
        "number": masthead.number,
        "kind": masthead.kind,
        "issuer": masthead.issuer,
        "parent": masthead.parent,
        "place": masthead.place,
        "date": masthead.issued_on.isoformat() if masthead.issued_on else None,
        "signer": masthead.signer,
        "signer_capacity": masthead.signer_capacity,
        "subject": masthead.subject,
        "recipients": list(masthead.recipients),
        "addressees": list(masthead.addressees),
    }


def _citation(citation: Citation) -> Record:
    return {
        "number": citation.number,
        "type": citation.kind,
        "date": citation.issued_on.isoformat() if citation.issued_on else None,
        "issuer": citation.issuer,
        "relation": citation.relation.value,
        "start": citation.start,
        "end": citation.end,
    }


def _named(law: NamedLaw) -> Record:
    return {"title": law.title, "type": law.kind, "start": law.start, "end": law.end}


def _duty(duty: DutyProposal) -> Record:
    return {
        "clause": duty.clause,
        "text": duty.text,
        "actors": list(duty.actors),
        "due": _due(duty.due) if duty.due else None,
        "quantity": _quantity(duty.quantity) if duty.quantity else None,
        "start": duty.start,
        "end": duty.end,
    }


def _due(due: Due) -> Record:
    return {
        "kind": due.kind.value,
        "last_day": due.last_day.isoformat() if due.last_day else None,
        "month": due.month,
        "day": due.day,
        "weekday": due.weekday,
        "exclusive": due.exclusive,
        "count": due.count,
        "unit": due.unit,
        "from": due.from_hour,
        "to": due.to_hour,
        "wording": due.wording,
    }


def _quantity(quantity: Quantity) -> Record:
    return {
        "value": str(quantity.value),
        "unit": quantity.unit,
        "percent": quantity.percent,
        "bound": quantity.bound.value,
        "per": quantity.per,
        "wording": quantity.wording,
    }
