"""Who reads what people think of a named official, by the day it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Readers:
    """From one day to another: which roles, at the organisation that appointed the official, read."""

    valid_from: date | None
    valid_to: date | None
    roles: frozenset[str]
    source: str


# The Front of the province reads always: it asks. No legal basis was seen: configuration, dated.
READERS = (
    Readers(None, date(2025, 6, 30), frozenset(), "chưa xác định; không nêu cho ai ngoài Mặt trận tỉnh"),
    Readers(
        date(2025, 7, 1), None, frozenset({"commune_leader"}),
        "chưa xác định văn bản; người đứng đầu cơ quan bổ nhiệm, từ khi chính quyền hai cấp",
    ),
)  # fmt: skip


def heads_who_read(on: date) -> frozenset[str]:
    """Return the roles that read on a day, each only of officials its own organisation appointed."""
    for rule in READERS:
        begun = rule.valid_from is None or rule.valid_from <= on
        if begun and (rule.valid_to is None or on <= rule.valid_to):
            return rule.roles
    return frozenset()
