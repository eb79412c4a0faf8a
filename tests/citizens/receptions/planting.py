"""Looks for a planted person everywhere the portal keeps anything: tables, files, cache, queue, mail, log."""

import json
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import connection

from portal.identity import digests
from portal.text import search_key

NAME, NUMBER, VILLAGE = "Hoàng Thị Trinh Thám", "024179008888", "Thôn Bí Mật Trầm"
CARD = f"{NUMBER}|121234567|{NAME}|01021979|Nữ|{VILLAGE}, Lục Nam, Bắc Giang|01012022"
# Tables of the map and of the calendar hold thousands of rows that no person of a visit writes to.
_MAP = ("units_", "calendar_")


def ways_to_write() -> list[str]:
    """Return how the person may come to be written: composed or not, folded, escaped, in an address."""
    ways = []
    for text in (NAME, VILLAGE):
        apart = unicodedata.normalize("NFD", text)
        ways += [text, apart, search_key(text), json.dumps(text)[1:-1], json.dumps(apart)[1:-1]]
        ways += [quote(text), quote_plus(text), quote(apart)]
    spaced = " ".join((NUMBER[:3], NUMBER[3:6], NUMBER[6:9], NUMBER[9:]))
    return [*ways, NUMBER, spaced, *(digest for _, digest in digests(NUMBER))]


def found_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return each place where the planted person stands, with how it is written there."""
    ways = [way.casefold() for way in ways_to_write()]
    places = [*_tables(), *_files(), *_mail(), *_cache_and_queue(), ("log", caplog.text)]
    return [
        f"{place}: {way}"
        for place, text in places
        for way in ways
        if way in text.casefold() or (way == search_key(NAME) and way in search_key(text))
    ]


def _tables() -> Iterator[tuple[str, str]]:
    """Every column of every row of the database, of tables without a model too."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in sorted(tables):
            if table.startswith(_MAP):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                for value in row:
                    yield table, _text(value)
    sessions = import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()
    for row in sessions.objects.all():
        yield "session", json.dumps(row.get_decoded(), ensure_ascii=False, default=str)


def _files() -> Iterator[tuple[str, str]]:
    for folder in (Path(settings.MEDIA_ROOT), Path(settings.DATA_DIR) / "mail"):
        for path in folder.rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes().decode(errors="replace")


def _mail() -> Iterator[tuple[str, str]]:
    return (("mail", f"{one.subject} {one.to} {one.body}") for one in getattr(mail, "outbox", []))


def _cache_and_queue() -> Iterator[tuple[str, str]]:
    """All that stands in the store of cache and queue, where one runs."""
    with suppress(redis.exceptions.ConnectionError):
        store = redis.Redis.from_url(settings.REDIS_URL)
        for key in store.scan_iter():
            value = store.dump(key) or b""
            yield "redis", f"{_text(key)} {_text(value)}"


def _text(value: object) -> str:
    if isinstance(value, memoryview | bytes):
        return bytes(value).decode(errors="replace")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
