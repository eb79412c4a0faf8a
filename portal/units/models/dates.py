"""What every dated row of the map has in common."""

from datetime import date

from django.db.models import F, Q

DATES_IN_ORDER = (
    Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
)
DATES_MESSAGE = "Ngày kết thúc phải từ ngày bắt đầu trở đi."


def stands(first: date | None, last: date | None, day: date) -> bool:
    """Tell whether a row valid from `first` to `last` holds on `day`."""
    return (first is None or first <= day) and (last is None or day <= last)
