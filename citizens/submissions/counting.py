"""03/GQKN, 04/GQTC, 05/KQTH in numbers: the columns of each office, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Sum

from citizens.receptions.models import MatterOwner
from citizens.submissions.models import Settlement, Submission
from citizens.submissions.querysets import SettlementQuerySet
from citizens.submissions.results import (
    ALL,
    DECIDED,
    EXECUTED,
    KIND_OF,
    ORDERED,
    PAPERS_IN_XLD,
    STATES,
    Executed,
    case_state,
    decided_in,
    executed_in,
    places_of,
    to_execute_in,
)
from portal.figures import Period

Columns = dict[int, Decimal | int]
Things = dict[tuple[int, str, str], dict[str, Decimal]]  # by office, kind of matter, kind of remedy
_OFFICE = F("matter__owners__organisation_id")  # joined once, by `held_on`
_NOTHING = {"owed": Decimal(0), "before": Decimal(0), "during": Decimal(0)}


def settled_by_office(
    code: str, organisations: Collection[int], period: Period
) -> dict[int, Columns]:
    """Return the columns of 03/GQKN or 04/GQTC of each office that has any, in four queries."""
    first, last = period.starts_on, period.ends_on
    found: dict[int, Columns] = defaultdict(lambda: dict.fromkeys(places_of(code), 0))
    papers = Submission.objects.in_xld(organisations, first, last)
    place = PAPERS_IN_XLD[code]
    for office, columns in papers.counted_xld_by_office(last, [place]).items():
        found[office][1] = columns[place]
    for row in _cases(code, organisations, period):
        states = _places(row | {f"c{ALL}": sum(row[f"c{place}"] for place in STATES)})
        found[row["organisation_id"]] |= states
    decided = Settlement.objects.held_on(last, organisations, [KIND_OF[code]])
    decided = decided.filter(decided_in(first, last)).order_by()
    counts = {f"c{place}": Count("pk", filter=rows) for place, rows in DECIDED[code].items()}
    issued: Any = decided.values(office=_OFFICE).annotate(**counts)
    for row in issued:
        found[row["office"]] |= _places(row)
    ordered = _ordered(decided)
    for (office, _, remedy), amounts in ordered.items():
        found[office] |= {
            place: amounts["owed"] for place, one in ORDERED[code].items() if one == remedy
        }
    return dict(found)


def executed_by_office(organisations: Collection[int], period: Period) -> dict[int, Columns]:
    """Return the columns of 05/KQTH of each office that has any, in three queries."""
    first, last = period.starts_on, period.ends_on
    found: dict[int, Columns] = defaultdict(lambda: dict.fromkeys(EXECUTED, 0))
    due = Settlement.objects.held_on(last, organisations, KIND_OF.values())
    due = due.filter(to_execute_in(first, last)).order_by()
    things = _ordered(due)
    for key, amounts in _carried_out(due, period).items():
        things[key] = things[key] | amounts
    counted = due.values(office=_OFFICE, kind=F("matter__owners__kind")).annotate(
        owed=Count("pk"), during=Count("pk", filter=executed_in(first, last))
    )
    for row in counted:
        things[row["office"], row["kind"], ""] = _NOTHING | {
            name: row[name] for name in ("owed", "during")
        }
    for (office, kind, remedy), amounts in things.items():
        found[office] |= {
            place: _shown(one, amounts)
            for place, one in EXECUTED.items()
            if one.kind == kind and (one.remedy or "") == remedy
        }
    return dict(found)


def _shown(column: Executed, amounts: dict[str, Decimal]) -> Decimal:
    """What was done in the period, or what was still owed when it began."""
    return amounts["during"] if column.done else amounts["owed"] - amounts["before"]


def _cases(code: str, organisations: Collection[int], period: Period) -> Any:
    held = MatterOwner.objects.on(period.ends_on).of(organisations)
    days = period.starts_on, period.ends_on
    counts = {
        f"c{place}": Count("pk", filter=case_state(place, *days, matter="matter_id"))
        for place in STATES
    }
    of_kind = held.of_kinds([KIND_OF[code]]).order_by()
    return of_kind.values("organisation_id").annotate(**counts)


def _places(row: dict[str, Any]) -> Columns:
    return {int(name[1:]): number for name, number in row.items() if name[1:].isdecimal()}


def _ordered(settlements: SettlementQuerySet) -> Things:
    """What these settlements order, by office, kind of matter and thing."""
    rows = settlements.filter(remedies__isnull=False).values(
        office=_OFFICE, kind=F("matter__owners__kind"), thing=F("remedies__kind")
    )
    return {
        (row["office"], row["kind"], row["thing"]): _NOTHING | {"owed": row["owed"]}
        for row in rows.annotate(owed=Sum("remedies__owed"))
    }


def _carried_out(settlements: SettlementQuerySet, period: Period) -> Things:
    """How much of it was carried out before the period and during it."""
    rows = settlements.filter(remedies__steps__isnull=False).values(
        office=_OFFICE, kind=F("matter__owners__kind"), thing=F("remedies__kind")
    )
    day, amount = "remedies__steps__day", "remedies__steps__amount"
    before = Sum(amount, filter=Q(**{f"{day}__lt": period.starts_on}), default=0)
    within = Q(**{f"{day}__gte": period.starts_on, f"{day}__lte": period.ends_on})
    during = Sum(amount, filter=within, default=0)
    return {
        (row["office"], row["kind"], row["thing"]): {
            "before": row["before"], "during": row["during"],
        }
        for row in rows.annotate(before=before, during=during)
    }  # fmt: skip
