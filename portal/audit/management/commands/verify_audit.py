from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit.actions import metadata_of
from portal.audit.models import Chain
from portal.audit.rules import Link, commitment, first_break


class Command(BaseCommand):
    help = "Verify every chain of the audit record, and the values still kept beside it."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [sentence for chain in Chain.objects.order_by("pk") if (sentence := _check(chain))]
        if broken:
            raise CommandError("\n".join(broken))
        self.stdout.write(f"{Chain.objects.count()} chuỗi nhật ký nguyên vẹn.")


def _check(chain: Chain) -> str | None:
    entries = chain.entries.order_by("place")
    links = (Link(e.place, e.previous_hash, e.hash, metadata_of(e)) for e in entries.iterator())
    sentence = first_break(links, head=chain.head)
    if sentence:
        return f"Tổ chức {chain.pk}: {sentence}"
    for entry in entries.filter(values__isnull=False).select_related("values").iterator():
        if commitment(bytes(entry.values.key), entry.values.changes) != entry.commitment:
            return f"Tổ chức {chain.pk}: giá trị của mục thứ {entry.place} đã bị sửa."
    return None
