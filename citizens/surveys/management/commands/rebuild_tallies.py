"""Make the rows that results read anew, from the tallies kept at the close of each batch."""

from typing import Any

from django.core.management.base import BaseCommand

from citizens.surveys.actions.tallies import rebuild
from citizens.surveys.models import Campaign


class Command(BaseCommand):
    help = "Cộng lại số kiểm của đơn vị và của đợt từ số kiểm của các tập phiếu đã khóa."

    def handle(self, *args: Any, verbosity: int = 1, **options: Any) -> None:
        wrong = campaigns = 0
        for campaign in Campaign.objects.order_by("pk").iterator(chunk_size=100):
            campaigns += 1
            wrong += rebuild(campaign)
        if verbosity:
            self.stdout.write(f"{campaigns} đợt khảo sát; {wrong} dòng số kiểm đã sửa.")
