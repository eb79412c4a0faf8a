"""Visits as the tests write them: through the actions, by the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from citizens.receptions.actions import log_reception
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import Field, MatterKind, Outcome
from citizens.receptions.models import Reception
from portal.access import Scope

ON = date(2026, 11, 22)
NUMBER = "024079001234"
TUAN = PersonEntry("Nguyễn Văn Tuấn", "Thôn Đông, phường Lục Nam", NUMBER)
Log = Callable[..., Reception]


@pytest.fixture
def lucnam(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("canbo.lucnam")


@pytest.fixture
def bacgiang(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("canbo.bacgiang")


@pytest.fixture
def log(lucnam: Scope) -> Log:
    """Write one visit; what is left out is the plainest there is."""

    def write(
        *, by: Scope = lucnam, people: tuple[PersonEntry, ...] = (TUAN,), on: date = ON,
        kind: MatterKind = MatterKind.PETITION, outcome: Outcome = Outcome.PENDING,
        case: dict[str, Any] | None = None, **visit: Any,
    ) -> Reception:  # fmt: skip
        plain: dict[str, Any] = {"received_on": date(2026, 11, 16), "official_name": "Thủy"}
        entry = VisitEntry(**plain | visit)
        told = {"summary": "Xin sửa đường liên thôn", "field": Field.OTHER} | (case or {})
        return log_reception(
            key=uuid4(), visit=entry, people=people, case=CaseEntry(kind, outcome, **told),
            by=by, on=on,
        )  # fmt: skip

    return write


@pytest.fixture
def typed() -> dict[str, Any]:
    """What the counter posts for a plain visit."""
    return {
        "act": "save", "key": str(uuid4()), "kind": "petition", "field": "other",
        "received_on": "16/11/2026", "channel": "regular", "host": "official",
        "mode": "in_person", "official_name": "Nguyễn Thị Thủy", "head_count": "1",
        "nguoi1-number": NUMBER, "nguoi1-name": "Nguyễn Văn Tuấn", "nguoi1-place": "Thôn Đông",
        "nguoi1-commune": "phường Lục Nam", "summary": "Xin sửa đường liên thôn",
        "outcome": "pending",
    }  # fmt: skip
