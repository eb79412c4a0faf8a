"""Stubs: what citations wait for, who follows it, and who is told when it comes."""

from collections.abc import Iterable

from django.db import transaction

from directives.registry.models import CrossReference, Directive, Follow, Stub
from portal.access import Scope
from portal.audit.actions import record
from portal.notices.actions import tell
from portal.notices.kinds import NoticeKind


def keep_stubs(*, keys: dict[CrossReference, str]) -> None:
    """Give each citation the stub of its key ("" for one that waits for nothing); saves no citation."""
    wanted = {
        key: Stub(
            key=key, number=row.number, kind=row.kind, issued_on=row.issued_on, issuer=row.issuer
        )
        for row, key in keys.items()
        if key
    }
    there = dict(Stub.objects.keyed(wanted).values_list("key", "pk"))
    if fresh := [stub for key, stub in wanted.items() if key not in there]:
        Stub.objects.bulk_create(fresh, 1000, ignore_conflicts=True)
        there = dict(Stub.objects.keyed(wanted).values_list("key", "pk"))
    for row, key in keys.items():
        row.stub_id = there[key] if key else None


def tell_followers(*, stub_ids: Iterable[int], arrived: Directive) -> None:
    """Close the stubs that a directive ends, and tell who follows them."""
    ids = set(stub_ids)
    Stub.objects.filter(pk__in=ids).update(arrived=arrived)
    follows = Follow.objects.filter(stub__in=ids).select_related("posting")
    tell(
        postings=[row.posting for row in follows],
        kind=NoticeKind.ARRIVED,
        key=f"arrived:{arrived.pk}",
        text=f"{arrived.title} mà bạn theo dõi đã có trong hệ thống.",
        href=arrived.get_absolute_url(),
    )


@transaction.atomic
def follow(*, stub: Stub, by: Scope) -> None:
    """Have the person told when the directive comes; asking twice is asking once."""
    _, made = Follow.objects.get_or_create(stub=stub, posting_id=by.posting_id)
    if made:
        record(act="stub.follow", target=stub, by=by, says=f"Theo dõi {stub.title}.")


@transaction.atomic
def unfollow(*, stub: Stub, by: Scope) -> None:
    gone, _ = Follow.objects.filter(stub=stub, posting_id=by.posting_id).delete()
    if gone:
        record(act="stub.unfollow", target=stub, by=by, says=f"Thôi theo dõi {stub.title}.")
