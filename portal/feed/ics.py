"""Deadlines as iCalendar (RFC 5545). The library is imported where it is used: no start waits for it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from portal.feed.deadlines import Deadline

MEDIA_TYPE = "text/calendar; charset=utf-8"


def calendar_of(deadlines: Iterable[Deadline], *, site: str, at: datetime) -> bytes:
    """Return a calendar of whole days that block no time; links lead into the portal at `site`."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Chính quyền thân thiện//Hạn việc//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Hạn việc, lịch tiếp công dân")
    for one in deadlines:
        event = Event()
        event.add("uid", f"{one.key}@{urlsplit(site).hostname}")
        event.add("dtstamp", at)
        event.add("dtstart", one.day)
        event.add("dtend", one.day + timedelta(days=1))
        event.add("summary", one.title)
        event.add("url", f"{site}{one.href}")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
