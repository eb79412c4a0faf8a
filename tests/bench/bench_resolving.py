"""What a new directive costs to link, both ways, on the registry of a country.

`BENCH_DATABASE_URL` names a country that `manage.py seed_scale` filled; without it a part of one is seeded
and thrown away. Each line says how many directives there were.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from scripts.bench import Comparison, best_of
from tests.bench.server import country
from tests.bench.undoing import each_undone, undone

if TYPE_CHECKING:
    from directives.registry.models import CrossReference, Directive
    from portal.access import Scope

Act = tuple[str, Callable[[], object]]

USUAL, MANY = 5, 30  # citations of a directive: what the country has on average, and a long one


def bench_resolving() -> Iterator[Comparison]:
    with country(), undone():
        from directives.registry.models import Directive

        by = _province_staff()
        held = Directive.objects.final()
        plain = best_of(held.order_by("pk").first)
        note = f"{held.count()} directives, each run undone"
        for what, act in (_citing(USUAL, by), _citing(MANY, by), *_awaited(by)):
            yield Comparison(what, best_of(each_undone(act)), "one row", plain, note)


def _province_staff() -> "Scope":
    from portal.access import Role
    from portal.accounts.models import Posting
    from portal.accounts.scopes import scope_of
    from portal.scale import seats

    seat = next(one for one in seats() if one.role is Role.PROVINCE_STAFF)
    return scope_of(Posting.objects.with_place().get(user__username=seat.username))


def _citing(citations: int, by: "Scope") -> Act:
    """A draft that cites directives of its province and of the centre, none of them linked yet."""
    from directives.registry.actions import enter, resolve
    from directives.registry.kinds import ReferenceState
    from directives.registry.models import Directive

    cited = Directive.objects.final().visible_to(by).order_by("-pk")[:citations]
    lines = [
        f"{one.get_kind_display()} số {one.number} ngày {one.issued_on:%d/%m/%Y} của {one.issuer}"
        for one in cited
    ]
    draft = enter(text=f"Thực hiện {'; '.join(lines)}.", entry_key=f"bench {citations}", by=by)
    draft.references.update(state=ReferenceState.UNKNOWN, target=None, stub=None)
    what = f"linking the {draft.references.count()} citations of a new directive"
    return what, lambda: resolve(directive=draft)


def _awaited(by: "Scope") -> Iterator[Act]:
    """Directives that have just become final: under the usual number, and the one most waited for."""
    from django.db.models import Count

    from directives.registry.models import CrossReference

    waiting = CrossReference.objects.waiting().exclude(issued_on=None).order_by()
    counted = waiting.values_list("number_key").annotate(times=Count("pk")).order_by("-times")
    numbers = list(counted)
    for number, times in (numbers[len(numbers) // 2], numbers[0]):
        made = _arrived(waiting.filter(number_key=number)[0], by)
        what = f"linking the {times} citations that waited for a new directive"
        yield what, partial(_link_waiting, made, by)


def _arrived(cited: "CrossReference", by: "Scope") -> "Directive":
    from directives.registry.actions import enter, place
    from directives.registry.kinds import Status

    made = enter(text=f"Số: {cited.number}", entry_key=f"bench {cited.number}", by=by)
    for name in ("number", "number_key", "kind", "issued_on", "issuer"):
        setattr(made, name, getattr(cited, name))
    place(made, home_unit_id=by.unit_id)
    made.status, made.subject = Status.FINAL, "Đo tải"
    made.save()
    return made


def _link_waiting(made: "Directive", by: "Scope") -> int:
    from directives.registry.actions import resolve_waiting

    return resolve_waiting(directive=made, by=by)
