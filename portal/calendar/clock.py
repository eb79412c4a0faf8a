"""The only clock: what day and hour it is in Vietnam. Views and tasks read it; rules never do."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment in the zone of `settings.TIME_ZONE`, Asia/Ho_Chi_Minh."""
    return timezone.localtime()


def today() -> date:
    """Return today's date in Vietnam, which between 17:00 and 24:00 UTC is tomorrow's of UTC."""
    return timezone.localdate()
